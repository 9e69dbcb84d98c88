"""Images prepared ahead are the same images, in any order of asking."""

from __future__ import annotations

import threading

import numpy as np
import pytest

from earseg_app.dicom.ahead import ahead
from earseg_app.domain.errors import UnreadableInput


def image(index: int) -> np.ndarray:
    return np.full((2, 2), index, np.int16)


@pytest.mark.parametrize("asked", [range(40), range(39, -1, -1), [3, 3, 50, 0]])
def test_each_index_gives_its_own_image(asked: range) -> None:
    with ahead(image, range(40)) as get:
        assert [int(get(i)[0, 0]) for i in asked] == list(asked)


def test_an_error_comes_out_where_its_image_is_asked_for() -> None:
    def broken(index: int) -> np.ndarray:
        if index == 2:
            raise UnreadableInput("damaged")
        return image(index)

    with ahead(broken, range(5)) as get:
        get(0)
        get(1)
        with pytest.raises(UnreadableInput, match="damaged"):
            get(2)


def test_leaving_early_stops_the_work() -> None:
    begun = []
    before = threading.active_count()
    with ahead(lambda i: begun.append(i) or image(i), range(1000)) as get:
        get(0)
    assert len(begun) < 50
    assert threading.active_count() == before
