"""The models the user can choose from: the shipped one, and those added from files."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from earseg_app.domain.errors import ModelError
from earseg_app.files.refusal import in_words
from earseg_app.files.whole import writing
from earseg_app.inference.bundle import Manifest, load_bundle, read_manifest

SUFFIX = ".safetensors"


@dataclass(frozen=True)
class StoredModel:
    """A model file and what its manifest says; `trouble`: why it cannot be used, in a sentence, or empty."""

    path: Path
    manifest: Manifest | None
    trouble: str = ""
    is_shipped: bool = False


class ModelStore:
    """Ear models: the shipped one, and the files of a folder of the user's, which need not exist."""

    def __init__(self, shipped: Path, folder: Path) -> None:
        self._shipped = shipped
        self._folder = folder

    def models(self) -> tuple[StoredModel, ...]:
        """All of them, the shipped one first, then by file name; the weights are not read."""
        added = sorted(self._folder.glob(f"*{SUFFIX}")) if self._folder.is_dir() else []
        return (_looked_at(self._shipped, is_shipped=True), *(_looked_at(path) for path in added))

    def find(self, name: str) -> StoredModel:
        """The model with this file name; "" is the shipped one.

        Raises:
            ModelError: if there is none.
        """
        if not name:
            return _looked_at(self._shipped, is_shipped=True)
        path = self._folder / Path(name).name
        if not path.is_file():
            raise ModelError(
                f"The chosen model {path.name} is no longer among the added models.",
                "Choose another one, or load it from its file again.",
            )
        return _looked_at(path)

    def add(self, path: Path) -> StoredModel:
        """Check a file and copy it into the folder; a model already there is not copied again.

        Raises:
            ModelError: if it cannot be used, see `check_model`.
            ExportError: if the copy cannot be written.
        """
        manifest = check_model(path)
        kept = self._folder / file_name(manifest)
        if not kept.is_file():
            _copy(path, kept)
        return StoredModel(kept, manifest)


def check_model(path: Path) -> Manifest:
    """Read a model file as a whole, build its network and run it once; returns its manifest.

    Raises:
        ModelError: if the file is missing, damaged or altered, is no ear model, names other structures, states an
            impossible spacing, holds weights that do not fit its network, or does not give probabilities.
    """
    # Models can be listed without torch.
    from earseg_app.inference.network import TorchNetwork

    bundle = load_bundle(path)
    if bundle.manifest.kind != "ear":
        raise ModelError(
            f"The model file {path.name} finds ears in a head; it does not segment them.", "Choose an ear model."
        )
    network = TorchNetwork(bundle)
    # Instance normalisation needs more than one voxel at the coarsest level.
    probabilities = network(np.zeros((2 * network.multiple,) * 3, np.float32))
    if not np.allclose(probabilities.sum(axis=0), 1.0, atol=1e-3):
        raise ModelError(f"The network in {path.name} does not give probabilities.", "Choose another model file.")
    return bundle.manifest


def file_name(manifest: Manifest) -> str:
    """The name under which a model is kept: its name, version and the beginning of its checksum."""
    words = re.sub(r"[^A-Za-z0-9.]+", "-", f"{manifest.name} {manifest.version}").strip("-.").lower() or "model"
    return f"{words[:60]}-{manifest.sha256_weights[:8]}{SUFFIX}"


def _looked_at(path: Path, is_shipped: bool = False) -> StoredModel:
    try:
        return StoredModel(path, read_manifest(path), is_shipped=is_shipped)
    except ModelError as error:
        return StoredModel(path, None, error.sentence(), is_shipped)


def _copy(source: Path, target: Path) -> None:
    with in_words(f"{source.name} was not added"):
        target.parent.mkdir(parents=True, exist_ok=True)
        with writing(target) as part:
            shutil.copyfile(source, part)
