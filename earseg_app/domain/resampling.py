"""Values of voxels brought from one grid to another with the same axes."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from earseg_app.domain.geometry import Grid
from earseg_app.domain.progress import Reporter

Float32Array = NDArray[np.float32]


def resample_array(
    array: NDArray[np.generic], source: Grid, target: Grid, reporter: Reporter | None = None
) -> Float32Array:
    """An array [z, y, x] on `source` brought to `target`, a grid with the same axes; float32.

    Coarser voxels average what they cover (triangle filter as wide as the coarser voxel), finer ones interpolate
    linearly. Values beyond the border repeat the border's.

    Raises:
        ValueError: if the axes of the grids differ, or array and source in shape.
    """
    if array.shape != source.shape_zyx or not np.allclose(source.axes, target.axes, atol=1e-6):
        raise ValueError("resampling needs the array's own grid and a target with the same axes")
    along_z, along_y, along_x = (_weights(source, target, axis) for axis in range(3))
    result = np.empty(target.shape_zyx, np.float32)
    for k in range(target.shape_zyx[0]):
        if reporter is not None:
            reporter.step(k / target.shape_zyx[0], "Preparing the images")
        taps = slice(along_z.indptr[k], along_z.indptr[k + 1])
        planes = array[along_z.indices[taps]].astype(np.float32)
        plane = np.tensordot(along_z.data[taps], planes, axes=1)
        result[k] = (along_x @ (along_y @ plane).T).T
    return result


def _weights(source: Grid, target: Grid, axis: int) -> sparse.csr_matrix:
    """(target voxels, source voxels) float32: row k averages the source along one axis for target voxel k."""
    count = source.shape_zyx[axis]
    ratio = float(target.spacing[axis] / source.spacing[axis])
    half_width = max(1.0, ratio)
    index = np.zeros((target.shape_zyx[axis], 3))
    index[:, axis] = np.arange(target.shape_zyx[axis])
    center = np.clip(source.index_from_lps(target.lps_from_index(index))[:, axis], 0, count - 1)
    reach = int(np.ceil(half_width))
    taps = np.floor(center).astype(int)[:, None] + np.arange(-reach, reach + 2)
    weights = np.maximum(0.0, 1.0 - np.abs(taps - center[:, None]) / half_width)
    weights[(taps < 0) | (taps >= count)] = 0.0
    weights /= weights.sum(axis=1, keepdims=True)
    rows = np.broadcast_to(np.arange(len(center))[:, None], taps.shape)
    kept = weights > 1e-6
    matrix = sparse.csr_matrix((weights[kept], (rows[kept], taps[kept])), shape=(len(center), count))
    return matrix.astype(np.float32)
