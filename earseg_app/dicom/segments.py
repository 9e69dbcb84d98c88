"""The segments of a file: one for each part of each ear, and how those of another program are told."""

from __future__ import annotations

from dataclasses import dataclass

from earseg_app.domain.anatomy import Part, Side, label_code
from earseg_app.domain.errors import UnreadableInput


@dataclass(frozen=True)
class Segment:
    """One part of one ear as a segment: `code` is its label value, `id` and `name` as other programs show it."""

    side: Side
    part: Part

    @property
    def code(self) -> int:
        """The label value."""
        return label_code(self.side, self.part)

    @property
    def id(self) -> str:
        """`right_cochlea`, …"""
        return f"{self.side.word}_{self.part.key}"

    @property
    def name(self) -> str:
        """`Right cochlea`, …"""
        return f"{self.side.word.capitalize()} {self.part.title.lower()}"


SEGMENTS = tuple(Segment(side, part) for side in Side for part in Part)


def segment_named(words: str) -> Segment | None:
    """The segment of an id or a name, however it is spelled: `Right Cochlea`, `cochlea_right`, `right_cochlea`."""
    wanted = set(words.lower().replace("_", " ").replace("-", " ").split()) - {"semicircular"}
    return next((segment for segment in SEGMENTS if set(segment.id.split("_")) == wanted), None)


def unknown_segment(file_name: str, segment_name: str) -> UnreadableInput:
    """The refusal of a segment that is no part of an ear."""
    known = ", ".join(segment.name for segment in SEGMENTS[:5])
    return UnreadableInput(
        f"{file_name} holds the segment {segment_name!r}, which is no part of an inner ear known here.",
        f"Name the segments {known}, and so on for the left ear, or remove the others.",
    )
