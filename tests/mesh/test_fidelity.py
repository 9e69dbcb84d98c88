"""The deviation from the labels is measured against their border, not against what we made of it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from earseg_app.mesh.fidelity import fidelity
from earseg_app.mesh.surface import surface_of


def test_a_surface_moved_aside_is_off_by_that_much(shapes):
    grid = shapes.grid(4.0, (0.25, 0.25, 0.25))
    mask = shapes.mask(shapes.sphere(3.0), grid)
    raw = surface_of(mask, grid)

    here = fidelity(raw, mask, grid)
    assert here.mean_mm < here.p95_mm < here.max_mm < 0.5 * 0.25
    moved = replace(raw, vertices_lps_mm=raw.vertices_lps_mm + np.array([1.0, 0.0, 0.0]))
    aside = fidelity(moved, mask, grid)
    # a sphere moved by d lies |d cos θ| away, on average d / 2
    assert aside.mean_mm == pytest.approx(0.5, abs=0.05)
    assert aside.max_mm == pytest.approx(1.0, abs=0.08)


def test_smoothing_stays_within_half_a_voxel_of_a_thin_labyrinth(shapes):
    grid = shapes.grid(9.5, (0.3, 0.3, 0.3))
    mask = shapes.mask(shapes.labyrinth(0.55), grid)
    off = fidelity(surface_of(mask, grid), mask, grid)
    assert off.mean_mm < 0.05
    assert off.max_mm < 0.3
