"""How thick a solid is at each point of its skin."""

from __future__ import annotations

import numpy as np
from scipy.spatial import cKDTree

from earseg_app.domain.geometry import FloatArray
from earseg_app.mesh import solid
from earseg_app.mesh.surface import Surface

_ROUNDS = 12
_NEAREST = 4
_OPPOSITE_COS = 0.7
"""Only points within 45° of the inward normal count as the opposite wall: beside it, noise of the skin would decide."""
_MOST_POINTS = 40_000
_MOST_VERTICES = 8_000
"""More are given the thickness of their nearest neighbour."""


def thickness_mm(surface: Surface) -> FloatArray:
    """(n,): at each vertex the diameter, mm, of the largest ball inside the solid that touches the skin there.

    A tube gives its diameter, a plate its thickness. The ball is found by shrinking: its centre lies on the inward
    normal; the nearest other point of the skin tells how much it must shrink (Ma, Bae, Choi, "3D medial axis point
    approximation using nearest neighbors and the normal field", The Visual Computer 28, 2012). As exact as the skin is
    sampled by vertices and middles of triangles.
    """
    vertices, triangles = surface.vertices_lps_mm, surface.triangles
    chosen = np.arange(0, len(vertices), len(vertices) // _MOST_VERTICES + 1)
    skin = np.concatenate([vertices, vertices[triangles].mean(axis=1)])
    skin = skin[:: len(skin) // _MOST_POINTS + 1]
    inward = -solid.vertex_normals(vertices, triangles)[chosen]
    found = _ball_diameters(vertices[chosen], inward, skin)
    nearest = cKDTree(vertices[chosen]).query(vertices)[1]
    thickness: FloatArray = found[nearest]
    return thickness


def _ball_diameters(vertices: FloatArray, inward: FloatArray, skin: FloatArray) -> FloatArray:
    tree = cKDTree(skin)
    radius = np.full(len(vertices), float(np.ptp(skin, axis=0).min()) / 2)
    active = np.arange(len(vertices))
    for _ in range(_ROUNDS):
        here, along = vertices[active], inward[active]
        found = skin[tree.query(here + radius[active, None] * along, k=_NEAREST)[1]]
        smaller = _touching_radius(found - here[:, None], along)
        shrinks = smaller < radius[active] * (1 - 1e-3)
        active = active[shrinks]
        if active.size == 0:
            break
        radius[active] = smaller[shrinks]
    return 2 * radius


def _touching_radius(across: FloatArray, along: FloatArray) -> FloatArray:
    """(k,): the least radius of balls that touch the start along its normal and one of the points (k, near, 3) away."""
    ahead = np.einsum("inj,ij->in", across, along)
    squared = np.einsum("inj,inj->in", across, across)
    radius = np.where(ahead > _OPPOSITE_COS * np.sqrt(squared), squared / np.maximum(2 * ahead, 1e-12), np.inf)
    least: FloatArray = radius.min(axis=1)
    return least
