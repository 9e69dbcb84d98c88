"""Structures beside the ears in files of labels: named, coloured, coded, and back again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pydicom
import pytest

from earseg_app.dicom.images import read_labels, write_labels
from earseg_app.dicom.seg_writer import write_seg
from earseg_app.domain.anatomy import Side
from earseg_app.domain.labels.on_grid import labels_on
from earseg_app.domain.segmentation import Segmentation
from earseg_app.domain.structures import Structure
from earseg_app.domain.volume import Volume
from tests.dicom.test_seg import labelled, scan, slicer_fields

BESIDE = (
    Structure(41, "Facial nerve", "#EFE340", Side.LEFT),
    Structure(61, "Tumour", "#123456"),
    Structure(62, "Zyste", "#FF0080"),
)


def with_structures(volume: Volume) -> Segmentation:
    """The same ears, a nerve, a tumour of no side and one with a name of the user's own."""
    made = labelled(volume)
    labels = made.labels.copy()
    labels[2:4, 12:14, 2:5], labels[2, 2, 2:6], labels[3, 2, 2] = 41, 61, 62
    return replace(made, labels=labels, structures=BESIDE)


@pytest.mark.parametrize("name", ["a.seg.nrrd", "a.dcm"])
def test_structures_come_back_with_name_colour_and_side(tmp_path: Path, name: str) -> None:
    series, volume = scan(tmp_path / "ct")
    made = with_structures(volume)
    if name.endswith("dcm"):
        write_seg(tmp_path / name, made, series)
    else:
        write_labels(tmp_path / name, made)
    back = read_labels(tmp_path / name)
    moved = labels_on(back.labels, back.grid, volume.grid).labels
    assert np.array_equal(moved, made.labels)
    assert [replace(each, voxels=0) for each in back.structures] == [replace(each, voxels=0) for each in BESIDE]
    assert [ear.side for ear in back.ears] == [Side.RIGHT, Side.LEFT]


def test_structures_are_coded_by_dicom_or_by_a_scheme_of_our_own(tmp_path: Path) -> None:
    series, volume = scan(tmp_path / "ct")
    write_seg(tmp_path / "a.dcm", with_structures(volume), series)
    segments = pydicom.dcmread(tmp_path / "a.dcm").SegmentSequence[3:]
    kinds = [segment.SegmentedPropertyTypeCodeSequence[0] for segment in segments]
    assert [(kind.CodeValue, kind.CodingSchemeDesignator) for kind in kinds] == [
        ("56052001", "SCT"),
        ("108369006", "SCT"),
        ("STRUCTURE", "99EARSEG"),
    ]
    categories = [segment.SegmentedPropertyCategoryCodeSequence[0].CodeValue for segment in segments]
    assert categories == ["91723000", "49755003", "91723000"]
    modifiers = [kind.get("SegmentedPropertyTypeModifierCodeSequence") for kind in kinds]
    assert modifiers[0][0].CodeMeaning == "Left"
    assert modifiers[1] is None
    # painted by hand, whoever found the ears
    assert {segment.SegmentAlgorithmType for segment in segments} == {"MANUAL"}
    assert all("AnatomicRegionSequence" not in segment for segment in segments)


def test_3d_slicer_shows_structures_with_their_colours(tmp_path: Path) -> None:
    _, volume = scan(tmp_path / "ct")
    write_labels(tmp_path / "a.seg.nrrd", with_structures(volume))
    fields = slicer_fields(tmp_path / "a.seg.nrrd")
    assert (fields["Segment3_Name"], fields["Segment3_LabelValue"]) == ("Left facial nerve", "41")
    # #EFE340 in parts of one
    assert [float(v) for v in fields["Segment3_Color"].split()] == pytest.approx([0.937, 0.890, 0.251], abs=1e-3)
    assert "~SCT^56052001^Facial nerve~SCT^7771000^Left~" in fields["Segment3_Tags"]
    assert fields["Segment5_Name"] == "Zyste"


def test_a_file_of_codes_alone_knows_the_common_ones(tmp_path: Path) -> None:
    _, volume = scan(tmp_path / "ct")
    write_labels(tmp_path / "a.nii.gz", with_structures(volume))
    assert [each.title for each in read_labels(tmp_path / "a.nii.gz").structures] == [
        "Facial nerve (left)",
        "Structure 61",
        "Structure 62",
    ]
