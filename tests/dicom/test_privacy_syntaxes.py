"""De-identified copies of every way to write an image: its patient gone, its pixels and place as they were."""

from __future__ import annotations

import shutil
import zlib
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pydicom
import pytest
from openjpeg.utils import encode_array
from pydicom.dataset import Dataset, FileDataset
from pydicom.encaps import encapsulate
from pydicom.uid import (
    DeflatedExplicitVRLittleEndian,
    ExplicitVRBigEndian,
    ImplicitVRLittleEndian,
    JPEG2000Lossless,
    JPEGLosslessSV1,
    RLELossless,
)

from earseg_app.dicom.catalog import read_catalog
from earseg_app.dicom.open_path import open_any
from earseg_app.dicom.privacy import deidentify
from earseg_app.dicom.privacy_keys import CopyKey
from earseg_app.domain.exchange.deidentification import CopyRequest, Retain
from earseg_app.domain.progress import Reporter
from tests.dicom.test_codecs import bundled
from tests.dicom.test_enhanced import enhanced, jpeg_lossless  # noqa: F401 - a fixture
from tests.dicom.test_privacy import MARK, marked

KEY = CopyKey(b"key of the tests")


def copy(source: Path, target: Path, *retain: Retain, captures: bool = False) -> list[Path]:
    series = read_catalog(source, Reporter()).all_series()
    deidentify(series, CopyRequest("EAR-07", target, frozenset(retain), captures), Reporter(), KEY)
    return sorted(target.rglob("IM*"))


def plain_bytes(path: Path) -> bytes:
    """The bytes of a file; of a deflated one those it packs too."""
    content = path.read_bytes()
    if pydicom.dcmread(path, stop_before_pixels=True).file_meta.TransferSyntaxUID != DeflatedExplicitVRLittleEndian:
        return content
    length = pydicom.filereader.read_file_meta_info(path).FileMetaInformationGroupLength
    start = 128 + 4 + 12 + length
    return content[:start] + zlib.decompress(content[start:], -zlib.MAX_WBITS)


def as_little_endian(images: list[FileDataset], folder: Path, syntax: str) -> None:
    for number, image in enumerate(images):
        image.file_meta.TransferSyntaxUID = syntax
        image.save_as(folder / str(number), enforce_file_format=True)


def as_implicit(images: list[FileDataset], folder: Path) -> None:
    as_little_endian(images, folder, ImplicitVRLittleEndian)


def as_deflated(images: list[FileDataset], folder: Path) -> None:
    as_little_endian(images, folder, DeflatedExplicitVRLittleEndian)


def as_big_endian(images: list[FileDataset], folder: Path) -> None:
    for number, image in enumerate(images):
        image.file_meta.TransferSyntaxUID = ExplicitVRBigEndian
        image.PixelData = np.frombuffer(image.PixelData, "<u2").astype(">u2").tobytes()
        pydicom.dcmwrite(folder / str(number), image, implicit_vr=False, little_endian=False, force_encoding=True)


def as_run_lengths(images: list[FileDataset], folder: Path) -> None:
    for number, image in enumerate(images):
        image.compress(RLELossless, generate_instance_uid=False)
        image.save_as(folder / str(number), enforce_file_format=True)


def packed(images: list[FileDataset], folder: Path, syntax: str, encode: Callable[[np.ndarray], bytes]) -> None:
    for number, image in enumerate(images):
        pixels = np.frombuffer(image.PixelData, "<u2").reshape(image.Rows, image.Columns)
        image.file_meta.TransferSyntaxUID = syntax
        image.PixelData = encapsulate([encode(pixels)])
        image["PixelData"].VR = "OB"
        image.save_as(folder / str(number), enforce_file_format=True)


def as_jpeg_2000(images: list[FileDataset], folder: Path) -> None:
    for image in images:  # wide enough for the levels of the coder
        pixels = np.frombuffer(image.PixelData, "<u2").reshape(image.Rows, image.Columns)
        image.PixelData = np.tile(pixels, (3, 3)).tobytes()
        image.Rows, image.Columns = 3 * image.Rows, 3 * image.Columns
    packed(images, folder, JPEG2000Lossless, lambda pixels: bytes(encode_array(pixels)))


def as_jpeg_lossless(images: list[FileDataset], folder: Path) -> None:
    packed(images, folder, JPEGLosslessSV1, lambda pixels: jpeg_lossless(pixels, folder.parent / "frame.dcm"))


WAYS = (as_implicit, as_deflated, as_big_endian, as_run_lengths, as_jpeg_2000, as_jpeg_lossless)


