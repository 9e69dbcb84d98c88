"""The codes of parts are those that DICOM lists; where it lists none, the program says so by a scheme of its own."""

from __future__ import annotations

import pytest
from pydicom.sr._concepts_dict import concepts

from earseg_app.domain.anatomy import CANALS, Part, Side
from earseg_app.domain.labels.coded_terms import (
    ABNORMAL_STRUCTURE,
    ANATOMICAL_STRUCTURE,
    INNER_EAR,
    LATERALITY,
    OWN_SCHEME,
    STRUCTURE_TERMS,
    Term,
    term_of,
    term_of_structure,
)
from earseg_app.domain.structures import COMMON, FIRST_RIGHT, structure_of


def meanings_in_dicom(term: Term) -> list[str]:
    """What PS3.16, as pydicom lists it, says to a code."""
    return [codes[term.value][0] for codes in concepts[term.scheme].values() if term.value in codes]


LISTED = [term for term in STRUCTURE_TERMS.values() if term.scheme == "SCT"]
KNOWN = [INNER_EAR, ANATOMICAL_STRUCTURE, ABNORMAL_STRUCTURE, *LATERALITY.values(), *LISTED]


@pytest.mark.parametrize("term", KNOWN, ids=lambda term: term.meaning)
def test_a_code_of_dicom_means_what_we_say_it_means(term: Term) -> None:
    assert any(term.meaning.lower() in meaning.lower() for meaning in meanings_in_dicom(term))


def test_parts_without_a_code_that_can_be_checked_have_one_of_our_own() -> None:
    own = [part for part in Part if term_of(part).scheme == OWN_SCHEME]
    assert own == [Part.VESTIBULE, *CANALS] and OWN_SCHEME.startswith("99")
    assert len({term_of(part).value for part in Part}) == len(Part)
    assert len({LATERALITY[side].value for side in Side}) == 2


def test_structures_without_a_code_that_can_be_checked_have_one_of_our_own() -> None:
    terms = [term_of_structure(structure_of(FIRST_RIGHT + number)) for number in range(len(COMMON))]
    assert {term.meaning for term in terms if term.scheme == "SCT"} == {
        "Facial nerve",
        "Internal carotid artery",
        "Internal auditory canal",
        "Neoplasm",
    }
    assert len({(term.scheme, term.value) for term in terms}) == len(COMMON)
    # A code value is a short string: 16 characters (PS3.5 6.2).
    assert all(len(term.value) <= 16 for term in terms)


def test_dicom_still_has_no_code_for_the_canals() -> None:
    # When this fails, DICOM has taken them up: use its codes in coded_terms.py, and read both.
    listed = [meaning for codes in concepts["SCT"].values() for meaning, _ in codes.values()]
    assert [meaning for meaning in listed if "semicircular" in meaning.lower()] == []
