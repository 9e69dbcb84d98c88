"""What was done to a case and can be undone: named changes, their label blocks deflated."""

from __future__ import annotations

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
        codes = np.frombuffer(zlib.decompress(self.before if undone else self.after), np.uint8)
        return LabelBlock(self.start_zyx, codes.reshape(self.shape_zyx))

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
    """What was done, oldest first, and what was undone, the next to be redone last."""

    done: tuple[Change[Facts], ...] = ()
    undone: tuple[Change[Facts], ...] = ()

    def with_change(self, change: Change[Facts]) -> History[Facts]:
        """After another step; what was undone is forgotten, and the oldest where memory runs out."""
        done, size = (*self.done, change), 0
        for number in range(len(done) - 1, -1, -1):
            size += done[number].size_bytes
            if size > MOST_BYTES:
                return History(done[number + 1 :])
        return History(done)

    def with_last(self, change: Change[Facts]) -> History[Facts]:
        """The last step replaced by one that goes on with it."""
        return History((*self.done[:-1], change))

    def after_undo(self) -> History[Facts]:
        """The last step counted as undone."""
        return History(self.done[:-1], (*self.undone, self.done[-1]))

    def after_redo(self) -> History[Facts]:
        """The last undone step counted as done again."""
        return History((*self.done, self.undone[-1]), self.undone[:-1])
