"""Several models side by side on the plate of a printer."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from earseg_app.domain.geometry import FloatArray, Triple
from earseg_app.mesh.plan import SCALES

GAP_MM = 5.0
"""Between models: room for the brim or the raft of each."""


def arranged(sizes_mm: Sequence[FloatArray], width_mm: float) -> FloatArray:
    """(n, 2) middles x, y of models of sizes (n, 2 or 3) mm, in rows of at most `width_mm` where they fit.

    Rows run along x and follow one another along y; the whole lies round x = y = 0 and nothing overlaps.
    """
    places, x, y, depth = [], 0.0, 0.0, 0.0
    for size in sizes_mm:
        if x > 0.0 and x + size[0] > width_mm:
            x, y, depth = 0.0, y + depth + GAP_MM, 0.0
        places.append((x + size[0] / 2, y + size[1] / 2))
        x, depth = x + float(size[0]) + GAP_MM, max(depth, float(size[1]))
    middles = np.array(places)
    halves = np.array([size[:2] for size in sizes_mm]) / 2
    low, high = (middles - halves).min(axis=0), (middles + halves).max(axis=0)
    centred: FloatArray = middles - (low + high) / 2
    return centred


def too_large(size_mm: FloatArray, build_mm: Triple) -> bool:
    """Whether what stands on the plate reaches out of the build volume."""
    return bool((size_mm > np.array(build_mm) + 1e-6).any())


def fitting_scale(sizes_mm: Sequence[FloatArray], scale: float, build_mm: Triple) -> float | None:
    """The largest scale in steps of 0.1, below the present one, at which models of sizes (n, 3) mm should fit.

    None when even the smallest does not. Margins and letters shrink less than the model: what is made at that scale
    can still be a little too large.
    """
    for tenths in range(int(np.ceil(10 * scale)) - 1, int(10 * SCALES[0]) - 1, -1):
        smaller = [size * (tenths / 10.0 / scale) for size in sizes_mm]
        if not too_large(plate_size_mm(smaller, build_mm[0]), build_mm):
            return tenths / 10.0
    return None


def plate_size_mm(sizes_mm: Sequence[FloatArray], width_mm: float) -> FloatArray:
    """(3,): what models of sizes (n, 3) mm take when they are `arranged`."""
    middles = arranged(sizes_mm, width_mm)
    halves = np.array([size[:2] for size in sizes_mm]) / 2
    across = (middles + halves).max(axis=0) - (middles - halves).min(axis=0)
    return np.array([*across, max(size[2] for size in sizes_mm)])
