"""How thick walls are, as a map on the skin, for shapes that grew and for those that were built of blocks."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from manifold3d import Manifold
from numpy.typing import NDArray

from earseg_app.domain.geometry import FloatArray
from earseg_app.mesh import solid
from earseg_app.mesh.solids import solid_of
from earseg_app.mesh.surface import Surface
from earseg_app.mesh.thickness import thickness_mm

Triangles = NDArray[np.int32]

_OFF_SKIN = 1e-3
"""How far inside the skin a ray begins, as a share of its length."""
_FINE_SHARE = 1 / 60
"""Longest edge of the map on flat faces, as a share of the diagonal."""
_THIN_SHARE = 0.01


@dataclass(frozen=True, eq=False)
class WallMap:
    """Thickness at each vertex of a skin: `vertices_lps_mm` (n, 3), `triangles` (m, 3), `thickness_mm` (n,), mm.

    The skin is that of a surface; its flat faces may be divided more finely.
    """

    vertices_lps_mm: FloatArray
    triangles: Triangles
    thickness_mm: FloatArray

    def share_below(self, limit_mm: float) -> float:
        """The share of the skin, 0…1, that is thinner than that."""
        areas = solid.triangle_areas(self.vertices_lps_mm, self.triangles)
        thin = (self.thickness_mm < limit_mm)[self.triangles].all(axis=1)
        return float(areas[thin].sum() / areas.sum())

    def thinnest_mm(self) -> float:
        """The thickness below which 1 % of the skin lies: single points of a rough skin don't count."""
        areas = solid.triangle_areas(self.vertices_lps_mm, self.triangles)
        thickness = self.thickness_mm[self.triangles].max(axis=1)
        order = np.argsort(thickness)
        reached = np.searchsorted(np.cumsum(areas[order]), _THIN_SHARE * areas.sum())
        return float(thickness[order[min(int(reached), len(order) - 1)]])


def grown_walls(surface: Surface) -> WallMap:
    """Of an ear or a part: the largest ball inside that touches the skin, see `thickness_mm`."""
    return WallMap(surface.vertices_lps_mm, surface.triangles, thickness_mm(surface))


def built_walls(surface: Surface, most_mm: float) -> WallMap:
    """Of a cast, a stand or an ear on one: how far it is straight through to the other side of the wall.

    At the edges of a block a ball would shrink to nothing although the block is thick there. What is thicker than
    `most_mm` has that thickness: long rays take long.

    Raises:
        MeshError: if the surface is not closed.
    """
    middle = surface.vertices_lps_mm.mean(axis=0)
    diagonal_mm = float(np.linalg.norm(np.ptp(surface.bounds_lps_mm, axis=0)))
    body = solid_of(surface.vertices_lps_mm - middle, surface.triangles)
    mesh = body.refine_to_length(_FINE_SHARE * diagonal_mm).to_mesh64()
    vertices = np.array(mesh.vert_properties, np.float64)[:, :3]
    triangles = np.array(mesh.tri_verts, np.int32)
    through = _through_mm(body, vertices, triangles, most_mm)
    return WallMap(vertices + middle, triangles, _at_vertices(through, vertices, triangles))


def _through_mm(body: Manifold, vertices: FloatArray, triangles: Triangles, most_mm: float) -> FloatArray:
    """(m,): from the middle of each triangle inwards to the next skin, or `most_mm`."""
    vectors = solid.area_vectors(vertices, triangles)
    inward = -vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-30)
    start = vertices[triangles].mean(axis=1) + _OFF_SKIN * most_mm * inward
    found = np.full(len(triangles), most_mm)
    for number, (a, b) in enumerate(zip(start.tolist(), (start + most_mm * inward).tolist(), strict=True)):
        hits = body.ray_cast(a, b)
        if hits:
            found[number] = most_mm * (hits[0].distance + _OFF_SKIN)  # told as a share of the ray
    return found


def _at_vertices(values: FloatArray, vertices: FloatArray, triangles: Triangles) -> FloatArray:
    """(n,): the mean of the triangles around each vertex, weighted by area."""
    areas = np.maximum(solid.triangle_areas(vertices, triangles), 1e-30)
    corners, weights = triangles.ravel(), np.repeat(areas, 3)
    sums = np.bincount(corners, np.repeat(values * areas, 3), len(vertices))
    means: FloatArray = sums / np.maximum(np.bincount(corners, weights, len(vertices)), 1e-30)
    return means
