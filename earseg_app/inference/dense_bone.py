"""Where in a scan the densest bone lies: the otic capsule is the densest bone of the body, so ears are sought there."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from earseg_app.domain.geometry import FloatArray
from earseg_app.domain.volume import Volume

# Every so many millimetres one voxel is read; noise is averaged out in the box.
STEP_MM = 2.0
# Side of the box whose mean density counts, mm: an otic capsule is about so large, the vault of the skull is thinner.
BOX_MM = 16.0
# Density counts from trabecular bone to otic capsule (1800-2400 HU), so that neither metal nor enamel outweighs it.
LOW_HU, HIGH_HU = 500.0, 1700.0
# Places nearer to one another than this are one, mm; the two ears are at least 46 mm apart.
APART_MM = 25.0
# Share of the range LOW_HU…HIGH_HU below which a place holds no petrous bone worth a look.
LEAST_SHARE = 0.05


def densest_places(volume: Volume, most: int) -> tuple[FloatArray, ...]:
    """Up to `most` points (3,), LPS mm, in the middle of the densest bone, the densest first."""
    steps = np.maximum(np.rint(STEP_MM / volume.grid.spacing), 1).astype(int)
    first = np.minimum(steps, volume.grid.shape_zyx) // 2
    thinned = volume.hu[tuple(slice(start, None, step) for start, step in zip(first, steps, strict=True))]
    share = (np.clip(thinned, LOW_HU, HIGH_HU).astype(np.float32) - LOW_HU) / (HIGH_HU - LOW_HU)
    spacing_mm = steps * volume.grid.spacing
    box = np.maximum(np.rint(BOX_MM / spacing_mm), 1).astype(int)
    density = ndimage.uniform_filter(share, tuple(box), mode="constant")
    places = []
    for _ in range(most):
        index = np.array(np.unravel_index(int(density.argmax()), density.shape))
        if density[tuple(index)] < LEAST_SHARE:
            break
        places.append(volume.grid.lps_from_index(index * steps + first))
        _clear_around(density, index, APART_MM / spacing_mm)
    return tuple(places)


def _clear_around(density: NDArray[np.float32], index: NDArray[np.intp], reach: FloatArray) -> None:
    """Set the density [z, y, x] to 0 within an ellipsoid of semi-axes `reach` voxels about `index`, in place."""
    z, y, x = (((np.arange(side) - at) / away) ** 2 for side, at, away in zip(density.shape, index, reach, strict=True))
    density[z[:, None, None] + y[:, None] + x <= 1.0] = 0.0
