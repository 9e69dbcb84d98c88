"""The shape of a whole labyrinth tells the ear and the parts, even when the network cannot."""

from __future__ import annotations

import numpy as np
import pytest

from earseg_app.domain.anatomy import Part, Side
from earseg_app.domain.geometry import Grid
from earseg_app.inference.preprocess import labels_from
from earseg_app.inference.shape import beyond, fit_shape, name_parts, part_prior
from earseg_app.phantom.anatomy import Anatomy
from earseg_app.phantom.cases import axial_grid, small_case
from earseg_app.phantom.ct import truth_labels


@pytest.fixture(scope="module", params=[Side.RIGHT, Side.LEFT])
def ear(request) -> tuple[Side, np.ndarray, Grid]:
    """Side, part codes 1…5 and grid of a phantom's ear."""
    anatomy = Anatomy.draw(5)
    center = anatomy.ear_frame(request.param).to_lps((0.0, 0.5, 0.0))
    truth = truth_labels(anatomy, axial_grid(center, [26.0] * 3, [0.35] * 3))
    codes = np.where(truth.labels > 10, truth.labels - 10, truth.labels).astype(np.uint8)
    return request.param, codes, truth.grid


def test_the_whole_tells_the_side_and_its_mirror_image_the_other(ear):
    side, codes, grid = ear
    fit = fit_shape(codes > 0, grid)
    assert fit.is_clear and fit.placement.side is side
    mirrored = fit_shape(codes[:, :, ::-1] > 0, grid)
    assert mirrored.placement.side is not side
    assert mirrored.chirality == pytest.approx(-fit.chirality, abs=0.15)


def test_a_network_that_knows_no_parts_is_told_them(ear):
    _, codes, grid = ear
    whole = (codes > 0).astype(np.float32)
    blind = np.stack([1.0 - whole, *[whole / 5.0] * 5])
    fit = fit_shape(codes > 0, grid)
    named = name_parts(blind, fit.placement, grid)
    np.testing.assert_array_equal(named[0], blind[0])
    np.testing.assert_allclose(named.sum(axis=0), 1.0, rtol=1e-5)
    labels = labels_from(named)
    for part in Part:
        overlap = 2 * np.count_nonzero((labels == part) & (codes == part))
        assert overlap / (np.count_nonzero(labels == part) + np.count_nonzero(codes == part)) > 0.85


def test_a_network_that_is_right_stays_right_but_for_some_borders(ear):
    _, codes, grid = ear
    fit = fit_shape(codes > 0, grid)
    sure = np.stack([codes == part for part in (0, *Part)]).astype(np.float32)
    kept = labels_from(name_parts(sure, fit.placement, grid)) == codes
    assert kept[codes > 0].mean() > 0.94


def test_a_ball_has_no_shape_of_an_ear():
    z, y, x = np.indices((50, 50, 50)) - 24.5
    grid = Grid((50, 50, 50), (0.3,) * 3, (0, 0, 0))
    fit = fit_shape(z**2 + y**2 + x**2 < 13.0**2, grid)
    assert not fit.is_clear


def test_the_prior_is_a_probability_everywhere_and_rules_nothing_out():
    prior = part_prior(np.random.default_rng(0).uniform(-30, 30, (500, 3)), np.ones(500, bool))
    np.testing.assert_allclose(prior.sum(axis=1), 1.0)
    assert prior.min() > 0.004


def test_what_runs_out_of_a_labyrinth_is_told_from_it() -> None:
    case = small_case(Side.RIGHT, seed=3)
    ear = case.labels.mask(Side.RIGHT)
    fit = fit_shape(ear, case.labels.grid)
    assert np.count_nonzero(beyond(ear, fit.placement, case.labels.grid)[0]) < 0.002 * np.count_nonzero(ear)
    # a rod from the middle of the ear towards the middle of the head, as into the nerve's canal
    z, y, x = np.rint(np.argwhere(ear).mean(axis=0)).astype(int)
    leaking = ear.copy()
    leaking[z - 2 : z + 3, y - 2 : y + 3, x : x + 50] = True
    far, filling = beyond(leaking, fit.placement, case.labels.grid)
    assert np.count_nonzero(filling) < 10
    assert not (far & ear).any() or np.count_nonzero(far & ear) < 0.01 * np.count_nonzero(ear)
    assert np.count_nonzero(far) > 0.3 * np.count_nonzero(leaking & ~ear)
