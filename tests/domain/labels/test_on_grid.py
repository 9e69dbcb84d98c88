"""Labels brought onto another grid lie where they lay in the patient."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from earseg_app.domain.errors import UnsupportedVolume
from earseg_app.domain.geometry import Grid
from earseg_app.domain.labels.on_grid import labels_on

GRID = Grid((14, 16, 18), (0.5, 0.4, 0.3), (-3.0, 5.0, 7.0))


def some_labels(grid: Grid = GRID) -> np.ndarray:
    labels = np.zeros(grid.shape_zyx, np.uint8)
    labels[3:7, 4:9, 5:11] = 1
    labels[7:10, 4:9, 5:8] = 2
    labels[3:5, 10:14, 12:16] = 15
    return labels


def ball(grid: Grid, code: int = 1, radius_mm: float = 2.2) -> np.ndarray:
    index = np.stack(np.meshgrid(*[np.arange(n) for n in grid.shape_zyx], indexing="ij"), axis=-1)
    middle = GRID.lps_from_index((7, 8, 9))
    inside = np.linalg.norm(grid.lps_from_index(index) - middle, axis=-1) < radius_mm
    return np.where(inside, code, 0).astype(np.uint8)


@settings(max_examples=40, deadline=None)
@given(
    order=st.permutations([0, 1, 2]),
    flips=st.tuples(st.booleans(), st.booleans(), st.booleans()),
)
def test_flipped_and_exchanged_axes_keep_every_voxel(order, flips):
    labels = some_labels()
    flip = tuple(axis for axis, flipped in enumerate(flips) if flipped)
    turned = np.ascontiguousarray(np.flip(labels, flip).transpose(order))
    signs = np.where(flips, -1.0, 1.0)
    origin = GRID.lps_from_index(np.where(flips, np.array(GRID.shape_zyx) - 1, 0))
    axes = (GRID.axes * signs[:, None])[list(order)]
    source = Grid.from_arrays(turned.shape, GRID.spacing[list(order)], origin, axes)
    moved = labels_on(turned, source, GRID)
    assert np.array_equal(moved.labels, labels)
    assert moved.notes == ()


def test_a_crop_comes_back_to_its_place():
    labels = some_labels()
    block = labels[2:12, 3:15, 4:17]
    moved = labels_on(block, GRID.crop((2, 3, 4), block.shape), GRID)
    assert np.array_equal(moved.labels, labels)


def test_what_lies_outside_is_left_out_and_said():
    target = GRID.crop((5, 0, 0), (9, 16, 18))
    moved = labels_on(some_labels(), GRID, target)
    assert np.array_equal(moved.labels, some_labels()[5:])
    assert "lies outside this scan" in moved.notes[0]


def test_labels_of_another_place_are_refused():
    far = Grid(GRID.shape_zyx, GRID.spacing_zyx_mm, (200.0, 0.0, 0.0))
    with pytest.raises(UnsupportedVolume, match="outside the open scan"):
        labels_on(some_labels(), GRID, far)


@pytest.mark.parametrize("spacing", [(0.25, 0.25, 0.25), (0.5, 0.5, 0.5), (0.7, 0.6, 0.6)])
def test_a_ball_stays_the_ball_on_oblique_and_coarser_grids(spacing):
    a = np.radians(31.0)
    turn = np.array([[np.cos(a), np.sin(a), 0], [-np.sin(a), np.cos(a), 0], [0, 0, 1.0]])
    axes = np.eye(3)[::-1] @ turn
    shape = np.ceil(11.0 / np.array(spacing)).astype(int)
    middle = GRID.lps_from_index((7, 8, 9))
    origin = middle - ((shape - 1) / 2 * spacing) @ axes
    target = Grid.from_arrays(shape, spacing, origin, axes)
    moved = labels_on(ball(GRID, 3), GRID, target)
    truth = ball(target, 3)
    overlap = 2 * np.count_nonzero(truth & moved.labels) / (np.count_nonzero(truth) + np.count_nonzero(moved.labels))
    assert overlap > 0.9
    assert "were brought onto that of the scan" in moved.notes[0]
    ratio = np.count_nonzero(moved.labels) * target.voxel_volume_mm3 / (np.count_nonzero(ball(GRID)) * 0.06)
    assert ratio == pytest.approx(1.0, abs=0.06)


def test_where_two_parts_meet_no_hole_opens():
    labels = np.zeros(GRID.shape_zyx, np.uint8)
    labels[3:11, 4:12, 5:9], labels[3:11, 4:12, 9:14] = 1, 2
    target = Grid((12, 14, 16), (0.5, 0.4, 0.3), tuple(GRID.lps_from_index((1.4, 1.3, 1.5))))
    moved = labels_on(labels, GRID, target).labels
    rows = moved[4, 5]
    inside = np.flatnonzero(rows)
    assert np.all(rows[inside[0] : inside[-1] + 1] > 0)
    assert set(rows[inside]) == {1, 2}
