"""Write volumes as real CT Image Storage files (DICOM PS3.3 A.3), one per slice."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset, FileDataset, FileMetaDataset
from pydicom.uid import CTImageStorage, ExplicitVRLittleEndian, generate_uid
from pydicom.valuerep import format_number_as_ds

from earseg_app.domain.geometry import Grid
from earseg_app.domain.progress import Reporter
from earseg_app.domain.volume import Volume
from earseg_app.files.whole import writing_folder
from earseg_app.version import __version__

# Fixed UIDs: pydicom's root and a hash of the words, so that the same program always signs alike.
IMPLEMENTATION_UID = generate_uid(entropy_srcs=["EarSeg", "implementation"])


@dataclass(frozen=True)
class SeriesMeta:
    """What a written series says of itself. Dates `YYYYMMDD`; empty UIDs are made anew from the other values.

    `frame_uid`: frame of reference, shared by series that lie in one patient space.
    """

    patient_name: str = "Anonymous"
    patient_id: str = "0"
    birth_date: str = ""
    sex: str = ""
    study_uid: str = ""
    study_id: str = "1"
    study_description: str = ""
    study_date: str = ""
    study_time: str = "120000"
    series_uid: str = ""
    frame_uid: str = ""
    series_number: int = 1
    series_description: str = ""
    kernel: str = ""
    slice_thickness_mm: float | None = None
    image_type: tuple[str, ...] = ("ORIGINAL", "PRIMARY", "AXIAL")
    manufacturer: str = "EarSeg"
    model_name: str = "EarSeg"
    laterality: str = ""
    body_part: str = "HEAD"
    kvp: float | None = None

    def uids(self) -> tuple[str, str, str]:
        """(study, series, frame of reference) UIDs: as given, else derived from the other values, always the same."""
        study = self.study_uid or generate_uid(entropy_srcs=[self.patient_id, self.study_id, self.study_date])
        number = str(self.series_number)
        series = self.series_uid or generate_uid(entropy_srcs=[study, number, self.series_description])
        return study, series, self.frame_uid or generate_uid(entropy_srcs=[study, "frame"])


def write_ct_series(folder: Path, volume: Volume, meta: SeriesMeta, reporter: Reporter | None = None) -> None:
    """Write one file per slice, `IM000001` and on, into a new or empty folder.

    Raises:
        ExportError: if the folder is not empty or cannot be written; nothing remains then.
        Cancelled: if the reporter was cancelled; nothing remains then.
    """
    reporter = reporter or Reporter()
    with writing_folder(folder) as part:
        for index, image in enumerate(ct_images(volume, meta)):
            reporter.step(index / volume.hu.shape[0], "Writing DICOM images")
            image.save_as(part / f"IM{index + 1:06d}", enforce_file_format=True)
    reporter.step(1.0, "Writing DICOM images")


def ct_images(volume: Volume, meta: SeriesMeta) -> Iterator[FileDataset]:
    """One CT image per slice, stored values unsigned with intercept -1024 where that loses nothing, else signed."""
    common = _common(volume.grid, meta)
    fits = int(volume.hu.min()) >= _USUAL_INTERCEPT
    intercept = _USUAL_INTERCEPT if fits else 0
    for index, hu in enumerate(volume.hu):
        image = FileDataset("", {}, preamble=b"\0" * 128, file_meta=_file_meta())
        # A copy: data sets share the elements they are updated from.
        image.update(deepcopy(common))
        _add_plane(image, volume.grid, index)
        stored = (hu.astype(np.int32) - intercept).astype(np.uint16 if fits else np.int16)
        _add_pixels(image, stored, intercept)
        image.file_meta.MediaStorageSOPInstanceUID = image.SOPInstanceUID
        yield image


_USUAL_INTERCEPT = -1024


def _file_meta() -> FileMetaDataset:
    meta = FileMetaDataset()
    meta.MediaStorageSOPClassUID = CTImageStorage
    meta.TransferSyntaxUID = ExplicitVRLittleEndian
    meta.ImplementationClassUID = IMPLEMENTATION_UID
    meta.ImplementationVersionName = f"EARSEG_{__version__}"[:16]
    return meta


def _common(grid: Grid, meta: SeriesMeta) -> Dataset:
    """Patient, study, series, frame of reference, equipment and CT image modules, alike in every slice."""
    study_uid, series_uid, frame_uid = meta.uids()
    common = Dataset()
    common.SpecificCharacterSet = "ISO_IR 192"
    common.SOPClassUID = CTImageStorage
    common.PatientName, common.PatientID = meta.patient_name, meta.patient_id
    common.PatientBirthDate, common.PatientSex = meta.birth_date, meta.sex
    common.StudyInstanceUID, common.StudyID = study_uid, meta.study_id
    common.StudyDescription = meta.study_description
    common.StudyDate = common.SeriesDate = common.AcquisitionDate = common.ContentDate = meta.study_date
    common.StudyTime = common.SeriesTime = common.AcquisitionTime = common.ContentTime = meta.study_time
    common.AccessionNumber, common.ReferringPhysicianName = "", ""
    common.Modality, common.SeriesInstanceUID = "CT", series_uid
    common.SeriesNumber, common.SeriesDescription = meta.series_number, meta.series_description
    common.BodyPartExamined, common.PatientPosition = meta.body_part, "HFS"
    if meta.laterality:
        common.Laterality = meta.laterality
    common.FrameOfReferenceUID, common.PositionReferenceIndicator = frame_uid, ""
    common.Manufacturer, common.ManufacturerModelName = meta.manufacturer, meta.model_name
    common.SoftwareVersions = __version__
    common.ImageType, common.AcquisitionNumber = list(meta.image_type), 1
    common.KVP = "" if meta.kvp is None else _ds(meta.kvp)
    common.ConvolutionKernel = meta.kernel
    common.SliceThickness = _ds(meta.slice_thickness_mm or grid.spacing_zyx_mm[0])
    common.BurnedInAnnotation = "NO"
    return common


def _add_plane(image: Dataset, grid: Grid, index: int) -> None:
    """Instance and image plane modules of slice `index`."""
    _, down, along = grid.axes
    image.SOPInstanceUID = generate_uid(entropy_srcs=[image.SeriesInstanceUID, str(index)])
    image.InstanceNumber = index + 1
    position = grid.lps_from_index((index, 0, 0))
    image.ImagePositionPatient = [_ds(value) for value in position]
    image.ImageOrientationPatient = [_ds(value) for value in (*along, *down)]
    image.SliceLocation = _ds(float(position @ np.cross(along, down)))
    image.PixelSpacing = [_ds(value) for value in grid.spacing_zyx_mm[1:]]


def _add_pixels(image: Dataset, stored: NDArray[np.integer], intercept: int) -> None:
    """Image pixel, rescale and window modules of stored values (rows, columns)."""
    image.Rows, image.Columns = stored.shape
    image.SamplesPerPixel, image.PhotometricInterpretation = 1, "MONOCHROME2"
    image.BitsAllocated, image.BitsStored, image.HighBit = 16, 16, 15
    image.PixelRepresentation = int(stored.dtype == np.int16)
    image.RescaleIntercept, image.RescaleSlope, image.RescaleType = intercept, 1, "HU"
    image.WindowCenter, image.WindowWidth = 700, 4000
    image.PixelData = stored.astype(stored.dtype.newbyteorder("<")).tobytes()


def _ds(value: float) -> str:
    """A decimal string of at most 16 characters, as exact as they allow (PS3.5 6.2)."""
    return format_number_as_ds(float(value))
