"""A brush moved over the patient: a disc in any plane, or a sphere."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from earseg_app.domain.editing.block import Box, LabelBlock, around
from earseg_app.domain.editing.scope import Mask, Subject
from earseg_app.domain.geometry import FloatArray, Grid, Triple


@dataclass(frozen=True)
class Brush:
    """`normal_lps`: unit normal of the plane that a disc lies in, None for a sphere."""

    radius_mm: float
    normal_lps: Triple | None = None


def brushed(subject: Subject, brush: Brush, start_lps_mm: Triple, end_lps_mm: Triple, code: int) -> LabelBlock | None:
    """The labels after the brush moved along a line between two LPS points, mm; None outside the grid.

    A voxel is painted when its centre lies within the radius of the line and, under a disc, when the plane goes
    through it; the voxel that holds the end is painted however small the brush is.
    """
    grid = subject.grid
    ends = np.array([start_lps_mm, end_lps_mm])
    index = grid.index_from_lps(ends)
    reach = brush.radius_mm / grid.spacing
    box = around(index.min(axis=0) - reach - 1.0, index.max(axis=0) + reach, grid.shape_zyx)
    if box is None:
        return None
    return subject.relabelled(box, _touched(grid, brush, box, ends), code)


def _touched(grid: Grid, brush: Brush, box: Box, ends_lps_mm: FloatArray) -> Mask:
    """[z, y, x] of the box: which voxels the brush touches; millimetres along the axes of the array."""
    start, end = (ends_lps_mm - grid.origin) @ grid.axes.T
    places = [
        (np.arange(s.start, s.stop) * step).reshape([-1 if a == axis else 1 for a in range(3)])
        for axis, (s, step) in enumerate(zip(box, grid.spacing_zyx_mm, strict=True))
    ]
    line = end - start
    length2 = float(line @ line)
    offsets = [place - first for place, first in zip(places, start, strict=True)]
    share = sum(o * along for o, along in zip(offsets, line, strict=True)) / length2 if length2 else 0.0
    share = np.clip(share, 0.0, 1.0)
    away = [o - share * along for o, along in zip(offsets, line, strict=True)]
    distance2 = sum(a * a for a in away)
    if brush.normal_lps is not None:
        normal = grid.axes @ np.array(brush.normal_lps)
        height = sum(o * n for o, n in zip(offsets, normal, strict=True))
        half_voxel = 0.5 * float(np.abs(normal) @ grid.spacing)
        in_plane = (height >= -half_voxel + 1e-6) & (height <= half_voxel + 1e-6)
        touched = in_plane & (distance2 - height * height <= brush.radius_mm**2)
    else:
        touched = distance2 <= brush.radius_mm**2
    touched = np.broadcast_to(touched, [s.stop - s.start for s in box]).copy()
    nearest = np.rint(end / grid.spacing).astype(int) - [s.start for s in box]
    if np.all((nearest >= 0) & (nearest < touched.shape)):
        touched[tuple(nearest)] = True
    return touched
