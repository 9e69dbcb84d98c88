"""The figures are the ones the literature means."""

import numpy as np
import pytest

from training.cases import Case
from training.evaluate import dice, largest_component, score, surface_distances, thicker


def cube(shift: int = 0) -> np.ndarray:
    mask = np.zeros((30, 30, 30), bool)
    mask[5 + shift : 15 + shift, 5:15, 5:15] = True
    return mask


def test_dice_of_a_cube_shifted_by_a_tenth_of_its_side_is_nine_tenths() -> None:
    assert dice(cube(), cube(1)) == pytest.approx(0.9)
    assert dice(cube(), cube()) == 1.0
    assert dice(np.zeros(3, bool), np.zeros(3, bool)) == 1.0
    assert dice(cube(), np.zeros((30, 30, 30), bool)) == 0.0


def test_surface_distances_are_in_millimetres_along_the_shift() -> None:
    assd, hd95 = surface_distances(cube(), cube(2), (0.5, 0.3, 0.3))
    assert 0.0 < assd < 1.0
    assert hd95 == pytest.approx(1.0)
    assert surface_distances(cube(), cube(), (1.0, 1.0, 1.0)) == (0.0, 0.0)
    assert surface_distances(cube(), np.zeros((30, 30, 30), bool), (1.0, 1.0, 1.0)) == (float("inf"), float("inf"))


def test_only_the_largest_body_is_kept() -> None:
    labels = cube().astype(np.uint8) * 3
    labels[20:22, 20:22, 20:22] = 1
    assert set(np.unique(largest_component(labels))) == {0, 3}


def test_a_wrong_part_costs_its_part_but_not_the_whole() -> None:
    truth = cube().astype(np.uint8)
    found = truth.copy()
    found[5:10][found[5:10] == 1] = 2
    result = score(found, truth, (1.0, 1.0, 1.0))
    assert result.dice == 1.0
    assert result.part_dice[0] == pytest.approx(2 / 3)
    assert result.part_dice[1] == 0.0


def test_a_thicker_scan_keeps_the_volume_of_the_truth_and_gets_its_noise() -> None:
    labels = cube().astype(np.uint8)
    case = Case("cube", np.zeros(labels.shape, np.int16), labels, (0.2, 0.2, 0.2))
    thick = thicker(case, (0.6, 0.3, 0.3), noise_hu=40.0)
    assert thick.hu.shape == (10, 20, 20)
    assert (thick.labels > 0).sum() * 0.6 * 0.3 * 0.3 == pytest.approx(labels.sum() * 0.2**3, rel=0.3)
    assert 35 < thick.hu.std() < 45
