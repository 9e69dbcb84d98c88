"""What is drawn over the three planes: the landmarks of the ear that is being measured."""

from __future__ import annotations

from typing import Protocol

from earseg_app.domain.slicing import Plane
from earseg_app.render.cochlear_view import landmark_points
from earseg_app.render.slice_display import Annotations
from earseg_app.session.session import Session, State, WorkStep


class MarkedPlanes(Protocol):
    """The three plane views, as far as marks go."""

    def show_annotations(self, plane: Plane, annotations: Annotations) -> None:
        """Show lines and points over a plane."""


class PlaneMarksPresenter:
    """Keeps the marks over the planes true to the session."""

    def __init__(self, session: Session, views: MarkedPlanes) -> None:
        self._views = views
        self._shown = Annotations()
        session.changed.connect(self._on_changed)
        self._show(session.state)

    def _on_changed(self, _old: State, new: State) -> None:
        self._show(new)

    def _show(self, state: State) -> None:
        marks = plane_marks(state)
        if marks != self._shown:
            self._shown = marks
            for plane in Plane:
                self._views.show_annotations(plane, marks)


def plane_marks(state: State) -> Annotations:
    """The marks for a state, the same for every plane: a view shows those that lie near it."""
    case = state.case
    measured = case.measurements.get(state.display.measured_side) if case else None
    if measured is None or state.step is not WorkStep.MEASURE:
        return Annotations()
    return Annotations(points=landmark_points(measured))
