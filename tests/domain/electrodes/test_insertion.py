"""An array lies where its length says, in the scala, and its contacts hear what their place says."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from earseg_app.domain.anatomy import Side
from earseg_app.domain.cochlea.formulas import escude_length_mm
from earseg_app.domain.cochlea.lateral_wall import lateral_wall
from earseg_app.domain.cochlea.size import handles_from_labels, values_from_handles
from earseg_app.domain.cochlea.spiral_path import center_line, inner_path, organ_of_corti, scala_path
from earseg_app.domain.cochlea.tonotopy import MeasuredCochlea
from earseg_app.domain.electrodes.arrays import Course, ElectrodeArray
from earseg_app.domain.electrodes.insertion import compare_arrays, insert_array
from earseg_app.domain.errors import MeasurementError
from earseg_app.phantom.anatomy import Anatomy
from earseg_app.phantom.labyrinth import Labyrinth
from tests.domain.ears import phantom_ear

ARRAY = ElectrodeArray("Maker", "Twelve", Course.LATERAL_WALL, 24.0, 20.9, 12, 0.5, 0.4, ())


@cache
def cochlea(seed: int = 0, side: Side = Side.RIGHT) -> MeasuredCochlea:
    ear = phantom_ear(seed, side)
    size = values_from_handles(handles_from_labels(ear.labels, ear.grid, ear.landmarks))
    return MeasuredCochlea(lateral_wall(ear.labels, ear.grid, ear.landmarks, size), ear.landmarks.frame(), size)


def test_the_contacts_lie_along_the_array_at_their_spacing() -> None:
    found = insert_array(ARRAY, cochlea())
    points = np.array([contact.point_lps_mm for contact in found.contacts])
    apart = np.linalg.norm(np.diff(points, axis=0), axis=1)
    assert (apart <= ARRAY.spacing_mm + 1e-6).all()
    assert (apart > 0.8 * ARRAY.spacing_mm).all()
    line = np.array(found.line_lps_mm)
    assert np.linalg.norm(np.diff(line, axis=0), axis=1).sum() == pytest.approx(24.0, abs=0.1)


@pytest.mark.parametrize(("seed", "side"), [(0, Side.RIGHT), (1, Side.LEFT)])
@pytest.mark.parametrize("from_wall_mm", [0.4, 1.1])
def test_they_lie_in_the_cochlea_as_far_from_its_wall_as_stated(seed: int, side: Side, from_wall_mm: float) -> None:
    anatomy = Anatomy.draw(seed)
    labyrinth, frame = Labyrinth(anatomy.ear(side)), anatomy.ear_frame(side)
    found = insert_array(replace(ARRAY, wall_distance_mm=from_wall_mm), cochlea(seed, side), 20.0)
    points = np.array([contact.point_lps_mm for contact in found.contacts if contact.point_lps_mm])
    local = labyrinth.to_cochlea(np.asarray(frame.from_lps(points).T, np.float32))
    angle = np.array([contact.angle_deg for contact in found.contacts if contact.angle_deg is not None])
    wall = np.interp(angle, labyrinth.spiral.angle_deg, labyrinth.spiral.outer_mm)
    assert (labyrinth.spiral.distance(local) < 0.0).all()
    assert wall - np.hypot(local[0], local[1]) == pytest.approx(from_wall_mm, abs=0.35)


def test_a_left_cochlea_is_wound_the_other_way() -> None:
    right, left = (insert_array(ARRAY, cochlea(1, side)) for side in Side)
    for found, sign in ((right, 1.0), (left, -1.0)):
        side = Side.RIGHT if found is right else Side.LEFT
        axis = np.array(cochlea(1, side).frame.z)
        line = np.array(found.line_lps_mm) - np.array(cochlea(1, side).frame.origin_lps_mm)
        assert sign * np.sum(np.cross(line[:-1], line[1:]) @ axis) > 0.0


def test_an_array_off_the_wall_reaches_farther_round_than_one_on_it() -> None:
    near, far = (insert_array(replace(ARRAY, wall_distance_mm=d), cochlea()) for d in (0.3, 1.1))
    assert far.array_angle_deg > near.array_angle_deg + 20.0
    assert far.wall_angle_deg == near.wall_angle_deg


def test_the_angle_by_escude_undoes_his_length() -> None:
    found = insert_array(ARRAY, cochlea())
    assert escude_length_mm(cochlea().size.a_mm, found.escude_angle_deg) == pytest.approx(24.0)


def test_frequencies_fall_towards_the_apex_and_coverage_grows_with_depth() -> None:
    shallow, deep = insert_array(ARRAY, cochlea(), 15.0), insert_array(ARRAY, cochlea())
    heard = [contact.greenwood_hz for contact in deep.contacts]
    assert heard == sorted(heard)
    assert 0.0 < shallow.coverage < deep.coverage < 1.0
    assert deep.contacts[0].angle_deg == pytest.approx(deep.array_angle_deg, abs=25.0)


def test_contacts_outside_the_cochlea_have_no_place() -> None:
    found = insert_array(ARRAY, cochlea(), 10.0)
    outside = [contact for contact in found.contacts if contact.depth_mm < 0.0]
    assert len(outside) == 6
    assert all(contact.point_lps_mm is None and contact.greenwood_hz is None for contact in outside)
    assert "6 of 12 contacts have no place" in found.remarks()[0]


def test_beyond_720_degrees_the_spiral_ganglion_map_is_silent() -> None:
    long = replace(ARRAY, length_mm=31.5, active_length_mm=26.4)
    apical = insert_array(long, cochlea()).contacts[0]
    assert apical.angle_deg is not None and apical.angle_deg > 720.0
    assert apical.spiral_ganglion_hz is None
    assert apical.greenwood_hz is not None


def test_an_array_longer_than_the_cochlea_does_not_fit_and_says_by_how_much() -> None:
    long = replace(ARRAY, length_mm=50.0)
    found = insert_array(long, cochlea())
    assert not found.fits
    assert f"{-found.room_mm:.1f} mm longer" in found.remarks()[0]
    assert insert_array(ARRAY, cochlea()).fits


def test_a_depth_beyond_the_arrays_length_is_refused() -> None:
    with pytest.raises(MeasurementError, match="from 0 to 24 mm"):
        insert_array(ARRAY, cochlea(), 25.0)


def test_arrays_are_compared_in_their_order_none_preferred() -> None:
    other = replace(ARRAY, model="Other", length_mm=22.0)
    rows = compare_arrays((ARRAY, other), cochlea(), 23.0)
    assert [(row.array.model, row.depth_mm) for row in rows] == [("Twelve", 23.0), ("Other", 22.0)]


def test_the_inner_paths_are_ordered_and_shorter_the_further_in() -> None:
    ear = cochlea()
    lengths = [
        ear.wall.length_mm,
        organ_of_corti(ear.wall, ear.frame).length_mm,
        center_line(ear.wall, ear.frame).length_mm,
    ]
    assert lengths == sorted(lengths, reverse=True)
    assert scala_path(ear.wall, ear.frame, 0.0).length_mm == pytest.approx(ear.wall.length_mm, rel=0.02)
    axis = inner_path(ear.wall, ear.frame, 99.0)
    local = ear.frame.frame_from_lps(axis.points_lps_mm)
    assert (np.hypot(local[:, 0], local[:, 1]) > 0.0).all()


def test_the_centre_line_is_that_of_the_phantom_within_three_percent_over_two_turns() -> None:
    ear = cochlea()
    truth = Labyrinth(Anatomy.draw(0).ear(Side.RIGHT)).spiral
    steps = np.linalg.norm(np.diff(truth.center_line_mm(), axis=0), axis=1)
    expected = np.interp(720.0, truth.angle_deg[1:], np.cumsum(steps))
    found = center_line(ear.wall, ear.frame, ear.scale).length_at_mm(720.0)
    assert found == pytest.approx(expected, rel=0.03)
