"""The right thing appears at the right place of every view, however the volume is stored."""

from __future__ import annotations

from itertools import permutations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from earseg_app.domain.geometry import Grid
from earseg_app.domain.slicing import Plane, plane_frame

ORDERS = list(permutations(range(3)))
FLIPS = list(product((1.0, -1.0), repeat=3))
SPACING_OF_LPS = np.array([0.4, 0.5, 0.7])
COUNT_OF_LPS = np.array([9, 11, 13])
CENTER = np.array([31.0, -12.0, 204.0])


def stored_grid(order: tuple[int, ...], flips: tuple[float, ...], tilt: np.ndarray | None = None) -> Grid:
    """A grid whose array axis i runs along LPS axis order[i] (or against it), tilted, around CENTER."""
    axes = np.zeros((3, 3))
    for i, (lps, flip) in enumerate(zip(order, flips, strict=True)):
        axes[i, lps] = flip
    axes = axes @ (np.eye(3) if tilt is None else tilt).T
    shape, spacing = COUNT_OF_LPS[list(order)], SPACING_OF_LPS[list(order)]
    origin = CENTER - ((shape - 1) / 2.0 * spacing) @ axes
    return Grid.from_arrays(shape, spacing, origin, axes)


def marked(grid: Grid, offset_lps_mm: tuple[float, float, float]) -> np.ndarray:
    """Zeros but for the voxel at CENTER + offset."""
    array = np.zeros(grid.shape_zyx, np.int16)
    z, y, x = np.rint(grid.index_from_lps(CENTER + np.array(offset_lps_mm))).astype(int)
    array[z, y, x] = 1
    return array


def place_on_screen(grid: Grid, plane: Plane, offset_lps_mm: tuple[float, float, float]) -> tuple[int, int]:
    """(-1, 0, 1) left … right and (-1, 0, 1) top … bottom of the marked voxel in the slice that holds it."""
    frame = plane_frame(grid, plane)
    number = frame.number_at(CENTER + np.array(offset_lps_mm))
    row, column = np.argwhere(frame.extract(marked(grid, offset_lps_mm), number))[0]
    return int(np.sign(column - (frame.right.count - 1) / 2)), int(np.sign(row - (frame.down.count - 1) / 2))


RIGHT, ANTERIOR, SUPERIOR = (-1.2, 0.0, 0.0), (0.0, -1.5, 0.0), (0.0, 0.0, 2.1)
EXPECTED = {
    (Plane.AXIAL, RIGHT): (-1, 0),
    (Plane.AXIAL, ANTERIOR): (0, -1),
    (Plane.AXIAL, SUPERIOR): (0, 0),
    (Plane.CORONAL, RIGHT): (-1, 0),
    (Plane.CORONAL, ANTERIOR): (0, 0),
    (Plane.CORONAL, SUPERIOR): (0, -1),
    (Plane.SAGITTAL, RIGHT): (0, 0),
    (Plane.SAGITTAL, ANTERIOR): (-1, 0),
    (Plane.SAGITTAL, SUPERIOR): (0, -1),
}


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("flips", FLIPS)
def test_right_anterior_and_superior_appear_where_radiologists_expect_them(
    order: tuple[int, ...], flips: tuple[float, ...]
) -> None:
    grid = stored_grid(order, flips)
    for (plane, offset), place in EXPECTED.items():
        assert place_on_screen(grid, plane, offset) == place


def rotation(axis: np.ndarray, angle_deg: float) -> np.ndarray:
    """Rotation matrix by Rodrigues' formula."""
    k = axis / np.linalg.norm(axis)
    cross = np.array([[0, -k[2], k[1]], [k[2], 0, -k[0]], [-k[1], k[0], 0]])
    a = np.radians(angle_deg)
    return np.eye(3) + np.sin(a) * cross + (1 - np.cos(a)) * cross @ cross


