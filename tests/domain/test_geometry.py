"""A grid says where a voxel array lies in the patient."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.spatial.transform import Rotation

from earseg_app.domain.geometry import Grid

AXIAL = Grid((10, 20, 30), (2.0, 0.5, 0.25), (-7.0, 3.0, 100.0))
finite = st.floats(-300.0, 300.0)
quaternions = st.tuples(*[st.floats(-1.0, 1.0)] * 4).filter(lambda q: np.linalg.norm(q) > 0.1)
indices = st.tuples(*[st.floats(-50.0, 600.0)] * 3)


@st.composite
def grids(draw: st.DrawFn) -> Grid:
    axes = Rotation.from_quat(draw(quaternions)).as_matrix()[::-1] * draw(st.sampled_from([1.0, -1.0]))
    shape = draw(st.tuples(*[st.integers(1, 400)] * 3))
    spacing = draw(st.tuples(*[st.floats(0.05, 5.0)] * 3))
    return Grid.from_arrays(shape, spacing, draw(st.tuples(finite, finite, finite)), axes)


@given(grids(), indices)
def test_an_index_comes_back_from_its_point(grid: Grid, index: tuple[float, float, float]) -> None:
    assert grid.index_from_lps(grid.lps_from_index(index)) == pytest.approx(index, abs=1e-6)


@given(grids(), st.tuples(finite, finite, finite))
def test_a_point_comes_back_from_its_index(grid: Grid, point: tuple[float, float, float]) -> None:
    assert grid.lps_from_index(grid.index_from_lps(point)) == pytest.approx(point, abs=1e-6)


@given(grids(), indices, indices)
def test_distances_in_millimetres_do_not_depend_on_how_the_grid_is_turned(
    grid: Grid, one: tuple[float, float, float], other: tuple[float, float, float]
) -> None:
    apart = np.linalg.norm(grid.lps_from_index(one) - grid.lps_from_index(other))
    assert apart == pytest.approx(np.linalg.norm(np.subtract(one, other) * grid.spacing), abs=1e-6)


@given(grids(), st.tuples(*[st.integers(0, 50)] * 3))
def test_a_crop_leaves_every_voxel_where_it_was(grid: Grid, start: tuple[int, int, int]) -> None:
    cropped = grid.crop(start, (5, 6, 7))
    inner = np.array([4.0, 2.0, 6.0])
    assert cropped.lps_from_index(inner) == pytest.approx(grid.lps_from_index(inner + start), abs=1e-6)
    assert cropped.shape_zyx == (5, 6, 7)


@given(grids(), st.tuples(*[st.floats(0.1, 4.0)] * 3))
def test_a_grid_of_another_spacing_covers_the_same_borders(grid: Grid, spacing: tuple[float, float, float]) -> None:
    other = grid.with_spacing(spacing)
    outer_corner = -0.5 * np.ones(3)
    assert other.lps_from_index(outer_corner) == pytest.approx(grid.lps_from_index(outer_corner), abs=1e-6)
    assert np.all(other.extent_mm >= grid.extent_mm - 1e-4)
    assert np.all(other.extent_mm <= grid.extent_mm + spacing)


def test_by_default_array_axes_run_up_back_and_to_the_left() -> None:
    assert AXIAL.lps_from_index([1, 2, 4]) == pytest.approx([-7.0 + 1.0, 3.0 + 1.0, 100.0 + 2.0])


def test_many_points_are_converted_at_once() -> None:
    index = np.arange(24.0).reshape(2, 4, 3)
    assert AXIAL.lps_from_index(index).shape == (2, 4, 3)
    assert AXIAL.index_from_lps(AXIAL.lps_from_index(index)) == pytest.approx(index)


def test_sizes_are_in_millimetres() -> None:
    assert AXIAL.voxel_volume_mm3 == pytest.approx(0.25)
    assert AXIAL.extent_mm == pytest.approx([20.0, 10.0, 7.5])
    assert AXIAL.center_lps_mm == pytest.approx([-7.0 + 29 / 8, 3.0 + 19 / 4, 109.0])


@pytest.mark.parametrize(
    ("index", "inside"), [((0, 0, 0), True), ((-0.4, 0, 0), True), ((-0.6, 0, 0), False), ((0, 0, 29.6), False)]
)
def test_a_grid_ends_half_a_voxel_beyond_its_outermost_centres(index: tuple, inside: bool) -> None:
    assert AXIAL.contains(AXIAL.lps_from_index(index)) is inside


def test_grids_match_when_every_voxel_does() -> None:
    shifted = Grid(AXIAL.shape_zyx, AXIAL.spacing_zyx_mm, (-7.0, 3.0, 100.005))
    assert AXIAL.matches(shifted)
    assert not AXIAL.matches(shifted, tolerance_mm=0.001)
    assert not AXIAL.matches(AXIAL.crop((0, 0, 0), (10, 20, 29)))


def test_a_small_tilt_shows_at_the_far_corner() -> None:
    turn = Rotation.from_euler("x", 0.2, degrees=True).as_matrix()
    tilted = Grid.from_arrays(AXIAL.shape_zyx, AXIAL.spacing_zyx_mm, AXIAL.origin_lps_mm, AXIAL.axes @ turn.T)
    assert not AXIAL.matches(tilted)


@pytest.mark.parametrize("spacing", [(0.0, 1.0, 1.0), (1.0, -1.0, 1.0), (1.0, 1.0, float("nan"))])
def test_a_spacing_that_is_no_length_is_refused(spacing: tuple[float, float, float]) -> None:
    with pytest.raises(ValueError, match="spacing"):
        Grid((2, 2, 2), spacing, (0.0, 0.0, 0.0))


def test_an_empty_grid_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one voxel"):
        Grid((0, 2, 2), (1.0, 1.0, 1.0), (0.0, 0.0, 0.0))


def test_sheared_axes_are_refused() -> None:
    with pytest.raises(ValueError, match="orthonormal"):
        Grid((2, 2, 2), (1.0, 1.0, 1.0), (0.0, 0.0, 0.0), ((0.0, 0.3, 0.95), (0.0, 1.0, 0.0), (1.0, 0.0, 0.0)))
