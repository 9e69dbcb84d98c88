"""The whole path on real ears that the network never saw: written as DICOM, segmented, measured, exported."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import SimpleITK as sitk
import trimesh

from earseg_app.__main__ import main
from earseg_app.dicom.ct_writer import SeriesMeta, write_ct_series
from earseg_app.dicom.images import read_image
from earseg_app.domain.anatomy import Side
from earseg_app.domain.cochlea.landmarks import EarLandmarks, LandmarkOrigin
from earseg_app.domain.cochlea.size import handles_from_mask, values_from_handles
from earseg_app.domain.geometry import Grid
from earseg_app.domain.progress import Reporter
from earseg_app.domain.segmentation import LabelArray

pytestmark = pytest.mark.shared

RAS_TO_LPS = np.array([-1.0, -1.0, 1.0])


@pytest.mark.parametrize(("name", "side"), [("T03", Side.LEFT), ("T06", Side.RIGHT)])
def test_a_real_ear_goes_from_dicom_to_closed_surfaces(
    shared_data: Path, tmp_path: Path, name: str, side: Side
) -> None:
    ears = shared_data / "ears"
    volume = read_image(ears / f"{name}_ct.nii.gz", Reporter())
    truth = sitk.GetArrayFromImage(sitk.ReadImage(str(ears / f"{name}_label.nii.gz"))) > 0
    expert = _expert(ears / f"{name}_landmarks.json", side)
    disc, labels, report, measures, meshes = (tmp_path / n for n in ("cd", "l.nii.gz", "r.json", "m.json", "stl"))
    write_ct_series(disc, volume, SeriesMeta(series_description="Temporal bone"))

    assert main(["segment", str(disc), "-o", str(labels), "--report", str(report)]) == 0
    found = sitk.GetArrayFromImage(sitk.ReadImage(str(labels)))
    assert found.shape == truth.shape
    assert _dice(found > 0, truth) >= 0.85
    (ear,) = json.loads(report.read_text())["ears"]
    assert ear["side"] == side.value

    assert main(["measure", str(disc), "--labels", str(labels), "--json", str(measures)]) == 0
    (measured,) = json.loads(measures.read_text())["ears"]
    assert measured["A_mm"] == pytest.approx(_expert_a_mm(truth, volume.grid, expert), abs=0.5)

    assert main(["mesh", str(labels), "-o", str(meshes)]) == 0
    for path in sorted(meshes.glob("*.stl")):
        mesh = trimesh.load(path)
        assert mesh.is_watertight, path.name
        assert mesh.volume > 0, path.name
        assert volume.grid.contains(mesh.centroid), path.name


def _dice(one: np.ndarray, other: np.ndarray) -> float:
    return float(2 * (one & other).sum() / (one.sum() + other.sum()))


def _expert(path: Path, side: Side) -> EarLandmarks:
    points = {name: tuple(RAS_TO_LPS * xyz) for name, xyz in json.loads(path.read_text())["LANDMARKS"].items()}
    return EarLandmarks(side, points["RW"], points["OW"], points["C"], points["A"], LandmarkOrigin.KNOWN)


def _expert_a_mm(truth: LabelArray, grid: Grid, expert: EarLandmarks) -> float:
    return values_from_handles(handles_from_mask(truth, grid, expert)).a_mm
