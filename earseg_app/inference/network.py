"""A bundle made ready to run: numpy in, class probabilities out."""

from __future__ import annotations

import logging
from typing import Protocol

import msgspec
import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from earseg_app.domain.errors import ModelError
from earseg_app.inference.bundle import Bundle, Manifest
from earseg_app.inference.plain_unet import PlainUNet, PlainUNetConfig
from earseg_app.inference.unet import UNet, UNetConfig

LOG = logging.getLogger(__name__)
Float32Array = NDArray[np.float32]
CPU, GPU = "cpu", "cuda"
OUT_OF_MEMORY = "cpu (the GPU's memory was too small)"


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
    """A network run by torch, on the GPU as long as its memory suffices if `device` is "cuda", else on the CPU.

    Raises:
        ModelError: if the bundle's weights do not fit the network its manifest describes.
    """

    def __init__(self, bundle: Bundle, device: str = CPU) -> None:
        self.manifest = bundle.manifest
        self.multiple, self._net = _built(bundle)
        self._net.eval()
        self._place = device
        self.device = CPU if device == CPU else f"gpu ({torch.cuda.get_device_name()})"

    @property
    def module(self) -> nn.Module:
        """The network itself, for conversion."""
        return self._net

    def __call__(self, patch: Float32Array) -> Float32Array:
        """Normalised patch (d, h, w) → probabilities (classes, d, h, w)."""
        image = torch.from_numpy(np.ascontiguousarray(patch))[None, None]
        with torch.inference_mode():
            return folded(torch.softmax(self._logits(image)[0], dim=0).numpy(), self.manifest)

    def _logits(self, image: torch.Tensor) -> torch.Tensor:
        try:
            logits: torch.Tensor = self._net.to(self._place)(image.to(self._place)).to(CPU)
            return logits
        except torch.OutOfMemoryError:
            if self._place == CPU:
                raise
            LOG.warning("the memory of the GPU is too small; going on with the CPU")
            self._place, self.device = CPU, OUT_OF_MEMORY
        return self._logits(image)


def folded(probabilities: Float32Array, manifest: Manifest) -> Float32Array:
    """Probabilities (channels, d, h, w) of a network's own channels summed to those of the manifest's classes."""
    if not manifest.fold:
        return probabilities
    classes = np.zeros((len(manifest.labels), *probabilities.shape[1:]), np.float32)
    for channel, belongs_to in enumerate(manifest.fold):
        classes[belongs_to] += probabilities[channel]
    return classes


def use_threads(threads: int | None) -> None:
    """Let torch compute on `threads` cores in the calling thread; None is torch's own choice, the physical cores."""
    if threads is not None:
        torch.set_num_threads(max(threads, 1))


def _built(bundle: Bundle) -> tuple[int, nn.Module]:
    """The multiple of voxels it takes, and the network with its weights."""
    manifest = bundle.manifest
    try:
        if manifest.architecture == "plain_conv_unet":
            plain = msgspec.convert(manifest.unet, PlainUNetConfig)
            net: nn.Module = PlainUNet(plain)
            inputs, classes, multiple = plain.in_channels, plain.classes, plain.multiple
        else:
            config = msgspec.convert(manifest.unet, UNetConfig)
            net = UNet(config)
            inputs, classes, multiple = config.in_channels, config.classes, config.multiple
        net.load_state_dict(bundle.tensors())
    except (msgspec.ValidationError, RuntimeError, ValueError) as error:
        raise _misfit(bundle, str(error)) from error
    if inputs != 1 or classes != manifest.channels:
        raise _misfit(bundle, f"{inputs} inputs, {classes} classes")
    return multiple, net


def _misfit(bundle: Bundle, details: str) -> ModelError:
    return ModelError(
        f"The weights in {bundle.path.name} do not fit the network its manifest describes.",
        "Choose another model file, or reinstall the program to get its own model back.",
        details,
    )
