"""Damaged and hostile files: an error in words or a listed reason, never a crash, a hang or a write outside."""

from __future__ import annotations

import contextlib
import io
from pathlib import Path

import numpy as np
import pydicom
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydicom.dataset import Dataset, FileDataset
from pydicom.uid import RLELossless

from earseg_app.dicom.catalog import read_catalog
from earseg_app.dicom.ct_writer import SeriesMeta, ct_images
from earseg_app.dicom.open_path import open_any
from earseg_app.dicom.thumbnail import thumbnail
from earseg_app.dicom.tolerant import quietly
from earseg_app.domain.errors import EarsegError
from earseg_app.domain.progress import Reporter
from tests.dicom.conftest import DiscWriter, ball_volume

careful = settings(max_examples=40, deadline=10_000, suppress_health_check=[HealthCheck.function_scoped_fixture])


def whole_files() -> list[bytes]:
    """Four slices as bytes, the last one compressed."""
    contents = []
    for index, image in enumerate(ct_images(ball_volume((4, 16, 16)), SeriesMeta())):
        if index == 3:
            image.compress(RLELossless, generate_instance_uid=False)
        buffer = io.BytesIO()
        image.save_as(buffer, enforce_file_format=True)
        contents.append(buffer.getvalue())
    return contents


FILES = whole_files()


def open_all(folder: Path) -> None:
    """The whole way of a file: listed, pictured, opened; only errors in words may come out."""
    for series in read_catalog(folder, Reporter()).all_series():
        with contextlib.suppress(EarsegError):
            thumbnail(series)
    with contextlib.suppress(EarsegError):
        open_any(folder)


def put(folder: Path, contents: list[bytes]) -> Path:
    for index, content in enumerate(contents):
        (folder / f"{index}.dcm").write_bytes(content)
    return folder


@careful
@given(st.integers(0, 3), st.floats(0.0, 1.0))
def test_files_cut_short_anywhere(tmp_path: Path, which: int, share: float) -> None:
    contents = [*FILES]
    contents[which] = contents[which][: int(share * len(contents[which]))]
    open_all(put(tmp_path, contents))


@careful
@given(st.integers(0, 3), st.lists(st.tuples(st.floats(0.0, 0.999), st.integers(0, 7)), min_size=1, max_size=12))
def test_flipped_bits(tmp_path: Path, which: int, flips: list[tuple[float, int]]) -> None:
    contents = [*FILES]
    spoiled = bytearray(contents[which])
    # Most of the header lies in the first three quarters of these small files.
    for share, bit in flips:
        spoiled[int(share * len(spoiled))] ^= 1 << bit
    contents[which] = bytes(spoiled)
    open_all(put(tmp_path, contents))


@careful
@given(st.binary(max_size=400))
def test_noise_behind_a_preamble(tmp_path: Path, noise: bytes) -> None:
    open_all(put(tmp_path, [bytes(128) + b"DICM" + noise, noise]))


@careful
@given(
    st.sampled_from(["Rows", "Columns", "BitsAllocated", "BitsStored", "SamplesPerPixel", "NumberOfFrames"]),
    st.sampled_from([0, 1, 3, 7, 12, 24, 64, 65535]),
)
def test_sizes_that_lie(tmp_path: Path, keyword: str, value: int) -> None:
    images = list(ct_images(ball_volume((3, 16, 16)), SeriesMeta()))
    for index, image in enumerate(images):
        setattr(image, keyword, value)
        image.save_as(tmp_path / f"{index}.dcm", enforce_file_format=True)
    open_all(tmp_path)


@pytest.mark.parametrize(
    ("keyword", "vr", "value"),
    [
        ("Rows", "LO", "many"),
        ("ImagePositionPatient", "LO", "here\\there\\everywhere"),
        ("ImageOrientationPatient", "FD", [float("nan")] * 6),
        ("PixelSpacing", "LO", "0\\0"),
        ("SliceThickness", "LO", "1e400"),
        ("RescaleSlope", "LO", "inf"),
        ("SeriesInstanceUID", "LO", "not a uid at all, and far too long " * 4),
        ("PatientName", "OB", b"\xff\xfe\x00\x01"),
        ("SpecificCharacterSet", "LO", "KLINGON"),
        ("InstanceNumber", "LO", "\x00\x00"),
        ("ImageType", "US", 7),
    ],
)
def test_values_of_the_wrong_kind(
    images: list[FileDataset], tmp_path: Path, keyword: str, vr: str, value: object
) -> None:
    with quietly(), pydicom.config.disable_value_validation():
        for index, image in enumerate(images):
            image.add_new(keyword, vr, value)
            image.save_as(tmp_path / f"{index}.dcm", enforce_file_format=True)
    open_all(tmp_path)
    assert read_catalog(tmp_path, Reporter()).all_series()


def test_sequences_a_hundred_deep(images: list[FileDataset], write: DiscWriter) -> None:
    inner = Dataset()
    for _ in range(100):
        outer = Dataset()
        outer.ReferencedImageSequence = [inner]
        inner = outer
    for image in images:
        image.ReferencedImageSequence = [inner]
    assert open_any(write(images)).hu.shape == (12, 20, 24)


def test_an_index_that_names_files_outside_the_disc(images: list[FileDataset], write: DiscWriter) -> None:
    folder = write(images)
    secret = folder.parent / "secret"
    secret.write_bytes(b"private")
    index = Dataset()
    index.file_meta = pydicom.dataset.FileMetaDataset()
    index.file_meta.TransferSyntaxUID = pydicom.uid.ExplicitVRLittleEndian
    index.file_meta.MediaStorageSOPClassUID = pydicom.uid.MediaStorageDirectoryStorage
    index.file_meta.MediaStorageSOPInstanceUID = "1.2.3"
    record = Dataset()
    with quietly():
        record.DirectoryRecordType, record.ReferencedFileID = "IMAGE", ["..", "SECRET"]
        index.DirectoryRecordSequence = [record]
        index.save_as(folder / "DICOMDIR", enforce_file_format=True)
    catalog = read_catalog(folder, Reporter())
    assert [b.path.parent for b in catalog.broken] == [folder]
    assert "outside the disc" in catalog.broken[0].reason


def test_every_file_that_comes_with_pydicom_is_listed_or_passed_over() -> None:
    folder = Path(pydicom.data.get_testdata_file("CT_small.dcm", download=False)).parent
    catalog = read_catalog(folder, Reporter())
    assert len(catalog.all_series()) > 30
    assert all(broken.reason.endswith((".", "searched instead.")) for broken in catalog.broken)
    for series in catalog.all_series():
        with contextlib.suppress(EarsegError):
            assert thumbnail(series).dtype == np.uint8
