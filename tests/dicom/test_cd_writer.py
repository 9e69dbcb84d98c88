"""A written disc holds what was put on it; what its index names and it lacks is listed."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pydicom
import pytest
from pydicom.dataset import FileDataset

from earseg_app.dicom.catalog import read_catalog
from earseg_app.dicom.cd_writer import write_cd, write_dicomdir
from earseg_app.dicom.ct_writer import SeriesMeta
from earseg_app.dicom.open_path import open_any
from earseg_app.domain.errors import ExportError
from earseg_app.domain.progress import Reporter
from earseg_app.domain.study import Catalog
from earseg_app.domain.volume import Volume
from tests.dicom.conftest import DiscWriter


def look(place: Path) -> Catalog:
    return read_catalog(place, Reporter())


def test_a_written_disc_holds_what_was_put_on_it(disc: Path, ball: Volume) -> None:
    catalog = look(disc)
    assert [len(study.series) for study in catalog.patients[0].studies] == [2, 1]
    assert [s.is_localizer for s in catalog.all_series()] == [True, False, False]
    assert catalog.broken == ()
    assert np.array_equal(open_any(disc / "DICOMDIR").hu, ball.hu)
    assert open_any(disc).title == "Inner ear"


def test_a_written_disc_has_names_every_medium_takes(disc: Path) -> None:
    for path in disc.rglob("*"):
        assert len(path.name) <= 8
        assert path.name == path.name.upper()
        assert "." not in path.name


def test_files_that_a_dicomdir_names_and_the_disc_lacks_are_listed(disc: Path) -> None:
    lost = sorted(p for p in disc.rglob("*") if p.is_file() and p.name != "DICOMDIR")[-1]
    lost.unlink()
    catalog = look(disc)
    assert [b.path for b in catalog.broken] == [lost]
    assert "not on the disc" in catalog.broken[0].reason


def test_a_dicomdir_in_another_case_and_files_it_does_not_name(
    disc: Path, images: list[FileDataset], ball: Volume
) -> None:
    for path in sorted(disc.rglob("*"), key=lambda p: -len(p.parts)):
        path.rename(path.with_name(path.name.lower()))
    images[0].SeriesInstanceUID, images[0].SOPInstanceUID = "1.2.3", "1.2.3.4"
    images[0].save_as(disc / "extra")
    catalog = look(disc / "dicomdir")
    assert catalog.broken == ()
    assert len(catalog.all_series()) == 4


def test_a_damaged_dicomdir_does_not_hide_the_images(disc: Path) -> None:
    index = disc / "DICOMDIR"
    index.write_bytes(index.read_bytes()[:400])
    catalog = look(index)
    assert len(catalog.all_series()) == 3
    assert [b.path for b in catalog.broken] == [index]


def test_the_index_of_a_written_disc_is_linked_as_the_standard_says(disc: Path) -> None:
    index = pydicom.dcmread(disc / "DICOMDIR")
    at = {item.seq_item_tell: item for item in index.DirectoryRecordSequence}

    def walk(offset: int) -> list[tuple[str, list[object]]]:
        found = []
        while offset:
            record = at[offset]
            found.append((record.DirectoryRecordType, walk(record.OffsetOfReferencedLowerLevelDirectoryEntity)))
            offset = record.OffsetOfTheNextDirectoryRecord
        return found

    def series(images: int) -> tuple[str, list[object]]:
        return "SERIES", [("IMAGE", [])] * images

    tree = walk(index.OffsetOfTheFirstDirectoryRecordOfTheRootDirectoryEntity)
    assert tree == [("PATIENT", [("STUDY", [series(1), series(12)]), ("STUDY", [series(12)])])]


def test_images_from_elsewhere_become_a_disc(
    images: list[FileDataset], write: DiscWriter, tmp_path: Path, ball: Volume
) -> None:
    write_dicomdir(tmp_path / "cd", write(images).iterdir())
    assert np.array_equal(open_any(tmp_path / "cd" / "DICOMDIR").hu, ball.hu)


def test_a_disc_of_what_is_no_image_is_refused_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "letter").write_text("Dear colleague")
    with pytest.raises(ExportError, match="letter is no DICOM image"):
        write_dicomdir(tmp_path / "cd", [tmp_path / "letter"])
    assert [p.name for p in tmp_path.iterdir()] == ["letter"]


def test_a_disc_on_a_file_system_that_refuses_says_so(tmp_path: Path, ball: Volume) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ExportError, match="cd was not written"):
        write_cd(tmp_path / "file" / "cd", [(SeriesMeta(), ball)], Reporter())
