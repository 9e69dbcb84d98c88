"""Label maps lie on the exact grid of their scan and are written whole or not at all."""

from __future__ import annotations

import gzip
import struct
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import SimpleITK as sitk

from earseg_app.dicom.images import read_image, read_labels, write_labels
from earseg_app.domain.anatomy import Part, Side
from earseg_app.domain.errors import ExportError, UnreadableInput
from earseg_app.domain.progress import Reporter
from earseg_app.domain.segmentation import Segmentation
from earseg_app.domain.volume import Volume
from tests.dicom.conftest import ball_volume


def labelled(volume: Volume) -> Segmentation:
    labels = np.zeros(volume.hu.shape, np.uint8)
    labels[2:5, 3:9, 10:15] = 1
    labels[5, 3:9, 10:15] = 15
    return Segmentation(labels, volume.grid)


@pytest.mark.parametrize("name", ["a.nii", "a.nii.gz", "a.nrrd", "a.mha"])
def test_labels_come_back_on_the_same_grid(tmp_path: Path, ball: Volume, name: str) -> None:
    segmentation = labelled(ball)
    write_labels(tmp_path / name, segmentation)
    back = read_labels(tmp_path / name)
    assert np.array_equal(back.labels, segmentation.labels)
    assert back.grid.matches(segmentation.grid, 1e-4)
    assert [ear.side for ear in back.ears] == [Side.RIGHT, Side.LEFT]
    assert back.ears[0].volumes_mm3[Part.COCHLEA] == pytest.approx(90 * 0.6 * 0.3 * 0.4)


def test_an_oblique_grid_survives(tmp_path: Path) -> None:
    a = np.radians(23.0)
    turn = np.array([[1, 0, 0], [0, np.cos(a), np.sin(a)], [0, -np.sin(a), np.cos(a)]])
    segmentation = labelled(ball_volume(axes=np.eye(3)[::-1] @ turn))
    write_labels(tmp_path / "a.nii.gz", segmentation)
    assert read_labels(tmp_path / "a.nii.gz").grid.matches(segmentation.grid, 1e-4)


def sform(path: Path) -> tuple[tuple[int, ...], np.ndarray]:
    """Shape and 3×4 affine of a NIfTI-1 file, read from its bytes (offsets 40 and 280 of the standard)."""
    head = gzip.decompress(path.read_bytes())[:348]
    shape = struct.unpack("<8h", head[40:56])
    assert struct.unpack("<h", head[254:256])[0] > 0, "sform_code"
    return shape[1:4], np.array(struct.unpack("<12f", head[280:328])).reshape(3, 4)


@pytest.mark.parametrize("ear", ["T03", "T06", "F01"])
def test_labels_of_a_nifti_have_its_shape_and_affine(tmp_path: Path, shared_data: Path, ear: str) -> None:
    source = shared_data / "ears" / f"{ear}_ct.nii.gz"
    volume = read_image(source, Reporter())
    write_labels(tmp_path / "out.nii.gz", labelled(volume))
    assert sform(tmp_path / "out.nii.gz")[0] == sform(source)[0]
    assert np.abs(sform(tmp_path / "out.nii.gz")[1] - sform(source)[1]).max() < 1e-4


def test_values_that_are_no_codes_are_refused_by_name(tmp_path: Path) -> None:
    sitk.WriteImage(sitk.GetImageFromArray(np.full((3, 3, 3), 7, np.int16)), str(tmp_path / "a.nrrd"))
    with pytest.raises(UnreadableInput, match=r"no label codes \(7\)"):
        read_labels(tmp_path / "a.nrrd")


def test_a_damaged_map_is_refused(tmp_path: Path, ball: Volume) -> None:
    write_labels(tmp_path / "a.nii.gz", labelled(ball))
    whole = (tmp_path / "a.nii.gz").read_bytes()
    (tmp_path / "a.nii.gz").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(UnreadableInput, match=r"a\.nii\.gz"):
        read_labels(tmp_path / "a.nii.gz")


def test_an_unknown_suffix_is_refused(tmp_path: Path, ball: Volume) -> None:
    with pytest.raises(ExportError, match=r"labels\.txt"):
        write_labels(tmp_path / "labels.txt", labelled(ball))


def test_a_missing_folder_is_refused(tmp_path: Path, ball: Volume) -> None:
    with pytest.raises(ExportError) as caught:
        write_labels(tmp_path / "none" / "a.nii", labelled(ball))
    assert caught.value.message == "The folder does not exist; a.nii was not written."


@pytest.mark.parametrize("name", ["old.nii", "old.nii.gz", "old.nrrd"])
def test_a_full_disk_leaves_the_old_file_and_nothing_else(tmp_path: Path, ball: Volume, name: str) -> None:
    """A limit on the size of files stands in for the full disk: the write fails in the middle."""
    write_labels(tmp_path / name, labelled(ball))
    before = (tmp_path / name).read_bytes()
    script = f"""
import resource, signal
import numpy as np
from pathlib import Path
from earseg_app.dicom.images import write_labels
from earseg_app.domain.errors import ExportError
from earseg_app.domain.geometry import Grid
from earseg_app.domain.segmentation import Segmentation
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
labels = np.random.default_rng(0).integers(0, 6, (40, 40, 40)).astype(np.uint8)
segmentation = Segmentation(labels, Grid(labels.shape, (1.0, 1.0, 1.0), (0.0, 0.0, 0.0)))
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
try:
    write_labels(Path({str(tmp_path / name)!r}), segmentation)
except ExportError as error:
    raise SystemExit(42) from error
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 42, done.stderr
    assert (tmp_path / name).read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == [name]
