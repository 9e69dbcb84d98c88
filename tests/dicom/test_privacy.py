"""De-identified copies by DICOM PS3.15 Annex E: nobody is named, nothing of the picture is lost."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import numpy as np
import pydicom
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydicom.dataset import Dataset, FileDataset
from pydicom.sequence import Sequence

from earseg_app.dicom.catalog import read_catalog
from earseg_app.dicom.open_path import open_any
from earseg_app.dicom.privacy import deidentify
from earseg_app.dicom.privacy_dataset import capped_age
from earseg_app.dicom.privacy_keys import CopyKey, shifted
from earseg_app.dicom.privacy_table import Action, rules
from earseg_app.dicom.privacy_words import cleaned
from earseg_app.domain.errors import ExportError
from earseg_app.domain.exchange.deidentification import CopyRequest, Retain
from earseg_app.domain.progress import Cancelled, Reporter
from earseg_app.domain.volume import Volume
from tests.dicom.conftest import DiscWriter

MARK = "Zwetschgenmark"
KEY = CopyKey(b"key of the tests")


def marked(images: list[FileDataset]) -> list[FileDataset]:
    """The images with the mark wherever a hospital writes names, in sequences, private and unknown elements too."""
    for image in images:
        image.PatientName, image.PatientID = f"{MARK}^Anna", f"ID-{MARK}"
        image.PatientBirthDate, image.PatientSex, image.PatientAge = "19500101", "F", "093Y"
        image.StudyDate = image.ContentDate = image.SeriesDate = "20260310"
        image.AcquisitionDateTime = "20260310101500.5"
        image.ReferringPhysicianName = image.OperatorsName = f"Dr^{MARK}"
        image.InstitutionName, image.StationName = f"{MARK} clinic", "CT17"
        image.AccessionNumber, image.DeviceSerialNumber = f"A{MARK}", "SN-9"
        image.StudyDescription = f"CT temporal bone left {MARK} 0.6mm"
        image.ImageComments = image.ProtocolName = f"for {MARK}"
        image.ContrastBolusRoute = f"as told by {MARK}"  # the table says nothing about it
        person = Dataset()
        person.PersonName, person.InstitutionName = MARK, MARK
        reference = Dataset()
        reference.ReferencedSOPClassUID, reference.ReferencedSOPInstanceUID = (
            image.SOPClassUID,
            images[0].SOPInstanceUID,
        )
        reference.PurposeOfReferenceCodeSequence = Sequence([person])
        image.ReferencedImageSequence = Sequence([reference])
        image.add_new(0x00091001, "LO", MARK)
        image.add_new(0x00090010, "LO", MARK)
        image.add_new(0x60003000, "OB", MARK.encode())
        image.add_new(0x00204321, "LO", MARK)
        image.preamble = MARK.encode().ljust(128, b"\0")
        image.file_meta.SourceApplicationEntityTitle = MARK[:16]
    return images


def copied(folder: Path, target: Path, *retain: Retain, captures: bool = False) -> list[FileDataset]:
    series = read_catalog(folder, Reporter()).all_series()
    deidentify(series, CopyRequest("EAR-07", target, frozenset(retain), captures), Reporter(), KEY)
    return [pydicom.dcmread(path) for path in sorted(target.rglob("IM*"))]


def test_no_byte_of_the_copy_names_the_patient(images: list[FileDataset], write: DiscWriter, tmp_path: Path) -> None:
    folder = write(marked(images), "mark")
    target = tmp_path / "copy"
    assert len(copied(folder, target, *Retain)) == len(images)
    for path in target.rglob("*"):
        assert MARK.lower() not in path.name.lower()
        if path.is_file():
            content = path.read_bytes().lower()
            assert MARK.lower().encode() not in content
            assert MARK.lower()[:16].encode() not in content


def test_the_volume_is_identical_and_in_the_same_place(
    images: list[FileDataset], write: DiscWriter, tmp_path: Path, ball: Volume
) -> None:
    copied(write(marked(images)), tmp_path / "copy")
    back = open_any(tmp_path / "copy")
    assert np.array_equal(back.hu, ball.hu)
    assert back.grid.matches(ball.grid, 1e-6)


def test_by_default_nothing_about_person_device_date_or_words_stays(
    images: list[FileDataset], write: DiscWriter, tmp_path: Path
) -> None:
    image = copied(write(marked(images)), tmp_path / "copy")[0]
    assert (str(image.PatientName), image.PatientID) == ("EAR-07", "EAR-07")
    assert (image.PatientBirthDate, image.PatientSex, image.StudyDate, image.AccessionNumber) == ("", "", "", "")
    gone = "PatientAge StudyDescription SeriesDescription SeriesDate AcquisitionDateTime DeviceSerialNumber StationName"
    assert [keyword for keyword in gone.split() if keyword in image] == []


def test_the_copy_says_what_was_done_to_it(images: list[FileDataset], write: DiscWriter, tmp_path: Path) -> None:
    folder = write(images)
    plain = copied(folder, tmp_path / "plain")[0]
    assert plain.PatientIdentityRemoved == "YES"
    assert [code.CodeValue for code in plain.DeidentificationMethodCodeSequence] == ["113100"]
    assert plain.LongitudinalTemporalInformationModified == "REMOVED"
    dated = copied(folder, tmp_path / "dated", *Retain)[0]
    codes = [code.CodeValue for code in dated.DeidentificationMethodCodeSequence]
    assert codes == ["113100", "113109", "113105", "113107", "113108"]
    assert dated.LongitudinalTemporalInformationModified == "MODIFIED"


def test_each_option_keeps_what_it_names(images: list[FileDataset], write: DiscWriter, tmp_path: Path) -> None:
    folder = write(marked(images))
    device = copied(folder, tmp_path / "device", Retain.DEVICE)[0]
    assert (device.DeviceSerialNumber, device.StationName) == ("SN-9", "CT17")
    person = copied(folder, tmp_path / "person", Retain.CHARACTERISTICS)[0]
    assert (person.PatientSex, person.PatientAge, person.PatientBirthDate) == ("F", "090Y", "")
    words = copied(folder, tmp_path / "words", Retain.DESCRIPTORS)[0]
    assert (words.StudyDescription, words.SeriesDescription) == ("CT temporal bone left 0.6mm", "Temporal bone")


def test_dates_move_together_into_the_past(images: list[FileDataset], write: DiscWriter, tmp_path: Path) -> None:
    image = copied(write(marked(images)), tmp_path / "copy", Retain.DATES)[0]
    assert image.StudyDate == image.SeriesDate == image.AcquisitionDateTime[:8]
    assert image.StudyDate < "20250311"
    assert image.AcquisitionDateTime[8:] == "101500.5"


def test_references_follow_the_new_uids(images: list[FileDataset], write: DiscWriter, tmp_path: Path) -> None:
    old = {image.SOPInstanceUID for image in images} | {images[0].SeriesInstanceUID, images[0].StudyInstanceUID}
    copies = copied(write(marked(images)), tmp_path / "copy")
    new = {image.SOPInstanceUID for image in copies}
    assert len(new) == len(images)
    assert not new & old
    assert len({(i.SeriesInstanceUID, i.StudyInstanceUID, i.FrameOfReferenceUID) for i in copies}) == 1
    assert {i.ReferencedImageSequence[0].ReferencedSOPInstanceUID for i in copies} <= new
    assert all(i.file_meta.MediaStorageSOPInstanceUID == i.SOPInstanceUID for i in copies)


def test_two_copies_cannot_be_joined_by_their_uids(images: list[FileDataset]) -> None:
    uid = images[0].SOPInstanceUID
    assert CopyKey().uid(uid) != CopyKey().uid(uid)


def test_screenshots_and_burned_in_words_stay_behind_unless_asked_for(
    images: list[FileDataset], write: DiscWriter, tmp_path: Path
) -> None:
    images[0].BurnedInAnnotation = "YES"
    folder = write(images)
    assert len(copied(folder, tmp_path / "copy")) == len(images) - 1
    assert len(copied(folder, tmp_path / "all", captures=True)) == len(images)
    only = write(images[:1], "only")
    with pytest.raises(ExportError, match="words in their pixels"):
        copied(only, tmp_path / "none")
    assert not (tmp_path / "none").exists()


def test_a_code_that_names_the_patient_is_refused(images: list[FileDataset], write: DiscWriter, tmp_path: Path) -> None:
    series = read_catalog(write(marked(images)), Reporter()).all_series()
    for code in (f"{MARK}-1", "", "a\\b", "x" * 65):
        with pytest.raises(ExportError):
            deidentify(series, CopyRequest(code, tmp_path / "copy"), Reporter())
    assert not (tmp_path / "copy").exists()


def test_several_patients_do_not_become_one(images: list[FileDataset], write: DiscWriter, tmp_path: Path) -> None:
    images[3].PatientID = "another"
    with pytest.raises(ExportError, match="several patients"):
        copied(write(images), tmp_path / "copy")


def test_cancelling_leaves_nothing(images: list[FileDataset], write: DiscWriter, tmp_path: Path) -> None:
    series = read_catalog(write(images), Reporter()).all_series()
    reporter = Reporter(lambda step: reporter.cancel() if step.fraction > 0.5 else None)
    with pytest.raises(Cancelled):
        deidentify(series, CopyRequest("EAR-07", tmp_path / "copy"), reporter)
    assert [path.name for path in tmp_path.iterdir()] == ["disc"]


def test_the_table_is_whole_and_says_what_the_standard_says() -> None:
    table = rules()
    assert len(table) > 600
    none: frozenset[Retain] = frozenset()
    said = {tag: table[tag].action(none, strict=False) for tag in (0x00100010, 0x00104000, 0x00080018, 0x00081140)}
    assert said == {
        0x00100010: Action.EMPTY, 0x00104000: Action.REMOVE, 0x00080018: Action.UID, 0x00081140: Action.KEEP
    }  # fmt: skip
    assert table[0x00080023].action(none, strict=True) is Action.DUMMY  # Enhanced CT requires a Content Date


@given(st.text(max_size=40))
def test_of_a_description_only_known_words_stay(words: str) -> None:
    assert cleaned(cleaned(words)) == cleaned(words)
    assert cleaned(f"{MARK} {MARK.upper()}2") == ""


@given(st.dates(date(1950, 1, 1), date(2100, 1, 1)), st.integers(365, 3650))
def test_intervals_between_dates_stay(day: date, days: int) -> None:
    later = day + timedelta(days=30)
    one, two = (datetime.strptime(shifted(d.strftime("%Y%m%d"), days), "%Y%m%d") for d in (day, later))
    assert two.date() - one.date() == later - day


def test_great_age_is_said_as_ninety() -> None:
    assert [capped_age(age) for age in ("041Y", "089Y", "090Y", "101Y", "011M", "")] == [
        "041Y", "089Y", "090Y", "090Y", "011M", ""
    ]  # fmt: skip
