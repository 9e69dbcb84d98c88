"""The true landmarks and measures of a phantom's ears, from its dimensions and not from voxels."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from earseg_app.domain.anatomy import Side
from earseg_app.domain.cochlea.landmarks import EarLandmarks, LandmarkOrigin
from earseg_app.domain.geometry import FloatArray, Triple
from earseg_app.phantom.anatomy import Anatomy
from earseg_app.phantom.labyrinth import ROUND_WINDOW_MM, Labyrinth


@dataclass(frozen=True)
class TrueMeasures:
    """A, B, H and the duct of one ear; A and B across the modiolar axis to the lumen's outer wall, H along the axis.

    `lateral_wall_length_mm`: along the outer wall at mid-height from the round window to the helicotrema.
    """

    side: Side
    a_mm: float
    b_mm: float
    h_mm: float
    turns: float
    lateral_wall_length_mm: float


def landmarks(anatomy: Anatomy, side: Side) -> EarLandmarks:
    """Round window, oval window, centre of the cochlea's base on the modiolar axis, and apex on that axis."""
    labyrinth = Labyrinth(anatomy.ear(side))
    frame = anatomy.ear_frame(side)
    apex = labyrinth.modiolus_base_mm + labyrinth.spiral.apex_mm * labyrinth.axes[2]
    points = (np.array(ROUND_WINDOW_MM), labyrinth.oval_window_mm(), labyrinth.modiolus_base_mm, apex)
    window, oval, base, top = (_triple(frame.to_lps(point)) for point in points)
    return EarLandmarks(side, window, oval, base, top, LandmarkOrigin.KNOWN)


def measures(anatomy: Anatomy, side: Side) -> TrueMeasures:
    """A, B, H, turns and length of the lateral wall."""
    spiral = Labyrinth(anatomy.ear(side)).spiral
    return TrueMeasures(
        side, spiral.a_mm(), spiral.b_mm(), spiral.h_mm(), spiral.end_deg / 360.0, spiral.lateral_wall_length_mm()
    )


def _triple(point: FloatArray) -> Triple:
    x, y, z = point
    return float(x), float(y), float(z)
