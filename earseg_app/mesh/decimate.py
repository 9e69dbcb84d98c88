"""Fewer triangles for the same solid, and how far that moved its surface."""

from __future__ import annotations

import fast_simplification
import numpy as np
from numpy.typing import NDArray

from earseg_app.domain.geometry import FloatArray
from earseg_app.mesh import contour, solid
from earseg_app.mesh.topology import Topology, topology_of

Triangles = NDArray[np.int32]

_ATTEMPTS = 5


def decimate(vertices: FloatArray, triangles: Triangles, max_triangles: int) -> tuple[FloatArray, Triangles]:
    """Collapse edges by the quadric error until at most `max_triangles` are left, keeping volume and topology.

    Garland and Heckbert 1997, as in fast-simplification. Where reaching the number would tear, pinch or fill
    something, it stops earlier; when even little is too much, the mesh comes back as it was.
    """
    before = topology_of(triangles)
    volume = solid.signed_volume(vertices, triangles)
    target = max_triangles
    for _ in range(_ATTEMPTS):
        # copies: the library refuses read-only arrays
        fewer, corners = fast_simplification.simplify(vertices.copy(), triangles.copy(), target_count=target, agg=4.0)
        corners = np.ascontiguousarray(corners, np.int32)
        if _same_solid(before, topology_of(corners)):
            kept = np.asarray(fewer, np.float64)
            limit = np.cbrt(abs(volume)) * 0.05
            return solid.with_volume(kept, corners, volume, float(limit)), corners
        target = (target + len(triangles)) // 2
    return vertices, triangles


def deviation(vertices: FloatArray, triangles: Triangles, other: FloatArray, other_triangles: Triangles) -> float:
    """The largest distance between two closed meshes, from the vertices of each to the other, in their unit."""
    there = np.abs(contour.distance_to(other, other_triangles, vertices)).max()
    back = np.abs(contour.distance_to(vertices, triangles, other)).max()
    return float(max(there, back))


def _same_solid(before: Topology, after: Topology) -> bool:
    return after.is_closed_manifold and (after.shells, after.euler) == (before.shells, before.euler)
