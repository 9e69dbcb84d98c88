"""The lateral wall of a cochlea unrolled: where each place of the flat picture lies in the patient."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from earseg_app.domain.cochlea.landmarks import CochlearFrame
from earseg_app.domain.cochlea.spiral_path import SpiralPath
from earseg_app.domain.geometry import FloatArray

DEFINITION = (
    "To the right: length along the lateral wall from the round window (angles beside it). Upwards: height along the "
    "modiolar axis above the middle of the lumen. Depth: towards the axis."
)
STEP_MM = 0.1
HALF_HEIGHT_MM = 1.6
# The wall does not run quite across its radius: the column of a point lies so far at most from the nearest one.
NEAR_MM = 1.5


@dataclass(frozen=True, eq=False)
class UnrolledWall:
    """A flat picture of the surroundings of a lateral wall; rows run from the apex side down, columns up the spiral.

    `points_lps_mm` (rows, columns, 3): the place of each pixel on the wall itself, LPS mm. `inward_lps` (columns, 3):
    the unit vector from the wall towards the modiolar axis. `angles_deg`, `lengths_mm` (columns,): how far round and
    how long the wall has come. `heights_mm` (rows,): above the middle of the lumen. `mirrored` never: a left ear's
    wall is unrolled from its own round window too, so both ears read from left to right.
    """

    points_lps_mm: FloatArray
    inward_lps: FloatArray
    angles_deg: FloatArray
    lengths_mm: FloatArray
    heights_mm: FloatArray

    def layer_lps(self, inside_mm: float) -> FloatArray:
        """(rows, columns, 3) LPS mm of the surface that runs `inside_mm` towards the axis from the wall."""
        layer: FloatArray = self.points_lps_mm + inside_mm * self.inward_lps
        return layer

    def place_of(self, point_lps_mm: ArrayLike) -> tuple[float, float, float]:
        """Row and column of the pixel of an LPS point (3,), and how far inside the wall the point lies, mm.

        Neighbouring turns show the same places at their borders: the turn whose middle is nearest is taken, and in it
        the column towards which the point lies from the axis.
        """
        middle = int(np.argmin(np.abs(self.heights_mm)))
        away = np.asarray(point_lps_mm, float) - self.points_lps_mm[middle]
        nearest = int(np.argmin(np.einsum("cx,cx->c", away, away)))
        up = self.points_lps_mm[0] - self.points_lps_mm[-1]
        aside = np.abs(np.einsum("cx,cx->c", away, np.cross(up, self.inward_lps)))
        aside[np.abs(self.lengths_mm - self.lengths_mm[nearest]) > NEAR_MM] = np.inf
        column = int(np.argmin(aside))
        pixel = np.asarray(point_lps_mm, float) - self.points_lps_mm[:, column]
        row = int(np.argmin(np.einsum("rx,rx->r", pixel, pixel)))
        return float(row), float(column), float(away[column] @ self.inward_lps[column])


def unroll(
    wall: SpiralPath,
    frame: CochlearFrame,
    step_mm: float = STEP_MM,
    half_height_mm: float = HALF_HEIGHT_MM,
    last_deg: float | None = None,
) -> UnrolledWall:
    """Unroll the surroundings of a lateral wall into pixels of `step_mm`, up to `last_deg` or its end."""
    whole = wall.length_mm if last_deg is None else wall.length_at_mm(last_deg)
    lengths = np.arange(0.0, whole + step_mm / 2.0, step_mm)
    heights = np.arange(half_height_mm, -half_height_mm - step_mm / 2.0, -step_mm)
    middle = wall.points_at_lps(lengths)
    up = np.array(frame.z)
    away = middle - np.array(frame.origin_lps_mm)
    inward = -(away - np.outer(away @ up, up))
    inward /= np.linalg.norm(inward, axis=1, keepdims=True)
    points = middle[None, :, :] + heights[:, None, None] * up
    return UnrolledWall(points, inward, wall.angles_at_deg(lengths), lengths, heights)
