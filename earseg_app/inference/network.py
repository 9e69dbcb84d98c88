"""A bundle made ready to run: numpy in, class probabilities out."""

from __future__ import annotations

from typing import Protocol

import msgspec
import numpy as np
import torch
from numpy.typing import NDArray

from earseg_app.domain.errors import ModelError
from earseg_app.inference.bundle import Bundle, Manifest
from earseg_app.inference.unet import UNet, UNetConfig

Float32Array = NDArray[np.float32]


class Predictor(Protocol):
    """What the pipeline needs of a network, whatever runs it."""

    @property
    def manifest(self) -> Manifest:
        """What the network expects and gives."""

    @property
    def multiple(self) -> int:
        """Voxels: each side of a patch must be a multiple of this."""

    @property
    def device(self) -> str:
        """Where it runs, for the provenance."""

    def __call__(self, patch: Float32Array) -> Float32Array:
        """Normalised patch (d, h, w) → probabilities (classes, d, h, w)."""


class TorchNetwork:
    """A U-Net run by torch.

    Raises:
        ModelError: if the bundle's weights do not fit the network its manifest describes.
    """

    def __init__(self, bundle: Bundle) -> None:
        self.manifest = bundle.manifest
        self.device = "cpu"
        try:
            config = msgspec.convert(bundle.manifest.unet, UNetConfig)
            self._net = UNet(config)
            self._net.load_state_dict(bundle.tensors())
        except (msgspec.ValidationError, RuntimeError, ValueError) as error:
            raise _misfit(bundle, str(error)) from error
        if config.in_channels != 1 or config.classes != len(bundle.manifest.labels):
            raise _misfit(bundle, f"{config.in_channels} inputs, {config.classes} classes")
        self.multiple = config.multiple
        self._net.eval()

    @property
    def module(self) -> UNet:
        """The network itself, for conversion."""
        return self._net

    def __call__(self, patch: Float32Array) -> Float32Array:
        """Normalised patch (d, h, w) → probabilities (classes, d, h, w)."""
        with torch.inference_mode():
            image = torch.from_numpy(np.ascontiguousarray(patch))[None, None]
            probabilities: Float32Array = torch.softmax(self._net(image)[0], dim=0).numpy()
        return probabilities


def use_threads(threads: int | None) -> None:
    """Let torch compute on `threads` cores in the calling thread; None is torch's own choice, the physical cores."""
    if threads is not None:
        torch.set_num_threads(max(threads, 1))


def _misfit(bundle: Bundle, details: str) -> ModelError:
    return ModelError(
        f"The weights in {bundle.path.name} do not fit the network its manifest describes.",
        "Choose another model file, or reinstall the program to get its own model back.",
        details,
    )
