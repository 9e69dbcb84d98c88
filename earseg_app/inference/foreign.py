"""Models made elsewhere: read without running anything that is in their files."""

from __future__ import annotations

import pickle
import warnings
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import torch

from earseg_app.domain.anatomy import Part
from earseg_app.domain.errors import ModelError
from earseg_app.inference.bundle import BACKGROUND, LABELS, WHOLE_LABELS, Manifest

_WHOLE = next(name for name in WHOLE_LABELS if name != BACKGROUND)
STRUCTURES = (BACKGROUND, *(part.key for part in Part), _WHOLE)
# nnU-Net keeps losses and scores beside the weights as numpy numbers; these make such numbers and nothing else.
_SCALAR: Any = np.float64(0.0).__reduce__()[0]
_NUMBERS: list[Any] = [
    np.dtype,
    *(type(np.dtype(kind)) for kind in (np.float64, np.float32, np.int64)),
    (_SCALAR, "numpy._core.multiarray.scalar"),
    (_SCALAR, "numpy.core.multiarray.scalar"),
]


def read_checkpoint(path: Path) -> dict[str, Any]:
    """What `torch.save` wrote, as far as it is tensors, numbers, words and their collections.

    Raises:
        ModelError: if it cannot be read, or holds anything else: that would mean to run a stranger's code.
    """
    try:
        with torch.serialization.safe_globals(_NUMBERS), warnings.catch_warnings():
            # of a pickle that PyTorch did not write; whether it can be read shows
            warnings.simplefilter("ignore")
            content = torch.load(path, map_location="cpu", weights_only=True)
    except pickle.UnpicklingError as error:
        raise ModelError(
            f"{path.name} holds more than weights; reading that could run code that is in the file.",
            "Ask its makers for the weights alone: torch.save(network.state_dict(), …).",
            str(error),
        ) from error
    except (OSError, RuntimeError, EOFError, ValueError, KeyError) as error:
        raise ModelError(f"{path.name} cannot be read as weights of PyTorch.", "Check the file.", str(error)) from error
    if not isinstance(content, dict):
        raise ModelError(f"{path.name} holds no table of weights.", "Save the state_dict of the network.")
    return content


def weights_of(content: Mapping[str, Any], name: str) -> dict[str, torch.Tensor]:
    """The tensors of a state_dict.

    Raises:
        ModelError: if it holds anything else.
    """
    if not content or not all(isinstance(value, torch.Tensor) for value in content.values()):
        raise ModelError(f"{name} holds no table of weights.", "Save the state_dict of the network.")
    return {key: tensor.float() for key, tensor in content.items()}


def read_state_dict(weights: Path, manifest: Path) -> tuple[Manifest, dict[str, torch.Tensor]]:
    """A state_dict of one of the program's own architectures, and the manifest written for it as JSON.

    Raises:
        ModelError: if either cannot be read; `bundle.write_bundle` and `model_store.check_model` check the rest.
    """
    try:
        described = msgspec.json.decode(manifest.read_bytes(), type=Manifest)
    except (OSError, msgspec.DecodeError) as error:
        raise ModelError(
            f"{manifest.name} is not a manifest.", "docs/how-to/use-other-models.md lists its fields.", str(error)
        ) from error
    return described, weights_of(read_checkpoint(weights), weights.name)


def fold_of(names: Sequence[str], meanings: Mapping[str, str]) -> tuple[dict[str, int], tuple[int, ...]]:
    """The program's labels and the class of each channel, from the names of a network's channels, background first.

    `meanings`: what a name stands for, one of `STRUCTURES`; a name that is one of them needs none. Several channels
    may stand for one structure, such as those of the left and the right ear.

    Raises:
        ModelError: if a name is not known, or the structures are neither all five parts nor the whole labyrinth.
    """
    known = [meanings.get(name, name) for name in names]
    for name, meaning in zip(names, known, strict=True):
        if meaning not in STRUCTURES:
            raise ModelError(
                f"The model labels “{name}”, which is none of {', '.join(STRUCTURES)}.",
                f"Say what it is, for example --label {name}=cochlea, or --label {name}=background to leave it out.",
            )
    labels = WHOLE_LABELS if _WHOLE in known else LABELS["ear"]
    if set(known) != set(labels):
        raise ModelError(
            "The model must label the whole labyrinth, or cochlea, vestibule and the three canals, all of them.",
            "With --label NAME=labyrinth several structures can be taken as the whole.",
        )
    return labels, tuple(labels[meaning] for meaning in known)
