"""Enhanced multi-frame CT: geometry and rescale come from the functional groups, frame by frame."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path

import numpy as np
import pydicom
import pytest
import SimpleITK as sitk
from pydicom.dataset import Dataset, FileDataset
from pydicom.encaps import encapsulate, get_frame
from pydicom.uid import EnhancedCTImageStorage, JPEGLosslessSV1, RLELossless

from earseg_app.dicom.catalog import read_catalog
from earseg_app.dicom.open_path import open_any
from earseg_app.domain.errors import UnsupportedVolume
from earseg_app.domain.progress import Reporter
from earseg_app.domain.volume import Volume


def item(**elements: object) -> list[Dataset]:
    dataset = Dataset()
    for keyword, value in elements.items():
        setattr(dataset, keyword, value)
    return [dataset]


@pytest.fixture
def enhanced(images: list[FileDataset]) -> FileDataset:
    """The slices as frames of one file, the frames in a shuffled order."""
    order = np.random.default_rng(5).permutation(len(images))
    whole = deepcopy(images[0])
    whole.SOPClassUID = whole.file_meta.MediaStorageSOPClassUID = EnhancedCTImageStorage
    whole.NumberOfFrames = len(images)
    whole.PixelData = b"".join(bytes(images[i].PixelData) for i in order)
    whole.SharedFunctionalGroupsSequence = item(
        PlaneOrientationSequence=item(ImageOrientationPatient=whole.ImageOrientationPatient),
        PixelMeasuresSequence=item(PixelSpacing=whole.PixelSpacing, SliceThickness=whole.SliceThickness),
        PixelValueTransformationSequence=item(RescaleSlope="1", RescaleIntercept="-1024", RescaleType="HU"),
    )
    whole.PerFrameFunctionalGroupsSequence = [
        item(PlanePositionSequence=item(ImagePositionPatient=images[i].ImagePositionPatient))[0] for i in order
    ]
    for keyword in ("ImagePositionPatient", "ImageOrientationPatient", "PixelSpacing", "SliceThickness"):
        delattr(whole, keyword)
    del whole.RescaleSlope, whole.RescaleIntercept
    return whole


def test_frames_are_sorted_by_position(enhanced: FileDataset, tmp_path: Path, ball: Volume) -> None:
    enhanced.save_as(tmp_path / "one")
    volume = open_any(tmp_path / "one")
    assert np.array_equal(volume.hu, ball.hu)
    assert volume.grid.matches(ball.grid, 1e-6)


def test_the_catalog_knows_its_frames_and_spacing(enhanced: FileDataset, tmp_path: Path) -> None:
    enhanced.save_as(tmp_path / "one")
    (series,) = read_catalog(tmp_path, Reporter()).all_series()
    assert (series.slice_count, series.pixel_spacing_mm) == (12, (0.3, 0.4))
    assert series.slice_spacing_mm == pytest.approx(0.6)


def test_compressed_frames(enhanced: FileDataset, tmp_path: Path, ball: Volume) -> None:
    enhanced.compress(RLELossless)
    enhanced.save_as(tmp_path / "one")
    assert np.array_equal(open_any(tmp_path).hu, ball.hu)


def test_each_frame_has_its_own_rescale(enhanced: FileDataset, tmp_path: Path, ball: Volume) -> None:
    del enhanced.SharedFunctionalGroupsSequence[0].PixelValueTransformationSequence
    for group in enhanced.PerFrameFunctionalGroupsSequence:
        shift = -1024 if group.PlanePositionSequence[0].ImagePositionPatient[2] < -114 else -1000
        group.PixelValueTransformationSequence = item(RescaleSlope=1, RescaleIntercept=shift)
    enhanced.save_as(tmp_path / "one")
    hu = open_any(tmp_path).hu
    assert np.array_equal(hu[0], ball.hu[0])
    assert np.array_equal(hu[-1], ball.hu[-1] + 24)


def jpeg_lossless(frame: np.ndarray, path: Path) -> bytes:
    """One frame (rows, columns) as a code stream in lossless JPEG, by GDCM."""
    writer = sitk.ImageFileWriter()
    writer.SetImageIO("GDCMImageIO")
    writer.SetFileName(str(path))
    writer.UseCompressionOn()
    writer.SetCompressor("JPEG")
    writer.Execute(sitk.GetImageFromArray(frame[None]))
    dataset = pydicom.dcmread(path)
    assert dataset.file_meta.TransferSyntaxUID == JPEGLosslessSV1
    return get_frame(dataset.PixelData, 0, number_of_frames=1)


def test_jpeg_frames_each_have_their_own_rescale(enhanced: FileDataset, tmp_path: Path, ball: Volume) -> None:
    """GDCM alone would apply one rescale to all frames."""
    frames = np.frombuffer(enhanced.PixelData, "<u2").reshape(12, 20, 24)
    enhanced.PixelData = encapsulate([jpeg_lossless(frame, tmp_path / "frame.dcm") for frame in frames])
    enhanced["PixelData"].VR = "OB"
    enhanced.file_meta.TransferSyntaxUID = JPEGLosslessSV1
    del enhanced.SharedFunctionalGroupsSequence[0].PixelValueTransformationSequence
    for group in enhanced.PerFrameFunctionalGroupsSequence:
        shift = -1024 if group.PlanePositionSequence[0].ImagePositionPatient[2] < -114 else -1000
        group.PixelValueTransformationSequence = item(RescaleSlope=1, RescaleIntercept=shift)
    enhanced.save_as(tmp_path / "one")
    hu = open_any(tmp_path / "one").hu
    assert np.array_equal(hu[0], ball.hu[0])
    assert np.array_equal(hu[-1], ball.hu[-1] + 24)


def test_frames_of_another_phase_are_left_out_and_said(enhanced: FileDataset, tmp_path: Path, ball: Volume) -> None:
    for index, group in enumerate(enhanced.PerFrameFunctionalGroupsSequence):
        last = group.PlanePositionSequence[0].ImagePositionPatient[2] > -110.6
        group.FrameContentSequence = item(
            StackID="1", TemporalPositionIndex=2 if last else 1, DimensionIndexValues=index
        )
    enhanced.save_as(tmp_path / "one")
    volume = open_any(tmp_path)
    assert np.array_equal(volume.hu, ball.hu[:-1])
    assert "1 frame(s) of other stacks" in volume.notes[0]


def test_frames_without_a_position_are_refused(enhanced: FileDataset, tmp_path: Path) -> None:
    del enhanced.PerFrameFunctionalGroupsSequence
    enhanced.save_as(tmp_path / "one")
    with pytest.raises(UnsupportedVolume) as caught:
        open_any(tmp_path)
    assert "position in the patient" in caught.value.sentence()
