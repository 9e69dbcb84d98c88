"""The lateral wall of the cochlea as a path in space, and lengths and angles along it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import ndimage
from scipy.interpolate import PchipInterpolator

from earseg_app.domain.cochlea.formulas import DuctLength, DuctPath
from earseg_app.domain.cochlea.landmarks import CochlearFrame, EarLandmarks, LandmarkOrigin
from earseg_app.domain.cochlea.size import CochlearSize
from earseg_app.domain.cochlea.soft_cochlea import HALF, SoftCochlea
from earseg_app.domain.cochlea.spiral_path import SpiralPath, lumen_width_mm
from earseg_app.domain.errors import MeasurementError
from earseg_app.domain.geometry import FloatArray, Grid
from earseg_app.domain.segmentation import LabelArray

# The mean lateral wall of 16 real ears in their cochlear frames: distance from the axis and height at mid-lumen, mm,
# every 45° (masks of Wimmer et al., Data in Brief 2019;27:104782, CC BY 4.0; spread between ears 0.1-0.2 mm).
# From 675° on the turns merge in the masks: those values continue the spiral to the helicotrema.
MEAN_ANGLE_DEG = np.arange(0.0, 901.0, 45.0)
# fmt: off
MEAN_RADIUS_MM = np.array([
    5.92, 4.82, 4.36, 3.80, 3.35, 2.95, 2.69, 2.51, 2.28, 2.20, 2.17,
    2.14, 2.01, 1.87, 1.69, 1.57, 1.45, 1.32, 1.20, 1.07, 0.95,
])
MEAN_HEIGHT_MM = np.array([
    0.12, 0.30, 0.19, 0.13, 0.07, 0.01, 0.21, 0.52, 0.88, 1.20, 1.40,
    1.53, 1.57, 1.78, 1.85, 1.98, 2.10, 2.22, 2.35, 2.43, 2.50,
])
# fmt: on
# A, B and H of the same mean ear.
MEAN_SIZE = CochlearSize(9.27, 7.05, 4.32)
LAST_MEASURED_DEG = 630.0
# Beside the round window the mask's wall is that of the hook and the vestibule; the path starts at the window itself.
FIRST_MEASURED_DEG = 25.0
LAST_DEG = 900.0
MEASURED_SOURCE = "this program; within 1 % on average in phantoms of 0.2-0.4 mm; beyond 630° like the mean cochlea"
STEP_DEG = 5.0
RAY_STEP_MM = 0.05
BAND_MM = np.arange(-0.3, 0.31, 0.1)
# A wall farther from the expected one than this belongs to another turn.
STRAY_SHARE, STRAY_MM = 0.2, 0.1
SMOOTHING_DEG = 15.0
# With fewer found walls than this the path would be a guess.
SMALLEST_FOUND_SHARE = 0.6
# A dragged wall follows this far on either side of the place.
DRAG_DEG = 45.0
EXTENTS = (("2½ turns", LAST_DEG), ("two turns", 720.0), ("basal turn", 360.0))
EXPRESSIONS = {
    DuctPath.LATERAL_WALL: "sum of steps along the wall of the mask at mid-height of the lumen",
    DuctPath.ORGAN_OF_CORTI: "sum of steps 0.5 mm inside the measured lateral wall",
    DuctPath.CENTER_LINE: "sum of steps half a lumen's width inside the measured lateral wall; the width is the mean "
    "one of 17 ears, scaled by A, and assumed above 270°",
}


@dataclass(frozen=True, eq=False)
class LateralWall(SpiralPath):
    """The lateral wall from the round window to 900° (two and a half turns).

    `found` (n,): whether the wall was seen in the mask at each angle (elsewhere it follows the mean cochlea, scaled to
    this one). `provenance`: whether the user moved any of it.
    """

    found: NDArray[np.bool_]
    provenance: LandmarkOrigin = LandmarkOrigin.AUTOMATIC

    def moved(self, frame: CochlearFrame, angle_deg: float, point_lps_mm: ArrayLike) -> LateralWall:
        """The wall dragged to an LPS point (3,) at an angle: its distance from the axis and its height follow there.

        Within `DRAG_DEG` on either side it follows less and less; angles stay.
        """
        local = frame.frame_from_lps(self.points_lps_mm)
        wanted = frame.frame_from_lps(point_lps_mm)
        radius, turn = np.hypot(local[:, 0], local[:, 1]), np.radians(self.angles_deg)
        away = np.clip((self.angles_deg - angle_deg) / DRAG_DEG, -1.0, 1.0)
        follows = np.cos(away * np.pi / 2.0) ** 2
        radius += follows * (np.hypot(wanted[0], wanted[1]) - np.interp(angle_deg, self.angles_deg, radius))
        height = local[:, 2] + follows * (wanted[2] - np.interp(angle_deg, self.angles_deg, local[:, 2]))
        path = np.column_stack([radius * np.cos(turn), radius * np.sin(turn), height])
        return LateralWall(frame.lps_from_frame(path), self.angles_deg, self.found, LandmarkOrigin.BY_HAND)


def lateral_wall(labels: LabelArray, grid: Grid, landmarks: EarLandmarks, size: CochlearSize) -> LateralWall:
    """The lateral wall of one ear of a label array [z, y, x].

    The mean cochlea, scaled by A, B and H, says where each turn's wall is to be expected; there the wall of the mask
    is taken, at half coverage of a voxel, and moved out by what the softening of voxels drew it inwards.
    Gaps and the merged upper turn follow the mean, corrected as its neighbours.

    Raises:
        MeasurementError: if the cochlea is missing or too little of its wall is found.
    """
    return wall_along(SoftCochlea.of_labels(labels, grid, landmarks.side), landmarks, size)


def wall_along(cochlea: SoftCochlea, landmarks: EarLandmarks, size: CochlearSize) -> LateralWall:
    """The lateral wall of a cochlea along the frame of the landmarks; see `lateral_wall`.

    Raises:
        MeasurementError: if too little of the wall is found.
    """
    frame = landmarks.frame()
    angles = np.arange(0.0, LAST_DEG + STEP_DEG / 2.0, STEP_DEG)
    radius, height = expected_wall(angles, size)
    seen = _seen_radius(cochlea, frame, angles, radius, height)
    seen += cochlea.drawn_in_mm(radius, lumen_width_mm(angles, size.a_mm / MEAN_SIZE.a_mm))
    seen[(angles < FIRST_MEASURED_DEG) | (angles > LAST_MEASURED_DEG)] = np.nan
    found = np.isfinite(seen)
    wanted = np.count_nonzero((angles >= FIRST_MEASURED_DEG) & (angles <= LAST_MEASURED_DEG))
    if np.count_nonzero(found) < SMALLEST_FOUND_SHARE * wanted:
        raise MeasurementError(
            "Too little of the lateral wall can be seen in the cochlea.", "Check the segmentation and the landmarks."
        )
    window = frame.frame_from_lps(landmarks.round_window)
    anchors = np.concatenate([[0.0], angles[found]])
    ratios = np.concatenate([[np.hypot(window[0], window[1]) / radius[0]], (seen / radius)[found]])
    ratio = ndimage.median_filter(np.interp(angles, anchors, ratios), size=5, mode="nearest")
    ratio = ndimage.gaussian_filter1d(ratio, SMOOTHING_DEG / STEP_DEG, mode="nearest")
    turn = np.radians(angles)
    path = np.stack([ratio * radius * np.cos(turn), ratio * radius * np.sin(turn), height], axis=1)
    return LateralWall(frame.lps_from_frame(path), angles, found)


def measured_lengths(path: SpiralPath, kind: DuctPath = DuctPath.LATERAL_WALL) -> tuple[DuctLength, ...]:
    """The lengths along a measured path to 900°, two turns and one turn, beside those of the formulas."""
    return tuple(
        DuctLength(
            f"Measured in 3D, {words}",
            kind,
            f"round window to {angle_deg:.0f}°",
            path.length_at_mm(angle_deg),
            EXPRESSIONS[kind],
            MEASURED_SOURCE,
        )
        for words, angle_deg in EXTENTS
    )


def expected_wall(angles_deg: FloatArray, size: CochlearSize) -> tuple[FloatArray, FloatArray]:
    """Distance from the axis and height (n,), mm, of the mean lateral wall scaled to a cochlea's A, B and H."""
    turn = np.radians(angles_deg)
    along_a, along_b = size.a_mm / MEAN_SIZE.a_mm, size.b_mm / MEAN_SIZE.b_mm
    scale = along_a * np.cos(turn) ** 2 + along_b * np.sin(turn) ** 2
    radius = scale * PchipInterpolator(MEAN_ANGLE_DEG, MEAN_RADIUS_MM)(angles_deg)
    height = size.h_mm / MEAN_SIZE.h_mm * PchipInterpolator(MEAN_ANGLE_DEG, MEAN_HEIGHT_MM)(angles_deg)
    return np.asarray(radius, float), np.asarray(height, float)


