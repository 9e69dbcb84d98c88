"""Paints implicit solids onto a block of voxels: coarse where surfaces are smooth, soft at edges."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from earseg_app.domain.geometry import FloatArray, Grid
from earseg_app.phantom.fields import Distances, Field
from earseg_app.phantom.frames import Frame, Points

Window = tuple[slice, slice, slice]
Hu = NDArray[np.float32]


class Canvas:
    """A block of a grid seen from a local frame.

    `hu`: [z, y, x] float32, painted in place. `edge_mm`: width over which a border blends, about one voxel.
    """

    def __init__(self, grid: Grid, frame: Frame, hu: Hu) -> None:
        self.grid = grid
        self.hu = hu
        self.edge_mm = float(np.mean(grid.spacing))
        self._frame = frame
        self._start = frame.from_lps(grid.origin)
        self._steps = (grid.axes * grid.spacing[:, None]) @ frame.matrix

    def seen_from(self, frame: Frame) -> Canvas:
        """The same block and voxels in another frame."""
        return Canvas(self.grid, frame, self.hu)

    def window(self, low_mm: ArrayLike, high_mm: ArrayLike) -> Window | None:
        """Index slices of the voxels around a local box, or None when the box misses the block."""
        corners = np.stack(np.meshgrid(*np.stack([low_mm, high_mm]).T, indexing="ij"), -1).reshape(-1, 3)
        index = self.grid.index_from_lps(self._frame.to_lps(corners))
        low = np.clip(np.floor(index.min(axis=0)), 0, self.grid.shape_zyx).astype(int)
        high = np.clip(np.ceil(index.max(axis=0)) + 1, 0, self.grid.shape_zyx).astype(int)
        if np.any(high - low < 1):
            return None
        return slice(low[0], high[0]), slice(low[1], high[1]), slice(low[2], high[2])

    def everywhere(self) -> Window:
        """The window of the whole block."""
        z, y, x = self.grid.shape_zyx
        return slice(0, z), slice(0, y), slice(0, x)

    def points(self, window: Window, mask: NDArray[np.bool_] | None = None) -> Points:
        """Local points (3, z, y, x) of a window, or (3, n) of those in `mask`, mm."""
        if mask is None:
            return self._lattice([np.arange(s.start, s.stop) for s in window])
        index = np.argwhere(mask) + [s.start for s in window]
        return np.asarray((index @ self._steps + self._start).T, np.float32)

    def field(self, field: Field, window: Window, pitch_mm: float = 0.0) -> Distances:
        """Values (…, z, y, x) of smooth fields in a window, computed every `pitch_mm` and interpolated linearly."""
        knots = [_knots(s, step, pitch_mm) for s, step in zip(window, self.grid.spacing, strict=True)]
        values = field(self._lattice(knots))
        for axis, (s, at) in enumerate(zip(window, knots, strict=True)):
            if len(at) != s.stop - s.start:
                values = _interpolated(values, axis - 3, at, np.arange(s.start, s.stop))
        return np.asarray(values, np.float32)

    def cover(self, distance: Distances) -> NDArray[np.float32]:
        """Share 0…1 of each voxel inside a solid, from its signed distance in mm."""
        share: NDArray[np.float32] = np.clip(0.5 - distance * np.float32(1.0 / self.edge_mm), 0.0, 1.0)
        return share

    def paint(self, window: Window, share: NDArray[np.float32], hu: float | Hu) -> None:
        """Blend `share` of a material of `hu` over what is there."""
        block = self.hu[window]
        block += share * (hu - block)

    def _lattice(self, index: Sequence[NDArray[np.floating] | NDArray[np.integer]]) -> Points:
        z, y, x = (np.asarray(i, float) for i in index)
        rows = [
            (z * self._steps[0, i] + self._start[i]).astype(np.float32)[:, None, None]
            + (y * self._steps[1, i]).astype(np.float32)[:, None]
            + (x * self._steps[2, i]).astype(np.float32)
            for i in range(3)
        ]
        return np.stack(rows)


def _knots(s: slice, step_mm: float, pitch_mm: float) -> FloatArray:
    count = s.stop - s.start
    coarse = max(int(np.ceil((count - 1) * step_mm / pitch_mm)) + 1, 2) if pitch_mm > 0 else count
    # interpolating costs about as much as a cheap field: worth it from a third fewer samples on
    if coarse * 1.5 >= count:
        return np.arange(s.start, s.stop, dtype=float)
    return np.linspace(s.start, s.stop - 1, coarse)


def _interpolated(values: Distances, axis: int, at: FloatArray, wanted: NDArray[np.integer]) -> Distances:
    position = (wanted - at[0]) / (at[1] - at[0])
    low = np.clip(position.astype(int), 0, len(at) - 2)
    shape = [1] * values.ndim
    shape[axis] = len(wanted)
    weight = (position - low).astype(np.float32).reshape(shape)
    lower = np.take(values, low, axis=axis)
    upper: Distances = np.take(values, low + 1, axis=axis)
    upper -= lower
    upper *= weight
    upper += lower
    return upper
