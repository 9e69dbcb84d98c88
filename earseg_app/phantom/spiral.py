"""The cochlear lumen as a spiral tube around the modiolar axis, with its dimensions in closed form.

Cylindrical coordinates: angle θ in degrees from the round window along the spiral (0° = the line from the round window
to the axis, the consensus cochlear framework), radius ρ from the axis, height h towards the apex.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.interpolate import PchipInterpolator

from earseg_app.domain.geometry import FloatArray
from earseg_app.phantom.dimensions import CochleaSize
from earseg_app.phantom.fields import FAR_MM, Distances
from earseg_app.phantom.frames import Points

# Outer wall as shares of A (even quarter turns) and of B (odd ones): the first turn after the logarithmic law of
# Escudé 2006 (L = 2.62 A ln(1 + θ/235)), the upper turns after the masks of Wimmer 2019.
_QUARTERS_DEG = np.arange(0.0, 1081.0, 90.0)
_OUTER_SHARE = np.array([0.615, 0.62, 0.385, 0.38, 0.266, 0.294, 0.210, 0.232, 0.148, 0.155, 0.098, 0.098, 0.062])
# Height of the middle of the lumen and its half-height, mm before scaling to H.
_MIDDLE = np.array([0.25, 0.08, 0.0, 0.2, 0.72, 1.12, 1.48, 1.82, 2.13, 2.4, 2.58, 2.66, 2.7])
_HALF_HEIGHT = np.array([1.18, 0.97, 0.88, 0.81, 0.75, 0.69, 0.66, 0.63, 0.58, 0.52, 0.46, 0.42, 0.4])
# Half-width across the lumen as a share of A, or of B where the cochlea is narrow, so that turns stay apart.
_HALF_WIDTH_SHARE = np.array(
    [0.162, 0.126, 0.116, 0.107, 0.096, 0.086, 0.083, 0.078, 0.068, 0.058, 0.048, 0.040, 0.035]
)
# The blind basal end behind the round window (the hook), straight along the tangent.
HOOK_MM = 0.6
# how far up the bony spiral lamina is thick enough to leave a trace in CT
LAMINA_END_DEG = 300.0
_STEP_DEG = 1.0


class Spiral:
    """The lumen of one cochlea; coordinates: x to the round window, z to the apex, y along growing angle at θ = 0."""

    def __init__(self, size: CochleaSize) -> None:
        self.end_deg = 360.0 * size.turns
        self.angle_deg: FloatArray = np.arange(0.0, self.end_deg + _STEP_DEG / 2.0, _STEP_DEG)
        span = np.where(np.arange(len(_OUTER_SHARE)) % 2 == 0, size.a_mm, size.b_mm)
        outer = self._table(_OUTER_SHARE * span)
        middle, half_height = self._table(_MIDDLE), self._table(_HALF_HEIGHT)
        scale = size.h_mm / float((middle + half_height).max() - (middle - half_height).min())
        self.outer_mm: FloatArray = outer
        self.half_width_mm: FloatArray = np.minimum(
            self._table(_HALF_WIDTH_SHARE * min(size.a_mm, 1.32 * size.b_mm)), 0.5 * outer
        )
        self.middle_mm: FloatArray = middle * scale
        self.half_height_mm: FloatArray = half_height * scale

    def _table(self, quarters: FloatArray) -> FloatArray:
        return np.asarray(PchipInterpolator(_QUARTERS_DEG, quarters)(self.angle_deg), float)

    @property
    def apex_mm(self) -> float:
        """Height of the middle of the last turn's end (helicotrema) on the axis."""
        return float(self.middle_mm[-1])

    def lateral_wall_mm(self) -> FloatArray:
        """(n, 3) the outer wall at mid-height from the round window to the helicotrema."""
        turn = np.radians(self.angle_deg)
        return np.stack([self.outer_mm * np.cos(turn), self.outer_mm * np.sin(turn), self.middle_mm], axis=1)

    def center_line_mm(self) -> FloatArray:
        """(n, 3) the middle of the lumen from the round window to the helicotrema."""
        turn = np.radians(self.angle_deg)
        rho = self.outer_mm - self.half_width_mm
        return np.stack([rho * np.cos(turn), rho * np.sin(turn), self.middle_mm], axis=1)

    def a_mm(self) -> float:
        """Round window through the axis to the opposite wall, across the axis."""
        return self._outer_at(0.0) + self._outer_at(180.0)

    def b_mm(self) -> float:
        """Across the axis at right angles to A, wall to wall."""
        return self._outer_at(90.0) + self._outer_at(270.0)

    def h_mm(self) -> float:
        """Along the axis, floor of the basal turn to the roof of the apical one."""
        return float((self.middle_mm + self.half_height_mm).max() - (self.middle_mm - self.half_height_mm).min())

    def lateral_wall_length_mm(self) -> float:
        """Length of `lateral_wall_mm`."""
        return float(np.linalg.norm(np.diff(self.lateral_wall_mm(), axis=0), axis=1).sum())

    def _outer_at(self, angle_deg: float) -> float:
        return float(np.interp(angle_deg, self.angle_deg, self.outer_mm))

    def distance(self, p: Points) -> Distances:
        """Signed distance to the lumen's wall of points (3, …) in the cochlea's coordinates, mm, first-order."""
        x, y, z = p
        rho = np.hypot(x, y)
        turn = np.degrees(np.arctan2(y, x)) % 360.0
        nearest = np.full(p.shape[1:], FAR_MM, np.float32)
        for full in range(int(np.ceil(self.end_deg / 360.0))):
            angle = turn + np.float32(360.0 * full)
            section = self._section(angle, rho, z)
            nearest = np.minimum(nearest, np.where(angle <= self.end_deg, section, FAR_MM))
        return np.asarray(np.minimum.reduce([nearest, self._hook(p), self._cupola(p)]), np.float32)

    def lamina(self, p: Points, thickness_mm: float) -> Distances:
        """Signed distance to the osseous spiral lamina: a plate from the inner wall to the middle of the lumen."""
        x, y, z = p
        rho = np.hypot(x, y)
        turn = np.degrees(np.arctan2(y, x)) % 360.0
        nearest = np.full(p.shape[1:], FAR_MM, np.float32)
        for full in range(int(np.ceil(self.end_deg / 360.0))):
            angle = turn + np.float32(360.0 * full)
            outer, width, middle, _ = self._at(angle)
            along = np.abs(rho - (outer - 1.6 * width)) - 0.5 * width
            plate = np.maximum(along, np.abs(z - middle) - thickness_mm / 2.0)
            nearest = np.minimum(nearest, np.where(angle <= LAMINA_END_DEG, plate, FAR_MM))
        return np.asarray(nearest, np.float32)

    def _at(self, angle_deg: NDArray[np.floating]) -> tuple[Distances, ...]:
        index = np.clip(angle_deg / _STEP_DEG, 0, len(self.angle_deg) - 1).astype(np.int32)
        tables = (self.outer_mm, self.half_width_mm, self.middle_mm, self.half_height_mm)
        return tuple(np.asarray(table, np.float32)[index] for table in tables)

    def _section(self, angle_deg: Distances, rho: Distances, z: Distances) -> Distances:
        outer, width, middle, height = self._at(angle_deg)
        return _ellipse(rho - (outer - width), z - middle, width, height)

    def _hook(self, p: Points) -> Distances:
        x, y, z = p
        width, height = self.half_width_mm[0], self.half_height_mm[0]
        beyond = y - np.clip(y, -HOOK_MM, 0.0)
        return _ellipse(
            np.hypot(x - (self.outer_mm[0] - width), beyond),
            z - self.middle_mm[0],
            np.float32(width),
            np.float32(height),
        )

    def _cupola(self, p: Points) -> Distances:
        end = self.center_line_mm()[-1].reshape(3, *([1] * (p.ndim - 1)))
        x, y, z = p - end.astype(np.float32)
        width, height = np.float32(self.half_width_mm[-1]), np.float32(self.half_height_mm[-1])
        return _ellipse(np.hypot(x, y), z, width, height)


def _ellipse(
    across: Distances, along: Distances, width: Distances | np.float32, height: Distances | np.float32
) -> Distances:
    u, v = across / width, along / height
    n = np.hypot(u, v)
    slope = np.hypot(u / width, v / height)
    return np.asarray(
        np.where(n < 1e-3, -np.minimum(width, height), n * (n - 1.0) / np.maximum(slope, 1e-6)), np.float32
    )
