"""`python -m tests.benchmarks.networks`: how the ear network is best run, as a table in Markdown.

One ear of a phantom that no network learned from, its box of 30 mm: with torch and, where it is installed, OpenVINO; on
one core and two; in one piece or in patches; looked at once or also mirrored. Seconds are the lesser of two runs.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import product
from pathlib import Path

import numpy as np

from earseg_app import paths
from earseg_app.domain.anatomy import Side
from earseg_app.domain.progress import Reporter
from earseg_app.inference import fast
from earseg_app.inference.bundle import load_bundle
from earseg_app.inference.ear import NO_FLIPS, Flips, segment_ear
from earseg_app.inference.network import Predictor, TorchNetwork, use_threads
from earseg_app.inference.preprocess import labels_from, resample_probabilities
from earseg_app.phantom.cases import small_case
from tests.overlap import dice

SEED, SPACING_MM, SIZE_MM = 2, 0.3, 30.0
RUNS = 2
LOOKS: dict[str, Flips] = {"once": NO_FLIPS, "two mirrored": ((), (2,)), "four mirrored": ((), (0,), (1,), (2,))}
PATCHES = (96, 64, 48)


def backends(cache: Path) -> Iterator[tuple[str, int, Predictor]]:
    """Name, cores and network for every way to run it here."""
    bundle = load_bundle(paths.ear_model())
    for threads in (1, 2):
        yield "torch", threads, TorchNetwork(bundle)
        if fast.is_installed():
            yield "OpenVINO", threads, fast.OpenVinoNetwork(TorchNetwork(bundle), cache, threads)


class InPatches:
    """A network that says it was trained on patches of another size, so that it is run on those."""

    def __init__(self, network: Predictor, size: int) -> None:
        self._network = network
        self.manifest = replace(network.manifest, patch_zyx=(size,) * 3)
        self.multiple, self.device = network.multiple, network.device

    def __call__(self, patch: np.ndarray) -> np.ndarray:
        return self._network(patch)


def least_seconds(work: Callable[[], object]) -> float:
    """Wall time of the quickest of some runs, after one that warms caches."""
    work()
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def main() -> None:
    """Print the table."""
    case = small_case(Side.RIGHT, SEED, SPACING_MM, SIZE_MM)
    sys.stdout.write("| run by | cores | patches | looks | s an ear | ratio | Dice |\n|---|---|---|---|---|---|---|\n")
    first = 0.0
    with tempfile.TemporaryDirectory() as cache:
        for (name, threads, network), size, looks in product(list(backends(Path(cache))), PATCHES, LOOKS):
            if size != PATCHES[0] and looks != "once":
                continue
            use_threads(threads)

            def look(network: Predictor = network, size: int = size, flips: Flips = LOOKS[looks]) -> np.ndarray:
                ear = segment_ear(case.volume, None, InPatches(network, size), Reporter(), flips=flips)
                return labels_from(resample_probabilities(ear.probabilities, ear.grid, case.volume.grid))

            seconds = least_seconds(look)
            first = first or seconds
            row = f"| {name} | {threads} | {size} | {looks} | {seconds:.2f} | {seconds / first:.2f} |"
            sys.stdout.write(f"{row} {dice(look() > 0, case.labels.labels > 0):.4f} |\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
