"""From a mask to a smooth field whose zero level lies between the same voxels as the border of the mask."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

Mask = NDArray[np.bool_]
Field = NDArray[np.float32]

PADDING = 4
SIGMA_VOXELS = 0.75
"""Measured on labyrinths of known surface at 0.15 to 0.45 mm: wider makes canals thinner, narrower leaves steps."""
NEAREST_LEVEL = 0.05
"""How far from zero the field stays at a voxel centre, as a share of its range: triangles never shrink to points."""
LEVELS = (0.2, 0.6)
_TRUNCATE = 3.0


@dataclass(frozen=True, eq=False)
class Block:
    """The part of a mask that matters, with a rim of background.

    `mask`: [z, y, x], empty on its outer `PADDING` voxels. `start_zyx`: index of its first voxel in the whole
    array; negative where the rim reaches beyond it.
    """

    mask: Mask
    start_zyx: tuple[int, int, int]


def block_of(mask: Mask) -> Block | None:
    """Cut a mask [z, y, x] down to its content plus a rim, adding background where it touches the border."""
    lows, highs = [], []
    for axis in range(3):
        used = np.flatnonzero(mask.any(axis=tuple(a for a in range(3) if a != axis)))
        if used.size == 0:
            return None
        lows.append(int(used[0]))
        highs.append(int(used[-1]) + 1)
    content = mask[tuple(slice(low, high) for low, high in zip(lows, highs, strict=True))]
    z, y, x = (low - PADDING for low in lows)
    return Block(np.pad(content, PADDING), (z, y, x))


def cut_out(labels: NDArray[np.uint8], start_zyx: tuple[int, int, int], shape: tuple[int, ...]) -> NDArray[np.uint8]:
    """The labels of a block that may reach beyond the array; background there."""
    found = np.zeros(shape, np.uint8)
    inside = [
        (max(start, 0), min(start + length, size))
        for start, length, size in zip(start_zyx, shape, labels.shape, strict=True)
    ]
    here = tuple(slice(low - start, high - start) for (low, high), start in zip(inside, start_zyx, strict=True))
    found[here] = labels[tuple(slice(low, high) for low, high in inside)]
    return found


def signed_field(mask: Mask) -> Field:
    """A smooth field [z, y, x], positive exactly at the voxel centres of the mask.

    The mask is blurred by 2G − G·G, G a Gaussian of `SIGMA_VOXELS` along every axis: a plain G pulls a surface towards
    its centre of curvature by σ²/2 times the sum of its curvatures, the difference of two blurs cancels that. The
    result is read at the level that encloses as many voxels as the mask has. Then the sign at every voxel centre is
    restored: the zero level crosses the same lattice edges as the border of the mask, so a canal two voxels wide can
    neither break nor merge with its neighbour, and no point moves by a voxel or more. (The idea of constraining the
    level set by the binary volume: Whitaker, "Reducing aliasing artifacts in iso-surfaces of binary volumes", IEEE
    VolVis 2000.)
    """
    once = _blurred(mask.astype(np.float32))
    blurred = 2.0 * once - _blurred(once)
    field = blurred - np.float32(_level_of_same_volume(blurred, int(np.count_nonzero(mask))))
    nearest = np.float32(NEAREST_LEVEL)
    constrained: Field = np.where(mask, np.maximum(field, nearest), np.minimum(field, -nearest))
    return constrained


def _blurred(values: Field) -> Field:
    smooth: Field = ndimage.gaussian_filter(values, SIGMA_VOXELS, truncate=_TRUNCATE)
    return smooth


def _level_of_same_volume(blurred: Field, voxels: int) -> float:
    rank = blurred.size - voxels
    level = float(np.partition(blurred, rank, axis=None)[rank])
    return min(max(level, LEVELS[0]), LEVELS[1])
