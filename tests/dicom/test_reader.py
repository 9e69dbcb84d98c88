"""A series becomes a truthful volume, or is refused in a sentence."""

from __future__ import annotations

import numpy as np
import pytest
from pydicom.dataset import FileDataset

from earseg_app.dicom.open_path import open_any
from earseg_app.domain.errors import UnreadableInput, UnsupportedVolume
from earseg_app.domain.progress import Cancelled, Reporter
from earseg_app.domain.volume import Volume
from tests.dicom.conftest import DiscWriter

TILT_DEG = 18.5


def move(image: FileDataset, along: np.ndarray, mm: float) -> None:
    image.ImagePositionPatient = list(np.array(image.ImagePositionPatient, float) + along * mm)


def test_slices_are_sorted_by_position_not_by_name_or_number(
    images: list[FileDataset], write: DiscWriter, ball: Volume
) -> None:
    for image in images:
        image.InstanceNumber = 1000 - int(image.InstanceNumber) * 37 % 101
    assert np.array_equal(open_any(write(images)).hu, ball.hu)


def test_a_series_split_over_folders_is_one_volume(images: list[FileDataset], write: DiscWriter, ball: Volume) -> None:
    write(images[::2], "disc/a")
    write(images[1::2], "disc/b/c")
    assert np.array_equal(open_any(write([], "disc")).hu, ball.hu)


def test_a_slice_that_lies_there_twice_is_counted_once(
    images: list[FileDataset], write: DiscWriter, ball: Volume
) -> None:
    write(images)
    assert np.array_equal(open_any(write(images[3:5])).hu, ball.hu)


def test_another_image_at_the_same_place_is_left_out_and_said(
    images: list[FileDataset], write: DiscWriter, ball: Volume
) -> None:
    write(images)
    images[5].SOPInstanceUID = "1.2.3.4"
    images[5].file_meta.MediaStorageSOPInstanceUID = images[5].SOPInstanceUID
    volume = open_any(write([images[5]]))
    assert np.array_equal(volume.hu, ball.hu)
    assert "left out" in volume.notes[0]


def tilted(images: list[FileDataset], ball: Volume, degrees: float) -> list[FileDataset]:
    """The ball's slices as a gantry tilted about x would take them: planes turned, the couch moving along z."""
    angle = np.radians(degrees)
    down = [0.0, np.cos(angle), -np.sin(angle)]
    for k, image in enumerate(images):
        image.ImageOrientationPatient = [1.0, 0.0, 0.0, *down]
        image.ImagePositionPatient = [-20.5, 31.25, -117.125 + k * 0.6]
    return images


def test_a_tilted_gantry_is_recognised_from_the_vectors_and_sheared_back_exactly(
    images: list[FileDataset], write: DiscWriter, ball: Volume
) -> None:
    """A ramp in patient space stays the same ramp: each grid voxel holds the value of its own point."""
    rows, columns = np.mgrid[:20, :24]
    for image in tilted(images, ball, TILT_DEG):
        origin, axes = np.array(image.ImagePositionPatient, float), np.array(image.ImageOrientationPatient, float)
        points = origin + rows[..., None] * 0.3 * axes[3:] + columns[..., None] * 0.4 * axes[:3]
        image.PixelData = (points @ [5.0, 20.0, 11.0] + 2000).round().astype("<u2").tobytes()
    volume = open_any(write(images))
    assert any(f"{TILT_DEG:.1f}°" in note for note in volume.notes)
    assert volume.grid.spacing_zyx_mm[0] == pytest.approx(0.6 * np.cos(np.radians(TILT_DEG)), rel=1e-6)
    index = np.argwhere(volume.hu > -1024)
    inside = index[(index[:, 1] > 8) & (index[:, 1] < 18)]
    expected = volume.grid.lps_from_index(inside) @ [5.0, 20.0, 11.0] + 2000 - 1024
    assert np.abs(volume.hu[tuple(inside.T)] - expected).max() <= 1.0


def test_one_missing_slice_is_interpolated_and_named(
    images: list[FileDataset], write: DiscWriter, ball: Volume
) -> None:
    volume = open_any(write(images[:9] + images[10:]))
    assert volume.hu.shape == ball.hu.shape
    assert np.array_equal(np.delete(volume.hu, 9, axis=0), np.delete(ball.hu, 9, axis=0))
    assert np.array_equal(volume.hu[9], np.rint((ball.hu[8] + ball.hu[10].astype(float)) / 2))
    assert "1.20 mm after slice 9" in volume.notes[0]


def test_a_wide_gap_is_refused_with_its_place_and_width(images: list[FileDataset], write: DiscWriter) -> None:
    with pytest.raises(UnsupportedVolume, match=r"4\.20 mm between slices 3 and 4"):
        open_any(write(images[:3] + images[9:]))


