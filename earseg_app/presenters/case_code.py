"""A case code is written on a printed model and lies about: it must not say whose ear it is."""

from __future__ import annotations

import re
import unicodedata

from earseg_app.presenters.ports import PatientWords

NAMES_PATIENT = "The case code tells the patient's name or id. Choose one that does not."
_SIGNS = re.compile(r"[\W_]+")
_BETWEEN_NAMES = re.compile(r"[\s^=,]+")
_SHORTEST_TELLING = 3
"""Shorter parts of a name, such as Li or O, occur in codes by chance; they tell only as a word of their own."""
_SHORTEST_BEGINNING = 5


def code_refusal(code: str, patient: PatientWords) -> str:
    """Why a case code must not be written on a model, in a sentence; "" when it tells nothing.

    It is compared without regard to case, accents and signs. It tells the patient when it holds a part of the name or
    the id, or is their beginning, for codes are short.
    """
    words = {_plain(word) for word in _SIGNS.split(code)}
    known = dict(patient)
    name = known.get("Name", "")
    parts = {_plain(part) for part in (*_SIGNS.split(name), *_BETWEEN_NAMES.split(name), known.get("Patient ID", ""))}
    return NAMES_PATIENT if any(_tells(_plain(code), words, part) for part in parts - {""}) else ""


def _tells(whole: str, words: set[str], part: str) -> bool:
    if len(part) < _SHORTEST_TELLING:
        return part in words
    return part in whole or any(len(word) >= _SHORTEST_BEGINNING and part.startswith(word) for word in (whole, *words))


def _plain(text: str) -> str:
    """Letters and digits only, without case and accents."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in apart if letter.isalnum())
