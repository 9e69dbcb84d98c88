"""NIfTI, NRRD and MetaImage lie where their headers say, in LPS."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import SimpleITK as sitk

from earseg_app.dicom.images import read_image
from earseg_app.dicom.open_path import open_any
from earseg_app.domain.errors import UnreadableInput, UnsupportedVolume
from earseg_app.domain.progress import Reporter


def ct_array(dtype: str = "int16") -> np.ndarray:
    z, y, x = np.mgrid[:6, :7, :8]
    return (-1000 + 300 * x + 50 * y + 7 * z).astype(dtype)


def written(path: Path, array: np.ndarray, degrees: float = 30.0) -> Path:
    a = np.radians(degrees)
    image = sitk.GetImageFromArray(array)
    image.SetSpacing((0.4, 0.5, 0.6))
    image.SetOrigin((10.0, -20.0, 30.0))
    image.SetDirection((np.cos(a), -np.sin(a), 0.0, np.sin(a), np.cos(a), 0.0, 0.0, 0.0, 1.0))
    sitk.WriteImage(image, str(path))
    return path


@pytest.mark.parametrize("name", ["a.nii", "a.nii.gz", "a.nrrd", "a.nhdr", "a.mha", "a.mhd"])
def test_every_voxel_lies_where_simpleitk_says(tmp_path: Path, name: str) -> None:
    path = written(tmp_path / name, ct_array())
    volume, image = open_any(path), sitk.ReadImage(str(path))
    assert np.array_equal(volume.hu, ct_array())
    for z, y, x in ((0, 0, 0), (5, 2, 7), (3, 6, 1)):
        expected = image.TransformIndexToPhysicalPoint((x, y, z))
        assert volume.grid.lps_from_index((z, y, x)) == pytest.approx(expected, abs=1e-4)
    assert volume.has_patient_frame
    assert volume.title == "a"


def test_floating_point_values_are_rounded_and_clipped_and_no_number_becomes_air(tmp_path: Path) -> None:
    array = ct_array("float32")
    array[0, 0, :5] = [0.6, 1e6, -1e6, np.nan, np.inf]
    hu = open_any(written(tmp_path / "a.nrrd", array)).hu
    assert hu[0, 0, :5].tolist() == [1, 32767, -32768, -1024, 32767]
    assert np.array_equal(hu[1:], ct_array()[1:])


@pytest.mark.parametrize("dtype", ["uint8", "int8", "uint16", "int32", "float64"])
def test_other_number_types_keep_their_values(tmp_path: Path, dtype: str) -> None:
    array = np.arange(336).reshape(6, 7, 8) % 120
    assert np.array_equal(open_any(written(tmp_path / "a.mha", array.astype(dtype))).hu, array)


def test_a_nifti_in_ras_and_its_lps_twin_are_the_same_place(tmp_path: Path) -> None:
    """A NIfTI affine of diag(-1, -1, 1) is the LPS identity: x to the left, y to the back."""
    image = sitk.GetImageFromArray(ct_array())
    sitk.WriteImage(image, str(tmp_path / "a.nii"))
    grid = open_any(tmp_path / "a.nii").grid
    assert grid.lps_from_index((0, 0, 1)) == pytest.approx((1.0, 0.0, 0.0))
    assert np.frombuffer((tmp_path / "a.nii").read_bytes()[280:284], "<f4")[0] == -1.0


def test_a_nifti_without_a_stated_frame_is_not_trusted_for_left_and_right(tmp_path: Path) -> None:
    path = written(tmp_path / "a.nii", ct_array())
    content = bytearray(path.read_bytes())
    content[252:256] = bytes(4)
    path.write_bytes(content)
    volume = open_any(path)
    assert not volume.has_patient_frame
    assert any("left and right" in note for note in volume.notes)


def test_a_bare_nrrd_is_not_trusted_either(tmp_path: Path) -> None:
    header = "NRRD0004\ntype: short\ndimension: 3\nsizes: 8 7 6\nspacings: 1 1 1\nendian: little\nencoding: raw\n\n"
    (tmp_path / "a.nrrd").write_bytes(header.encode() + ct_array().tobytes())
    assert not open_any(tmp_path / "a.nrrd").has_patient_frame


def test_values_that_are_no_hounsfield_units_are_noted(tmp_path: Path) -> None:
    volume = open_any(written(tmp_path / "a.nrrd", np.random.default_rng(0).random((6, 7, 8))))
    assert "do not look like Hounsfield units" in volume.notes[0]


def test_a_single_further_dimension_is_dropped(tmp_path: Path) -> None:
    image = sitk.JoinSeries([sitk.GetImageFromArray(ct_array())])
    sitk.WriteImage(image, str(tmp_path / "a.nii"))
    assert np.array_equal(open_any(tmp_path / "a.nii").hu, ct_array())


@pytest.mark.parametrize(
    ("image", "sentence"),
    [
        (sitk.JoinSeries([sitk.Image(4, 4, 4, sitk.sitkInt16)] * 3), r"4×4×4×3"),
        (sitk.Image([4, 4, 4], sitk.sitkVectorFloat32, 3), "colours or vectors"),
        (sitk.Image([4, 4, 1], sitk.sitkInt16), "4×4×1"),
    ],
)
def test_what_is_no_volume_is_refused(tmp_path: Path, image: sitk.Image, sentence: str) -> None:
    sitk.WriteImage(image, str(tmp_path / "a.nrrd"))
    with pytest.raises(UnsupportedVolume, match=sentence):
        open_any(tmp_path / "a.nrrd")


def test_axes_that_are_not_at_right_angles_are_refused(tmp_path: Path) -> None:
    header = (
        "NRRD0004\ntype: short\ndimension: 3\nspace: left-posterior-superior\nsizes: 8 7 6\n"
        "space directions: (1,0,0) (0,1,0) (0,0.3,1)\nkinds: domain domain domain\nendian: little\nencoding: raw\n"
        "space origin: (0,0,0)\n\n"
    )
    (tmp_path / "a.nrrd").write_bytes(header.encode() + ct_array().tobytes())
    with pytest.raises(UnsupportedVolume, match="right angles"):
        open_any(tmp_path / "a.nrrd")


@pytest.mark.parametrize("name", ["a.nii", "a.nii.gz", "a.nrrd", "a.mha"])
def test_damaged_files_are_refused_by_name(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"this is no image" * 40)
    with pytest.raises(UnreadableInput, match=name):
        open_any(tmp_path / name)


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="is not there"):
        read_image(tmp_path / "a.nii", Reporter())


def test_a_real_ear_opens_in_its_scanner_frame(shared_data: Path) -> None:
    volume = open_any(shared_data / "ears" / "T06_ct.nii.gz")
    assert volume.hu.shape == (98, 73, 147)
    assert volume.has_patient_frame
    assert volume.grid.spacing_zyx_mm == pytest.approx((0.2, 0.15625, 0.15625))