@pytest.mark.parametrize("way", WAYS)
def test_nobody_is_named_and_the_volume_is_the_same_in_its_transfer_syntax(
    images: list[FileDataset], tmp_path: Path, way: Callable[[list[FileDataset], Path], None]
) -> None:
    source, target = tmp_path / "source", tmp_path / "copy"
    source.mkdir()
    way(marked(images), source)
    before = open_any(source)
    copies = copy(source, target, *Retain)
    assert len(copies) == len(images)
    after = open_any(target)
    assert np.array_equal(after.hu, before.hu)
    assert after.grid.matches(before.grid, 1e-6)
    assert {pydicom.dcmread(path).file_meta.TransferSyntaxUID for path in copies} == {
        pydicom.dcmread(source / "0").file_meta.TransferSyntaxUID
    }
    assert [path for path in copies if MARK.lower().encode()[:16] in plain_bytes(path).lower()] == []


@pytest.mark.parametrize("is_packed", [False, True])
def test_multi_frame_ct_keeps_its_frames_and_what_it_must_state(
    enhanced: FileDataset,  # noqa: F811
    tmp_path: Path,
    is_packed: bool,
) -> None:
    marked([enhanced])
    enhanced.ContentTime = "101500"
    for group in enhanced.PerFrameFunctionalGroupsSequence:
        content = Dataset()
        content.FrameAcquisitionDateTime, content.FrameComments = "20260310101500", f"of {MARK}"
        group.FrameContentSequence = [content]
    if is_packed:
        enhanced.compress(RLELossless, generate_instance_uid=False)
    source, target = tmp_path / "source", tmp_path / "copy"
    source.mkdir()
    enhanced.save_as(source / "one", enforce_file_format=True)
    before = open_any(source)
    (path,) = copy(source, target)
    after = open_any(target)
    assert np.array_equal(after.hu, before.hu)
    assert after.grid.matches(before.grid, 1e-6)
    assert MARK.lower().encode()[:16] not in path.read_bytes().lower()
    written = pydicom.dcmread(path)
    assert written.ContentDate == "19000101", "required in multi-frame CT, so a dummy"
    frames = [group.FrameContentSequence[0] for group in written.PerFrameFunctionalGroupsSequence]
    assert {frame.FrameAcquisitionDateTime for frame in frames} == {"19000101000000"}
    assert not any("FrameComments" in frame for frame in frames)


def assert_only_the_patient_is_gone(source: Path, tmp_path: Path) -> None:
    """Copies one file; its patient was marked before, since files made for tests name nobody."""
    folder = tmp_path / "source"
    folder.mkdir()
    shutil.copy(source, folder / "one")
    image = pydicom.dcmread(folder / "one")
    image.PatientName, image.PatientID = f"{MARK}^Anna", MARK
    image.save_as(folder / "one")
    before = pydicom.dcmread(folder / "one")
    (path,) = copy(folder, tmp_path / "copy", captures=True)
    after = pydicom.dcmread(path)
    assert after.file_meta.TransferSyntaxUID == before.file_meta.TransferSyntaxUID
    assert after.PixelData == before.PixelData
    for keyword in ("Rows", "Columns", "ImagePositionPatient", "ImageOrientationPatient", "PixelSpacing",
                    "RescaleSlope", "RescaleIntercept", "BitsStored", "PixelRepresentation"):  # fmt: skip
        assert after.get(keyword) == before.get(keyword), keyword
    assert MARK.lower().encode() not in plain_bytes(path).lower()
    assert (str(after.PatientName), after.PatientID) == ("EAR-07", "EAR-07")


@pytest.mark.parametrize(
    "name",
    ["CT_small.dcm", "MR_small_bigendian.dcm", "MR_small_RLE.dcm", "MR_small_jp2klossless.dcm", "image_dfl.dcm",
     "693_J2KI.dcm", "JPGExtended.dcm"],
)  # fmt: skip
def test_files_that_come_with_pydicom(name: str, tmp_path: Path) -> None:
    assert_only_the_patient_is_gone(bundled(name), tmp_path)


@pytest.mark.parametrize(
    "path",
    ["codecs/J2KR/CT1_J2KR", "codecs/JPLL/CT1_JPLL", "codecs/JLSL/CT1_JLSL", "codecs/RLE/CT1_RLE",
     "enhanced/eCT_Supplemental.dcm"],
)  # fmt: skip
def test_real_files_of_every_compression(shared_data: Path, path: str, tmp_path: Path) -> None:
    assert_only_the_patient_is_gone(shared_data / "dicom" / path, tmp_path)
