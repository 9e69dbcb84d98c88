"""Neither turning, moving, mirroring nor resampling an ear changes what is measured on it."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from scipy.spatial.transform import Rotation

from earseg_app.domain.anatomy import Side
from earseg_app.domain.measuring.measure import EarMeasures, measure_ear
from earseg_app.domain.measuring.uncertainty import METHOD_MM
from tests.domain.ears import mirrored_labels, moved_grid, phantom_ear

SPACING_MM = 0.4
STILL = np.zeros(3)


@cache
def upright() -> EarMeasures:
    ear = phantom_ear(0, Side.RIGHT, SPACING_MM)
    return measure_ear(ear.labels, ear.grid, ear.side)


def assert_same(found: EarMeasures, tolerance_mm: float) -> None:
    before = upright()
    for name in ("a_mm", "b_mm", "h_mm"):
        assert getattr(found.size, name) == pytest.approx(getattr(before.size, name), abs=tolerance_mm), name
    for one, other in zip(found.duct_lengths, before.duct_lengths, strict=True):
        assert one.key == other.key
        assert one.value_mm == pytest.approx(other.value_mm, abs=6.0 * tolerance_mm), one.key
    for canal, other_canal in zip(found.canals, before.canals, strict=True):
        assert canal.radius_mm == pytest.approx(other_canal.radius_mm, abs=tolerance_mm)
        # its 10° pieces begin elsewhere when it is turned; their median moves by less than a fifth of a voxel
        assert canal.lumen_mm == pytest.approx(other_canal.lumen_mm, abs=0.2 * SPACING_MM)


@pytest.mark.parametrize("turn", [Rotation.random(random_state=8).as_matrix(), np.eye(3)[[2, 0, 1]]])
def test_a_patient_who_lies_otherwise_has_the_same_ear(turn: np.ndarray) -> None:
    ear = phantom_ear(0, Side.RIGHT, SPACING_MM)
    grid = moved_grid(ear.grid, turn, np.array([40.0, -70.0, 900.0]))
    found = measure_ear(ear.labels, grid, ear.side)
    assert_same(found, 0.03)
    assert found.volumes_mm3 == pytest.approx(upright().volumes_mm3)
    assert found.areas_mm2 == pytest.approx(upright().areas_mm2)


def test_the_mirror_image_of_a_right_ear_is_a_left_ear_of_the_same_size() -> None:
    ear = phantom_ear(0, Side.RIGHT, SPACING_MM)
    grid = moved_grid(ear.grid, np.diag([-1.0, 1.0, 1.0]), STILL)
    found = measure_ear(mirrored_labels(ear.labels), grid, Side.LEFT)
    assert found.side is Side.LEFT
    assert_same(found, 0.03)


def test_the_order_of_the_slices_does_not_matter() -> None:
    ear = phantom_ear(0, Side.RIGHT, SPACING_MM)
    flipped = ear.labels[::-1].copy()
    top = ear.grid.lps_from_index((ear.grid.shape_zyx[0] - 1, 0, 0))
    axes = np.diag([-1.0, 1.0, 1.0]) @ ear.grid.axes
    grid = type(ear.grid).from_arrays(flipped.shape, ear.grid.spacing_zyx_mm, top, axes)
    assert_same(measure_ear(flipped, grid, ear.side), 0.03)


@pytest.mark.parametrize("spacing_mm", [0.25, 0.3])
def test_a_finer_scan_changes_the_diameters_by_less_than_their_uncertainty(spacing_mm: float) -> None:
    ear = phantom_ear(0, Side.RIGHT, spacing_mm)
    found, before = measure_ear(ear.labels, ear.grid, ear.side).size, upright().size
    for name, method_mm in METHOD_MM.items():
        key = f"{name.lower()}_mm"
        assert getattr(found, key) == pytest.approx(getattr(before, key), abs=2.0 * np.sqrt(2.0) * method_mm)
