"""How far a surface lies from the labels it was made of."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from earseg_app.domain.geometry import Grid
from earseg_app.mesh import contour
from earseg_app.mesh.field import block_of
from earseg_app.mesh.surface import Surface

_MOST_POINTS = 20_000


@dataclass(frozen=True)
class Fidelity:
    """Distances, mm, between a surface and the border of its labels: unsigned, from points of each to the other.

    `mean_mm`, `p95_mm`, `max_mm`: over all of them.
    """

    mean_mm: float
    p95_mm: float
    max_mm: float


def fidelity(surface: Surface, mask: NDArray[np.bool_], grid: Grid) -> Fidelity:
    """The deviation of a surface from the border of a mask [z, y, x].

    The border is the surface midway between the centres of labelled and other voxels, without any smoothing.
    """
    block = block_of(mask)
    if block is None:
        raise ValueError("an empty mask has no border")
    index_zyx, triangles = contour.zero_level(np.where(block.mask, 0.5, -0.5).astype(np.float32))
    border = grid.lps_from_index(index_zyx + np.array(block.start_zyx, float))
    there = contour.distance_to(border, triangles, _some(surface.vertices_lps_mm))
    back = contour.distance_to(surface.vertices_lps_mm, surface.triangles, _some(border))
    off = np.abs(np.concatenate([there, back]))
    return Fidelity(float(off.mean()), float(np.percentile(off, 95)), float(off.max()))


def _some(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """At most `_MOST_POINTS` of them, evenly taken."""
    return points[:: len(points) // _MOST_POINTS + 1]
