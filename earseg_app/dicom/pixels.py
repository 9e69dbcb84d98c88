"""Decode one image file to Hounsfield units: raw pixels here, compressed ones by GDCM (in SimpleITK) or OpenJPEG."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import SimpleITK as sitk  # noqa: N813
from numpy.typing import NDArray
from openjpeg.utils import decode as decode_code_stream
from pydicom.dataset import Dataset
from pydicom.encaps import get_frame
from pydicom.uid import (
    HTJ2K,
    DeflatedExplicitVRLittleEndian,
    ExplicitVRBigEndian,
    ExplicitVRLittleEndian,
    HTJ2KLossless,
    HTJ2KLosslessRPCL,
    ImplicitVRLittleEndian,
)

from earseg_app.dicom.header import Header, header_of
from earseg_app.dicom.store import FileStore
from earseg_app.dicom.tolerant import READ_ERRORS, read_dataset
from earseg_app.domain.errors import EarsegError, UnreadableInput

HuArray = NDArray[np.int16]
StoredArray = NDArray[np.integer]

# What lies outside the scanned field: air.
AIR_HU = -1024
NATIVE = {ImplicitVRLittleEndian, ExplicitVRLittleEndian, ExplicitVRBigEndian, DeflatedExplicitVRLittleEndian, ""}
# GDCM lacks high-throughput JPEG 2000.
HIGH_THROUGHPUT = {HTJ2K, HTJ2KLossless, HTJ2KLosslessRPCL}
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
        UnreadableInput: if the pixels are missing, cut short, in colour or in an unknown coding.
    """
    try:
        with store.open(path) as file:
            dataset = read_dataset(file, PIXEL_TAGS, pixels=True)
        header = header_of(dataset, path)
        if header.samples != 1:
            raise UnreadableInput(f"{path.name} is a colour picture, not a CT image.")
        syntax = header.transfer_syntax
        if syntax in NATIVE:
            return to_hu(stored_frames(dataset)[0], header)
        if syntax in HIGH_THROUGHPUT:
            return to_hu(openjpeg_frame(dataset), header)
        with store.local(path) as local:
            return _gdcm(local, header)
    except EarsegError:
        raise
    except (*READ_ERRORS, RuntimeError) as error:
        raise undecodable(path, error) from error


def stored_frames(dataset: Dataset) -> StoredArray:
    """(frames, rows, columns) stored values of uncompressed pixel data, sign and bit width as the header says.

    Raises:
        ValueError: if the pixel data are shorter than the header claims.
    """
    frames = int(dataset.get("NumberOfFrames") or 1)
    shape = frames, int(dataset.Rows), int(dataset.Columns)
    allocated = int(dataset.BitsAllocated)
    if allocated not in (8, 16, 32):
        raise ValueError(f"{allocated} bits allocated")
    big = dataset.file_meta.get("TransferSyntaxUID") == ExplicitVRBigEndian
    wanted = int(np.prod(shape))
    data = dataset.PixelData
    if len(data) < wanted * allocated // 8:
        raise ValueError(f"{len(data)} bytes of pixels where {wanted * allocated // 8} are claimed")
    return np.frombuffer(data, f"{'>' if big else '<'}u{allocated // 8}", wanted).reshape(shape)


def openjpeg_frame(dataset: Dataset, index: int = 0) -> StoredArray:
    """(rows, columns) stored values of one frame of JPEG 2000 or high-throughput JPEG 2000 pixel data.

    Raises:
        RuntimeError, ValueError: if the code stream is damaged.
    """
    stream = get_frame(dataset.PixelData, index, number_of_frames=int(dataset.get("NumberOfFrames") or 1))
    values: StoredArray = decode_code_stream(stream)
    if values.shape != (int(dataset.Rows), int(dataset.Columns)):
        raise ValueError(f"the code stream holds {values.shape}, the header says otherwise")
    return values.view(np.dtype(f"u{values.dtype.itemsize}"))


def to_hu(stored: StoredArray, header: Header, rescale: tuple[float, float] | None = None) -> HuArray:
    """(rows, columns) int16 HU of unsigned stored values: sign, bit width, padding, rescale.

    `rescale` overrides the one of the header (frames of an Enhanced image have their own).
    """
    width = stored.dtype.itemsize * 8
    bits = min(header.bits_stored or width, width)
    slope, intercept = rescale or header.rescale or (1.0, 0.0)
    padded = _padded(stored, header.padding, width, bits)
    values: NDArray[Any] = stored.astype(np.int64 if width > 16 else np.int32)
    if bits < width:
        # Some scanners keep overlays in the spare high bits.
        values &= (1 << bits) - 1
    if header.is_signed:
        values[values >= 1 << (bits - 1)] -= 1 << bits
    hu = _rescaled(values, slope, intercept)
    if padded is not None:
        hu[padded] = AIR_HU
    return hu


def _rescaled(values: NDArray[Any], slope: float, intercept: float) -> HuArray:
    limits = np.iinfo(np.int16)
    if slope == 1.0 and float(intercept).is_integer():
        whole = values + int(intercept)
        return np.asarray(np.clip(whole, limits.min, limits.max), np.int16)
    exact = np.rint(values * slope + intercept)
    return np.asarray(np.clip(exact, limits.min, limits.max), np.int16)


def _padded(stored: StoredArray, padding: tuple[int, int] | None, width: int, bits: int) -> NDArray[np.bool_] | None:
    """Mask of padding. Compared bit by bit, for the sign of the padding value is often written wrongly."""
    if padding is None:
        return None
    low, high = padding
    if low == high:
        return np.equal(stored, low & ((1 << width) - 1)) | (np.equal(stored, low & ((1 << bits) - 1)) & (low < 0))
    signed = stored.astype(np.int64)
    if low < 0:
        signed[signed >= 1 << (width - 1)] -= 1 << width
    inside: NDArray[np.bool_] = (signed >= low) & (signed <= high)
    return inside


def _gdcm(path: Path, header: Header) -> HuArray:
    """Compressed pixels by GDCM, which applies sign and rescale itself."""
    # Any: the annotations of SimpleITK are partial.
    factory: Any = sitk.ImageFileReader
    reader = factory()
    reader.SetImageIO("GDCMImageIO")
    reader.SetFileName(str(path))
    try:
        hu = sitk.GetArrayFromImage(reader.Execute())
    except RuntimeError as error:
        raise undecodable(path, error) from error
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


def undecodable(path: Path, error: Exception) -> UnreadableInput:
    """A file whose pixels cannot be read, in words."""
    return UnreadableInput(
        f"The pixels of {path.name} cannot be decoded.",
        "The file may be damaged or cut short: copy it again from the disc.",
        repr(error),
    )
