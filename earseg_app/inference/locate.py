"""Where the ears are: the locator network on the whole volume at about a millimetre."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from earseg_app.domain.geometry import FloatArray, Grid
from earseg_app.domain.progress import Reporter
from earseg_app.domain.volume import Volume
from earseg_app.inference.network import Predictor
from earseg_app.inference.postprocess import NEIGHBOURS
from earseg_app.inference.preprocess import Region, as_input, resample
from earseg_app.inference.tiling import Tile, plan, predict_tiled

MESSAGE = "Finding the ears"
# The otic capsule is the densest bone of the body: 1800-2400 HU, and well above this after averaging over a millimetre.
BONE_HU = 500.0
# Probability of labyrinth that counts as a trace of an ear; the ear network decides later, so rather low.
TRACE = 0.3
# Expected volume below which a trace is noise, mm³; a labyrinth has 140-230 mm³ (see quality.py).
LEAST_MM3 = 15.0
# Traces closer than this belong to one ear, mm; a labyrinth measures at most 20 mm, two ears lie 60 mm apart.
ONE_EAR_MM = 15.0
MOST_CANDIDATES = 4
# Share of a tile's side that neighbouring tiles have in common; a coarse find needs no fine seams.
OVERLAP = 0.125
# Room around the trace, mm on each side: the trace is coarse, and the network wants to see what surrounds the ear.
MARGIN_MM = 5.0
LEAST_SIZE_MM = 24.0
MOST_SIZE_MM = 33.0


@dataclass(frozen=True)
class Candidate:
    """A place that may hold an ear: the box to look into, and the volume of labyrinth the locator expects there."""

    region: Region
    expected_mm3: float


def find_ears(volume: Volume, locator: Predictor, reporter: Reporter) -> tuple[Candidate, ...]:
    """Places that may hold an ear, the likeliest first; none when there is no trace of one.

    Raises:
        Cancelled: if the reporter was cancelled.
    """
    hu, grid = resample(volume, locator.manifest.spacing_mm, reporter=reporter.part(0.0, 0.2))
    tiles = plan(grid.shape_zyx, locator.manifest.patch_zyx, locator.multiple, OVERLAP)
    tiles = tuple(tile for tile in tiles if _holds_bone(hu, tile))
    image = as_input(hu, locator.manifest)
    classes = len(locator.manifest.labels)
    probabilities = predict_tiled(image, tiles, locator, classes, reporter.part(0.2, 1.0), MESSAGE)
    return candidates(1.0 - probabilities[0], grid)


def candidates(probability: NDArray[np.float32], grid: Grid) -> tuple[Candidate, ...]:
    """Boxes around the traces in a map [z, y, x] of the probability of labyrinth on `grid`, the likeliest first."""
    traces, count = ndimage.label(probability > TRACE, NEIGHBOURS)
    if not count:
        return ()
    expected = ndimage.sum_labels(probability, traces, np.arange(1, count + 1)) * grid.voxel_volume_mm3
    boxes = ndimage.find_objects(traces)
    found: list[_Trace] = []
    for number in np.argsort(-expected):
        low, high = (np.array([getattr(s, end) for s in boxes[number]], float) - 0.5 for end in ("start", "stop"))
        _add(found, _Trace(low * grid.spacing, high * grid.spacing, float(expected[number])))
    likely = sorted((trace for trace in found if trace.mm3 >= LEAST_MM3), key=lambda trace: -trace.mm3)
    return tuple(Candidate(trace.region(grid), trace.mm3) for trace in likely[:MOST_CANDIDATES])


@dataclass(frozen=True)
class _Trace:
    """A box, `low_mm`…`high_mm` (3,) along the array axes from the first voxel's centre, and the volume in it."""

    low_mm: FloatArray
    high_mm: FloatArray
    mm3: float

    @property
    def middle_mm(self) -> FloatArray:
        return (self.low_mm + self.high_mm) / 2.0

    def joined(self, other: _Trace) -> _Trace:
        return _Trace(
            np.minimum(self.low_mm, other.low_mm), np.maximum(self.high_mm, other.high_mm), self.mm3 + other.mm3
        )

    def region(self, grid: Grid) -> Region:
        x, y, z = grid.lps_from_index(self.middle_mm / grid.spacing)
        size = np.clip(self.high_mm - self.low_mm + 2.0 * MARGIN_MM, LEAST_SIZE_MM, MOST_SIZE_MM)
        return Region((float(x), float(y), float(z)), (float(size[0]), float(size[1]), float(size[2])))


def _add(found: list[_Trace], trace: _Trace) -> None:
    """Add a trace to the found ones, or join it with the one whose ear it belongs to."""
    for number, other in enumerate(found):
        if np.linalg.norm(trace.middle_mm - other.middle_mm) < ONE_EAR_MM:
            found[number] = other.joined(trace)
            return
    found.append(trace)


def _holds_bone(hu: NDArray[np.float32], tile: Tile) -> bool:
    return bool(hu[tile.slices].max() > BONE_HU)