def test_positions_rounded_to_a_decimal_are_still_even(
    images: list[FileDataset], write: DiscWriter, ball: Volume
) -> None:
    for k, image in enumerate(images):
        image.ImagePositionPatient = [-20.5, 31.25, round(k * 0.625, 1)]
    volume = open_any(write(images))
    assert volume.notes == ()
    assert np.array_equal(volume.hu, ball.hu)
    assert volume.grid.spacing_zyx_mm[0] == pytest.approx(0.625, abs=0.005)


def test_each_slice_has_its_own_rescale(images: list[FileDataset], write: DiscWriter, ball: Volume) -> None:
    stored = np.frombuffer(images[4].PixelData, "<u2")
    images[4].RescaleIntercept, images[4].RescaleSlope = -1024, "0.5"
    images[4].PixelData = (stored.astype(np.uint32) * 2).astype("<u2").tobytes()
    assert np.array_equal(open_any(write(images)).hu, ball.hu)


def test_twelve_bit_signed_values_with_overlays_in_the_high_bits(images: list[FileDataset], write: DiscWriter) -> None:
    wanted = np.linspace(-2048, 2047, 480).astype(np.int16).reshape(20, 24)
    for image in images:
        image.BitsStored, image.HighBit, image.PixelRepresentation, image.RescaleIntercept = 12, 11, 1, 0
        image.PixelData = ((wanted.astype(np.uint16) & 0x0FFF) | 0x3000).astype("<u2").tobytes()
    assert np.array_equal(open_any(write(images)).hu[3], wanted)


def test_padding_becomes_air_even_when_its_sign_is_written_wrongly(
    images: list[FileDataset], write: DiscWriter
) -> None:
    for image in images:
        values = np.full((20, 24), 40, np.int16)
        values[0] = -2000
        image.PixelRepresentation, image.RescaleIntercept = 1, 0
        image.PixelData = values.astype("<i2").tobytes()
        image.add_new("PixelPaddingValue", "US", 63536)
    hu = open_any(write(images)).hu
    assert np.all(hu[:, 0] == -1024)
    assert np.all(hu[:, 1:] == 40)


def test_the_side_of_a_one_ear_scan_is_handed_on(images: list[FileDataset], write: DiscWriter) -> None:
    for image in images:
        image.Laterality = "L"
    assert open_any(write(images)).side_hint == "L"


def test_values_that_are_no_hounsfield_units_are_noted(images: list[FileDataset], write: DiscWriter) -> None:
    for image in images:
        del image.RescaleIntercept, image.RescaleSlope
        image.PixelData = np.full(480, 100, "<u2").tobytes()
    notes = " ".join(open_any(write(images)).notes)
    assert "do not say how" in notes
    assert "the same (100)" in notes


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        ({"Modality": "MR"}, "MR"),
        ({"ImagePositionPatient": None}, "position in the patient"),
        ({"ImageOrientationPatient": None}, "position in the patient"),
        ({"PixelSpacing": None}, "pixel size"),
        ({"ImageType": ["ORIGINAL", "PRIMARY", "LOCALIZER"]}, "scout"),
        ({"ImageOrientationPatient": [1, 0, 0, 1, 0, 0]}, "impossible orientation"),
        ({"Rows": None}, "no images"),
    ],
)
def test_what_cannot_be_a_volume_is_refused_in_a_sentence(
    images: list[FileDataset], write: DiscWriter, spoil: dict[str, object], sentence: str
) -> None:
    for image in images:
        for keyword, value in spoil.items():
            setattr(image, keyword, value)
    with pytest.raises(UnsupportedVolume) as caught:
        open_any(write(images))
    assert sentence in caught.value.sentence()


def test_one_slice_is_no_volume(images: list[FileDataset], write: DiscWriter) -> None:
    with pytest.raises(UnsupportedVolume) as caught:
        open_any(write(images[:1]))
    assert "single slice" in caught.value.sentence()


def test_pixels_cut_short_are_refused_and_the_file_is_named(images: list[FileDataset], write: DiscWriter) -> None:
    folder = write(images, suffix=".dcm")
    victim = sorted(folder.iterdir())[4]
    victim.write_bytes(victim.read_bytes()[:-100])
    with pytest.raises(UnreadableInput, match=victim.name) as caught:
        open_any(folder)
    assert "copy it again" in caught.value.hint


def test_reading_can_be_cancelled(images: list[FileDataset], write: DiscWriter) -> None:
    reporter = Reporter(lambda step: reporter.cancel() if step.fraction > 0.8 else None)
    with pytest.raises(Cancelled):
        open_any(write(images), None, reporter)
