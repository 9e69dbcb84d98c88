"""The shipped networks do on phantoms and on real ears, which they were not trained on, what the program promises."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from earseg_app import paths
from earseg_app.dicom.open_path import open_any
from earseg_app.domain.anatomy import Side
from earseg_app.domain.geometry import Grid
from earseg_app.domain.progress import Reporter
from earseg_app.domain.segmentation import Verdict
from earseg_app.domain.volume import Volume
from earseg_app.inference.bundle import load_bundle
from earseg_app.inference.locate import find_pair
from earseg_app.inference.segmenter import Segmenter
from earseg_app.phantom.anatomy import Anatomy
from earseg_app.phantom.cases import axial_grid, make_case, small_case, two_ears
from earseg_app.phantom.ct import scan
from earseg_app.phantom.scanner import BONE
from earseg_app.phantom.scene import Scene
from tests.overlap import dice


@pytest.fixture(scope="module")
def segmenter() -> Segmenter:
    return Segmenter(paths.ear_model(), paths.locator_model())


@pytest.mark.parametrize(("path", "kind"), [(paths.ear_model(), "ear"), (paths.locator_model(), "locator")])
def test_the_shipped_models_are_whole_small_and_say_what_they_may_be_used_for(path, kind):
    bundle = load_bundle(path)
    assert bundle.manifest.kind == kind
    assert bundle.manifest.licence and bundle.manifest.citation and bundle.manifest.provenance
    assert path.stat().st_size < 20e6


@pytest.mark.parametrize("side", list(Side))
def test_a_crop_of_a_phantom_is_segmented_and_its_side_is_known(segmenter, side):
    case = small_case(side, seed=5)
    result = segmenter.segment(case.volume, Reporter())
    assert [ear.side for ear in result.ears] == [side]
    assert dice(result.labels > 0, case.labels.labels > 0) > 0.8


def test_both_ears_of_a_phantom_head_are_found(segmenter):
    case = two_ears(seed=4)
    result = segmenter.segment(case.volume, Reporter())
    assert [ear.side for ear in result.ears] == [Side.RIGHT, Side.LEFT]
    for side in Side:
        assert dice(result.mask(side), case.labels.mask(side)) > 0.7


def test_noise_like_bone_holds_no_ear(segmenter):
    hu = np.random.default_rng(0).normal(900, 400, (80, 100, 120)).astype(np.int16)
    assert segmenter.segment(Volume(hu, Grid(hu.shape, (0.6,) * 3, (0, 0, 0))), Reporter()).ears == ()


def joint() -> np.ndarray:
    """HU of a ball joint in 0.6 mm: two shells of compact bone around spongy bone, a cleft between, muscle about it."""
    z, y, x = np.indices((120, 120, 120)) * 0.6 - 36.0
    ball, socket = np.sqrt(z**2 + y**2 + x**2), np.sqrt(z**2 + y**2 + (x - 40.0) ** 2)
    hu = np.full(ball.shape, 50.0)
    hu[(ball < 22.0) | (socket < 15.0)] = 1500
    hu[(ball < 19.5) | (socket < 13.0)] = 350
    return hu + np.random.default_rng(3).normal(0, 60, hu.shape)


NO_EARS = {
    "air": lambda: np.full((100, 120, 120), -1000.0),
    "water phantom": lambda: (
        np.where(np.hypot(*np.indices((120, 120)) - 60.0) < 50.0, 0.0, -1000.0) * np.ones((100, 1, 1))
    ),
    "noise in air": lambda: np.random.default_rng(1).normal(-900, 300, (100, 120, 120)),
    "joint": joint,
}


@pytest.mark.parametrize("name", list(NO_EARS))
def test_what_is_no_head_holds_no_ear(segmenter, name):
    hu = NO_EARS[name]().round().astype(np.int16)
    assert segmenter.segment(Volume(hu, Grid(hu.shape, (0.6,) * 3, (0, 0, 0))), Reporter()).ears == ()


def test_the_vault_of_a_head_above_its_temporal_bones_holds_no_ear(segmenter):
    anatomy = Anatomy.draw(6)
    middle = anatomy.head_frame.to_lps((0.0, 0.0, 60.0))
    vault = make_case(anatomy, axial_grid(middle, (160.0, 130.0, 60.0), (1.0,) * 3))
    assert not vault.labels.labels.any()
    assert segmenter.segment(vault.volume, Reporter()).ears == ()


@pytest.mark.parametrize("rotation_deg", [(28.0, 5.0, -8.0), (-25.0, -10.0, 12.0)])
def test_a_head_held_askew_keeps_both_ears(segmenter, rotation_deg):
    anatomy = Anatomy.draw(7)
    anatomy = replace(anatomy, head=replace(anatomy.head, rotation_deg=rotation_deg))
    grid = axial_grid(anatomy.head_frame.to_lps((0.0, 2.0, -4.0)), (180.0, 150.0, 120.0), (0.8,) * 3)
    volume = scan(Scene(anatomy), grid, BONE)
    pair = find_pair(volume, segmenter.load().locator, Reporter())
    for side in Side:
        center = anatomy.ear_frame(side).to_lps((0.0, 0.5, 0.0))
        assert min(np.linalg.norm(np.subtract(place.region.center_lps_mm, center)) for place in pair) < 5.0


@pytest.mark.shared
@pytest.mark.parametrize(("name", "side"), [("T03", Side.LEFT), ("T06", Side.RIGHT)])
def test_a_real_ear_kept_out_of_training_is_segmented(segmenter, shared_data: Path, name, side):
    volume = open_any(shared_data / "ears" / f"{name}_ct.nii.gz", "", Reporter())
    truth = open_any(shared_data / "ears" / f"{name}_label.nii.gz", "", Reporter()).hu > 0
    result = segmenter.segment(volume, Reporter())
    assert [ear.side for ear in result.ears] == [side]
    assert dice(result.labels > 0, truth) >= 0.85
    assert result.ears[0].verdict is not Verdict.POOR
