"""Fill between two painted slices: the shape of one becomes that of the other, along what the CT shows."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import scipy
from numpy.typing import NDArray

from earseg_app.domain.editing.block import LabelBlock, box_of
from earseg_app.domain.editing.morph import Morph
from earseg_app.domain.editing.pieces import TOUCHING
from earseg_app.domain.editing.scope import Mask, Subject
from earseg_app.domain.errors import EarsegError
from earseg_app.domain.geometry import FloatArray, Triple

# How far the CT may draw a border away from where shape alone puts it: half the width of a canal, 1 mm.
REACH_MM = 1.0
# A part that differs less from what surrounds it gives the CT no say; noise of thin slices is about half as much.
LEAST_CONTRAST_HU = 300.0
# Voxels of the ring around a piece whose density stands for its surroundings: from the second to the third.
RING = (1, 3)
FLAT = np.ones((3, 3), bool)


def filled_between(subject: Subject, axis: int, first_lps_mm: Triple, last_lps_mm: Triple) -> LabelBlock:
    """The piece under one point joined with the piece under another, in two slices across array axis `axis`.

    Shape alone says where the part would lie (see `Morph`); where the pieces differ from their surroundings by at
    least LEAST_CONTRAST_HU, the border moves by up to REACH_MM to where the density is nearer to theirs, so that a
    curved canal is followed. Both are weighed by the signed distance to the border (shape-based interpolation: Raya and
    Udupa, IEEE TMI 9, 1990). On five phantoms: tests/domain/editing/test_between.py.

    Raises:
        EarsegError: if the points don't lie in two pieces of one part in different slices.
    """
    points = np.rint(subject.grid.index_from_lps([first_lps_mm, last_lps_mm])).astype(int)
    if np.any(points < 0) or np.any(points >= subject.labels.shape):
        raise EarsegError("The place lies outside the scan.", "Click inside the picture.")
    codes = [int(subject.labels[tuple(point)]) for point in points]
    points = points[np.argsort(points[:, axis])]
    low, high = points[:, axis].tolist()
    if codes[0] != codes[1] or not codes[0] or high - low < 2:
        raise EarsegError(
            "Two slices of one part are needed, with at least one slice between them.",
            "Click the part in one slice, scroll, and click the same part in another.",
        )
    spacing_mm = np.delete(subject.grid.spacing, axis)
    pieces = [_piece(subject, point, axis, codes[0]) for point in points]
    top, left, window = _window(pieces[0] | pieces[1], spacing_mm)
    ends = (pieces[0][window], pieces[1][window])
    hu = np.moveaxis(subject.hu, axis, 0)[low : high + 1, window[0], window[1]].astype(float)
    free = np.moveaxis(subject.labels, axis, 0)[low : high + 1, window[0], window[1]] == 0
    between = _followed(ends, spacing_mm, hu, free)
    start = np.insert([top, left], axis, low + 1)
    made = np.moveaxis(between, 0, axis)
    return subject.relabelled(box_of(start, start + made.shape), made, codes[0])


@dataclass(frozen=True)
class _Density:
    """What the pieces are like and what surrounds them, HU."""

    inside_hu: float
    outside_hu: float

    @classmethod
    def of(cls, ends: tuple[Mask, Mask], hu: FloatArray, free: Mask) -> _Density:
        """The medians in the core of the pieces, and in a ring of unlabelled voxels around them."""
        inside, outside = [], []
        for number, piece in ((0, ends[0]), (-1, ends[1])):
            core = scipy.ndimage.binary_erosion(piece)
            near, far = (scipy.ndimage.binary_dilation(piece, FLAT, iterations=n) for n in RING)
            inside.append(hu[number][core if core.any() else piece])
            outside.append(hu[number][far & ~near & free[number]])
        middle = float(np.median(np.concatenate(inside)))
        around = np.concatenate(outside)
        return cls(middle, float(np.median(around)) if around.size else middle)

    @property
    def says_something(self) -> bool:
        """Whether the CT tells the part from its surroundings."""
        return abs(self.outside_hu - self.inside_hu) >= LEAST_CONTRAST_HU

    def strangeness(self, hu: FloatArray) -> FloatArray:
        """-0.5 where a voxel is like the pieces, to 0.5 where it is like their surroundings, or further from them."""
        contrast = abs(self.outside_hu - self.inside_hu)
        away: FloatArray = np.clip(np.abs(hu - self.inside_hu) / contrast, 0.0, 1.0) - 0.5
        return away


def _followed(ends: tuple[Mask, Mask], spacing_mm: FloatArray, hu: FloatArray, free: Mask) -> Mask:
    """[slice, row, column] strictly between two pieces; the first and last slice of `hu` and `free` are theirs."""
    morph, density, count = Morph(*ends, spacing_mm), _Density.of(ends, hu, free), len(hu) - 1
    shapes = [morph.at(number / count) for number in range(1, count)]
    if not density.says_something:
        return np.stack(shapes)
    drawn = [
        (_signed_mm(shape, spacing_mm) + 2.0 * REACH_MM * density.strangeness(hu[number]) < 0.0)
        & (free[number] | shape)  # the CT draws no border into another part
        for number, shape in enumerate(shapes, 1)
    ]
    whole = np.stack([ends[0], *drawn, ends[1]])
    pieces, _ = scipy.ndimage.label(whole, TOUCHING)
    joined: Mask = np.isin(pieces, np.unique(pieces[0][ends[0]]))[1:-1]
    return joined if all(each.any() for each in joined) else np.stack(shapes)


def _window(both: Mask, spacing_mm: FloatArray) -> tuple[int, int, tuple[slice, slice]]:
    """The rows and columns around two pieces in which the part may lie, and the first of each."""
    rim = np.ceil(2.0 * REACH_MM / spacing_mm).astype(int)
    starts, slices = [], []
    for axis in (0, 1):
        used = np.flatnonzero(both.any(axis=1 - axis))
        starts.append(max(int(used[0]) - int(rim[axis]), 0))
        slices.append(slice(starts[-1], int(used[-1]) + 1 + int(rim[axis])))
    return starts[0], starts[1], (slices[0], slices[1])


def _piece(subject: Subject, point: NDArray[np.int_], axis: int, code: int) -> Mask:
    """[row, column]: the piece of a part under a point, in its slice."""
    picture = np.take(subject.labels, int(point[axis]), axis) == code
    pieces, _ = scipy.ndimage.label(picture, FLAT)
    found: Mask = pieces == pieces[tuple(np.delete(point, axis))]
    return found


def _signed_mm(shape: Mask, spacing_mm: FloatArray) -> FloatArray:
    """Negative inside, mm from voxel centre to the nearest centre across the border."""
    padded = np.pad(shape, 1)
    inside = scipy.ndimage.distance_transform_edt(padded, sampling=spacing_mm)
    outside = scipy.ndimage.distance_transform_edt(~padded, sampling=spacing_mm)
    signed: FloatArray = (outside - inside)[1:-1, 1:-1]
    return signed
