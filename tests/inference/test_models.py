"""The shipped networks do on phantoms and on real ears, which they were not trained on, what the program promises."""

from __future__ import annotations

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
from earseg_app.inference.segmenter import Segmenter
from earseg_app.phantom.cases import small_case, two_ears


@pytest.fixture(scope="module")
def segmenter() -> Segmenter:
    return Segmenter(paths.ear_model(), paths.locator_model())


def dice(one: np.ndarray, other: np.ndarray) -> float:
    return 2.0 * np.count_nonzero(one & other) / (np.count_nonzero(one) + np.count_nonzero(other))


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


@pytest.mark.shared
@pytest.mark.parametrize(("name", "side"), [("T03", Side.LEFT), ("T06", Side.RIGHT)])
def test_a_real_ear_kept_out_of_training_is_segmented(segmenter, shared_data: Path, name, side):
    volume = open_any(shared_data / "ears" / f"{name}_ct.nii.gz", "", Reporter())
    truth = open_any(shared_data / "ears" / f"{name}_label.nii.gz", "", Reporter()).hu > 0
    result = segmenter.segment(volume, Reporter())
    assert [ear.side for ear in result.ears] == [side]
    assert dice(result.labels > 0, truth) >= 0.85
    assert result.ears[0].verdict is not Verdict.POOR
