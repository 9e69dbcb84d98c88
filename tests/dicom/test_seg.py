"""Labels as a DICOM segmentation and as a segmentation of 3D Slicer: coded, named, and where they were."""

from __future__ import annotations

from pathlib import Path

import highdicom as hd
import numpy as np
import pydicom
import pytest
import SimpleITK as sitk

from earseg_app.dicom.catalog import read_catalog
from earseg_app.dicom.ct_writer import SeriesMeta, ct_images, write_ct_series
from earseg_app.dicom.images import read_label_map, read_label_values, read_labels, write_labels
from earseg_app.dicom.reader import read_series
from earseg_app.dicom.seg_writer import write_seg
from earseg_app.dicom.segments import segment_named
from earseg_app.domain.anatomy import Part, Side
from earseg_app.domain.errors import ExportError, UnreadableInput, UnsupportedVolume
from earseg_app.domain.labels.on_grid import labels_on
from earseg_app.domain.progress import Reporter
from earseg_app.domain.segmentation import Provenance, Segmentation
from earseg_app.domain.structures import Structure
from earseg_app.domain.study import Series
from earseg_app.domain.volume import Volume
from tests.dicom.conftest import ball_volume

TILT = np.radians(23.0)
AXES = {
    "straight": np.eye(3)[::-1],
    "oblique": np.eye(3)[::-1]
    @ np.array([[1, 0, 0], [0, np.cos(TILT), np.sin(TILT)], [0, -np.sin(TILT), np.cos(TILT)]]),
    "mirrored rows": np.diag([1.0, -1.0, 1.0]) @ np.eye(3)[::-1],
    "coronal": np.array([[0.0, 1.0, 0.0], [0.0, 0.0, -1.0], [1.0, 0.0, 0.0]]),
}


def scan(folder: Path, axes: np.ndarray | None = None) -> tuple[Series, Volume]:
    meta = SeriesMeta(patient_name="Test^Case", patient_id="T-1", series_description="Bone")
    write_ct_series(folder, ball_volume(axes=axes), meta)
    series = read_catalog(folder, Reporter()).best_series()
    assert series is not None
    return series, read_series(series, Reporter())


def labelled(volume: Volume) -> Segmentation:
    labels = np.zeros(volume.hu.shape, np.uint8)
    labels[2:5, 3:9, 10:15] = 1
    labels[3:7, 3:9, 15:18] = 3
    labels[8, 12:15, 2:5] = 15
    return Segmentation(labels, volume.grid, provenance=Provenance("EarSeg", "1.0"))


@pytest.mark.parametrize("axes", AXES.values(), ids=AXES.keys())
def test_a_dicom_segmentation_comes_back_voxel_for_voxel(tmp_path: Path, axes: np.ndarray) -> None:
    series, volume = scan(tmp_path / "ct", axes)
    made = labelled(volume)
    write_seg(tmp_path / "seg.dcm", made, series)
    values, grid = read_label_values(tmp_path / "seg.dcm")
    back = labels_on(values, grid, volume.grid)
    assert np.array_equal(back.labels, made.labels)
    assert back.notes == ()


@pytest.mark.parametrize("axes", AXES.values(), ids=AXES.keys())
def test_each_labelled_voxel_lies_where_the_frame_says(tmp_path: Path, axes: np.ndarray) -> None:
    """Straight from the standard (PS3.3 C.7.6.2.1.1), with pydicom alone."""
    series, volume = scan(tmp_path / "ct", axes)
    made = labelled(volume)
    write_seg(tmp_path / "seg.dcm", made, series)
    file = pydicom.dcmread(tmp_path / "seg.dcm")
    shared = file.SharedFunctionalGroupsSequence[0]
    along_row, down = np.reshape(shared.PlaneOrientationSequence[0].ImageOrientationPatient, (2, 3)).astype(float)
    row_mm, column_mm = map(float, shared.PixelMeasuresSequence[0].PixelSpacing)
    found = 0
    for frame, image in zip(file.PerFrameFunctionalGroupsSequence, file.pixel_array, strict=True):
        number = frame.SegmentIdentificationSequence[0].ReferencedSegmentNumber
        label = file.SegmentSequence[number - 1].SegmentLabel
        segment = segment_named(label)
        assert segment is not None
        corner = np.array(frame.PlanePositionSequence[0].ImagePositionPatient, float)
        for row, column in np.argwhere(image):
            point = corner + column * column_mm * along_row + row * row_mm * down
            index = np.rint(volume.grid.index_from_lps(point)).astype(int)
            assert made.labels[tuple(index)] == segment.code
            found += 1
    assert found == np.count_nonzero(made.labels)


