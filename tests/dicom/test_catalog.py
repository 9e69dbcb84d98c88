"""What is on a disc is listed from headers only, what is broken with its reason."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path

import numpy as np
import pydicom
import pytest
from pydicom.dataset import FileDataset

from earseg_app.dicom import places
from earseg_app.dicom.catalog import read_catalog, scan
from earseg_app.dicom.open_path import open_any
from earseg_app.domain.errors import UnreadableInput
from earseg_app.domain.progress import Cancelled, Reporter, Step
from earseg_app.domain.study import Catalog, Series
from earseg_app.domain.volume import Volume
from tests.dicom.conftest import DiscWriter


def look(place: Path) -> Catalog:
    return read_catalog(place, Reporter())


def only_series(place: Path) -> Series:
    (series,) = look(place).all_series()
    return series


def test_a_series_says_what_its_headers_say(images: list[FileDataset], write: DiscWriter) -> None:
    series = only_series(write(images))
    assert (series.slice_count, series.rows, series.columns) == (12, 20, 24)
    assert series.pixel_spacing_mm == (0.3, 0.4)
    assert series.slice_spacing_mm == pytest.approx(0.6)
    assert (series.modality, series.kernel, series.description) == ("CT", "BONE", "Temporal bone")
    assert series.refusal == ""


def test_files_are_sorted_along_the_normal(images: list[FileDataset], write: DiscWriter) -> None:
    heights = [float(pydicom.dcmread(f).ImagePositionPatient[2]) for f in only_series(write(images)).files]
    assert heights == sorted(heights)


@pytest.mark.parametrize(
    "difference",
    [
        {"ConvolutionKernel": "SOFT"},
        {"ImageType": ["DERIVED", "SECONDARY", "MPR"]},
        {"PixelSpacing": [0.5, 0.5]},
        {"ImageOrientationPatient": [0, 1, 0, 0, 0, -1]},
        {"SliceThickness": "3"},
        {"EchoNumbers": 2},
        {"ImageType": ["ORIGINAL", "PRIMARY", "LOCALIZER"]},
    ],
)
def test_what_must_not_be_mixed_is_kept_apart(
    images: list[FileDataset], write: DiscWriter, difference: dict[str, object]
) -> None:
    for image in images[8:]:
        for keyword, value in difference.items():
            setattr(image, keyword, value)
    series = look(write(images)).all_series()
    assert sorted(s.slice_count for s in series) == [4, 8]
    assert len({s.uid for s in series}) == 2


def test_two_acquisitions_of_the_same_place_are_kept_apart(
    images: list[FileDataset], write: DiscWriter, ball: Volume
) -> None:
    write(images)
    for index, image in enumerate(again := deepcopy(images)):
        image.AcquisitionNumber, image.SOPInstanceUID = 2, f"1.2.3.{index}"
        image.file_meta.MediaStorageSOPInstanceUID = image.SOPInstanceUID
    assert [s.slice_count for s in look(write(again)).all_series()] == [12, 12]


def test_two_phases_that_share_an_acquisition_number_are_kept_apart(
    images: list[FileDataset], write: DiscWriter, ball: Volume
) -> None:
    write(images)
    for index, image in enumerate(again := deepcopy(images)):
        image.InstanceNumber, image.SOPInstanceUID = 13 + index, f"1.2.3.{index}"
        image.file_meta.MediaStorageSOPInstanceUID = image.SOPInstanceUID
        image.RescaleIntercept = -1000
    folder = write(again)
    first, second = look(folder).all_series()
    assert np.array_equal(open_any(folder, first.uid).hu, ball.hu)
    assert np.array_equal(open_any(folder, second.uid).hu, ball.hu + 24)


def test_step_and_shoot_acquisitions_stay_one_series(images: list[FileDataset], write: DiscWriter) -> None:
    for index, image in enumerate(images):
        image.AcquisitionNumber = index
    assert only_series(write(images)).slice_count == 12


def test_the_same_image_twice_is_counted_once(images: list[FileDataset], write: DiscWriter) -> None:
    write(images)
    assert only_series(write(images[:5])).slice_count == 12


def test_the_thin_bone_series_is_preferred_and_says_why(images: list[FileDataset], write: DiscWriter) -> None:
    write(images)
    thick = deepcopy(images[::4])
    for index, image in enumerate(thick):
        image.SeriesInstanceUID, image.SOPInstanceUID = "1.2.3", f"1.2.3.{index}"
        image.SliceThickness, image.ConvolutionKernel = "2.4", "STANDARD"
    best = look(write(thick)).best_series()
    assert best is not None
    assert best.slice_count == 12
    assert any("bone kernel" in reason for _, reason in best.suitability)


def test_patients_and_studies_are_kept_apart_and_in_order(images: list[FileDataset], write: DiscWriter) -> None:
    for image, name, study in zip(images, "BBBBAAAAAAAA", "111122223333", strict=True):
        image.PatientName = image.PatientID = name
        image.StudyInstanceUID, image.StudyDate = f"1.2.{study}", f"2020010{4 - int(study)}"
        image.SeriesInstanceUID = f"1.2.{study}.1"
    patients = look(write(images)).patients
    assert [p.name for p in patients] == ["A", "B"]
    assert [s.date for s in patients[0].studies] == ["20200101", "20200102"]


def test_an_empty_folder_holds_nothing(tmp_path: Path) -> None:
    assert look(tmp_path) == Catalog(tmp_path)
    with pytest.raises(UnreadableInput, match="No DICOM images"):
        open_any(tmp_path)


def test_a_place_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="is not there"):
        look(tmp_path / "gone")


def test_other_files_are_passed_over_but_pretenders_are_named(images: list[FileDataset], write: DiscWriter) -> None:
    folder = write(images)
    (folder / "readme").write_text("hello")
    (folder / "viewer.exe").write_bytes(b"MZ")
    (folder / "letter.dcm").write_text("Dear colleague, " * 50)
    (folder / "empty.dcm").touch()
    catalog = look(folder)
    assert [(b.path.name, "not a DICOM file" in b.reason) for b in catalog.broken] == [
        ("empty.dcm", True),
        ("letter.dcm", True),
    ]
    assert len(catalog.all_series()) == 1


@pytest.mark.parametrize("keep", [132, 140, 300, 700])
def test_a_header_cut_short_is_listed_as_broken(images: list[FileDataset], write: DiscWriter, keep: int) -> None:
    folder = write(images[:4], suffix=".dcm")
    victim = sorted(folder.iterdir())[0]
    victim.write_bytes(victim.read_bytes()[:keep])
    catalog = look(folder)
    assert [b.path for b in catalog.broken] == [victim]
    assert "cut short" in catalog.broken[0].reason


def test_names_of_any_alphabet_depth_and_length_are_found(
    images: list[FileDataset], write: DiscWriter, ball: Volume
) -> None:
    folder = write(images, "диск/耳のCT/" + "/".join(["langer-ordner" * 8] * 6))
    assert np.array_equal(open_any(folder.parents[7]).hu, ball.hu)


def test_the_patient_s_name_keeps_its_alphabet(images: list[FileDataset], write: DiscWriter) -> None:
    for image in images:
        image.PatientName = "Ørsted^Zoë"
    assert look(write(images)).patients[0].name == "Ørsted^Zoë"


def test_first_series_come_before_all_files_are_read(
    images: list[FileDataset], write: DiscWriter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("earseg_app.dicom.catalog.FIRST_SHOWN_S", 0.0)
    counts = [sum(s.slice_count for s in c.all_series()) for c in scan(write(images), Reporter())]
    assert counts[0] < counts[-1] == 12
    assert counts == sorted(counts)


def test_a_folder_is_listed_when_its_turn_comes_and_progress_only_grows(
    images: list[FileDataset], write: DiscWriter, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a slow disc the first header must not wait for the listing of all folders."""
    write(images[:6], "disc/a")
    write(images[6:], "disc/b/c")
    happened: list[str] = []
    listed, shown = places._listed, list[float]()

    def listing(folder: Path) -> tuple[list[Path], list[Path]]:
        happened.append(folder.name)
        return listed(folder)

    def step(step: Step) -> None:
        happened.append("header")
        shown.append(step.fraction)

    monkeypatch.setattr(places, "_listed", listing)
    disc = write([], "disc")
    catalog = read_catalog(disc, Reporter(step))
    assert catalog.all_series()[0].slice_count == 12
    assert happened[:3] == ["disc", "a", "header"]
    assert happened.index("b") == 8
    assert shown == sorted(shown)
    assert shown[-1] == 1.0


def test_looking_can_be_cancelled(images: list[FileDataset], write: DiscWriter) -> None:
    reporter = Reporter()
    reporter.cancel()
    with pytest.raises(Cancelled):
        read_catalog(write(images), reporter)


def test_one_file_stands_for_its_series_in_its_folder(
    images: list[FileDataset], write: DiscWriter, ball: Volume
) -> None:
    write(images)
    other = deepcopy(images[:3])
    for index, image in enumerate(other):
        image.SeriesInstanceUID, image.SOPInstanceUID = "1.2.3", f"1.2.3.{index}"
    folder = write(other)
    for file in folder.iterdir():
        expected = 3 if "1.2.3" in str(file.read_bytes()) else 12
        assert only_series(file).slice_count == expected


def test_a_text_file_is_no_scan(tmp_path: Path) -> None:
    (tmp_path / "letter.dcm").write_text("Dear colleague")
    with pytest.raises(UnreadableInput, match=r"letter\.dcm"):
        open_any(tmp_path / "letter.dcm")
    assert look(tmp_path).broken[0].path.name == "letter.dcm"