@given(
    st.sampled_from(ORDERS),
    st.sampled_from(FLIPS),
    st.floats(-20, 20),
    st.tuples(*[st.floats(-1, 1)] * 3).filter(lambda v: np.linalg.norm(v) > 0.1),
    st.sampled_from(list(Plane)),
)
@settings(max_examples=60, deadline=None)
def test_pixels_of_a_tilted_volume_know_their_place_in_the_patient(
    order: tuple[int, ...], flips: tuple[float, ...], angle: float, axis: tuple[float, ...], plane: Plane
) -> None:
    grid = stored_grid(order, flips, rotation(np.array(axis), angle))
    frame = plane_frame(grid, plane)
    array = np.arange(np.prod(grid.shape_zyx)).reshape(grid.shape_zyx)
    number = frame.count // 3
    picture, pose = frame.extract(array, number), frame.pose(number)
    assert picture.shape == (frame.down.count, frame.right.count)
    for row, column in ((0, 0), (2, 5), (picture.shape[0] - 1, picture.shape[1] - 1)):
        point = pose.lps(column * frame.right.spacing_mm, row * frame.down.spacing_mm)
        z, y, x = np.rint(grid.index_from_lps(point)).astype(int)
        assert array[z, y, x] == picture[row, column]
        assert frame.number_at(point) == number


@pytest.mark.parametrize("plane", list(Plane))
def test_no_view_mirrors_the_patient_for_a_stored_tilt(plane: Plane) -> None:
    """Right and left keep their side of the screen up to tilts of 40 degrees."""
    for angle in (-40.0, 40.0):
        for axis in np.eye(3):
            pose = plane_frame(stored_grid((2, 1, 0), (1, 1, 1), rotation(axis, angle)), plane).pose(0)
            upright = plane_frame(stored_grid((2, 1, 0), (1, 1, 1)), plane).pose(0)
            assert pose.behind_lps @ upright.behind_lps > 0.7
            assert np.dot(pose.right_lps, upright.right_lps) > 0.7


@pytest.mark.parametrize(
    ("plane", "direction"),
    [(Plane.AXIAL, (0.0, 0.0, 1.0)), (Plane.CORONAL, (0.0, -1.0, 0.0)), (Plane.SAGITTAL, (1.0, 0.0, 0.0))],
)
@pytest.mark.parametrize("flips", FLIPS)
def test_slice_numbers_grow_towards_superior_anterior_and_left(
    plane: Plane, direction: tuple[float, float, float], flips: tuple[float, ...]
) -> None:
    frame = plane_frame(stored_grid((2, 1, 0), flips), plane)
    first, second = np.array(frame.pose(0).origin_lps_mm), np.array(frame.pose(1).origin_lps_mm)
    assert (second - first) @ np.array(direction) > 0


def test_a_point_moves_to_another_slice_and_stays_in_the_volume() -> None:
    frame = plane_frame(stored_grid((2, 1, 0), (1, 1, 1)), Plane.AXIAL)
    moved = frame.moved(CENTER, 3)
    assert frame.number_at(moved) == 3
    np.testing.assert_allclose(moved[:2], CENTER[:2])
    assert frame.number_at(frame.moved(CENTER, 999)) == frame.count - 1


def test_a_point_outside_belongs_to_the_border_slice() -> None:
    frame = plane_frame(stored_grid((2, 1, 0), (1, 1, 1)), Plane.AXIAL)
    assert frame.number_at(CENTER + np.array([0, 0, 500.0])) == frame.count - 1
    assert frame.number_at(CENTER - np.array([0, 0, 500.0])) == 0


def test_a_slice_is_a_view_not_a_copy() -> None:
    grid = stored_grid((2, 1, 0), (1, 1, 1))
    array = np.zeros(grid.shape_zyx, np.int16)
    assert np.shares_memory(plane_frame(grid, Plane.SAGITTAL).extract(array, 2), array)


def test_the_extent_counts_whole_pixels() -> None:
    frame = plane_frame(stored_grid((2, 1, 0), (1, 1, 1)), Plane.CORONAL)
    assert frame.extent_mm == pytest.approx((9 * 0.4, 13 * 0.7))
