"""Written CT series are whole, valid and come back as they were."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pydicom
import pytest

from earseg_app.dicom.ct_writer import SeriesMeta, write_ct_series
from earseg_app.dicom.images import read_image
from earseg_app.dicom.open_path import open_any
from earseg_app.domain.errors import ExportError
from earseg_app.domain.progress import Cancelled, Reporter
from earseg_app.domain.volume import Volume
from tests.dicom.conftest import ball_volume


def same_in_space(one: Volume, other: Volume) -> bool:
    return one.grid.matches(other.grid, 1e-6) and np.array_equal(one.hu, other.hu)


def test_a_series_reads_back_voxel_identical_on_the_same_grid(tmp_path: Path, ball: Volume) -> None:
    write_ct_series(tmp_path / "out", ball, SeriesMeta())
    assert same_in_space(open_any(tmp_path / "out"), ball)


@pytest.mark.parametrize("low", [-1024, -32768])
def test_every_int16_value_survives(tmp_path: Path, ball: Volume, low: int) -> None:
    hu = np.linspace(low, 32767, ball.hu.size).astype(np.int16).reshape(ball.hu.shape)
    write_ct_series(tmp_path / "out", Volume(hu, ball.grid), SeriesMeta())
    assert np.array_equal(open_any(tmp_path / "out").hu, hu)


def test_an_oblique_grid_comes_back_exactly(tmp_path: Path) -> None:
    a, b = np.radians(17.0), np.radians(-8.0)
    turn = np.array([[np.cos(a), np.sin(a), 0], [-np.sin(a), np.cos(a), 0], [0, 0, 1]])
    tip = np.array([[1, 0, 0], [0, np.cos(b), np.sin(b)], [0, -np.sin(b), np.cos(b)]])
    volume = ball_volume(axes=np.eye(3)[::-1] @ turn @ tip)
    write_ct_series(tmp_path / "out", volume, SeriesMeta())
    assert same_in_space(open_any(tmp_path / "out"), volume)


def test_a_left_handed_grid_comes_back_with_its_slices_turned_but_every_voxel_in_place(tmp_path: Path) -> None:
    volume = ball_volume(axes=np.diag([1.0, 1.0, -1.0])[::-1])
    write_ct_series(tmp_path / "out", volume, SeriesMeta())
    back = open_any(tmp_path / "out")
    for index in ((0, 0, 0), (4, 8, 15), (11, 19, 23)):
        assert back.hu_at(volume.grid.lps_from_index(index)) == volume.hu[index]


def test_every_type_1_and_2_element_of_the_ct_image_iod_is_there(tmp_path: Path, ball: Volume) -> None:
    write_ct_series(tmp_path / "out", ball, SeriesMeta(patient_name="Demo^Ear", study_date="20240229"))
    image = pydicom.dcmread(tmp_path / "out" / "IM000001")
    needed = (
        "SOPClassUID SOPInstanceUID PatientName PatientID PatientBirthDate PatientSex StudyInstanceUID StudyDate "
        "StudyTime ReferringPhysicianName StudyID AccessionNumber Modality SeriesInstanceUID SeriesNumber "
        "FrameOfReferenceUID PositionReferenceIndicator Manufacturer InstanceNumber PixelSpacing "
        "ImageOrientationPatient ImagePositionPatient SliceThickness SamplesPerPixel PhotometricInterpretation Rows "
        "Columns BitsAllocated BitsStored HighBit PixelRepresentation PixelData ImageType RescaleIntercept "
        "RescaleSlope KVP AcquisitionNumber PatientPosition"
    )
    assert [keyword for keyword in needed.split() if keyword not in image] == []
    assert image.file_meta.MediaStorageSOPInstanceUID == image.SOPInstanceUID


def test_the_same_words_give_the_same_uids_and_other_words_others() -> None:
    meta = SeriesMeta(patient_id="7", series_number=2)
    assert meta.uids() == SeriesMeta(patient_id="7", series_number=2).uids()
    assert meta.uids()[1] != SeriesMeta(patient_id="7", series_number=3).uids()[1]


def test_a_folder_with_files_in_it_is_left_alone(tmp_path: Path, ball: Volume) -> None:
    (tmp_path / "mine").write_text("precious")
    with pytest.raises(ExportError, match="not empty"):
        write_ct_series(tmp_path, ball, SeriesMeta())
    assert [p.name for p in tmp_path.iterdir()] == ["mine"]


def test_cancelling_leaves_nothing_behind(tmp_path: Path, ball: Volume) -> None:
    reporter = Reporter(lambda step: reporter.cancel() if step.fraction > 0.5 else None)
    with pytest.raises(Cancelled):
        write_ct_series(tmp_path / "out", ball, SeriesMeta(), reporter)
    assert list(tmp_path.iterdir()) == []


def test_a_real_ear_written_as_dicom_reads_back_voxel_identical_in_the_same_place(
    tmp_path: Path, shared_data: Path
) -> None:
    volume = read_image(shared_data / "ears" / "T03_ct.nii.gz", Reporter())
    write_ct_series(tmp_path / "T03", volume, SeriesMeta(kernel="BONE"))
    back = open_any(tmp_path / "T03")
    assert np.array_equal(back.hu, volume.hu)
    assert back.grid.matches(volume.grid, 1e-4)
