"""Parts that fit together without gaps: the whole ear, cut where one part meets the next."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from manifold3d import Manifold
from numpy.typing import NDArray
from scipy import ndimage

from earseg_app.domain.anatomy import Part, Side, label_code
from earseg_app.domain.errors import MeshError
from earseg_app.domain.geometry import FloatArray, Grid
from earseg_app.domain.progress import Reporter
from earseg_app.domain.segmentation import Segmentation
from earseg_app.mesh import contour, solid
from earseg_app.mesh.ears import ear_surfaces, surface_name
from earseg_app.mesh.field import Field, block_of, cut_out
from earseg_app.mesh.shares import ShareSurfaces
from earseg_app.mesh.solids import mesh_of, solid_of
from earseg_app.mesh.surface import Surface

Triangles = NDArray[np.int32]

INTERFACE_SIGMA_VOXELS = 1.2
_CRUMB = 0.02
"""Pieces smaller than this share of their part are slivers of the cut and go to the neighbour."""
_DUST_MM3 = 1e-4
_MOST_OFFSET_VOXELS = 0.3
_ROUNDS = 3
"""Cuts, each after evening out what the parts had lost to one another."""


@dataclass(frozen=True, eq=False)
class _Region:
    """A part, where it is the nearest label, and the volume of its voxels."""

    part: Part
    field: Field
    cutter: Manifold
    volume_mm3: float


def seamless_surfaces(
    segmentation: Segmentation, side: Side, *, shares: ShareSurfaces | None = None, reporter: Reporter | None = None
) -> tuple[Surface, ...]:
    """The parts of one ear as solids that touch face to face, in the order of `Part`.

    The whole ear is made as one surface and cut into solids along smooth interfaces, so the outer skin runs on from
    part to part, interfaces are shared and volumes add up to the whole. Each part keeps the volume of its voxels: the
    skin is moved by a few hundredths of a millimetre where a part came out too thick or too thin. `shares`: as of
    `ear_surfaces`.

    Raises:
        MeshError: if nothing of this ear is labelled, or the cut fails.
        Cancelled: if the reporter was cancelled.
    """
    reporter = reporter or Reporter()
    mask = segmentation.mask(side)
    block = block_of(mask)
    if block is None:
        raise MeshError(f"Nothing is labelled in the {side.word} ear.", "Segment it first.")
    reporter.step(0.0, f"Surface of the {side.word} ear")
    (whole,) = ear_surfaces(segmentation, side, parts=False, whole=True, shares=shares)
    grid = segmentation.grid.crop(block.start_zyx, block.mask.shape)
    middle = whole.vertices_lps_mm.mean(axis=0)
    regions = _regions(segmentation, side, block.start_zyx, grid, middle)
    vertices = whole.vertices_lps_mm - middle
    for done in range(_ROUNDS):
        reporter.step((1 + done) / (1 + _ROUNDS), "Cutting the ear into its parts")
        solids = _cut(solid_of(vertices, whole.triangles), regions)
        if done < _ROUNDS - 1:
            vertices = _evened(vertices, whole.triangles, regions, solids, grid, middle)
    reporter.step(1.0, "Parts ready")
    return tuple(
        _surface(solids[region.part], region, side, middle, whole) for region in sorted(regions, key=lambda r: r.part)
    )


def _regions(
    segmentation: Segmentation, side: Side, start_zyx: tuple[int, int, int], grid: Grid, middle: FloatArray
) -> list[_Region]:
    """The labelled parts, the vestibule (or else the last one) at the end: what all cuts leave over is that part."""
    labels = cut_out(segmentation.labels, start_zyx, grid.shape_zyx)
    parts = [part for part in Part if bool((labels == label_code(side, part)).any())]
    codes = [label_code(side, part) for part in parts]
    nearest = ndimage.distance_transform_edt(~np.isin(labels, codes), return_distances=False, return_indices=True)
    owner = labels[tuple(nearest)]
    shares = np.stack([_blurred(owner == code) for code in codes])
    regions = []
    for number, part in enumerate(parts):
        others = np.delete(shares, number, axis=0)
        field = shares[number] - (others.max(axis=0) if len(others) else np.float32(0))
        volume_mm3 = float(np.count_nonzero(labels == codes[number])) * grid.voxel_volume_mm3
        regions.append(_Region(part, field, _cutter(field, grid, middle), volume_mm3))
    return sorted(regions, key=lambda region: region.part is Part.VESTIBULE)


def _blurred(mask: NDArray[np.bool_]) -> Field:
    smooth: Field = ndimage.gaussian_filter(mask.astype(np.float32), INTERFACE_SIGMA_VOXELS)
    return smooth


def _cutter(field: Field, grid: Grid, middle: FloatArray) -> Manifold:
    """The region where a field is positive, closed at the border of the block."""
    closed = np.full_like(field, -1.0)
    core = (slice(1, -1),) * 3
    closed[core] = np.where(field[core] == 0, np.float32(1e-6), field[core])
    index_zyx, triangles = contour.zero_level(closed)
    vertices = grid.lps_from_index(index_zyx) - middle
    if solid.signed_volume(vertices, triangles) < 0:
        triangles = triangles[:, ::-1]
    return solid_of(vertices, triangles)


def _cut(whole: Manifold, regions: list[_Region]) -> dict[Part, Manifold]:
    found = {}
    rest = whole
    for region in regions[:-1]:
        inside, rest = rest.split(region.cutter)
        pieces = inside.decompose()
        crumbs = [piece for piece in pieces if piece.volume() < _CRUMB * region.volume_mm3]
        found[region.part] = Manifold.compose([piece for piece in pieces if piece not in crumbs])
        for crumb in crumbs:
            rest = rest + crumb
    pieces = rest.decompose()
    found[regions[-1].part] = Manifold.compose([piece for piece in pieces if piece.volume() > _DUST_MM3])
    return found


def _evened(
    vertices: FloatArray,
    triangles: Triangles,
    regions: list[_Region],
    solids: dict[Part, Manifold],
    grid: Grid,
    middle: FloatArray,
) -> FloatArray:
    """The skin moved along its normals, more or less from part to part, to give each part its volume."""
    owner = np.argmax(np.stack([region.field for region in regions]), axis=0)
    centers = vertices[triangles].mean(axis=1) + middle
    at = np.rint(grid.index_from_lps(centers)).astype(int)
    areas = np.bincount(owner[tuple(at.T)], solid.triangle_areas(vertices, triangles), len(regions))
    missing = np.array([region.volume_mm3 - solids[region.part].volume() for region in regions])
    limit_mm = _MOST_OFFSET_VOXELS * min(grid.spacing_zyx_mm)
    offsets = np.clip(missing / np.maximum(areas, 1e-9), -limit_mm, limit_mm)
    smooth = ndimage.gaussian_filter(offsets[owner], 2 * INTERFACE_SIGMA_VOXELS)
    here = ndimage.map_coordinates(smooth, grid.index_from_lps(vertices + middle).T, order=1)
    moved: FloatArray = vertices + here[:, None] * solid.vertex_normals(vertices, triangles)
    return moved


def _surface(body: Manifold, region: _Region, side: Side, middle: FloatArray, whole: Surface) -> Surface:
    vertices, triangles = mesh_of(body)
    part = region.part
    name = surface_name(side, part)
    return Surface(vertices + middle, triangles, name, part.color, region.volume_mm3, made_from=whole.made_from)
