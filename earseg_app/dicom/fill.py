"""Fill a volume layer by layer: each image is decoded once, and the volume is never held twice."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import psutil

from earseg_app.dicom.hounsfield import AIR_HU, HuArray
from earseg_app.dicom.resample import moved
from earseg_app.dicom.stack import Layer, Stack
from earseg_app.domain.errors import UnsupportedVolume
from earseg_app.domain.geometry import Grid
from earseg_app.domain.progress import Reporter
from earseg_app.domain.reading import MAX_COARSER, TooLarge

# Reading takes at most this much of the volume's own size; held by `python -m tests.benchmarks`.
PEAK_SHARE = 2.2
BYTES_PER_VOXEL = 2


def free_bytes() -> int:
    """How much memory the system could give now."""
    return int(psutil.virtual_memory().available)


def coarser_grid(grid: Grid, times: int) -> Grid:
    """The grid whose voxels are blocks of `times` voxels along each axis; what is left over at the ends is dropped."""
    if times == 1:
        return grid
    shape = [n // times for n in grid.shape_zyx]
    if min(shape) < 2:
        raise UnsupportedVolume(
            f"The series is too small to be read {times} times coarser.", "Read it at its own resolution."
        )
    first = grid.lps_from_index([(times - 1) / 2.0] * 3)
    return Grid.from_arrays(shape, grid.spacing * times, first, grid.axes)


def check_memory(grid: Grid, coarser: int) -> None:
    """Whether a volume on that grid, so many times coarser, fits into the free memory.

    Raises:
        TooLarge: if it does not.
    """
    free = free_bytes()
    wanted = _needed_bytes(grid, coarser)
    if wanted > free:
        fitting = (times for times in range(coarser + 1, MAX_COARSER + 1) if _needed_bytes(grid, times) <= free)
        raise TooLarge(wanted, free, next(fitting, None))


def fill(stack: Stack, image: Callable[[int], HuArray], coarser: int, reporter: Reporter) -> HuArray:
    """[z, y, x] HU of a stack, means over blocks of `coarser` voxels along each axis.

    Raises:
        UnsupportedVolume: if there is not enough memory after all.
        Cancelled: if the reporter was cancelled.
    """
    shape = coarser_grid(stack.grid, coarser).shape_zyx
    try:
        hu = np.empty(shape, np.int16)
    except MemoryError as error:
        raise UnsupportedVolume("There is not enough memory for this series.", "Close other programs.") from error
    source = _Images(stack, image)
    for index in range(shape[0]):
        reporter.step(index / shape[0], "Reading slices")
        layers = stack.layers[index * coarser : (index + 1) * coarser]
        hu[index] = source.layer(layers[0]) if coarser == 1 else _mean(source, layers, shape[1:])
    reporter.step(1.0, "Reading slices")
    return hu


def _needed_bytes(grid: Grid, coarser: int) -> int:
    voxels = np.prod([n // coarser for n in grid.shape_zyx], dtype=np.float64)
    return int(voxels * BYTES_PER_VOXEL * PEAK_SHARE)


def _mean(source: _Images, layers: tuple[Layer, ...], shape: tuple[int, int]) -> HuArray:
    times = len(layers)
    blocks = np.zeros(shape, np.float32)
    for layer in layers:
        cut = source.layer(layer)[: shape[0] * times, : shape[1] * times]
        blocks += cut.reshape(shape[0], times, shape[1], times).mean(axis=(1, 3), dtype=np.float32)
    return np.rint(blocks / times).astype(np.int16)


class _Images:
    """Decoded images, moved to the grid; only the last two are kept."""

    def __init__(self, stack: Stack, image: Callable[[int], HuArray]) -> None:
        self._stack = stack
        self._image = image
        self._kept: dict[int, HuArray] = {}

    def layer(self, layer: Layer) -> HuArray:
        """(rows, columns) of the grid for one layer: an image, a mixture of two, or air."""
        if layer.is_empty:
            return np.full(self._stack.grid.shape_zyx[1:], AIR_HU, np.int16)
        if layer.weight in (0.0, 1.0):
            return self._get(layer.second if layer.weight else layer.first)
        low, high = self._get(layer.first).astype(np.float32), self._get(layer.second)
        return np.rint(low + np.float32(layer.weight) * (high - low)).astype(np.int16)

    def _get(self, index: int) -> HuArray:
        if index not in self._kept:
            while len(self._kept) > 1:
                self._kept.pop(next(iter(self._kept)))
            self._kept[index] = self._placed(index)
        return self._kept[index]

    def _placed(self, index: int) -> HuArray:
        hu = self._image(index)
        shape = self._stack.grid.shape_zyx[1:]
        return hu if hu.shape == shape else moved(hu, self._stack.shift_px[index], shape, AIR_HU)
