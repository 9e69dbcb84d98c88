"""Each preset looks from where it says, with the right side up, at the whole of what it should show."""

from __future__ import annotations

import numpy as np
import pytest

from earseg_app.domain.anatomy import Side
from earseg_app.render.camera_views import VIEW_ANGLE_DEG, CameraView, ear_pose, preset_pose

BOUNDS = np.array([[-50.0, 10.0, 100.0], [-30.0, 40.0, 115.0]])


@pytest.mark.parametrize(
    ("view", "direction"),
    [
        (CameraView.ANTERIOR, (0, -1, 0)),
        (CameraView.POSTERIOR, (0, 1, 0)),
        (CameraView.RIGHT, (-1, 0, 0)),
        (CameraView.LEFT, (1, 0, 0)),
        (CameraView.SUPERIOR, (0, 0, 1)),
        (CameraView.INFERIOR, (0, 0, -1)),
    ],
)
def test_presets_stand_where_they_say_and_look_at_the_middle(
    view: CameraView, direction: tuple[float, float, float]
) -> None:
    pose = preset_pose(view, BOUNDS)
    away = np.array(pose.position_lps_mm) - BOUNDS.mean(axis=0)
    np.testing.assert_allclose(away / np.linalg.norm(away), direction, atol=1e-12)
    np.testing.assert_allclose(pose.focus_lps_mm, BOUNDS.mean(axis=0))


def test_from_the_front_the_right_ear_is_on_the_left_of_the_picture() -> None:
    pose = preset_pose(CameraView.ANTERIOR, BOUNDS)
    forward = np.array(pose.focus_lps_mm) - np.array(pose.position_lps_mm)
    screen_right = np.cross(forward, pose.up_lps)
    assert screen_right @ np.array([1.0, 0.0, 0.0]) > 0


def test_from_below_anterior_is_up() -> None:
    assert preset_pose(CameraView.INFERIOR, BOUNDS).up_lps == (0.0, -1.0, 0.0)


def test_the_box_fits_into_the_picture() -> None:
    pose = preset_pose(CameraView.RIGHT, BOUNDS)
    distance = np.linalg.norm(np.array(pose.position_lps_mm) - np.array(pose.focus_lps_mm))
    radius = np.linalg.norm(BOUNDS[1] - BOUNDS[0]) / 2
    assert np.degrees(np.arcsin(radius / distance)) < VIEW_ANGLE_DEG / 2


@pytest.mark.parametrize(("side", "lateral"), [(Side.RIGHT, -1), (Side.LEFT, 1)])
def test_an_ear_is_looked_at_from_its_own_side(side: Side, lateral: int) -> None:
    pose = ear_pose(side, BOUNDS)
    assert np.sign(pose.position_lps_mm[0] - BOUNDS.mean(axis=0)[0]) == lateral
