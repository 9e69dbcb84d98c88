"""Hounsfield statistics of an ellipse: those of the voxels inside, whichever way the scan and the patient lie."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.spatial.transform import Rotation

from earseg_app.domain.geometry import Grid
from earseg_app.domain.measuring.hand_measures import HandMeasure, Kind, MeasuringPlane, triple
from earseg_app.domain.measuring.hu_statistics import statistics_in, voxels_words
from earseg_app.domain.volume import Volume

SHAPE, SPACING = (7, 41, 51), (0.6, 0.25, 0.2)


def scan(hu: np.ndarray, turn: np.ndarray | None = None, shift: tuple[float, float, float] = (0.0, 0.0, 0.0)) -> Volume:
    axes = np.eye(3)[::-1] @ (np.eye(3) if turn is None else turn).T
    return Volume(hu.astype(np.int16), Grid.from_arrays(SHAPE, SPACING, shift, axes))


def ellipse_on(
    volume: Volume, slice_number: int, center: tuple[float, float], a: float, b: float, turn_deg: float = 0.0
) -> HandMeasure:
    """In slice `slice_number`, centre and semi-axes in mm along columns and rows."""
    grid = volume.grid
    normal, down, right = grid.axes
    middle = grid.lps_from_index((slice_number, 0, 0)) + center[0] * right + center[1] * down
    t = np.radians(turn_deg)
    first, second = np.cos(t) * right + np.sin(t) * down, np.cos(t) * down - np.sin(t) * right
    points = tuple(triple(each) for each in (middle, middle + a * first, middle + b * second))
    return HandMeasure(
        1, Kind.ELLIPSE, "it", points, MeasuringPlane("axial", triple(normal), triple(right), SPACING[0])
    )


def inside(slice_number: int, center: tuple[float, float], a: float, b: float, turn_deg: float = 0.0) -> np.ndarray:
    """The same voxels, found the plain way."""
    z, y, x = np.mgrid[: SHAPE[0], : SHAPE[1], : SHAPE[2]]
    u, v = x * SPACING[2] - center[0], y * SPACING[1] - center[1]
    t = np.radians(turn_deg)
    s, r = u * np.cos(t) + v * np.sin(t), v * np.cos(t) - u * np.sin(t)
    found: np.ndarray = (z == slice_number) & ((s / a) ** 2 + (r / b) ** 2 <= 1.0)
    return found


def noise(seed: int) -> np.ndarray:
    return np.random.default_rng(seed).integers(-1000, 3000, SHAPE)


@settings(max_examples=60, deadline=None)
@given(
    seed=st.integers(0, 99),
    number=st.integers(0, SHAPE[0] - 1),
    center=st.tuples(st.floats(0.0, 10.0), st.floats(0.0, 10.0)),
    axes=st.tuples(st.floats(0.3, 4.0), st.floats(0.3, 4.0)),
    tilt=st.floats(0.0, 180.0),
    turn=st.tuples(*[st.floats(-3.0, 3.0)] * 3),
    shift=st.tuples(*[st.floats(-200.0, 200.0)] * 3),
)
def test_the_voxels_inside_and_no_others_however_the_patient_lies(
    seed: int,
    number: int,
    center: tuple[float, float],
    axes: tuple[float, float],
    tilt: float,
    turn: tuple[float, float, float],
    shift: tuple[float, float, float],
) -> None:
    hu = noise(seed)
    volume = scan(hu, Rotation.from_rotvec(turn).as_matrix(), shift)
    found = statistics_in(volume, ellipse_on(volume, number, center, *axes, tilt))
    wanted = hu[inside(number, center, *axes, tilt)]
    if not wanted.size:
        assert found is None
        return
    assert found is not None
    if found.count != wanted.size:  # a voxel within rounding of the border
        grown = hu[inside(number, center, axes[0] * (1 + 4.9e-7), axes[1] * (1 + 4.9e-7), tilt)]
        assert found.count == grown.size
        wanted = grown
    assert (found.mean_hu, found.min_hu, found.max_hu) == (pytest.approx(wanted.mean()), wanted.min(), wanted.max())
    assert found.sd_hu == pytest.approx(wanted.std(ddof=1) if wanted.size > 1 else 0.0)


def test_an_even_area_has_its_value_and_no_spread() -> None:
    volume = scan(np.full(SHAPE, 1234))
    found = statistics_in(volume, ellipse_on(volume, 3, (5.0, 5.0), 2.0, 3.0))
    assert found is not None
    assert (found.mean_hu, found.sd_hu, found.min_hu, found.max_hu) == (1234.0, 0.0, 1234, 1234)
    assert found.count * SPACING[1] * SPACING[2] == pytest.approx(np.pi * 6.0, rel=0.02)


def test_a_ramp_has_the_mean_of_its_middle_and_the_spread_of_a_disc() -> None:
    x = np.mgrid[: SHAPE[0], : SHAPE[1], : SHAPE[2]][2]
    volume = scan(100.0 * x)
    found = statistics_in(volume, ellipse_on(volume, 3, (5.0, 5.0), 3.0, 3.0))
    assert found is not None
    assert found.mean_hu == pytest.approx(100.0 * 5.0 / SPACING[2])
    # standard deviation along a diameter of a disc of radius r: r / 2
    assert found.sd_hu == pytest.approx(100.0 / SPACING[2] * 3.0 / 2.0, rel=0.02)


def test_the_mirror_image_of_a_patient_has_the_same_statistics() -> None:
    hu = noise(3)
    volume = scan(hu)
    mirrored = Volume(volume.hu, Grid.from_arrays(SHAPE, SPACING, (0, 0, 0), volume.grid.axes @ np.diag([-1, 1, 1])))
    one = ellipse_on(volume, 2, (4.0, 5.0), 2.0, 1.0, 30.0)
    other = ellipse_on(mirrored, 2, (4.0, 5.0), 2.0, 1.0, 30.0)
    assert statistics_in(volume, one) == statistics_in(mirrored, other)


def test_only_the_slice_it_lies_in_counts() -> None:
    hu = np.full(SHAPE, 500)
    hu[3] = 0
    volume = scan(hu)
    found = statistics_in(volume, ellipse_on(volume, 3, (5.0, 5.0), 2.0, 2.0))
    assert found is not None and found.max_hu == 0


def test_an_oblique_ellipse_takes_the_voxels_of_its_slab() -> None:
    volume = scan(noise(5))
    turn = Rotation.from_rotvec((0.4, 0.3, 0.0)).as_matrix()
    center = volume.grid.center_lps_mm
    points = tuple(triple(center + offset) for offset in ((0, 0, 0), 1.5 * turn[:, 0], 1.0 * turn[:, 1]))
    found = statistics_in(
        volume,
        HandMeasure(1, Kind.ELLIPSE, "it", points, MeasuringPlane("", triple(turn[:, 2]), triple(turn[:, 0]), 0.6)),
    )
    assert found is not None
    assert found.count * volume.grid.voxel_volume_mm3 == pytest.approx(np.pi * 1.5 * 0.6, rel=0.1)


def test_beside_the_scan_and_between_voxels_there_is_nothing_to_tell() -> None:
    volume = scan(noise(1))
    assert statistics_in(volume, ellipse_on(volume, 3, (500.0, 5.0), 2.0, 2.0)) is None
    assert statistics_in(volume, ellipse_on(volume, 3, (5.1, 5.12), 0.02, 0.02)) is None


def test_in_a_cochlear_view_every_voxel_of_the_slab_counts_and_the_words_say_so() -> None:
    volume = scan(noise(3))
    thin = ellipse_on(volume, 3, (5.0, 5.0), 2.0, 1.5)
    plane = replace(thin.plane, title="cochlear view, right ear", slice_mm=3 * SPACING[0], mode="max")
    found = statistics_in(volume, replace(thin, plane=plane))
    wanted = np.concatenate([volume.hu[inside(number, (5.0, 5.0), 2.0, 1.5)] for number in (2, 3, 4)])
    assert found is not None
    assert (found.count, found.max_hu) == (wanted.size, wanted.max())
    assert found.mean_hu == pytest.approx(wanted.mean())
    assert voxels_words(plane) == "Hounsfield units of every voxel within 1.8 mm, not of the MIP."
    assert (
        voxels_words(replace(plane, mode="mean")) == "Hounsfield units of the voxels within the 1.8 mm that were seen."
    )
    assert voxels_words(replace(thin.plane, title="axial slice")).endswith("of the slice, 0.60 mm thick.")
