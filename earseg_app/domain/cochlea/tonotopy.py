"""Angle, length and frequency of one place in a measured cochlea belong together."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from earseg_app.domain.cochlea.frequency import greenwood_fraction, greenwood_hz, spiral_ganglion_hz
from earseg_app.domain.cochlea.landmarks import CochlearFrame
from earseg_app.domain.cochlea.lateral_wall import MEAN_SIZE, LateralWall
from earseg_app.domain.cochlea.size import CochlearSize
from earseg_app.domain.cochlea.spiral_path import SpiralPath, center_line, organ_of_corti
from earseg_app.domain.geometry import FloatArray


@dataclass(frozen=True)
class Place:
    """One place of the cochlear duct: its angle and how long the way there is along each path, mm.

    `corti_share`: of the organ of Corti's length from the round window to 900°. `ganglion_hz` is None beyond 720°,
    where the map of the spiral ganglion ends.
    """

    angle_deg: float
    wall_mm: float
    corti_mm: float
    center_mm: float
    corti_share: float
    greenwood_hz: float
    ganglion_hz: float | None


@dataclass(frozen=True, eq=False)
class MeasuredCochlea:
    """The lateral wall of a cochlea in its frame, and what runs inside it."""

    wall: LateralWall
    frame: CochlearFrame
    size: CochlearSize

    @property
    def scale(self) -> float:
        """Its size against the mean cochlea."""
        return self.size.a_mm / MEAN_SIZE.a_mm

    @cached_property
    def corti(self) -> SpiralPath:
        """The organ of Corti, 0.5 mm inside the lateral wall."""
        return organ_of_corti(self.wall, self.frame, self.scale)

    @cached_property
    def center(self) -> SpiralPath:
        """The centre line of the lumen."""
        return center_line(self.wall, self.frame, self.scale)

    def corti_share(self, angles_deg: FloatArray) -> FloatArray:
        """(n,) share of the organ of Corti's length between the round window and angles (n,)."""
        share: FloatArray = np.interp(angles_deg, self.corti.angles_deg, self.corti.lengths_mm) / self.corti.length_mm
        return share

    def at_angle(self, angle_deg: float) -> Place:
        """The place at an angle from the round window, at most the last of the wall."""
        angle = float(np.clip(angle_deg, self.wall.angles_deg[0], self.wall.angles_deg[-1]))
        share = float(self.corti_share(np.array([angle]))[0])
        ganglion = float(spiral_ganglion_hz(angle))
        return Place(
            angle,
            self.wall.length_at_mm(angle),
            self.corti.length_at_mm(angle),
            self.center.length_at_mm(angle),
            share,
            float(greenwood_hz(1.0 - share)),
            ganglion if np.isfinite(ganglion) else None,
        )

    def at_wall_length(self, length_mm: float) -> Place:
        """The place that a length along the lateral wall reaches."""
        return self.at_angle(self.wall.angle_at_deg(length_mm))

    def at_frequency(self, frequency_hz: float) -> Place:
        """The place at which a frequency is heard by Greenwood's law."""
        share = float(np.clip(1.0 - greenwood_fraction(frequency_hz), 0.0, 1.0))
        return self.at_angle(self.corti.angle_at_deg(share * self.corti.length_mm))
