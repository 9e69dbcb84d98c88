"""What was drawn by hand stands in the report with its plane, definition, usual range and points."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest

from earseg_app.domain.anatomy import Side
from earseg_app.domain.geometry import Grid
from earseg_app.domain.measuring.hand_measures import HandMeasure, Kind, MeasuringPlane
from earseg_app.domain.report.by_hand import hand_pages
from earseg_app.domain.report.case import Measured, report_of
from earseg_app.domain.report.content import Report, as_record, as_rows
from earseg_app.domain.volume import Volume

AXIAL = MeasuringPlane("axial slice", (0.0, 0.0, 1.0), (1.0, 0.0, 0.0), 0.5)
A, B, C = (0.0, 0.0, 0.0), (3.0, 0.0, 0.0), (0.0, 2.0, 0.0)
MEASURES = (
    HandMeasure(1, Kind.POLYLINE, "Facial nerve", (A, B, C), AXIAL, Side.LEFT),
    HandMeasure(2, Kind.ELLIPSE, "Otic capsule", (A, B, C), AXIAL, Side.RIGHT),
    HandMeasure(3, Kind.ANGLE, "Angle 1", (B, A, C), AXIAL),
    HandMeasure(
        4, Kind.DISTANCE, "Cochlear nerve canal", (A, (1.0, 0.0, 0.0)), AXIAL, Side.RIGHT, "cochlear_nerve_canal"
    ),
)


@pytest.fixture(scope="module")
def volume() -> Volume:
    grid = Grid((10, 30, 30), (0.5, 0.5, 0.5), (-7.0, -7.0, -2.5))
    return Volume(np.full(grid.shape_zyx, 700, np.int16), grid)


@pytest.fixture(scope="module")
def report(volume: Volume) -> Report:
    return report_of(volume, None, Measured({}, drawn=MEASURES), (), made_on="today", program="EarSeg")


def test_each_ear_has_its_own_pages_and_the_guided_measures_come_first(volume: Volume) -> None:
    pages = hand_pages(volume, MEASURES)
    assert [page.side for page in pages] == [Side.RIGHT, Side.LEFT, None]
    assert [page.section.title for page in pages] == [
        "Measured by hand, right ear",
        "Measured by hand, left ear",
        "Measured by hand",
    ]
    assert [figure.name for figure in pages[0].section.figures] == [
        "Cochlear nerve canal",
        "Otic capsule, area",
        "Otic capsule, mean",
        "Otic capsule, SD",
        "Otic capsule, lowest",
        "Otic capsule, highest",
    ]
    assert "here 0.50 mm" in pages[0].section.notes[0]


def test_a_guided_measure_has_its_definition_its_plane_and_its_usual_range(volume: Volume) -> None:
    canal = hand_pages(volume, MEASURES)[0].section.figures[0]
    assert (canal.value, canal.unit, canal.usual, canal.by_hand) == (1.0, "mm", "1.4–2.5 mm", True)
    assert canal.definition.startswith("Across the bony canal of the cochlear nerve")
    assert canal.definition.endswith("Drawn in the axial slice.")
    assert "lies outside" in canal.remark


def test_an_ellipse_has_area_and_hounsfield_units(volume: Volume) -> None:
    area, mean, spread, low, high = hand_pages(volume, MEASURES)[0].section.figures[1:]
    assert (area.value, area.unit) == (pytest.approx(6.0 * np.pi), "mm²")
    assert [figure.words for figure in (mean, spread, low, high)] == ["700 HU", "0 HU", "700 HU", "700 HU"]
    assert "n − 1" in spread.definition


def test_an_ellipse_without_voxels_says_so(volume: Volume) -> None:
    far = replace(MEASURES[1], points_lps_mm=((90.0, 0.0, 0.0), (91.0, 0.0, 0.0), (90.0, 1.0, 0.0)))
    figures = hand_pages(volume, (far,))[0].section.figures
    assert [figure.value for figure in figures[1:]] == [None] * 4
    assert all(figure.remark for figure in figures[1:])


def test_the_record_holds_the_points_and_the_plane(report: Report) -> None:
    record = json.loads(json.dumps(as_record(report)))
    right = record["by_hand"][0]
    assert right["side"] == "R"
    assert right["drawn"][0]["points_lps_mm"] == [[0.0, 0.0, 0.0], [1.0, 0.0, 0.0]]
    assert (right["drawn"][0]["plane"], right["drawn"][0]["guided"]) == ("axial slice", "cochlear_nerve_canal")
    assert right["drawn"][0]["values"][0]["value"] == 1.0
    assert record["by_hand"][2]["side"] is None
    assert record["by_hand"][2]["drawn"][0]["values"][0] | {"definition": ""} == {
        "name": "Angle 1",
        "value": 90.0,
        "unit": "°",
        "definition": "",
    }


def test_the_table_says_ear_and_by_hand(report: Report) -> None:
    heading, *rows = as_rows(report)
    table = [dict(zip(heading, row, strict=True)) for row in rows]
    assert [(row["ear"], row["name"], row["value"]) for row in table if row["unit"] in ("mm", "°")] == [
        ("right", "Cochlear nerve canal", "1.000"),
        ("left", "Facial nerve", f"{3.0 + 13.0**0.5:.3f}"),
        ("", "Angle 1", "90.00"),
    ]
    assert {row["by hand"] for row in table} == {"yes"}


def test_a_scan_without_labels_says_that_only_this_was_done(report: Report) -> None:
    assert report.ears == ()
    assert "only what was drawn by hand" in report.cautions[0]


def test_an_ellipse_of_a_slab_says_in_the_report_which_voxels_it_counts(volume: Volume) -> None:
    slab = replace(AXIAL, title="cochlear view, right ear, MinIP over 2.0 mm", slice_mm=2.0, mode="min")
    pages = hand_pages(volume, (replace(MEASURES[1], plane=slab),))
    mean = pages[0].section.figures[1]
    assert mean.definition.endswith("Hounsfield units of every voxel within 2.0 mm, not of the MinIP.")
    assert (pages[0].drawn[0]["slice_mm"], pages[0].drawn[0]["slab"]) == (2.0, "MinIP")
    assert hand_pages(volume, (MEASURES[1],))[0].drawn[0]["slab"] is None
