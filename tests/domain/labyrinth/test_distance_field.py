"""Distances to the wall of a mask, in millimetres and with a sign."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.spatial.transform import Rotation

from earseg_app.domain.geometry import Grid
from earseg_app.domain.labyrinth.distance_field import DistanceField, bounding_block

GRID = Grid((40, 50, 60), (0.5, 0.4, 0.3), (-9.0, -10.0, -10.0))
RADIUS_MM = 4.0


@pytest.fixture(scope="module")
def ball() -> DistanceField:
    index = np.stack(np.meshgrid(*[np.arange(n) for n in GRID.shape_zyx], indexing="ij"), axis=-1)
    return DistanceField.of(np.linalg.norm(GRID.lps_from_index(index), axis=-1) < RADIUS_MM, GRID)


@settings(max_examples=50)
@given(st.floats(0.0, 2.0 * np.pi), st.floats(-1.0, 1.0), st.floats(2.0, 5.5))
def test_the_distance_to_a_ball_is_that_of_its_radius(ball: DistanceField, turn: float, z: float, r: float) -> None:
    flat = np.sqrt(1.0 - z**2)
    point = r * np.array([flat * np.cos(turn), flat * np.sin(turn), z])
    assert float(ball.at(point)) == pytest.approx(r - RADIUS_MM, abs=0.35)


def test_the_field_reaches_its_margin_beyond_the_mask(ball: DistanceField) -> None:
    assert np.all(ball.grid.extent_mm >= 2 * (RADIUS_MM + 1.7))


def test_far_outside_the_field_says_far(ball: DistanceField) -> None:
    assert float(ball.at([100.0, 0.0, 0.0])) >= 1.7


def test_an_empty_mask_has_no_wall() -> None:
    with pytest.raises(ValueError, match="empty"):
        DistanceField.of(np.zeros(GRID.shape_zyx, bool), GRID)


def test_a_block_may_reach_beyond_the_array() -> None:
    mask = np.zeros((3, 3, 3), bool)
    mask[0, 1, 2] = True
    block, start = bounding_block(mask, np.array([2, 1, 1]))
    assert block.shape == (5, 3, 3)
    assert start.tolist() == [-2, 0, 1]
    assert block.sum() == 1 and block[2, 1, 1]


def test_the_slope_is_that_of_the_interpolated_distance() -> None:
    rng = np.random.default_rng(2)
    turn = Rotation.from_rotvec([0.3, -0.5, 0.8]).as_matrix()
    grid = Grid.from_arrays((9, 8, 7), (0.4, 0.3, 0.2), (1.0, 2.0, 3.0), turn)
    field = DistanceField(rng.normal(size=grid.shape_zyx).astype(np.float32), grid)
    points = grid.lps_from_index(rng.uniform(0.2, 5.8, (40, 3)))
    values, slopes = field.with_slope(points)
    assert values == pytest.approx(field.at(points), abs=1e-5)
    step = 1e-5
    for axis in range(3):
        ahead = field.with_slope(points + step * np.eye(3)[axis])[0]
        assert (ahead - values) / step == pytest.approx(slopes[:, axis], abs=1e-3)


def test_beyond_the_grid_the_distance_stays_and_has_no_slope() -> None:
    grid = Grid((4, 4, 4), (1.0, 1.0, 1.0), (0.0, 0.0, 0.0))
    field = DistanceField(np.arange(64, dtype=np.float32).reshape(4, 4, 4), grid)
    value, slope = field.with_slope(np.array([[99.0, 99.0, 99.0]]))
    assert (value[0], slope[0].tolist()) == (63.0, [0.0, 0.0, 0.0])
