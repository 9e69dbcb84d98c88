"""How a series is to be read, where there is a choice."""

from __future__ import annotations

from dataclasses import dataclass

from earseg_app.domain.errors import UnsupportedVolume
from earseg_app.domain.gaps import Gaps

MAX_COARSER = 4


@dataclass(frozen=True)
class ReadOptions:
    """What the user wants done about missing slices, and how many voxels along each axis become one (1: none)."""

    gaps: Gaps = Gaps.BRIDGE_SHORT
    coarser: int = 1


DEFAULT = ReadOptions()


class TooLarge(UnsupportedVolume):
    """The volume does not fit into the memory that is free.

    `coarser`: how many voxels along each axis would have to become one for it to fit, or None if that is too many.
    """

    def __init__(self, wanted_bytes: int, free_bytes: int, coarser: int | None) -> None:
        hint = f" Or read it {coarser} times coarser (--coarser {coarser})." if coarser else ""
        super().__init__(
            f"The series takes {wanted_bytes / 1e9:.1f} GB of memory to read, and {free_bytes / 1e9:.1f} GB are free.",
            f"Close other programs, or have a part of it exported at the scanner.{hint}",
        )
        self.coarser = coarser
