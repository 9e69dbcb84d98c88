"""Volumes and label maps that are not DICOM: NIfTI, NRRD and MetaImage."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import SimpleITK as sitk
from numpy.typing import NDArray

from earseg_app.dicom.hounsfield import AIR_HU
from earseg_app.dicom.itk import Image, grid_of, image_on, last_line, load, metadata
from earseg_app.dicom.plausible import hu_notes
from earseg_app.dicom.seg_nrrd import recoded, segment_fields, segments_in
from earseg_app.dicom.tolerant import PREAMBLE_BYTES, looks_like_dicom
from earseg_app.domain.anatomy import Side
from earseg_app.domain.errors import ExportError, UnreadableInput
from earseg_app.domain.geometry import Grid
from earseg_app.domain.labels.foreign import codes_of
from earseg_app.domain.labels.label_map import LabelMap, structures_in
from earseg_app.domain.progress import Reporter
from earseg_app.domain.segmentation import EarShare, Segmentation, describe_ear
from earseg_app.domain.volume import HuArray, Volume
from earseg_app.files.whole import writing

LABEL_SUFFIXES = (".nii", ".nii.gz", ".nrrd", ".mha")
# What single precision in a header leaves of the direction of an axis.
AXES_TOLERANCE = 1e-4
HEAD_BYTES = PREAMBLE_BYTES + 4
IMAGE_SUFFIXES = (".nii", ".nii.gz", ".nrrd", ".nhdr", ".mha", ".mhd")


def image_suffix(path: Path) -> str:
    """The suffix of `IMAGE_SUFFIXES` that a path ends with, or ""."""
    name = path.name.lower()
    return max((s for s in IMAGE_SUFFIXES if name.endswith(s)), key=len, default="")


def read_image(path: Path, reporter: Reporter) -> Volume:
    """The CT volume of a NIfTI, NRRD or MetaImage file, on the file's own grid, int16 HU.

    Raises:
        UnreadableInput: if the file is missing, damaged or of another kind.
        UnsupportedVolume: if it is no three-dimensional grey volume on a right-angled grid.
        Cancelled: if the reporter was cancelled.
    """
    reporter.step(0.0, f"Reading {path.name}")
    image = load(path)
    hu = _as_hu(sitk.GetArrayViewFromImage(image))
    reporter.step(0.9, f"Reading {path.name}")
    states_frame = has_patient_frame(path, image)
    notes = list(hu_notes(hu))
    if not states_frame:
        notes.append("The file does not say how it lies in the patient: left and right are told by the ear's shape.")
    volume = Volume(hu, grid_of(image), _title(path), "", tuple(notes), "", states_frame)
    reporter.step(1.0, f"Reading {path.name}")
    return volume


def write_labels(path: Path, segmentation: Segmentation) -> None:
    """Write the label codes as NIfTI, NRRD or MetaImage, by the suffix of `path`, compressed where the format can.

    NRRD also holds what 3D Slicer shows of each segment; it takes them up from names ending in `.seg.nrrd`.

    Raises:
        ExportError: if the suffix is unknown or the file cannot be written whole.
    """
    suffix = image_suffix(path)
    if suffix not in LABEL_SUFFIXES:
        raise ExportError(f"{path.name} is no label map.", f"Use a name ending in {', '.join(LABEL_SUFFIXES)}.")
    image = image_on(segmentation.labels, segmentation.grid)
    if suffix == ".nrrd":
        for key, value in segment_fields(segmentation.labels, segmentation.structures).items():
            image.SetMetaData(key, value)
    with writing(path, suffix) as part:
        try:
            sitk.WriteImage(image, str(part), suffix != ".nii")
            # The library does not notice every full disk: read back before anything is replaced.
            written = sitk.GetArrayFromImage(sitk.ReadImage(str(part)))
        except RuntimeError as error:
            raise OSError(last_line(error, part)) from error
        if not np.array_equal(written, segmentation.labels):
            raise OSError("the file read back differs from what was written")


def write_share(path: Path, share: EarShare) -> None:
    """Write how much of each voxel is ear, 0 none … 255 all, by the suffix of `path`.

    Raises:
        ExportError: as `write_labels`.
    """
    write_labels(path, Segmentation(share.share, share.grid))


def read_share(path: Path, grid: Grid) -> EarShare:
    """What `write_share` wrote, for labels on `grid`, whose axes it has.

    Raises:
        UnreadableInput: if the file is damaged, holds other values than 0…255, or its axes are not those of the labels.
        UnsupportedVolume: if it is no three-dimensional map on a right-angled grid.
    """
    image = load(path)
    values, own = sitk.GetArrayFromImage(image), grid_of(image)
    if values.dtype != np.uint8 or not np.allclose(own.axes, grid.axes, atol=AXES_TOLERANCE):
        raise UnreadableInput(
            f"{path.name} does not belong to these labels.", "Take the files that were written beside them."
        )
    return EarShare(values, Grid(own.shape_zyx, own.spacing_zyx_mm, own.origin_lps_mm, grid.axes_lps))


def read_labels(path: Path) -> Segmentation:
    """The label map of a NIfTI, NRRD, MetaImage or DICOM segmentation file, with centroid and volumes of each ear,
    and the structures beside them.

    Raises:
        UnreadableInput: if the file is damaged or holds values that are no label codes.
        UnsupportedVolume: if it is no three-dimensional map on a right-angled grid.
    """
    found = read_label_map(path)
    labels = codes_of(found.values, path.name)
    ears = tuple(ear for side in Side if (ear := describe_ear(labels, found.grid, side)) is not None)
    return Segmentation(labels, found.grid, ears, structures=structures_in(labels, found.structures))


def read_label_values(path: Path) -> tuple[NDArray[Any], Grid]:
    """The values [z, y, x] of a label map and their grid; see `read_label_map`."""
    found = read_label_map(path)
    return found.values, found.grid


def read_label_map(path: Path) -> LabelMap:
    """The values [z, y, x] of a label map, whatever they mean.

    Segments that the file names (`.seg.nrrd` of 3D Slicer, DICOM segmentations) have our codes.

    Raises:
        UnreadableInput: if the file is damaged or names segments of which none is known here.
        UnsupportedVolume: if it is no three-dimensional map on a right-angled grid.
    """
    if _is_dicom(path):
        from earseg_app.dicom.seg_reader import read_seg  # highdicom takes a second to load

        return read_seg(path)
    image = load(path)
    values: NDArray[Any] = sitk.GetArrayFromImage(image)
    found = segments_in(image, path.name)
    return LabelMap(recoded(values, found.codes), grid_of(image), found.structures, found.notes)


def _is_dicom(path: Path) -> bool:
    if image_suffix(path) or not path.is_file():
        return False
    with path.open("rb") as file:
        return looks_like_dicom(file.read(HEAD_BYTES))


def has_patient_frame(path: Path, image: Image) -> bool:
    """Whether the file states how its axes lie in a patient.

    NIfTI: a qform or sform code above 0 (NIfTI-1 standard). NRRD: the field `space`. MetaImage always writes an
    orientation, so it counts only when the matrix or the origin is not the default.
    """
    suffix = image_suffix(path)
    if suffix in (".nii", ".nii.gz"):
        return any(metadata(image, key) not in ("", "0") for key in ("qform_code", "sform_code"))
    if suffix in (".nrrd", ".nhdr"):
        return metadata(image, "NRRD_space") != ""
    return image.GetOrigin() != (0.0, 0.0, 0.0) or not np.allclose(image.GetDirection(), np.eye(3).ravel())


def _as_hu(values: NDArray[Any]) -> HuArray:
    """A copy as int16, slice by slice so that no second wide array is made; what is no number becomes air."""
    limits = np.iinfo(np.int16)
    hu = np.empty(values.shape, np.int16)
    for target, source in zip(hu, values, strict=True):
        finite = np.nan_to_num(source, nan=AIR_HU, posinf=limits.max, neginf=AIR_HU)
        target[...] = np.clip(np.rint(finite), limits.min, limits.max)
    return hu


def _title(path: Path) -> str:
    return path.name[: len(path.name) - len(image_suffix(path))]
