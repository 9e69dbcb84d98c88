"""What structures are called in the language of the window: common ones translated, others as the user wrote them."""

from __future__ import annotations

from earseg_app.domain.structures import Structure, common_named
from earseg_app.ui.words import say


def name_words(structure: Structure) -> str:
    """Its name without the side."""
    return say(structure.name) if common_named(structure.name) else structure.name


def title_words(structure: Structure) -> str:
    """Its name with the side: `Facial nerve (right)`."""
    name = name_words(structure)
    return f"{name} ({say(structure.side.word)})" if structure.side else name
