"""What is closed, what is open, branching or pinched, and how many handles it has."""

from __future__ import annotations

import numpy as np

from earseg_app.mesh.topology import shell_of, topology_of

TETRAHEDRON = np.array([[0, 2, 1], [0, 1, 3], [1, 2, 3], [0, 3, 2]], np.int32)


def test_a_tetrahedron_is_a_closed_manifold_without_handles():
    found = topology_of(TETRAHEDRON)
    assert found.is_closed_manifold
    assert (found.shells, found.euler, found.handles) == (1, 2, 0)


def test_a_missing_triangle_opens_three_edges():
    found = topology_of(TETRAHEDRON[1:])
    assert not found.is_closed_manifold
    assert found.open_edges == 3


def test_a_triangle_that_faces_the_wrong_way_breaks_three_edges():
    turned = TETRAHEDRON.copy()
    turned[0] = turned[0, ::-1]
    assert topology_of(turned).branching_edges == 3


def test_two_solids_that_share_an_edge_branch():
    other = np.array([0, 1, 4, 5], np.int32)[TETRAHEDRON]
    found = topology_of(np.concatenate([TETRAHEDRON, other]))
    assert found.branching_edges == 1


def test_two_solids_that_share_a_point_are_pinched():
    other = np.array([3, 4, 5, 6], np.int32)[TETRAHEDRON]
    found = topology_of(np.concatenate([TETRAHEDRON, other]))
    assert (found.open_edges, found.branching_edges, found.pinched_vertices) == (0, 0, 1)
    assert not found.is_closed_manifold


def test_separate_solids_are_separate_shells():
    both = np.concatenate([TETRAHEDRON, TETRAHEDRON + 4])
    assert topology_of(both).shells == 2
    assert topology_of(both).handles == 0
    assert shell_of(both).tolist() == [0] * 4 + [1] * 4


def test_a_grid_bent_to_a_ring_has_one_handle():
    n = 5
    i, j = (index.ravel() for index in np.meshgrid(np.arange(n), np.arange(n)))

    def at(a, b):
        return (a % n) * n + b % n

    quads = at(i, j), at(i + 1, j), at(i + 1, j + 1), at(i, j + 1)
    triangles = np.concatenate(
        [np.stack([quads[0], quads[1], quads[2]], 1), np.stack([quads[0], quads[2], quads[3]], 1)]
    )
    found = topology_of(triangles.astype(np.int32))
    assert found.is_closed_manifold
    assert found.handles == 1


def test_unused_vertices_and_empty_meshes_do_not_count():
    assert topology_of(TETRAHEDRON + 7).euler == 2
    assert topology_of(np.zeros((0, 3), np.int32)).shells == 0
