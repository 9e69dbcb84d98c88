"""In the mean cochlea, arrays reach the angles that are assumed for them at full insertion."""

from __future__ import annotations

import numpy as np
import pytest

from earseg_app.adapters.electrode_library import electrode_arrays
from earseg_app.domain.anatomy import Side
from earseg_app.domain.cochlea.landmarks import CochlearFrame
from earseg_app.domain.cochlea.lateral_wall import MEAN_SIZE, LateralWall, expected_wall
from earseg_app.domain.cochlea.tonotopy import MeasuredCochlea
from earseg_app.domain.electrodes.arrays import Course
from earseg_app.domain.electrodes.insertion import insert_array

# ZH-ECochG parameters.m, public repository of J Clin Med 2024;13:3470: assumed angle at full insertion.
ASSUMED_DEG = {
    "Cochlear CI612 Contour Advance": 390.0,
    "Cochlear CI622 Slim Straight": 450.0,
    "Cochlear CI632 Slim Modiolar": 390.0,
    "Advanced Bionics HiFocus SlimJ": 425.0,
    "Advanced Bionics HiFocus Mid-Scala": 390.0,
    "MED-EL FLEX16": 270.0,
    "MED-EL FLEX20": 360.0,
    "MED-EL FLEX24": 450.0,
    "MED-EL FLEX28": 580.0,
    "MED-EL FLEXSOFT": 720.0,
}
ARRAYS = {array.name: array for array in electrode_arrays()}


def mean_cochlea() -> MeasuredCochlea:
    angles = np.arange(0.0, 901.0, 5.0)
    radius, height = expected_wall(angles, MEAN_SIZE)
    turn = np.radians(angles)
    points = np.column_stack([radius * np.cos(turn), radius * np.sin(turn), height])
    frame = CochlearFrame(Side.RIGHT, (0.0, 0.0, 0.0), (1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))
    return MeasuredCochlea(LateralWall(points, angles, np.ones(len(angles), bool)), frame, MEAN_SIZE)


@pytest.mark.parametrize("name", ASSUMED_DEG)
def test_full_insertion_in_the_mean_cochlea_reaches_the_assumed_angle(name: str) -> None:
    array = ARRAYS[name]
    found = insert_array(array, mean_cochlea())
    # The distance of arrays off the wall is calibrated to this angle; that of those on it is half of their width.
    within = 0.11 if array.course is Course.LATERAL_WALL else 0.01
    assert found.array_angle_deg == pytest.approx(ASSUMED_DEG[name], rel=within)
    assert found.fits


def test_no_array_of_nineteen_millimetres_covers_the_whole_cochlea() -> None:
    for array in ARRAYS.values():
        if array.length_mm < 20.0:
            assert insert_array(array, mean_cochlea()).coverage < 0.75
