"""The report as pages: what is on them, read back from the PDF by another program's eyes."""

import io
import re

import numpy as np
import pytest
from pypdf import PdfReader

from earseg_app.adapters.electrode_library import electrode_arrays
from earseg_app.domain.anatomy import Side
from earseg_app.domain.measuring.measure import EarMeasures, measure_ear
from earseg_app.domain.report.case import Measured, report_of
from earseg_app.domain.report.content import Report
from earseg_app.phantom.cases import Case, small_case
from earseg_app.presenters.measuring import measurement_of
from earseg_app.render.report.ears import ear_pictures, surface_pictures
from earseg_app.render.report.pdf import report_pdf
from earseg_app.render.report.pictures import Picture

SIDE = Side.RIGHT


@pytest.fixture(scope="module")
def case() -> Case:
    return small_case(SIDE, seed=3, spacing_mm=0.4)


@pytest.fixture(scope="module")
def measures(case: Case) -> EarMeasures:
    return measure_ear(case.labels.labels, case.labels.grid, SIDE)


@pytest.fixture(scope="module")
def pictures(case: Case, measures: EarMeasures) -> tuple[Picture, ...]:
    surfaces = surface_pictures(case.volume, case.labels)
    return ear_pictures(case.volume, case.labels, {SIDE: measurement_of(measures)}, surfaces)[SIDE]


@pytest.fixture(scope="module")
def report(case: Case, measures: EarMeasures) -> Report:
    arrays = electrode_arrays()
    return report_of(case.volume, case.labels, Measured({SIDE: measures}), arrays, made_on="today", program="EarSeg")


@pytest.fixture(scope="module")
def reader(report: Report, pictures: tuple[Picture, ...]) -> PdfReader:
    return PdfReader(io.BytesIO(report_pdf(report, {SIDE: pictures})))


@pytest.fixture(scope="module")
def words(reader: PdfReader) -> str:
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in reader.pages))


def test_every_page_says_that_it_is_for_research(reader: PdfReader) -> None:
    assert all("Research use only, not a medical device." in page.extract_text() for page in reader.pages)


def test_side_and_diameters_are_on_the_first_page(reader: PdfReader, measures: EarMeasures) -> None:
    first = reader.pages[0].extract_text()
    assert "Right ear" in first
    assert f"{measures.size.a_mm:.2f} mm" in first


def test_formulas_keep_their_signs(words: str) -> None:
    assert "2.62·A·ln(1 + 900/235)" in words
    assert "√(0.72·A·B)" in words


def test_every_array_is_listed_and_none_recommended(words: str) -> None:
    assert all(array.model in words for array in electrode_arrays())
    assert "it recommends nothing" in words


def test_the_pictures_are_on_the_page_of_the_ear(reader: PdfReader) -> None:
    assert len(reader.pages[0].images) == 0
    assert len(reader.pages[1].images) == 3


def test_markup_in_a_name_is_text(report: Report) -> None:
    odd = Report("today", (("Name", "<b>O'Neill & Sons</b>"),), (), (), (), ())
    text = PdfReader(io.BytesIO(report_pdf(odd, {}))).pages[0].extract_text()
    assert "<b>O'Neill & Sons</b>" in text


def test_diameter_a_is_drawn_as_long_as_it_is(pictures: tuple[Picture, ...], measures: EarMeasures) -> None:
    line = next(stroke for stroke in pictures[0].strokes if stroke.label.startswith("A"))
    start, end = np.array(line.points_uv_mm)
    assert np.linalg.norm(end - start) == pytest.approx(measures.size.a_mm, abs=0.05)


def test_the_ear_fills_the_3d_picture(pictures: tuple[Picture, ...]) -> None:
    coloured = np.ptp(pictures[2].pixels.astype(int), axis=2) > 40
    rows, columns = np.flatnonzero(coloured.any(axis=1)), np.flatnonzero(coloured.any(axis=0))
    assert max(np.ptp(rows), np.ptp(columns)) > 0.5 * coloured.shape[0]
