"""What the shape of the whole labyrinth says: which ear it is, and which part lies where.

A network that may see an ear in any orientation, and its mirror image, tells ear from bone long before it tells one
canal from another. The mean cochlea, fitted to the whole, knows both at once.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from earseg_app.domain.anatomy import Side
from earseg_app.domain.find_landmarks import place_in_labyrinth
from earseg_app.domain.geometry import FloatArray, Grid
from earseg_app.domain.template_fit import Placement

Float32Array = NDArray[np.float32]

# The mean cochlea lies 0.07-0.12 mm from the wall of 17 real ears, its mirror image 0.26-0.34 mm, and up to 0.18 mm
# from the wall of phantoms; where neither fits there is no usual cochlea, and the shape says nothing, mm.
USUAL_RESIDUAL_MM = 0.27
# Residuals of the two hands differ by a third to a half of their sum in real ears.
TYPICAL_CONTRAST = 0.5
CLEAR_CONTRAST = 0.3
# Logistic regression: rows are the terms of `features`, columns the parts. Learned by `python -m training.part_prior`
# from 15 real labyrinths (T03 and T06 left out); in ears left out it names 96-98 % of the voxels as the shape model
# of 56 labyrinths does.
UNIT_MM = 6.0
WEIGHTS = np.array(
    [
        [29.08, 12.39, -9.20, -8.79, -23.47],
        [-27.12, 1.12, 9.22, -5.99, 22.76],
        [24.40, -12.36, -23.97, 35.45, -23.51],
        [6.29, -3.21, -0.52, -15.06, 12.50],
        [9.55, -8.45, -2.00, 16.91, -16.00],
        [-6.72, -3.53, 32.09, 13.78, -35.62],
        [26.99, -2.96, -3.25, 1.29, -22.07],
        [5.49, -15.31, 9.41, 28.92, -28.51],
        [8.82, -0.01, 7.26, 13.69, -29.76],
        [-11.15, -9.25, 7.19, 6.90, 6.31],
    ]
)
# Neither the place nor the network ever rules a part out.
LEAST_PRIOR, LEAST_SAID = 0.005, 0.02
# Where less than this speaks for an ear, its parts do not matter.
LEAST_EAR = 0.01


@dataclass(frozen=True, eq=False)
class ShapeFit:
    """The mean cochlea in a labyrinth: its placement, and the chirality it shows: +1 right, −1 left, near 0 unclear."""

    placement: Placement
    chirality: float

    @property
    def is_clear(self) -> bool:
        """Whether one hand fits so much better that the parts can be named by it."""
        return abs(self.chirality) >= CLEAR_CONTRAST


def fit_shape(mask: NDArray[np.bool_], grid: Grid) -> ShapeFit | None:
    """Fit the mean cochlea of both hands to a labyrinth mask [z, y, x], not empty; None when neither fits."""
    right, left = (place_in_labyrinth(mask, grid, side) for side in (Side.RIGHT, Side.LEFT))
    best = min(right, left, key=lambda placement: placement.residual_mm)
    if best.residual_mm > USUAL_RESIDUAL_MM:
        return None
    contrast = (left.residual_mm - right.residual_mm) / (left.residual_mm + right.residual_mm)
    return ShapeFit(best, float(np.clip(contrast / TYPICAL_CONTRAST, -1.0, 1.0)))


def name_parts(probabilities: Float32Array, placement: Placement, grid: Grid) -> Float32Array:
    """Probabilities (6, z, y, x) whose parts also agree with the place; that of the background stays as it is."""
    is_ear = probabilities[0] < 1.0 - LEAST_EAR
    ear = 1.0 - probabilities[0][is_ear]
    said = np.maximum(probabilities[1:, is_ear] / ear, LEAST_SAID)
    both = said * part_prior(placement.from_lps(grid.lps_from_index(np.argwhere(is_ear)))).T
    result = probabilities.copy()
    result[1:, is_ear] = both / both.sum(axis=0) * ear
    return result


def part_prior(points_mm: FloatArray) -> FloatArray:
    """(N, 5) how likely each part is at points (N, 3) of a labyrinth, in the frame of the mean right cochlea, mm."""
    logits = features(points_mm) @ WEIGHTS
    share = np.exp(logits - logits.max(axis=1, keepdims=True))
    share = np.maximum(share / share.sum(axis=1, keepdims=True), LEAST_PRIOR)
    normalised: FloatArray = share / share.sum(axis=1, keepdims=True)
    return normalised


def features(points_mm: FloatArray) -> FloatArray:
    """(N, 10) polynomial terms 1, x, y, z, xx, xy, xz, yy, yz, zz of points (N, 3) mm, each in units of `UNIT_MM`."""
    x, y, z = (points_mm / UNIT_MM).T
    return np.stack([np.ones_like(x), x, y, z, x * x, x * y, x * z, y * y, y * z, z * z], axis=1)
