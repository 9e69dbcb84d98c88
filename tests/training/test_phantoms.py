"""Phantoms become cases without sides, and places without an ear hold none."""

import numpy as np

from earseg_app.domain.anatomy import Side
from earseg_app.phantom.cases import small_case
from training.phantoms import FIRST_SEED, as_case, no_ear


def test_a_left_ear_has_the_same_codes_as_a_right_one() -> None:
    phantom = small_case(Side.LEFT, FIRST_SEED, spacing_mm=0.8, size_mm=24.0)
    assert phantom.labels.labels.max() > 10
    case = as_case("left", phantom)
    assert set(np.unique(case.labels)) <= set(range(6))
    assert case.labels.astype(bool).sum() == phantom.labels.labels.astype(bool).sum()


def test_a_place_without_an_ear_holds_no_label() -> None:
    case = no_ear(FIRST_SEED)
    assert not case.labels.any()
    assert case.middles_mm.shape == (0, 3)
