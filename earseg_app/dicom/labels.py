"""Write and read label maps on the exact grid of their scan; nothing half-written ever lies at the target."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import SimpleITK as sitk  # noqa: N813

from earseg_app.dicom.atomic import writing
from earseg_app.dicom.images import grid_of, image_on, image_suffix, load
from earseg_app.domain.anatomy import Side, part_of_label
from earseg_app.domain.errors import ExportError, UnreadableInput
from earseg_app.domain.segmentation import LabelArray, Segmentation, describe_ear

LABEL_SUFFIXES = (".nii", ".nii.gz", ".nrrd", ".mha")


def write_labels(path: Path, segmentation: Segmentation) -> None:
    """Write the label codes as NIfTI, NRRD or MetaImage, by the suffix of `path`, compressed where the format can.

    Raises:
        ExportError: if the suffix is unknown or the file cannot be written whole.
    """
    suffix = image_suffix(path)
    if suffix not in LABEL_SUFFIXES:
        raise ExportError(f"{path.name} is no label map.", f"Use a name ending in {', '.join(LABEL_SUFFIXES)}.")
    image = image_on(segmentation.labels, segmentation.grid)
    with writing(path, suffix) as part:
        try:
            sitk.WriteImage(image, str(part), suffix != ".nii")
            # The library does not notice every full disk: read back before anything is replaced.
            written = sitk.GetArrayFromImage(sitk.ReadImage(str(part)))
        except RuntimeError as error:
            raise OSError(str(error).strip().splitlines()[-1][-200:]) from error
        if not np.array_equal(written, segmentation.labels):
            raise OSError("the file read back differs from what was written")


def read_labels(path: Path) -> Segmentation:
    """The label map of a NIfTI, NRRD or MetaImage file, with centroid and volumes of each ear.

    Raises:
        UnreadableInput: if the file is damaged or holds values that are no label codes.
        UnsupportedVolume: if it is no three-dimensional map on a right-angled grid.
    """
    image = load(path)
    values = sitk.GetArrayViewFromImage(image)
    unknown = [v for v in np.unique(values).tolist() if v != 0 and (v != int(v) or part_of_label(int(v)) is None)]
    if unknown:
        shown = ", ".join(f"{v:g}" for v in unknown[:5])
        raise UnreadableInput(
            f"{path.name} holds values that are no label codes ({shown}).",
            "Right ear: 1 to 5, left ear: 11 to 15, nothing: 0.",
        )
    labels: LabelArray = values.astype(np.uint8)
    grid = grid_of(image)
    ears = tuple(ear for side in Side if (ear := describe_ear(labels, grid, side)) is not None)
    return Segmentation(labels, grid, ears)
