"""Landmarks of an ear and the cochlear frame they define."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from earseg_app.domain.anatomy import Side
from earseg_app.domain.cochlea.landmarks import CochlearFrame, EarLandmarks, LandmarkOrigin
from earseg_app.domain.errors import MeasurementError

RIGHT = EarLandmarks(Side.RIGHT, (6.0, 0.0, 0.0), (5.0, -2.7, 0.0), (0.0, 0.0, 0.0), (0.0, 0.0, 3.0))
LEFT = EarLandmarks(Side.LEFT, (-6.0, 0.0, 0.0), (-5.0, -2.7, 0.0), (0.0, 0.0, 0.0), (0.0, 0.0, 3.0))
points = arrays(float, (5, 3), elements=st.floats(-200, 200))


def test_the_axes_of_a_right_ear_are_right_handed_and_those_of_a_left_ear_left_handed() -> None:
    assert np.linalg.det(RIGHT.frame().axes) == pytest.approx(1.0)
    assert np.linalg.det(LEFT.frame().axes) == pytest.approx(-1.0)


@pytest.mark.parametrize("ear", [RIGHT, LEFT])
def test_in_its_own_frame_every_ear_looks_like_a_right_ear(ear: EarLandmarks) -> None:
    frame = ear.frame()
    assert frame.frame_from_lps(ear.round_window) == pytest.approx([6.0, 0.0, 0.0])
    assert frame.frame_from_lps(ear.oval_window) == pytest.approx([5.0, -2.7, 0.0])
    assert frame.frame_from_lps(ear.apex) == pytest.approx([0.0, 0.0, 3.0])


@pytest.mark.parametrize("ear", [RIGHT, LEFT])
def test_the_view_from_the_apex_is_never_mirrored(ear: EarLandmarks) -> None:
    frame = ear.frame()
    towards_viewer = np.cross(frame.view_right, -np.array(frame.view_down))
    assert towards_viewer == pytest.approx(frame.view_towards_viewer)


@given(points)
def test_points_come_back_from_the_frame_unchanged(points_lps: np.ndarray) -> None:
    ear = LEFT.moved("apex", (1.0, 2.0, 3.5)).moved("modiolus_base", (0.3, -0.2, 0.1))
    frame = ear.frame()
    assert np.allclose(frame.lps_from_frame(frame.frame_from_lps(points_lps)), points_lps, atol=1e-9)


def test_the_round_window_need_not_lie_at_the_height_of_the_origin() -> None:
    frame = RIGHT.moved("round_window", (6.0, 0.0, 1.0)).frame()
    assert frame.x == pytest.approx((1.0, 0.0, 0.0))


def test_moving_a_landmark_says_that_a_hand_did_it() -> None:
    moved = RIGHT.moved("apex", np.array([0.5, 0.0, 3.0]))
    assert moved.apex == (0.5, 0.0, 3.0)
    assert moved.origin_of("apex") is LandmarkOrigin.BY_HAND
    assert moved.origin_of("round_window") is LandmarkOrigin.AUTOMATIC
    assert RIGHT.provenance is LandmarkOrigin.AUTOMATIC


def test_an_unknown_landmark_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="stapes"):
        RIGHT.moved("stapes", (0.0, 0.0, 0.0))


def test_landmarks_at_one_place_define_no_frame() -> None:
    with pytest.raises(MeasurementError, match="same place"):
        RIGHT.moved("apex", RIGHT.modiolus_base).frame()


def test_a_round_window_on_the_axis_defines_no_frame() -> None:
    with pytest.raises(MeasurementError, match="modiolar axis"):
        CochlearFrame.from_axis(Side.RIGHT, (0.0, 0.0, 0.0), (0.0, 0.0, 1.0), (0.0, 0.0, 4.0))
