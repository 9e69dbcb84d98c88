"""What the shape of the whole labyrinth says: which ear it is, and which part lies where.

A network that may see an ear in any orientation, and its mirror image, tells ear from bone long before it tells one
canal from another. The mean cochlea, fitted to the whole, knows the ear; the mean labyrinth, bent to it, the parts.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import ConvexHull

from earseg_app.domain.anatomy import Part
from earseg_app.domain.cochlea.find_landmarks import SCALE_RANGE
from earseg_app.domain.cochlea.template import mean_cochlea
from earseg_app.domain.cochlea.template_fit import Placement
from earseg_app.domain.geometry import FloatArray, Grid
from earseg_app.domain.labyrinth.split import fit_both_hands
from earseg_app.domain.labyrinth.template import mean_labyrinth

Float32Array = NDArray[np.float32]

# The mean cochlea lies 0.07-0.12 mm from the wall of 17 real ears, its mirror image 0.26-0.34 mm, and up to 0.18 mm
# from the wall of phantoms; where neither fits there is no usual cochlea, and the shape says nothing, mm.
USUAL_RESIDUAL_MM = 0.27
# Residuals of the two hands differ by a third to a half of their sum in real ears.
TYPICAL_CONTRAST = 0.5
CLEAR_CONTRAST = 0.3
# Neither the place nor the network ever rules a part out.
LEAST_PRIOR, LEAST_SAID = 0.005, 0.02
# Weight of what the network says of the parts, in the logarithm, against the place. Mean Dice of the parts with model
# 2.0 at 0, 0.1, 0.3 and 1: four phantoms 0.910, 0.921, 0.935, 0.946; T03, T06 and F09, whose parts are themselves a
# shape model's, 0.942, 0.943, 0.942, 0.939.
NETWORK_WEIGHT = 0.3
# No true voxel of T03, T06 or the phantom of the demo lies farther than 1.15 mm from the bent mean labyrinth; where the
# network ran into the internal auditory canal it went up to 3.5 mm, mm.
BEYOND_MM = 1.2
# The height of a cochlea is that of this percentile of its voxels: a stray one does not count.
TOP = 98.0
# The upper turns are what lies above this share of the cochlea's height.
UPPER_TURNS = 0.3
# Fewer voxels have no shape.
LEAST_VOXELS = 30
# The column of the lateral canal among the parts.
LATERAL = int(Part.LATERAL_CANAL) - 1
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
        low, high = SCALE_RANGE
        return self.placement.residual_mm <= USUAL_RESIDUAL_MM and low < self.placement.scale < high


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


def beyond(mask: NDArray[np.bool_], placement: Placement, grid: Grid) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """The voxels of a labyrinth mask [z, y, x], not empty, that lie where no usual labyrinth reaches.

    Second, those of them that fill the loop of the lateral canal, as in dysplasia: a leak runs away from it.
    """
    points_mm = placement.from_lps(grid.lps_from_index(np.argwhere(mask)))
    template = mean_labyrinth()
    bent_mm = template.bend(points_mm).apply(points_mm)
    distance_mm, nearest_mm = template.nearest(bent_mm)
    is_lateral = template.part_prior(bent_mm).argmax(axis=1) == LATERAL
    middle_mm = template.points_mm[template.shares.argmax(axis=1) == LATERAL].mean(axis=0)
    is_inward = np.linalg.norm(bent_mm - middle_mm, axis=1) < np.linalg.norm(nearest_mm - middle_mm, axis=1)
    far, filling = np.zeros(mask.shape, bool), np.zeros(mask.shape, bool)
    far[mask] = distance_mm > BEYOND_MM
    filling[mask] = (distance_mm > BEYOND_MM) & is_lateral & is_inward
    return far, filling


def cochlear_height(cochlea: NDArray[np.bool_], placement: Placement, grid: Grid) -> float:
    """Height of a cochlea mask [z, y, x] above the base of its modiolus, as a share of the mean's; 0 if empty.

    Sizes do not count: the ear is brought to the mean's. 0.90-1.15 in 17 real ears.
    """
    template, labyrinth = mean_cochlea(), mean_labyrinth()
    up = template.apex_mm - template.modiolus_base_mm
    usual_mm = labyrinth.points_mm[labyrinth.shares.argmax(axis=1) == 0] - template.modiolus_base_mm
    found_mm = placement.from_lps(grid.lps_from_index(np.argwhere(cochlea))) - template.modiolus_base_mm
    if not len(found_mm):
        return 0.0
    return float(np.percentile(found_mm @ up, TOP) / np.percentile(usual_mm @ up, TOP))


def upper_solidity(cochlea: NDArray[np.bool_], placement: Placement, grid: Grid) -> float:
    """How much of the convex hull of the upper turns of a cochlea mask [z, y, x] is lumen, 0…1; 0 if there are none.

    The rest is the modiolus and the walls between the turns: what an incomplete partition lacks.
    """
    template = mean_cochlea()
    up = template.apex_mm - template.modiolus_base_mm
    points_mm = placement.from_lps(grid.lps_from_index(np.argwhere(cochlea))) - template.modiolus_base_mm
    if not len(points_mm):
        return 0.0
    height = points_mm @ up
    upper_mm = points_mm[height > UPPER_TURNS * np.percentile(height, TOP)]
    if len(upper_mm) < LEAST_VOXELS:
        return 0.0
    # voxels, not their centres, fill the hull
    half_mm = 0.5 * grid.spacing.min() / placement.scale
    corners_mm = np.concatenate([upper_mm + sign * half_mm * axis for axis in np.eye(3) for sign in (-1.0, 1.0)])
    filled_mm3 = len(upper_mm) * grid.voxel_volume_mm3 / placement.scale**3
    return float(filled_mm3 / ConvexHull(corners_mm).volume)


def part_prior(points_mm: FloatArray, is_inside: NDArray[np.bool_]) -> FloatArray:
    """(N, 5) how likely each part is at points (N, 3) in and about a labyrinth, in the frame of the mean cochlea, mm.

    `is_inside` (N,): the points, at least one, that are of the labyrinth; they are bent onto the mean labyrinth.
    """
    template = mean_labyrinth()
    bend = template.bend(points_mm[is_inside])
    share = np.maximum(template.part_prior(bend.apply(points_mm)), LEAST_PRIOR)
    normalised: FloatArray = share / share.sum(axis=1, keepdims=True)
    return normalised
