"""Landmarks and virtual electrode array of the ear that is being measured, in the 3D scene."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pyvista as pv

from earseg_app.domain.cochlea.landmarks import EarLandmarks, LandmarkOrigin
from earseg_app.domain.geometry import Triple
from earseg_app.render.virtual_array import ARRAY_COLOR, inserted_array
from earseg_app.session.session import State, WorkStep

if TYPE_CHECKING:
    from earseg_app.domain.electrodes.insertion import Insertion

RADIUS_MM = 0.35
FOUND_COLOR, BY_HAND_COLOR = "#E6E9EC", "#4FB3BF"
# Thinner than a real carrier, so that the contacts stand out.
CARRIER_RADIUS_MM, CONTACT_RADIUS_MM, CARRIER_COLOR = 0.15, 0.28, "#E6E9EC"


class SceneMarks:
    """Draws landmarks and the virtual electrode array of a state into a plotter; touches it only when they differ."""

    def __init__(self, plotter: Any) -> None:
        self._plotter = plotter
        self._landmarks: EarLandmarks | None = None
        self._array_of: tuple[object, ...] = (None, None, None)
        self._balls: list[Any] = []
        self._array: list[Any] = []

    def show(self, state: State) -> None:
        """Show the landmarks of the measured ear and the chosen array in the step Measure, else none."""
        case = state.case
        measured = case.measurements.get(state.display.measured_side) if case else None
        landmarks = measured.landmarks if measured is not None and state.step is WorkStep.MEASURE else None
        if landmarks != self._landmarks:
            self._landmarks = landmarks
            self._remove(self._balls)
            self._balls = [] if landmarks is None else [self._sphere(landmarks, name) for name in landmarks.points()]
        array_of = (state.measures.get(state.display.measured_side), state.display.electrode, state.step)
        if any(new is not old for new, old in zip(array_of, self._array_of, strict=True)):
            self._array_of = array_of
            self._remove(self._array)
            insertion = inserted_array(state)
            self._array = [] if insertion is None else self._inserted(insertion)

    def _sphere(self, landmarks: EarLandmarks, name: str) -> Any:
        color = BY_HAND_COLOR if landmarks.origin_of(name) is LandmarkOrigin.BY_HAND else FOUND_COLOR
        return self._ball(landmarks.points()[name], RADIUS_MM, color)

    def _inserted(self, insertion: Insertion) -> list[Any]:
        """A ball at each contact and a thin tube along the course: two surfaces, for every drag draws them anew."""
        places = [contact.point_lps_mm for contact in insertion.contacts if contact.point_lps_mm is not None]
        drawn = []
        if places:
            ball = pv.Sphere(radius=CONTACT_RADIUS_MM, theta_resolution=16, phi_resolution=16)
            contacts = pv.PolyData(np.array(places)).glyph(geom=ball, scale=False, orient=False)
            drawn.append(self._draw(contacts, ARRAY_COLOR))
        if len(insertion.line_lps_mm) > 1:
            tube = pv.lines_from_points(np.array(insertion.line_lps_mm)).tube(radius=CARRIER_RADIUS_MM, n_sides=12)
            drawn.append(self._draw(tube, CARRIER_COLOR))
        return drawn

    def _ball(self, center_lps_mm: Triple, radius_mm: float, color: str) -> Any:
        ball = pv.Sphere(radius=radius_mm, center=center_lps_mm, theta_resolution=16, phi_resolution=16)
        return self._draw(ball, color)

    def _draw(self, surface: Any, color: str) -> Any:
        return self._plotter.add_mesh(surface, color=color, ambient=0.35, reset_camera=False, render=False)

    def _remove(self, actors: list[Any]) -> None:
        for actor in actors:
            self._plotter.remove_actor(actor, reset_camera=False, render=False)
