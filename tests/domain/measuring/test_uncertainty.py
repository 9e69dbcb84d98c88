"""What is said after ± holds the truth, grows with doubt and with the voxel, and is the same every time."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from earseg_app.domain.anatomy import Side
from earseg_app.domain.cochlea.size import CochlearSize
from earseg_app.domain.cochlea.template import mean_cochlea
from earseg_app.domain.measuring.measure import EarMeasures, measure_ear
from earseg_app.domain.measuring.uncertainty import METHOD_MM, Uncertainty, method_mm, placement_of, uncertainty_of
from earseg_app.phantom.anatomy import Anatomy
from tests.benchmarks.accuracy import errors_of
from tests.benchmarks.plus_minus import Ear, Row, needed, shares
from tests.domain.ears import phantom_ear

WALL = "Measured in 3D, 2½ turns (lateral wall)"


@cache
def measured(seed: int, side: Side, spacing_mm: float) -> EarMeasures:
    ear = phantom_ear(seed, side, spacing_mm)
    return measure_ear(ear.labels, ear.grid, side)


@cache
def doubted(seed: int = 0, side: Side = Side.RIGHT, spacing_mm: float = 0.4, doubt: int = 0) -> Uncertainty:
    ear = phantom_ear(seed, side, spacing_mm)
    layer = np.where(ear.labels > 0, doubt, 0).astype(np.uint8) if doubt else None
    return uncertainty_of(measured(seed, side, spacing_mm), ear.labels, ear.grid, layer, repeats=6)


def test_it_holds_the_truth_in_phantoms_it_was_not_tuned_on() -> None:
    held = []
    for seed, spacing_mm in ((51, 0.4), (52, 0.3), (53, 0.4)):
        side = Side.RIGHT if seed % 2 else Side.LEFT
        found, doubt = measured(seed, side, spacing_mm), doubted(seed, side, spacing_mm).plus_minus
        a, b, h, wall_percent, *_ = errors_of(found, Anatomy.draw(seed), side)
        assert found.wall is not None
        wall_mm = wall_percent / 100.0 * found.wall.length_mm
        held += [abs(e) <= doubt[key] for key, e in (("A", a), ("B", b), ("H", h), (WALL, wall_mm))]
    assert np.mean(held) >= 0.8


def test_it_is_of_use_a_tenth_of_a_millimetre_or_some() -> None:
    found = doubted()
    assert all(0.1 < found.plus_minus[name] < 0.5 for name in "ABH")
    assert 0.5 < found.plus_minus[WALL] < 2.0
    assert found.repeats == 6


def test_what_the_network_doubts_widens_it() -> None:
    sure, unsure = doubted(), doubted(doubt=255)
    assert unsure.doubt_mm > sure.doubt_mm == 0.0
    widths = [sum(found.plus_minus[name] for name in ("A", "B", "H", WALL)) for found in (sure, unsure)]
    assert widths[1] > 1.2 * widths[0]


def test_every_length_has_its_own() -> None:
    found = measured(0, Side.RIGHT, 0.4)
    assert {length.key for length in found.duct_lengths} <= set(doubted().plus_minus)


def test_the_same_seed_gives_the_same_figures() -> None:
    ear = phantom_ear(0, Side.RIGHT, 0.4)
    again = uncertainty_of(measured(0, Side.RIGHT, 0.4), ear.labels, ear.grid, repeats=6)
    assert again == doubted()


def test_landmarks_placed_by_hand_are_taken_as_they_stand() -> None:
    ear = phantom_ear(0, Side.RIGHT, 0.4)
    by_hand = ear.landmarks.moved("round_window", ear.landmarks.round_window)
    found = uncertainty_of(measure_ear(ear.labels, ear.grid, ear.side, by_hand), ear.labels, ear.grid, repeats=4)
    assert found.plus_minus["A"] <= doubted().plus_minus["A"] + 0.05


@pytest.mark.parametrize("side", list(Side))
def test_landmarks_lead_back_to_where_the_mean_cochlea_lay(side: Side) -> None:
    found = measured(0, side, 0.4).landmarks
    again = placement_of(found).to_lps(mean_cochlea().round_window_mm[None])[0]
    assert again == pytest.approx(found.round_window, abs=1e-6)


def test_the_methods_own_error_of_a_formula_follows_from_those_of_its_diameters() -> None:
    shown = {"A": 9.0, "Erixon (lateral wall)": 40.0, "Elliptic-circular (lateral wall)": 37.0, WALL: 40.0}
    error = method_mm(CochlearSize(9.0, 6.7, 4.0), shown, {"A": 0.1, "B": 0.2, "H": 0.1}, 0.02)
    assert error["Erixon (lateral wall)"] == pytest.approx(0.308)
    # 1.71 (1.18 − ½ √(0.72 B/A)) and 1.71 (2.69 − ½ √(0.72 A/B)) mm for each millimetre of A and of B
    assert error["Elliptic-circular (lateral wall)"] == pytest.approx(np.hypot(0.139, 0.752), abs=0.005)
    assert (error["A"], error[WALL]) == (0.1, pytest.approx(0.8))


def test_what_the_spread_leaves_unexplained_is_the_methods_and_holds_95_of_100_again() -> None:
    rng = np.random.default_rng(1)
    ears = [made_up(seed, rng) for seed in range(400)]
    diameters, lengths = needed(ears[:200])
    assert diameters["B"] == pytest.approx(np.sqrt(0.2**2 - 0.12**2), rel=0.15)
    assert lengths == 0.0, "a spread that is too wide calls for nothing"
    held = shares(ears[200:], {**METHOD_MM, **diameters}, lengths)
    assert held["B"] == pytest.approx(95.0, abs=4.0)


def made_up(seed: int, rng: np.random.Generator) -> Ear:
    """B errs by 0.2 mm and the spread knows of 0.12; the wall errs less than its spread."""
    b, wall = rng.normal(0.0, 0.2), rng.normal(0.0, 0.1)
    rows = (
        Row("A", "A", 9.0, 9.0, 0.1),
        Row("B", "B", 6.7 + b, 6.7, 0.12),
        Row("H", "H", 4.0, 4.0, 0.1),
        Row(WALL, "lateral wall", 40.0 + wall, 40.0, 0.5),
    )
    return Ear(seed, 0.3, rows)
