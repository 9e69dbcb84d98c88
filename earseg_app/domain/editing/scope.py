"""Where an edit may change labels: locked parts, a range of Hounsfield units, inside or outside what is labelled."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from earseg_app.domain.editing.block import Box, LabelBlock, start_of
from earseg_app.domain.geometry import Grid, Triple
from earseg_app.domain.segmentation import LabelArray
from earseg_app.domain.volume import HuArray

Mask = NDArray[np.bool_]


class Area(Enum):
    """The mask outside which nothing changes; the value is the words shown."""

    EVERYWHERE = "Everywhere"
    UNLABELLED = "Unlabelled voxels only"
    LABELLED = "Labelled voxels only"
    BOX = "In the box only"


@dataclass(frozen=True)
class Scope:
    """What an edit must leave alone: codes in `locked`, voxels outside `range_hu` (both ends included) or the area.

    `box`: the voxels of Area.BOX.
    """

    locked: frozenset[int] = frozenset()
    range_hu: tuple[float, float] | None = None
    area: Area = Area.EVERYWHERE
    box: Box | None = None


@dataclass(frozen=True, eq=False)
class Subject:
    """What is edited: label codes and Hounsfield units [z, y, x] on one grid, and what must be left alone."""

    labels: LabelArray
    hu: HuArray
    grid: Grid
    scope: Scope = Scope()

    def relabelled(self, box: Box, chosen: Mask, code: int) -> LabelBlock:
        """The block of `box` with `code` at the chosen voxels [z, y, x] of it that the scope permits."""
        old = self.labels[box]
        new = np.where(chosen & self.permitted(box), np.uint8(code), old)
        return LabelBlock(start_of(box), new)

    def code_at(self, point_lps_mm: Triple) -> int:
        """The label code of the voxel that holds an LPS point, mm; 0 outside."""
        place = self._place(point_lps_mm)
        return 0 if place is None else int(self.labels[place])

    def hu_at(self, point_lps_mm: Triple) -> int | None:
        """The Hounsfield units of the voxel that holds an LPS point, mm; None outside."""
        place = self._place(point_lps_mm)
        return None if place is None else int(self.hu[place])

    def _place(self, point_lps_mm: Triple) -> tuple[int, int, int] | None:
        z, y, x = np.rint(self.grid.index_from_lps(point_lps_mm)).astype(int).tolist()
        inside = all(0 <= i < n for i, n in zip((z, y, x), self.grid.shape_zyx, strict=True))
        return (z, y, x) if inside else None

    def permitted(self, box: Box) -> Mask:
        """[z, y, x] of a box: which voxels the scope lets change."""
        scope, old = self.scope, self.labels[box]
        permitted: Mask = np.isin(old, list(scope.locked), invert=True)
        if scope.area is Area.BOX:
            permitted &= _inside(box, scope.box)
        elif scope.area is not Area.EVERYWHERE:
            permitted &= (old == 0) == (scope.area is Area.UNLABELLED)
        if scope.range_hu is not None:
            hu = self.hu[box]
            permitted &= (hu >= scope.range_hu[0]) & (hu <= scope.range_hu[1])
        return permitted


def _inside(box: Box, other: Box | None) -> Mask:
    """[z, y, x] of a box: which voxels lie in the other, none when there is no other."""
    inside = np.zeros([s.stop - s.start for s in box], bool)
    if other is not None:
        z, y, x = (slice(max(o.start - s.start, 0), max(o.stop - s.start, 0)) for s, o in zip(box, other, strict=True))
        inside[z, y, x] = True
    return inside
