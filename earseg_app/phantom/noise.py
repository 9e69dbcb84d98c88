"""Seeded, grid-independent noise in space, so that the same anatomy looks the same on every grid."""

from __future__ import annotations

import numpy as np
from scipy.ndimage import gaussian_filter, map_coordinates

from earseg_app.phantom.fields import Distances
from earseg_app.phantom.frames import Points

TILE = 48


class Noise:
    """Smooth periodic noise of mean 0 and standard deviation 1.

    `scale_mm`: about the distance over which it changes (standard deviation of its Gaussian kernel).
    """

    _SIGMA_CELLS = 1.5

    def __init__(self, seed: int, scale_mm: float) -> None:
        white = np.random.default_rng(seed).standard_normal((TILE, TILE, TILE))
        tile = gaussian_filter(white, self._SIGMA_CELLS, mode="wrap")
        self._tile = np.asarray((tile - tile.mean()) / tile.std(), np.float32)
        self._cell_mm = scale_mm / self._SIGMA_CELLS

    def __call__(self, p: Points) -> Distances:
        """Noise (…) at points (3, …) mm."""
        values = map_coordinates(self._tile, p / np.float32(self._cell_mm), order=1, mode="grid-wrap")
        return np.asarray(values, np.float32)


def warped(p: Points, noises: tuple[Noise, Noise, Noise], amplitude_mm: float) -> Points:
    """Points (3, …) moved by smooth noise of standard deviation `amplitude_mm` along each axis."""
    return np.asarray(p + np.stack([noise(p) for noise in noises]) * np.float32(amplitude_mm), np.float32)
