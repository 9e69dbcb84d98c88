"""The `SegmenterPort`: the chosen networks, loaded within the task that first needs them."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from earseg_app.domain.editing.block import Box
from earseg_app.domain.progress import Reporter
from earseg_app.domain.segmentation import EarFinding, Segmentation
from earseg_app.domain.volume import Volume
from earseg_app.presenters.ports import SegmenterPort
from earseg_app.session.settings import Device


class LazySegmenter:
    """The `SegmenterPort` that loads torch and the model within the task that first needs them.

    `ear`, `threads` and `device` are asked each time, so that a choice holds from the next segmentation on.
    """

    def __init__(
        self, ear: Callable[[], Path], locator: Path, threads: Callable[[], int | None], device: Callable[[], Device]
    ) -> None:
        self._ear = ear
        self._locator = locator
        self._threads = threads
        self._device = device
        self._segmenter: SegmenterPort | None = None
        self._made_for: tuple[Path, int | None, Device] | None = None
        self._lock = threading.Lock()

    def segment(self, volume: Volume, reporter: Reporter) -> Segmentation:
        """Labels on the grid of the volume; empty when there is no ear."""
        return self._ready(reporter).segment(volume, reporter)

    def segment_near(self, volume: Volume, box: Box, known: tuple[EarFinding, ...], reporter: Reporter) -> Segmentation:
        """Labels on the grid of the volume of the one ear that a box lies in."""
        return self._ready(reporter).segment_near(volume, box, known, reporter)

    def describe(self) -> str:
        """Name and version of the ear model.

        Raises:
            ModelError: if it is missing or damaged.
        """
        from earseg_app.inference.bundle import read_manifest

        manifest = read_manifest(self._ear())
        return f"{manifest.name} {manifest.version}"

    def _ready(self, reporter: Reporter) -> SegmenterPort:
        with self._lock:
            wanted = (self._ear(), self._threads(), self._device())
            if self._segmenter is None or self._made_for != wanted:
                reporter.step(0.0, "Loading the model")
                from earseg_app.inference.segmenter import Segmenter

                ear, threads, device = wanted
                self._segmenter = Segmenter(ear, self._locator, threads, device=device)
                self._made_for = wanted
            return self._segmenter
