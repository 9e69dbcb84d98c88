"""Smoothing that keeps volume and never lets a surface cut through itself."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from earseg_app.domain.geometry import FloatArray
from earseg_app.mesh import contour, solid
from earseg_app.mesh.intersect import MOST_TRIANGLES, crossing_pairs

Triangles = NDArray[np.int32]

COARSE_SPACING_MM = 0.25
"""With longer voxel edges a canal of 1 mm has so few triangles round it that they are subdivided once."""
_MOST_TO_SUBDIVIDE = 250_000
_PASS_BAND, _PASS_BAND_SUBDIVIDED = 0.1, 0.03
_MOST_SMOOTHING_VOXELS = 0.5
_MOST_OFFSET_VOXELS = 0.45
_ROUNDS = ((2, 0.5), (2, 0.5), (3, 0.25), (4, 0.0), (8, 0.0))
"""Rings of triangles round a crossing, and what is left there of all movement: a half, a quarter, … nothing."""


def faired(
    vertices: FloatArray, triangles: Triangles, voxel_mm: float, volume_mm3: float
) -> tuple[FloatArray, Triangles]:
    """A smoother mesh of the given volume and the same topology, from one that marching cubes made.

    `voxel_mm`: the shortest edge of the voxels; coarse meshes of ears get four times the triangles. The raw mesh does
    not cut through itself; where smoothing makes thin walls cross, its vertices move back towards their raw places.
    Beyond `MOST_TRIANGLES` (bone, not ears) that is not looked for.
    """
    coarse = voxel_mm > COARSE_SPACING_MM and len(triangles) <= _MOST_TO_SUBDIVIDE
    raw, triangles = contour.subdivided(vertices, triangles) if coarse else (vertices, triangles)
    pass_band = _PASS_BAND_SUBDIVIDED if coarse else _PASS_BAND
    smooth = contour.relaxed(raw, triangles, _MOST_SMOOTHING_VOXELS * voxel_mm, pass_band)
    limit_mm = _MOST_OFFSET_VOXELS * voxel_mm
    moved = solid.with_volume(smooth, triangles, volume_mm3, limit_mm) - raw
    if len(triangles) > MOST_TRIANGLES:
        return raw + moved, triangles
    share = np.ones((len(raw), 1))
    for rings, factor in _ROUNDS:
        pairs = crossing_pairs(raw + share * moved, triangles)
        if len(pairs) == 0:
            break
        share[_near(triangles, pairs, rings)] *= factor
    else:
        return raw + share * moved, triangles
    return _with_exact_volume(raw + share * moved, triangles, volume_mm3, limit_mm), triangles


def _with_exact_volume(vertices: FloatArray, triangles: Triangles, volume_mm3: float, limit_mm: float) -> FloatArray:
    """The little that moving back cost in volume, unless giving it back makes walls cross again."""
    if abs(solid.signed_volume(vertices, triangles) / volume_mm3 - 1.0) < 1e-6:
        return vertices
    exact = solid.with_volume(vertices, triangles, volume_mm3, limit_mm)
    return vertices if len(crossing_pairs(exact, triangles)) else exact


def _near(triangles: Triangles, pairs: NDArray[np.int64], rings: int) -> NDArray[np.bool_]:
    """(n,): the vertices of triangles that cross, and those up to `rings` triangles away."""
    near = np.zeros(int(triangles.max()) + 1, bool)
    near[triangles[pairs]] = True
    for _ in range(rings - 1):
        near[triangles[near[triangles].any(axis=1)]] = True
    return near
