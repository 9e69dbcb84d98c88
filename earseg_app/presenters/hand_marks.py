"""How measures drawn by hand stand over the slices, the one that is being drawn with them."""

from __future__ import annotations

from dataclasses import replace

from earseg_app.domain.measuring.hand_measures import HandMeasure
from earseg_app.domain.measuring.normal_ranges import remark
from earseg_app.presenters.hand_display import Statistics, label_of
from earseg_app.presenters.hand_events import Pen
from earseg_app.render.hand_marks import HandMark, mark_of
from earseg_app.session.session import State, WorkStep


def hand_marks(
    state: State, live: HandMeasure | None, pen: Pen | None, chosen: int | None, statistics: Statistics
) -> tuple[HandMark, ...]:
    """Every measure of the case, and `live`, the one under the pen, in the place of the one that it will replace."""
    movable = state.step is WorkStep.MEASURE
    measures = state.case.hand_measures if state.case else ()
    if live is None:
        return tuple(
            _mark(measure, statistics, chosen=measure.number == chosen, movable=movable) for measure in measures
        )
    kept = [measure for measure in measures if not is_taken_anew(measure, live)]
    marks = [_mark(measure, statistics, chosen=False, movable=False) for measure in kept]
    mark = replace(_mark(live, statistics, chosen=True, movable=True), is_draft=True)
    is_arm = pen is not None and live.kind is not pen.kind
    return (*marks, replace(mark, label=()) if is_arm else mark)


def is_taken_anew(measure: HandMeasure, other: HandMeasure) -> bool:
    """Whether the other is the same guided measure of the same ear."""
    return bool(other.guided) and (measure.guided, measure.side) == (other.guided, other.side)


def _mark(measure: HandMeasure, statistics: Statistics, *, chosen: bool, movable: bool) -> HandMark:
    is_usual = not (measure.guided and remark(measure.guided, measure.value))
    return mark_of(measure, label_of(measure, statistics), is_usual=is_usual, chosen=chosen, movable=movable)
