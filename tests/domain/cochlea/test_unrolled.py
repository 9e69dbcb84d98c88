"""The unrolled wall: every pixel has its place in the patient, and every place its pixel."""

from __future__ import annotations

import numpy as np
import pytest

from earseg_app.domain.anatomy import Side
from earseg_app.domain.cochlea.landmarks import CochlearFrame
from earseg_app.domain.cochlea.spiral_path import SpiralPath
from earseg_app.domain.cochlea.unrolled import UnrolledWall, unroll


def helix(side: Side, radius_mm: float = 3.0, rise_mm: float = 1.5) -> tuple[SpiralPath, CochlearFrame]:
    angles = np.arange(0.0, 901.0, 5.0)
    turn = np.radians(angles)
    frame = CochlearFrame.from_axis(side, (10.0, -20.0, 30.0), (0.2, 0.5, 0.8), (1.0, 0.0, 0.0))
    local = np.stack([radius_mm * np.cos(turn), radius_mm * np.sin(turn), rise_mm * angles / 360.0], axis=1)
    return SpiralPath(frame.lps_from_frame(local), angles), frame


def picture(side: Side) -> UnrolledWall:
    return unroll(*helix(side))


@pytest.mark.parametrize("side", list(Side))
def test_its_pixels_lie_on_the_wall_at_their_length_and_height(side: Side) -> None:
    found = picture(side)
    _, frame = helix(side)
    local = frame.frame_from_lps(found.points_lps_mm)
    assert np.hypot(local[..., 0], local[..., 1]) == pytest.approx(3.0, abs=0.01)
    rise = 1.5 * found.angles_deg / 360.0
    assert local[..., 2] == pytest.approx(np.add.outer(found.heights_mm, rise), abs=1e-6)
    assert np.diff(found.lengths_mm) == pytest.approx(0.1)
    assert found.heights_mm[0] > found.heights_mm[-1]


def test_a_layer_inside_lies_nearer_the_axis() -> None:
    found = picture(Side.RIGHT)
    local = helix(Side.RIGHT)[1].frame_from_lps(found.layer_lps(0.5))
    assert np.hypot(local[..., 0], local[..., 1]) == pytest.approx(2.5, abs=0.01)


@pytest.mark.parametrize("side", list(Side))
def test_a_point_is_found_again_on_its_own_turn(side: Side) -> None:
    found = picture(side)
    for row, column in ((11, 30), (20, 200), (16, 400)):
        assert found.place_of(found.layer_lps(0.3)[row, column]) == pytest.approx((row, column, 0.3), abs=0.01)


def test_it_can_end_early() -> None:
    assert unroll(*helix(Side.RIGHT), last_deg=360.0).angles_deg[-1] == pytest.approx(360.0, abs=2.0)
