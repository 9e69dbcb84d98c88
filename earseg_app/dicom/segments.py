"""The segments of a file: parts of ears and structures beside them, and how those of another program are told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from earseg_app.domain.anatomy import Part, Side, label_code
from earseg_app.domain.errors import EarsegError, UnreadableInput
from earseg_app.domain.labels.coded_terms import (
    ANATOMICAL_STRUCTURE,
    Term,
    category_of,
    term_of,
    term_of_structure,
)
from earseg_app.domain.structures import LONGEST_NAME, Structure, common_named, new_structure

# The identifier of a segment that is no part of an ear begins so in our own files.
BESIDE = "beside_"


@dataclass(frozen=True)
class Segment:
    """A part of one ear, or a structure, as a segment.

    `code`: its label value. `id` and `name`: as other programs show it. `color`: sRGB hex. `in_ear`: whether it is a
    part of the inner ear.
    """

    code: int
    id: str
    name: str
    color: str
    term: Term
    side: Side | None
    category: Term = ANATOMICAL_STRUCTURE
    in_ear: bool = True


def part_segment(side: Side, part: Part) -> Segment:
    """A part as a segment: `right_cochlea`, `Right cochlea`."""
    name = f"{side.word.capitalize()} {part.title.lower()}"
    return Segment(label_code(side, part), f"{side.word}_{part.key}", name, part.color, term_of(part), side)


def structure_segment(structure: Structure) -> Segment:
    """A structure as a segment: `beside_right_facial_nerve`, `Right facial nerve`."""
    term, category = term_of_structure(structure), category_of(structure)
    code, identity, name = structure.code, BESIDE + structure.key, structure.label
    return Segment(code, identity, name, structure.color, term, structure.side, category, False)


PARTS = tuple(part_segment(side, part) for side in Side for part in Part)


def segments_of(structures: Iterable[Structure]) -> tuple[Segment, ...]:
    """Everything that can be in a file: parts, right first, and the structures of the case."""
    return (*PARTS, *map(structure_segment, structures))


def segment_named(words: str) -> Segment | None:
    """The part of an id or a name, however it is spelled: `Right Cochlea`, `cochlea_right`, `right_cochlea`."""
    wanted = set(_words(words)) - {"semicircular"}
    return next((segment for segment in PARTS if set(segment.id.split("_")) == wanted), None)


@dataclass(frozen=True)
class FoundSegment:
    """A segment as a file describes it; `part`: what its codes say it is, where they say that."""

    value: int
    id: str
    name: str
    color: str = ""
    part: Segment | None = None


@dataclass(frozen=True)
class Meanings:
    """What the segments of a file mean: value → our code, the structures among them, and sentences to be read."""

    codes: Mapping[int, int]
    structures: tuple[Structure, ...] = ()
    notes: tuple[str, ...] = ()


def meanings_of(found: Sequence[FoundSegment], file_name: str) -> Meanings:
    """Parts of ears by code or name; everything else is a structure with the name and colour that the file gives it.

    Raises:
        UnreadableInput: if none of them is known here, or one has a name that cannot be taken.
    """
    codes: dict[int, int] = {}
    structures: list[Structure] = []
    unknown = []
    for each in found:
        part = each.part or segment_named(each.id) or segment_named(each.name)
        if part is not None:
            codes[each.value] = part.code
            continue
        try:
            made = _structure(each, structures)
        except EarsegError as error:
            raise unknown_segment(file_name, each.name or each.id) from error
        structures.append(made)
        codes[each.value] = made.code
        if not each.id.startswith(BESIDE) and common_named(made.name) is None:
            unknown.append(made.name)
    if found and len(unknown) == len(found):
        raise unknown_segment(file_name, unknown[0])
    said = [f"No part of an ear, so taken as other structures: {', '.join(unknown)}."] if unknown else []
    return Meanings(codes, tuple(structures), tuple(said))


def unknown_segment(file_name: str, segment_name: str) -> UnreadableInput:
    """The refusal of a segment that is no part of an ear."""
    known = ", ".join(segment.name for segment in PARTS[:5])
    return UnreadableInput(
        f"{file_name} holds the segment {segment_name!r}, which is no part of an inner ear known here.",
        f"Name the segments {known}, and so on for the left ear, or remove the others.",
    )


def _structure(found: FoundSegment, others: Sequence[Structure]) -> Structure:
    """A segment that is no part, by its name without the side in it; twins are numbered."""
    words = (found.name or found.id.removeprefix(BESIDE)).replace("_", " ").split()
    side = next((side for side in Side if side.word in [word.lower().strip("()") for word in words]), None)
    if side is not None:
        words = [word for word in words if word.lower().strip("()") != side.word]
    name = " ".join(words)[:LONGEST_NAME]
    name = name if side is None or not name else name[0].upper() + name[1:]
    twins = [each for each in others if each.side is side and each.name.startswith(name)]
    made = new_structure(f"{name} {len(twins) + 1}" if any(t.name == name for t in twins) else name, side, others)
    return replace(made, color=found.color or made.color)


def _words(text: str) -> list[str]:
    return text.lower().replace("_", " ").replace("-", " ").split()
