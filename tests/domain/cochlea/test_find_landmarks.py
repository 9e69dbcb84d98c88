"""The landmarks are found by themselves, in any ear, however it lies."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import SimpleITK
from scipy.spatial.transform import Rotation

from earseg_app.domain.anatomy import Part, Side, label_code
from earseg_app.domain.cochlea.find_landmarks import find_landmarks, find_landmarks_in_labyrinth
from earseg_app.domain.cochlea.landmarks import EarLandmarks, LandmarkOrigin
from earseg_app.domain.errors import MeasurementError
from earseg_app.domain.geometry import Grid
from tests.domain.ears import distance_mm, mirrored_labels, moved_grid, moved_points, phantom_ear, rough


def assert_close(found: EarLandmarks, truth: EarLandmarks, points_mm: float = 1.0, axis_deg: float = 8.0) -> None:
    for name, point in truth.points().items():
        assert distance_mm(found.points()[name], point) <= points_mm, name
    assert axis_angle_deg(found, truth) <= axis_deg


def axis_angle_deg(a: EarLandmarks, b: EarLandmarks) -> float:
    return float(np.degrees(np.arccos(np.clip(np.dot(a.frame().z, b.frame().z), -1.0, 1.0))))


@pytest.mark.parametrize(("seed", "side"), [(0, Side.RIGHT), (1, Side.LEFT), (2, Side.RIGHT)])
def test_they_lie_within_a_millimetre_of_the_truth_of_a_phantom(seed: int, side: Side) -> None:
    ear = phantom_ear(seed, side)
    found = find_landmarks(ear.labels, ear.grid, side)
    assert found.provenance is LandmarkOrigin.AUTOMATIC
    assert_close(found, ear.landmarks)


@pytest.mark.parametrize("spacing_mm", [0.2, 0.4, 0.6])
def test_the_resolution_of_the_scan_hardly_matters(spacing_mm: float) -> None:
    ear = phantom_ear(0, Side.RIGHT, spacing_mm)
    assert_close(find_landmarks(ear.labels, ear.grid, ear.side), ear.landmarks)


@pytest.mark.parametrize("turn", Rotation.random(4, random_state=1).as_matrix())
def test_they_turn_and_move_with_the_patient(turn: np.ndarray) -> None:
    ear = phantom_ear(0, Side.RIGHT)
    before = find_landmarks(ear.labels, ear.grid, ear.side)
    shift = np.array([30.0, -12.0, 100.0])
    after = find_landmarks(ear.labels, moved_grid(ear.grid, turn, shift), ear.side)
    for name, expected in moved_points(before, turn, shift).items():
        assert distance_mm(after.points()[name], expected) < 0.1, name


@pytest.mark.parametrize(("seed", "side", "shift_zyx"), [(0, Side.RIGHT, (0, 2, 0)), (3, Side.LEFT, (0, 0, 2))])
def test_the_modiolar_axis_follows_the_cochlea_and_not_a_vestibule_that_stands_otherwise(
    seed: int, side: Side, shift_zyx: tuple[int, int, int]
) -> None:
    ear = phantom_ear(seed, side, 0.4)
    before = find_landmarks(ear.labels, ear.grid, side)
    code = label_code(side, Part.VESTIBULE)
    vestibule = np.roll(ear.labels == code, shift_zyx, axis=(0, 1, 2))
    others = np.where(ear.labels == code, 0, ear.labels)
    labels = np.where(vestibule & (others == 0), code, others).astype(np.uint8)
    after = find_landmarks(labels, ear.grid, side)
    assert axis_angle_deg(before, after) < 1.2
    assert distance_mm(before.modiolus_base, after.modiolus_base) < 0.1


def test_the_mirror_image_of_a_right_ear_is_measured_as_a_left_ear() -> None:
    ear = phantom_ear(0, Side.RIGHT)
    before = find_landmarks(ear.labels, ear.grid, Side.RIGHT)
    mirror, still = np.diag([-1.0, 1.0, 1.0]), np.zeros(3)
    after = find_landmarks(mirrored_labels(ear.labels), moved_grid(ear.grid, mirror, still), Side.LEFT)
    for name, expected in moved_points(before, mirror, still).items():
        assert distance_mm(after.points()[name], expected) < 0.1, name


def test_walls_that_err_by_a_voxel_do_not_matter() -> None:
    ear = phantom_ear(0, Side.RIGHT)
    assert_close(find_landmarks(rough(ear.labels), ear.grid, ear.side), ear.landmarks)


def test_a_boundary_between_cochlea_and_vestibule_that_errs_does_not_matter() -> None:
    ear = phantom_ear(0, Side.RIGHT)
    window = np.array(ear.landmarks.round_window)
    index = np.stack(np.meshgrid(*[np.arange(n) for n in ear.grid.shape_zyx], indexing="ij"), axis=-1)
    near = np.linalg.norm(ear.grid.lps_from_index(index) - window, axis=-1) < 2.5
    labels = np.where(near & (ear.labels == Part.COCHLEA), Part.VESTIBULE, ear.labels).astype(np.uint8)
    assert_close(find_landmarks(labels, ear.grid, ear.side), ear.landmarks)


def test_islands_of_label_elsewhere_do_not_mislead() -> None:
    ear = phantom_ear(0, Side.RIGHT)
    labels = ear.labels.copy()
    labels[:6, :6, :6] = Part.COCHLEA
    assert_close(find_landmarks(labels, ear.grid, ear.side), ear.landmarks)


def test_the_other_ear_in_the_volume_does_not_mislead() -> None:
    ear = phantom_ear(0, Side.RIGHT)
    labels = np.concatenate([ear.labels, mirrored_labels(ear.labels)], axis=2)
    grid = ear.grid.crop((0, 0, 0), labels.shape)
    assert_close(find_landmarks(labels, grid, Side.RIGHT), ear.landmarks)


def test_a_labyrinth_whose_parts_are_not_told_apart_will_do() -> None:
    ear = phantom_ear(0, Side.RIGHT)
    assert_close(find_landmarks_in_labyrinth(ear.labels > 0, ear.grid, ear.side), ear.landmarks)


def test_an_ear_without_labels_is_refused() -> None:
    ear = phantom_ear(0, Side.RIGHT)
    with pytest.raises(MeasurementError, match="left ear is not segmented"):
        find_landmarks(ear.labels, ear.grid, Side.LEFT)


def test_an_ear_without_a_cochlea_is_refused() -> None:
    ear = phantom_ear(0, Side.RIGHT)
    labels = np.where(ear.labels == Part.COCHLEA, 0, ear.labels).astype(np.uint8)
    with pytest.raises(MeasurementError, match="no cochlea"):
        find_landmarks(labels, ear.grid, Side.RIGHT)


def test_a_remnant_of_a_cochlea_is_refused_with_its_volume() -> None:
    labels = np.zeros((20, 20, 20), np.uint8)
    labels[8:12, 8:12, 8:12] = label_code(Side.LEFT, Part.COCHLEA)
    grid = Grid((20, 20, 20), (0.5, 0.5, 0.5), (0.0, 0.0, 0.0))
    with pytest.raises(MeasurementError, match="only 8 mm³"):
        find_landmarks(labels, grid, Side.LEFT)


def test_a_cochlea_at_the_border_of_the_volume_is_refused() -> None:
    ear = phantom_ear(0, Side.RIGHT)
    middle = int(np.argwhere(ear.labels == Part.COCHLEA)[:, 0].mean())
    with pytest.raises(MeasurementError, match="cut off"):
        find_landmarks(ear.labels[middle:], ear.grid.crop((middle, 0, 0), ear.labels[middle:].shape), Side.RIGHT)


def test_an_ear_on_the_wrong_side_is_told_by_its_handedness() -> None:
    ear = phantom_ear(0, Side.RIGHT)
    with pytest.raises(MeasurementError, match="left ear has the shape of a right one"):
        find_landmarks(mirrored_labels(ear.labels), ear.grid, Side.LEFT)


def test_a_ball_is_no_cochlea() -> None:
    z, y, x = np.mgrid[:50, :50, :50]
    ball = (z - 25) ** 2 + (y - 25) ** 2 + (x - 25) ** 2 < 13**2
    grid = Grid((50, 50, 50), (0.3, 0.3, 0.3), (0.0, 0.0, 0.0))
    with pytest.raises(MeasurementError, match="does not have the shape"):
        find_landmarks(ball.astype(np.uint8), grid, Side.RIGHT)


@pytest.mark.shared
@pytest.mark.parametrize("name", ["T03", "T06", "F03"])
def test_in_real_ears_they_lie_where_the_expert_put_them(shared_data: Path, name: str) -> None:
    image = SimpleITK.ReadImage(str(shared_data / f"ears/{name}_label.nii.gz"))
    mask = SimpleITK.GetArrayFromImage(image) > 0
    axes = np.array(image.GetDirection()).reshape(3, 3).T[::-1]
    grid = Grid.from_arrays(mask.shape, image.GetSpacing()[::-1], image.GetOrigin(), axes)
    record = json.loads((shared_data / f"ears/{name}_landmarks.json").read_text())
    ras = record["LANDMARKS"]
    points = [(-ras[key][0], -ras[key][1], ras[key][2]) for key in ("RW", "OW", "C", "A")]
    expert = EarLandmarks(Side[record["SIDE"]], *points, LandmarkOrigin.BY_HAND)
    assert_close(find_landmarks_in_labyrinth(mask, grid, expert.side), expert)
