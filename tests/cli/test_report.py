"""`earseg report` of a case file says what the window would: also what was moved and drawn by hand."""

from __future__ import annotations

import csv
import json
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import SimpleITK as sitk
from pypdf import PdfReader

from earseg_app.__main__ import main
from earseg_app.adapters.reports import case_report
from earseg_app.dicom.images import write_labels
from earseg_app.domain.anatomy import Side
from earseg_app.domain.measuring.hand_measures import HandMeasure, Kind, MeasuringPlane, triple
from earseg_app.domain.progress import Reporter
from earseg_app.domain.report.content import as_record
from earseg_app.phantom.cases import Case, small_case
from earseg_app.presenters.measuring import MeasuredEars, known_in, measure_ears
from earseg_app.presenters.ports import ReportContent
from earseg_app.session.case_file import fingerprint, save_case
from earseg_app.session.case_record import Snapshot
from earseg_app.session.session import Case as OpenCase
from earseg_app.session.session import Display, WorkStep


@pytest.fixture(scope="module")
def ear() -> Case:
    return small_case(Side.RIGHT, seed=7, spacing_mm=0.5, size_mm=30.0)


@pytest.fixture(scope="module")
def measured(ear: Case) -> MeasuredEars:
    """One end of A was moved by hand."""
    found = measure_ears(ear.labels, {}, Reporter())
    right = found.ears[Side.RIGHT]
    x, y, z = right.measurement.handles.a[1]
    return MeasuredEars({Side.RIGHT: right.with_handle("a", 1, (x + 0.5, y, z))}, {})


@pytest.fixture(scope="module")
def case(ear: Case, measured: MeasuredEars) -> OpenCase:
    """An ellipse and a distance were drawn at the cochlea."""
    landmarks = measured.ears[Side.RIGHT].measurement.landmarks
    frame = landmarks.frame()
    view = MeasuringPlane("cochlear view, right ear", triple(frame.z), triple(frame.x), 0.6)
    center = landmarks.modiolus_base
    points = tuple(triple(frame.lps_from_frame(point)) for point in ((0, 0, 0), (2, 0, 0), (0, 1, 0)))
    axial = MeasuringPlane("axial slice", (0.0, 0.0, 1.0), (1.0, 0.0, 0.0), 0.5)
    beside = (center[0] + 3.0, center[1], center[2])
    drawn = (
        HandMeasure(1, Kind.ELLIPSE, "Basal turn", points, view, Side.RIGHT),
        HandMeasure(2, Kind.DISTANCE, "Facial recess", (center, beside), axial, Side.RIGHT),
    )
    found = {side: each.measurement for side, each in measured.ears.items()}
    return OpenCase(ear.volume, ear.labels, measurements=found, hand_measures=drawn)


@pytest.fixture
def saved(case: OpenCase, tmp_path: Path) -> Callable[..., Path]:
    def save(made: OpenCase = case, *, include_scan: bool = True) -> Path:
        path = tmp_path / "a.earseg"
        snapshot = Snapshot(made, Display(), WorkStep.MEASURE)
        save_case(path, snapshot, fingerprint(made.volume), include_scan=include_scan)
        return path

    return save


class Written:
    """The three files of one report."""

    def __init__(self, folder: Path) -> None:
        self.pdf, self.json, self.csv = (folder / f"out.{end}" for end in ("pdf", "json", "csv"))

    def words(self) -> list[str]:
        return ["-o", str(self.pdf), "--json", str(self.json), "--csv", str(self.csv), "--quiet"]

    def record(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.json.read_text())
        return found

    def rows(self) -> list[dict[str, str]]:
        return list(csv.DictReader(self.csv.read_text("utf-8-sig").splitlines()))

    def pages(self) -> str:
        return " ".join(page.extract_text() for page in PdfReader(self.pdf).pages)


@pytest.fixture
def written(tmp_path: Path) -> Written:
    return Written(tmp_path)


def test_a_case_is_reported_as_the_window_reports_it_when_it_opens_the_file(
    saved: Callable[..., Path], case: OpenCase, ear: Case, written: Written
) -> None:
    assert main(["report", str(saved()), *written.words()]) == 0
    opened = measure_ears(ear.labels, known_in(case), Reporter())
    content = ReportContent(case, {side: each.measures for side, each in opened.ears.items()})
    window = json.loads(json.dumps(as_record(case_report(content, time.localtime(), Reporter()))))
    said = written.record()
    assert {key: said[key] for key in window if key != "made_on"} == {
        key: value for key, value in window.items() if key != "made_on"
    }


def test_what_was_drawn_by_hand_stands_in_all_three_files(saved: Callable[..., Path], written: Written) -> None:
    assert main(["report", str(saved()), *written.words()]) == 0
    drawn = [row["name"] for row in written.rows() if row["section"] == "Measured by hand"]
    assert drawn[0] == "Basal turn, area" and "Facial recess" in drawn
    (pages,) = written.record()["by_hand"]
    assert [each["name"] for each in pages["drawn"]] == ["Basal turn", "Facial recess"]
    assert "Measured by hand, right ear" in written.pages() and "Facial recess" in written.pages()


def test_a_moved_handle_stays_where_it_was_put(saved: Callable[..., Path], written: Written) -> None:
    assert main(["report", str(saved()), *written.words()]) == 0
    a = next(row for row in written.rows() if row["name"] == "A")
    assert a["by hand"] == "yes" and a["uncertainty"] == ""


def test_without_labels_a_case_is_reported_with_what_was_drawn_alone(
    saved: Callable[..., Path], case: OpenCase, written: Written
) -> None:
    path = saved(replace(case, segmentation=None, measurements={}))
    assert main(["report", str(path), *written.words()]) == 0
    assert written.record()["ears"] == []
    assert "only what was drawn by hand" in written.pages()


def test_a_case_with_nothing_in_it_is_refused_in_a_sentence(
    saved: Callable[..., Path], case: OpenCase, written: Written, capsys: pytest.CaptureFixture[str]
) -> None:
    path = saved(replace(case, segmentation=None, measurements={}, hand_measures=()))
    assert main(["report", str(path), *written.words()]) != 0
    assert "nothing is segmented and nothing was measured by hand" in capsys.readouterr().err
    assert not written.pdf.exists()


def test_a_scan_that_lies_elsewhere_is_named_with_scan(
    saved: Callable[..., Path], case: OpenCase, ear: Case, written: Written, tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    scan = tmp_path / "elsewhere" / "ear.nii.gz"
    scan.parent.mkdir()
    write_scan(scan, ear)
    path = saved(replace(case, place=tmp_path / "gone" / "ear.nii.gz"), include_scan=False)
    assert main(["report", str(path), *written.words()]) != 0
    said = capsys.readouterr().err
    assert "not at" in said and "--scan" in said
    assert main(["report", str(path), "--scan", str(scan), *written.words()]) == 0
    assert "Facial recess" in written.pages()


def write_scan(path: Path, ear: Case) -> None:
    """The Hounsfield units as a NIfTI file."""
    write_labels(path, ear.labels)
    image = sitk.GetImageFromArray(ear.volume.hu)
    image.CopyInformation(sitk.ReadImage(str(path)))
    sitk.WriteImage(image, str(path))


def test_labels_beside_a_case_file_are_refused(
    saved: Callable[..., Path], written: Written, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["report", str(saved()), "--labels", "l.nii.gz", *written.words()]) != 0
    assert "holds its own labels" in capsys.readouterr().err
