"""Of a scan full of the patient nothing leaves unasked: every written byte and file name is looked at."""

from __future__ import annotations

import contextlib
import gzip
import json
import logging
import re
import zipfile
import zlib
from pathlib import Path

import pydicom
import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from earseg_app import app
from earseg_app.__main__ import main
from earseg_app.cli.mesh import MESH_FORMATS
from earseg_app.dicom.catalog import read_catalog
from earseg_app.dicom.ct_writer import SeriesMeta, ct_images
from earseg_app.dicom.itk import load
from earseg_app.dicom.open_path import open_any
from earseg_app.domain.anatomy import Side
from earseg_app.domain.errors import EarsegError
from earseg_app.domain.progress import Reporter
from earseg_app.domain.volume import Volume
from earseg_app.mesh.export import export_model
from earseg_app.mesh.make import make_model
from earseg_app.mesh.plan import ModelPlan
from earseg_app.phantom.cases import Case, small_case
from earseg_app.session.case_file import fingerprint, save_case
from earseg_app.session.case_record import Snapshot
from earseg_app.session.session import Case as OpenCase
from earseg_app.session.session import Display, WorkStep
from earseg_app.ui.messages import Messages
from earseg_app.ui.status_line import StatusLine

# Found nowhere else, whatever way they are written: the name, the number, the birth date.
NAME, NUMBER, BORN = "Zwetschgenmark", "7391846205", "19470213"
# What a disc may be called, and what a technician may have typed.
FOLDER, TYPED = "Quittenmus", "Hagebutte"
PATIENT = (NAME, NUMBER, BORN, "1947-02-13")
EVERYTHING = (*PATIENT, FOLDER, TYPED)


@pytest.fixture(scope="module")
def ear() -> Case:
    return small_case(Side.LEFT, seed=7, spacing_mm=0.5)


