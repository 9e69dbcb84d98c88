"""What of the labels was corrected by hand since the network made them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from earseg_app.domain.editing.block import Box
from earseg_app.domain.structures import ears_alone
from earseg_app.session.history import BlockChange, Change, History
from earseg_app.session.state import CaseFacts

# The step in which the network labelled a box anew.
SEGMENTED_HERE = "Segment again here"


def corrected_by_hand(history: History[CaseFacts], box: Box) -> NDArray[np.bool_]:
    """[z, y, x] of a box: which voxels were changed by hand after the network, or a file, last labelled them.

    What was done before the oldest step that is kept is not known, and counts as the network's.
    """
    corrected = np.zeros([s.stop - s.start for s in box], bool)
    for change in history.done:
        if _is_new_segmentation(change):
            corrected[...] = False
        elif change.block is not None:
            _note(corrected, box, change.block, by_hand=change.name != SEGMENTED_HERE)
    return corrected


def _is_new_segmentation(change: Change[CaseFacts]) -> bool:
    before, after = change.before.made, change.after.made
    if before is None or after is None:
        return True
    return before.provenance is not after.provenance and before.provenance != after.provenance


def _note(corrected: NDArray[np.bool_], box: Box, block: BlockChange, *, by_hand: bool) -> None:
    before, after = block.block(undone=True), block.block(undone=False)
    shared = [(max(a.start, b.start), min(a.stop, b.stop)) for a, b in zip(box, before.box, strict=True)]
    if any(low >= high for low, high in shared):
        return
    here = tuple(slice(low - s.start, high - s.start) for (low, high), s in zip(shared, box, strict=True))
    there = tuple(slice(low - s.start, high - s.start) for (low, high), s in zip(shared, before.box, strict=True))
    # A structure painted beside the ear says nothing of the ear.
    differs = ears_alone(before.labels[there]) != ears_alone(after.labels[there])
    corrected[here][differs] = by_hand
