"""Where a measure was drawn by hand: one click shows its slice, or turns a cochlear view back to its plane."""

from __future__ import annotations

from collections.abc import Callable

from earseg_app.domain.geometry import Triple
from earseg_app.domain.measuring.hand_measures import SAME_PLANE_DEG, HandMeasure
from earseg_app.domain.slicing import Plane
from earseg_app.presenters.ports import MessagePort
from earseg_app.render.cochlear_view import turned_from_view_deg
from earseg_app.session.changes import turned_measure
from earseg_app.session.session import Session, State

NOT_MEASURED = (
    "This was drawn in a cochlear view, and the {side} ear has none now. Measure the ear, then click here again."
)
TURNED = "The view is turned {degrees}° from the usual cochlear view, to the plane that this was drawn in."
ASIDE = "The cochlear view stands {degrees}° from the plane of this now: a click on its row turns the view to it."


class HandPlace:
    """Shows the place of a measure; `show_depth`: moves the cochlear view that stands like its plane, if one does."""

    def __init__(self, session: Session, messages: MessagePort) -> None:
        self._session = session
        self._messages = messages
        self.show_depth: Callable[[Triple, Triple], bool] = lambda _point, _normal: False

    def show(self, measure: HandMeasure) -> None:
        """Put the crosshair there and bring its slice or its plane into view."""
        self._session.move_cursor(measure.center_lps_mm)
        plane = next((plane for plane in Plane if measure.plane.title.startswith(plane.value.lower())), None)
        if plane is None:
            self._show_oblique(measure)
        elif plane is not Plane.AXIAL:
            self._session.show_cochlear_views(False)

    def turn_back(self) -> bool:
        """Let the cochlear views stand as the landmarks say; False when they do."""
        was_turned = turned_measure(self._session.state) is not None
        self._session.turn_to_measure(None)
        return was_turned

    def _show_oblique(self, measure: HandMeasure) -> None:
        if measure.side is not None:
            self._session.choose_ear(measure.side)
        state = self._session.state
        side = state.display.measured_side
        if state.case is None or side not in state.case.measurements:
            self._messages.notice(NOT_MEASURED.format(side=side.word))
            return
        self._session.show_cochlear_views(True)
        self._session.turn_to_measure(None)
        if not self.show_depth(measure.center_lps_mm, measure.plane.normal_lps):
            self._session.turn_to_measure(measure.number)


def place_words(state: State, measure: HandMeasure | None) -> str:
    """How the cochlear view stands to the plane of a measure, where it stands otherwise; "" where it does not."""
    measured = state.case.measurements.get(state.display.measured_side) if state.case else None
    if measure is None or measured is None or not measure.plane.is_oblique:
        return ""
    if measure.side is not None and measure.side is not state.display.measured_side:
        return ""
    degrees = turned_from_view_deg(measure.plane, measured.landmarks.frame())
    if degrees <= SAME_PLANE_DEG:
        return ""
    words = TURNED if turned_measure(state) is measure else ASIDE
    return words.format(degrees=f"{degrees:.0f}")
