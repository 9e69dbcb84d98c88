"""The chosen electrode array in the ear that is being measured, ready to be drawn."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from earseg_app.domain.electrodes.arrays import ElectrodeArray
from earseg_app.render.slice_display import Annotations, PathMark, PointMark
from earseg_app.session.state import State, WorkStep

if TYPE_CHECKING:  # loads an optimiser, which the start of the window does without
    from earseg_app.domain.cochlea.tonotopy import MeasuredCochlea
    from earseg_app.domain.electrodes.insertion import Insertion

ARRAY_COLOR = "#F0E442"


def inserted_array(state: State) -> Insertion | None:
    """The chosen array at its depth in the shown ear, None outside the step Measure or where no wall was seen."""
    chosen, measures = state.display.electrode, state.measures.get(state.display.measured_side)
    if chosen is None or measures is None or measures.cochlea is None or state.step is not WorkStep.MEASURE:
        return None
    return _inserted(chosen.array, measures.cochlea, chosen.depth_mm)


@lru_cache(maxsize=2)
def _inserted(array: ElectrodeArray, cochlea: MeasuredCochlea, depth_mm: float) -> Insertion:
    # Two planes, the unrolled view, the panel and 3D ask for it at each step of a drag.
    from earseg_app.domain.electrodes.insertion import insert_array

    return insert_array(array, cochlea, depth_mm)


def array_marks(insertion: Insertion | None) -> Annotations:
    """The course of the array and its contacts, the most apical and the most basal with their numbers."""
    if insertion is None:
        return Annotations()
    ends = (1, len(insertion.contacts))
    points = tuple(
        PointMark(
            f"contact {contact.number}",
            contact.point_lps_mm,
            str(contact.number) if contact.number in ends else "",
            ARRAY_COLOR,
        )
        for contact in insertion.contacts
        if contact.point_lps_mm is not None
    )
    return Annotations(paths=(PathMark(insertion.line_lps_mm, ARRAY_COLOR),), points=points)
