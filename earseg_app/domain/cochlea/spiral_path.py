"""A path in space along the turns of a cochlea: angle, length and place belong together."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike

from earseg_app.domain.cochlea.landmarks import CochlearFrame
from earseg_app.domain.geometry import FloatArray

# Radial width of the bony lumen at the height of the mean lateral wall, mm, every 45° from the round window: medians of
# the 17 masks of Wimmer et al., Data in Brief 2019;27:104782, CC BY 4.0, to 270°. Above that the masks no longer show
# the inner wall; those values are assumed to taper on to the helicotrema.
WIDTH_ANGLE_DEG = np.arange(0.0, 901.0, 45.0)
# fmt: off
WIDTH_MM = np.array([
    2.60, 2.25, 2.20, 2.20, 2.40, 2.40, 2.30, 2.10, 1.90, 1.75, 1.60,
    1.55, 1.50, 1.45, 1.40, 1.30, 1.20, 1.10, 1.05, 0.95, 0.85,
])
# fmt: on
LAST_SEEN_WIDTH_DEG = 270.0
# The scala tympani lies below the basilar membrane, taken at half the lumen's height: its middle by half of its own
# height, 1.00 mm at the base and 0.71 mm at half a turn (36 ears, PMC6449142); beyond that it is assumed to shrink
# as the lumen's width.
SCALA_ANGLE_DEG = (0.0, 180.0)
SCALA_TYMPANI_DROP_MM = (0.5, 0.355)
# The organ of Corti runs this far inside the lateral wall: the elliptic-circular approximation takes A and B 1 mm
# smaller for it (Schurzig et al. 2018).
ORGAN_OF_CORTI_INSIDE_MM = 0.5
# However far from the lateral wall a path is asked for, it stays within this share of the lumen's width.
FARTHEST_SHARE = 0.75


@dataclass(frozen=True, eq=False)
class SpiralPath:
    """A path from the round window upwards: `points_lps_mm` (n, 3) LPS mm at `angles_deg` (n,), growing."""

    points_lps_mm: FloatArray
    angles_deg: FloatArray

    @cached_property
    def lengths_mm(self) -> FloatArray:
        """(n,) length along the path from its start to each point, mm."""
        steps = np.linalg.norm(np.diff(self.points_lps_mm, axis=0), axis=1)
        return np.concatenate([[0.0], np.cumsum(steps)])

    @property
    def length_mm(self) -> float:
        """Length of the whole path, mm."""
        return float(self.lengths_mm[-1])

    def length_at_mm(self, angle_deg: float) -> float:
        """Length from the start to an angle, mm; at most the whole."""
        return float(np.interp(angle_deg, self.angles_deg, self.lengths_mm))

    def angle_at_deg(self, length_mm: float) -> float:
        """The angle that a length along the path reaches, degrees; at most the last."""
        return float(np.interp(length_mm, self.lengths_mm, self.angles_deg))

    def angles_at_deg(self, lengths_mm: ArrayLike) -> FloatArray:
        """(m,) angles that lengths (m,) along the path reach, degrees."""
        return np.asarray(np.interp(np.asarray(lengths_mm, float), self.lengths_mm, self.angles_deg), float)

    def points_at_lps(self, lengths_mm: ArrayLike) -> FloatArray:
        """(m, 3) LPS mm of the places at lengths (m,) along the path."""
        wanted, lengths = np.asarray(lengths_mm, float), self.lengths_mm
        return np.stack([np.interp(wanted, lengths, column) for column in self.points_lps_mm.T], axis=1)


def lumen_width_mm(angles_deg: ArrayLike, scale: float = 1.0) -> FloatArray:
    """(n,) radial width of the mean lumen at angles (n,), mm, for a cochlea of `scale` times the mean size."""
    width: FloatArray = scale * np.interp(np.asarray(angles_deg, float), WIDTH_ANGLE_DEG, WIDTH_MM)
    return width


def inner_path(
    wall: SpiralPath,
    frame: CochlearFrame,
    inside_mm: FloatArray | float,
    below_mm: FloatArray | float = 0.0,
    scale: float = 1.0,
) -> SpiralPath:
    """The path that runs `inside_mm` (n,) towards the modiolar axis from a lateral wall and `below_mm` (n,) under it.

    It never leaves the lumen, whose width is that of the mean cochlea times `scale`.
    """
    local = frame.frame_from_lps(wall.points_lps_mm)
    radius = np.hypot(local[:, 0], local[:, 1])
    room = FARTHEST_SHARE * np.minimum(lumen_width_mm(wall.angles_deg, scale), radius)
    share = 1.0 - np.minimum(inside_mm, room) / radius
    inner = np.column_stack([local[:, 0] * share, local[:, 1] * share, local[:, 2] - below_mm])
    return SpiralPath(frame.lps_from_frame(inner), wall.angles_deg)


def center_line(wall: SpiralPath, frame: CochlearFrame, scale: float = 1.0) -> SpiralPath:
    """The middle of the lumen: half of the mean lumen's width inside the lateral wall."""
    return inner_path(wall, frame, lumen_width_mm(wall.angles_deg, scale) / 2.0, scale=scale)


def organ_of_corti(wall: SpiralPath, frame: CochlearFrame, scale: float = 1.0) -> SpiralPath:
    """The organ of Corti: `ORGAN_OF_CORTI_INSIDE_MM` inside the lateral wall."""
    return inner_path(wall, frame, ORGAN_OF_CORTI_INSIDE_MM, scale=scale)


def scala_path(wall: SpiralPath, frame: CochlearFrame, from_wall_mm: float, scale: float = 1.0) -> SpiralPath:
    """The line through the scala tympani at a distance from the lateral wall, where the axis of an array would lie."""
    below = np.interp(wall.angles_deg, SCALA_ANGLE_DEG, SCALA_TYMPANI_DROP_MM)
    below *= np.minimum(lumen_width_mm(wall.angles_deg) / lumen_width_mm(SCALA_ANGLE_DEG[1]), 1.0)
    return inner_path(wall, frame, from_wall_mm, scale * below, scale)