def _seen_radius(
    cochlea: SoftCochlea,
    frame: CochlearFrame,
    angles_deg: FloatArray,
    radius_mm: FloatArray,
    height_mm: FloatArray,
) -> FloatArray:
    # (n,) distance from the axis at which the mask ends, nearest to the expected one; nan where there is none.
    reach = np.arange(0.0, 1.4 * float(radius_mm.max()), RAY_STEP_MM)
    turn = np.radians(angles_deg)[:, None, None]
    level = (height_mm[:, None] + BAND_MM)[:, :, None]
    shape = (len(angles_deg), len(BAND_MM), len(reach))
    points = np.stack(
        [
            np.broadcast_to(reach * np.cos(turn), shape),
            np.broadcast_to(reach * np.sin(turn), shape),
            np.broadcast_to(level, shape),
        ],
        axis=-1,
    )
    filled = cochlea.at(frame, points)
    before, after = filled[..., :-1], filled[..., 1:]
    leaves = (before >= HALF) & (after < HALF)
    crossing = reach[:-1] + RAY_STEP_MM * (before - HALF) / np.where(leaves, before - after, 1.0)
    expected = radius_mm[:, None, None]
    astray = np.where(leaves, np.abs(crossing - expected), np.inf)
    astray[astray > STRAY_SHARE * expected + STRAY_MM] = np.inf
    nearest = astray.argmin(axis=2)
    chosen = np.take_along_axis(crossing, nearest[..., None], axis=2)[..., 0]
    chosen = np.where(np.isfinite(astray.min(axis=2)), chosen, -np.inf)
    # The lateral-most point within the band is the middle of the wall's height.
    farthest: FloatArray = chosen.max(axis=1).astype(float)
    return np.where(np.isfinite(farthest), farthest, np.nan)
