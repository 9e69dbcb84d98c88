"""Slices that a series lacks, and what the user wants done about them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from earseg_app.domain.errors import UnsupportedVolume

# How many places a sentence names.
NAMED = 3


class Gaps(Enum):
    """What to do where slices are missing; steps that are merely uneven are always interpolated, and said.

    `ASK`: refuse with `MissingSlices`, whatever the width. `BRIDGE_SHORT`: interpolate short gaps, refuse wide ones.
    `LEAVE_EMPTY`: air where nothing was scanned. `INTERPOLATE`: a straight line between the neighbours.
    """

    ASK = "refuse"
    BRIDGE_SHORT = "short"
    LEAVE_EMPTY = "empty"
    INTERPOLATE = "interpolate"


@dataclass(frozen=True)
class Gap:
    """Where slices are missing: after which slice, counted from 1 in the order of their places, and how wide in mm."""

    after_slice: int
    width_mm: float

    def words(self) -> str:
        """`4.20 mm between slices 3 and 4`."""
        return f"{self.width_mm:.2f} mm between slices {self.after_slice} and {self.after_slice + 1}"


class MissingSlices(UnsupportedVolume):
    """The series has gaps that the user has to decide about.

    `gaps`: from the first slice to the last. `spacing_mm`: between the slices that are there.
    """

    def __init__(self, gaps: Sequence[Gap], spacing_mm: float) -> None:
        super().__init__(
            f"Slices are missing: {gaps_words(gaps)}; elsewhere they lie {spacing_mm:.2f} mm apart.",
            "Copy the series again or ask for the missing images, or choose what to do with the gap.",
        )
        self.gaps = tuple(gaps)
        self.spacing_mm = spacing_mm


def gaps_words(gaps: Sequence[Gap]) -> str:
    """The widest gaps by width and place."""
    widest = sorted(gaps, key=lambda gap: -gap.width_mm)[:NAMED]
    more = f" and {len(gaps) - NAMED} more" if len(gaps) > NAMED else ""
    return ", ".join(gap.words() for gap in sorted(widest, key=lambda gap: gap.after_slice)) + more
