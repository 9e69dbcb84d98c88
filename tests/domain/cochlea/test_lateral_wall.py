"""The lateral wall is followed in space, and its length told at any angle."""

from __future__ import annotations

import numpy as np
import pytest

from earseg_app.domain.anatomy import Part, Side, label_code
from earseg_app.domain.cochlea.formulas import DuctPath
from earseg_app.domain.cochlea.landmarks import EarLandmarks, LandmarkOrigin
from earseg_app.domain.cochlea.lateral_wall import MEAN_SIZE, LateralWall, expected_wall, lateral_wall, measured_lengths
from earseg_app.domain.cochlea.size import handles_from_labels, values_from_handles
from earseg_app.domain.errors import MeasurementError
from earseg_app.domain.geometry import Grid
from earseg_app.phantom.anatomy import Anatomy
from earseg_app.phantom.labyrinth import Labyrinth
from tests.domain.ears import distance_mm, phantom_ear


def wall_of(seed: int, side: Side, spacing_mm: float = 0.3) -> LateralWall:
    ear = phantom_ear(seed, side, spacing_mm)
    size = values_from_handles(handles_from_labels(ear.labels, ear.grid, ear.landmarks))
    return lateral_wall(ear.labels, ear.grid, ear.landmarks, size)


def true_length_mm(seed: int, side: Side, angle_deg: float) -> float:
    spiral = Labyrinth(Anatomy.draw(seed).ear(side)).spiral
    steps = np.linalg.norm(np.diff(spiral.lateral_wall_mm(), axis=0), axis=1)
    return float(np.interp(angle_deg, spiral.angle_deg[1:], np.cumsum(steps)))


@pytest.mark.parametrize(("seed", "side"), [(0, Side.RIGHT), (1, Side.LEFT), (2, Side.RIGHT)])
@pytest.mark.parametrize("angle_deg", [360.0, 720.0, 900.0])
def test_its_length_is_that_of_the_phantom_within_two_percent(seed: int, side: Side, angle_deg: float) -> None:
    found, truth = wall_of(seed, side).length_at_mm(angle_deg), true_length_mm(seed, side, angle_deg)
    assert found == pytest.approx(truth, rel=0.02)


def test_it_starts_at_the_round_window_and_turns_twice_and_a_half() -> None:
    wall, ear = wall_of(0, Side.RIGHT), phantom_ear(0, Side.RIGHT)
    local = ear.landmarks.frame().frame_from_lps(wall.points_lps_mm)
    assert distance_mm(wall.points_lps_mm[0], ear.landmarks.round_window) < 0.5
    turned = np.degrees(np.unwrap(np.arctan2(local[:, 1], local[:, 0])))
    assert turned == pytest.approx(wall.angles_deg, abs=1e-6)
    assert wall.angles_deg[-1] == 900.0


def test_an_angle_and_its_length_belong_together() -> None:
    wall = wall_of(0, Side.RIGHT)
    for angle in (45.0, 360.0, 700.0):
        assert wall.angle_at_deg(wall.length_at_mm(angle)) == pytest.approx(angle)


def test_where_the_turns_merge_the_path_says_that_it_was_not_seen() -> None:
    wall = wall_of(0, Side.RIGHT)
    assert not wall.found[wall.angles_deg > 630.0].any()
    assert wall.found[(wall.angles_deg > 30.0) & (wall.angles_deg < 600.0)].mean() > 0.9


def test_measured_lengths_name_their_path_and_extent() -> None:
    lengths = measured_lengths(wall_of(0, Side.RIGHT))
    assert {length.path for length in lengths} == {DuctPath.LATERAL_WALL}
    assert [length.extent for length in lengths] == [f"round window to {angle}°" for angle in (900, 720, 360)]


def test_the_expected_wall_of_the_mean_cochlea_spans_its_a_and_b() -> None:
    radius, _ = expected_wall(np.array([0.0, 90.0, 180.0, 270.0]), MEAN_SIZE)
    assert radius[0] + radius[2] == pytest.approx(MEAN_SIZE.a_mm, abs=0.05)
    assert radius[1] + radius[3] == pytest.approx(MEAN_SIZE.b_mm, abs=0.05)


def test_a_drum_without_a_spiral_has_no_lateral_wall() -> None:
    grid = Grid((60, 60, 60), (0.3, 0.3, 0.3), (-8.85, -8.85, -8.85))
    index = np.stack(np.meshgrid(*[np.arange(60)] * 3, indexing="ij"), axis=-1)
    x, y, z = np.moveaxis(grid.lps_from_index(index), -1, 0)
    drum = (np.hypot(x, y) < 7.0) & (np.abs(z) < 4.0)
    labels = np.where(drum, label_code(Side.RIGHT, Part.COCHLEA), 0).astype(np.uint8)
    landmarks = EarLandmarks(Side.RIGHT, (5.0, 0.0, 0.0), (4.0, -2.5, 0.0), (0.0, 0.0, 0.0), (0.0, 0.0, 3.0))
    with pytest.raises(MeasurementError, match="Too little of the lateral wall"):
        lateral_wall(labels, grid, landmarks, MEAN_SIZE)


def test_a_dragged_wall_passes_the_point_and_stays_as_it_was_elsewhere() -> None:
    ear, wall = phantom_ear(0, Side.RIGHT), wall_of(0, Side.RIGHT)
    frame = ear.landmarks.frame()
    place = wall.points_lps_mm[wall.angles_deg == 270.0][0]
    target = place + 0.3 * np.array(frame.z) + 0.2 * (place - np.array(frame.origin_lps_mm)) / 3.0
    moved = wall.moved(frame, 270.0, target)
    assert moved.provenance is LandmarkOrigin.BY_HAND
    assert distance_mm(moved.points_lps_mm[wall.angles_deg == 270.0][0], target) < 0.05
    far = np.abs(wall.angles_deg - 270.0) > 60.0
    assert np.abs(moved.points_lps_mm - wall.points_lps_mm)[far].max() < 1e-9


def test_lengths_inside_the_wall_name_their_own_path() -> None:
    lengths = measured_lengths(wall_of(0, Side.RIGHT), DuctPath.CENTER_LINE)
    assert {length.path for length in lengths} == {DuctPath.CENTER_LINE}
    assert "assumed above 270°" in lengths[0].expression
