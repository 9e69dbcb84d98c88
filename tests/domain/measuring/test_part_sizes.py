"""Volumes and surfaces against balls whose size is known."""

from __future__ import annotations

import numpy as np
import pytest

from earseg_app.domain.anatomy import Side
from earseg_app.domain.geometry import Grid
from earseg_app.domain.measuring.part_sizes import area_mm2, areas_mm2, volumes_mm3


def ball(radius_mm: float, spacing_zyx_mm: tuple[float, float, float]) -> tuple[np.ndarray, Grid]:
    shape = tuple(int(2 * (radius_mm + 1.0) / s) for s in spacing_zyx_mm)
    grid = Grid(shape, spacing_zyx_mm, (0.0, 0.0, 0.0))  # type: ignore[arg-type]
    index = np.stack(np.meshgrid(*[np.arange(n) for n in shape], indexing="ij"), axis=-1)
    return np.linalg.norm(grid.lps_from_index(index) - grid.center_lps_mm - 0.03, axis=-1) < radius_mm, grid


@pytest.mark.parametrize("radius_mm", [1.0, 1.5, 4.0])
@pytest.mark.parametrize("spacing", [(0.2, 0.2, 0.2), (0.4, 0.2, 0.2), (0.3, 0.3, 0.3)])
def test_the_surface_of_a_ball_is_that_of_a_ball(radius_mm: float, spacing: tuple[float, float, float]) -> None:
    assert area_mm2(*ball(radius_mm, spacing)) == pytest.approx(4.0 * np.pi * radius_mm**2, rel=0.04)


def test_a_part_at_the_border_of_the_volume_keeps_its_whole_surface() -> None:
    mask, grid = ball(2.0, (0.2, 0.2, 0.2))
    assert area_mm2(mask[5:-5, 5:-5, 5:-5], grid) == pytest.approx(area_mm2(mask, grid), rel=1e-3)


def test_sizes_are_told_for_each_part_and_the_whole() -> None:
    mask, grid = ball(2.5, (0.2, 0.2, 0.2))
    labels = np.where(mask, 11, 0).astype(np.uint8)
    labels[labels.shape[0] // 2 :][mask[labels.shape[0] // 2 :]] = 12
    volumes, areas = volumes_mm3(labels, grid, Side.LEFT), areas_mm2(labels, grid, Side.LEFT)
    assert set(volumes) == set(areas) == {"cochlea", "vestibule", "labyrinth"}
    assert volumes["labyrinth"] == pytest.approx(4 / 3 * np.pi * 2.5**3, rel=0.02)
    # two halves have two seams
    seams = 2 * np.pi * 2.5**2
    assert areas["cochlea"] + areas["vestibule"] == pytest.approx(areas["labyrinth"] + seams, rel=0.05)
    assert areas_mm2(labels, grid, Side.RIGHT) == {}
