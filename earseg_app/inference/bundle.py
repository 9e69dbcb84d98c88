"""A trained network as one file: weights in safetensors, everything else in its manifest. Nothing is ever unpickled."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import msgspec
import numpy as np
from numpy.typing import ArrayLike, NDArray
from safetensors import SafetensorError, safe_open
from safetensors.numpy import save

from earseg_app.domain.anatomy import Part
from earseg_app.domain.errors import ModelError
from earseg_app.files.refusal import in_words
from earseg_app.files.whole import writing

if TYPE_CHECKING:  # a bundle can be listed and checked without loading torch
    import torch

FORMAT = 1
MANIFEST_KEY = "manifest"
BACKGROUND = "background"
LABELS: dict[str, dict[str, int]] = {
    "ear": {BACKGROUND: 0, **{part.key: int(part) for part in Part}},
    "locator": {BACKGROUND: 0, "labyrinth": 1},
}
# An ear network may know the labyrinth only as a whole; the mean labyrinth then names its parts.
WHOLE_LABELS: dict[str, int] = LABELS["locator"]
_HINT = "Choose another model file, or reinstall the program to get its own model back."


@dataclass(frozen=True)
class Manifest:
    """What a network expects, gives, was made from and may be used for.

    `labels`: class name → class; see `LABELS` for the two kinds, and `WHOLE_LABELS`.
    `spacing_mm`: edge of the cubic voxels it was trained on. `window_hu`: HU mapped to the ends of its input range,
    −1…1, or, where `zscore_hu` gives mean and standard deviation, HU at which it is clipped before that is applied.
    `patch_zyx`: voxels of the patch it was trained on. `unet`: the fields of the configuration of its `architecture`.
    `fold`: the class of each channel of the logits, empty where channel and class are the same; several may be one.
    `metrics`: figures of its evaluation. `sha256_weights`: filled in by `write_bundle`.
    """

    kind: Literal["ear", "locator"]
    name: str
    version: str
    labels: dict[str, int]
    spacing_mm: float
    window_hu: tuple[float, float]
    patch_zyx: tuple[int, int, int]
    unet: dict[str, Any]
    format: int = FORMAT
    provenance: str = ""
    licence: str = ""
    citation: str = ""
    created: str = ""
    metrics: dict[str, float] = field(default_factory=dict)
    sha256_weights: str = ""
    architecture: Literal["unet", "plain_conv_unet"] = "unet"
    zscore_hu: tuple[float, float] | None = None
    fold: tuple[int, ...] = ()

    @property
    def names_parts(self) -> bool:
        """Whether the network tells the parts of an ear, and not only ear from background."""
        return self.kind == "ear" and self.labels == LABELS["ear"]

    @property
    def channels(self) -> int:
        """Channels of the logits."""
        return len(self.fold or self.labels)


@dataclass(frozen=True, eq=False)
class Bundle:
    """A checked network file: its manifest and its weights, name → float32 array."""

    path: Path
    manifest: Manifest
    state: dict[str, NDArray[np.float32]]

    def tensors(self) -> dict[str, torch.Tensor]:
        """The weights as float32 CPU tensors, for `Module.load_state_dict`."""
        import torch

        return {name: torch.from_numpy(array) for name, array in self.state.items()}


def load_bundle(path: Path) -> Bundle:
    """Read and check a bundle.

    Raises:
        ModelError: if the file is missing, damaged, altered, of another format, or has other labels than this program.
    """
    manifest, stored = _read(path, with_weights=True)
    if digest(stored) != manifest.sha256_weights:
        raise ModelError(f"The model file {path.name} is damaged or was altered: its checksum does not match.", _HINT)
    state = {name: array.astype(np.float32) for name, array in stored.items()}
    if not all(bool(np.isfinite(array).all()) for array in state.values()):
        raise ModelError(f"The model file {path.name} holds weights that are not numbers.", _HINT)
    return Bundle(path, manifest, state)


def read_manifest(path: Path) -> Manifest:
    """The checked manifest of a bundle, without reading its weights.

    Raises:
        ModelError: as `load_bundle`, but for the weights.
    """
    return _read(path, with_weights=False)[0]


def write_bundle(path: Path, manifest: Manifest, state: Mapping[str, ArrayLike]) -> Manifest:
    """Write weights (name → array or CPU tensor) as float16 with their manifest; returns it with the checksum.

    The file appears whole or not at all.

    Raises:
        ModelError: if the manifest is not valid or a weight does not fit into float16.
        ExportError: if the file cannot be written.
    """
    stored = {name: _half(name, np.asarray(array)) for name, array in state.items()}
    manifest = replace(manifest, sha256_weights=digest(stored))
    _check(path, manifest)
    metadata = {MANIFEST_KEY: msgspec.json.encode(manifest).decode()}
    with in_words(f"{path.name} was not written"):
        path.parent.mkdir(parents=True, exist_ok=True)
        with writing(path) as part:
            part.write_bytes(save(stored, metadata))
    return manifest


def digest(state: Mapping[str, NDArray[Any]]) -> str:
    """SHA-256 (hex) over names, types, shapes and bytes of all arrays, in the order of their names."""
    sha = hashlib.sha256()
    for name in sorted(state):
        array = np.ascontiguousarray(state[name])
        sha.update(f"{name}:{array.dtype.str}:{state[name].shape};".encode())
        sha.update(array.tobytes())
    return sha.hexdigest()


def _read(path: Path, with_weights: bool) -> tuple[Manifest, dict[str, NDArray[Any]]]:
    if not path.is_file():
        raise ModelError(f"The model file {path.name} is missing.", _HINT)
    try:
        with safe_open(path, framework="numpy") as file:
            text = (file.metadata() or {}).get(MANIFEST_KEY, "")
            stored = {name: file.get_tensor(name) for name in file.keys()} if with_weights else {}  # noqa: SIM118
    except (SafetensorError, OSError, ValueError) as error:
        raise ModelError(f"The model file {path.name} cannot be read.", _HINT, str(error)) from error
    return _decode(path, text), stored


def _decode(path: Path, text: str) -> Manifest:
    if not text:
        raise ModelError(f"The model file {path.name} says nothing about what it is: it has no manifest.", _HINT)
    try:
        manifest = msgspec.json.decode(text, type=Manifest)
    except msgspec.DecodeError as error:  # also covers ValidationError
        raise ModelError(f"The manifest of the model file {path.name} is not valid.", _HINT, str(error)) from error
    _check(path, manifest)
    return manifest


def _check(path: Path, manifest: Manifest) -> None:
    low, high = manifest.window_hu
    reasons = {
        f"has format {manifest.format}, this program reads format {FORMAT}": manifest.format != FORMAT,
        "labels other structures than this program knows": manifest.labels not in (LABELS[manifest.kind], WHOLE_LABELS),
        "gives a channel to a class it does not have": not set(manifest.fold) <= set(manifest.labels.values()),
        "has no channel for one of its classes": bool(manifest.fold)
        and set(manifest.fold) != set(manifest.labels.values()),
        "states a spread of Hounsfield units that is not positive": manifest.zscore_hu is not None
        and not manifest.zscore_hu[1] > 0.0,
        "states an impossible voxel size": not 0.05 <= manifest.spacing_mm <= 5.0,
        "states an empty range of Hounsfield units": not low < high,
        "states an empty patch": min(manifest.patch_zyx) < 1,
    }
    for reason, is_true in reasons.items():
        if is_true:
            raise ModelError(f"The model file {path.name} {reason}.", _HINT)


def _half(name: str, array: NDArray[Any]) -> NDArray[np.float16]:
    if not bool(np.all(np.abs(array) <= np.finfo(np.float16).max)):  # also False for NaN
        raise ModelError(
            f"The weights {name} are not numbers, or too large to store.", "Train again from a checkpoint."
        )
    return array.astype(np.float16)
