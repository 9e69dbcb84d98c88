"""What is drawn by hand is measured in the patient: neither turn, shift nor mirror of the patient changes a value."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.spatial.transform import Rotation

from earseg_app.domain.measuring.hand_measures import (
    HandMeasure,
    Kind,
    MeasuringPlane,
    angle_deg,
    ellipse_between,
    free_name,
    next_number,
    outline_of,
    triple,
)

AXIAL = MeasuringPlane("axial", (0.0, 0.0, 1.0), (1.0, 0.0, 0.0), 0.4)
places = st.floats(-100.0, 100.0)
points = st.tuples(places, places, places)
turns = st.tuples(*[st.floats(-3.0, 3.0)] * 3)


def drawn(kind: Kind, *points_lps_mm: tuple[float, float, float], plane: MeasuringPlane = AXIAL) -> HandMeasure:
    return HandMeasure(1, kind, "it", points_lps_mm, plane)


def moved_patient(measure: HandMeasure, turn: np.ndarray, shift: np.ndarray) -> HandMeasure:
    moved = tuple(triple(point) for point in measure.points @ turn.T + shift)
    return replace(measure, points_lps_mm=moved, plane=replace(AXIAL, normal_lps=triple(turn @ AXIAL.normal_lps)))


def test_values_of_known_figures() -> None:
    assert drawn(Kind.DISTANCE, (0, 0, 0), (1, 2, 2)).value == 3.0
    assert drawn(Kind.POLYLINE, (0, 0, 0), (3, 0, 0), (3, 4, 0), (0, 4, 0)).value == 10.0
    assert drawn(Kind.ANGLE, (5, 0, 0), (0, 0, 0), (2, 2, 0)).value == pytest.approx(45.0)
    assert drawn(Kind.ELLIPSE, (1, 1, 0), (4, 1, 0), (1, 3, 0)).value == pytest.approx(np.pi * 6.0)


@pytest.mark.parametrize("kind", Kind)
@given(where=st.lists(points, min_size=3, max_size=7), turn=turns, shift=points, mirrored=st.booleans())
def test_a_patient_who_lies_otherwise_or_mirrored_has_the_same_values(
    kind: Kind, where: list[tuple[float, float, float]], turn: tuple[float, float, float], shift: object, mirrored: bool
) -> None:
    used = where if kind is Kind.POLYLINE else where[: kind.fewest_points]
    measure = drawn(kind, *used)
    matrix = Rotation.from_rotvec(turn).as_matrix() @ np.diag([-1.0 if mirrored else 1.0, 1.0, 1.0])
    found = moved_patient(measure, matrix, np.array(shift))
    if kind is Kind.ANGLE and min(np.linalg.norm(np.diff(measure.points, axis=0), axis=1)) < 1e-3:
        return  # the direction of a line without length is rounding
    assert found.value == pytest.approx(measure.value, rel=1e-6, abs=1e-5)


@given(degrees=st.floats(0.0, 180.0), first=st.floats(0.1, 50.0), second=st.floats(0.1, 50.0), turn=turns, at=points)
def test_any_angle_is_found_whatever_its_arms(
    degrees: float, first: float, second: float, turn: tuple[float, float, float], at: tuple[float, float, float]
) -> None:
    a = np.radians(degrees)
    arms = np.array([[first, 0.0, 0.0], [second * np.cos(a), second * np.sin(a), 0.0]])
    one, other = arms @ Rotation.from_rotvec(turn).as_matrix().T + np.array(at)
    assert angle_deg(one, at, other) == pytest.approx(degrees, abs=1e-6)


@given(a=st.floats(0.1, 40.0), b=st.floats(0.1, 40.0), turn=turns, at=points)
def test_the_ellipse_in_a_box_has_the_area_of_the_ellipse(
    a: float, b: float, turn: tuple[float, float, float], at: tuple[float, float, float]
) -> None:
    matrix = Rotation.from_rotvec(turn).as_matrix()
    corner, opposite = (np.array([[-a, -b, 0.0], [a, b, 0.0]]) @ matrix.T) + np.array(at)
    ellipse = drawn(Kind.ELLIPSE, *map(triple, ellipse_between(corner, opposite, matrix[:, 0])))
    assert ellipse.value == pytest.approx(np.pi * a * b, rel=1e-9)
    assert ellipse.center_lps_mm == pytest.approx(at, abs=1e-9)
    line = outline_of(ellipse, 4)
    reach = np.sort(np.linalg.norm(line - np.array(at), axis=1)[:4])
    assert reach == pytest.approx(np.sort([a, a, b, b]), rel=1e-6)
    assert line[0] == pytest.approx(line[-1])


@given(first=points, second=points, third=points, added=points)
def test_a_polyline_is_no_shorter_for_another_point(
    first: tuple[float, float, float], second: tuple[float, float, float], third: object, added: object
) -> None:
    short = drawn(Kind.POLYLINE, first, second, third)  # type: ignore[arg-type]
    longer = drawn(Kind.POLYLINE, first, second, added, third)  # type: ignore[arg-type]
    assert longer.value >= short.value - 1e-9


@given(end=st.tuples(st.floats(-20.0, 20.0), st.floats(-20.0, 20.0)))
def test_the_end_of_a_half_axis_turns_the_ellipse_and_keeps_the_other_half_axis(end: tuple[float, float]) -> None:
    ellipse = drawn(Kind.ELLIPSE, (1.0, 2.0, 0.0), (5.0, 2.0, 0.0), (1.0, 4.0, 0.0))
    moved = ellipse.moved(1, (1.0 + end[0], 2.0 + end[1], 0.0))
    reach = float(np.hypot(*end))
    if reach < 0.1:
        return
    center, first, second = moved.points
    assert float((first - center) @ (second - center)) == pytest.approx(0.0, abs=1e-9 * reach)
    assert moved.value == pytest.approx(np.pi * reach * 2.0)


@pytest.mark.parametrize("side", [1.0, -1.0])
def test_the_other_end_stays_on_its_side_of_the_ellipse(side: float) -> None:
    ellipse = drawn(Kind.ELLIPSE, (0.0, 0.0, 0.0), (4.0, 0.0, 0.0), (0.0, 2.0 * side, 0.0))
    moved = ellipse.moved(1, (4.0, 0.1, 0.0))
    assert np.linalg.norm(moved.points[2] - ellipse.points[2]) < 0.1


def test_the_centre_takes_the_ellipse_along() -> None:
    ellipse = drawn(Kind.ELLIPSE, (1.0, 2.0, 0.0), (5.0, 2.0, 0.0), (1.0, 4.0, 0.0))
    assert ellipse.moved(0, (0.0, 0.0, 0.0)).points_lps_mm == ((0.0, 0.0, 0.0), (4.0, 0.0, 0.0), (0.0, 2.0, 0.0))


def test_a_moved_end_moves_nothing_else() -> None:
    line = drawn(Kind.POLYLINE, (0, 0, 0), (3, 0, 0), (3, 4, 0))
    assert line.moved(1, (0, 4, 0)).points_lps_mm == ((0, 0, 0), (0, 4, 0), (3, 4, 0))


def test_a_click_without_a_drag_measures_nothing() -> None:
    assert not drawn(Kind.DISTANCE, (1, 1, 1), (1, 1, 1)).is_drawn
    assert not drawn(Kind.ANGLE, (1, 1, 1), (1, 1, 1), (2, 1, 1)).is_drawn
    assert not drawn(Kind.ELLIPSE, (1, 1, 1), (3, 1, 1), (1, 1, 1)).is_drawn
    assert drawn(Kind.POLYLINE, (1, 1, 1), (1, 1, 1), (2, 1, 1)).is_drawn


def test_a_measure_without_its_points_is_refused() -> None:
    with pytest.raises(ValueError, match="needs 3 points"):
        drawn(Kind.ANGLE, (0, 0, 0), (1, 0, 0))


def test_a_plane_is_known_from_either_side_and_not_from_across() -> None:
    assert AXIAL.is_parallel_to((0.0, 0.0, -1.0))
    assert not AXIAL.is_parallel_to((0.0, 1.0, 0.0))
    tilt = np.radians(3.0)
    assert not AXIAL.is_parallel_to((0.0, np.sin(tilt), np.cos(tilt)))


def test_names_and_numbers_are_not_given_twice() -> None:
    first = drawn(Kind.DISTANCE, (0, 0, 0), (1, 0, 0))
    taken = (replace(first, name="Distance 1"), replace(first, number=7, name="Distance 3"))
    assert (free_name(Kind.DISTANCE, taken), free_name(Kind.ANGLE, taken)) == ("Distance 2", "Angle 1")
    assert (next_number(taken), next_number(())) == (8, 1)


@pytest.mark.parametrize("kind", Kind)
def test_no_point_leaves_the_plane_that_was_drawn_in(kind: Kind) -> None:
    measure = drawn(kind, (0, 0, 5), (3, 0, 5), (0, 2, 5))
    for number in range(len(measure.points_lps_mm)):
        assert np.all(measure.moved(number, (1.0, 4.0, 5.8)).points[:, 2] == 5.0)


def test_a_slice_of_the_scan_is_told_from_a_cochlear_view_and_shows_as_thick_as_it_is() -> None:
    scan_slice = replace(AXIAL, title="axial slice", slice_mm=1.25)
    view = replace(AXIAL, title="cochlear view, right ear, MIP over 5.0 mm", slice_mm=5.0, mode="max")
    assert (scan_slice.is_oblique, scan_slice.shows_mm) == (False, 1.25)
    assert (view.is_oblique, view.shows_mm) == (True, 0.6)


@pytest.mark.parametrize(
    ("name", "guided", "is_named"),
    [
        ("Distance 1", "", False),
        ("Distance", "", False),
        ("Distance of the nerve", "", True),
        ("Facial recess", "", True),
        ("Internal auditory canal", "internal_auditory_canal", False),
        ("Internal auditory canal", "", True),
        ("Meatus", "internal_auditory_canal", True),
    ],
)
def test_a_name_is_the_users_own_unless_the_program_gave_it(name: str, guided: str, is_named: bool) -> None:
    assert replace(drawn(Kind.DISTANCE, (0, 0, 0), (1, 0, 0)), name=name, guided=guided).is_named is is_named
