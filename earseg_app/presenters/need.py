"""What a step needs and has not."""

from __future__ import annotations

from enum import Enum

from earseg_app.session.state import State


class Need(Enum):
    """What comes before a step that works on labels."""

    NOTHING = "nothing"
    SCAN = "scan"
    SEGMENTATION = "segmentation"


def need_of(state: State) -> Need:
    """What is lacking first."""
    if state.case is None:
        return Need.SCAN
    return Need.SEGMENTATION if state.case.segmentation is None else Need.NOTHING
