"""Closed surfaces of labelled voxels, in patient millimetres."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from earseg_app.domain.anatomy import BONE_COLOR
from earseg_app.domain.errors import MeshError
from earseg_app.domain.geometry import FloatArray, Grid
from earseg_app.mesh import contour, solid
from earseg_app.mesh.decimate import decimate, deviation
from earseg_app.mesh.fairing import faired
from earseg_app.mesh.field import Field, block_of, signed_field
from earseg_app.mesh.topology import shell_of

Triangles = NDArray[np.int32]
Source = Literal["labels", "shares", "CT"]

PREVIEW_TRIANGLES = 20_000
_MOST_MOVED_VOXELS = 0.5
_CRUMB_VOXELS = 0.1


@dataclass(frozen=True, eq=False)
class Surface:
    """A triangle mesh in patient space.

    `vertices_lps_mm`: (n, 3) float64, LPS mm. `triangles`: (m, 3) int32, counter-clockwise seen from outside.
    Both are made read-only. `name`: identifier for files, such as `right_cochlea`. `color`: sRGB hex.
    `words`: its title, where the name does not say it.
    `label_volume_mm3`: volume of the voxels it was made of, None when unknown.
    `deviation_mm`: the most that decimation moved it, None when it was not measured. `made_from`: labels, shares (see
    `shares`) or CT.
    """

    vertices_lps_mm: FloatArray
    triangles: Triangles
    name: str = "surface"
    color: str = BONE_COLOR
    label_volume_mm3: float | None = None
    deviation_mm: float | None = 0.0
    made_from: Source = "labels"
    words: str = ""

    def __post_init__(self) -> None:
        self.vertices_lps_mm.setflags(write=False)
        self.triangles.setflags(write=False)

    @property
    def title(self) -> str:
        """The name for sentences and windows: `Right cochlea`."""
        return self.words or self.name.replace("_", " ").capitalize()

    @property
    def volume_mm3(self) -> float:
        """The enclosed volume, mm³; negative when the triangles face inwards."""
        return solid.signed_volume(self.vertices_lps_mm, self.triangles)

    @property
    def area_mm2(self) -> float:
        """The area of all triangles, mm²."""
        return solid.area(self.vertices_lps_mm, self.triangles)

    @property
    def bounds_lps_mm(self) -> FloatArray:
        """(2, 3): smallest and largest LPS coordinates, mm."""
        return np.array([self.vertices_lps_mm.min(axis=0), self.vertices_lps_mm.max(axis=0)])


def surface_of(
    mask: NDArray[np.bool_],
    grid: Grid,
    *,
    name: str = "surface",
    color: str = BONE_COLOR,
    smooth: bool = True,
    max_triangles: int | None = None,
    words: str = "",
) -> Surface:
    """The closed surface around a mask [z, y, x] on any grid, enclosing the volume of its voxels.

    Normals point outwards, whichever way the axes of the grid run. The topology is that of the mask; where voxels
    touch only by an edge or a corner, the table of marching cubes decides, and single voxels that it parts are left
    out. `max_triangles` simplifies it; how far that moves the surface is in `deviation_mm`.

    Raises:
        MeshError: if no voxel is set, or the surface would have more triangles than any program opens.
        ValueError: if the mask and the grid differ in shape.
    """
    vertices, triangles, volume_mm3 = _raw(mask, grid, words or name)
    voxel_mm = min(grid.spacing_zyx_mm)
    if smooth:
        vertices, triangles = faired(vertices, triangles, voxel_mm, volume_mm3)
    else:
        vertices = solid.with_volume(vertices, triangles, volume_mm3, _MOST_MOVED_VOXELS * voxel_mm)
    surface = Surface(vertices, triangles, name, color, volume_mm3, words=words)
    return surface if max_triangles is None else simplified(surface, max_triangles)


def surface_of_field(
    field: Field,
    grid: Grid,
    volume_mm3: float,
    *,
    name: str = "surface",
    color: str = BONE_COLOR,
    least_share: float = 0.0,
) -> Surface:
    """The closed surface where a field [z, y, x] on a grid passes zero, faired, enclosing `volume_mm3`.

    The field is positive inside, nowhere zero, negative on its border. Pieces smaller than `least_share` of it all are
    left out, and so are those far smaller than a voxel.

    Raises:
        MeshError: if the field is nowhere positive, or the surface would have more triangles than any program opens.
    """
    inside = field > 0
    if not inside.any():
        raise MeshError(_nothing(name), "Segment it first, or leave it out.")
    contour.refuse_endless(inside, name)
    vertices, triangles = _outward(*contour.zero_level(field), grid, (0, 0, 0))
    least_mm3 = max(_CRUMB_VOXELS * grid.voxel_volume_mm3, least_share * solid.signed_volume(vertices, triangles))
    vertices, triangles = _without_crumbs(vertices, triangles, least_mm3)
    vertices, triangles = faired(vertices, triangles, min(grid.spacing_zyx_mm), volume_mm3)
    return Surface(vertices, triangles, name, color, volume_mm3)


def preview_surface(
    mask: NDArray[np.bool_],
    grid: Grid,
    *,
    name: str = "surface",
    color: str = BONE_COLOR,
    max_triangles: int = PREVIEW_TRIANGLES,
) -> Surface:
    """The same surface made for the screen: quicker, at most about `max_triangles`, deviation not measured.

    Raises:
        MeshError: if no voxel is set, or the surface would have more triangles than any program opens.
        ValueError: if the mask and the grid differ in shape.
    """
    vertices, triangles, volume_mm3 = _raw(mask, grid, name)
    deviation_mm: float | None = 0.0
    if len(triangles) > max_triangles:
        vertices, triangles = decimate(vertices, triangles, max_triangles, careful=False)
        deviation_mm = None
    vertices = contour.relaxed(vertices, triangles, _MOST_MOVED_VOXELS * min(grid.spacing_zyx_mm))
    return Surface(vertices, triangles, name, color, volume_mm3, deviation_mm)


def simplified(surface: Surface, max_triangles: int, max_deviation_mm: float | None = None) -> Surface:
    """The same surface with at most `max_triangles`, as far as topology allows, and the deviation this caused.

    Where that would move the surface further than `max_deviation_mm`, more triangles are left.
    """
    while len(surface.triangles) > max_triangles:
        old = surface.vertices_lps_mm, surface.triangles
        new = decimate(*old, max_triangles)
        moved_mm = deviation(*old, *new) + (surface.deviation_mm or 0.0)
        if max_deviation_mm is None or moved_mm <= max_deviation_mm:
            return replace(surface, vertices_lps_mm=new[0], triangles=new[1], deviation_mm=moved_mm)
        max_triangles *= 2
    return surface


def _raw(mask: NDArray[np.bool_], grid: Grid, name: str) -> tuple[FloatArray, Triangles, float]:
    """Vertices LPS mm, outward triangles, and the volume of the voxels, mm³."""
    if mask.shape != grid.shape_zyx:
        raise ValueError(f"mask {mask.shape} does not fit grid {grid.shape_zyx}")
    block = block_of(mask)
    if block is None:
        raise MeshError(_nothing(name), "Segment it first, or leave it out.")
    contour.refuse_endless(block.mask, name)
    index_zyx, triangles = contour.zero_level(signed_field(block.mask))
    vertices, triangles = _outward(index_zyx, triangles, grid, block.start_zyx)
    vertices, triangles = _without_crumbs(vertices, triangles, _CRUMB_VOXELS * grid.voxel_volume_mm3)
    return vertices, triangles, float(np.count_nonzero(block.mask)) * grid.voxel_volume_mm3


def _nothing(name: str) -> str:
    return f"No voxel is labelled as {name.replace('_', ' ')}, so it has no surface."


def _outward(
    index_zyx: FloatArray, triangles: Triangles, grid: Grid, start_zyx: tuple[int, int, int]
) -> tuple[FloatArray, Triangles]:
    """Vertices LPS mm of indices in a block of the grid, and triangles that face outwards."""
    vertices = grid.lps_from_index(index_zyx + np.array(start_zyx, float))
    if solid.signed_volume(vertices, triangles) < 0:
        triangles = np.ascontiguousarray(triangles[:, ::-1])
    return vertices, triangles


def _without_crumbs(vertices: FloatArray, triangles: Triangles, least_mm3: float) -> tuple[FloatArray, Triangles]:
    """The mesh without shells smaller than that: single voxels that hang by an edge or a corner, or lie apart.

    No printer makes them and no slicer likes them. A mesh of nothing else stays as it is.
    """
    volumes = np.abs(solid.shell_volumes(vertices, triangles))
    crumbs = volumes < least_mm3
    if not crumbs.any() or crumbs.all():
        return vertices, triangles
    used, corners = np.unique(triangles[~crumbs[shell_of(triangles)]], return_inverse=True)
    return vertices[used], corners.reshape(-1, 3).astype(np.int32)
