"""Where the ears are: the locator network at about a millimetre, on the densest bone first, else everywhere."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import ndimage

from earseg_app.domain.geometry import FloatArray, Grid
from earseg_app.domain.progress import Reporter
from earseg_app.domain.volume import Volume
from earseg_app.inference.dense_bone import densest_places
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
# The two labyrinths of a head lie 46-112 mm apart (56 labyrinths, each 23-56 mm beside the midline); of two findings
# closer than this only one is an ear, mm.
LEAST_APART_MM = 40.0
# A scan must be so wide to hold both ears whole: their least distance and a labyrinth of 20 mm, mm.
LEAST_TWO_EARS_MM = 66.0
# Expected volume above which a trace is clear, mm³: below the smallest of 56 labyrinths, 139 mm³, by a quarter.
CLEAR_MM3 = 100.0
# The middle of a clear trace lies no farther than this from the middle of what the network saw, mm: so it is whole.
WHOLE_MM = 18.0
# Both petrous bones, and teeth or metal that may be as dense.
MOST_PLACES = 6
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


def find_pair(volume: Volume, locator: Predictor, reporter: Reporter) -> tuple[Candidate, ...]:
    """Both ears of a head, looked for in its densest bone alone; none unless both are clear, which proves nothing.

    Raises:
        Cancelled: if the reporter was cancelled.
    """
    if volume.grid.extent_mm.max() < LEAST_TWO_EARS_MM:
        return ()
    clear: list[Candidate] = []
    places = densest_places(volume, MOST_PLACES)
    for number, place_lps_mm in enumerate(places):
        reporter.step(number / len(places), MESSAGE)
        for candidate in clear_trace(volume, place_lps_mm, locator):
            for other in clear:
                if _apart_mm(candidate, other.region.center_lps_mm) >= LEAST_APART_MM:
                    return other, candidate
            clear.append(candidate)
    return ()


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
        size_mm = np.clip(self.high_mm - self.low_mm + 2.0 * MARGIN_MM, LEAST_SIZE_MM, MOST_SIZE_MM)
        return _region(grid.lps_from_index(self.middle_mm / grid.spacing), size_mm)


def _region(center_lps_mm: FloatArray, size_zyx_mm: FloatArray) -> Region:
    x, y, z = (float(value) for value in center_lps_mm)
    depth, height, width = (float(value) for value in size_zyx_mm)
    return Region((x, y, z), (depth, height, width))


def clear_trace(volume: Volume, place_lps_mm: FloatArray, locator: Predictor) -> tuple[Candidate, ...]:
    """The likeliest trace in one patch of the network about a point (3,), LPS mm, if it is clear and whole."""
    return tuple(
        candidate
        for candidate in candidates_about(volume, place_lps_mm, locator)[:1]
        if candidate.expected_mm3 >= CLEAR_MM3 and _apart_mm(candidate, place_lps_mm) <= WHOLE_MM
    )


def candidates_about(volume: Volume, place_lps_mm: FloatArray, locator: Predictor) -> tuple[Candidate, ...]:
    """The traces in one patch of the network about a point (3,), LPS mm, of the volume, the likeliest first."""
    manifest = locator.manifest
    # the region grows by up to a voxel on each side to whole voxels of the scan
    size_mm = np.array(manifest.patch_zyx) * manifest.spacing_mm - 2.0 * volume.grid.spacing
    hu, grid = resample(volume, manifest.spacing_mm, _region(place_lps_mm, size_mm))
    tiles = plan(grid.shape_zyx, manifest.patch_zyx, locator.multiple, OVERLAP)
    probabilities = predict_tiled(as_input(hu, manifest), tiles, locator, len(manifest.labels))
    return candidates(1.0 - probabilities[0], grid)


def _apart_mm(candidate: Candidate, point_lps_mm: ArrayLike) -> float:
    return float(np.linalg.norm(np.subtract(candidate.region.center_lps_mm, point_lps_mm)))


def _add(found: list[_Trace], trace: _Trace) -> None:
    """Add a trace to the found ones, or join it with the one whose ear it belongs to."""
    for number, other in enumerate(found):
        if np.linalg.norm(trace.middle_mm - other.middle_mm) < ONE_EAR_MM:
            found[number] = other.joined(trace)
            return
    found.append(trace)


def _holds_bone(hu: NDArray[np.float32], tile: Tile) -> bool:
    return bool(hu[tile.slices].max() > BONE_HU)
