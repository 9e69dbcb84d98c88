"""Bundles become networks that run, or are refused; what an untrained one says ends in no crash."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from earseg_app.domain.errors import ModelError
from earseg_app.domain.geometry import Grid
from earseg_app.domain.progress import Reporter
from earseg_app.domain.volume import Volume
from earseg_app.inference.bundle import LABELS, Manifest, load_bundle, write_bundle
from earseg_app.inference.network import TorchNetwork
from earseg_app.inference.segmenter import Segmenter
from earseg_app.inference.unet import UNet, UNetConfig

CONFIG = {"in_channels": 1, "classes": 6, "channels": [2, 4, 4]}


def bundle(folder: Path, kind: str, **unet: object) -> Path:
    """A bundle of an untrained network."""
    torch.manual_seed(0)
    described = {**CONFIG, "classes": len(LABELS[kind]), **unet}
    spacing_mm = 0.3 if kind == "ear" else 2.0
    made = Manifest(kind, "untrained", "0.1", LABELS[kind], spacing_mm, (-1000.0, 3000.0), (64, 64, 64), described)
    net = UNet(UNetConfig(classes=len(LABELS[kind]), channels=(2, 4, 4)))
    write_bundle(folder / f"{kind}.safetensors", made, net.state_dict())
    return folder / f"{kind}.safetensors"


@pytest.fixture
def untrained(tmp_path: Path) -> Segmenter:
    return Segmenter(bundle(tmp_path, "ear"), bundle(tmp_path, "locator"), threads=1)


@pytest.mark.parametrize("shape", [(1, 1, 1), (1, 64, 64), (12, 9, 30), (40, 40, 40), (40, 80, 80)])
def test_untrained_networks_on_noise_of_any_shape_end_without_a_crash(untrained, shape):
    noise = np.random.default_rng(0).integers(-32768, 32767, shape, dtype=np.int16)
    result = untrained.segment(Volume(noise, Grid(shape, (0.7, 0.6, 0.6), (0, 0, 0))), Reporter())
    assert result.labels.shape == shape
    assert result.provenance is not None and result.provenance.model == "untrained"
    assert len(result.provenance.sha256) == 64 and result.provenance.device.startswith("cpu")


def test_a_bundle_of_the_wrong_kind_is_refused_when_it_is_needed(tmp_path):
    segmenter = Segmenter(bundle(tmp_path, "locator"), bundle(tmp_path, "ear"))
    with pytest.raises(ModelError, match="not “ear”"):
        segmenter.segment(Volume(np.zeros((4, 4, 4), np.int16), Grid((4, 4, 4), (1, 1, 1), (0, 0, 0))), Reporter())


@pytest.mark.parametrize("unet", [{"channels": [2, 4, 8]}, {"channels": "many"}, {"channels": [2]}, {"classes": 7}])
def test_a_manifest_that_describes_another_network_is_refused(tmp_path, unet):
    segmenter = Segmenter(bundle(tmp_path, "ear", **unet), bundle(tmp_path, "locator"))
    with pytest.raises(ModelError, match="do not fit"):
        segmenter.segment(Volume(np.zeros((4, 4, 4), np.int16), Grid((4, 4, 4), (1, 1, 1), (0, 0, 0))), Reporter())


def test_a_network_gives_probabilities_and_gives_the_same_twice(tmp_path):
    network = TorchNetwork(load_bundle(bundle(tmp_path, "ear")))
    patch = np.random.default_rng(0).normal(size=(16, 16, 24)).astype(np.float32)
    probabilities = network(patch)
    assert probabilities.shape == (6, 16, 16, 24) and probabilities.dtype == np.float32
    np.testing.assert_allclose(probabilities.sum(axis=0), 1.0, rtol=1e-5)
    np.testing.assert_array_equal(network(patch), probabilities)
    np.testing.assert_allclose(network(patch[:, ::-1]), network(np.ascontiguousarray(patch[:, ::-1])))
