"""One ear is cut out of a large label array without losing its place."""

from __future__ import annotations

import numpy as np
import pytest

from earseg_app.domain.anatomy import Part, Side, label_code
from earseg_app.domain.errors import MeasurementError
from earseg_app.domain.geometry import Grid
from earseg_app.domain.labyrinth.ear_block import cut_out_ear, largest_piece

GRID = Grid((20, 30, 40), (0.5, 0.5, 0.5), (1.0, 2.0, 3.0))


def two_ears() -> np.ndarray:
    labels = np.zeros(GRID.shape_zyx, np.uint8)
    labels[5:10, 8:12, 3:9] = label_code(Side.RIGHT, Part.COCHLEA)
    labels[9:12, 8:12, 3:9] = label_code(Side.RIGHT, Part.LATERAL_CANAL)
    labels[5:10, 8:12, 7:14] = label_code(Side.LEFT, Part.COCHLEA)
    return labels


def test_the_block_holds_all_of_one_ear_and_nothing_of_the_other() -> None:
    labels = two_ears()
    block, _ = cut_out_ear(labels, GRID, Side.RIGHT)
    assert np.count_nonzero(block) == np.count_nonzero((labels > 0) & (labels < 10))
    assert set(np.unique(block)) == {0, 1, 5}


def test_its_voxels_stay_where_they_were() -> None:
    labels = two_ears()
    block, grid = cut_out_ear(labels, GRID, Side.LEFT)
    before, after = np.argwhere(labels > 10)[0], np.argwhere(block > 10)[0]
    assert grid.lps_from_index(after) == pytest.approx(GRID.lps_from_index(before))


def test_the_block_ends_where_the_volume_ends() -> None:
    block, _ = cut_out_ear(two_ears(), GRID, Side.RIGHT, margin_voxels=50)
    assert block.shape == GRID.shape_zyx


def test_an_ear_without_labels_is_refused() -> None:
    with pytest.raises(MeasurementError, match="left ear is not segmented"):
        cut_out_ear(np.ones(GRID.shape_zyx, np.uint8), GRID, Side.LEFT)


def test_the_largest_piece_leaves_islands_behind() -> None:
    mask = np.zeros((6, 6, 6), bool)
    mask[:3, :3, :3] = True
    mask[5, 5, 5] = True
    assert largest_piece(mask).sum() == 27


def test_an_empty_mask_has_an_empty_largest_piece() -> None:
    assert not largest_piece(np.zeros((3, 3, 3), bool)).any()
