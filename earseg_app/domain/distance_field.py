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
