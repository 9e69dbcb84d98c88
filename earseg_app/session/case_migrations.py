"""Older case files become current ones, one version after the other."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from earseg_app.domain.errors import UnreadableInput
from earseg_app.session.case_record import FORMAT, VERSION

Migration = Callable[[dict[str, Any]], dict[str, Any]]


def _without_history(content: dict[str, Any]) -> dict[str, Any]:
    """Version 1 kept no history."""
    return content | {"has_history": False}


def _without_hand_measures(content: dict[str, Any]) -> dict[str, Any]:
    """Version 2 knew no measures drawn by hand."""
    return content | {"hand_measures": []}


def _without_structures(content: dict[str, Any]) -> dict[str, Any]:
    """Version 3 knew no labels but those of the ears."""
    made = content.get("segmentation")
    return content if made is None else content | {"segmentation": made | {"structures": []}}


# From version → what makes the next one of it. A sample of each version lies in tests/session/cases.
MIGRATIONS: Mapping[int, Migration] = MappingProxyType(
    {1: _without_history, 2: _without_hand_measures, 3: _without_structures}
)


def migrated(content: object) -> dict[str, Any]:
    """The content of a `case.json` of any earlier version as that of the current one.

    Raises:
        UnreadableInput: if it is no case, or of a later version.
    """
    if not isinstance(content, dict) or content.get("format") != FORMAT or not isinstance(content.get("version"), int):
        raise UnreadableInput("This file is no EarSeg case.", "Open a file that EarSeg saved, ending in .earseg.")
    if content["version"] > VERSION:
        raise UnreadableInput(
            f"This case was saved by a newer program ({content.get('program', 'unknown')}).",
            "Update EarSeg to open it.",
        )
    while content["version"] < VERSION:
        version = content["version"]
        if version not in MIGRATIONS:
            raise UnreadableInput(f"This file states the unknown version {version}.", "It may be damaged.")
        content = MIGRATIONS[version](content) | {"version": version + 1}
    return content
