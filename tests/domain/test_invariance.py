"""Neither turning, moving, mirroring nor resampling an ear changes what is measured on it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import numpy as np
import pytest
from scipy.spatial.transform import Rotation

from earseg_app.domain.anatomy import Side
from earseg_app.domain.electrodes.arrays import Course, ElectrodeArray
from earseg_app.domain.electrodes.insertion import insert_array
from earseg_app.domain.labyrinth.canals import angles_between_deg
from earseg_app.domain.measuring.measure import EarMeasures, measure_ear
from earseg_app.domain.measuring.uncertainty import uncertainty_of
from earseg_app.phantom.anatomy import Anatomy
from earseg_app.phantom.cases import axial_grid
from earseg_app.phantom.ct import truth_labels
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
    assert found.turns_seen == pytest.approx(before.turns_seen, abs=0.03)
    assert found.malformed == before.malformed
    assert reached_deg(found) == pytest.approx(reached_deg(before), abs=1.0)
    assert inserted_deg(found) == pytest.approx(inserted_deg(before), abs=1.0)
    assert found.volumes_mm3 == pytest.approx(before.volumes_mm3)
    assert found.areas_mm2 == pytest.approx(before.areas_mm2, rel=0.02)
    angles, angles_before = angles_between_deg(found.canals), angles_between_deg(before.canals)
    assert list(angles.values()) == pytest.approx(list(angles_before.values()), abs=1.0)
    for canal, other_canal in zip(found.canals, before.canals, strict=True):
        assert canal.radius_mm == pytest.approx(other_canal.radius_mm, abs=tolerance_mm)
        assert canal.planarity_mm == pytest.approx(other_canal.planarity_mm, abs=tolerance_mm)
        assert canal.island_mm == pytest.approx(other_canal.island_mm, abs=0.2 * SPACING_MM)
        # its 10° pieces begin elsewhere when it is turned; their median moves by less than a fifth of a voxel
        assert canal.lumen_mm == pytest.approx(other_canal.lumen_mm, abs=0.2 * SPACING_MM)


@pytest.mark.parametrize("turn", [Rotation.random(random_state=8).as_matrix(), np.eye(3)[[2, 0, 1]]])
def test_a_patient_who_lies_otherwise_has_the_same_ear(turn: np.ndarray) -> None:
    ear = phantom_ear(0, Side.RIGHT, SPACING_MM)
    grid = moved_grid(ear.grid, turn, np.array([40.0, -70.0, 900.0]))
    found = measure_ear(ear.labels, grid, ear.side)
    assert_same(found, 0.03)
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


@cache
def resampled(spacing_xyz_mm: tuple[float, float, float]) -> tuple[EarMeasures, Mapping[str, float]]:
    """The same ear on another grid, and its ±."""
    anatomy = Anatomy.draw(0)
    center = anatomy.ear_frame(Side.RIGHT).to_lps((0.0, 0.5, 0.0))
    labels = truth_labels(anatomy, axial_grid(center, [26.0] * 3, spacing_xyz_mm))
    found = measure_ear(labels.labels, labels.grid, Side.RIGHT)
    return found, uncertainty_of(found, labels.labels, labels.grid, repeats=8).plus_minus


@pytest.mark.parametrize("spacing_xyz_mm", [(0.25, 0.25, 0.25), (0.3, 0.3, 0.3), (0.3, 0.3, 0.5)])
def test_another_grid_changes_no_diameter_and_no_length_by_more_than_its_uncertainty(
    spacing_xyz_mm: tuple[float, float, float],
) -> None:
    (found, spread), (before, spread_before) = resampled(spacing_xyz_mm), resampled((SPACING_MM,) * 3)
    values, values_before = lengths_mm(found), lengths_mm(before)
    assert values.keys() == values_before.keys() <= spread.keys()
    for name, value in values.items():
        allowed = np.hypot(spread[name], spread_before[name])
        assert value == pytest.approx(values_before[name], abs=allowed), name


@pytest.mark.parametrize("spacing_xyz_mm", [(0.25, 0.25, 0.25), (0.3, 0.3, 0.3), (0.3, 0.3, 0.5)])
def test_another_grid_hardly_changes_what_has_no_uncertainty_of_its_own(
    spacing_xyz_mm: tuple[float, float, float],
) -> None:
    found, before = resampled(spacing_xyz_mm)[0], resampled((SPACING_MM,) * 3)[0]
    assert found.turns_seen == pytest.approx(before.turns_seen, abs=0.1)
    assert reached_deg(found) == pytest.approx(reached_deg(before), abs=7.0)
    assert inserted_deg(found) == pytest.approx(inserted_deg(before), abs=7.0)
    assert found.volumes_mm3 == pytest.approx(before.volumes_mm3, rel=0.04)
    assert found.areas_mm2 == pytest.approx(before.areas_mm2, rel=0.04)
    for canal, other in zip(found.canals, before.canals, strict=True):
        assert canal.radius_mm == pytest.approx(other.radius_mm, abs=0.1)
        assert canal.lumen_mm == pytest.approx(other.lumen_mm, abs=0.1)
        assert canal.island_mm == pytest.approx(other.island_mm, abs=0.25)


def lengths_mm(measures: EarMeasures) -> dict[str, float]:
    """A, B, H and every length."""
    size = measures.size
    lengths = {length.key: length.value_mm for length in measures.duct_lengths}
    return {"A": size.a_mm, "B": size.b_mm, "H": size.h_mm, **lengths}


def reached_deg(measures: EarMeasures) -> float:
    """The angle at 20 mm of the lateral wall."""
    assert measures.wall is not None
    return measures.wall.angle_at_deg(20.0)


def inserted_deg(measures: EarMeasures) -> float:
    """The angle of the tip of an array of 20 mm."""
    assert measures.cochlea is not None
    array = ElectrodeArray("Test", "T", Course.LATERAL_WALL, 20.0, 15.4, 12, 1.4, 0.3, ())
    return insert_array(array, measures.cochlea).array_angle_deg
