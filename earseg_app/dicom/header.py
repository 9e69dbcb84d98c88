"""What the header of one image file says: all that the catalog and the reader need before the pixels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from pydicom.dataset import Dataset

from earseg_app.dicom.elements import integer, number, numbers, text, texts
from earseg_app.dicom.tolerant import DEFLATED, quietly, read_dataset

Triple = tuple[float, float, float]
CATALOG_ONLY_TAGS = frozenset(
    (
        "StudyDate", "SeriesDate", "Manufacturer", "StudyDescription", "SeriesDescription", "PatientName", "PatientID",
        "PatientBirthDate", "SliceThickness", "ConvolutionKernel", "EchoNumbers", "StudyInstanceUID", "SeriesNumber",
        "AcquisitionNumber", "InstanceNumber", "BurnedInAnnotation", "TemporalPositionIdentifier", "SOPInstanceUID",
        "PhotometricInterpretation", "RescaleType",
    )
)  # fmt: skip
TAGS = [
    "SpecificCharacterSet",
    "ImageType",
    "SOPClassUID",
    "SOPInstanceUID",
    "StudyDate",
    "SeriesDate",
    "Modality",
    "Manufacturer",
    "StudyDescription",
    "SeriesDescription",
    "PatientName",
    "PatientID",
    "PatientBirthDate",
    "SliceThickness",
    "ConvolutionKernel",
    "EchoNumbers",
    "StudyInstanceUID",
    "SeriesInstanceUID",
    "SeriesNumber",
    "AcquisitionNumber",
    "InstanceNumber",
    "ImagePositionPatient",
    "ImageOrientationPatient",
    "Laterality",
    "ImageLaterality",
    "BurnedInAnnotation",
    "SamplesPerPixel",
    "PhotometricInterpretation",
    "NumberOfFrames",
    "Rows",
    "Columns",
    "PixelSpacing",
    "BitsAllocated",
    "BitsStored",
    "PixelRepresentation",
    "PixelPaddingValue",
    "PixelPaddingRangeLimit",
    "RescaleIntercept",
    "RescaleSlope",
    "RescaleType",
    "TemporalPositionIdentifier",
]
# What the reader needs of each slice once the catalog has sorted them; fewer elements are read faster.
SLICE_TAGS = [tag for tag in TAGS if tag not in CATALOG_ONLY_TAGS]
MEDIA_DIRECTORY = "1.2.840.10008.1.3.10"
ENHANCED_CT = ("1.2.840.10008.5.1.4.1.1.2.1", "1.2.840.10008.5.1.4.1.1.2.2")


@dataclass(frozen=True)
class Header:
    """One file's header. Lengths mm; `position_lps_mm` is the centre of the first pixel; None where not stated.

    `orientation`: unit vectors, in LPS, of increasing column index (first three) and of increasing row index.
    `rescale`: (slope, intercept) to Hounsfield units.
    """

    path: Path
    sop_class: str
    sop_uid: str
    study_uid: str
    series_uid: str
    transfer_syntax: str
    patient_name: str
    patient_id: str
    birth_date: str
    study_date: str
    study_description: str
    series_description: str
    series_number: int | None
    modality: str
    image_type: tuple[str, ...]
    kernel: str
    laterality: str
    instance_number: int | None
    acquisition: int | None
    echo: str
    phase: int | None
    rows: int | None
    columns: int | None
    samples: int
    frames: int
    bits_allocated: int | None
    bits_stored: int | None
    is_signed: bool
    padding: tuple[int, int] | None
    rescale: tuple[float, float] | None
    pixel_spacing_mm: tuple[float, float] | None
    thickness_mm: float | None
    position_lps_mm: Triple | None
    orientation: tuple[float, ...] | None
    # Between the frames of one file; files of one image each leave it to their neighbours.
    step_mm: float | None = None
    # Where the element of the pixel data starts in the file, when it can be read from there.
    pixel_offset: int | None = None

    @property
    def is_image(self) -> bool:
        """Whether the file holds pixels at all."""
        return bool(self.rows and self.columns)

    @property
    def is_enhanced(self) -> bool:
        """Whether geometry and rescale stand in functional groups, frame by frame."""
        return self.sop_class in ENHANCED_CT or self.frames > 1

    @property
    def is_localizer(self) -> bool:
        """Whether the image is a scout view."""
        return "LOCALIZER" in self.image_type or "SCOUT" in self.image_type


def read_header(source: BinaryIO, path: Path, tags: Sequence[str] = TAGS) -> Header:
    """The header of an open file, as far as `tags` go; `path` is only noted.

    Raises:
        one of `tolerant.READ_ERRORS`: if it is no DICOM file or is damaged within the header.
    """
    header = header_of(read_dataset(source, tags), path)
    return replace(header, pixel_offset=None if header.transfer_syntax == DEFLATED else source.tell())


def header_of(dataset: Dataset, path: Path) -> Header:
    """The header that a data set of `TAGS` states."""
    with quietly():
        return _header_of(dataset, path)


def _header_of(dataset: Dataset, path: Path) -> Header:
    spacing = numbers(dataset, "PixelSpacing", 2)
    position = numbers(dataset, "ImagePositionPatient", 3)
    meta = getattr(dataset, "file_meta", Dataset())
    return Header(
        path=path,
        sop_class=text(dataset, "SOPClassUID") or text(meta, "MediaStorageSOPClassUID"),
        sop_uid=text(dataset, "SOPInstanceUID"),
        study_uid=text(dataset, "StudyInstanceUID"),
        series_uid=text(dataset, "SeriesInstanceUID"),
        transfer_syntax=text(meta, "TransferSyntaxUID"),
        patient_name=text(dataset, "PatientName"),
        patient_id=text(dataset, "PatientID"),
        birth_date=text(dataset, "PatientBirthDate"),
        study_date=text(dataset, "StudyDate") or text(dataset, "SeriesDate"),
        study_description=text(dataset, "StudyDescription"),
        series_description=text(dataset, "SeriesDescription"),
        series_number=integer(dataset, "SeriesNumber"),
        modality=text(dataset, "Modality").upper(),
        image_type=texts(dataset, "ImageType"),
        kernel="/".join(texts(dataset, "ConvolutionKernel")),
        laterality=(text(dataset, "Laterality") or text(dataset, "ImageLaterality")).upper(),
        instance_number=integer(dataset, "InstanceNumber"),
        acquisition=integer(dataset, "AcquisitionNumber"),
        echo=text(dataset, "EchoNumbers"),
        phase=integer(dataset, "TemporalPositionIdentifier"),
        rows=integer(dataset, "Rows"),
        columns=integer(dataset, "Columns"),
        samples=integer(dataset, "SamplesPerPixel") or 1,
        frames=integer(dataset, "NumberOfFrames") or 1,
        bits_allocated=integer(dataset, "BitsAllocated"),
        bits_stored=integer(dataset, "BitsStored"),
        is_signed=integer(dataset, "PixelRepresentation") == 1,
        padding=_padding(dataset),
        rescale=rescale_of(dataset),
        pixel_spacing_mm=None if spacing is None or min(spacing) <= 0 else (spacing[0], spacing[1]),
        thickness_mm=number(dataset, "SliceThickness"),
        position_lps_mm=None if position is None else (position[0], position[1], position[2]),
        orientation=numbers(dataset, "ImageOrientationPatient", 6),
    )


def rescale_of(dataset: Dataset) -> tuple[float, float] | None:
    """(slope, intercept) from stored value to Hounsfield units, or None when the data set states neither."""
    slope, intercept = number(dataset, "RescaleSlope"), number(dataset, "RescaleIntercept")
    if slope is None and intercept is None:
        return None
    return slope or 1.0, intercept or 0.0


def _padding(dataset: Dataset) -> tuple[int, int] | None:
    """Lowest and highest padding value, with the sign that the pixels have: it is often written with the other."""
    found = [integer(dataset, keyword) for keyword in ("PixelPaddingValue", "PixelPaddingRangeLimit")]
    values = [value for value in found if value is not None]
    if found[0] is None:
        return None
    width = integer(dataset, "BitsAllocated") or 16
    least = -(1 << (width - 1)) if integer(dataset, "PixelRepresentation") == 1 else 0
    signed = [(value - least) % (1 << width) + least for value in values]
    return min(signed), max(signed)
