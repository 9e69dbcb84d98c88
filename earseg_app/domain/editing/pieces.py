"""Connected pieces of parts: islands away, a piece or a side of a plane to another part."""

from __future__ import annotations

import numpy as np
import scipy

from earseg_app.domain.editing.block import Box, LabelBlock, box_of, start_of
from earseg_app.domain.editing.scope import Mask, Subject
from earseg_app.domain.errors import EarsegError
from earseg_app.domain.geometry import Grid, Triple
from earseg_app.domain.segmentation import LabelArray

# Voxels are one piece when they share a face, an edge or a corner.
TOUCHING = np.ones((3, 3, 3), bool)


def box_of_codes(labels: LabelArray, codes: frozenset[int], margin: int = 0) -> Box:
    """The block that holds every voxel of these codes, with a margin of voxels inside the array.

    Raises:
        EarsegError: if there is none.
    """
    chosen = np.isin(labels, np.array(sorted(codes), np.uint8)) if len(codes) > 1 else labels == min(codes, default=0)
    used = [np.flatnonzero(chosen.any(axis=tuple(a for a in range(3) if a != axis))) for axis in range(3)]
    if not used[0].size:
        raise EarsegError("This part has no voxels yet.", "Paint it, or choose another part.")
    low = [max(int(u[0]) - margin, 0) for u in used]
    high = [min(int(u[-1]) + 1 + margin, n) for u, n in zip(used, labels.shape, strict=True)]
    return box_of(low, high)


def piece_at(labels: LabelArray, grid: Grid, point_lps_mm: Triple, codes: frozenset[int]) -> tuple[Box, Mask]:
    """The box of these codes, and in it the connected piece of them that holds an LPS point, mm.

    Raises:
        EarsegError: if the point lies in none.
    """
    index = np.rint(grid.index_from_lps(point_lps_mm)).astype(int)
    inside = bool(np.all((index >= 0) & (index < labels.shape)))
    if not inside or int(labels[tuple(index)]) not in codes or not int(labels[tuple(index)]):
        raise EarsegError("There is no labelled piece at that place.", "Click on a coloured part.")
    box = box_of_codes(labels, codes)
    pieces, _ = scipy.ndimage.label(np.isin(labels[box], list(codes)), TOUCHING)
    return box, pieces == pieces[tuple(index - start_of(box))]


def piece_relabelled(subject: Subject, point_lps_mm: Triple, code: int) -> LabelBlock:
    """The connected piece of one part under an LPS point, mm, given to another part, or to none with code 0.

    Raises:
        EarsegError: if no part is there.
    """
    here = frozenset({subject.code_at(point_lps_mm)})
    box, piece = piece_at(subject.labels, subject.grid, point_lps_mm, here)
    return subject.relabelled(box, piece, code)


def largest_only(subject: Subject, code: int) -> LabelBlock:
    """A part without its islands: only its largest connected piece stays.

    Raises:
        EarsegError: if the part is empty.
    """
    box = box_of_codes(subject.labels, frozenset({code}))
    pieces, _ = scipy.ndimage.label(subject.labels[box] == code, TOUCHING)
    counts = np.bincount(pieces.ravel())
    counts[0] = 0
    return subject.relabelled(box, (pieces > 0) & (pieces != counts.argmax()), 0)


def without_small(subject: Subject, code: int, least_mm3: float) -> LabelBlock:
    """A part without its pieces smaller than a volume, mm³.

    Raises:
        EarsegError: if the part is empty.
    """
    box = box_of_codes(subject.labels, frozenset({code}))
    pieces, _ = scipy.ndimage.label(subject.labels[box] == code, TOUCHING)
    small = np.bincount(pieces.ravel()) * subject.grid.voxel_volume_mm3 < least_mm3
    small[0] = False
    return subject.relabelled(box, small[pieces], 0)


def side_relabelled(subject: Subject, source: int, point_lps_mm: Triple, normal_lps: Triple, code: int) -> LabelBlock:
    """What lies of part `source` on the side of a plane that its normal points to, given to another part.

    `point_lps_mm`: a point of the plane; a voxel whose centre lies on the plane stays.

    Raises:
        EarsegError: if the part is empty.
    """
    box = box_of_codes(subject.labels, frozenset({source}))
    grid = subject.grid.crop(start_of(box), [s.stop - s.start for s in box])
    index = np.argwhere(subject.labels[box] == source)
    beyond = (grid.lps_from_index(index) - np.array(point_lps_mm)) @ np.array(normal_lps) > 1e-6
    chosen = np.zeros(grid.shape_zyx, bool)
    chosen[tuple(index[beyond].T)] = True
    return subject.relabelled(box, chosen, code)
