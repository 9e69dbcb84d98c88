"""What can be done to the measures drawn by hand of the open case, each a step that can be undone."""

from __future__ import annotations

from dataclasses import replace

from earseg_app.domain.geometry import Triple
from earseg_app.domain.measuring.hand_measures import HandMeasure
from earseg_app.presenters.hand_marks import is_taken_anew
from earseg_app.session.session import Session


class HandEdits:
    """Finds, adds and changes the measures of a session's case."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @property
    def measures(self) -> tuple[HandMeasure, ...]:
        """Those of the open case, in the order of drawing."""
        case = self._session.state.case
        return case.hand_measures if case else ()

    def find(self, number: int | None) -> HandMeasure | None:
        """The measure with this number."""
        return next((measure for measure in self.measures if measure.number == number), None)

    def add(self, made: HandMeasure) -> None:
        """Add what was drawn; a guided measure takes the place of the one before."""
        kept = tuple(measure for measure in self.measures if not is_taken_anew(measure, made))
        side = f" ({made.side.word})" if made.side and made.guided else ""
        self._take(f"Draw {made.name}{side}", (*kept, made))

    def move(self, measure: HandMeasure, handle: int, point_lps_mm: Triple) -> None:
        """Put one of its points elsewhere, LPS mm, unless nothing would be left of it; a drag is one step."""
        moved = measure.moved(handle, point_lps_mm)
        if moved != measure and moved.is_drawn:
            self._replace(f"Move {measure.name}", measure, moved, f"by hand {measure.number} {handle}")

    def end_move(self) -> None:
        """The point was let go."""
        self._session.end_gesture()

    def rename(self, measure: HandMeasure, name: str) -> bool:
        """Give it another name; False where that is empty or the same."""
        words = " ".join(name.split())
        if words in ("", measure.name):
            return False
        self._replace(f"Rename {measure.name}", measure, replace(measure, name=words))
        return True

    def remove(self, measure: HandMeasure) -> None:
        """Remove it."""
        self._replace(f"Remove {measure.name}", measure, None)

    def _replace(self, name: str, old: HandMeasure, new: HandMeasure | None, gesture: str = "") -> None:
        changed = [new if measure is old else measure for measure in self.measures]
        self._take(name, tuple(measure for measure in changed if measure is not None), gesture)

    def _take(self, name: str, measures: tuple[HandMeasure, ...], gesture: str = "") -> None:
        case = self._session.state.case
        if case is not None:
            self._session.change_case(name, replace(case, hand_measures=measures), gesture)
