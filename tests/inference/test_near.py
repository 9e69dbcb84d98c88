"""Segmenting again within a box gives what the whole scan gives there, for the work of one ear."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from earseg_app.domain.anatomy import Side
from earseg_app.domain.editing.block import Box, box_of
from earseg_app.domain.geometry import Grid
from earseg_app.domain.progress import Cancelled, Reporter
from earseg_app.domain.volume import Volume
from earseg_app.inference.segmenter import Networks, segment_near, segment_volume
from tests.inference.test_segmenter import dice, head_grid

RIGHT, LEFT = ((-38.0, 2.0, 1.0), False), ((36.0, -1.0, 4.0), True)
Painter = Callable[..., tuple[Volume, np.ndarray]]


def box_about(grid: Grid, center_lps_mm: tuple[float, float, float], half_mm: float = 5.0) -> Box:
    low, high = (np.rint(grid.index_from_lps(center_lps_mm) + s * half_mm / grid.spacing).astype(int) for s in (-1, 1))
    return box_of(tuple(low.tolist()), tuple(high.tolist()))


def in_dense_bone(volume: Volume) -> Volume:
    """The head with bone about its ears alone, so that they are found there at once, as in a patient."""
    index = np.moveaxis(np.indices(volume.grid.shape_zyx), 0, -1)
    away = [np.linalg.norm(volume.grid.lps_from_index(index) - center, axis=-1) for center, _ in (RIGHT, LEFT)]
    return replace(volume, hu=np.where(np.minimum(*away) < 16.0, volume.hu, np.int16(0)))


@pytest.mark.parametrize("ear", [RIGHT, LEFT])
def test_the_box_holds_what_the_whole_scan_has_there(oracles: Networks, painted: Painter, ear: tuple) -> None:
    volume, _ = painted(head_grid(), RIGHT, LEFT)
    volume = in_dense_bone(volume)
    whole, box = segment_volume(volume, oracles), box_about(volume.grid, ear[0])
    for_both = sum(np.prod(shape) for shape in oracles.ear.seen)
    oracles.ear.seen.clear()
    near = segment_near(volume, box, whole.ears, oracles)
    assert np.count_nonzero(whole.labels[box])
    assert np.array_equal(near.labels[box], whole.labels[box])
    assert [each.side for each in near.ears] == [Side.LEFT if ear[1] else Side.RIGHT]
    assert sum(np.prod(shape) for shape in oracles.ear.seen) <= 0.5 * for_both, "one ear is looked at closely"


def test_an_ear_that_is_not_found_in_dense_bone_is_found_about_the_box(oracles: Networks, painted: Painter) -> None:
    volume, _ = painted(head_grid(), RIGHT, LEFT)
    whole = segment_volume(volume, oracles)
    for center, _ in (RIGHT, LEFT):
        box = box_about(volume.grid, center)
        near = segment_near(volume, box, (), oracles)
        assert dice(near.labels[box] > 0, whole.labels[box] > 0) >= 0.99


def test_the_locator_looks_near_the_box_alone(oracles: Networks, painted: Painter) -> None:
    volume, _ = painted(head_grid(), RIGHT, LEFT)
    segment_near(volume, box_about(volume.grid, RIGHT[0]), (), oracles)
    assert sum(np.prod(shape) for shape in oracles.locator.seen) <= 7 * 32**3


def test_an_ear_keeps_the_side_it_has_been_given(oracles: Networks, painted: Painter) -> None:
    volume, _ = painted(head_grid(), RIGHT, LEFT)
    whole = segment_volume(volume, oracles)
    renamed = tuple(replace(ear, side=Side.LEFT if ear.side is Side.RIGHT else Side.RIGHT) for ear in whole.ears)
    (ear,) = segment_near(volume, box_about(volume.grid, RIGHT[0]), renamed, oracles).ears
    assert ear.side is Side.LEFT


def test_where_there_is_no_ear_there_are_no_labels(oracles: Networks, painted: Painter) -> None:
    volume, _ = painted(head_grid(), RIGHT, LEFT)
    near = segment_near(volume, box_about(volume.grid, (0.0, 0.0, 0.0)), (), oracles)
    assert near.ears == () and not near.labels.any()


def test_a_scan_of_one_ear_is_seen_whole(oracles: Networks, painted: Painter) -> None:
    grid = Grid((80, 100, 100), (0.35, 0.3, 0.3), (-15.0, -15.0, -14.0))
    volume, _ = painted(grid, ((0.0, 0.0, 0.0), False))
    box = box_about(grid, (0.0, 0.0, 0.0))
    whole = segment_volume(volume, oracles)
    assert np.count_nonzero(whole.labels[box])
    assert np.array_equal(segment_near(volume, box, whole.ears, oracles).labels, whole.labels)


def test_it_can_be_cancelled(oracles: Networks, painted: Painter) -> None:
    volume, _ = painted(head_grid(), RIGHT, LEFT)
    reporter = Reporter()
    reporter.cancel()
    with pytest.raises(Cancelled):
        segment_near(volume, box_about(volume.grid, RIGHT[0]), (), oracles, reporter)
