"""Hounsfield units within an ellipse: mean, spread, extremes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from earseg_app.domain.geometry import FloatArray
from earseg_app.domain.measuring.hand_measures import HandMeasure, Kind, MeasuringPlane
from earseg_app.domain.planes import SLAB_NAMES
from earseg_app.domain.volume import Volume

DEFINITION = "of the voxels whose centre lies inside the ellipse and within half a slice of its plane, not interpolated"
SLAB_DEFINITION = "in a cochlear view the slice is the slab that was seen, of which every voxel counts, however merged"
SD_DEFINITION = "standard deviation of the sample (n − 1)"
# A voxel whose centre lies on the border, within what floating point can tell, is inside.
ON_BORDER = 1e-6


@dataclass(frozen=True)
class HuStatistics:
    """Hounsfield units of `count` voxels; `sd_hu` is 0 for a single one."""

    count: int
    mean_hu: float
    sd_hu: float
    min_hu: int
    max_hu: int


def statistics_in(volume: Volume, ellipse: HandMeasure) -> HuStatistics | None:
    """What the CT says inside an ellipse, see `DEFINITION`; None where it holds the centre of no voxel.

    Raises:
        ValueError: if the measure is no ellipse.
    """
    if ellipse.kind is not Kind.ELLIPSE:
        raise ValueError(f"a {ellipse.kind.value} holds no voxels")
    hu = _voxels_in(volume, ellipse).astype(np.float64)
    if not hu.size:
        return None
    spread = float(hu.std(ddof=1)) if hu.size > 1 else 0.0
    return HuStatistics(int(hu.size), float(hu.mean()), spread, int(hu.min()), int(hu.max()))


def voxels_words(plane: MeasuringPlane) -> str:
    """Of which voxels the statistics of an ellipse in this plane are, as one sentence."""
    if not plane.is_oblique:
        return f"Hounsfield units of the voxels of the slice, {plane.slice_mm:.2f} mm thick."
    if plane.mode == "mean":
        return f"Hounsfield units of the voxels within the {plane.slice_mm:.1f} mm that were seen."
    return f"Hounsfield units of every voxel within {plane.slice_mm:.1f} mm, not of the {SLAB_NAMES[plane.mode]}."


def _voxels_in(volume: Volume, ellipse: HandMeasure) -> NDArray[np.int16]:
    """(n,) HU of the voxels inside."""
    center, first, second = ellipse.points
    normal = np.array(ellipse.plane.normal_lps)
    # Coordinates (s, t, w) of a point: in the ellipse where s² + t² ≤ 1, in its slice where |w| ≤ ½.
    axes = np.array([first - center, second - center, normal * ellipse.plane.slice_mm])
    if abs(float(np.linalg.det(axes))) < np.finfo(float).tiny:
        return np.zeros(0, np.int16)
    low, high = _box(volume, center, axes)
    if (high <= low).any():
        return np.zeros(0, np.int16)
    block = volume.hu[low[0] : high[0], low[1] : high[1], low[2] : high[2]]
    to_axes = np.linalg.inv(axes)
    start = (volume.grid.lps_from_index(low) - center) @ to_axes
    steps = (volume.grid.spacing[:, None] * volume.grid.axes) @ to_axes
    runs = [np.arange(count)[:, None] * step for count, step in zip(block.shape, steps, strict=True)]

    def coordinate(k: int) -> FloatArray:
        z, y, x = (run[:, k] for run in runs)
        made: FloatArray = start[k] + z[:, None, None] + y[None, :, None] + x[None, None, :]
        return made

    # Half open, so that a voxel midway between two slices belongs to one of them.
    w = coordinate(2)
    inside = (w > -0.5 + ON_BORDER) & (w <= 0.5 + ON_BORDER)
    inside &= coordinate(0) ** 2 + coordinate(1) ** 2 <= 1.0 + ON_BORDER
    return np.asarray(block[inside], np.int16)


def _box(volume: Volume, center: FloatArray, axes: FloatArray) -> tuple[NDArray[np.int_], NDArray[np.int_]]:
    """First and one past the last voxel [z, y, x] that may lie inside."""
    to_index = np.linalg.inv(volume.grid.axes) / volume.grid.spacing
    # Farthest that the slice of an elliptic cylinder reaches along each array axis.
    reach = np.hypot(*np.abs(axes[:2] @ to_index)) + 0.5 * np.abs(axes[2] @ to_index)
    middle = volume.grid.index_from_lps(center)
    shape = np.array(volume.hu.shape)
    low = np.clip(np.floor(middle - reach), 0, shape).astype(int)
    high = np.clip(np.ceil(middle + reach) + 1, 0, shape).astype(int)
    return low, high
