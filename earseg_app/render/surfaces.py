"""Surfaces for the 3D scene: the parts of a segmentation, and the bone of a volume."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

import numpy as np
import pyvista as pv
from numpy.typing import NDArray

from earseg_app.domain.anatomy import Part, Side, label_code
from earseg_app.domain.editing.block import Box, union
from earseg_app.domain.geometry import FloatArray, Grid
from earseg_app.domain.segmentation import Segmentation
from earseg_app.domain.volume import Volume
from earseg_app.mesh.surface import preview_surface

# Bone against soft tissue: 226 HU is the lower limit of the usual "bone (CT)" preset; a little more keeps noise out.
BONE_HU = 300.0
# The bone surface is for orientation; more samples than this would only slow the picture.
BONE_SAMPLES = 190

PartKey = tuple[Side, Part]


class PartMakers:
    """Makes the surfaces of parts, and knows where each ear lies, so that an edit needs no search of the whole head."""

    def __init__(self) -> None:
        self._boxes: dict[Side, Box] = {}

    def of_all(self, segmentation: Segmentation) -> dict[PartKey, Callable[[], pv.PolyData]]:
        """For each part that has voxels, a function that makes its surface: a few hundredths of a second each."""
        whole = _box(segmentation.labels)
        self._boxes = {}
        if whole is None:
            return {}
        for side in Side:
            codes = [label_code(side, part) for part in Part]
            box = _box(np.isin(segmentation.labels[whole], codes))
            if box is not None:
                self._boxes[side] = _within(whole, box)
        return self._makers(segmentation, [(side, part) for side in self._boxes for part in Part])

    def of_changed(
        self, old: Segmentation, new: Segmentation, box: Box
    ) -> dict[PartKey, Callable[[], pv.PolyData] | None]:
        """For each part with other voxels within `box`, a function that makes its surface; None when it is gone."""
        before, after = old.labels[box], new.labels[box]
        differs = before != after
        codes = set(np.unique(before[differs]).tolist()) | set(np.unique(after[differs]).tolist())
        keys = [(side, part) for side in Side for part in Part if label_code(side, part) in codes]
        for side in {side for side, _ in keys}:
            self._boxes[side] = union(self._boxes.get(side, box), box)
        makers = self._makers(new, keys)
        return {key: makers.get(key) for key in keys}

    def _makers(self, segmentation: Segmentation, keys: Iterable[PartKey]) -> dict[PartKey, Callable[[], pv.PolyData]]:
        made: dict[PartKey, Callable[[], pv.PolyData]] = {}
        for side, part in keys:
            box, code = self._boxes[side], label_code(side, part)
            labels = segmentation.labels[box]
            if np.any(labels == code):
                grid = segmentation.grid.crop([s.start for s in box], labels.shape)
                made[side, part] = partial(_part_surface, labels, grid, code)
        return made


def bone_surface(volume: Volume) -> pv.PolyData:
    """The surface of bone, LPS mm, from a volume thinned to what orientation needs."""
    step = [max(1, -(-count // BONE_SAMPLES)) for count in volume.hu.shape]
    thinned = volume.hu[:: step[0], :: step[1], :: step[2]]
    image = pv.ImageData(dimensions=thinned.shape[::-1])
    image.point_data["hu"] = np.ascontiguousarray(thinned).reshape(-1)
    surface: Any = image.contour([BONE_HU], scalars="hu", compute_scalars=False, compute_normals=False)
    if surface.n_points == 0:
        return pv.PolyData()
    index_zyx = np.asarray(surface.points)[:, ::-1] * np.array(step, float)
    surface.points = volume.grid.lps_from_index(index_zyx).astype(np.float32)
    if np.linalg.det(volume.grid.axes[::-1]) < 0:
        surface.flip_faces(inplace=True)
    return _shaded(surface)


def box_corners(grid: Grid) -> FloatArray:
    """(2, 3) smallest and largest LPS coordinates of a grid, mm."""
    ends = np.array(grid.shape_zyx) - 0.5
    corners = np.array(np.meshgrid(*[(-0.5, end) for end in ends])).reshape(3, -1).T
    points = grid.lps_from_index(corners)
    return np.array([points.min(axis=0), points.max(axis=0)])


def _part_surface(labels: NDArray[np.uint8], grid: Grid, code: int) -> pv.PolyData:
    made = preview_surface(np.equal(labels, code), grid)
    faces = np.column_stack([np.full(len(made.triangles), 3), made.triangles])
    return _shaded(pv.PolyData(made.vertices_lps_mm.astype(np.float32), faces))


def _shaded(surface: Any) -> pv.PolyData:
    """The surface with a normal at each point, for smooth light."""
    shaded: pv.PolyData = surface.compute_normals(split_vertices=False, cell_normals=False)
    return shaded


def _within(outer: Box, inner: Box) -> Box:
    """A box that is given within another, in the whole array."""
    z, y, x = (slice(o.start + i.start, o.start + i.stop) for o, i in zip(outer, inner, strict=True))
    return z, y, x


def _box(labels: NDArray[Any]) -> tuple[slice, slice, slice] | None:
    """The block that holds all labels, or None when there are none."""
    z = np.flatnonzero(labels.any(axis=(1, 2)))
    if not z.size:
        return None
    seen_from_above = np.asarray(labels[z[0] : z[-1] + 1].any(axis=0))
    y, x = (np.flatnonzero(seen_from_above.any(axis=axis)) for axis in (1, 0))
    return slice(z[0], z[-1] + 1), slice(y[0], y[-1] + 1), slice(x[0], x[-1] + 1)
