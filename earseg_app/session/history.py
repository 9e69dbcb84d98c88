"""What was done to a case and can be undone: named changes, their label blocks deflated."""

from __future__ import annotations

import math
import zlib
from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np

from earseg_app.domain.editing.block import LabelBlock, Shape
from earseg_app.domain.segmentation import LabelArray

# The oldest changes go when all of them together take more; a stroke takes a few kilobytes.
MOST_BYTES = 256 * 2**20

Facts = TypeVar("Facts")


@dataclass(frozen=True)
class BlockChange:
    """The label codes of a block before and after, deflated; `start_zyx`: its first voxel."""

    start_zyx: Shape
    shape_zyx: Shape
    before: bytes
    after: bytes

    @classmethod
    def between(cls, start_zyx: Shape, before: LabelArray, after: LabelArray) -> BlockChange:
        """The change from one block [z, y, x] to another of the same shape."""
        z, y, x = before.shape
        return cls(start_zyx, (z, y, x), *(zlib.compress(np.ascontiguousarray(b).data, 1) for b in (before, after)))

    def block(self, *, undone: bool) -> LabelBlock:
        """The block as it was before, or as it is after."""
        # A block that was read from a file claims no more memory than it is large.
        codes = zlib.decompressobj().decompress(self.before if undone else self.after, math.prod(self.shape_zyx))
        return LabelBlock(self.start_zyx, np.frombuffer(codes, np.uint8).reshape(self.shape_zyx))

    @property
    def size_bytes(self) -> int:
        """What it takes in memory."""
        return len(self.before) + len(self.after)


@dataclass(frozen=True)
class Change(Generic[Facts]):
    """One step of the user: its name in words, everything but the label codes before and after, and their change."""

    name: str
    before: Facts
    after: Facts
    block: BlockChange | None = None

    @property
    def size_bytes(self) -> int:
        """What its label codes take in memory."""
        return self.block.size_bytes if self.block else 0


@dataclass(frozen=True)
class History(Generic[Facts]):
    """What was done, oldest first, and what was undone, the next to be redone last.

    `forgotten`: how many of the oldest steps went.
    """

    done: tuple[Change[Facts], ...] = ()
    undone: tuple[Change[Facts], ...] = ()
    forgotten: int = 0

    def stands_where(self, other: History[Facts]) -> bool:
        """Whether the labels are those they were when the history of the same case stood as the other."""
        if self.done and other.done:
            return self.done[-1] is other.done[-1]
        return not self.done and not other.done and self.forgotten == other.forgotten

    def with_change(self, change: Change[Facts]) -> History[Facts]:
        """After another step; what was undone is forgotten, and the oldest where memory runs out."""
        done, size = (*self.done, change), 0
        for number in range(len(done) - 1, -1, -1):
            size += done[number].size_bytes
            if size > MOST_BYTES:
                return History(done[number + 1 :], forgotten=self.forgotten + number + 1)
        return History(done, forgotten=self.forgotten)

    def with_last(self, change: Change[Facts]) -> History[Facts]:
        """The last step replaced by one that goes on with it."""
        return History((*self.done[:-1], change), forgotten=self.forgotten)

    def after_undo(self) -> History[Facts]:
        """The last step counted as undone."""
        return History(self.done[:-1], (*self.undone, self.done[-1]), self.forgotten)

    def after_redo(self) -> History[Facts]:
        """The last undone step counted as done again."""
        return History((*self.done, self.undone[-1]), self.undone[:-1], self.forgotten)
