"""Thickness is what a caliper would say."""

from __future__ import annotations

import numpy as np
import pytest
from manifold3d import Manifold

from earseg_app.mesh import solid
from earseg_app.mesh.solids import mesh_of
from earseg_app.mesh.surface import Surface, surface_of
from earseg_app.mesh.thickness import thickness_mm
from earseg_app.mesh.walls import built_walls


@pytest.mark.parametrize("tube_mm", [0.6, 1.0])
def test_a_ring_is_as_thick_as_its_tube(shapes, tube_mm):
    grid = shapes.grid(5.0, (0.2, 0.2, 0.2))
    ring = surface_of(shapes.mask(shapes.torus(3.0, tube_mm), grid), grid)

    found = thickness_mm(ring)
    assert found.shape == (len(ring.vertices_lps_mm),)
    assert np.median(found) == pytest.approx(2 * tube_mm, rel=0.08)
    assert np.percentile(found, 90) < 2.4 * tube_mm


def test_a_ball_with_a_thin_ring_is_thin_at_the_ring_only(shapes):
    grid = shapes.grid(9.5, (0.3, 0.3, 0.3))
    ear = surface_of(shapes.mask(shapes.labyrinth(0.55), grid), grid)

    found = thickness_mm(ear)
    away = np.linalg.norm(ear.vertices_lps_mm - shapes.CENTER_LPS_MM, axis=1)
    assert np.median(found[away > 5.0]) == pytest.approx(1.1, abs=0.15)
    assert np.median(found[away < 2.1]) > 2.5


def test_a_block_is_as_thick_as_its_walls_up_to_the_edges_and_in_the_middle_of_its_faces():
    """A box of 12 × 10 × 8 mm with a box of 8 × 6 × 6 mm taken out of it: walls of 2 mm, floor and roof of 1 mm."""
    body = Manifold.cube([12.0, 10.0, 8.0], True) - Manifold.cube([8.0, 6.0, 6.0], True)
    vertices, triangles = mesh_of(body)
    walls = built_walls(Surface(vertices + 50.0, triangles), most_mm=4.0)

    x, y, z = np.abs(walls.vertices_lps_mm - 50.0).T
    roof = (z > 3.999) & (x < 3.5) & (y < 2.5)
    side = (x > 5.999) & (y < 2.5) & (z < 2.5)
    assert roof.sum() > 50
    assert np.allclose(walls.thickness_mm[roof], 1.0, atol=0.02)
    assert np.allclose(walls.thickness_mm[side], 2.0, atol=0.02)
    assert walls.thinnest_mm() == pytest.approx(1.0, abs=0.02)
    assert walls.share_below(0.9) == 0.0
    assert walls.share_below(1.1) == pytest.approx(2 * 8 * 6 * 2 / (2 * (120 + 96 + 80) + 2 * (48 + 48 + 36)), rel=0.25)
    assert walls.share_below(1.9) < 0.4


def test_the_map_of_a_block_is_its_skin_only_finer():
    vertices, triangles = mesh_of(Manifold.cube([12.0, 10.0, 8.0], True))
    walls = built_walls(Surface(vertices, triangles), most_mm=4.0)
    assert len(walls.triangles) > 50 * len(triangles)
    assert solid.signed_volume(walls.vertices_lps_mm, walls.triangles) == pytest.approx(960.0)
    assert np.abs(walls.vertices_lps_mm).max(axis=0) == pytest.approx([6.0, 5.0, 4.0])
    assert (walls.thickness_mm == 4.0).all()
