"""Thin canals grow to what a printer can make; the rest stays."""

from __future__ import annotations

import numpy as np
import pytest

from earseg_app.mesh.surface import surface_of
from earseg_app.mesh.thicken import thickened
from earseg_app.mesh.topology import topology_of


def test_a_thin_ring_becomes_as_thick_as_asked_and_stays_a_ring(shapes):
    grid = shapes.grid(5.0, (0.2, 0.2, 0.2))
    thin = shapes.mask(shapes.torus(3.0, 0.4), grid)
    thick = thickened(thin, grid, 1.4)

    assert (thick | thin).sum() == thick.sum()
    expected = 2 * np.pi**2 * 3.0 * 0.7**2
    assert thick.sum() * grid.voxel_volume_mm3 == pytest.approx(expected, rel=0.15)
    assert topology_of(surface_of(thick, grid).triangles).handles == 1


def test_what_is_thick_enough_stays_as_it_is(shapes):
    grid = shapes.grid(5.0, (0.2, 0.2, 0.2))
    ring = shapes.mask(shapes.torus(3.0, 1.0), grid)
    assert thickened(ring, grid, 1.0) is ring
