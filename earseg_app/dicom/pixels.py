"""Decode one image file to Hounsfield units: raw pixels here, most compressed ones by GDCM (in SimpleITK)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import SimpleITK as sitk
from pydicom.dataset import Dataset
from pydicom.encaps import get_frame
from pydicom.uid import (
    JPEG2000,
    DeflatedExplicitVRLittleEndian,
    ExplicitVRBigEndian,
    ExplicitVRLittleEndian,
    ImplicitVRLittleEndian,
    JPEG2000Lossless,
    RLELossless,
)

from earseg_app.dicom.elements import integer
from earseg_app.dicom.header import Header, read_header
from earseg_app.dicom.hounsfield import AIR_HU, HuArray, StoredArray, to_hu
from earseg_app.dicom.store import FileStore
from earseg_app.dicom.streams import HIGH_THROUGHPUT, jpeg_2000, jpeg_2000_frame, run_length_frame
from earseg_app.dicom.tolerant import READ_ERRORS, read_dataset
from earseg_app.domain.errors import UnreadableInput, nameless

NATIVE = {ImplicitVRLittleEndian, ExplicitVRLittleEndian, ExplicitVRBigEndian, DeflatedExplicitVRLittleEndian, ""}
# GDCM lacks high-throughput JPEG 2000, and takes ten times as long for run lengths.
OURS: dict[str, Callable[[Dataset, int], StoredArray]] = {
    **dict.fromkeys(HIGH_THROUGHPUT, jpeg_2000_frame),
    RLELossless: run_length_frame,
}
# Tag, OB, two reserved bytes, undefined length (PS3.5 A.4).
ENCAPSULATED_HEADER_BYTES = 12
PIXEL_TAGS = [
    "SamplesPerPixel",
    "PhotometricInterpretation",
    "PlanarConfiguration",
    "NumberOfFrames",
    "Rows",
    "Columns",
    "BitsAllocated",
    "BitsStored",
    "HighBit",
    "PixelRepresentation",
    "PixelPaddingValue",
    "PixelPaddingRangeLimit",
    "RescaleIntercept",
    "RescaleSlope",
    "PixelData",
    "ExtendedOffsetTable",
    "ExtendedOffsetTableLengths",
]


def decode(store: FileStore, path: Path) -> HuArray:
    """The single image of a file: (rows, columns) int16 Hounsfield units, padding set to air.

    Raises:
        UnreadableInput: if the file is damaged, in colour or in an unknown coding.
    """
    try:
        with store.open(path) as file:
            header = read_header(file, path)
    except READ_ERRORS as error:
        raise undecodable(path, error) from error
    return decode_with(store, header)


def decode_with(store: FileStore, header: Header) -> HuArray:
    """As `decode`, for a file whose header was read already.

    Raises:
        UnreadableInput: if the pixels are missing, cut short, in colour or in an unknown coding.
    """
    if header.samples != 1:
        raise UnreadableInput(f"{header.path.name} is a colour picture, not a CT image.")
    try:
        with store.open(header.path) as file:
            raw = raw_pixels(file, header)
            if raw is not None:
                return to_hu(raw, header)
            if not by_gdcm(header):
                file.seek(0)
                dataset = read_dataset(file, PIXEL_TAGS, pixels=True)
                own = OURS.get(header.transfer_syntax)
                return to_hu(stored_frames(dataset)[0] if own is None else own(dataset, 0), header)
        try:
            with store.local(header.path) as local:
                return _gdcm(local, header)
        except RuntimeError:
            if header.transfer_syntax not in (JPEG2000, JPEG2000Lossless):
                raise
            # GDCM refuses streams that state another bit depth than the header; OpenJPEG does not.
            return to_hu(_code_stream(store, header), header)
    except (*READ_ERRORS, RuntimeError) as error:
        raise undecodable(header.path, error) from error


def by_gdcm(header: Header) -> bool:
    """Whether the pixels are decoded by GDCM: slow, but able to run in several threads at once."""
    return header.transfer_syntax not in NATIVE and header.transfer_syntax not in OURS


def raw_pixels(file: BinaryIO, header: Header) -> StoredArray | None:
    """(rows, columns) stored values read straight from their place in the file, or None when that is not possible.

    Only 16-bit little endian pixels of a stated length are; pydicom's parsing would cost more than the reading.

    Raises:
        ValueError: if the file ends too early.
    """
    explicit = header.transfer_syntax == ExplicitVRLittleEndian
    if header.pixel_offset is None or header.bits_allocated != 16:
        return None
    if not explicit and header.transfer_syntax != ImplicitVRLittleEndian:
        return None
    file.seek(header.pixel_offset)
    start = file.read(12 if explicit else 8)
    if start[:4] != b"\xe0\x7f\x10\x00" or (explicit and start[4:6] not in (b"OW", b"OB")):
        return None
    shape = header.rows or 0, header.columns or 0
    wanted = shape[0] * shape[1] * 2
    if int.from_bytes(start[-4:], "little") < wanted:
        return None
    content = file.read(wanted)
    if len(content) < wanted:
        raise ValueError(f"{len(content)} bytes of pixels where {wanted} are claimed")
    return np.frombuffer(content, "<u2").astype(np.uint16, copy=False).reshape(shape)


def stored_frames(dataset: Dataset) -> StoredArray:
    """(frames, rows, columns) stored values of uncompressed pixel data, sign and bit width as the header says.

    Raises:
        ValueError: if the pixel data are shorter than the header claims.
    """
    shape = integer(dataset, "NumberOfFrames") or 1, integer(dataset, "Rows") or 0, integer(dataset, "Columns") or 0
    allocated = integer(dataset, "BitsAllocated")
    if allocated not in (8, 16, 32):
        raise ValueError(f"{allocated} bits allocated")
    big = dataset.file_meta.get("TransferSyntaxUID") == ExplicitVRBigEndian
    wanted = int(np.prod(shape))
    data = dataset.PixelData
    if len(data) < wanted * allocated // 8:
        raise ValueError(f"{len(data)} bytes of pixels where {wanted * allocated // 8} are claimed")
    values = np.frombuffer(data, f"{'>' if big else '<'}u{allocated // 8}", wanted)
    return values.astype(f"u{allocated // 8}", copy=False).reshape(shape)


def _gdcm(path: Path, header: Header) -> HuArray:
    """Compressed pixels by GDCM, which applies sign and rescale itself."""
    # Any: the annotations of SimpleITK are partial.
    factory: Any = sitk.ImageFileReader
    reader = factory()
    reader.SetImageIO("GDCMImageIO")
    reader.SetFileName(str(path))
    hu = sitk.GetArrayFromImage(reader.Execute())
    if hu.ndim != 3 or hu.shape[0] != 1:
        raise UnreadableInput(f"{path.name} does not hold one grey image.")
    slope, intercept = header.rescale or (1.0, 0.0)
    padded = None
    if header.padding is not None:
        low, high = header.padding
        padded = (hu[0] >= low * slope + intercept - 1e-6) & (hu[0] <= high * slope + intercept + 1e-6)
    limits = np.iinfo(np.int16)
    result: HuArray = np.clip(np.rint(hu[0]), limits.min, limits.max).astype(np.int16)
    if padded is not None:
        result[padded] = AIR_HU
    return result


def _code_stream(store: FileStore, header: Header) -> StoredArray:
    """The JPEG 2000 stream behind the header; without pydicom's parser, for its guard against warnings is global."""
    with store.open(header.path) as file:
        file.seek((header.pixel_offset or 0) + ENCAPSULATED_HEADER_BYTES)
        return jpeg_2000(get_frame(file, 0, number_of_frames=1), (header.rows or 0, header.columns or 0))


def undecodable(path: Path, error: Exception) -> UnreadableInput:
    """A file whose pixels cannot be read, in words."""
    return UnreadableInput(
        f"The pixels of {path.name} cannot be decoded.",
        "The file may be damaged or cut short: copy it again from the disc.",
        nameless(error),
    )
