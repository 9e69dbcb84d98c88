"""OpenVINO gives what torch gives; skipped where the extra `fast` is not installed."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from earseg_app import paths
from earseg_app.inference import fast
from earseg_app.inference.bundle import load_bundle
from earseg_app.inference.network import TorchNetwork

pytestmark = pytest.mark.skipif(not fast.is_installed(), reason="OpenVINO (the extra `fast`) is not installed")


def test_openvino_agrees_with_torch_on_patches_of_any_size_and_keeps_what_it_converted(tmp_path: Path) -> None:
    torch_network = TorchNetwork(load_bundle(paths.locator_model()))
    network = fast.OpenVinoNetwork(torch_network, tmp_path, threads=1)
    assert {path.suffix for path in tmp_path.iterdir()} == {".xml", ".bin"}
    for shape in ((32, 48, 64), (64, 64, 64)):
        patch = np.random.default_rng(0).normal(size=shape).astype(np.float32)
        assert np.abs(network(patch) - torch_network(patch)).max() < 5e-3
    kept = {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    fast.OpenVinoNetwork(torch_network, tmp_path)
    assert {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()} == kept
