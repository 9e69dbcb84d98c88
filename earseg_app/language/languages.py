"""The languages that the program speaks."""

from __future__ import annotations

from pathlib import Path

from earseg_app.language.phrases import Say, phrases_of

ENGLISH = "en"
# Languages name themselves.
LANGUAGES = {ENGLISH: "English", "de": "Deutsch"}


def say_in(language: str, catalogues: Path) -> Say:
    """What says English sentences in one of `LANGUAGES`, whose catalogues lie in a folder."""
    return str if language == ENGLISH else phrases_of(catalogues / f"earseg_{language}.ts").say
