"""The series an action is about is the one that was chosen, never one whose name only begins alike."""

from __future__ import annotations

from pathlib import Path

import pytest

from earseg_app.domain.errors import UnreadableInput
from earseg_app.domain.study import Catalog, Patient, Series, Study
from earseg_app.presenters.chosen_series import chosen_series
from earseg_app.session.session import State


def state(*uids: str) -> State:
    series = tuple(Series(uid, "Thin", "CT", 1, (Path("1"),), 1) for uid in uids)
    return State(catalog=Catalog(Path("disc"), (Patient("1", "Doe", "", (Study("1", "", "", series),)),)))


@pytest.mark.parametrize("uid", ["1.2", "1.2#2", "1.22"])
def test_the_chosen_series_is_taken(uid: str) -> None:
    assert chosen_series(state("1.22", "1.2#2", "1.2"), uid).uid == uid


def test_a_series_that_is_not_there_is_not_replaced_by_a_similar_one() -> None:
    with pytest.raises(UnreadableInput):
        chosen_series(state("1.22", "1.2#2"), "1.2")
