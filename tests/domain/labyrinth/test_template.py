"""The mean labyrinth names the parts of a mask that holds them all, however the ear lies."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.spatial.transform import Rotation

from earseg_app.domain.anatomy import Part, Side
from earseg_app.domain.cochlea.find_landmarks import place_in_labyrinth
from earseg_app.domain.geometry import Grid
from earseg_app.domain.labyrinth.template import mean_labyrinth
from earseg_app.phantom.anatomy import Anatomy
from earseg_app.phantom.ct import truth_labels
from tests.overlap import dice


def phantom(side: Side, seed: int, spacing_mm: float) -> tuple[np.ndarray, Grid]:
    """Part codes 1…5 and grid of a phantom's ear on voxels that are turned anyhow."""
    anatomy = Anatomy.draw(seed)
    axes = Rotation.random(random_state=seed).as_matrix()
    shape = (round(26.0 / spacing_mm),) * 3
    grid = Grid.from_arrays(shape, [spacing_mm] * 3, (0, 0, 0), axes)
    center = anatomy.ear_frame(side).to_lps((0.0, 0.5, 0.0))
    grid = Grid.from_arrays(shape, [spacing_mm] * 3, center - grid.center_lps_mm, axes)
    labels = truth_labels(anatomy, grid).labels
    return np.where(labels > 10, labels - 10, labels), grid


def named(mask: np.ndarray, grid: Grid, side: Side) -> np.ndarray:
    """Part codes [z, y, x] of a labyrinth mask, by the mean labyrinth alone."""
    voxels = np.argwhere(mask)
    points = place_in_labyrinth(mask, grid, side).from_lps(grid.lps_from_index(voxels))
    template = mean_labyrinth()
    prior = template.part_prior(template.bend(points).apply(points))
    result = np.zeros(mask.shape, np.uint8)
    result[tuple(voxels.T)] = prior.argmax(axis=1) + 1
    return result


@pytest.mark.parametrize(
    ("side", "seed", "spacing_mm"), [(Side.RIGHT, 5, 0.25), (Side.LEFT, 6, 0.3), (Side.RIGHT, 7, 0.5)]
)
def test_the_parts_of_a_turned_ear_are_named(side, seed, spacing_mm):
    truth, grid = phantom(side, seed, spacing_mm)
    found = named(truth > 0, grid, side)
    for part in Part:
        assert dice(found == part, truth == part) > 0.85, part


@pytest.mark.parametrize("lost", [Part.SUPERIOR_CANAL, Part.LATERAL_CANAL])
def test_an_ear_without_a_canal_keeps_the_names_of_the_others(lost):
    truth, grid = phantom(Side.RIGHT, 5, 0.35)
    truth = np.where(truth == lost, 0, truth)
    found = named(truth > 0, grid, Side.RIGHT)
    for part in set(Part) - {lost, Part.VESTIBULE}:
        assert dice(found == part, truth == part) > 0.75, part


def test_an_affine_copy_of_the_mean_is_bent_back_to_it():
    template = mean_labyrinth()
    squeezed = template.points_mm @ np.diag([1.05, 0.97, 1.04]) + [0.2, -0.1, 0.15]
    back = template.bend(squeezed).apply(squeezed)
    before = np.linalg.norm(squeezed - template.points_mm, axis=1).mean()
    assert np.linalg.norm(back - template.points_mm, axis=1).mean() < 0.3 * before


def test_the_prior_is_a_probability_even_far_away():
    prior = mean_labyrinth().part_prior(np.random.default_rng(0).uniform(-40, 40, (300, 3)))
    np.testing.assert_allclose(prior.sum(axis=1), 1.0)


def test_a_few_voxels_are_bent_without_a_stumble():
    few = np.array([[1.0, 0.0, 0.0], [1.3, 0.0, 0.0]])
    assert np.isfinite(mean_labyrinth().bend(few).apply(few)).all()
