"""Gaps of canals are filled along the canal, and by shape alone where the CT shows nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
import pytest
from scipy import ndimage

from earseg_app.domain.anatomy import Part, Side, label_code
from earseg_app.domain.editing.between import filled_between
from earseg_app.domain.editing.morph import Morph
from earseg_app.domain.editing.scope import Mask, Subject
from earseg_app.domain.geometry import Grid, Triple
from earseg_app.phantom.cases import Case, small_case

CODE = label_code(Side.RIGHT, Part.LATERAL_CANAL)
CANALS = (Part.SUPERIOR_CANAL, Part.POSTERIOR_CANAL, Part.LATERAL_CANAL)


@dataclass(frozen=True, eq=False)
class Gap:
    """A stretch of a canal taken away, [slice, row, column] across `axis`, and the points that are clicked."""

    subject: Subject
    axis: int
    first: int
    missing: Mask
    code: int
    clicks: tuple[Triple, Triple]

    def dice(self) -> float:
        """How well the filling is the stretch."""
        block = filled_between(self.subject, self.axis, *self.clicks)
        new = self.subject.labels.copy()
        new[block.box] = block.labels
        part = slice(self.first, self.first + len(self.missing))
        filled = (new != self.subject.labels) & (new == self.code)
        got = np.moveaxis(filled, self.axis, 0)[part]
        return 2.0 * np.count_nonzero(got & self.missing) / (got.sum() + self.missing.sum())


def gaps(case: Case, length: int, step: int) -> Iterator[Gap]:
    """Every stretch of so many slices that is one piece in each, of each canal, across each axis."""
    for part in CANALS:
        code = label_code(Side.RIGHT, part)
        for axis in range(3):
            canal = np.moveaxis(case.labels.labels == code, axis, 0)
            used = np.flatnonzero(canal.any(axis=(1, 2)))
            for first in range(int(used[0]), int(used[-1]) - length, step):
                yield from _of_slab(case, code, axis, first, canal[first : first + length + 2])


def _of_slab(case: Case, code: int, axis: int, first: int, slab: Mask) -> Iterator[Gap]:
    pieces, count = ndimage.label(slab, np.ones((3, 3, 3)))
    for number in range(1, count + 1):
        piece = pieces == number
        if not all(ndimage.label(each, np.ones((3, 3)))[1] == 1 for each in piece):
            continue
        labels = case.labels.labels.copy()
        np.moveaxis(labels, axis, 0)[first + 1 : first + len(slab) - 1][piece[1:-1]] = 0
        grid = case.labels.grid
        clicks = []
        for each, place in ((piece[0], first), (piece[-1], first + len(slab) - 1)):
            inside = np.argwhere(each)
            x, y, z = grid.lps_from_index(np.insert(inside[len(inside) // 2], axis, place))
            clicks.append((float(x), float(y), float(z)))
        subject = Subject(labels, case.volume.hu, grid)
        yield Gap(subject, axis, first + 1, piece[1:-1], code, (clicks[0], clicks[1]))


@pytest.fixture(scope="module")
def case() -> Case:
    return small_case(Side.RIGHT, seed=1, spacing_mm=0.3)


@pytest.mark.parametrize(("length", "mean", "least"), [(3, 0.87, 0.6), (5, 0.86, 0.7), (7, 0.84, 0.7), (9, 0.83, 0.7)])
def test_a_gap_of_a_curved_canal_is_filled_along_the_canal(case: Case, length: int, mean: float, least: float) -> None:
    dices = [gap.dice() for gap in gaps(case, length, step=3)]
    assert len(dices) > 15
    assert np.mean(dices) >= mean and min(dices) >= least


def test_the_ct_helps_most_where_the_gap_is_long(case: Case) -> None:
    found = list(gaps(case, 9, step=4))
    blind = [replace(gap, subject=replace(gap.subject, hu=np.zeros_like(gap.subject.hu))).dice() for gap in found]
    assert np.mean([gap.dice() for gap in found]) > np.mean(blind) + 0.15


def tube(air: bool) -> tuple[Subject, Mask]:
    """A straight tube of fluid in bone, air cells against one side of it from slice 5 to 14; labelled at both ends."""
    grid = Grid((20, 30, 30), (0.3, 0.3, 0.3), (0.0, 0.0, 0.0))
    _, y, x = np.ogrid[:20, :30, :30]
    inside = np.broadcast_to((y - 15) ** 2 + (x - 12) ** 2 <= 9, grid.shape_zyx)
    hu = np.where(inside, 50, 1800).astype(np.int16)
    if air:
        hu[5:15, :, 16:22] = -900
    labels = np.zeros(grid.shape_zyx, np.uint8)
    labels[:4][inside[:4]] = labels[16:][inside[16:]] = CODE
    return Subject(labels, hu, grid), inside


@pytest.mark.parametrize("air", [False, True])
def test_air_beside_the_lumen_is_no_lumen(air: bool) -> None:
    subject, inside = tube(air)
    ends = [tuple(float(v) for v in subject.grid.lps_from_index((z, 15, 12))) for z in (3, 16)]
    block = filled_between(subject, 0, ends[0], ends[1])  # type: ignore[arg-type]
    new = subject.labels.copy()
    new[block.box] = block.labels
    assert np.array_equal(new == CODE, inside)


def test_the_ct_draws_no_border_into_another_part() -> None:
    subject, inside = tube(air=False)
    labels, hu = subject.labels.copy(), subject.hu.copy()
    beside = (slice(6, 14), slice(10, 20), slice(16, 20))
    hu[beside], labels[beside] = 50, label_code(Side.RIGHT, Part.VESTIBULE)
    ends = [tuple(float(v) for v in subject.grid.lps_from_index((z, 15, 12))) for z in (3, 16)]
    block = filled_between(Subject(labels, hu, subject.grid), 0, ends[0], ends[1])  # type: ignore[arg-type]
    new = labels.copy()
    new[block.box] = block.labels
    kept = (labels == label_code(Side.RIGHT, Part.VESTIBULE)) & ~inside
    assert np.array_equal(new[kept], labels[kept])


def test_a_long_shape_turns_instead_of_tearing() -> None:
    flat, upright = np.zeros((31, 31), bool), np.zeros((31, 31), bool)
    flat[13:18, 3:28] = upright[3:28, 13:18] = True
    half = Morph(flat, upright, np.ones(2)).at(0.5)
    assert ndimage.label(half, np.ones((3, 3)))[1] == 1
    assert half.sum() == pytest.approx(flat.sum(), rel=0.1)
    assert np.array_equal(Morph(flat, flat, np.ones(2)).at(0.3), flat)
