"""One ear and its shape: its hand, parts that agree with it, what ran out of it, and whether it is malformed."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from earseg_app.domain.anatomy import Part
from earseg_app.inference.fine_ear import FineEar, cleaned
from earseg_app.inference.shape import ShapeFit, beyond, cochlear_height, fit_shape, name_parts, upper_solidity
from earseg_app.inference.sides import chirality_of_labels

# Weight of the whole's shape against that of the parts as the network named them. With model 2.0 the parts alone tell
# the hand of 12 phantoms and 7 real ears by 0.86-1.14; the whole, of phantoms, by as little as 0.35.
FIT_SHARE = 0.4
# What lies beyond the usual shape: too little to speak of, and so large a share of the ear that it may belong to it.
CRUMB_MM3 = 1.0
MOST_LEAK_SHARE = 0.1
# Of what lies beyond, most fills the loop of the lateral canal in dysplasia (simulated: two thirds); about a tenth does
# where the network ran out of the canal (phantoms: a tenth).
MOSTLY = 0.3
REACHES_BEYOND = "The ear reaches beyond the usual shape: it is malformed, or the network ran out of it. Check it."
UNCLEAR_PARTS = (
    "This model knows no parts, and the ear has no usual shape to tell them by: take only the whole ear, not its parts."
)
UNCLEAR_HAND = "The shape of this ear does not clearly tell right from left. The network alone named its parts."
WIDE_CANAL = (
    "The loop of the lateral canal is filled: it is malformed, as in dysplasia, or the network ran out of the canal."
)
UNUSUAL_SHAPE = "The ear has no usual shape: it is malformed or badly segmented. The network alone named its parts."
MERGED_TURNS = (
    "The upper turns of the cochlea run into one another: an incomplete partition, or the network filled their walls."
)
# Lumen in the hull of the upper turns: 0.49-0.59 in 17 real ears, 0.51-0.56 in simulated ears without
# malformation and with otosclerosis, 0.65-0.71 in six simulated ears with an incomplete partition.
MOST_SOLIDITY = 0.62
# Height of the cochlea as a share of the usual: 0.90-1.15 in 17 real ears, 0.67-0.74 in phantoms with an incomplete
# partition, 0.83-0.92 where one was drawn into real ears.
LEAST_HEIGHT = 0.85


def with_shape(ear: FineEar, names_parts: bool, is_sharp: bool) -> FineEar:
    """The ear with its chirality and, where the shape of the whole is clear, with parts that agree with it.

    A network that `names_parts` names them where the shape is not clear. Only images that are sharp and hold the whole
    ear can tell a malformed one from one that is badly seen; of others the same is only a doubt.
    """
    shaped = _shaped(ear, names_parts)
    if is_sharp and not ear.is_cut:
        return shaped
    return replace(shaped, doubts=(*shaped.doubts, *shaped.why), malformed="")


def _shaped(ear: FineEar, names_parts: bool) -> FineEar:
    if not ear.may_be_ear:
        return ear
    fit = fit_shape(ear.labels > 0, ear.grid)
    if not names_parts and not fit.is_clear:
        probabilities = name_parts(ear.probabilities, fit.placement, ear.grid)
        return replace(
            cleaned(probabilities, ear.grid),
            uncertainty=ear.uncertainty,
            chirality=fit.chirality,
            malformed=UNCLEAR_PARTS,
        )
    by_parts = chirality_of_labels(ear.labels, ear.grid) if names_parts else fit.chirality
    both = FIT_SHARE * fit.chirality + (1.0 - FIT_SHARE) * float(np.clip(by_parts, -1.0, 1.0))
    if fit.is_clear and fit.chirality * by_parts > 0.0:
        within = _within_shape(ear, fit)
        named = cleaned(name_parts(within.probabilities, fit.placement, ear.grid), ear.grid, both)
        malformed = within.malformed or _too_low(named, fit) or _merged(named, fit)
        return replace(named, uncertainty=ear.uncertainty, doubts=within.doubts, malformed=malformed)
    if fit.is_usual:
        return replace(ear, chirality=both, doubts=(UNCLEAR_HAND,), malformed=_too_low(ear, fit))
    return replace(ear, chirality=by_parts, malformed=UNUSUAL_SHAPE)


def _too_low(ear: FineEar, fit: ShapeFit) -> str:
    """A sentence on a cochlea that is too low for all its turns, or nothing."""
    height = cochlear_height(ear.labels == Part.COCHLEA, fit.placement, ear.grid)
    if height >= LEAST_HEIGHT:
        return ""
    return (
        f"The cochlea has {max(height, 0.0):.0%} of the usual height: it has too few turns, or its apex was not found."
    )


def _merged(ear: FineEar, fit: ShapeFit) -> str:
    """A sentence on upper turns that no bone parts, or nothing."""
    return MERGED_TURNS if upper_solidity(ear.labels == Part.COCHLEA, fit.placement, ear.grid) > MOST_SOLIDITY else ""


def _within_shape(ear: FineEar, fit: ShapeFit) -> FineEar:
    """The ear's probabilities without what ran out of the labyrinth, and a doubt where that was more than a crumb.

    Much of it may be a malformed ear, not a leak: then all of it stays, and the sentence says so.
    """
    far, filling = beyond(ear.labels > 0, fit.placement, ear.grid)
    filling_mm3 = np.count_nonzero(filling) * ear.grid.voxel_volume_mm3
    if filling_mm3 >= CRUMB_MM3 and np.count_nonzero(filling) > MOSTLY * np.count_nonzero(far):
        return replace(ear, malformed=WIDE_CANAL)
    volume_mm3 = np.count_nonzero(far) * ear.grid.voxel_volume_mm3
    if volume_mm3 < CRUMB_MM3:
        return ear
    if np.count_nonzero(far) > MOST_LEAK_SHARE * np.count_nonzero(ear.labels):
        return replace(ear, malformed=REACHES_BEYOND)
    within = ear.probabilities.copy()
    within[:, far] = 0.0
    within[0, far] = 1.0
    doubt = f"{volume_mm3:.0f} mm³ beyond the usual shape of an ear were left out. Check what is beside it."
    return replace(ear, probabilities=within, doubts=(doubt,))
