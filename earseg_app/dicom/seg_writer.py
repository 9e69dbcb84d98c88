"""Labels as a DICOM segmentation (PS3.3 A.51) of the series they were made for; the only place that knows highdicom."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import highdicom as hd
import numpy as np
from highdicom.color import CIELabColor
from pydicom.dataset import Dataset
from pydicom.sr.coding import Code

from earseg_app.dicom.segments import Segment, segments_of
from earseg_app.dicom.store import FileStore
from earseg_app.dicom.tolerant import READ_ERRORS, quietly, read_dataset
from earseg_app.domain.errors import ExportError
from earseg_app.domain.labels.coded_terms import INNER_EAR, LATERALITY, Term
from earseg_app.domain.progress import Reporter
from earseg_app.domain.segmentation import Provenance, Segmentation
from earseg_app.domain.study import Series
from earseg_app.files.whole import writing
from earseg_app.version import __version__

# What a segmentation repeats of the images it was made for: patient, study, frame of reference, geometry.
_PATIENT = ("PatientID", "PatientName", "PatientBirthDate", "PatientSex")
_STUDY = ("StudyInstanceUID", "StudyID", "StudyDate", "StudyTime", "AccessionNumber", "ReferringPhysicianName")
_TAGS = (
    *_PATIENT,
    *_STUDY,
    *("SOPClassUID", "SOPInstanceUID", "SeriesInstanceUID", "Modality", "SpecificCharacterSet", "ImageType"),
    *("FrameOfReferenceUID", "PositionReferenceIndicator", "Rows", "Columns", "NumberOfFrames", "SliceThickness"),
    *("ImagePositionPatient", "ImageOrientationPatient", "PixelSpacing", "InstanceNumber", "Manufacturer"),
    *("SharedFunctionalGroupsSequence", "PerFrameFunctionalGroupsSequence", "DimensionOrganizationSequence"),
)
SERIES_NUMBER = 900


def write_seg(path: Path, segmentation: Segmentation, series: Series, reporter: Reporter | None = None) -> None:
    """Write the labels as one binary segmentation object with a segment for each part that is there.

    Its frames lie where the voxels of the grid lie, so that labels of a resampled or tilted stack stay true.

    Raises:
        ExportError: if there are no labels, the series cannot be read any more, or the file cannot be written whole.
        Cancelled: if the reporter was cancelled.
    """
    reporter = reporter or Reporter()
    known = segments_of(segmentation.structures)
    present = [segment for segment in known if np.any(segmentation.labels == segment.code)]
    if not present:
        raise ExportError("There are no labels to write.", "Segment the ears first.")
    sources = _sources(series, reporter.part(0.0, 0.6))
    reporter.step(0.7, "Writing the segmentation")
    with quietly():
        dataset = _dataset(segmentation, present, sources)
        with writing(path, ".dcm") as part:
            dataset.save_as(part, enforce_file_format=True)
    reporter.step(1.0, "Writing the segmentation")


def _sources(series: Series, reporter: Reporter) -> list[Dataset]:
    """The headers of the images, with the elements that discs leave out although a segmentation needs them."""
    sources = []
    with FileStore() as store:
        for done, file in enumerate(series.files):
            reporter.step(done / len(series.files), "Reading the headers of the series")
            try:
                with store.open(file) as stream:
                    sources.append(read_dataset(stream, _TAGS))
            except READ_ERRORS as error:
                raise ExportError(
                    "The images of this series cannot be read any more, and a DICOM segmentation refers to them.",
                    "Insert the disc again, or save NRRD or NIfTI.",
                    type(error).__name__,
                ) from error
    for source in sources:
        for tag in (*_PATIENT, *_STUDY):
            if tag not in source:
                setattr(source, tag, "")
        source.Modality = source.get("Modality") or "CT"
    return sources


def _dataset(segmentation: Segmentation, present: Sequence[Segment], sources: list[Dataset]) -> Dataset:
    grid = segmentation.grid
    affine = np.eye(4)
    affine[:3, :3] = (grid.axes * grid.spacing[:, None]).T
    affine[:3, 3] = grid.origin
    numbered = np.zeros(segmentation.labels.shape, np.uint8)
    for number, segment in enumerate(present, 1):
        numbered[segmentation.labels == segment.code] = number
    frame = sources[0].get("FrameOfReferenceUID")
    seg: Dataset = hd.seg.Segmentation(
        source_images=sources,
        pixel_array=hd.Volume(numbered, affine, "PATIENT", frame_of_reference_uid=frame),
        segmentation_type=hd.seg.SegmentationTypeValues.BINARY,
        segment_descriptions=[
            _description(number, segment, segmentation.provenance) for number, segment in enumerate(present, 1)
        ],
        series_instance_uid=hd.UID(),
        series_number=SERIES_NUMBER,
        sop_instance_uid=hd.UID(),
        instance_number=1,
        manufacturer="EarSeg",
        manufacturer_model_name="EarSeg",
        software_versions=__version__,
        device_serial_number="0",
        content_label="INNER_EAR",
        content_description="Inner ears, research use only",
        series_description="EarSeg inner ears (research use only)",
    )
    return seg


def _description(number: int, segment: Segment, made_by: Provenance | None) -> hd.seg.SegmentDescription:
    side = _code(LATERALITY[segment.side]) if segment.side else None
    algorithm = None
    if made_by is not None and segment.in_ear:  # nobody but the user paints what lies beside the ears
        algorithm = hd.AlgorithmIdentificationSequence(
            name=made_by.model[:64] or "EarSeg",
            family=Code("123109", "DCM", "Artificial Intelligence"),
            version=made_by.version[:64] or __version__,
        )
    made = hd.seg.SegmentDescription(
        segment_number=number,
        segment_label=segment.name,
        segmented_property_category=_code(segment.category),
        segmented_property_type=_code(segment.term),
        algorithm_type="SEMIAUTOMATIC" if algorithm else "MANUAL",
        algorithm_identification=algorithm,
        tracking_uid=hd.UID(),
        tracking_id=segment.id,
        anatomic_regions=[_region(side)] if segment.in_ear and side else None,
        display_color=CIELabColor.from_string(segment.color),
    )
    if side is not None:
        made.SegmentedPropertyTypeCodeSequence[0].SegmentedPropertyTypeModifierCodeSequence = [
            hd.sr.CodedConcept.from_code(side)
        ]
    return made


def _region(side: Code) -> hd.sr.CodedConcept:
    region = hd.sr.CodedConcept.from_code(_code(INNER_EAR))
    region.AnatomicRegionModifierSequence = [hd.sr.CodedConcept.from_code(side)]
    return region


def _code(term: Term) -> Code:
    return Code(term.value, term.scheme, term.meaning)
