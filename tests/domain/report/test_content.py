"""What a report says: every number with its unit, definition and source."""

import json
from dataclasses import replace

import pytest

from earseg_app.domain.anatomy import Side
from earseg_app.domain.measuring.measure import EarMeasures, measure_ear
from earseg_app.domain.report.case import Measured, report_of
from earseg_app.domain.report.content import CSV_COLUMNS, Figure, Report, as_record, as_rows
from earseg_app.domain.report.ear import ear_pages
from earseg_app.phantom.cases import Case, small_case


@pytest.fixture(scope="module")
def case() -> Case:
    return small_case(Side.LEFT, seed=4, spacing_mm=0.4)


@pytest.fixture(scope="module")
def measures(case: Case) -> EarMeasures:
    return measure_ear(case.labels.labels, case.labels.grid, Side.LEFT)


@pytest.fixture(scope="module")
def report(case: Case, measures: EarMeasures) -> Report:
    measured = Measured({Side.LEFT: measures}, {Side.RIGHT: "The cochlea is cut."}, {Side.LEFT: {"b"}})
    return report_of(case.volume, case.labels, measured, (), made_on="2026-11-24", program="EarSeg 1.0")


def test_a_value_is_written_with_its_uncertainty_and_unit() -> None:
    assert Figure("A", 9.234, "mm", "d", "s", uncertainty=0.21).words == "9.2 ± 0.2 mm"


def test_a_withheld_value_says_so_and_why() -> None:
    withheld = Figure("Escudé", None, "mm", "d", "s", remark="The cochlea is malformed.")
    assert withheld.words == "withheld"


def test_every_figure_has_a_unit_a_definition_and_a_source(report: Report) -> None:
    figures = [figure for ear in report.ears for section in ear.sections for figure in section.figures]
    assert len(figures) > 20
    assert all(figure.unit and figure.definition and figure.source for figure in figures)


def test_figures_are_those_of_the_measures(report: Report, measures: EarMeasures) -> None:
    cochlea = {figure.name: figure for figure in report.ears[0].sections[0].figures}
    assert cochlea["A"].value == measures.size.a_mm
    assert cochlea["B"].value == measures.size.b_mm


def test_what_was_set_by_hand_is_marked(report: Report) -> None:
    marked = [figure.name for figure in report.ears[0].sections[0].figures if figure.by_hand]
    assert marked == ["B"]


def test_an_ear_that_was_not_measured_is_named_with_the_reason(report: Report) -> None:
    assert report.not_measured == ("The right ear was not measured: The cochlea is cut.",)


def test_a_coarse_scan_is_cautioned(case: Case, measures: EarMeasures) -> None:
    coarse = small_case(Side.LEFT, seed=4, spacing_mm=0.8)
    report = report_of(coarse.volume, coarse.labels, Measured({}), (), made_on="", program="")
    assert any("0.80 mm" in caution for caution in report.cautions)


def test_no_patient_is_named_unasked(report: Report) -> None:
    assert report.patient == ()


def test_rows_hold_every_figure_under_their_heading(report: Report) -> None:
    heading, *rows = as_rows(report)
    assert heading == CSV_COLUMNS
    assert len(rows) == sum(len(section.figures) for ear in report.ears for section in ear.sections)
    assert all(len(row) == len(CSV_COLUMNS) and row[0] == "left" for row in rows)


def test_the_record_is_plain_json_with_the_side_in_it(report: Report) -> None:
    record = json.loads(json.dumps(as_record(report)))
    assert record["ears"][0]["side"] == "L"
    assert record["notice"] == "Research use only, not a medical device."


def test_pages_without_arrays_have_no_table(case: Case, measures: EarMeasures) -> None:
    assert ear_pages(measures, case.labels.ears[0]).tables == ()


def test_uncertainties_stand_beside_their_values_but_not_beside_what_was_set_by_hand(
    case: Case, measures: EarMeasures
) -> None:
    spread = {"A": 0.3, "B": 0.2, "H": 0.25}
    pages = ear_pages(measures, case.labels.ears[0], by_hand={"b"}, plus_minus=spread)
    cochlea = {figure.name: figure for figure in pages.sections[0].figures}
    assert (cochlea["A"].uncertainty, cochlea["B"].uncertainty) == (0.3, None)
    assert "95 of 100" in pages.sections[0].notes[0]


def test_both_ears_are_compared_and_what_exceeds_the_uncertainty_is_said(case: Case, measures: EarMeasures) -> None:
    size = replace(measures.size, a_mm=measures.size.a_mm + 0.5)
    right = replace(measures, side=Side.RIGHT, size=size)
    both = Measured({Side.RIGHT: right, Side.LEFT: measures}, plus_minus={each: {"A": 0.2, "B": 0.2} for each in Side})
    (ear,) = case.labels.ears
    labels = replace(case.labels, ears=(replace(ear, side=Side.RIGHT), ear))
    report = report_of(case.volume, labels, both, (), made_on="", program="")
    assert report.comparison is not None
    rows = {figure.name: figure for figure in report.comparison.figures}
    assert rows["A"].value == pytest.approx(0.5)
    assert rows["A"].remark
    assert not rows["B"].remark
    assert rows["Cochlea, volumes"].unit == "mm³"
    assert rows["Superior canal to lateral canal"].unit == "°"
    table = [dict(zip(CSV_COLUMNS, row, strict=True)) for row in as_rows(report)]
    compared = {row["name"]: row for row in table if row["section"] == report.comparison.title}
    assert (compared["A"]["ear"], float(compared["A"]["value"])) == ("right - left", pytest.approx(0.5))


def test_a_difference_that_rounds_to_nothing_has_no_sign() -> None:
    assert Figure("Lumen", -0.004, "mm", "", "", digits=2).words == "0.00 mm"
    assert Figure("Lumen", -0.006, "mm", "", "", digits=2).words == "-0.01 mm"
