"""Label arrays that are never changed, made from one another without copying whole heads at each brush step.

An array whose last reader is gone gives its memory back; the next version is written there, and only the blocks that
changed meanwhile are copied. Whoever still holds an array, in whatever thread, can go on reading it.
"""

from __future__ import annotations

import threading
import weakref
from collections import deque

import numpy as np

from earseg_app.domain.editing.block import Box, LabelBlock
from earseg_app.domain.segmentation import LabelArray

# Memory that fell further behind than this is filled anew.
MOST_BEHIND = 400
# A brush step makes a version while the one before is still shown; what keeps work safe may take one meanwhile.
SPARE = 3


class LabelVersions:
    """A chain of label arrays of one shape."""

    def __init__(self) -> None:
        self._newest: weakref.ReferenceType[LabelArray] | None = None
        self._number = 0
        self._boxes: deque[tuple[int, Box]] = deque(maxlen=MOST_BEHIND)
        self._free: list[tuple[int, bytearray]] = []
        self._filler: threading.Thread | None = None

    def with_block(self, labels: LabelArray, block: LabelBlock) -> LabelArray:
        """The codes `labels` [z, y, x] with a block in its place, as a new array."""
        if self._newest is None or self._newest() is not labels:
            self._begin()
        made, memory = self._recycled(labels)
        made[block.box] = block.labels
        self._number += 1
        self._boxes.append((self._number, block.box))
        self._newest = weakref.ref(made)
        weakref.finalize(made, self._free.append, (self._number, memory)).atexit = False
        return made

    def prepare(self, labels: LabelArray, count: int = SPARE) -> None:
        """Fill memory for the next versions of `labels` now, so that no brush step needs to."""
        if self._newest is None or self._newest() is not labels:
            self._begin()
            self._newest = weakref.ref(labels)
        self._fill(labels, self._number, self._free, count)

    def top_up(self, labels: LabelArray) -> None:
        """The same beside the window, for it takes a tenth of a second: between strokes nobody waits for it."""
        if len(self._free) < SPARE and (self._filler is None or not self._filler.is_alive()):
            work = labels, self._number, self._free, SPARE
            self._filler = threading.Thread(target=self._fill, args=work, daemon=True)
            self._filler.start()

    def wait(self) -> None:
        """Until memory is filled that is being filled."""
        if self._filler is not None:
            self._filler.join()

    @staticmethod
    def _fill(labels: LabelArray, number: int, free: list[tuple[int, bytearray]], count: int) -> None:
        while len(free) < count:
            memory = bytearray(labels.nbytes)
            _owner(memory, labels)[...] = labels
            free.append((number, memory))

    def _begin(self) -> None:
        """Another chain: what lies in the free memory has nothing to do with it."""
        self._number += 1
        self._boxes.clear()
        self._free = []

    def _recycled(self, labels: LabelArray) -> tuple[LabelArray, bytearray]:
        """An array equal to `labels`, and its memory."""
        while self._free:
            version, memory = self._free.pop()
            later = [box for number, box in self._boxes if number > version]
            if len(later) == self._number - version:
                made = _owner(memory, labels)
                for box in later:
                    made[box] = labels[box]
                return made, memory
        memory = bytearray(labels.nbytes)
        made = _owner(memory, labels)
        made[...] = labels
        return made, memory


def _owner(memory: bytearray, labels: LabelArray) -> LabelArray:
    """An array on that memory whose views keep it, and so the memory, from being given back."""
    return np.ndarray(labels.shape, np.uint8, memory)
