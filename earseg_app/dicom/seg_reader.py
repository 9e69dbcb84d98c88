"""Read the labels of a DICOM segmentation, ours or another program's."""

from __future__ import annotations

from pathlib import Path

import highdicom as hd
import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset

from earseg_app.dicom.segments import SEGMENTS, Segment, segment_named, unknown_segment
from earseg_app.dicom.tolerant import READ_ERRORS, quietly
from earseg_app.domain.errors import UnreadableInput, UnsupportedVolume, nameless
from earseg_app.domain.geometry import Grid
from earseg_app.domain.labels.coded_terms import LATERALITY, term_of


def read_seg(path: Path) -> tuple[NDArray[np.uint8], Grid]:
    """Label codes [z, y, x] and their grid; frames that the file leaves out because they are empty are not there.

    Raises:
        UnreadableInput: if the file is no segmentation, is damaged, or a segment is no part of an ear.
        UnsupportedVolume: if its segments overlap, or its frames are no regular stack.
    """
    try:
        with quietly():
            seg = hd.seg.segread(path)
            codes = {number: _segment(seg.get_segment_description(number), path).code for number in seg.segment_numbers}
            volume = seg.get_volume(combine_segments=True, dtype=np.uint8)
    except RuntimeError as error:
        raise UnsupportedVolume(
            f"The segments of {path.name} overlap or are no regular stack of slices.",
            "Save them as a label map of one value a voxel.",
            nameless(error),
        ) from error
    except READ_ERRORS as error:
        raise UnreadableInput(f"{path.name} is no DICOM segmentation that can be read.", "", nameless(error)) from error
    labels = np.zeros(volume.array.shape, np.uint8)
    for number, code in codes.items():
        labels[volume.array == number] = code
    affine = volume.affine
    spacing = np.linalg.norm(affine[:3, :3], axis=0)
    return labels, Grid.from_arrays(labels.shape, spacing, affine[:3, 3], (affine[:3, :3] / spacing).T)


def _segment(description: Dataset, path: Path) -> Segment:
    """By its code and laterality, else by its label."""
    kind = description.segmented_property_type
    sides = {
        modifier.CodeValue
        for holder in (kind, *description.get("AnatomicRegionSequence", []))
        for key in ("SegmentedPropertyTypeModifierCodeSequence", "AnatomicRegionModifierSequence")
        for modifier in holder.get(key, [])
    }
    for segment in SEGMENTS:
        term = term_of(segment.part)
        is_part = (kind.value, kind.scheme_designator) == (term.value, term.scheme)
        if is_part and LATERALITY[segment.side].value in sides:
            return segment
    found = segment_named(description.segment_label)
    if found is None:
        raise unknown_segment(path.name, description.segment_label)
    return found
