"""How a mesh hangs together: open and branching edges, shells, Euler number and genus."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

Triangles = NDArray[np.int32]


@dataclass(frozen=True)
class Topology:
    """What is wrong or right with the way triangles are joined.

    `open_edges`: edges of one triangle. `branching_edges`: of more than two, or of two that face opposite ways.
    `pinched_vertices`: points where a surface touches itself. `shells`: connected pieces.
    `euler`: vertices − edges + triangles.
    """

    open_edges: int
    branching_edges: int
    pinched_vertices: int
    shells: int
    euler: int

    @property
    def is_closed_manifold(self) -> bool:
        """Whether every point of the surface looks like a plane, so that it bounds a solid."""
        return not (self.open_edges or self.branching_edges or self.pinched_vertices)

    @property
    def handles(self) -> int:
        """The genus summed over all shells of a closed manifold; 3 for a labyrinth with its three canals."""
        return self.shells - self.euler // 2


def topology_of(triangles: Triangles) -> Topology:
    """The topology of (m, 3) triangles; vertices that no triangle uses don't count."""
    count = int(triangles.max()) + 1 if triangles.size else 0
    if count == 0:
        return Topology(0, 0, 0, 0, 0)
    start, end = directed_edges(triangles)
    undirected = np.minimum(start, end).astype(np.int64) * count + np.maximum(start, end)
    _, edge_of, uses = np.unique(undirected, return_inverse=True, return_counts=True)
    forward = np.bincount(edge_of, weights=start < end, minlength=uses.size)
    used = int(np.unique(triangles).size)
    return Topology(
        open_edges=int(np.count_nonzero(uses == 1)),
        branching_edges=int(np.count_nonzero((uses > 2) | ((uses == 2) & (forward != 1)))),
        pinched_vertices=_fans(triangles, edge_of) - used,
        shells=int(np.unique(shell_of(triangles)).size),
        euler=used - int(uses.size) + len(triangles),
    )


def directed_edges(triangles: Triangles) -> tuple[Triangles, Triangles]:
    """Start and end vertex (3m,) of the edges 0→1, then 1→2, then 2→0 of all triangles."""
    return triangles.T.ravel(), triangles[:, [1, 2, 0]].T.ravel()


def shell_of(triangles: Triangles) -> NDArray[np.int32]:
    """(m,): number of the connected piece, joined by common vertices, that each triangle belongs to."""
    start, end = directed_edges(triangles)
    count = int(triangles.max()) + 1
    graph = coo_array((np.ones(start.size, np.int8), (start, end)), shape=(count, count))
    piece_of_vertex = connected_components(graph, directed=False)[1]
    return np.unique(piece_of_vertex[triangles[:, 0]], return_inverse=True)[1].astype(np.int32)


def _fans(triangles: Triangles, edge_of: NDArray[np.int64]) -> int:
    """Number of fans of triangles round vertices: one per vertex on a manifold, more where a surface is pinched.

    Corners (triangle, vertex) of one vertex are joined when their triangles share an edge at that vertex.
    """
    m = len(triangles)
    corner = np.arange(3 * m).reshape(3, m)  # row k: the corner of every triangle at its k-th vertex
    at_start, at_end = corner.ravel(), corner[[1, 2, 0]].ravel()
    start, _ = directed_edges(triangles)
    order = np.argsort(edge_of, kind="stable")
    same = np.flatnonzero(edge_of[order][1:] == edge_of[order][:-1])
    one, other = order[same], order[same + 1]
    aligned = start[one] == start[other]
    to_start = np.where(aligned, at_start[other], at_end[other])
    to_end = np.where(aligned, at_end[other], at_start[other])
    pairs = np.concatenate([at_start[one], at_end[one]]), np.concatenate([to_start, to_end])
    graph = coo_array((np.ones(pairs[0].size, np.int8), pairs), shape=(3 * m, 3 * m))
    return int(connected_components(graph, directed=False)[0])
