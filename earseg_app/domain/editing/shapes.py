"""The shape of a whole part: holes filled, smoothed, grown or shrunk, combined with another part."""

from __future__ import annotations

from enum import Enum

import numpy as np
import scipy

from earseg_app.domain.editing.block import LabelBlock
from earseg_app.domain.editing.pieces import box_of_codes
from earseg_app.domain.editing.scope import Subject


class Logic(Enum):
    """How one part is combined with another; the value is the words shown."""

    ADD = "Add"
    SUBTRACT = "Subtract"
    KEEP_COMMON = "Keep what touches"


def holes_filled(subject: Subject, code: int) -> LabelBlock:
    """A part whose enclosed cavities are filled; those that hold another part stay.

    Raises:
        EarsegError: if the part is empty.
    """
    box = box_of_codes(subject.labels, frozenset({code}))
    old = subject.labels[box]
    filled = scipy.ndimage.binary_fill_holes(old == code) & (old == 0)
    return subject.relabelled(box, filled, code)


def grown_by(subject: Subject, code: int, by_mm: float) -> LabelBlock:
    """A part grown into unlabelled surroundings by a distance, mm, or shrunk by it when negative.

    The distance goes from voxel centre to voxel centre.

    Raises:
        EarsegError: if the part is empty.
    """
    margin = int(np.ceil(abs(by_mm) / subject.grid.spacing.min())) + 1
    box = box_of_codes(subject.labels, frozenset({code}), margin)
    old, spacing = subject.labels[box], subject.grid.spacing_zyx_mm
    part = old == code
    if by_mm >= 0.0:
        near = scipy.ndimage.distance_transform_edt(~part, sampling=spacing) <= by_mm + 1e-6
        return subject.relabelled(box, near & (old == 0), code)
    # What lies beyond the edge of the scan is unknown, not outside the part: it does not shrink from there.
    gone = scipy.ndimage.distance_transform_edt(part, sampling=spacing) <= -by_mm + 1e-6
    return subject.relabelled(box, part & gone, 0)


def smoothed(subject: Subject, code: int, sigma_mm: float) -> LabelBlock:
    """A part whose wall is smoothed by a Gaussian, mm, at the level that keeps its volume; other parts stay.

    Raises:
        EarsegError: if the part is empty.
    """
    sigma = sigma_mm / subject.grid.spacing
    box = box_of_codes(subject.labels, frozenset({code}), int(np.ceil(3.0 * sigma.max())) + 1)
    old = subject.labels[box]
    part = old == code
    blurred = scipy.ndimage.gaussian_filter(part.astype(np.float32), sigma, mode="nearest")
    free = part | (old == 0)
    count = int(np.count_nonzero(part))
    level = np.partition(blurred[free], -count)[-count]
    stays = free & (blurred >= level)
    shrunk = subject.relabelled(box, part & ~stays, 0)
    grown = subject.relabelled(box, stays & (old == 0), code)
    return LabelBlock(grown.start_zyx, np.where(shrunk.labels != old, shrunk.labels, grown.labels))


def combined(subject: Subject, code: int, other: int, logic: Logic) -> LabelBlock:
    """A part combined with another: their union, without what touches the other, or that alone.

    ADD gives every voxel of the other part to this one. As no voxel belongs to two parts, SUBTRACT takes away what
    shares a face, edge or corner with the other part, and KEEP_COMMON keeps only the pieces that do.

    Raises:
        EarsegError: if the part is empty.
    """
    if logic is Logic.ADD:
        box = box_of_codes(subject.labels, frozenset({other}))
        return subject.relabelled(box, subject.labels[box] == other, code)
    box = box_of_codes(subject.labels, frozenset({code}), 1)
    part, neighbour = subject.labels[box] == code, subject.labels[box] == other
    touching = part & scipy.ndimage.binary_dilation(neighbour, np.ones((3, 3, 3), bool))
    if logic is Logic.SUBTRACT:
        return subject.relabelled(box, touching, 0)
    pieces, _ = scipy.ndimage.label(part, np.ones((3, 3, 3), bool))
    return subject.relabelled(box, part & ~np.isin(pieces, np.unique(pieces[touching])), 0)
