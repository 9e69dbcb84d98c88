"""The GPU is used when there is one, and the CPU takes over where its memory ends."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from earseg_app import paths
from earseg_app.domain.errors import ModelError
from earseg_app.inference.bundle import load_bundle
from earseg_app.inference.device import choose_device
from earseg_app.inference.network import CPU, GPU, TorchNetwork
from earseg_app.inference.segmenter import Segmenter


class SmallGpu(torch.nn.Module):
    """A network for which the memory of a GPU is too small."""

    def __init__(self, net: torch.nn.Module) -> None:
        super().__init__()
        self.net = net
        self.tries = 0

    def to(self, place: str) -> torch.nn.Module:  # type: ignore[override]
        if place == GPU:
            self.tries += 1
            raise torch.OutOfMemoryError("CUDA out of memory.")
        return self.net


@pytest.mark.parametrize(("present", "wish", "place"), [(True, "auto", GPU), (False, "auto", CPU), (True, "gpu", GPU)])
def test_auto_takes_the_gpu_that_is_there(monkeypatch, present, wish, place):
    monkeypatch.setattr(torch.cuda, "is_available", lambda: present)
    assert choose_device(wish) == place


def test_who_wants_the_cpu_gets_it_without_a_look_for_a_gpu(monkeypatch):
    monkeypatch.setattr(torch.cuda, "is_available", lambda: pytest.fail("looked for a GPU"))
    assert choose_device("cpu") == CPU


def test_a_gpu_that_is_not_there_is_said(monkeypatch):
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    with pytest.raises(ModelError, match="No GPU") as refused:
        Segmenter(paths.ear_model(), paths.locator_model(), device="gpu").load()
    assert "CPU" in refused.value.hint


def test_where_the_memory_of_the_gpu_ends_the_cpu_goes_on_and_says_so(monkeypatch):
    monkeypatch.setattr(torch.cuda, "get_device_name", lambda: "Small GPU")
    bundle = load_bundle(paths.locator_model())
    network = TorchNetwork(bundle, GPU)
    assert network.device == "gpu (Small GPU)"
    small = SmallGpu(network.module)
    monkeypatch.setattr(network, "_net", small)
    patch = np.random.default_rng(0).normal(size=(32, 32, 32)).astype(np.float32)
    np.testing.assert_allclose(network(patch), TorchNetwork(bundle)(patch), atol=1e-5)
    network(patch)
    assert small.tries == 1
    assert network.device.startswith("cpu") and "memory" in network.device


def test_a_cpu_without_memory_is_an_error_not_a_loop(monkeypatch):
    network = TorchNetwork(load_bundle(paths.locator_model()))

    def full(_image: torch.Tensor) -> torch.Tensor:
        raise torch.OutOfMemoryError("no memory")

    monkeypatch.setattr(network.module, "forward", full)
    with pytest.raises(torch.OutOfMemoryError):
        network(np.zeros((16, 16, 16), np.float32))
