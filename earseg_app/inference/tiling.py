"""Run a function over a large array in overlapping tiles and blend what it returns without seams."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from earseg_app.domain.geometry import Shape
from earseg_app.domain.progress import Reporter

Float32Array = NDArray[np.float32]
# (d, h, w) image → (classes, d, h, w)
Predict = Callable[[Float32Array], Float32Array]

# Tiles may be this much larger than the patch: fewer of them overlap less.
SLACK = 1.25
# Standard deviation of the blending weight, in sides of a tile (Isensee et al. 2021, nnU-Net: 1/8).
SIGMA = 0.125


@dataclass(frozen=True)
class Tile:
    """A box of voxels: `start_zyx` is its first voxel, `shape_zyx` its size."""

    start_zyx: Shape
    shape_zyx: Shape

    @property
    def slices(self) -> tuple[slice, slice, slice]:
        """The box as an index into [z, y, x]."""
        z, y, x = (slice(a, a + n) for a, n in zip(self.start_zyx, self.shape_zyx, strict=True))
        return z, y, x


def plan(shape_zyx: Shape, patch_zyx: Shape, multiple: int = 1, overlap: float = 0.25) -> tuple[Tile, ...]:
    """Tiles of one size that cover an array, each side a multiple of `multiple` and at most 1.25 of `patch_zyx`.

    Neighbours share at least `overlap` (0…1) of a tile's side. Where the array is smaller than a tile, the tile
    reaches beyond its end.
    """
    z, y, x = (_along(side, patch, multiple, overlap) for side, patch in zip(shape_zyx, patch_zyx, strict=True))
    size = (z[1], y[1], x[1])
    return tuple(Tile(start, size) for start in product(z[0], y[0], x[0]))


def blend_weight(shape_zyx: Shape) -> Float32Array:
    """[z, y, x] weight of a tile's voxels: a Gaussian that is 1 in the middle and never quite 0 at the edge."""
    weight = np.ones(shape_zyx, np.float32)
    for axis, side in enumerate(shape_zyx):
        from_middle = (np.arange(side) - (side - 1) / 2.0) / (SIGMA * side)
        profile = np.exp(-0.5 * from_middle**2).astype(np.float32)
        weight *= np.expand_dims(profile, tuple({0, 1, 2} - {axis}))
    return np.maximum(weight, np.float32(1e-4))


class Aggregator:
    """Collects the predictions of tiles and gives their weighted mean."""

    def __init__(self, classes: int, shape_zyx: Shape) -> None:
        self._sum = np.zeros((classes, *shape_zyx), np.float32)
        self._weight = np.zeros(shape_zyx, np.float32)

    def add(self, tile: Tile, prediction: Float32Array) -> None:
        """Take in the prediction (classes, d, h, w) of one tile; what lies beyond the array is dropped."""
        inside = self._weight[tile.slices].shape
        kept = tuple(slice(n) for n in inside)
        weight = blend_weight(tile.shape_zyx)[kept]
        self._sum[(slice(None), *tile.slices)] += prediction[(slice(None), *kept)] * weight
        self._weight[tile.slices] += weight

    def result(self, background: int = 0) -> Float32Array:
        """(classes, z, y, x) weighted mean; where no tile was run, class `background` has 1."""
        seen = self._weight > 0
        np.divide(self._sum, self._weight, out=self._sum, where=seen)
        self._sum[background][~seen] = 1.0
        return self._sum


def predict_tiled(
    image: Float32Array,
    tiles: tuple[Tile, ...],
    predict: Predict,
    classes: int,
    reporter: Reporter | None = None,
    message: str = "",
) -> Float32Array:
    """The blended predictions (classes, z, y, x) of all `tiles` of an image [z, y, x].

    Tiles that reach beyond the image see its border repeated. The reporter is asked before each tile.

    Raises:
        Cancelled: if the reporter was cancelled.
    """
    reporter = reporter or Reporter()
    aggregator = Aggregator(classes, _shape(image))
    for number, tile in enumerate(tiles):
        reporter.step(number / len(tiles), message)
        aggregator.add(tile, predict(cut(image, tile)))
    reporter.step(1.0, message)
    return aggregator.result()


def cut(image: Float32Array, tile: Tile) -> Float32Array:
    """The voxels [z, y, x] of one tile, the image's border repeated where the tile reaches beyond its end."""
    part = image[tile.slices]
    missing = [(0, wanted - got) for wanted, got in zip(tile.shape_zyx, part.shape, strict=True)]
    return np.pad(part, missing, mode="edge") if any(after for _, after in missing) else part


def _along(side: int, patch: int, multiple: int, overlap: float) -> tuple[list[int], int]:
    """Starts and common size of the tiles along one axis."""
    limit = max(int(patch * SLACK) // multiple, 1) * multiple
    if side <= limit:
        return [0], _round_up(side, multiple)
    step = limit * (1.0 - overlap)
    count = int(np.ceil((side - limit) / step)) + 1
    size = _round_up(int(np.ceil(side / (1.0 + (count - 1) * (1.0 - overlap)))), multiple)
    starts = np.linspace(0, side - size, count).round().astype(int)
    return [int(s) for s in starts], size


def _round_up(side: int, multiple: int) -> int:
    return -(-side // multiple) * multiple


def _shape(image: Float32Array) -> Shape:
    z, y, x = image.shape
    return z, y, x
