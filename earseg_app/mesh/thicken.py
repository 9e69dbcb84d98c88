"""Thin places made thick enough for a printer."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage
from skimage.morphology import skeletonize

from earseg_app.domain.anatomy import Side
from earseg_app.domain.geometry import Grid
from earseg_app.domain.segmentation import Segmentation
from earseg_app.mesh.field import PADDING, block_of

_skeletonize: Any = skeletonize  # carries no types


def thickened(mask: NDArray[np.bool_], grid: Grid, minimum_mm: float) -> NDArray[np.bool_]:
    """A mask [z, y, x] whose canals are at least `minimum_mm` across; thicker places stay as they are.

    Where the largest ball round a point of the skeleton is smaller than the minimum, a ball of the minimum is added.
    For a model magnified n times, ask for the printer's minimum divided by n. Growth ends at the border of the array,
    and canals closer to one another than they grow will merge: compare the handles of the surface.
    """
    radius_mm = minimum_mm / 2.0
    inside = ndimage.distance_transform_edt(np.pad(mask, 1), sampling=grid.spacing)[1:-1, 1:-1, 1:-1]
    # a voxel's centre lies half a voxel inside its wall
    to_wall_mm = inside - 0.5 * min(grid.spacing_zyx_mm)
    thin = _skeletonize(mask) & (to_wall_mm < radius_mm)
    if not thin.any():
        return mask
    thick: NDArray[np.bool_] = mask | (ndimage.distance_transform_edt(~thin, sampling=grid.spacing) <= radius_mm)
    return thick


def thickened_ear(segmentation: Segmentation, side: Side, minimum_mm: float) -> tuple[Segmentation, bool]:
    """The same labels with one ear at least `minimum_mm` across, and whether it grew.

    Each new voxel goes to its nearest part; growth never takes voxels of other labels.
    """
    mask = segmentation.mask(side)
    block = block_of(mask)
    if block is None:
        return segmentation, False
    more = int(np.ceil(minimum_mm / min(segmentation.grid.spacing_zyx_mm)))
    where = tuple(
        slice(max(start + PADDING - more, 0), start + size - PADDING + more)
        for start, size in zip(block.start_zyx, block.mask.shape, strict=True)
    )
    old = segmentation.labels[where]
    inside = mask[where]
    thick = thickened(inside, segmentation.grid, minimum_mm)
    new = thick & (old == 0)
    if not new.any():
        return segmentation, False
    nearest = ndimage.distance_transform_edt(~inside, return_distances=False, return_indices=True)
    labels = segmentation.labels.copy()
    labels[where] = np.where(new, old[tuple(nearest)], old)
    return replace(segmentation, labels=labels), True
