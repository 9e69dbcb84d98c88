"""Where a triangle mesh cuts through itself."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from earseg_app.domain.geometry import FloatArray

Triangles = NDArray[np.int32]
Pairs = NDArray[np.int64]

MOST_TRIANGLES = 1_000_000
"""Beyond this the comparison takes minutes and gigabytes; callers leave it out and say so."""
_CELL_PER_BOX = 1.5
_MOST_CELLS = 64
"""A triangle that reaches into more cells than this is compared with all others instead."""


def crossing_pairs(vertices: FloatArray, triangles: Triangles) -> Pairs:
    """(k, 2): numbers of triangles that cut through one another; neighbours with a common vertex are not compared.

    Candidates share a cell of a lattice a bit wider than the usual triangle; then the six edges of each pair are
    tested against the other triangle.
    """
    corners = vertices[triangles]
    low, high = corners.min(axis=1), corners.max(axis=1)
    pairs = _touching_boxes(low, high)
    one, other = triangles[pairs[:, 0]], triangles[pairs[:, 1]]
    pairs = pairs[~np.any(one[:, :, None] == other[:, None, :], axis=(1, 2))]
    code = np.unique(pairs[:, 0] * len(triangles) + pairs[:, 1])
    pairs = np.stack([code // len(triangles), code % len(triangles)], axis=1)
    pairs = pairs[_reach_across(corners, pairs)]
    a, b = corners[pairs[:, 0]], corners[pairs[:, 1]]
    crossing = np.zeros(len(pairs), bool)
    for k in range(3):
        crossing |= _edge_pierces(a[:, k], a[:, (k + 1) % 3], b) | _edge_pierces(b[:, k], b[:, (k + 1) % 3], a)
    found: Pairs = pairs[crossing]
    return found


def _touching_boxes(low: FloatArray, high: FloatArray) -> Pairs:
    """(k, 2) numbers, smaller first, of boxes that overlap; a pair may come up once for every cell it shares."""
    cell = max(float(np.median((high - low).max(axis=1))) * _CELL_PER_BOX, 1e-9)
    first = np.floor((low - low.min(axis=0)) / cell).astype(np.int64)
    last = np.floor((high - low.min(axis=0)) / cell).astype(np.int64)
    large = (last - first + 1).prod(axis=1) > _MOST_CELLS
    small = np.flatnonzero(~large)
    found = [np.zeros((0, 2), np.int64)]
    for wide in np.flatnonzero(large):
        near = np.flatnonzero(np.all((low <= high[wide]) & (high >= low[wide]), axis=1))
        found.append(np.stack([np.full(near.size, wide), near], axis=1))
    box, key = _cells(first[small], last[small])
    order = np.argsort(key, kind="stable")
    box, key = small[box[order]], key[order]
    for step in range(1, box.size):  # boxes of one cell lie side by side: compare with the next, the next but one, …
        same = np.flatnonzero(key[step:] == key[:-step])
        if same.size == 0:
            break
        one, other = box[same], box[same + step]
        near = np.all((low[one] <= high[other]) & (low[other] <= high[one]), axis=1)
        found.append(np.stack([one[near], other[near]], axis=1))
    return np.sort(np.concatenate(found), axis=1)


def _cells(first: Pairs, last: Pairs) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """For every box and every cell between its first and last one: the number of the box, the number of the cell."""
    size = last - first + 1
    count = size.prod(axis=1)
    box = np.repeat(np.arange(len(first)), count)
    k = np.arange(box.size) - np.repeat(np.cumsum(count) - count, count)
    sy, sz = size[box, 1], size[box, 2]
    index = first[box] + np.stack([k // (sy * sz), k // sz % sy, k % sz], axis=1)
    extent = last.max(axis=0, initial=0) + 1
    return box, (index[:, 0] * extent[1] + index[:, 1]) * extent[2] + index[:, 2]


def _reach_across(corners: FloatArray, pairs: Pairs) -> NDArray[np.bool_]:
    """(k,): whether each triangle of a pair has corners on both sides of the plane of the other (Möller 1997)."""
    a, b, c = corners[:, 0], corners[:, 1], corners[:, 2]
    normal = _cross(b - a, c - a)
    level = np.einsum("ij,ij->i", normal, a)
    across = np.ones(len(pairs), bool)
    for one, other in (pairs.T, pairs.T[::-1]):
        side = np.einsum("ij,ikj->ik", normal[one], corners[other]) - level[one, None]
        across &= (side.min(axis=1) < 0) & (side.max(axis=1) > 0)
    return across


def _edge_pierces(start: FloatArray, end: FloatArray, triangle: FloatArray) -> NDArray[np.bool_]:
    """(k,): whether the open segment passes through the triangle (k, 3, 3), by the signs of five tetrahedra.

    Segura and Feito 2001. Coplanar pairs count as not crossing.
    """
    a, b, c = triangle[:, 0], triangle[:, 1], triangle[:, 2]
    above, below = _six_volumes(start, a, b, c), _six_volumes(end, a, b, c)
    u, v, w = (_six_volumes(start, end, p, q) for p, q in ((a, b), (b, c), (c, a)))
    inside = ((u > 0) & (v > 0) & (w > 0)) | ((u < 0) & (v < 0) & (w < 0))
    crosses: NDArray[np.bool_] = (above * below < 0) & inside
    return crosses


def _six_volumes(a: FloatArray, b: FloatArray, c: FloatArray, d: FloatArray) -> FloatArray:
    volumes: FloatArray = np.einsum("ij,ij->i", b - a, _cross(c - a, d - a))
    return volumes


def _cross(u: FloatArray, v: FloatArray) -> FloatArray:
    """`np.cross` of (k, 3) arrays, several times as fast."""
    x, y, z = u.T
    a, b, c = v.T
    return np.stack([y * c - z * b, z * a - x * c, x * b - y * a], axis=1)