@pytest.fixture(scope="module")
def scan(ear: Case, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ear as CT images that name the patient wherever they can, in a folder named after somebody."""
    folder = tmp_path_factory.mktemp("disc") / FOLDER
    folder.mkdir()
    meta = SeriesMeta(f"{NAME}^Anna", NUMBER, BORN, study_description=TYPED, series_description=f"Bone {TYPED}")
    for number, image in enumerate(ct_images(ear.volume, meta)):
        image.OtherPatientIDs = image.AccessionNumber = NUMBER
        image.OtherPatientNames = image.PatientBirthName = f"{NAME}^Anna"
        image.ImageComments = image.PatientComments = f"{NAME} {NUMBER} {BORN}"
        image.save_as(folder / f"{FOLDER}{number:04d}", enforce_file_format=True)
    return folder


@pytest.fixture
def labels(ear: Case, tmp_path: Path) -> Path:
    """The labels that segmenting would give, in a file that somebody named after the patient."""
    from earseg_app.dicom.images import write_labels

    path = tmp_path / f"{NAME} {NUMBER}.nii.gz"
    write_labels(path, ear.labels)
    return path


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


@pytest.fixture
def opened(scan: Path, ear: Case) -> OpenCase:
    """The case as the window has it after segmenting."""
    volume = open_any(scan)
    return OpenCase(volume, ear.labels, place=scan)


def unpacked(content: bytes) -> list[bytes]:
    """The bytes of a file, and those inside whatever it packs: gzip, zip, the streams of a PDF."""
    found = [content]
    if content.startswith(b"\x1f\x8b"):
        found.append(gzip.decompress(content))
    for stream in re.findall(rb"stream\r?\n(.*?)endstream", content, re.DOTALL):
        with contextlib.suppress(zlib.error):
            found.append(zlib.decompressobj().decompress(stream))
    return found


def contents(path: Path) -> list[bytes]:
    if not zipfile.is_zipfile(path):
        return unpacked(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        inside = [piece for name in archive.namelist() for piece in unpacked(archive.read(name))]
        return [*inside, *(name.encode() for name in archive.namelist()), path.read_bytes()]


def leaks(folder: Path, marks: tuple[str, ...]) -> list[tuple[str, str]]:
    """(file, mark) for each mark in a file or its name, in any case, as UTF-8 or UTF-16."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert files, "nothing was written"
    found = [(path.name, mark) for path in files for mark in marks if mark.lower() in path.name.lower()]
    for path in files:
        pieces = [piece.lower() for piece in contents(path)]
        for mark in marks:
            written = [mark.lower().encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be")]
            if any(form in piece for form in written for piece in pieces):
                found.append((path.name, mark))
    return found


def test_the_search_finds_what_is_hidden(out: Path) -> None:
    (out / "plain").write_text(NAME.upper())
    (out / "wide").write_bytes(NAME.encode("utf-16-le"))
    (out / "packed.gz").write_bytes(gzip.compress(NAME.encode()))
    (out / "page.pdf").write_bytes(b"stream\n" + zlib.compress(NAME.encode()) + b"\nendstream")
    with zipfile.ZipFile(out / "case.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("inside.gz", gzip.compress(NAME.encode()))
    (out / f"{NAME}.txt").write_text("")
    assert len(leaks(out, (NAME,))) == 6


def test_surfaces_and_their_sidecars_name_nobody(labels: Path, opened: OpenCase, out: Path) -> None:
    from earseg_app.dicom.images import read_labels

    made = read_labels(labels)
    plan = ModelPlan(sides=(Side.LEFT,), parts=False, whole=True)
    model = make_model(made, plan, volume=opened.volume, reporter=Reporter())
    for file_format in MESH_FORMATS:
        export_model(model, out / file_format, file_format=file_format, grid=made.grid, made_by=made.provenance)
    assert leaks(out, EVERYTHING) == []


def test_report_and_measures_name_nobody(labels: Path, scan: Path, out: Path) -> None:
    given = [str(scan), "--labels", str(labels), "--quiet"]
    report = ["-o", str(out / "report.pdf"), "--json", str(out / "report.json"), "--csv", str(out / "report.csv")]
    assert main(["report", *given, *report]) == 0
    assert main(["measure", *given, "--json", str(out / "measures.json")]) == 0
    assert leaks(out, EVERYTHING) == []


def test_label_maps_name_nobody_but_a_dicom_segmentation_belongs_to_its_patient(
    labels: Path, scan: Path, out: Path
) -> None:
    for name in ("labels.nii.gz", "labels.nii", "labels.nrrd", "labels.seg.nrrd", "labels.mha"):
        assert main(["labels", str(labels), "--scan", str(scan), "-o", str(out / name), "--quiet"]) == 0
    assert leaks(out, EVERYTHING) == []
    seg = out / "labels.dcm"
    assert main(["labels", str(labels), "--scan", str(scan), "-o", str(seg), "--quiet"]) == 0
    written = pydicom.dcmread(seg)
    assert (written.PatientName, written.PatientID, written.PatientBirthDate) == (f"{NAME}^Anna", NUMBER, BORN)
    assert {mark for name, mark in leaks(out, EVERYTHING) if name == seg.name} == {NAME, NUMBER, BORN}


@pytest.mark.parametrize("with_scan", [False, True])
def test_a_case_file_holds_place_and_description_of_the_scan_but_not_the_patient(
    opened: OpenCase, out: Path, with_scan: bool
) -> None:
    snapshot = Snapshot(opened, Display(), WorkStep.MEASURE)
    save_case(out / "case.earseg", snapshot, fingerprint(opened.volume), include_scan=with_scan)
    assert leaks(out, PATIENT) == []
    with zipfile.ZipFile(out / "case.earseg") as archive:
        record = json.loads(archive.read("case.json"))
    scan_fields = {key for key, value in record["scan"].items() if FOLDER in str(value) or TYPED in str(value)}
    assert scan_fields == {"place", "title"}
    del record["scan"]
    assert not any(mark in json.dumps(record) for mark in (FOLDER, TYPED))


def failures(scan: Path, tmp_path: Path) -> list[BaseException]:
    """What readers throw at damaged files that name the patient, and what nobody foresaw."""
    broken = tmp_path / f"{NAME} broken"
    broken.mkdir()
    for path in sorted(scan.iterdir())[:4]:
        image = pydicom.dcmread(path)
        image.add_new(0x00281052, "LO", NAME)  # a rescale intercept that is no number
        image.save_as(broken / path.name)
    cut = tmp_path / f"{NUMBER}.dcm"
    cut.write_bytes(next(scan.iterdir()).read_bytes()[:700])
    text = tmp_path / f"{NAME} {BORN}.nii.gz"
    text.write_text(f"{NAME} {NUMBER}")
    said: list[BaseException] = []
    for call, path in (
        (open_any, broken),
        (open_any, cut),
        (load, text),
        (open_any, text),
        (open_any, tmp_path / NAME),
    ):
        try:
            call(path)  # type: ignore[operator]
        except EarsegError as error:
            said.append(error)
    for kind in (ValueError, KeyError, RuntimeError, UnicodeError):
        try:
            raise kind(f"could not convert {NAME} {NUMBER} {BORN} of {scan / NAME}")
        except kind as error:
            said.append(error)
    said.append(OSError(2, "No such file", str(scan / NAME)))
    return said


def test_log_and_details_of_errors_name_nobody(scan: Path, tmp_path: Path, out: Path, qtbot: QtBot) -> None:
    window, status = QWidget(), StatusLine()
    qtbot.addWidget(window)
    qtbot.addWidget(status)
    errors = failures(scan, tmp_path)
    assert sum(isinstance(error, EarsegError) for error in errors) >= 4
    handler = app.start_log(out / "earseg.log")
    try:
        messages = Messages(window, status)
        for error in errors:
            messages.error(error)  # logs the same details that the dialog lets the user copy
    finally:
        logging.getLogger("earseg_app").removeHandler(handler)
        handler.close()
    log = (out / "earseg.log").read_text()
    assert log.count(" ERROR earseg_app.") == len(errors)
    assert "ValueError" in log
    assert leaks(out, EVERYTHING) == []


def test_reading_logs_nobody(scan: Path, out: Path) -> None:
    """Whatever the libraries say while a disc is read: the log takes only what the program itself writes."""
    handler = app.start_log(out / "earseg.log")
    try:
        logging.getLogger("earseg_app").error("begin")
        catalog = read_catalog(scan, Reporter())
        volume = open_any(scan)
        logging.getLogger("pydicom").error("%s", NAME)
    finally:
        logging.getLogger("earseg_app").removeHandler(handler)
        handler.close()
    assert catalog.patients[0].id == NUMBER
    assert isinstance(volume, Volume)
    assert leaks(out, EVERYTHING) == []
