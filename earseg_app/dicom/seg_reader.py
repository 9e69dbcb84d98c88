"""Read the labels of a DICOM segmentation, ours or another program's."""

from __future__ import annotations

from pathlib import Path

import highdicom as hd
import numpy as np
from highdicom.color import CIELabColor
from pydicom.dataset import Dataset

from earseg_app.dicom.segments import PARTS, FoundSegment, Segment, meanings_of
from earseg_app.dicom.tolerant import READ_ERRORS, quietly
from earseg_app.domain.errors import UnreadableInput, UnsupportedVolume, nameless
from earseg_app.domain.geometry import Grid
from earseg_app.domain.labels.coded_terms import LATERALITY
from earseg_app.domain.labels.label_map import LabelMap


def read_seg(path: Path) -> LabelMap:
    """Label codes [z, y, x], their grid and the structures among them; empty frames may be left out of the file.

    Raises:
        UnreadableInput: if the file is no segmentation, is damaged, or none of its segments is known here.
        UnsupportedVolume: if its segments overlap, or its frames are no regular stack.
    """
    try:
        with quietly():
            seg = hd.seg.segread(path)
            found = [_segment(number, seg.get_segment_description(number)) for number in seg.segment_numbers]
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
    meanings = meanings_of(found, path.name)
    for number, code in meanings.codes.items():
        labels[volume.array == number] = code
    affine = volume.affine
    spacing = np.linalg.norm(affine[:3, :3], axis=0)
    grid = Grid.from_arrays(labels.shape, spacing, affine[:3, 3], (affine[:3, :3] / spacing).T)
    return LabelMap(labels, grid, meanings.structures, meanings.notes)


def _segment(number: int, description: Dataset) -> FoundSegment:
    color = description.get("RecommendedDisplayCIELabValue")
    return FoundSegment(
        number,
        str(description.get("TrackingID", "")),
        str(description.segment_label),
        "#" + bytes(CIELabColor.from_dicom_value(color).to_rgb()).hex().upper() if color else "",
        _part(description),
    )


def _part(description: Dataset) -> Segment | None:
    """The part that its code and laterality say it is."""
    kind = description.segmented_property_type
    sides = {
        modifier.CodeValue
        for holder in (kind, *description.get("AnatomicRegionSequence", []))
        for key in ("SegmentedPropertyTypeModifierCodeSequence", "AnatomicRegionModifierSequence")
        for modifier in holder.get(key, [])
    }
    for segment in PARTS:
        is_part = (kind.value, kind.scheme_designator) == (segment.term.value, segment.term.scheme)
        if is_part and segment.side is not None and LATERALITY[segment.side].value in sides:
            return segment
    return None
