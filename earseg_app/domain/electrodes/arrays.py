"""Electrode arrays: what the makers build, each figure with its source."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

import numpy as np

from earseg_app.domain.errors import EarsegError
from earseg_app.domain.geometry import FloatArray

FORMAT = "earseg-electrodes 1"
# Contacts evenly spaced over the active length: that length and a spacing stated beside it may differ by rounding, mm.
ROUNDING_MM = 0.15
LONGEST_ARRAY_MM = 60.0
MOST_CONTACTS = 64
LENGTHS = ("length_mm", "active_length_mm", "tip_mm", "wall_distance_mm")


class ElectrodeFileError(EarsegError):
    """A list of electrode arrays can't be used."""


class Course(Enum):
    """Where an array lies in the scala."""

    LATERAL_WALL = "lateral wall"
    MID_SCALA = "mid-scala"
    PERIMODIOLAR = "perimodiolar"


@dataclass(frozen=True)
class ElectrodeArray:
    """One array; lengths in mm.

    `length_mm`: from the round window to the tip at full insertion. `active_length_mm`: centre of the most apical to
    centre of the most basal contact. `tip_mm`: from the tip to the centre of the most apical contact.
    `wall_distance_mm`: of the array's axis from the lateral wall. `sources`: of each figure, by its name. `recalled`:
    the figures that were recalled or assumed, not read in their source. `date`: when the entry was checked.
    """

    maker: str
    model: str
    course: Course
    length_mm: float
    active_length_mm: float
    contacts: int
    tip_mm: float
    wall_distance_mm: float
    sources: tuple[tuple[str, str], ...]
    recalled: tuple[str, ...] = ()
    date: str = ""

    @property
    def name(self) -> str:
        """Maker and model."""
        return f"{self.maker} {self.model}"

    @property
    def spacing_mm(self) -> float:
        """Distance of neighbouring contacts, mm, if they are evenly spaced."""
        return self.active_length_mm / max(self.contacts - 1, 1)

    def contact_depths_mm(self, depth_mm: float | None = None) -> FloatArray:
        """(contacts,) how far beyond the round window each contact lies, the most apical first, mm.

        `depth_mm`: of the tip, full insertion by default; contacts outside the cochlea are negative.
        """
        tip = self.length_mm if depth_mm is None else depth_mm
        return np.asarray(tip - self.tip_mm - self.spacing_mm * np.arange(self.contacts), np.float64)


def read_arrays(text: str, name: str) -> tuple[ElectrodeArray, ...]:
    """The arrays of an electrode file's text; `name` of the file for the error.

    Raises:
        ElectrodeFileError: if the text is no such file, or an entry lacks a figure or contradicts itself.
    """
    try:
        content = json.loads(text)
    except json.JSONDecodeError as error:
        raise ElectrodeFileError(
            f"The electrode list {name} is not JSON (line {error.lineno}).", "Correct it or remove it."
        ) from error
    if not isinstance(content, dict) or content.get("format") != FORMAT or not isinstance(content.get("arrays"), list):
        raise ElectrodeFileError(
            f"The file {name} is not a list of electrode arrays.",
            f'It needs "format": "{FORMAT}" and "arrays": a list.',
        )
    return tuple(_array(entry, f"{name}, array {number}") for number, entry in enumerate(content["arrays"], start=1))


def merged(own: tuple[ElectrodeArray, ...], added: tuple[ElectrodeArray, ...]) -> tuple[ElectrodeArray, ...]:
    """The program's arrays, each replaced by the user's of the same name, then the user's others."""
    by_name = {array.name: array for array in own} | {array.name: array for array in added}
    return tuple(by_name.values())


def _array(entry: Any, place: str) -> ElectrodeArray:
    if not isinstance(entry, dict):
        raise ElectrodeFileError(f"In {place}: an array must be a group of named values.", "Compare with the others.")
    words = {key: _word(entry, key, place) for key in ("maker", "model", "date")}
    place = f"{place} ({words['maker']} {words['model']})"
    figures = {key: _length(entry, key, place) for key in LENGTHS}
    array = ElectrodeArray(
        maker=words["maker"],
        model=words["model"],
        course=_course(entry, place),
        contacts=_contacts(entry, place),
        sources=_sources(entry, place),
        recalled=tuple(str(key) for key in entry.get("recalled", ())),
        date=words["date"],
        **figures,
    )
    _check(array, entry, place)
    return array


def _check(array: ElectrodeArray, entry: Mapping[str, Any], place: str) -> None:
    if array.tip_mm + array.active_length_mm > array.length_mm:
        raise ElectrodeFileError(f"In {place}: the contacts reach beyond the array.", "Check its lengths.")
    if "spacing_mm" in entry:
        spacing = _length(entry, "spacing_mm", place)
        if abs(spacing * (array.contacts - 1) - array.active_length_mm) > ROUNDING_MM:
            raise ElectrodeFileError(
                f"In {place}: {array.contacts} contacts {spacing:g} mm apart do not span "
                f"{array.active_length_mm:g} mm.",
                "Correct the spacing, the active length or the number of contacts.",
            )


def _word(entry: Mapping[str, Any], key: str, place: str) -> str:
    value = entry.get(key)
    if not isinstance(value, str) or not value.strip():
        raise ElectrodeFileError(f'In {place}: "{key}" is missing.', "Add it as text in quotation marks.")
    return value.strip()


def _length(entry: Mapping[str, Any], key: str, place: str) -> float:
    value = entry.get(key)
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if not is_number or not 0.0 <= float(value or 0.0) <= LONGEST_ARRAY_MM:
        raise ElectrodeFileError(
            f'In {place}: "{key}" must be a number from 0 to {LONGEST_ARRAY_MM:g}.', "Give it in millimetres."
        )
    return float(value or 0.0)


def _contacts(entry: Mapping[str, Any], place: str) -> int:
    value = entry.get("contacts")
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= MOST_CONTACTS:
        raise ElectrodeFileError(
            f'In {place}: "contacts" must be a whole number from 1 to {MOST_CONTACTS}.', "Count the places, not pairs."
        )
    return value


def _course(entry: Mapping[str, Any], place: str) -> Course:
    try:
        return Course(entry.get("course"))
    except ValueError as error:
        known = ", ".join(f'"{course.value}"' for course in Course)
        raise ElectrodeFileError(f'In {place}: "course" is none of {known}.', "Choose one of them.") from error


def _sources(entry: Mapping[str, Any], place: str) -> tuple[tuple[str, str], ...]:
    found = entry.get("sources")
    named = found if isinstance(found, dict) else {}
    missing = [key for key in (*LENGTHS, "contacts") if not isinstance(named.get(key), str)]
    if missing:
        raise ElectrodeFileError(
            f'In {place}: "sources" lacks {", ".join(missing)}.', "Name where each figure comes from."
        )
    return tuple((str(key), str(value)) for key, value in named.items())
