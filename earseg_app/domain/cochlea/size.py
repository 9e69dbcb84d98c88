"""Measure a cochlea in its own frame: the basal diameters A and B, and the height H."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from earseg_app.domain.cochlea.landmarks import CochlearFrame, EarLandmarks, triple
from earseg_app.domain.cochlea.soft_cochlea import HALF, SoftCochlea
from earseg_app.domain.errors import MeasurementError
from earseg_app.domain.geometry import FloatArray, Grid, Triple
from earseg_app.domain.labyrinth.ear_block import CORRECT_BY_HAND
from earseg_app.domain.segmentation import LabelArray

RAY_STEP_MM = 0.1
# Distance of the lateral wall from the axis as a share of the round window's, by angle: means of 16 real ears
# (`lateral_wall.MEAN_RADIUS_MM`). A wall farther than this by a third is none.
WALL_SHARES = {180.0: 0.57, 90.0: 0.74, 270.0: 0.46}
LONGEST_SHARE = 1.35
LEVELS_MM = np.arange(-3.0, 5.01, 0.1)
# The outline of the cochlea is that of every second level.
OUTLINE_LEVELS_MM = LEVELS_MM[::2]
# A wall is the median of rays within this wedge, so that a rough voxel does not move it.
WEDGE_DEG = np.arange(-6.0, 6.1, 2.0)
COLUMN_STEP_MM = 0.2
# Heights are the mean over the extreme patch of this area, so that a stray voxel does not move them.
PATCH_MM2 = 0.3
# The floor is sought under the basal turn, past the hook and away from the axis: networks leak into the canal of the
# cochlear nerve there.
FLOOR_ANGLES_DEG = (10.0, 270.0)
INNERMOST_FLOOR_MM = 2.3

Segment = tuple[Triple, Triple]

DEFINITIONS = {
    "A": "centre of the round window, through the modiolar axis, to the opposite lateral wall, in the cochlear plane",
    "B": "lateral wall to lateral wall through the modiolar axis, perpendicular to A, in the cochlear plane",
    "H": "floor of the basal turn to the roof of the apical turn, along the modiolar axis",
}
DEFINITION_SOURCE = "Escudé et al. 2006 (A, B); bony labyrinth mask, walls at half coverage of a voxel"

# Mean difference between the automatic values and those along the expert's frame in 17 real ears, each measured with
# a template that never saw it. What is left is mostly the spread of the experts' round windows and axes.
EXPERT_DIFFERENCE_MM = {"A": 0.22, "B": 0.06, "H": 0.16}


@dataclass(frozen=True)
class Handles:
    """The two ends of each diameter, LPS mm; the window lets the user drag them.

    `a` from the round window to the opposite wall; `b` across, from the wall at 90° to the one at 270°;
    `h` along the axis from the floor to the roof.
    """

    a: Segment
    b: Segment
    h: Segment

    def moved(self, name: str, end: int, point_lps_mm: Triple) -> Handles:
        """These handles with end 0 or 1 of "a", "b" or "h" at another point, LPS mm.

        Raises:
            ValueError: if there is no such handle.
        """
        if name not in ("a", "b", "h") or end not in (0, 1):
            raise ValueError(f"there is no handle {end} of {name!r}")
        first, second = getattr(self, name)
        return replace(self, **{name: (point_lps_mm, second) if end == 0 else (first, point_lps_mm)})


@dataclass(frozen=True)
class CochlearSize:
    """The three diameters of a cochlea, mm; see `DEFINITIONS`."""

    a_mm: float
    b_mm: float
    h_mm: float


def values_from_handles(handles: Handles) -> CochlearSize:
    """A, B and H as the lengths between the handles."""
    return CochlearSize(_length(handles.a), _length(handles.b), _length(handles.h))


def handles_from_labels(labels: LabelArray, grid: Grid, landmarks: EarLandmarks) -> Handles:
    """The ends of A, B and H in a label array [z, y, x], along the frame of the landmarks.

    The walls are those of the outline of the cochlea in the cochlear view (all levels projected along the axis),
    where the linearly interpolated mask falls to one half: finer than a voxel.

    Raises:
        MeasurementError: if the cochlea is missing, cut off, or does not surround the landmarks' axis.
    """
    return handles_along(SoftCochlea.of_labels(labels, grid, landmarks.side), landmarks)


def handles_from_mask(cochlea: NDArray[np.bool_], grid: Grid, landmarks: EarLandmarks) -> Handles:
    """The ends of A, B and H in a mask [z, y, x] of the cochlea alone; see `handles_from_labels`.

    Raises:
        MeasurementError: if the mask does not surround the landmarks' axis.
    """
    return handles_along(SoftCochlea.of_mask(cochlea, grid), landmarks)


def handles_along(cochlea: SoftCochlea, landmarks: EarLandmarks) -> Handles:
    """The ends of A, B and H of a cochlea along the frame of the landmarks; see `handles_from_labels`.

    Raises:
        MeasurementError: if the cochlea does not surround the landmarks' axis.
    """
    frame = landmarks.frame()
    window = frame.frame_from_lps(landmarks.round_window)
    reach = float(np.hypot(window[0], window[1])) * LONGEST_SHARE
    far_a, near_b, far_b = (_wall(cochlea, frame, angle, reach * share) for angle, share in WALL_SHARES.items())
    floor, roof = _floor_and_roof(cochlea, frame)
    near_a = window * [1.0, 1.0, 0.0]
    on_axis = np.array([[0.0, 0.0, floor], [0.0, 0.0, roof]])
    ends = frame.lps_from_frame(np.vstack([near_a, far_a, near_b, far_b, on_axis]))
    a0, a1, b0, b1, h0, h1 = (triple(end) for end in ends)
    return Handles((a0, a1), (b0, b1), (h0, h1))


def _length(segment: Segment) -> float:
    return float(np.linalg.norm(np.subtract(segment[1], segment[0])))


def _wall(cochlea: SoftCochlea, frame: CochlearFrame, angle_deg: float, longest_mm: float) -> FloatArray:
    # Frame point (3,) on the outline of the cochlea in the direction `angle_deg`, in the plane of the origin. Levels at
    # which the mask goes on beyond `longest_mm` have run into something else and are passed over.
    turn = np.radians(angle_deg + WEDGE_DEG)[:, None, None]
    reach = np.arange(0.0, longest_mm + RAY_STEP_MM, RAY_STEP_MM)[None, None, :]
    level = np.broadcast_to(OUTLINE_LEVELS_MM[None, :, None], (len(WEDGE_DEG), len(OUTLINE_LEVELS_MM), reach.size))
    points = np.stack([reach * np.cos(turn) + 0.0 * level, reach * np.sin(turn) + 0.0 * level, level], axis=-1)
    profiles = cochlea.at(frame, points)
    whole = profiles[..., -1] < HALF
    outline = np.where(whole[..., None], profiles, 0.0).max(axis=1)
    radius = float(np.median(_last_crossings(outline))) * RAY_STEP_MM
    middle = np.radians(angle_deg)
    return np.array([radius * np.cos(middle), radius * np.sin(middle), 0.0])


def _last_crossings(profiles: NDArray[np.float32]) -> FloatArray:
    # Fractional index (N,) where each profile (N, M) falls below one half for the last time.
    inside = profiles >= HALF
    last = profiles.shape[1] - 1 - inside[:, ::-1].argmax(axis=1)
    if not inside.any(axis=1).all() or (last == profiles.shape[1] - 1).any():
        raise MeasurementError("The modiolar axis does not pass through the cochlea.", CORRECT_BY_HAND)
    row = np.arange(len(profiles))
    before, after = profiles[row, last].astype(float), profiles[row, last + 1].astype(float)
    crossing: FloatArray = last + (before - HALF) / (before - after)
    return crossing


def _floor_and_roof(cochlea: SoftCochlea, frame: CochlearFrame) -> tuple[float, float]:
    across = np.arange(-6.0, 6.51, COLUMN_STEP_MM)
    y, x = np.meshgrid(across, across, indexing="ij")
    radius, angle = np.hypot(x, y), np.degrees(np.arctan2(y, x)) % 360.0
    columns = np.stack([x, y], axis=-1)[radius < 6.0]
    radius, angle = radius[radius < 6.0], angle[np.hypot(x, y) < 6.0]
    points = np.empty((len(columns), len(LEVELS_MM), 3))
    points[..., :2] = columns[:, None, :]
    points[..., 2] = LEVELS_MM
    filled = cochlea.at(frame, points)
    basal = (radius > INNERMOST_FLOOR_MM) & (angle > FLOOR_ANGLES_DEG[0]) & (angle < FLOOR_ANGLES_DEG[1])
    roof = _extreme(_crossings(filled, LEVELS_MM))
    floor = -_extreme(_crossings(filled[basal, ::-1], -LEVELS_MM[::-1]))
    return floor, roof


def _crossings(columns: NDArray[np.float32], levels_mm: FloatArray) -> FloatArray:
    # The level at which each column of the cochlea ends, going up; columns that miss the cochlea are left out.
    columns = columns[(columns.max(axis=1) >= HALF) & (columns[:, -1] < HALF)]
    step = levels_mm[1] - levels_mm[0]
    heights: FloatArray = levels_mm[0] + step * _last_crossings(columns)
    return heights


def _extreme(heights_mm: FloatArray) -> float:
    # Mean height of the highest patch.
    count = round(PATCH_MM2 / COLUMN_STEP_MM**2)
    if heights_mm.size < count:
        raise MeasurementError("The modiolar axis does not pass through the cochlea.", CORRECT_BY_HAND)
    return float(np.sort(heights_mm)[-count:].mean())
