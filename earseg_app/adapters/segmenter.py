"""The `SegmenterPort`: the shipped networks, loaded within the task that first needs them."""

from __future__ import annotations

import threading
from pathlib import Path

from earseg_app.domain.progress import Reporter
from earseg_app.domain.segmentation import Segmentation
from earseg_app.domain.volume import Volume
from earseg_app.presenters.ports import SegmenterPort


class LazySegmenter:
    """The `SegmenterPort` that loads torch and the model within the task that first needs them."""

    def __init__(self, ear: Path, locator: Path, threads: int | None = None) -> None:
        self._ear = ear
        self._locator = locator
        self._threads = threads
        self._segmenter: SegmenterPort | None = None
        self._lock = threading.Lock()

    def segment(self, volume: Volume, reporter: Reporter) -> Segmentation:
        """Labels on the grid of the volume; empty when there is no ear."""
        with self._lock:
            if self._segmenter is None:
                reporter.step(0.0, "Loading the model")
                from earseg_app.inference.segmenter import Segmenter

                self._segmenter = Segmenter(self._ear, self._locator, self._threads)
        return self._segmenter.segment(volume, reporter)

    def describe(self) -> str:
        """Name and version of the ear model.

        Raises:
            ModelError: if it is missing or damaged.
        """
        from earseg_app.inference.bundle import read_manifest

        manifest = read_manifest(self._ear)
        return f"{manifest.name} {manifest.version}"
