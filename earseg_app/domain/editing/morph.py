"""One flat shape becoming another: every point of the one wanders straight to its match in the other."""

from __future__ import annotations

import numpy as np
import scipy
from numpy.typing import NDArray

from earseg_app.domain.editing.scope import Mask
from earseg_app.domain.geometry import FloatArray

# Points that are matched at most: the time grows with their number cubed.
MOST_POINTS = 500
# How far, pixels, a wandering point is spread, so that a dense crowd of them makes a shape without holes.
SPREAD_PX = 0.6


class Morph:
    """The shapes between two shapes [row, column] of one picture.

    Points are matched so that the sum of squared ways is least, apart from the way of the centres (displacement
    interpolation: McCann, "A convexity principle for interacting gases", Adv. Math. 128, 1997), so that a long shape
    turns and a round one grows without tearing.
    """

    def __init__(self, first: Mask, last: Mask, spacing_mm: FloatArray) -> None:
        self._shape = first.shape
        self._counts = int(np.count_nonzero(first)), int(np.count_nonzero(last))
        clouds = [np.argwhere(each).astype(float) for each in (first, last)]
        number = min(max(self._counts), MOST_POINTS)
        self._centers = [cloud.mean(axis=0) for cloud in clouds]
        picked = [cloud[np.linspace(0.0, len(cloud) - 1.0, number).round().astype(int)] for cloud in clouds]
        here, there = (points - center for points, center in zip(picked, self._centers, strict=True))
        steps = (here[:, np.newaxis] - there[np.newaxis]) * spacing_mm
        rows, columns = scipy.optimize.linear_sum_assignment((steps**2).sum(axis=2))
        self._here, self._there = here[rows], there[columns]

    def at(self, share: float) -> Mask:
        """[row, column]: the shape at a share 0…1 of the way; its area lies as far between theirs."""
        center = (1.0 - share) * self._centers[0] + share * self._centers[1]
        crowd = _spread(center + (1.0 - share) * self._here + share * self._there, self._shape)
        wanted = round((1.0 - share) * self._counts[0] + share * self._counts[1])
        sparse = np.sqrt(max(wanted / len(self._here), 1.0))
        crowd = scipy.ndimage.gaussian_filter(crowd, SPREAD_PX * sparse)
        shape: Mask = crowd >= max(np.partition(crowd.ravel(), -wanted)[-wanted], 1e-9)
        return shape


def _spread(points_px: FloatArray, shape: tuple[int, ...]) -> FloatArray:
    """[row, column]: how many points (n, 2) lie at each pixel, each shared out between the four around it."""
    crowd = np.zeros(shape)
    corner = np.floor(points_px).astype(int)
    rest = points_px - corner
    for row in (0, 1):
        for column in (0, 1):
            share = np.abs(1 - row - rest[:, 0]) * np.abs(1 - column - rest[:, 1])
            place: list[NDArray[np.int_]] = [
                np.clip(corner[:, axis] + step, 0, shape[axis] - 1) for axis, step in ((0, row), (1, column))
            ]
            np.add.at(crowd, tuple(place), share)
    return crowd
