import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from earseg_app.domain.geometry import Grid
from earseg_app.phantom.canvas import Canvas
from earseg_app.phantom.fields import Tube, ellipsoid, half_space, smooth_union
from earseg_app.phantom.frames import Frame

coordinate = st.floats(-30, 30)


def points(*rows):
    return np.array(rows, np.float32).T


def test_a_sphere_is_an_ellipsoid_with_the_exact_distance():
    p = np.random.default_rng(0).uniform(-9, 9, (3, 200)).astype(np.float32)
    truth = np.linalg.norm(p - np.array([[1.0], [2.0], [3.0]]), axis=0) - 4.0
    assert ellipsoid(p, (1, 2, 3), (4, 4, 4)) == pytest.approx(truth, abs=1e-3)


def test_an_ellipsoid_is_zero_on_its_surface_and_signed_around_it():
    assert ellipsoid(points((3, 0, 0), (0, 2, 0), (0, 0, 1)), (0, 0, 0), (3, 2, 1)) == pytest.approx(0, abs=1e-5)
    inside, outside = ellipsoid(points((2.9, 0, 0), (3.1, 0, 0)), (0, 0, 0), (3, 2, 1))
    assert inside == pytest.approx(-0.1, abs=0.01)
    assert outside == pytest.approx(0.1, abs=0.01)


def test_a_plane_is_positive_along_its_outward_normal():
    assert half_space(points((0, 0, 5)), (0, 0, 2), (0, 0, 7)) == pytest.approx(3.0)


def test_a_straight_tube_is_a_capsule():
    tube = Tube([(0, 0, 0), (10, 0, 0)], 1.5)
    distance = tube.distance(points((5, 2, 0), (5, 1, 0), (12, 0, 0), (5, 0, 40)))
    assert distance == pytest.approx([0.5, -0.5, 0.5, 3.0], abs=0.01)


def test_a_tube_narrows_along_its_course():
    tube = Tube([(0, 0, 0), (5, 0, 0), (10, 0, 0)], [2.0, 1.5, 1.0])
    assert tube.distance(points((0, 2, 0), (10, 1, 0))) == pytest.approx(0, abs=0.05)


def test_a_fillet_only_adds_material_near_the_seam():
    a, b = points((0.0, 0.1, 5.0)).ravel(), points((0.0, 0.2, 9.0)).ravel()
    joined = smooth_union(a, b, 1.0)
    assert joined[0] < 0.0
    assert joined[2] == pytest.approx(5.0)


@given(st.tuples(coordinate, coordinate, coordinate), st.tuples(coordinate, coordinate, coordinate), st.booleans())
def test_a_frame_and_its_inverse_cancel(origin, angles, mirrored):
    frame = Frame(origin, angles, mirrored)
    local = np.array([[1.0, -2.0, 3.0], [0.0, 0.0, 0.0]])
    assert frame.from_lps(frame.to_lps(local)) == pytest.approx(local, abs=1e-9)
    assert np.linalg.det(frame.matrix) == pytest.approx(-1.0 if mirrored else 1.0)


def test_a_frame_within_another_is_turned_and_moved_with_it():
    outer = Frame((1.0, 2.0, 3.0), (0.0, 0.0, 90.0))
    inner = Frame((10.0, 0.0, 0.0)).within(outer)
    assert inner.origin_lps_mm == pytest.approx((1.0, 12.0, 3.0))
    assert inner.to_lps((1.0, 0.0, 0.0)) == pytest.approx((1.0, 13.0, 3.0))


def test_a_smooth_field_computed_coarsely_is_nearly_the_same():
    grid = Grid((40, 41, 42), (0.3, 0.3, 0.3), (-6.0, -6.0, -6.0))
    canvas = Canvas(grid, Frame((0.3, 0.2, 0.1), (10.0, 20.0, 30.0)), np.zeros(grid.shape_zyx, np.float32))

    def field(p):
        return ellipsoid(p, (0, 0, 0), (5, 5, 5))

    exact = canvas.field(field, canvas.everywhere())
    coarse = canvas.field(field, canvas.everywhere(), pitch_mm=0.8)
    near = np.abs(exact) < 1.0
    assert np.abs(exact - coarse)[near].max() < 0.08


def test_painting_covers_the_true_volume():
    grid = Grid((50, 50, 50), (0.25, 0.25, 0.25), (-6.1, -6.1, -6.1))
    canvas = Canvas(grid, Frame((0.0, 0.0, 0.0)), np.zeros(grid.shape_zyx, np.float32))
    everywhere = canvas.everywhere()
    share = canvas.cover(canvas.field(lambda p: ellipsoid(p, (0, 0, 0), (4, 4, 4)), everywhere))
    canvas.paint(everywhere, share, 100.0)
    volume = canvas.hu.sum() / 100.0 * grid.voxel_volume_mm3
    assert volume == pytest.approx(4 / 3 * np.pi * 4**3, rel=0.01)


def test_a_box_beside_the_block_has_no_window():
    grid = Grid((5, 5, 5), (1.0, 1.0, 1.0), (0.0, 0.0, 0.0))
    canvas = Canvas(grid, Frame((0.0, 0.0, 0.0)), np.zeros(grid.shape_zyx, np.float32))
    assert canvas.window((10.0, 10.0, 10.0), (12.0, 12.0, 12.0)) is None
    assert canvas.window((-5.0, 1.0, 1.0), (1.0, 2.0, 2.0)) is not None
