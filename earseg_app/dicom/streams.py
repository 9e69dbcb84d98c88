"""Decode one frame of a compressed stream to its stored values."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import SimpleITK as sitk
from openjpeg.utils import decode as decode_code_stream
from pydicom.dataset import Dataset, FileDataset, FileMetaDataset
from pydicom.encaps import encapsulate, get_frame
from pydicom.pixels.utils import pixel_array
from pydicom.uid import HTJ2K, CTImageStorage, HTJ2KLossless, HTJ2KLosslessRPCL, generate_uid

from earseg_app.dicom.elements import integer
from earseg_app.dicom.hounsfield import StoredArray
from earseg_app.dicom.tolerant import quietly

HIGH_THROUGHPUT = (HTJ2K, HTJ2KLossless, HTJ2KLosslessRPCL)


def jpeg_2000_frame(dataset: Dataset, index: int) -> StoredArray:
    """(rows, columns) stored values of one frame of JPEG 2000 or high-throughput JPEG 2000 pixel data.

    Raises:
        RuntimeError, or one of `tolerant.READ_ERRORS`: if the code stream is damaged.
    """
    frames = integer(dataset, "NumberOfFrames") or 1
    shape = integer(dataset, "Rows") or 0, integer(dataset, "Columns") or 0
    return jpeg_2000(get_frame(dataset.PixelData, index, number_of_frames=frames), shape)


def jpeg_2000(stream: bytes, shape: tuple[int, int]) -> StoredArray:
    """(rows, columns) stored values of a code stream, at least 16 bits wide, that should have `shape`.

    Raises:
        RuntimeError, ValueError: if the stream is damaged or has another shape.
    """
    values = decode_code_stream(stream)
    if values.shape != shape:
        raise ValueError(f"the code stream holds {values.shape}, the header says {shape}")
    if values.dtype.itemsize < 2:
        # A stream may state fewer bits than the header; the sign stays that of the stream.
        values = values.astype(np.int16 if values.dtype.kind == "i" else np.uint16)
    unsigned: StoredArray = values.view(np.dtype(f"u{values.dtype.itemsize}"))
    return unsigned


def run_length_frame(dataset: Dataset, index: int) -> StoredArray:
    """(rows, columns) stored values of one frame of run-length coded pixel data.

    Raises:
        RuntimeError, or one of `tolerant.READ_ERRORS`: if the stream is damaged.
    """
    with quietly():
        stored: StoredArray = pixel_array(dataset, index=index, raw=True)
    return stored.view(np.dtype(f"u{stored.dtype.itemsize}"))


def gdcm_frame(dataset: Dataset, index: int) -> StoredArray:
    """(rows, columns) stored values of one frame of pixel data in a coding that GDCM (in SimpleITK) knows.

    The frame is handed over as a file of its own without a rescale, for GDCM applies one to all frames of a file.

    Raises:
        RuntimeError, or one of `tolerant.READ_ERRORS`: if the stream is damaged or the coding unknown.
    """
    frames = integer(dataset, "NumberOfFrames") or 1
    stream = get_frame(dataset.PixelData, index, number_of_frames=frames)
    with tempfile.TemporaryDirectory(prefix="earseg-") as folder:
        path = Path(folder) / "frame.dcm"
        with quietly():
            _one_frame(dataset, stream).save_as(path, enforce_file_format=True)
        image: Any = sitk.ReadImage(str(path), imageIO="GDCMImageIO")
    values = sitk.GetArrayFromImage(image)[0]
    unsigned: StoredArray = values.view(np.dtype(f"u{values.dtype.itemsize}"))
    return unsigned


_PIXEL_ELEMENTS = (
    "SamplesPerPixel", "PhotometricInterpretation", "Rows", "Columns", "BitsAllocated", "BitsStored", "HighBit",
    "PixelRepresentation",
)  # fmt: skip


def _one_frame(dataset: Dataset, stream: bytes) -> FileDataset:
    meta = FileMetaDataset()
    meta.TransferSyntaxUID = dataset.file_meta.TransferSyntaxUID
    meta.MediaStorageSOPClassUID, meta.MediaStorageSOPInstanceUID = CTImageStorage, generate_uid()
    one = FileDataset("", {}, preamble=b"\0" * 128, file_meta=meta)
    one.SOPClassUID, one.SOPInstanceUID, one.Modality = CTImageStorage, meta.MediaStorageSOPInstanceUID, "CT"
    for keyword in _PIXEL_ELEMENTS:
        if keyword in dataset:
            setattr(one, keyword, dataset[keyword].value)
    one.PixelData = encapsulate([stream])
    one["PixelData"].VR = "OB"
    return one
