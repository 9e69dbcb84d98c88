"""Walls are found finer than a voxel, and what softening did to them is known."""

from __future__ import annotations

import numpy as np
import pytest

from earseg_app.domain.anatomy import Side
from earseg_app.domain.cochlea.landmarks import CochlearFrame
from earseg_app.domain.cochlea.soft_cochlea import HALF, SoftCochlea
from earseg_app.domain.geometry import Grid

FRAME = CochlearFrame.from_axis(Side.RIGHT, (0.0, 0.0, 0.0), (0.0, 0.0, 1.0), (1.0, 0.0, 0.0))
REACH_MM = np.arange(0.5, 4.0, 0.01)


def solid(radius_mm: float, voxel_mm: float, offset_mm: float, *, ball: bool) -> SoftCochlea:
    """A ball, or a rod along z, whose voxels are those with their centres inside."""
    count = round(9.0 / voxel_mm)
    grid = Grid((count,) * 3, (voxel_mm,) * 3, (offset_mm - voxel_mm * (count - 1) / 2.0,) * 3)
    x, y, z = np.moveaxis(grid.lps_from_index(np.indices(grid.shape_zyx).reshape(3, -1).T), -1, 0)
    inside = x**2 + y**2 + (z**2 if ball else 0.0) < radius_mm**2
    return SoftCochlea.of_mask(inside.reshape(grid.shape_zyx), grid)


def radius_found_mm(soft: SoftCochlea) -> float:
    """Mean distance from the axis at which the field falls below one half, over directions across the axis."""
    turn = np.radians(np.arange(0.0, 360.0, 3.0))[:, None]
    points = np.stack([REACH_MM * np.cos(turn), REACH_MM * np.sin(turn), np.zeros_like(REACH_MM * turn)], axis=-1)
    last = (soft.at(FRAME, points) >= HALF).sum(axis=1)
    return float(REACH_MM[last].mean())


@pytest.mark.parametrize("ball", [True, False])
@pytest.mark.parametrize("voxel_mm", [0.2, 0.3, 0.4])
def test_softening_draws_a_curved_wall_inwards_as_far_as_is_said(voxel_mm: float, ball: bool) -> None:
    radius_mm = 1.2
    offsets = np.linspace(0.0, voxel_mm, 5, endpoint=False)
    fields = [solid(radius_mm, voxel_mm, float(offset), ball=ball) for offset in offsets]
    found = float(np.mean([radius_found_mm(field) for field in fields]))
    width = np.array([2.0 * radius_mm if ball else np.inf])
    said = float(fields[0].drawn_in_mm(np.array([radius_mm]), width)[0])
    assert found < radius_mm + 0.005
    assert found + said == pytest.approx(radius_mm, abs=0.02)


def test_a_finer_mask_is_drawn_in_less() -> None:
    radius, width = np.array([3.0]), np.array([2.2])
    coarse, fine = (solid(2.0, voxel, 0.0, ball=True).drawn_in_mm(radius, width)[0] for voxel in (0.4, 0.2))
    assert fine == pytest.approx(coarse / 4.0)
