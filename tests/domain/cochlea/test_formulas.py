"""The published duct-length formulas, against worked values."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from earseg_app.domain.cochlea.formulas import (
    FORMULAS,
    DuctPath,
    duct_lengths,
    elliptic_circular_length_mm,
    escude_angle_deg,
    escude_length_mm,
)

diameters = st.floats(7.0, 11.0)
angles = st.floats(1.0, 1000.0)

# A, B; Escudé at 360, 720, 900°; Alexiades oc, i, two turns oc; Koch lw, oc; elliptic-circular lw, oc
WORKED = [
    (8.00, 6.00, (19.47, 29.39, 33.01), (29.28, 30.58, 25.55), (35.87, 28.23), (33.87, 28.72)),
    (9.00, 6.70, (21.91, 33.06, 37.13), (33.44, 34.74, 29.20), (39.73, 32.39), (37.89, 32.74)),
    (9.23, 6.99, (22.47, 33.91, 38.08), (34.40, 35.70, 30.04), (40.62, 33.35), (39.30, 34.15)),
    (10.00, 7.60, (24.34, 36.74, 41.26), (37.60, 38.90, 32.85), (43.59, 36.55), (42.67, 37.52)),
]


def value_mm(name: str, a_mm: float, b_mm: float) -> float:
    return next(length.value_mm for length in duct_lengths(a_mm, b_mm) if length.name == name)


@pytest.mark.parametrize(("a_mm", "b_mm", "escude", "alexiades", "koch", "elliptic"), WORKED)
def test_every_formula_gives_its_worked_value(
    a_mm: float, b_mm: float, escude: tuple, alexiades: tuple, koch: tuple, elliptic: tuple
) -> None:
    assert [escude_length_mm(a_mm, angle) for angle in (360, 720, 900)] == pytest.approx(escude, abs=0.006)
    names = ("Alexiades", "Alexiades (i)", "Alexiades, two turns")
    assert [value_mm(name, a_mm, b_mm) for name in names] == pytest.approx(alexiades, abs=0.006)
    assert [value_mm(name, a_mm, b_mm) for name in ("Koch (lateral wall)", "Koch")] == pytest.approx(koch, abs=0.006)
    names = ("Elliptic-circular", "Elliptic-circular (organ of Corti)")
    assert [value_mm(name, a_mm, b_mm) for name in names] == pytest.approx(elliptic, abs=0.006)
    assert value_mm("Erixon", a_mm, b_mm) == pytest.approx(3.08 * a_mm + 12.44)
    assert value_mm("Alexiades (i), two turns", a_mm, b_mm) == pytest.approx(3.65 * (a_mm - 0.7))


@given(diameters, angles)
def test_the_angle_of_a_depth_is_the_inverse_of_the_length_at_an_angle(a_mm: float, angle_deg: float) -> None:
    assert escude_angle_deg(a_mm, escude_length_mm(a_mm, angle_deg)) == pytest.approx(angle_deg)


@given(diameters, st.floats(5.5, 8.0), st.floats(0.1, 1.0))
def test_a_larger_cochlea_has_a_longer_duct_by_every_formula(a_mm: float, b_mm: float, more_mm: float) -> None:
    smaller, larger = duct_lengths(a_mm, b_mm), duct_lengths(a_mm + more_mm, b_mm + more_mm)
    assert all(after.value_mm > before.value_mm for before, after in zip(smaller, larger, strict=True))


@given(diameters)
def test_along_the_lateral_wall_a_duct_is_longer_than_along_the_organ_of_corti(a_mm: float) -> None:
    assert value_mm("Koch (lateral wall)", a_mm, 7.0) > value_mm("Koch", a_mm, 7.0)
    assert elliptic_circular_length_mm(a_mm, 7.0) > value_mm("Elliptic-circular (organ of Corti)", a_mm, 7.0)


def test_escudes_law_spreads_the_first_turn_as_the_paper_says() -> None:
    # A from 7.9 to 10.8 mm "would produce >5.0 mm variation" of the wall to 360° (Escudé 2006, abstract)
    assert escude_length_mm(10.8, 360.0) - escude_length_mm(7.9, 360.0) > 5.0


def test_alexiades_formula_gives_the_mean_of_a_paper_that_used_it() -> None:
    # A 8.75 ± 0.31 mm and a duct of 32.45 ± 1.31 mm in 36 ears (PMC6449142), by the formula from the mean A
    assert value_mm("Alexiades", 8.75, 6.53) == pytest.approx(32.45, abs=0.06)
    assert value_mm("Alexiades", 8.75 + 0.31, 6.53) - value_mm("Alexiades", 8.75, 6.53) == pytest.approx(1.31, abs=0.03)


def test_erixons_line_runs_through_the_means_of_its_own_paper() -> None:
    # A 9.3 mm and a wall of 41.2 mm on average in 51 moulds, as the abstract rounds them; a line fitted by least
    # squares runs through both means (Erixon and Rask-Andersen 2013, doi 10.3109/00016489.2013.831475)
    assert value_mm("Erixon", 9.25, 6.9) < 41.25 and value_mm("Erixon", 9.35, 6.9) > 41.15
    # of the same moulds, for orientation: the first turn 22.8 mm
    assert value_mm("Escudé, basal turn", 9.3, 6.9) == pytest.approx(22.8, rel=0.02)


def test_every_length_carries_its_path_extent_and_source() -> None:
    for length in duct_lengths(9.23, 6.99):
        assert length.path in DuctPath
        assert length.extent and length.source and length.expression


def test_constants_that_were_only_recalled_are_marked() -> None:
    assert {f.name for f in FORMULAS if not f.checked} == {
        "Koch (lateral wall)",
        "Elliptic-circular",
        "Elliptic-circular (organ of Corti)",
        "Elliptic-circular, basal turn",
        "Elliptic-circular, basal turn (organ of Corti)",
    }


def test_the_first_turn_is_told_by_two_laws_that_agree_with_a_measured_mean() -> None:
    # 22.4 mm along the outer wall in 648 cochleae (Siebrecht 2024)
    for name in ("Escudé, basal turn", "Elliptic-circular, basal turn"):
        assert value_mm(name, 9.23, 6.99) == pytest.approx(22.4, rel=0.03)
    assert value_mm("Elliptic-circular, basal turn", 9.23, 6.99) == pytest.approx(22.88, abs=0.006)
