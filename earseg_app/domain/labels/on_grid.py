"""Bring labels from one grid onto another, and say what that did to them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from earseg_app.domain.anatomy import Part, Side, label_code
from earseg_app.domain.errors import UnsupportedVolume
from earseg_app.domain.geometry import FloatArray, Grid
from earseg_app.domain.segmentation import LabelArray
from earseg_app.domain.structures import ears_alone, is_structure

# Places asked within each new voxel, along each axis: odd, so that no vote is a draw.
FINE, COARSE = 3, 5
# New voxels this much larger than the old ones are asked at more places.
MUCH_COARSER = 2.0
# Two lattices are one when no corner lies farther than this from a point of the other, voxels.
SAME_LATTICE = 0.05


@dataclass(frozen=True, eq=False)
class MovedLabels:
    """Label codes [z, y, x] on the new grid, and sentences on what the move changed."""

    labels: LabelArray
    notes: tuple[str, ...] = ()


def labels_on(labels: LabelArray, source: Grid, target: Grid) -> MovedLabels:
    """Label codes [z, y, x] of the grid `source` on the grid `target`.

    Where the voxels of both coincide (the same lattice, cropped, flipped or with axes exchanged) every voxel keeps its
    code. Else a voxel is ear when more than half of it is, asked at 3 × 3 × 3 places or more, and of the part that
    most of these places have. So with structures, each by itself; where an ear and a structure meet, the ear stays as
    it would be alone.

    Raises:
        UnsupportedVolume: if the labels lie outside the target.
    """
    if source.matches(target):
        return MovedLabels(labels)
    places = _places(source, target)
    moved = np.zeros(target.shape_zyx, np.uint8)
    for code in _structure_codes(labels):
        _move(labels, source, moved, target, [code], places)
    for side in Side:
        _move(labels, source, moved, target, [label_code(side, part) for part in Part], places)
    ears = ears_alone(labels)
    has_ears = bool(ears.any())
    before = _volume_mm3(ears if has_ears else labels, source)
    after = _volume_mm3(ears_alone(moved) if has_ears else moved, target)
    if before > 0.0 and after == 0.0:
        raise UnsupportedVolume(
            "These labels lie outside the open scan.", "Open the scan they were made for, or labels of this scan."
        )
    return MovedLabels(moved, tuple(_notes(before, after, source, places == 1)))


def _structure_codes(labels: LabelArray) -> list[int]:
    return [code for code in np.unique(labels).tolist() if is_structure(code)]


def _notes(before_mm3: float, after_mm3: float, source: Grid, aligned: bool) -> list[str]:
    if aligned:
        lost = 1.0 - after_mm3 / before_mm3 if before_mm3 else 0.0
        return [f"{lost:.1%} of the labelled volume lies outside this scan and was left out."] if lost > 1e-6 else []
    z, y, x = source.spacing_zyx_mm
    return [
        f"The labels lay on another grid (voxels of {x:.2f} × {y:.2f} × {z:.2f} mm) and were brought onto that of the "
        f"scan; their volume was {before_mm3:.1f} mm³ and is {after_mm3:.1f} mm³. Check their borders."
    ]


def _move(labels: LabelArray, source: Grid, moved: LabelArray, target: Grid, codes: list[int], places: int) -> None:
    """Put an ear, or a structure, into `moved`; `codes`: its own, without a gap."""
    index = np.argwhere((labels >= codes[0]) & (labels <= codes[-1]))
    if not len(index):
        return
    low, high = index.min(axis=0) - 1, index.max(axis=0) + 1
    corners = target.index_from_lps(source.lps_from_index(list(product(*zip(low, high, strict=True)))))
    start = np.clip(np.floor(corners.min(axis=0)).astype(int), 0, moved.shape)
    stop = np.clip(np.ceil(corners.max(axis=0)).astype(int) + 1, 0, moved.shape)
    if np.any(stop <= start):
        return
    box = tuple(slice(a, b) for a, b in zip(start, stop, strict=True))
    votes = _votes(labels, source, target.crop(start, stop - start), codes, places)
    is_it = 2 * votes.sum(axis=0) > places**3
    region = moved[box]
    region[is_it] = np.array(codes, np.uint8)[votes.argmax(axis=0)[is_it]]


def _places(source: Grid, target: Grid) -> int:
    """How many places of each new voxel are asked along each axis."""
    if _is_one_lattice(source, target):
        return 1
    return COARSE if target.spacing.max() > MUCH_COARSER * source.spacing.min() else FINE


def _votes(labels: LabelArray, source: Grid, box: Grid, codes: list[int], places: int) -> NDArray[np.uint8]:
    """(parts, z, y, x): how many places of each voxel of the box have each code."""
    votes = np.zeros((len(codes), *box.shape_zyx), np.uint8)
    offsets = (np.arange(places) - (places - 1) / 2.0) / places
    matrix, start = _index_map(box, source)
    zero = np.stack(np.meshgrid(*[np.arange(n) for n in box.shape_zyx], indexing="ij"), axis=-1) @ matrix + start
    limits = np.array(labels.shape) - 1
    for offset in product(offsets, repeat=3):
        index = np.rint(zero + np.array(offset) @ matrix).astype(np.int32)
        inside = np.all((index >= 0) & (index <= limits), axis=-1)
        found = labels[tuple(np.moveaxis(np.clip(index, 0, limits), -1, 0))]
        for row, code in enumerate(codes):
            votes[row] += (found == code) & inside
    return votes


def _index_map(from_grid: Grid, to_grid: Grid) -> tuple[FloatArray, FloatArray]:
    """(3, 3) and (3,): `index_to = index_from @ matrix + start`."""
    start = to_grid.index_from_lps(from_grid.lps_from_index((0, 0, 0)))
    return to_grid.index_from_lps(from_grid.lps_from_index(np.eye(3))) - start, start


def _is_one_lattice(source: Grid, target: Grid) -> bool:
    matrix, start = _index_map(target, source)
    corners = np.array(list(product(*[(0, n - 1) for n in target.shape_zyx])))
    whole = corners @ np.rint(matrix) + np.rint(start)
    is_permutation = np.array_equal(np.abs(np.rint(matrix)).sum(axis=0), np.ones(3))
    return bool(is_permutation and np.abs(corners @ matrix + start - whole).max() <= SAME_LATTICE)


def _volume_mm3(labels: LabelArray, grid: Grid) -> float:
    return float(np.count_nonzero(labels)) * grid.voxel_volume_mm3
