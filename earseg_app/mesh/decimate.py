"""Fewer triangles for the same solid, and how far that moved its surface."""

from __future__ import annotations

import fast_simplification
import numpy as np
from numpy.typing import NDArray

from earseg_app.domain.geometry import FloatArray
from earseg_app.mesh import contour, solid
from earseg_app.mesh.intersect import MOST_TRIANGLES, crossing_pairs
from earseg_app.mesh.topology import Topology, shell_of, topology_of

Triangles = NDArray[np.int32]

_ATTEMPTS = ((4.0, 1.0), (5.0, 1.0), (6.0, 1.0), (4.0, 1.2), (5.0, 1.2), (4.0, 1.5), (3.0, 1.0))
"""Aggressiveness, and triangles as a multiple of those asked for. The library may weld two sheets where it collapses
an edge; which edge depends on both figures, so the next pair mostly does. The last one stops early on real ears."""
_SMALL_SHELL = 200
_MOST_OFFSET = 0.05
"""As a share of the edge of a cube of the same volume: what giving back the lost volume may move at most."""


def decimate(
    vertices: FloatArray, triangles: Triangles, max_triangles: int, *, careful: bool = True
) -> tuple[FloatArray, Triangles]:
    """Collapse edges by the quadric error until about `max_triangles` are left, keeping volume and topology.

    Garland and Heckbert 1997, as in fast-simplification. Shells of few triangles stay as they are. Where reaching the
    number would tear or weld something, or (if `careful`) make walls cross, more triangles are left; when nothing
    helps, the mesh comes back as it was.
    """
    before = topology_of(triangles)
    volume = solid.signed_volume(vertices, triangles)
    shell = shell_of(triangles)
    small = np.bincount(shell)[shell] < _SMALL_SHELL
    target = max(max_triangles - int(np.count_nonzero(small)), 4)
    for aggressiveness, more in _ATTEMPTS:
        fewer, corners = _simplified(vertices, triangles[~small], int(target * more), aggressiveness)
        fewer, corners = _joined(fewer, corners, vertices, triangles[small])
        if _same_solid(before, topology_of(corners)):
            fewer = solid.with_volume(fewer, corners, volume, _MOST_OFFSET * float(np.cbrt(abs(volume))))
            if not careful or len(corners) > MOST_TRIANGLES or len(crossing_pairs(fewer, corners)) == 0:
                return fewer, corners
    return vertices, triangles


def deviation(vertices: FloatArray, triangles: Triangles, other: FloatArray, other_triangles: Triangles) -> float:
    """The largest distance between two closed meshes, from the vertices of each to the other, in their unit."""
    there = np.abs(contour.distance_to(other, other_triangles, vertices)).max()
    back = np.abs(contour.distance_to(vertices, triangles, other)).max()
    return float(max(there, back))


def _same_solid(before: Topology, after: Topology) -> bool:
    return after.is_closed_manifold and (after.shells, after.euler) == (before.shells, before.euler)


def _simplified(
    vertices: FloatArray, triangles: Triangles, target: int, aggressiveness: float
) -> tuple[FloatArray, Triangles]:
    if len(triangles) <= target:
        return vertices, triangles
    used, corners = np.unique(triangles, return_inverse=True)
    fewer, corners = fast_simplification.simplify(
        vertices[used], corners.reshape(-1, 3).astype(np.int32), target_count=target, agg=aggressiveness
    )
    return np.asarray(fewer, np.float64), np.asarray(corners, np.int32)


def _joined(
    vertices: FloatArray, triangles: Triangles, other: FloatArray, other_triangles: Triangles
) -> tuple[FloatArray, Triangles]:
    """Both meshes in one, without the vertices that no triangle uses."""
    points = np.concatenate([vertices, other])
    corners = np.concatenate([triangles, other_triangles + len(vertices)])
    used, compact = np.unique(corners, return_inverse=True)
    return points[used], compact.reshape(-1, 3).astype(np.int32)
