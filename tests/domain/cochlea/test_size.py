"""A, B and H are measured to a fraction of a voxel."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.spatial.transform import Rotation

from earseg_app.domain.anatomy import Part, Side, label_code
from earseg_app.domain.cochlea.find_landmarks import find_landmarks
from earseg_app.domain.cochlea.landmarks import EarLandmarks
from earseg_app.domain.cochlea.size import CochlearSize, handles_from_labels, values_from_handles
from earseg_app.domain.errors import MeasurementError
from earseg_app.domain.geometry import Grid
from tests.domain.ears import phantom_ear, rough

# A drum: an elliptic cylinder of semi-axes 3.2 and 2.6 mm about z, from 1 mm below its middle to 3 mm above it.
DRUM = EarLandmarks(Side.RIGHT, (5.0, 0.0, 0.0), (4.0, -2.5, 0.0), (0.0, 0.0, 0.0), (0.0, 0.0, 3.0))


def drum(spacing_mm: float, turn: Rotation, side: Side = Side.RIGHT) -> tuple[np.ndarray, Grid]:
    count = int(14.0 / spacing_mm)
    axes = turn.as_matrix()
    origin = -(count - 1) / 2.0 * spacing_mm * axes.sum(axis=0) + [0.03, -0.05, 0.04]
    grid = Grid.from_arrays((count,) * 3, (spacing_mm,) * 3, origin, axes)
    index = np.stack(np.meshgrid(*[np.arange(count)] * 3, indexing="ij"), axis=-1)
    x, y, z = np.moveaxis(grid.lps_from_index(index), -1, 0)
    inside = ((x / 3.2) ** 2 + (y / 2.6) ** 2 < 1.0) & (z > -1.0) & (z < 3.0)
    return np.where(inside, label_code(side, Part.COCHLEA), 0).astype(np.uint8), grid


def size_of(labels: np.ndarray, grid: Grid, landmarks: EarLandmarks) -> CochlearSize:
    return values_from_handles(handles_from_labels(labels, grid, landmarks))


@pytest.mark.parametrize("spacing_mm", [0.2, 0.4])
@pytest.mark.parametrize("turn", list(Rotation.random(3, random_state=2)))
def test_a_drum_measures_what_it_was_made_to_measure(spacing_mm: float, turn: Rotation) -> None:
    size = size_of(*drum(spacing_mm, turn), DRUM)
    assert size.a_mm == pytest.approx(5.0 + 3.2, abs=0.3 * spacing_mm)
    assert size.b_mm == pytest.approx(5.2, abs=0.6 * spacing_mm)
    assert size.h_mm == pytest.approx(4.0, abs=0.8 * spacing_mm)


def test_a_starts_at_the_round_window_and_passes_the_axis() -> None:
    labels, grid = drum(0.3, Rotation.identity())
    start, end = handles_from_labels(labels, grid, DRUM).a
    assert start == pytest.approx(DRUM.round_window)
    assert end == pytest.approx((-3.2, 0.0, 0.0), abs=0.15)


def test_a_round_window_off_the_plane_is_seen_along_the_axis() -> None:
    labels, grid = drum(0.3, Rotation.identity())
    lifted = DRUM.moved("round_window", (5.0, 0.0, 0.8))
    assert size_of(labels, grid, lifted).a_mm == pytest.approx(size_of(labels, grid, DRUM).a_mm)


def test_dragging_a_handle_changes_its_value_alone() -> None:
    labels, grid = drum(0.3, Rotation.identity())
    handles = handles_from_labels(labels, grid, DRUM)
    before, after = values_from_handles(handles), values_from_handles(handles.moved("b", 0, (0.0, 3.6, 0.0)))
    assert after.b_mm == pytest.approx(before.b_mm + 1.0, abs=0.1)
    assert (after.a_mm, after.h_mm) == (before.a_mm, before.h_mm)


def test_there_is_no_fourth_handle() -> None:
    labels, grid = drum(0.3, Rotation.identity())
    with pytest.raises(ValueError, match="no handle"):
        handles_from_labels(labels, grid, DRUM).moved("c", 0, (0.0, 0.0, 0.0))


def test_an_axis_beside_the_cochlea_is_refused() -> None:
    labels, grid = drum(0.3, Rotation.identity())
    aside = EarLandmarks(Side.RIGHT, (5.0, 9.0, 0.0), (4.0, 7.0, 0.0), (0.0, 9.0, 0.0), (0.0, 9.0, 3.0))
    with pytest.raises(MeasurementError, match="does not pass"):
        handles_from_labels(labels, grid, aside)


@pytest.mark.parametrize(("seed", "side"), [(1, Side.LEFT), (2, Side.RIGHT)])
@pytest.mark.parametrize("spacing_mm", [0.2, 0.4])
def test_with_true_landmarks_a_phantom_measures_its_truth(seed: int, side: Side, spacing_mm: float) -> None:
    ear = phantom_ear(seed, side, spacing_mm)
    size = size_of(ear.labels, ear.grid, ear.landmarks)
    assert size.a_mm == pytest.approx(ear.measures.a_mm, abs=0.2)
    assert size.b_mm == pytest.approx(ear.measures.b_mm, abs=0.2)
    assert size.h_mm == pytest.approx(ear.measures.h_mm, abs=0.2)


def test_on_average_everything_automatic_measures_the_truth_within_a_fifth_of_a_millimetre() -> None:
    errors = []
    for seed in range(4):
        ear = phantom_ear(seed, (Side.RIGHT, Side.LEFT)[seed % 2], 0.3)
        size = size_of(ear.labels, ear.grid, find_landmarks(ear.labels, ear.grid, ear.side))
        truth = ear.measures
        errors.append([size.a_mm - truth.a_mm, size.b_mm - truth.b_mm, size.h_mm - truth.h_mm])
    assert np.abs(errors).mean(axis=0) == pytest.approx(0.0, abs=0.2)


def test_walls_that_err_by_a_voxel_move_no_measure_by_more_than_two_tenths() -> None:
    ear = phantom_ear(0, Side.RIGHT, 0.3)
    smooth, stairs = (size_of(labels, ear.grid, ear.landmarks) for labels in (ear.labels, rough(ear.labels)))
    assert stairs.a_mm == pytest.approx(smooth.a_mm, abs=0.2)
    assert stairs.b_mm == pytest.approx(smooth.b_mm, abs=0.25)
    assert stairs.h_mm == pytest.approx(smooth.h_mm, abs=0.3)


def test_a_mask_that_ran_out_of_the_cochlea_at_some_levels_is_not_followed_there() -> None:
    labels, grid = drum(0.3, Rotation.identity())
    before = size_of(labels, grid, DRUM)
    index = np.stack(np.meshgrid(*[np.arange(n) for n in grid.shape_zyx], indexing="ij"), axis=-1)
    x, y, z = np.moveaxis(grid.lps_from_index(index), -1, 0)
    leak = (np.abs(x) < 0.8) & (y > 0.0) & (y < 6.0) & (np.abs(z - 0.5) < 0.5)
    leaked = np.where(leak, label_code(Side.RIGHT, Part.COCHLEA), labels).astype(np.uint8)
    assert size_of(leaked, grid, DRUM).b_mm == pytest.approx(before.b_mm, abs=0.2)
