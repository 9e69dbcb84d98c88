"""Thickness is what a caliper would say."""

from __future__ import annotations

import numpy as np
import pytest

from earseg_app.mesh.surface import surface_of
from earseg_app.mesh.thickness import thickness_mm


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
