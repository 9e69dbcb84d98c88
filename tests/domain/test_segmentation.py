"""A label map of both ears, and what is told about each."""

from __future__ import annotations

import numpy as np
import pytest

from earseg_app.domain.anatomy import Part, Side, label_code
from earseg_app.domain.geometry import Grid
from earseg_app.domain.segmentation import Segmentation, Verdict, describe_ear

GRID = Grid((4, 4, 8), (0.5, 0.5, 0.5), (0.0, 0.0, 0.0))


def labels() -> np.ndarray:
    array = np.zeros(GRID.shape_zyx, np.uint8)
    array[1:3, 1:3, 0] = label_code(Side.RIGHT, Part.COCHLEA)
    array[1:3, 1:3, 1] = label_code(Side.RIGHT, Part.VESTIBULE)
    array[1, 1, 7] = label_code(Side.LEFT, Part.COCHLEA)
    return array


def test_a_mask_holds_one_part_of_one_ear_or_all_of_it() -> None:
    found = Segmentation(labels(), GRID)
    assert found.mask(Side.RIGHT, Part.COCHLEA).sum() == 4
    assert found.mask(Side.RIGHT).sum() == 8
    assert found.mask(Side.LEFT).sum() == 1


def test_sides_are_those_that_hold_a_voxel_right_first() -> None:
    assert Segmentation(labels(), GRID).sides() == (Side.RIGHT, Side.LEFT)
    assert Segmentation(np.zeros(GRID.shape_zyx, np.uint8), GRID).sides() == ()


def test_an_ear_is_described_by_its_centre_and_the_volumes_of_its_parts() -> None:
    ear = describe_ear(labels(), GRID, Side.RIGHT, Verdict.CHECK, ("The canals are short.",), "It has no cochlea.")
    assert ear is not None
    assert ear.centroid_lps_mm == pytest.approx((0.25, 0.75, 0.75))
    assert ear.volumes_mm3[Part.COCHLEA] == pytest.approx(0.5)
    assert ear.volumes_mm3[Part.LATERAL_CANAL] == 0.0
    assert (ear.verdict, ear.reasons) == (Verdict.CHECK, ("The canals are short.",))
    assert ear.malformed == "It has no cochlea."


def test_an_ear_that_is_not_there_is_not_described() -> None:
    assert describe_ear(np.zeros(GRID.shape_zyx, np.uint8), GRID, Side.LEFT) is None


def test_arrays_are_read_only() -> None:
    found = Segmentation(labels(), GRID, uncertainty=np.zeros(GRID.shape_zyx, np.uint8))
    assert found.uncertainty is not None
    for array in (found.labels, found.uncertainty):
        with pytest.raises(ValueError, match="read-only"):
            array[0, 0, 0] = 1


def test_arrays_that_do_not_fit_the_grid_are_refused() -> None:
    with pytest.raises(ValueError, match="do not fit"):
        Segmentation(np.zeros((2, 2, 2), np.uint8), GRID)
    with pytest.raises(ValueError, match="uncertainty"):
        Segmentation(labels(), GRID, uncertainty=np.zeros((2, 2, 2), np.uint8))
