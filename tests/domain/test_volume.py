"""A volume is Hounsfield units on a grid."""

from __future__ import annotations

import numpy as np
import pytest

from earseg_app.domain.geometry import Grid
from earseg_app.domain.volume import Volume

GRID = Grid((3, 4, 5), (1.0, 0.5, 0.5), (10.0, 20.0, 30.0))


def volume() -> Volume:
    return Volume(np.arange(60, dtype=np.int16).reshape(3, 4, 5), GRID)


def test_the_voxel_that_holds_a_point_gives_its_hounsfield_units() -> None:
    assert volume().hu_at(GRID.lps_from_index([2, 1, 3])) == 2 * 20 + 1 * 5 + 3
    assert volume().hu_at(GRID.lps_from_index([2.4, 0.6, 2.6])) == 48


def test_the_outermost_half_voxel_belongs_to_the_volume() -> None:
    assert volume().hu_at(GRID.lps_from_index([2.5, 3.5, 4.5])) == 59


def test_outside_there_is_no_value() -> None:
    assert volume().hu_at(GRID.lps_from_index([3.0, 0.0, 0.0])) is None


def test_the_array_is_read_only() -> None:
    with pytest.raises(ValueError, match="read-only"):
        volume().hu[0, 0, 0] = 1


def test_an_array_that_does_not_fit_the_grid_is_refused() -> None:
    with pytest.raises(ValueError, match="does not fit"):
        Volume(np.zeros((3, 4, 6), np.int16), GRID)
