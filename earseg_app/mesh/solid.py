"""Volume, area and offset of closed triangle meshes: plain arithmetic on arrays, in the unit of the vertices."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from earseg_app.domain.geometry import FloatArray
from earseg_app.mesh.topology import shell_of

Triangles = NDArray[np.int32]


def signed_volume(vertices: FloatArray, triangles: Triangles) -> float:
    """The volume inside a closed mesh, negative when its triangles face inwards (divergence theorem)."""
    a, b, c = _corners(vertices - vertices.mean(axis=0), triangles)
    return float(np.einsum("ij,ij->", a, np.cross(b, c)) / 6.0)


def shell_volumes(vertices: FloatArray, triangles: Triangles) -> FloatArray:
    """The volume inside each connected piece, in the order of `shell_of`; negative for cavities."""
    a, b, c = _corners(vertices - vertices.mean(axis=0), triangles)
    six = np.einsum("ij,ij->i", a, np.cross(b, c))
    return np.asarray(np.bincount(shell_of(triangles), weights=six) / 6.0, np.float64)


def area(vertices: FloatArray, triangles: Triangles) -> float:
    """The sum of the areas of all triangles."""
    return float(triangle_areas(vertices, triangles).sum())


def triangle_areas(vertices: FloatArray, triangles: Triangles) -> FloatArray:
    """(m,) area of each triangle."""
    areas: FloatArray = np.linalg.norm(area_vectors(vertices, triangles), axis=1)
    return areas


def area_vectors(vertices: FloatArray, triangles: Triangles) -> FloatArray:
    """(m, 3): outward normal of each triangle times its area."""
    a, b, c = _corners(vertices, triangles)
    vectors: FloatArray = np.cross(b - a, c - a) / 2.0
    return vectors


def vertex_normals(vertices: FloatArray, triangles: Triangles) -> FloatArray:
    """(n, 3): unit normals, the mean of the neighbouring triangles weighted by area."""
    vectors = np.repeat(area_vectors(vertices, triangles), 3, axis=0)
    corners = triangles.ravel()
    sums = np.stack([np.bincount(corners, vectors[:, axis], len(vertices)) for axis in range(3)], axis=1)
    normals: FloatArray = sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-12)
    return normals


def with_volume(vertices: FloatArray, triangles: Triangles, volume: float, limit: float) -> FloatArray:
    """Vertices moved along their normals, all by the same small length, until the mesh encloses `volume`.

    Newton steps on d(volume)/d(offset) = area (Steiner). The offset stays below `limit`, volume or not.
    """
    normals = vertex_normals(vertices, triangles)
    offset = 0.0
    for _ in range(4):
        moved = vertices + offset * normals
        missing = volume - signed_volume(moved, triangles)
        offset = float(np.clip(offset + missing / area(moved, triangles), -limit, limit))
    return vertices + offset * normals


def _corners(vertices: FloatArray, triangles: Triangles) -> tuple[FloatArray, FloatArray, FloatArray]:
    return vertices[triangles[:, 0]], vertices[triangles[:, 1]], vertices[triangles[:, 2]]
