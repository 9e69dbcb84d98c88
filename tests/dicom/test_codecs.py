"""Every way a scanner or an archive packs pixels reads back voxel-identical where it loses nothing."""

from __future__ import annotations

import base64
from pathlib import Path

import numpy as np
import pydicom
import pytest
import SimpleITK as sitk
from openjpeg.utils import encode_array
from pydicom.dataset import FileDataset
from pydicom.encaps import encapsulate
from pydicom.uid import (
    HTJ2K,
    DeflatedExplicitVRLittleEndian,
    ExplicitVRBigEndian,
    ExplicitVRLittleEndian,
    HTJ2KLossless,
    HTJ2KLosslessRPCL,
    ImplicitVRLittleEndian,
    JPEG2000Lossless,
    RLELossless,
)

from earseg_app.dicom.open_path import open_any
from earseg_app.dicom.pixels import decode
from earseg_app.dicom.store import FileStore
from earseg_app.domain.errors import UnreadableInput
from earseg_app.domain.volume import Volume
from tests.dicom.conftest import DiscWriter


@pytest.mark.parametrize("syntax", [ImplicitVRLittleEndian, ExplicitVRLittleEndian, DeflatedExplicitVRLittleEndian])
def test_uncompressed_little_endian(images: list[FileDataset], write: DiscWriter, ball: Volume, syntax: str) -> None:
    for image in images:
        image.file_meta.TransferSyntaxUID = syntax
    assert np.array_equal(open_any(write(images)).hu, ball.hu)


def test_uncompressed_big_endian(images: list[FileDataset], tmp_path: Path, ball: Volume) -> None:
    for index, image in enumerate(images):
        image.file_meta.TransferSyntaxUID = ExplicitVRBigEndian
        image.PixelData = np.frombuffer(image.PixelData, "<u2").astype(">u2").tobytes()
        pydicom.dcmwrite(tmp_path / str(index), image, implicit_vr=False, little_endian=False, force_encoding=True)
    assert np.array_equal(open_any(tmp_path).hu, ball.hu)


def test_run_lengths(images: list[FileDataset], write: DiscWriter, ball: Volume) -> None:
    for image in images:
        image.compress(RLELossless, generate_instance_uid=False)
    assert np.array_equal(open_any(write(images)).hu, ball.hu)


def with_stream(images: list[FileDataset], stream: bytes, syntax: str, shape: tuple[int, int]) -> list[FileDataset]:
    """Every slice with the same code stream."""
    for image in images:
        image.Rows, image.Columns = shape
        image.file_meta.TransferSyntaxUID = syntax
        image.PixelData = encapsulate([stream])
        image["PixelData"].VR = "OB"
    return images


# Row * 13 + column * 31 as 20 x 24 pixels of 16 bits, in reversible high-throughput JPEG 2000 (by OpenJPH).
HIGH_THROUGHPUT_RAMP = base64.b64decode(
    "/0//UQApQAAAAAAYAAAAFAAAAAAAAAAAAAAAGAAAABQAAAAAAAAAAAABDwEB/1AACAACAAAACv9SAAwAAgABAAUEBEAB/1wAEyCIkJCQkJCQ"
    "kJCQkJCQiIiI/2QAFwABT3BlbkpQSCBWZXIgMC4yNi4zLv+QAAoAAAAAAJcAAf+TwAAmK/0FB3QAwAATQAASgCb8Aod0AKoBh3QAwAATQAAR"
    "gOP4AAt0AAozAMAAFVAABKAaNTT+gY/hi3YArUp3VADAABWQAAVoCoVCofjcQjpxAncAOI7jOP70AN4AAb64AMAAK+AAFpCcc84555zz+np6"
    "enACeQAYERERERH/TBye/fJ798nsvAD/2Q=="
)


