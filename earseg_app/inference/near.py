"""Which ear a box lies in: found again as in the whole scan, without looking through the rest of it."""

from __future__ import annotations

import numpy as np

from earseg_app.domain.editing.block import Box
from earseg_app.domain.geometry import FloatArray, Grid
from earseg_app.domain.progress import Reporter
from earseg_app.domain.volume import Volume
from earseg_app.inference.dense_bone import densest_places
from earseg_app.inference.locate import MESSAGE, MOST_PLACES, WHOLE_MM, Candidate, candidates_about, clear_trace
from earseg_app.inference.network import Predictor
from earseg_app.inference.preprocess import Region

# A labyrinth measures at most 20 mm: no voxel of it is farther from its middle than this, mm.
REACH_MM = 12.0


def region_of(box: Box, grid: Grid) -> Region:
    """A box of voxels [z, y, x] as a region."""
    start, stop = (np.array([getattr(s, end) for s in box], float) for end in ("start", "stop"))
    x, y, z = grid.lps_from_index((start + stop - 1.0) / 2.0).tolist()
    depth, height, width = ((stop - start) * grid.spacing).tolist()
    return Region((x, y, z), (depth, height, width))


def ear_about(volume: Volume, box: Box, locator: Predictor, reporter: Reporter) -> Region | None:
    """The region of the ear that a box lies in or touches, None where there is no trace of one.

    It is the region in which the whole scan's ear is segmented where that was found in the densest bone, so that the
    same comes out.

    Raises:
        Cancelled: if the reporter was cancelled.
    """
    reporter.step(0.0, MESSAGE)
    wanted = region_of(box, volume.grid)
    for place in densest_places(volume, MOST_PLACES):
        if _apart_mm(place, wanted.center_lps_mm) <= WHOLE_MM + REACH_MM:
            reporter.step(0.5, MESSAGE)
            for candidate in clear_trace(volume, place, locator):
                if _touch(candidate.region, wanted, volume.grid):
                    return candidate.region
    found: tuple[Candidate, ...] = candidates_about(volume, np.array(wanted.center_lps_mm), locator)
    return next((each.region for each in found if _touch(each.region, wanted, volume.grid)), None)


def _apart_mm(one_lps_mm: FloatArray, other_lps_mm: tuple[float, float, float]) -> float:
    return float(np.linalg.norm(np.subtract(one_lps_mm, other_lps_mm)))


def _touch(one: Region, other: Region, grid: Grid) -> bool:
    """Whether two boxes along the axes of a grid have something in common."""
    apart = grid.index_from_lps(one.center_lps_mm) - grid.index_from_lps(other.center_lps_mm)
    room = (np.array(one.size_zyx_mm) + np.array(other.size_zyx_mm)) / 2.0
    return bool(np.all(np.abs(apart) * grid.spacing < room))
