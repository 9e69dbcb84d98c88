"""What the shape of the whole labyrinth says: which ear it is, and which part lies where.

A network that may see an ear in any orientation, and its mirror image, tells ear from bone long before it tells one
canal from another. The mean cochlea, fitted to the whole, knows the ear; the mean labyrinth, bent to it, the parts.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from earseg_app.domain.geometry import FloatArray, Grid
from earseg_app.domain.labyrinth_split import fit_both_hands
from earseg_app.domain.labyrinth_template import mean_labyrinth
from earseg_app.domain.template_fit import Placement

Float32Array = NDArray[np.float32]

# The mean cochlea lies 0.07-0.12 mm from the wall of 17 real ears, its mirror image 0.26-0.34 mm, and up to 0.18 mm
# from the wall of phantoms; where neither fits there is no usual cochlea, and the shape says nothing, mm.
USUAL_RESIDUAL_MM = 0.27
# Residuals of the two hands differ by a third to a half of their sum in real ears.
TYPICAL_CONTRAST = 0.5
CLEAR_CONTRAST = 0.3
# Neither the place nor the network ever rules a part out.
LEAST_PRIOR, LEAST_SAID = 0.005, 0.02
# Weight of what the network says of the parts, in the logarithm, against the place. On T03, T06 and phantoms no weight
# above 0.2 gained and most lost (mean Dice of the parts of T03 with a network of 2200 steps: 0.92 at 0 and 0.1, 0.89
# at 1, 0.82 by the network alone): one that confuses canals is as sure as one that doesn't. The rest breaks ties.
NETWORK_WEIGHT = 0.1
# No true voxel of T03, T06 or the phantom of the demo lies farther than 1.15 mm from the bent mean labyrinth; where the
# network ran into the internal auditory canal it went up to 3.5 mm, mm.
BEYOND_MM = 1.2
# Where less than this speaks for an ear, its parts do not matter.
LEAST_EAR = 0.01


@dataclass(frozen=True, eq=False)
class ShapeFit:
    """The mean cochlea in a labyrinth: its placement, and the chirality it shows: +1 right, −1 left, near 0 unclear.

    It may fit badly (`is_usual` is False): then the placement is the least bad one, and the chirality says nothing.
    """

    placement: Placement
    chirality: float

    @property
    def is_clear(self) -> bool:
        """Whether one hand fits well, and so much better that the parts can be named by it."""
        return self.is_usual and abs(self.chirality) >= CLEAR_CONTRAST

    @property
    def is_usual(self) -> bool:
        """Whether the ear has a usual cochlea."""
        return self.placement.residual_mm <= USUAL_RESIDUAL_MM


def fit_shape(mask: NDArray[np.bool_], grid: Grid) -> ShapeFit:
    """Fit the mean cochlea of both hands to a labyrinth mask [z, y, x], not empty."""
    hands = fit_both_hands(mask, grid)
    return ShapeFit(hands.best, float(np.clip(hands.contrast / TYPICAL_CONTRAST, -1.0, 1.0)))


def name_parts(probabilities: Float32Array, placement: Placement, grid: Grid) -> Float32Array:
    """Probabilities (6, z, y, x) whose parts also agree with the place; that of the background stays as it is."""
    is_ear = probabilities[0] < 1.0 - LEAST_EAR
    ear = 1.0 - probabilities[0][is_ear]
    said = np.maximum(probabilities[1:, is_ear] / ear, LEAST_SAID)
    prior = part_prior(placement.from_lps(grid.lps_from_index(np.argwhere(is_ear))), ear > 0.5)
    both = said**NETWORK_WEIGHT * prior.T
    result = probabilities.copy()
    result[1:, is_ear] = both / both.sum(axis=0) * ear
    return result


def beyond(mask: NDArray[np.bool_], placement: Placement, grid: Grid) -> NDArray[np.bool_]:
    """The voxels of a labyrinth mask [z, y, x], not empty, that lie where no usual labyrinth reaches."""
    points_mm = placement.from_lps(grid.lps_from_index(np.argwhere(mask)))
    template = mean_labyrinth()
    distance_mm, _ = template.nearest(template.bend(points_mm).apply(points_mm))
    far: NDArray[np.bool_] = np.zeros(mask.shape, bool)
    far[mask] = distance_mm > BEYOND_MM
    return far


def part_prior(points_mm: FloatArray, is_inside: NDArray[np.bool_]) -> FloatArray:
    """(N, 5) how likely each part is at points (N, 3) in and about a labyrinth, in the frame of the mean cochlea, mm.

    `is_inside` (N,): the points, at least one, that are of the labyrinth; they are bent onto the mean labyrinth.
    """
    template = mean_labyrinth()
    bend = template.bend(points_mm[is_inside])
    share = np.maximum(template.part_prior(bend.apply(points_mm)), LEAST_PRIOR)
    normalised: FloatArray = share / share.sum(axis=1, keepdims=True)
    return normalised