@pytest.mark.parametrize("syntax", [HTJ2KLossless, HTJ2KLosslessRPCL, HTJ2K])
def test_high_throughput_jpeg_2000(images: list[FileDataset], write: DiscWriter, syntax: str) -> None:
    ramp = np.add.outer(np.arange(20) * 13, np.arange(24) * 31) - 1024
    volume = open_any(write(with_stream(images, HIGH_THROUGHPUT_RAMP, syntax, (20, 24))))
    assert all(np.array_equal(hu, ramp) for hu in volume.hu)


def test_jpeg_2000(images: list[FileDataset], write: DiscWriter) -> None:
    ramp = np.add.outer(np.arange(64) * 13, np.arange(80) * 31).astype(np.uint16)
    stream = encode_array(ramp)
    volume = open_any(write(with_stream(images, stream, JPEG2000Lossless, ramp.shape)))
    assert all(np.array_equal(hu, ramp.astype(int) - 1024) for hu in volume.hu)


def test_a_damaged_code_stream_names_the_file(images: list[FileDataset], write: DiscWriter) -> None:
    folder = write(with_stream(images, HIGH_THROUGHPUT_RAMP[:60], HTJ2KLossless, (20, 24)))
    with pytest.raises(UnreadableInput, match="cannot be decoded"):
        open_any(folder)


@pytest.mark.parametrize("name", ["J2KR", "JLSL", "JPLL", "RLE"])
def test_the_lossless_nema_images_equal_their_reference(shared_data: Path, name: str) -> None:
    with FileStore() as store:
        hu = decode(store, shared_data / "dicom" / "codecs" / name / f"CT1_{name}")
        reference = decode(store, shared_data / "dicom" / "codecs" / "REF" / "CT1_UNC")
    assert np.array_equal(hu, reference)


@pytest.mark.parametrize(("name", "usual"), [("J2KI", 130), ("JLSN", 5)])
def test_the_lossy_nema_images_are_near_their_reference(shared_data: Path, name: str, usual: int) -> None:
    with FileStore() as store:
        hu = decode(store, shared_data / "dicom" / "codecs" / name / f"CT1_{name}").astype(int)
        reference = decode(store, shared_data / "dicom" / "codecs" / "REF" / "CT1_UNC")
    assert np.percentile(np.abs(hu - reference)[reference > -900], 99) <= usual


def bundled(name: str) -> Path:
    return Path(pydicom.data.get_testdata_file(name, download=False))


def test_uncompressed_values_equal_those_of_simpleitk() -> None:
    with FileStore() as store:
        ours = decode(store, bundled("CT_small.dcm"))
    theirs = sitk.GetArrayFromImage(sitk.ReadImage(str(bundled("CT_small.dcm"))))[0]
    assert np.array_equal(ours, np.maximum(theirs, -1024) if theirs.min() < -1024 else theirs)


@pytest.mark.parametrize("name", ["693_J2KI.dcm", "JPGExtended.dcm", "JPEG-lossy.dcm", "JPEGLSNearLossless_16.dcm"])
def test_compressed_files_that_come_with_pydicom_are_decoded(name: str) -> None:
    with FileStore() as store:
        hu = decode(store, bundled(name))
    assert hu.ndim == 2
    assert np.ptp(hu) > 0


def test_a_colour_picture_is_refused() -> None:
    with FileStore() as store, pytest.raises(UnreadableInput, match="colour"):
        decode(store, bundled("SC_rgb_rle.dcm"))


def test_slices_decoded_in_several_threads_come_in_their_order(
    images: list[FileDataset], write: DiscWriter, tmp_path: Path
) -> None:
    """Each slice a JPEG 2000 picture of its own brightness; the stream of the darkest states only 8 bits."""
    for index, image in enumerate(images):
        picture = np.add.outer(np.arange(64), np.arange(64)).astype(np.uint16) + 100 * index
        with_stream([image], encode_array(picture), JPEG2000Lossless, (64, 64))
    assert open_any(write(images)).hu[:, 0, 0].tolist() == [100 * i - 1024 for i in range(12)]
