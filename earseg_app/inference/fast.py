"""The same networks run by OpenVINO where the extra `fast` is installed: about three times as fast on a CPU."""

from __future__ import annotations

import logging
import warnings
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from earseg_app.inference.network import TorchNetwork, folded

LOG = logging.getLogger(__name__)
Float32Array = NDArray[np.float32]
EXAMPLE_VOXELS = 64


def is_installed() -> bool:
    """Whether OpenVINO can be imported; does not import it."""
    return find_spec("openvino") is not None


class OpenVinoNetwork:
    """A U-Net run by OpenVINO in float32; probabilities differ from torch's by about 1e-3 at most.

    The converted network is kept in `cache`, by the checksum of its weights, as conversion takes seconds. `threads`:
    cores to use, None for OpenVINO's own choice.
    """

    def __init__(self, network: TorchNetwork, cache: Path, threads: int | None = None) -> None:
        import openvino

        self.manifest = network.manifest
        self.multiple = network.multiple
        self.device = "cpu (OpenVINO)"
        kept = cache / f"{self.manifest.sha256_weights}.xml"
        core = openvino.Core()
        model = core.read_model(kept) if kept.is_file() else _converted(openvino, network, kept)
        hints: dict[str, Any] = {"INFERENCE_PRECISION_HINT": "f32"}
        if threads is not None:
            hints["INFERENCE_NUM_THREADS"] = max(threads, 1)
        self._compiled = core.compile_model(model, "CPU", hints)

    def __call__(self, patch: Float32Array) -> Float32Array:
        """Normalised patch (d, h, w) → probabilities (classes, d, h, w)."""
        logits = self._compiled(np.ascontiguousarray(patch)[None, None])[0][0]
        powers = np.exp(logits - logits.max(axis=0))
        probabilities: Float32Array = powers / powers.sum(axis=0)
        return folded(probabilities, self.manifest)


def _converted(openvino: Any, network: TorchNetwork, kept: Path) -> Any:
    """The network traced for patches of any size, and kept for the next start where the folder can be written."""
    example = torch.zeros(1, 1, EXAMPLE_VOXELS, EXAMPLE_VOXELS, EXAMPLE_VOXELS)
    with warnings.catch_warnings():
        # tracing warns of its own deprecation, and that the check of the patch's size is not traced
        warnings.simplefilter("ignore")
        model = openvino.convert_model(network.module, example_input=example)
    model.reshape([1, 1, -1, -1, -1])
    try:
        _keep(openvino, model, kept)
    except OSError as error:
        LOG.warning("the converted network could not be kept: %s", error.strerror)
    return model


def _keep(openvino: Any, model: Any, kept: Path) -> None:
    kept.parent.mkdir(parents=True, exist_ok=True)
    part = kept.with_name(f"part-{kept.name}")
    openvino.save_model(model, part, compress_to_fp16=False)
    # the weights first: the .xml is what is looked for
    part.with_suffix(".bin").replace(kept.with_suffix(".bin"))
    part.replace(kept)
