"""Every measure drawn by hand has its picture: in its plane, turned as the view was, the line in the middle."""

from __future__ import annotations

import io
from dataclasses import replace

import numpy as np
from pypdf import PdfReader

from earseg_app.domain.anatomy import Side
from earseg_app.domain.geometry import Grid
from earseg_app.domain.measuring.hand_measures import HandMeasure, Kind, MeasuringPlane
from earseg_app.domain.report.case import Measured, report_of
from earseg_app.domain.volume import Volume
from earseg_app.render.report.hand_pictures import SMALLEST_MM, cut_around, hand_pictures
from earseg_app.render.report.pdf import report_pdf

CORONAL = MeasuringPlane("coronal slice", (0.0, 1.0, 0.0), (1.0, 0.0, 0.0), 0.5)
OBLIQUE = MeasuringPlane("cochlear view, right ear", (0.6, 0.0, 0.8), (0.8, 0.0, -0.6), 0.6)


def scan() -> Volume:
    """Bright above, dark below, so that a picture upside down is found out."""
    grid = Grid((60, 60, 60), (0.5, 0.5, 0.5), (-15.0, -15.0, -15.0))
    hu = np.full(grid.shape_zyx, -1000, np.int16)
    hu[30:] = 3000
    return Volume(hu, grid)


def line(plane: MeasuringPlane, *points: tuple[float, float, float]) -> HandMeasure:
    return HandMeasure(1, Kind.DISTANCE, "Round window", points, plane, Side.RIGHT)


def test_a_coronal_picture_has_superior_above_and_the_line_in_its_middle() -> None:
    (picture,) = hand_pictures(scan(), None, (line(CORONAL, (-2.0, 3.0, 0.0), (2.0, 3.0, 0.0)),))
    assert (picture.title, picture.place) == ("Round window", "coronal, right ear")
    assert picture.letters == ("R", "L", "S", "I")
    assert picture.pixels[:100].mean() > 200 > 50 > picture.pixels[-100:].mean()
    (start, end) = picture.strokes[0].points_uv_mm
    assert np.allclose((np.array(start) + end) / 2.0, SMALLEST_MM / 2.0, atol=0.1)
    assert picture.strokes[0].label == "4.00 mm"


def test_an_oblique_picture_lies_in_the_plane_of_the_measure() -> None:
    center = np.array([1.0, 2.0, 3.0])
    right, down = np.array(OBLIQUE.right_lps), np.cross(OBLIQUE.normal_lps, OBLIQUE.right_lps)
    ends = [tuple(center + offset) for offset in (-2.0 * right, 2.0 * right + 1.0 * down)]
    measure = line(OBLIQUE, *ends)
    cut = cut_around(measure)
    assert np.allclose(cut.pose.uvw(measure.points)[:, 2], 0.0, atol=1e-9)
    (picture,) = hand_pictures(scan(), None, (measure,))
    assert (picture.title, picture.place) == ("Round window", "cochlear view, right ear")
    start, end = np.array(picture.strokes[0].points_uv_mm)
    assert np.allclose(end - start, (4.0, 1.0))


def test_a_picture_shows_the_slab_that_was_seen() -> None:
    slab = replace(OBLIQUE, slice_mm=4.0, mode="max")
    cut = cut_around(line(slab, (-2.0, 3.0, 0.0), (2.0, 3.0, 0.0)))
    assert (cut.slab_mm, cut.mode) == (4.0, "max")
    (picture,) = hand_pictures(scan(), None, (line(slab, (-2.0, 3.0, 0.0), (2.0, 3.0, 0.0)),))
    assert (picture.title, picture.place) == ("Round window", "cochlear view, MIP 4.0 mm, right ear")
    assert cut_around(line(CORONAL, (-2.0, 3.0, 0.0), (2.0, 3.0, 0.0))).slab_mm == 0.0


def test_a_long_measure_fits_its_picture() -> None:
    cut = cut_around(line(CORONAL, (-20.0, 3.0, 0.0), (20.0, 3.0, 0.0)))
    assert cut.size_mm > 40.0


def test_the_pages_of_a_scan_without_labels_hold_what_was_drawn() -> None:
    measures = (line(CORONAL, (-2.0, 3.0, 0.0), (2.0, 3.0, 0.0)),)
    report = report_of(scan(), None, Measured({}, drawn=measures), (), made_on="today", program="EarSeg")
    pictures = tuple(hand_pictures(scan(), None, measures))
    words = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(report_pdf(report, {}, pictures))).pages)
    for wanted in ("Measured by hand, right ear", "Round window", "4.00 mm", "drawn in the coronal slice"):
        assert wanted in words
