"""Cut one ear out of a large label array, and tell whether what is in it can be measured."""

from __future__ import annotations

import numpy as np
import scipy
from numpy.typing import NDArray

from earseg_app.domain.anatomy import Part, Side, label_code
from earseg_app.domain.errors import MeasurementError
from earseg_app.domain.geometry import Grid
from earseg_app.domain.segmentation import LabelArray

# The smallest of the 17 real cochleae measures 64 mm³; less than a third of that is a remnant.
SMALLEST_COCHLEA_MM3 = 20.0
# An area of the cochlea this large on the border of the volume means that the volume ends within the cochlea.
LARGEST_CUT_MM2 = 1.5
CORRECT_BY_HAND = "Check the segmentation of the cochlea and correct it, or place the landmarks by hand."


def cut_out_ear(labels: LabelArray, grid: Grid, side: Side, margin_voxels: int = 2) -> tuple[LabelArray, Grid]:
    """The block of a label array [z, y, x] that holds one ear and a margin, and its grid.

    The block ends where the volume ends; what belongs to the other ear is background in it.

    Raises:
        MeasurementError: if the ear has no label.
    """
    codes = [label_code(side, part) for part in Part]
    boxes = scipy.ndimage.find_objects(labels, max_label=max(codes))
    found = [boxes[code - 1] for code in codes if boxes[code - 1] is not None]
    if not found:
        raise MeasurementError(f"The {side.word} ear is not segmented.", "Segment it first.")
    start = np.min([[s.start for s in box] for box in found], axis=0) - margin_voxels
    stop = np.max([[s.stop for s in box] for box in found], axis=0) + margin_voxels
    start, stop = np.maximum(start, 0), np.minimum(stop, labels.shape)
    block = labels[tuple(slice(a, b) for a, b in zip(start, stop, strict=True))]
    own = np.where((block >= min(codes)) & (block <= max(codes)), block, 0).astype(np.uint8)
    return own, grid.crop(start, own.shape)


def cochlea_of(block: LabelArray, grid: Grid, side: Side) -> NDArray[np.bool_]:
    """The largest connected piece of the cochlea label of one ear [z, y, x].

    Raises:
        MeasurementError: if there is none, it is too small, or the volume cuts it off.
    """
    cochlea = largest_piece(np.equal(block, label_code(side, Part.COCHLEA)))
    volume_mm3 = float(np.count_nonzero(cochlea)) * grid.voxel_volume_mm3
    if volume_mm3 == 0.0:
        raise MeasurementError(f"The {side.word} ear has no cochlea label.", "Segment the ear, or paint its cochlea.")
    if volume_mm3 < SMALLEST_COCHLEA_MM3:
        raise MeasurementError(
            f"The {side.word} cochlea label holds only {volume_mm3:.0f} mm³, too little for a cochlea.", CORRECT_BY_HAND
        )
    if _cut_area_mm2(cochlea, grid) > LARGEST_CUT_MM2:
        raise MeasurementError(
            f"The {side.word} cochlea is cut off by the border of the volume.", "Open a series that holds all of it."
        )
    return cochlea


def largest_piece(mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """The largest connected piece of a mask [z, y, x], voxels touching at corners included; an empty mask as it is."""
    pieces, count = scipy.ndimage.label(mask, structure=np.ones((3, 3, 3)))
    if count <= 1:
        return mask
    sizes = np.bincount(pieces.ravel())
    sizes[0] = 0
    largest: NDArray[np.bool_] = pieces == sizes.argmax()
    return largest


def _cut_area_mm2(mask: NDArray[np.bool_], grid: Grid) -> float:
    largest = 0.0
    for axis in range(3):
        face_mm2 = grid.voxel_volume_mm3 / float(grid.spacing[axis])
        for end in (0, -1):
            largest = max(largest, np.count_nonzero(np.take(mask, end, axis=axis)) * face_mm2)
    return largest
