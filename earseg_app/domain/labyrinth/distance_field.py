"""How far any point lies from the wall of a mask."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import ndimage

from earseg_app.domain.geometry import FloatArray, Grid

# Voxel stairs narrower than this are smoothed away; CT cannot show them.
STAIR_MM = 0.15


@dataclass(frozen=True, eq=False)
class DistanceField:
    """Signed distance to the wall of a mask, mm: negative inside, positive outside.

    `values_mm`: [z, y, x] float32 on `grid`, the surroundings of the mask only. Points outside the grid get the
    value at its border, so a distance is trustworthy up to the margin the field was made with.
    """

    values_mm: NDArray[np.float32]
    grid: Grid

    @classmethod
    def of(cls, mask: NDArray[np.bool_], grid: Grid, margin_mm: float = 2.0) -> DistanceField:
        """The field of a mask [z, y, x] on `grid`, `margin_mm` beyond its bounding box.

        Raises:
            ValueError: if the mask is empty.
        """
        block, start = bounding_block(mask, np.ceil(margin_mm / grid.spacing).astype(int))
        outside = ndimage.distance_transform_edt(~block, sampling=grid.spacing_zyx_mm)
        inside = ndimage.distance_transform_edt(block, sampling=grid.spacing_zyx_mm)
        # The transforms count from voxel centres; the wall lies half a voxel before them.
        half_voxel = 0.5 * float(grid.spacing.mean())
        signed = np.where(block, half_voxel - inside, outside - half_voxel)
        smooth = ndimage.gaussian_filter(signed, STAIR_MM / grid.spacing)
        return cls(smooth.astype(np.float32), grid.crop(start, block.shape))

    def at(self, points_lps_mm: ArrayLike) -> FloatArray:
        """Signed distance (…) mm at LPS points (…, 3) mm."""
        index = self.grid.index_from_lps(points_lps_mm)
        flat = index.reshape(-1, 3).T
        sampled: FloatArray = ndimage.map_coordinates(self.values_mm, flat, output=float, order=1, mode="nearest")
        return sampled.reshape(index.shape[:-1])

    def with_slope(self, points_lps_mm: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Signed distance (…) mm at LPS points (…, 3) mm, and its gradient (…, 3) in LPS; beyond the grid as at it."""
        last = np.array(self.values_mm.shape) - 1
        index = self.grid.index_from_lps(points_lps_mm)
        inside = (index >= 0.0) & (index <= last)
        low = np.clip(np.floor(index), 0, last - 1).astype(np.intp)
        z, y, x = np.moveaxis(np.clip(index - low, 0.0, 1.0), -1, 0)
        stride_z, stride_y = self.values_mm.shape[1] * self.values_mm.shape[2], self.values_mm.shape[2]
        corner = low @ np.array([stride_z, stride_y, 1])
        flat = self.values_mm.ravel()
        cube = [flat[corner + a * stride_z + b * stride_y + c] for a in (0, 1) for b in (0, 1) for c in (0, 1)]
        # Linear along x, then along y, then along z; the slopes on the way.
        by_x = [cube[k] + x * (cube[k + 1] - cube[k]) for k in (0, 2, 4, 6)]
        slope_x = [cube[k + 1] - cube[k] for k in (0, 2, 4, 6)]
        by_y = [by_x[k] + y * (by_x[k + 1] - by_x[k]) for k in (0, 2)]
        along_y = by_x[1] - by_x[0] + z * (by_x[3] - by_x[2] - by_x[1] + by_x[0])
        low_x, high_x = (slope_x[k] + y * (slope_x[k + 1] - slope_x[k]) for k in (0, 2))
        slopes = np.stack([by_y[1] - by_y[0], along_y, low_x + z * (high_x - low_x)], axis=-1)
        return by_y[0] + z * (by_y[1] - by_y[0]), (slopes * inside / self.grid.spacing) @ self.grid.axes


def bounding_block(mask: NDArray[np.bool_], margin_zyx: NDArray[np.int_]) -> tuple[NDArray[np.bool_], NDArray[np.int_]]:
    """The block of a mask that holds all of it plus a margin of voxels, and the index of its first voxel.

    The margin may reach beyond the array: the block is filled with background there and its start is negative.

    Raises:
        ValueError: if the mask is empty.
    """
    slices = ndimage.find_objects(mask.astype(np.uint8))
    if not slices:
        raise ValueError("an empty mask has no bounding block")
    start = np.array([s.start for s in slices[0]]) - margin_zyx
    return np.pad(mask[slices[0]], [(m, m) for m in margin_zyx]), start
