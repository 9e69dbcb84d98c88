"""Regions that grow from a seed through voxels of like density, and parts that share a piece between them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy import ndimage, sparse
from scipy.sparse import csgraph

from earseg_app.domain.anatomy import Part, Side, label_code
from earseg_app.domain.editing.block import LabelBlock, around, start_of
from earseg_app.domain.editing.pieces import piece_at
from earseg_app.domain.editing.scope import Subject
from earseg_app.domain.errors import EarsegError
from earseg_app.domain.geometry import Triple
from earseg_app.domain.structures import is_structure

# A step across this much density costs as much as a step of one voxel: noise of bone kernels stays below it.
EDGE_HU = 300.0


def grown(
    subject: Subject, seed_lps_mm: Triple, range_hu: tuple[float, float], reach_mm: float, code: int
) -> LabelBlock:
    """The labels after a region grew from a seed, LPS mm, through voxels within `range_hu`, at most `reach_mm` far.

    It grows through voxels that share a face and that the scope permits, so a locked part is a wall.

    Raises:
        EarsegError: if the seed lies outside the scan or its density outside the range.
    """
    grid = subject.grid
    seed = grid.index_from_lps(seed_lps_mm)
    reach = reach_mm / grid.spacing
    box = around(seed - reach, seed + reach, grid.shape_zyx)
    if box is None or not grid.contains(seed_lps_mm):
        raise EarsegError("The place lies outside the scan.", "Click inside the picture.")
    hu = subject.hu[box]
    within = (hu >= range_hu[0]) & (hu <= range_hu[1]) & subject.permitted(box)
    place = np.rint(seed).astype(int) - start_of(box)
    offsets = [
        ((np.arange(s.start, s.stop) - at) * step).reshape([-1 if a == axis else 1 for a in range(3)])
        for axis, (s, at, step) in enumerate(zip(box, seed, grid.spacing_zyx_mm, strict=True))
    ]
    within &= sum(o * o for o in offsets) <= reach_mm**2
    if not within[tuple(place)]:
        raise EarsegError(
            "Nothing grows from there: its density lies outside the range, or its part is locked.",
            "Click a darker or brighter place, or widen the range.",
        )
    pieces, _ = ndimage.label(within)
    return subject.relabelled(box, pieces == pieces[tuple(place)], code)


def shared_out(subject: Subject, strokes: Sequence[tuple[int, Sequence[Triple]]]) -> LabelBlock:
    """The labelled piece under the strokes, shared out: each voxel gets the code of the stroke nearest to it.

    The piece is made of the parts that the strokes touch and of those that they stand for; other parts stay.

    `strokes`: a code and LPS points, mm, each. Nearest is meant along paths inside the piece, on which crossing an
    edge of density is long (shortest paths, Dijkstra 1959, on the graph of voxels that share a face).

    Raises:
        EarsegError: if fewer than two parts have a stroke on the piece.
    """
    grid = subject.grid
    first = strokes[0][1][0] if strokes and strokes[0][1] else (0.0, 0.0, 0.0)
    box, piece = piece_at(subject.labels, grid, first, _in_question(subject, strokes))
    number = np.full(piece.shape, -1, np.int64)
    number[piece] = np.arange(np.count_nonzero(piece))
    seeds: dict[int, int] = {}
    for code, points in strokes:
        for point in points:
            place = np.rint(grid.index_from_lps(point)).astype(int) - start_of(box)
            if np.all((place >= 0) & (place < piece.shape)) and piece[tuple(place)]:
                seeds[int(number[tuple(place)])] = code
    if len(set(seeds.values())) < 2:
        raise EarsegError("Two parts are needed.", "Draw a stroke of each part on the piece that they share.")
    _, _, sources = csgraph.dijkstra(
        _graph(subject.hu[box], number, grid.spacing), indices=list(seeds), min_only=True, return_predecessors=True
    )
    new = subject.labels[box].copy()
    codes = np.zeros(len(sources), np.uint8)
    for node, code in seeds.items():
        codes[sources == node] = code
    new[piece] = np.where(codes > 0, codes, new[piece])
    kept = np.isin(subject.labels[box], list(subject.scope.locked))
    return LabelBlock(start_of(box), np.where(kept, subject.labels[box], new))


def _graph(hu: np.ndarray, number: np.ndarray, spacing_mm: np.ndarray) -> sparse.csr_array:
    rows, columns, lengths = [], [], []
    for axis in range(3):
        near = tuple(slice(None, -1) if a == axis else slice(None) for a in range(3))
        far = tuple(slice(1, None) if a == axis else slice(None) for a in range(3))
        joined = (number[near] >= 0) & (number[far] >= 0)
        rows.append(number[near][joined])
        columns.append(number[far][joined])
        step = np.abs(hu[near][joined].astype(float) - hu[far][joined])
        lengths.append(spacing_mm[axis] * (1.0 + step / EDGE_HU))
    count = int(number.max()) + 1
    graph = sparse.coo_array(
        (np.concatenate(lengths), (np.concatenate(rows), np.concatenate(columns))), (count, count)
    ).tocsr()
    return graph + graph.T


def _in_question(subject: Subject, strokes: Sequence[tuple[int, Sequence[Triple]]]) -> frozenset[int]:
    """The codes that strokes touch or stand for: of structures, and of the ear that the first of them means."""
    touched = [subject.code_at(point) for _, points in strokes for point in points]
    codes = {*touched, *(code for code, _ in strokes)} - {0}
    ears = [frozenset(label_code(side, part) for part in Part) for side in Side]
    meant = [ear for code in (*touched, *(code for code, _ in strokes)) for ear in ears if code in ear]
    return frozenset(code for code in codes if is_structure(code) or (meant and code in meant[0]))
