"""The report as pages: what is on them, read back from the PDF by another program's eyes."""

import io
import re
from dataclasses import replace

import numpy as np
import pytest
from pypdf import PdfReader

from earseg_app import paths
from earseg_app.adapters.electrode_library import electrode_arrays
from earseg_app.domain.anatomy import Side
from earseg_app.domain.measuring.measure import EarMeasures, measure_ear
from earseg_app.domain.report.case import Measured, report_of
from earseg_app.domain.report.content import Report
from earseg_app.language.languages import say_in
from earseg_app.phantom.cases import Case, small_case
from earseg_app.presenters.measuring import measurement_of
from earseg_app.render.report.ears import ear_pictures, surface_pictures
from earseg_app.render.report.pdf import report_pdf
from earseg_app.render.report.pictures import Picture

SIDE = Side.RIGHT
# Names and figures, and words that are the same in German.
SAME = re.compile(
    r"[^A-Za-z]*|[^a-z]*( mm.?|mm³|mm²)?( von Hand)?|(Alexiades|Koch|Erixon|Escudé).*|[ABH]( [\d.]+ mm)?|Name|"
    r"Patient|Labels|Cochlea|EarSeg.*|(Advanced Bionics|Cochlear|MED-EL|Oticon Medical) .*|\d.*(mm|°|mm²|mm³|%)|truth.*"
)


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


@pytest.fixture(scope="module")
def german(report: Report, pictures: tuple[Picture, ...]) -> tuple[str, set[str]]:
    """The words of the report in German, and all that was asked of the catalogue and not known there."""
    say, unknown = say_in("de", paths.resources() / "translations"), set[str]()

    def listen(text: str) -> str:
        if (made := say(text)) == text:
            unknown.add(text)
        return made

    said = replace(report, patient=(("Name", "Smooth"),), cautions=("No inner ear was found in this scan.",))
    pages = PdfReader(io.BytesIO(report_pdf(said, {SIDE: pictures}, say=listen))).pages
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pages)), unknown


def test_the_pages_speak_the_language_of_the_reader(german: tuple[str, set[str]], measures: EarMeasures) -> None:
    words, unknown = german
    for wanted in ("Innenohrbericht", "kein Medizinprodukt", "Rechtes Ohr", "Definitionen und Quellen", "Seite 1"):
        assert wanted in words
    assert re.search(r"\b(the|of|and|with|from|along|round|usual|value)\b", words, re.IGNORECASE) is None
    assert sorted(text for text in unknown if not SAME.fullmatch(text)) == []


def test_figures_and_names_are_the_same_in_every_language(german: tuple[str, set[str]], measures: EarMeasures) -> None:
    assert f"{measures.size.a_mm:.2f} mm" in german[0]
    assert "Name Smooth" in german[0], "a name is no word of ours"


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
