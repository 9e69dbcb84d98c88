"""From where the 3D scene is looked at."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

import numpy as np

from earseg_app.domain.anatomy import Side
from earseg_app.domain.geometry import FloatArray, Triple

# A narrow lens: little perspective, so that sizes can be compared.
VIEW_ANGLE_DEG = 20.0
# How much wider than the bounding sphere the picture is.
MARGIN = 1.08


class CameraView(Enum):
    """The presets; the value is the word shown."""

    ANTERIOR = "From the front"
    POSTERIOR = "From behind"
    RIGHT = "From the right"
    LEFT = "From the left"
    SUPERIOR = "From above"
    INFERIOR = "From below"


_FROM_AND_UP: dict[CameraView, tuple[Triple, Triple]] = {
    CameraView.ANTERIOR: ((0.0, -1.0, 0.0), (0.0, 0.0, 1.0)),
    CameraView.POSTERIOR: ((0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    CameraView.RIGHT: ((-1.0, 0.0, 0.0), (0.0, 0.0, 1.0)),
    CameraView.LEFT: ((1.0, 0.0, 0.0), (0.0, 0.0, 1.0)),
    CameraView.SUPERIOR: ((0.0, 0.0, 1.0), (0.0, -1.0, 0.0)),
    CameraView.INFERIOR: ((0.0, 0.0, -1.0), (0.0, -1.0, 0.0)),
}


@dataclass(frozen=True)
class CameraPose:
    """Where the camera stands, what it looks at and what is up on the screen; LPS mm."""

    position_lps_mm: Triple
    focus_lps_mm: Triple
    up_lps: Triple


def preset_pose(view: CameraView, bounds_lps_mm: FloatArray) -> CameraPose:
    """The pose from which a box (2, 3) of smallest and largest LPS coordinates fills the picture."""
    direction, up = _FROM_AND_UP[view]
    return _pose(np.array(direction), np.array(up), bounds_lps_mm)


def ear_pose(side: Side, bounds_lps_mm: FloatArray) -> CameraPose:
    """A close-up of one ear's box (2, 3), from its own side, a little from the front and above."""
    lateral = -1.0 if side is Side.RIGHT else 1.0
    return _pose(np.array([lateral, -0.75, 0.45]), np.array([0.0, 0.0, 1.0]), bounds_lps_mm)


def bench_pose(bounds_mm: FloatArray) -> CameraPose:
    """A model's box (2, 3) on the bench: from the front and above."""
    return _pose(np.array([0.25, -1.0, 0.6]), np.array([0.0, 0.0, 1.0]), bounds_mm)


def _pose(direction: FloatArray, up: FloatArray, bounds: FloatArray) -> CameraPose:
    center = bounds.mean(axis=0)
    radius = max(float(np.linalg.norm(bounds[1] - bounds[0])) / 2.0, 1.0)
    distance = MARGIN * radius / np.sin(np.radians(VIEW_ANGLE_DEG / 2.0))
    position = center + direction / np.linalg.norm(direction) * distance
    return CameraPose(_triple(position), _triple(center), _triple(up))


def _triple(point: FloatArray) -> Triple:
    x, y, z = point
    return float(x), float(y), float(z)
