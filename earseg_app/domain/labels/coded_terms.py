"""The coded terms of parts and structures, as DICOM and 3D Slicer name anatomy (DICOM PS3.16; SNOMED CT = SCT)."""

from __future__ import annotations

from dataclasses import dataclass

from earseg_app.domain.anatomy import Part, Side
from earseg_app.domain.structures import Structure, slug


@dataclass(frozen=True)
class Term:
    """A code value, its coding scheme and its meaning."""

    value: str
    scheme: str
    meaning: str


# DICOM PS3.16 CID 7150 and 4028; the laterality of CID 244.
ANATOMICAL_STRUCTURE = Term("91723000", "SCT", "Anatomical Structure")
# What 3D Slicer's own list of terms calls the same; DICOM means the wider "body structure" by it.
SLICERS_STRUCTURE = Term("123037004", "SCT", "Anatomical Structure")
# What grew where it does not belong: CID 7150.
ABNORMAL_STRUCTURE = Term("49755003", "SCT", "Morphologically Abnormal Structure")
INNER_EAR = Term("22945000", "SCT", "Inner ear")
LATERALITY = {Side.RIGHT: Term("24028007", "SCT", "Right"), Side.LEFT: Term("7771000", "SCT", "Left")}
# A scheme of one's own starts with 99 (DICOM PS3.3 8.2). It stands where no code of SNOMED CT could be verified:
# docs/reference/labels.md tells what was searched.
OWN_SCHEME = "99EARSEG"
# The code of the cochlea is that of AAPM TG-263.
_COCHLEA = Term("80169004", "SCT", "Cochlea")
# As DICOM PS3.16 lists them (CID 4 and 7710; the neoplasm CID 7159), by the slug of the name. It lists no jugular bulb,
# sigmoid sinus, chorda tympani, auditory ossicle, round window niche, vestibular aqueduct or cholesteatoma.
STRUCTURE_TERMS = {
    "facial_nerve": Term("56052001", "SCT", "Facial nerve"),
    "internal_carotid_artery": Term("86117002", "SCT", "Internal carotid artery"),
    "internal_auditory_canal": Term("361078006", "SCT", "Internal auditory canal"),
    "tumour": Term("108369006", "SCT", "Neoplasm"),
    "chorda_tympani": Term("CHORDA_TYMPANI", OWN_SCHEME, "Chorda tympani"),
    "jugular_bulb": Term("JUGULAR_BULB", OWN_SCHEME, "Jugular bulb"),
    "sigmoid_sinus": Term("SIGMOID_SINUS", OWN_SCHEME, "Sigmoid sinus"),
    "malleus_and_incus": Term("MALLEUS_INCUS", OWN_SCHEME, "Malleus and incus"),
    "stapes": Term("STAPES", OWN_SCHEME, "Stapes"),
    "round_window_niche": Term("RW_NICHE", OWN_SCHEME, "Round window niche"),
    "vestibular_aqueduct": Term("VEST_AQUEDUCT", OWN_SCHEME, "Vestibular aqueduct"),
    "cholesteatoma": Term("CHOLESTEATOMA", OWN_SCHEME, "Cholesteatoma"),
}
# A code means one thing in all files, so it cannot say what a user calls a structure; the label of its segment does.
_NAMED_BY_USER = Term("STRUCTURE", OWN_SCHEME, "Structure named by the user")
_ABNORMAL = ("tumour", "cholesteatoma")


def term_of(part: Part) -> Term:
    """What a part is called in codes."""
    if part is Part.COCHLEA:
        return _COCHLEA
    meaning = part.title.replace(" canal", " semicircular canal")
    return Term(part.key.upper(), OWN_SCHEME, meaning)


def term_of_structure(structure: Structure) -> Term:
    """What a structure is called in codes; one of our own scheme where no code could be verified."""
    return STRUCTURE_TERMS.get(slug(structure.name), _NAMED_BY_USER)


def category_of(structure: Structure) -> Term:
    """Whether it is anatomy, or grew where it does not belong."""
    return ABNORMAL_STRUCTURE if slug(structure.name) in _ABNORMAL else ANATOMICAL_STRUCTURE
