"""A case saved without its scan finds that scan again and reads it as before: its gaps, its size, its part."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from pydicom.uid import generate_uid

from earseg_app.adapters.library import Library
from earseg_app.dicom.ct_writer import SeriesMeta, ct_images
from earseg_app.domain.errors import UnreadableInput
from earseg_app.domain.gaps import Gaps
from earseg_app.domain.progress import Reporter
from earseg_app.domain.reading import ReadOptions
from earseg_app.domain.study import Catalog
from earseg_app.domain.volume import Volume
from earseg_app.presenters.find_scan import find_scan
from earseg_app.session.case_file import Fingerprints, fingerprint, read_case, save_case
from earseg_app.session.case_record import Snapshot
from earseg_app.session.session import Case, Display, WorkStep
from tests.dicom.conftest import ball_volume

UID = generate_uid(entropy_srcs=["two kernels, one series"])


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(tmp_path / "demo")


@pytest.fixture
def disc(tmp_path: Path) -> Path:
    """One SeriesInstanceUID with a stack in each of two kernels; of each two slices are missing."""
    folder = tmp_path / "disc"
    folder.mkdir()
    volume = ball_volume((16, 20, 24))
    for kernel, shift in (("BONE", 0), ("SOFT", 100)):
        other = Volume(volume.hu + np.int16(shift), volume.grid)
        for number, image in enumerate(ct_images(other, SeriesMeta(series_uid=UID, kernel=kernel))):
            if number in (7, 8):
                continue
            image.SOPInstanceUID = image.file_meta.MediaStorageSOPInstanceUID = generate_uid()
            image.save_as(folder / f"{kernel}{number}", enforce_file_format=True)
    return folder


def parts(library: Library, disc: Path) -> Catalog:
    found = library.look(disc, Reporter(), lambda _catalog: None)
    assert isinstance(found, Catalog)
    assert [series.uid for series in found.all_series()] == [UID, f"{UID}#2"]
    return found


@pytest.mark.parametrize("part", [0, 1])
@pytest.mark.parametrize("reading", [ReadOptions(Gaps.LEAVE_EMPTY), ReadOptions(Gaps.INTERPOLATE, 2)])
def test_the_scan_of_a_case_is_read_again_as_it_was(
    library: Library, disc: Path, tmp_path: Path, part: int, reading: ReadOptions
) -> None:
    series = parts(library, disc).all_series()[part]
    volume = library.read(series, Reporter(), reading)
    assert volume.series_uid == series.uid
    case = Case(volume, place=disc, reading=reading)
    save_case(tmp_path / "one.earseg", Snapshot(case, Display(), WorkStep.SEGMENT), fingerprint(volume))
    record = read_case(tmp_path / "one.earseg").record.scan
    assert record.reading == reading
    again = find_scan(record, disc, library, Fingerprints(), Reporter())
    assert np.array_equal(again.hu, volume.hu)
    assert again.grid.matches(volume.grid)
    assert (again.series_uid, again.mark, again.notes) == (volume.series_uid, volume.mark, volume.notes)


def test_the_other_part_of_the_series_is_not_taken_for_the_scan(library: Library, disc: Path, tmp_path: Path) -> None:
    reading = ReadOptions(Gaps.LEAVE_EMPTY)
    first, second = (library.read(series, Reporter(), reading) for series in parts(library, disc).all_series())
    case = Case(second, place=disc, reading=reading)
    save_case(tmp_path / "one.earseg", Snapshot(case, Display(), WorkStep.SEGMENT), fingerprint(first))
    with pytest.raises(UnreadableInput, match="not the one this case was made of"):
        find_scan(read_case(tmp_path / "one.earseg").record.scan, disc, library, Fingerprints(), Reporter())
