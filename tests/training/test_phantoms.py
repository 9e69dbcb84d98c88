"""Phantoms become cases without sides, and places without an ear hold none."""

import numpy as np

from earseg_app.domain.anatomy import Side
from earseg_app.phantom.anatomy import Anatomy
from earseg_app.phantom.cases import small_case
from training.phantoms import FIRST_SEED, MALFORMATIONS, as_case, no_ear


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


def test_a_malformed_phantom_keeps_its_place_and_has_another_lumen() -> None:
    healthy = Anatomy.draw(FIRST_SEED).ear(Side.RIGHT)
    rng = np.random.default_rng(0)
    short, bud, wide, wet = (change(healthy, rng) for change in MALFORMATIONS)
    assert short.cochlea.turns <= 2.0 < healthy.cochlea.turns
    assert bud.lateral.arc_scale < 0.8 < healthy.lateral.arc_scale
    assert wide.aqueduct_mm >= 1.2 > healthy.aqueduct_mm
    assert wet.effusion == 1.0
    assert {ear.offset_mm for ear in (short, bud, wide, wet)} == {healthy.offset_mm}
