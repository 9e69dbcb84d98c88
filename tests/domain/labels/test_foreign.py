"""Somebody else's label map is understood rightly or refused in a sentence."""

from __future__ import annotations

import numpy as np
import pytest

from earseg_app.domain.anatomy import Part, Side
from earseg_app.domain.errors import UnreadableInput
from earseg_app.domain.geometry import Grid
from earseg_app.domain.labels.foreign import adopted
from earseg_app.domain.segmentation import Segmentation, describe_ear
from tests.domain.ears import phantom_ear

GRID = Grid((40, 40, 40), (0.5, 0.5, 0.5), (0.0, 0.0, 0.0))


@pytest.fixture(scope="module")
def ear() -> Segmentation:
    ear = phantom_ear(side=Side.RIGHT)
    found = describe_ear(ear.labels, ear.grid, Side.RIGHT)
    assert found is not None
    return Segmentation(ear.labels.copy(), ear.grid, (found,))


def test_codes_are_taken_as_they_are(ear: Segmentation):
    taken, notes = adopted(ear.labels.astype(np.int16), ear.grid, ear.grid, "a.nii")
    assert np.array_equal(taken.labels, ear.labels)
    assert notes == ()
    assert taken.ears[0].volumes_mm3 == ear.ears[0].volumes_mm3


@pytest.mark.parametrize("value", [1, 255])
def test_a_mask_of_a_whole_labyrinth_gets_side_and_parts_by_its_shape(ear: Segmentation, value: int):
    mask = np.where(ear.labels > 0, value, 0)
    taken, notes = adopted(mask, ear.grid, ear.grid, "mask.nii.gz")
    assert taken.sides() == ear.sides()
    assert "named by its shape" in notes[0]
    for part in Part:
        truth, found = ear.mask(ear.ears[0].side, part), taken.mask(ear.ears[0].side, part)
        dice = 2 * np.count_nonzero(truth & found) / (np.count_nonzero(truth) + np.count_nonzero(found))
        assert dice > 0.6, part


def test_a_mirrored_mask_is_the_other_ear(ear: Segmentation):
    mask = np.flip(ear.labels > 0, axis=2)
    taken, _ = adopted(mask, ear.grid, ear.grid, "mask.nii.gz")
    assert taken.sides() == (Side.LEFT if ear.ears[0].side is Side.RIGHT else Side.RIGHT,)


def test_unknown_values_are_refused_with_the_codes():
    values = np.zeros(GRID.shape_zyx, np.uint8)
    values[5:9, 5:9, 5:9], values[20:22, 20:22, 20:22] = 7, 8
    with pytest.raises(UnreadableInput, match=r"no label codes \(7, 8\)") as caught:
        adopted(values, GRID, GRID, "other.nii")
    assert "1 to 5" in caught.value.hint


def test_a_mask_of_something_else_is_refused():
    values = np.zeros(GRID.shape_zyx, np.uint8)
    values[5:30, 5:30, 5:30] = 1
    with pytest.raises(UnreadableInput, match="does not tell which ear"):
        adopted(values, GRID, GRID, "tumour.nii")


def test_codes_that_mean_right_and_left_are_not_taken_for_parts_of_one_ear():
    """1 = right labyrinth, 2 = left labyrinth would read as cochlea and vestibule of a right ear."""
    wide = Grid((20, 20, 120), (1.0, 1.0, 1.0), (0.0, 0.0, 0.0))
    values = np.zeros(wide.shape_zyx, np.uint8)
    values[5:12, 5:12, 5:12], values[5:12, 5:12, 100:107] = 1, 2
    with pytest.raises(UnreadableInput, match="101 mm apart"):
        adopted(values, wide, wide, "both.nii")


def test_an_empty_map_is_an_empty_segmentation():
    taken, notes = adopted(np.zeros(GRID.shape_zyx), GRID, GRID, "empty.nii")
    assert taken.ears == ()
    assert notes == ()
