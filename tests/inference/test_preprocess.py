"""Resampling keeps places and means; labels come back to where they belong."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from earseg_app.domain.geometry import Grid
from earseg_app.domain.resampling import resample_array
from earseg_app.domain.volume import Volume
from earseg_app.inference.preprocess import (
    Region,
    labels_from,
    normalise,
    resample,
    resample_labels_back,
    working_grid,
)

OBLIQUE = ((0.0, 0.6, 0.8), (1.0, 0.0, 0.0), (0.0, 0.8, -0.6))


def ramp(grid: Grid) -> np.ndarray:
    """A field that grows by 10 per mm of LPS x, 20 of y, 30 of z."""
    points = grid.lps_from_index(np.stack(np.indices(grid.shape_zyx), axis=-1))
    return (points @ np.array([10.0, 20.0, 30.0])).astype(np.float32)


@settings(max_examples=20, deadline=None)
@given(st.floats(0.2, 0.9))
def test_resampling_shifts_nothing_by_more_than_seven_hundredths_of_a_millimetre(spacing_mm: float) -> None:
    source = Grid((20, 24, 22), (0.5, 0.3, 0.4), (5.0, -3.0, 2.0), OBLIQUE)
    target = source.with_spacing((spacing_mm,) * 3)
    error = np.abs(resample_array(ramp(source), source, target) - ramp(target))
    gradient_per_mm, shift_mm = np.linalg.norm([10, 20, 30]), 0.07
    assert error[4:-4, 4:-4, 4:-4].max(initial=0.0) < gradient_per_mm * shift_mm


def test_coarser_voxels_average_the_noise_away() -> None:
    noise = np.random.default_rng(0).normal(0, 100, (40, 40, 40)).astype(np.int16)
    volume = Volume(noise, Grid((40, 40, 40), (0.3, 0.3, 0.3), (0.0, 0.0, 0.0)))
    coarse, grid = resample(volume, 1.2)
    assert grid.shape_zyx == (10, 10, 10)
    assert coarse.std() < 20


def test_a_region_gives_the_same_values_as_the_whole() -> None:
    grid = Grid((30, 30, 30), (0.4, 0.4, 0.4), (1.0, 2.0, 3.0))
    volume = Volume(ramp(grid).astype(np.int16), grid)
    center = grid.lps_from_index((15, 12, 10))
    array, part = resample(volume, 0.4, Region(tuple(center), (4.0, 4.0, 4.0)))  # type: ignore[arg-type]
    start = np.rint(grid.index_from_lps(part.origin)).astype(int)
    stop = start + part.shape_zyx
    np.testing.assert_allclose(array, volume.hu[tuple(slice(a, b) for a, b in zip(start, stop, strict=True))], atol=1)
    assert part.contains(center)


def test_a_region_at_the_border_is_cut_to_the_volume_and_one_outside_is_refused() -> None:
    grid = Grid((10, 10, 10), (1.0, 1.0, 1.0), (0.0, 0.0, 0.0))
    assert working_grid(grid, 1.0, Region((0.0, 0.0, 0.0), (8.0, 8.0, 8.0))).shape_zyx == (5, 5, 5)
    with pytest.raises(ValueError, match="outside"):
        working_grid(grid, 1.0, Region((50.0, 0.0, 0.0), (8.0, 8.0, 8.0)))


def test_the_window_is_mapped_to_minus_one_and_one_and_the_rest_clipped() -> None:
    hu = np.array([-3000, -1000, 750, 2500, 9000], np.float32)
    np.testing.assert_allclose(normalise(hu, (-1000.0, 2500.0)), [-1, -1, 0, 1, 1])


def test_other_axes_are_refused_instead_of_misplaced() -> None:
    a, b = Grid((4, 4, 4), (1, 1, 1), (0, 0, 0)), Grid((4, 4, 4), (1, 1, 1), (0, 0, 0), OBLIQUE)
    with pytest.raises(ValueError, match="same axes"):
        resample_array(np.zeros((4, 4, 4)), a, b)


def test_a_sphere_comes_back_to_its_own_grid_with_its_volume() -> None:
    fine = Grid((60, 60, 60), (0.2, 0.2, 0.2), (0.0, 0.0, 0.0))
    distance = np.linalg.norm(fine.lps_from_index(np.stack(np.indices(fine.shape_zyx), -1)) - 5.9, axis=-1)
    inside = (distance < 4.0).astype(np.float32)
    work = fine.with_spacing((0.3, 0.3, 0.3))
    p = resample_array(inside, fine, work)
    back = resample_labels_back(np.stack([1 - p, 0.4 * p, 0.6 * p]), work, fine)
    assert set(np.unique(back)) == {0, 2}
    overlap = 2 * np.sum((back > 0) & (inside > 0)) / (np.sum(back > 0) + inside.sum())
    assert overlap > 0.985


def test_at_a_seam_two_half_likely_parts_together_beat_background() -> None:
    assert labels_from(np.array([0.4, 0.35, 0.25]).reshape(3, 1, 1, 1)).item() == 1
