"""The `ModelShelfPort`: the shipped ear model and the added ones."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from earseg_app.domain.progress import Reporter
from earseg_app.presenters.ports import ModelChoice

if TYPE_CHECKING:
    from earseg_app.inference.model_store import ModelStore, StoredModel


class ModelShelf:
    """The `ModelShelfPort` over `inference.model_store`; listing loads no torch."""

    def __init__(self, shipped: Path, folder: Path) -> None:
        self._shipped = shipped
        self._folder = folder

    def models(self) -> tuple[ModelChoice, ...]:
        """The shipped model first, then the added ones."""
        return tuple(_choice(model) for model in self._store().models())

    def add(self, path: Path, reporter: Reporter) -> str:
        """Check a model file and keep a copy; returns its key."""
        reporter.step(0.0, "Checking the model")
        return self._store().add(path).path.name

    def path_of(self, key: str) -> Path:
        """The file of a model; "" is the shipped one.

        Raises:
            ModelError: if it is not there any more.
        """
        return self._store().find(key).path

    def _store(self) -> ModelStore:
        from earseg_app.inference.model_store import ModelStore

        return ModelStore(self._shipped, self._folder)


def _choice(model: StoredModel) -> ModelChoice:
    key = "" if model.is_shipped else model.path.name
    if model.manifest is None:
        return ModelChoice(key, model.path.stem, trouble=model.trouble)
    manifest = model.manifest
    about = manifest.provenance or "Its makers do not say what it was trained on."
    if not manifest.names_parts:
        about += " It knows only the whole ear; the parts are named by the mean labyrinth."
    return ModelChoice(key, f"{manifest.name} {manifest.version}", about)