def test_segments_are_coded_with_their_side(tmp_path: Path) -> None:
    series, volume = scan(tmp_path / "ct")
    write_seg(tmp_path / "seg.dcm", labelled(volume), series)
    file = pydicom.dcmread(tmp_path / "seg.dcm")
    assert file.Modality == "SEG"
    assert (file.PatientID, file.PatientName) == ("T-1", "Test^Case")
    image = pydicom.dcmread(series.files[0], stop_before_pixels=True)
    assert file.FrameOfReferenceUID == image.FrameOfReferenceUID
    assert file.StudyInstanceUID == image.StudyInstanceUID
    assert file.ReferencedSeriesSequence[0].SeriesInstanceUID == image.SeriesInstanceUID
    cochlea, canal, left = file.SegmentSequence
    kind = cochlea.SegmentedPropertyTypeCodeSequence[0]
    assert (kind.CodeValue, kind.CodingSchemeDesignator) == ("80169004", "SCT")
    region = left.AnatomicRegionSequence[0]
    assert (region.CodeValue, region.CodingSchemeDesignator) == ("22945000", "SCT")
    assert region.AnatomicRegionModifierSequence[0].CodeMeaning == "Left"
    assert canal.SegmentLabel == "Right superior canal"
    assert canal.SegmentationAlgorithmIdentificationSequence[0].AlgorithmVersion == "1.0"


def test_a_disc_without_patient_and_study_is_enough(tmp_path: Path) -> None:
    (tmp_path / "ct").mkdir()
    for number, image in enumerate(ct_images(ball_volume(), SeriesMeta())):
        for tag in ("PatientID", "PatientName", "PatientBirthDate", "PatientSex", "StudyID", "StudyTime"):
            del image[tag]
        image.save_as(tmp_path / "ct" / f"{number}", enforce_file_format=True)
    series = read_catalog(tmp_path / "ct", Reporter()).best_series()
    assert series is not None
    write_seg(tmp_path / "seg.dcm", labelled(read_series(series, Reporter())), series)
    assert set(np.unique(read_labels(tmp_path / "seg.dcm").labels)) == {0, 1, 3, 15}


def test_a_disc_that_was_taken_out_is_said(tmp_path: Path) -> None:
    series, volume = scan(tmp_path / "ct")
    series.files[0].unlink()
    with pytest.raises(ExportError, match="cannot be read any more"):
        write_seg(tmp_path / "seg.dcm", labelled(volume), series)
    assert not (tmp_path / "seg.dcm").exists()


def foreign(folder: Path, series: Series, masks: np.ndarray, labels: list[str]) -> Path:
    """A segmentation by another program: only words, and what highdicom asks for. `masks`: [z, y, x, segment]."""
    images = [pydicom.dcmread(file, stop_before_pixels=True) for file in series.files]
    tissue = pydicom.sr.codedict.codes.SCT.Organ
    hd.seg.Segmentation(
        images,
        masks.astype(np.uint8),
        "BINARY",
        [hd.seg.SegmentDescription(n, label, tissue, tissue, "MANUAL") for n, label in enumerate(labels, 1)],
        *(hd.UID(), 1, hd.UID(), 1, "Other", "Other", "1", "1"),
    ).save_as(folder / "foreign.dcm")
    return folder / "foreign.dcm"


@pytest.fixture
def masks(tmp_path: Path) -> tuple[Series, np.ndarray]:
    series, volume = scan(tmp_path / "ct")
    cochlea = labelled(volume).labels == 1
    return series, np.stack([cochlea, np.roll(cochlea, 6, axis=2)], axis=-1)


def test_a_foreign_segmentation_is_told_by_its_words(tmp_path: Path, masks: tuple[Series, np.ndarray]) -> None:
    found = read_labels(foreign(tmp_path, *masks, ["Cochlea Left", "vestibule_left"]))
    assert [(ear.side, {p for p, v in ear.volumes_mm3.items() if v}) for ear in found.ears] == [
        (Side.LEFT, {Part.COCHLEA, Part.VESTIBULE})
    ]


def test_a_foreign_file_of_which_nothing_is_known_is_refused(tmp_path: Path, masks: tuple[Series, np.ndarray]) -> None:
    with pytest.raises(UnreadableInput, match="'liver', which is no part of an inner ear"):
        read_labels(foreign(tmp_path, *masks, ["liver", "spleen"]))


