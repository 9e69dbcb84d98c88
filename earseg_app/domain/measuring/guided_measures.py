"""Widths that the user measures by hand, each with where to put its two ends and what is normal."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class GuidedMeasure:
    """One width between two points: where they go, in which plane, and its key among the normal ranges.

    `short`: its title where there is little room, "" where it is short enough.
    """

    key: str
    title: str
    definition: str
    plane: str
    short: str = ""


GUIDED_MEASURES = (
    GuidedMeasure(
        "vestibular_aqueduct_midpoint",
        "Vestibular aqueduct, midpoint",
        "Across the vestibular aqueduct, at right angles to it, halfway between the common crus and the operculum.",
        "axial",
        "Aqueduct, midpoint",
    ),
    GuidedMeasure(
        "vestibular_aqueduct_operculum",
        "Vestibular aqueduct, operculum",
        "Across the vestibular aqueduct, at right angles to it, at the operculum where it meets the posterior fossa.",
        "axial",
        "Aqueduct, operculum",
    ),
    GuidedMeasure(
        "cochlear_nerve_canal",
        "Cochlear nerve canal",
        "Across the bony canal of the cochlear nerve, at right angles to it, at its middle between the internal "
        "auditory canal and the modiolus.",
        "axial",
    ),
    GuidedMeasure(
        "cochlear_height_coronal",
        "Cochlear height, coronal",
        "From the lowest to the highest point of the cochlea, outer edges of the basal turn, in the coronal plane. "
        "This is not H, which runs along the modiolar axis.",
        "coronal",
    ),
    GuidedMeasure(
        "internal_auditory_canal",
        "Internal auditory canal",
        "Across the middle of the internal auditory canal, at right angles to it.",
        "axial",
    ),
)

GUIDED = {measure.key: measure for measure in GUIDED_MEASURES}
