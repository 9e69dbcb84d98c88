"""Right against left, and what of it is more than the measures can tell."""

from __future__ import annotations

from functools import cache

import pytest

from earseg_app.domain.anatomy import Side
from earseg_app.domain.measuring.compare_ears import Difference, compare_ears
from earseg_app.domain.measuring.measure import EarMeasures, MeasurableEar
from tests.domain.ears import phantom_ear


@cache
def ear(side: Side) -> EarMeasures:
    found = phantom_ear(1, side)
    return MeasurableEar.of_labels(found.labels, found.grid, side).measured(found.landmarks)


def test_every_value_of_both_ears_is_held_against_the_other() -> None:
    rows = {row.quantity: row for row in compare_ears(ear(Side.RIGHT), ear(Side.LEFT))}
    assert {"A", "B", "H", "cochlea", "lateral_canal_radius", "superior_canal_lumen"} <= set(rows)
    assert rows["A"].difference == pytest.approx(ear(Side.RIGHT).size.a_mm - ear(Side.LEFT).size.a_mm)
    assert any("lateral wall" in name for name in rows)


def test_a_difference_counts_only_beyond_the_uncertainty_of_both() -> None:
    plus_minus = {"A": 0.3}
    (a, *_) = compare_ears(ear(Side.RIGHT), ear(Side.LEFT), plus_minus, {"A": 0.4})
    assert a.plus_minus == pytest.approx(0.5)
    assert Difference("A", 9.6, 9.0, 0.5).is_beyond_uncertainty
    assert not Difference("A", 9.4, 9.0, 0.5).is_beyond_uncertainty


def test_without_a_known_uncertainty_nothing_is_claimed() -> None:
    assert not Difference("A", 12.0, 9.0).is_beyond_uncertainty


def test_two_right_ears_are_not_compared() -> None:
    with pytest.raises(ValueError, match="right and a left"):
        compare_ears(ear(Side.RIGHT), ear(Side.RIGHT))