def test_what_lies_beside_a_known_part_is_a_structure(tmp_path: Path, masks: tuple[Series, np.ndarray]) -> None:
    found = read_label_map(foreign(tmp_path, *masks, ["left cochlea", "left mastoid cells"]))
    assert [(each.code, each.title) for each in found.structures] == [(61, "Mastoid cells (left)")]
    assert "Mastoid cells" in found.notes[0]


def test_segments_that_overlap_are_refused(tmp_path: Path, masks: tuple[Series, np.ndarray]) -> None:
    series, both = masks
    both[..., 1] |= both[..., 0]
    with pytest.raises(UnsupportedVolume, match="overlap"):
        read_labels(foreign(tmp_path, series, both, ["left cochlea", "left vestibule"]))


def test_a_dicom_image_is_no_segmentation(tmp_path: Path) -> None:
    series, _ = scan(tmp_path / "ct")
    with pytest.raises(UnreadableInput, match="no DICOM segmentation"):
        read_labels(series.files[0])


def slicer_fields(path: Path) -> dict[str, str]:
    header = path.read_bytes().split(b"\n\n", 1)[0].decode()
    return dict(line.split(":=", 1) for line in header.splitlines() if ":=" in line)


def test_3d_slicer_finds_name_colour_extent_and_meaning_of_each_segment(tmp_path: Path) -> None:
    _, volume = scan(tmp_path / "ct")
    write_labels(tmp_path / "ears.seg.nrrd", labelled(volume))
    fields = slicer_fields(tmp_path / "ears.seg.nrrd")
    assert fields["Segmentation_SourceRepresentation"] == "Binary labelmap"
    assert [fields[f"Segment{n}_LabelValue"] for n in range(3)] == ["1", "3", "15"]
    assert fields["Segment0_ID"] == "right_cochlea"
    assert fields["Segment2_Name"] == "Left lateral canal"
    # #E69F00 in parts of one
    assert [float(v) for v in fields["Segment0_Color"].split()] == pytest.approx([0.902, 0.624, 0.0], abs=1e-3)
    # x from 10 to 14, y from 3 to 8, z from 2 to 4
    assert fields["Segment0_Extent"] == "10 14 3 8 2 4"
    assert "SCT^80169004^Cochlea~SCT^24028007^Right" in fields["Segment0_Tags"]
    assert "Segment3_ID" not in fields


def test_a_segmentation_saved_again_by_3d_slicer_keeps_its_parts(tmp_path: Path) -> None:
    """Slicer numbers its segments anew; the names say what they are."""
    image = sitk.GetImageFromArray(np.array([[[0, 1, 2], [0, 1, 2]], [[0, 0, 2], [0, 1, 2]]], np.uint8))
    for number, (value, name) in enumerate([(2, "Right Cochlea"), (1, "left_lateral_semicircular_canal")]):
        image.SetMetaData(f"Segment{number}_LabelValue", str(value))
        image.SetMetaData(f"Segment{number}_Name", name)
        image.SetMetaData(f"Segment{number}_ID", f"Segment_{number}")
    sitk.WriteImage(image, str(tmp_path / "a.seg.nrrd"))
    values, _ = read_label_values(tmp_path / "a.seg.nrrd")
    assert values.tolist() == [[[0, 15, 1], [0, 15, 1]], [[0, 0, 1], [0, 15, 1]]]


def named_by_slicer(folder: Path, name: str) -> Path:
    image = sitk.GetImageFromArray(np.ones((3, 3, 3), np.uint8))
    for key, value in {"LabelValue": "1", "Name": name, "ID": "Segment_1", "Color": "0 0.5 1"}.items():
        image.SetMetaData(f"Segment0_{key}", value)
    sitk.WriteImage(image, str(folder / "a.seg.nrrd"))
    return folder / "a.seg.nrrd"


def test_a_common_structure_of_3d_slicer_is_known_by_its_name(tmp_path: Path) -> None:
    found = read_labels(named_by_slicer(tmp_path, "facial_nerve Right"))
    assert found.structures == (Structure(21, "Facial nerve", "#0080FF", Side.RIGHT, 27),)
    assert found.ears == ()


@pytest.mark.parametrize("name", ["Liver", "Inner ear", ""])
def test_a_segment_of_3d_slicer_of_which_nothing_is_known_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(UnreadableInput, match="no part of an inner ear"):
        read_labels(named_by_slicer(tmp_path, name))
