"""A block of label codes that takes the place of what is there."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from earseg_app.domain.segmentation import LabelArray

Shape = tuple[int, int, int]
Box = tuple[slice, slice, slice]


@dataclass(frozen=True, eq=False)
class LabelBlock:
    """Label codes [z, y, x] of the block whose first voxel is `start_zyx`; nothing outside it changes."""

    start_zyx: Shape
    labels: LabelArray

    @property
    def box(self) -> Box:
        """Where it lies in the whole array."""
        return box_of(self.start_zyx, self.stop_zyx)

    @property
    def stop_zyx(self) -> Shape:
        """The first index behind it along each axis."""
        z, y, x = np.add(self.start_zyx, self.labels.shape).tolist()
        return z, y, x


def box_of(start_zyx: ArrayLike, stop_zyx: ArrayLike) -> Box:
    """The slices from one index to another."""
    z, y, x = (slice(int(a), int(b)) for a, b in zip(np.asarray(start_zyx), np.asarray(stop_zyx), strict=True))
    return z, y, x


def around(low_zyx: ArrayLike, high_zyx: ArrayLike, shape_zyx: Shape) -> Box | None:
    """The box that holds the fractional indices from low to high, within an array; None when it lies outside."""
    start = np.clip(np.floor(low_zyx), 0, shape_zyx)
    stop = np.clip(np.ceil(high_zyx) + 1, 0, shape_zyx)
    return None if np.any(stop <= start) else box_of(start, stop)


def start_of(box: Box) -> Shape:
    """The first index of a box."""
    z, y, x = box
    return z.start, y.start, x.start


def union(a: Box, b: Box) -> Box:
    """The smallest box that holds both."""
    z, y, x = (slice(min(i.start, j.start), max(i.stop, j.stop)) for i, j in zip(a, b, strict=True))
    return z, y, x


def changed_only(old: LabelArray, new: LabelBlock) -> LabelBlock | None:
    """The block cut down to the voxels that differ from `old` [z, y, x]; None when none does."""
    differs = old[new.box] != new.labels
    if not differs.any():
        return None
    used = [np.flatnonzero(differs.any(axis=tuple(a for a in range(3) if a != axis))) for axis in range(3)]
    inside = box_of([u[0] for u in used], [u[-1] + 1 for u in used])
    z, y, x = np.add(new.start_zyx, start_of(inside)).tolist()
    return LabelBlock((z, y, x), np.ascontiguousarray(new.labels[inside]))
