"""Planes at any angle: millimetres, letters and trilinear pictures."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from earseg_app.domain.geometry import Grid
from earseg_app.domain.planes import AIR_HU, PlanePose, direction_letters, sample_labels, sample_plane
from earseg_app.domain.volume import Volume

vectors = st.tuples(*[st.floats(-1, 1)] * 3)
GRID = Grid((20, 24, 28), (0.5, 0.4, 0.3), (-5.0, 3.0, 40.0))


def ramp_volume() -> Volume:
    """HU = 10 x + 20 y + 30 z in LPS mm, rounded."""
    index = np.moveaxis(np.indices(GRID.shape_zyx), 0, -1)
    return Volume(np.rint(GRID.lps_from_index(index) @ [10.0, 20.0, 30.0]).astype(np.int16), GRID)


@given(vectors, vectors, vectors, vectors)
def test_plane_millimetres_and_patient_millimetres_map_to_each_other(
    origin: tuple[float, ...], right: tuple[float, ...], down: tuple[float, ...], uvw: tuple[float, ...]
) -> None:
    if np.linalg.norm(np.cross(right, down)) < 1e-2:
        return
    pose = PlanePose.of(origin, right, down)
    np.testing.assert_allclose(pose.uvw(pose.lps(*uvw)), uvw, atol=1e-9)


def test_a_pose_makes_its_directions_orthonormal_and_keeps_the_first() -> None:
    pose = PlanePose.of((0, 0, 0), (2, 0, 0), (1, 1, 0))
    assert pose.right_lps == (1.0, 0.0, 0.0)
    assert pose.down_lps == pytest.approx((0.0, 1.0, 0.0))
    np.testing.assert_allclose(pose.behind_lps, (0, 0, 1))


def test_a_pose_around_a_point_has_it_in_the_middle() -> None:
    pose = PlanePose.around((1, 2, 3), (1, 0, 0), (0, 1, 0), size_mm=10.0)
    np.testing.assert_allclose(pose.uvw((1, 2, 3)), (5, 5, 0), atol=1e-12)


def test_a_plane_without_direction_is_refused() -> None:
    with pytest.raises(ValueError, match="length"):
        PlanePose.of((0, 0, 0), (0, 0, 0), (0, 1, 0))


@pytest.mark.parametrize(
    ("direction", "letters"),
    [
        ((1, 0, 0), "L"),
        ((-1, 0, 0), "R"),
        ((0, 1, 0), "P"),
        ((0, -1, 0), "A"),
        ((0, 0, 1), "S"),
        ((0, 0, -1), "I"),
        ((0.95, 0.31, 0), "L"),
        ((-0.8, -0.6, 0), "RA"),
        ((-0.6, 0, 0.8), "SR"),
    ],
)
def test_directions_are_named_with_one_letter_or_two_when_oblique(direction: tuple[float, ...], letters: str) -> None:
    assert direction_letters(direction) == letters


def test_the_edges_of_an_axial_picture_are_right_left_anterior_posterior() -> None:
    assert PlanePose.of((0, 0, 0), (1, 0, 0), (0, 1, 0)).edge_letters() == ("R", "L", "A", "P")


def test_an_oblique_picture_of_a_ramp_shows_the_ramp() -> None:
    pose = PlanePose.of(GRID.center_lps_mm - 1.0, (1, 1, 0.3), (0, -0.3, 1))
    picture = sample_plane(ramp_volume(), pose, (12, 8), 0.2)
    points = np.array([[pose.lps(0.2 * column, 0.2 * row) for column in range(12)] for row in range(8)])
    assert picture.shape == (8, 12) and picture.dtype == np.float32
    np.testing.assert_allclose(picture, points @ [10.0, 20.0, 30.0], atol=0.6)


def test_outside_the_volume_there_is_air() -> None:
    pose = PlanePose.of((-100, 0, 40), (1, 0, 0), (0, 1, 0))
    assert (sample_plane(ramp_volume(), pose, (4, 4), 0.5) == AIR_HU).all()


@pytest.mark.parametrize(("mode", "change"), [("mean", 0.0), ("max", 30.0), ("min", -30.0)])
def test_a_slab_merges_parallel_planes(mode: str, change: float) -> None:
    pose = PlanePose.of(GRID.center_lps_mm, (1, 0, 0), (0, 1, 0))
    thin = sample_plane(ramp_volume(), pose, (4, 4), 0.25)
    slab = sample_plane(ramp_volume(), pose, (4, 4), 0.25, slab_mm=2.0, mode=mode)  # type: ignore[arg-type]
    np.testing.assert_allclose(slab - thin, change, atol=1.1)


@pytest.mark.parametrize("mode", ["mean", "max", "min"])
def test_a_thick_slab_is_sampled_coarser_and_still_lies_where_it_should(mode: str) -> None:
    pose = PlanePose.around(GRID.center_lps_mm, (1, 0.2, 0.1), (0, 1, 0.3), 3.0)
    one = sample_plane(ramp_volume(), pose, (2, 2), 3.0, slab_mm=2.0, mode=mode)  # type: ignore[arg-type]
    many = sample_plane(ramp_volume(), pose, (301, 301), 0.01, slab_mm=2.0, mode=mode)  # type: ignore[arg-type]
    assert many.shape == (301, 301)
    np.testing.assert_allclose(many[::300, ::300], one, atol=1e-2)
    np.testing.assert_allclose(many[150, 150], one.mean(), atol=1e-2)


def test_labels_are_sampled_without_mixing() -> None:
    labels = np.zeros(GRID.shape_zyx, np.uint8)
    labels[:, :, 14:] = 13
    pose = PlanePose.of(GRID.center_lps_mm - 2.0, (1, 0, 0.1), (0, 1, 0))
    assert set(np.unique(sample_labels(labels, GRID, pose, (20, 5), 0.2))) == {0, 13}


@pytest.mark.parametrize("seed", range(6))
def test_labels_on_a_plane_are_those_of_the_nearest_voxels_wherever_it_lies(seed: int) -> None:
    rng = np.random.default_rng(seed)
    labels = rng.integers(0, 6, GRID.shape_zyx).astype(np.uint8)
    pose = PlanePose.around(GRID.center_lps_mm + rng.uniform(-3.0, 3.0, 3), rng.normal(size=3), rng.normal(size=3), 9.0)
    found = sample_labels(labels, GRID, pose, (31, 23), 0.3)
    assert (found > 0).mean() > 0.1
    for row, column in rng.integers(0, (23, 31), (60, 2)):
        index = GRID.index_from_lps(pose.lps(0.3 * column, 0.3 * row))
        nearest = np.rint(index).astype(int)
        inside = ((nearest >= 0) & (nearest < GRID.shape_zyx)).all()
        assert found[row, column] == (labels[tuple(nearest)] if inside else 0)
