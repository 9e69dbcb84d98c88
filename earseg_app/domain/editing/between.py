"""Fill between two painted slices: the shape of one becomes that of the other, step by step."""

from __future__ import annotations

import numpy as np
import scipy
from numpy.typing import NDArray

from earseg_app.domain.editing.block import LabelBlock, box_of
from earseg_app.domain.editing.scope import Subject
from earseg_app.domain.errors import EarsegError
from earseg_app.domain.geometry import FloatArray, Triple

# Room around both shapes, voxels, so that the distance to them is known where they are joined.
RIM = 2


def filled_between(subject: Subject, axis: int, first_lps_mm: Triple, last_lps_mm: Triple) -> LabelBlock:
    """The piece under one point joined with the piece under another, in two slices across array axis `axis`.

    Between them lies the shape whose signed distance to its border is that of both, weighted by nearness (Raya and
    Udupa, "Shape-based interpolation of multidimensional objects", IEEE TMI 9, 1990); so that pieces which don't
    overlap are joined too, each is moved along the line between their centres.

    Raises:
        EarsegError: if the points don't lie in two pieces of one part in different slices.
    """
    points = np.rint(subject.grid.index_from_lps([first_lps_mm, last_lps_mm])).astype(int)
    if np.any(points < 0) or np.any(points >= subject.labels.shape):
        raise EarsegError("The place lies outside the scan.", "Click inside the picture.")
    codes = [int(subject.labels[tuple(point)]) for point in points]
    low, high = sorted(points[:, axis].tolist())
    if codes[0] != codes[1] or not codes[0] or high - low < 2:
        raise EarsegError(
            "Two slices of one part are needed, with at least one slice between them.",
            "Click the part in one slice, scroll, and click the same part in another.",
        )
    order = np.argsort(points[:, axis])
    shapes = [_piece(subject, points[i], axis, codes[0]) for i in order]
    both = shapes[0] | shapes[1]
    rows, columns = (np.flatnonzero(both.any(axis=a)) for a in (1, 0))
    top, left = max(rows[0] - RIM, 0), max(columns[0] - RIM, 0)
    window = (slice(top, rows[-1] + 1 + RIM), slice(left, columns[-1] + 1 + RIM))
    shapes = [shape[window] for shape in shapes]
    spacing = np.delete(subject.grid.spacing, axis)
    between = np.stack([_mixed(shapes, (n - low) / (high - low), spacing) for n in range(low + 1, high)], axis)
    start = np.insert([top, left], axis, low + 1)
    return subject.relabelled(box_of(start, start + between.shape), between, codes[0])


def _piece(subject: Subject, point: NDArray[np.int_], axis: int, code: int) -> NDArray[np.bool_]:
    """[row, column]: the piece of a part under a point, in its slice."""
    picture = np.take(subject.labels, int(point[axis]), axis) == code
    pieces, _ = scipy.ndimage.label(picture, np.ones((3, 3), bool))
    found: NDArray[np.bool_] = pieces == pieces[tuple(np.delete(point, axis))]
    return found


def _mixed(shapes: list[NDArray[np.bool_]], share: float, spacing_mm: FloatArray) -> NDArray[np.bool_]:
    """The shape at a share 0…1 of the way from one to the other."""
    centers = [np.argwhere(shape).mean(axis=0) for shape in shapes]
    here = (1.0 - share) * centers[0] + share * centers[1]
    fields = [
        scipy.ndimage.shift(_signed_mm(shape, spacing_mm), here - center, order=1, mode="nearest")
        for shape, center in zip(shapes, centers, strict=True)
    ]
    mixed: NDArray[np.bool_] = (1.0 - share) * fields[0] + share * fields[1] < 0.0
    return mixed


def _signed_mm(shape: NDArray[np.bool_], spacing_mm: FloatArray) -> FloatArray:
    """Negative inside, mm from voxel centre to the nearest centre across the border."""
    padded = np.pad(shape, 1)
    inside = scipy.ndimage.distance_transform_edt(padded, sampling=spacing_mm)
    outside = scipy.ndimage.distance_transform_edt(~padded, sampling=spacing_mm)
    signed: FloatArray = (outside - inside)[1:-1, 1:-1]
    return signed
