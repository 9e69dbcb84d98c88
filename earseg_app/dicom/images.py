"""Volumes that are not DICOM: NIfTI, NRRD and MetaImage, read and written by SimpleITK, whose frame is LPS as ours."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import SimpleITK as sitk  # noqa: N813
from numpy.typing import NDArray

from earseg_app.dicom.pixels import AIR_HU
from earseg_app.dicom.plausible import hu_notes
from earseg_app.domain.errors import UnreadableInput, UnsupportedVolume
from earseg_app.domain.geometry import ORTHONORMAL_TOLERANCE, Grid
from earseg_app.domain.progress import Reporter
from earseg_app.domain.volume import HuArray, Volume

# The annotations of SimpleITK are partial.
Image: TypeAlias = Any
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


def load(path: Path) -> Image:
    """A three-dimensional grey image with right-angled axes; single further dimensions are dropped.

    Raises:
        UnreadableInput, UnsupportedVolume: as `read_image`.
    """
    if not path.is_file():
        raise UnreadableInput(f"{path} is not there.")
    try:
        image: Image = sitk.ReadImage(str(path))
    except RuntimeError as error:
        raise UnreadableInput(
            f"{path.name} cannot be read as a volume.", "It may be damaged or cut short.", _reason(error)
        ) from error
    if image.GetNumberOfComponentsPerPixel() != 1:
        raise UnsupportedVolume(f"{path.name} holds colours or vectors, not Hounsfield units.")
    while image.GetDimension() > 3 and image.GetSize()[-1] == 1:
        image = image[(slice(None),) * (image.GetDimension() - 1) + (0,)]
    if image.GetDimension() != 3 or min(image.GetSize()) < 2:
        size = "×".join(map(str, image.GetSize()))
        raise UnsupportedVolume(f"{path.name} is not one volume ({size}).", "Save a single three-dimensional volume.")
    direction = np.array(image.GetDirection()).reshape(3, 3)
    if not np.allclose(direction.T @ direction, np.eye(3), atol=ORTHONORMAL_TOLERANCE):
        raise UnsupportedVolume(
            f"The axes of {path.name} are not at right angles.", "Resample it to a right-angled grid first."
        )
    return image


def grid_of(image: Image) -> Grid:
    """Where the array [z, y, x] of a SimpleITK image lies, LPS mm.

    SimpleITK's direction matrix holds the LPS vector of the fastest axis (x of the array) in its first column.
    """
    direction = np.array(image.GetDirection()).reshape(3, 3)
    return Grid.from_arrays(image.GetSize()[::-1], image.GetSpacing()[::-1], image.GetOrigin(), direction.T[::-1])


def image_on(array: NDArray[np.generic], grid: Grid) -> Image:
    """A SimpleITK image of an array [z, y, x] on a grid."""
    image: Image = sitk.GetImageFromArray(array)
    image.SetSpacing(grid.spacing_zyx_mm[::-1])
    image.SetOrigin(grid.origin_lps_mm)
    image.SetDirection(grid.axes[::-1].T.ravel().tolist())
    return image


def has_patient_frame(path: Path, image: Image) -> bool:
    """Whether the file states how its axes lie in a patient.

    NIfTI: a qform or sform code above 0 (NIfTI-1 standard). NRRD: the field `space`. MetaImage always writes an
    orientation, so it counts only when the matrix or the origin is not the default.
    """
    suffix = image_suffix(path)
    if suffix in (".nii", ".nii.gz"):
        return any(_metadata(image, key) not in ("", "0") for key in ("qform_code", "sform_code"))
    if suffix in (".nrrd", ".nhdr"):
        return _metadata(image, "NRRD_space") != ""
    return image.GetOrigin() != (0.0, 0.0, 0.0) or not np.allclose(image.GetDirection(), np.eye(3).ravel())


def _as_hu(values: NDArray[Any]) -> HuArray:
    """A copy as int16, slice by slice so that no second wide array is made; what is no number becomes air."""
    limits = np.iinfo(np.int16)
    hu = np.empty(values.shape, np.int16)
    for target, source in zip(hu, values, strict=True):
        finite = np.nan_to_num(source, nan=AIR_HU, posinf=limits.max, neginf=AIR_HU)
        target[...] = np.clip(np.rint(finite), limits.min, limits.max)
    return hu


def _metadata(image: Image, key: str) -> str:
    return str(image.GetMetaData(key)).strip() if image.HasMetaDataKey(key) else ""


def _title(path: Path) -> str:
    return path.name[: len(path.name) - len(image_suffix(path))]


def _reason(error: Exception) -> str:
    """The last line of an ITK error, without the path of the file."""
    return str(error).strip().splitlines()[-1][-200:]
