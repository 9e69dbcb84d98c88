"""Figures in the unit of the reader: the same quantity, and the unit always beside it."""

from __future__ import annotations

import pytest

from earseg_app.domain.units import METRIC, AngleUnit, PrintUnit, Units, VolumeUnit

OTHER = Units(AngleUnit.TURNS, VolumeUnit.MICROLITRES, PrintUnit.INCH)


@pytest.mark.parametrize(("angle_deg", "metric", "other"), [(0, "0°", "0.00 turns"), (471.4, "471°", "1.31 turns")])
def test_an_angle_along_the_cochlea(angle_deg: float, metric: str, other: str) -> None:
    assert (METRIC.angle_words(angle_deg), OTHER.angle_words(angle_deg)) == (metric, other)
    assert other == f"{OTHER.angle_figure(angle_deg)} {OTHER.angle_symbol}"


def test_a_cubic_millimetre_is_a_microlitre() -> None:
    assert (METRIC.volume_symbol, OTHER.volume_symbol) == ("mm³", "µL")


def test_the_size_of_a_print() -> None:
    size_mm = (62.0, 25.4, 8.13)
    assert METRIC.printed_size(size_mm) == "62 × 25 × 8.1 mm"
    assert OTHER.printed_size(size_mm) == "2.44 × 1.00 × 0.32 in"
    assert (METRIC.printed_length(12.7), OTHER.printed_length(12.7)) == ("12.70 mm", "0.500 in")


@pytest.mark.parametrize(
    ("volume_cm3", "metric", "other"), [(16.387, "16.4 cm³", "1 in³"), (1830.4, "1830 cm³", "112 in³")]
)
def test_the_material_of_a_print(volume_cm3: float, metric: str, other: str) -> None:
    assert (METRIC.material(volume_cm3), OTHER.material(volume_cm3)) == (metric, other)
