"""Smoothing keeps the volume and lets no wall cross another."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import ndimage

from earseg_app.domain.geometry import Grid
from earseg_app.mesh import contour, solid
from earseg_app.mesh.fairing import faired
from earseg_app.mesh.field import block_of, signed_field
from earseg_app.mesh.intersect import crossing_pairs
from earseg_app.mesh.surface import surface_of
from earseg_app.mesh.topology import topology_of


def _tangle(seed: int) -> np.ndarray:
    """Noise full of walls and threads one voxel thick: the worst a smoother can meet."""
    return ndimage.gaussian_filter(np.random.default_rng(seed).normal(size=(16, 16, 16)), 0.7) > 0


@pytest.mark.parametrize("spacing_mm", [0.2, 0.4])
@pytest.mark.parametrize("seed", [0, 1])
def test_thin_walls_never_cross(seed, spacing_mm):
    mask = _tangle(seed)
    surface = surface_of(mask, Grid(mask.shape, (spacing_mm,) * 3, (0.0, 0.0, 0.0)))

    assert topology_of(surface.triangles).is_closed_manifold
    assert len(crossing_pairs(surface.vertices_lps_mm, surface.triangles)) == 0
    assert surface.volume_mm3 == pytest.approx(surface.label_volume_mm3, rel=0.01)


def test_without_moving_back_they_would_cross():
    """The tangle is a fair test: raw it does not cross itself, smoothed without the guard it does."""
    mask = _tangle(0)
    block = block_of(mask)
    assert block is not None
    raw, triangles = contour.zero_level(signed_field(block.mask))
    triangles = triangles[:, ::-1]
    smooth = solid.with_volume(contour.relaxed(raw, triangles, 0.5), triangles, float(mask.sum()), 0.45)
    assert len(crossing_pairs(raw, triangles)) == 0
    assert len(crossing_pairs(smooth, triangles)) > 0


def test_a_mesh_of_steps_becomes_smoother(shapes):
    grid = shapes.grid(4.0, (0.2, 0.2, 0.2))
    mask = shapes.mask(shapes.sphere(3.0), grid)
    raw, smooth = surface_of(mask, grid, smooth=False), surface_of(mask, grid)

    def roughness(surface):
        return np.abs(shapes.sphere(3.0)(surface.vertices_lps_mm)).std()

    assert roughness(smooth) < 0.9 * roughness(raw)
    assert smooth.volume_mm3 == pytest.approx(raw.volume_mm3, rel=1e-5)


def test_coarse_meshes_get_four_times_the_triangles():
    vertices, triangles = contour.zero_level(signed_field(np.pad(np.ones((5, 5, 5), bool), 4)))
    triangles = triangles[:, ::-1]
    volume = solid.signed_volume(vertices, triangles)
    assert len(faired(vertices, triangles, 0.2, volume)[1]) == len(triangles)
    assert len(faired(vertices, triangles, 0.4, volume)[1]) == 4 * len(triangles)
