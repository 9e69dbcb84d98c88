"""Landmarks of the ear that is being measured, as small spheres in the 3D scene."""

from __future__ import annotations

from typing import Any

import pyvista as pv

from earseg_app.domain.landmarks import EarLandmarks, LandmarkOrigin
from earseg_app.session.session import State, WorkStep

RADIUS_MM = 0.35
FOUND_COLOR, BY_HAND_COLOR = "#E6E9EC", "#4FB3BF"


class SceneMarks:
    """Draws the landmarks of a state into a plotter; touches it only when they differ."""

    def __init__(self, plotter: Any) -> None:
        self._plotter = plotter
        self._landmarks: EarLandmarks | None = None
        self._actors: list[Any] = []

    def show(self, state: State) -> None:
        """Show the landmarks of the measured ear in the step Measure, else none."""
        case = state.case
        measured = case.measurements.get(state.display.measured_side) if case else None
        landmarks = measured.landmarks if measured is not None and state.step is WorkStep.MEASURE else None
        if landmarks == self._landmarks:
            return
        self._landmarks = landmarks
        for actor in self._actors:
            self._plotter.remove_actor(actor, reset_camera=False, render=False)
        self._actors = [] if landmarks is None else [self._sphere(landmarks, name) for name in landmarks.points()]

    def _sphere(self, landmarks: EarLandmarks, name: str) -> Any:
        color = BY_HAND_COLOR if landmarks.origin_of(name) is LandmarkOrigin.BY_HAND else FOUND_COLOR
        ball = pv.Sphere(radius=RADIUS_MM, center=landmarks.points()[name], theta_resolution=16, phi_resolution=16)
        return self._plotter.add_mesh(ball, color=color, ambient=0.35, reset_camera=False, render=False)
