"""The coded terms of the parts, as DICOM and 3D Slicer name anatomy (DICOM PS3.16; SNOMED CT = SCT)."""

from __future__ import annotations

from dataclasses import dataclass

from earseg_app.domain.anatomy import Part, Side


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
INNER_EAR = Term("22945000", "SCT", "Inner ear")
LATERALITY = {Side.RIGHT: Term("24028007", "SCT", "Right"), Side.LEFT: Term("7771000", "SCT", "Left")}
# A scheme of one's own starts with 99 (DICOM PS3.3 8.2). It stands where no code of SNOMED CT could be verified:
# docs/reference/labels.md tells what was searched.
OWN_SCHEME = "99EARSEG"
# The code of the cochlea is that of AAPM TG-263.
_COCHLEA = Term("80169004", "SCT", "Cochlea")


def term_of(part: Part) -> Term:
    """What a part is called in codes."""
    if part is Part.COCHLEA:
        return _COCHLEA
    meaning = part.title.replace(" canal", " semicircular canal")
    return Term(part.key.upper(), OWN_SCHEME, meaning)
