"""Surfaces for the 3D scene: the parts and structures of a segmentation, and the bone of a volume."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import numpy as np
import pyvista as pv
from numpy.typing import NDArray

from earseg_app.domain.anatomy import Part, Side, label_code
from earseg_app.domain.editing.block import Box, union
from earseg_app.domain.geometry import FloatArray, Grid
from earseg_app.domain.segmentation import Segmentation
from earseg_app.domain.structures import FIRST_RIGHT, is_structure
from earseg_app.domain.volume import Volume
from earseg_app.mesh.surface import preview_surface

# Bone against soft tissue: 226 HU is the lower limit of the usual "bone (CT)" preset; a little more keeps noise out.
BONE_HU = 300.0
# The bone surface is for orientation; more samples than this would only slow the picture.
BONE_SAMPLES = 190

# A part of an ear, or a structure by its code.
PartKey = tuple[Side, Part] | int


def code_of(key: PartKey) -> int:
    """The label code of a part or structure."""
    return key if isinstance(key, int) else label_code(*key)


def side_of(key: PartKey) -> Side | None:
    """The ear that a part belongs to; a structure belongs to none."""
    return None if isinstance(key, int) else key[0]


class PartMakers:
    """Makes the surfaces of parts and structures.

    It knows where each ear and structure lies, so that an edit needs no search of the whole head.
    """

    def __init__(self) -> None:
        self._boxes: dict[Side | int, Box] = {}

    def of_all(self, segmentation: Segmentation) -> dict[PartKey, Callable[[], pv.PolyData]]:
        """For all that has voxels, a function that makes its surface: a few hundredths of a second each."""
        whole = _box(segmentation.labels)
        self._boxes = {}
        if whole is None:
            return {}
        labels = segmentation.labels[whole]
        for side in Side:
            self._note(side, whole, _box(np.isin(labels, [label_code(side, part) for part in Part])))
        for structure in segmentation.structures:
            if structure.voxels:
                self._note(structure.code, whole, _box(labels == structure.code))
        parts = [(side, part) for side in Side if side in self._boxes for part in Part]
        return self._makers(segmentation, [*parts, *(key for key in self._boxes if isinstance(key, int))])

    def _note(self, place: Side | int, whole: Box, box: Box | None) -> None:
        if box is not None:
            self._boxes[place] = _within(whole, box)

    def of_changed(
        self, old: Segmentation, new: Segmentation, box: Box
    ) -> dict[PartKey, Callable[[], pv.PolyData] | None]:
        """For all that has other voxels within `box`, a function that makes its surface; None when it is gone."""
        before, after = old.labels[box], new.labels[box]
        differs = before != after
        codes = set(np.unique(before[differs]).tolist()) | set(np.unique(after[differs]).tolist())
        keys: list[PartKey] = [(side, part) for side in Side for part in Part if label_code(side, part) in codes]
        keys += sorted(code for code in codes if code >= FIRST_RIGHT and is_structure(code))
        for place in {_place_of(key) for key in keys}:
            self._boxes[place] = union(self._boxes.get(place, box), box)
        makers = self._makers(new, keys)
        return {key: makers.get(key) for key in keys}

    def _makers(self, segmentation: Segmentation, keys: Sequence[PartKey]) -> dict[PartKey, Callable[[], pv.PolyData]]:
        made: dict[PartKey, Callable[[], pv.PolyData]] = {}
        # Copies: what waits to be made must not keep the labels of a whole head from being written over.
        crops = {place: segmentation.labels[self._boxes[place]].copy() for place in {_place_of(key) for key in keys}}
        for key in keys:
            place, code = _place_of(key), code_of(key)
            box, labels = self._boxes[place], crops[place]
            if np.any(labels == code):
                grid = segmentation.grid.crop([s.start for s in box], labels.shape)
                made[key] = partial(_part_surface, labels, grid, code)
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


def _place_of(key: PartKey) -> Side | int:
    return key if isinstance(key, int) else key[0]


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
