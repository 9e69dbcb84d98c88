"""The densest bone is found wherever it lies, neither thin shells nor metal outweigh it."""

from __future__ import annotations

import numpy as np
import pytest

from earseg_app.domain.geometry import Grid
from earseg_app.domain.volume import Volume
from earseg_app.inference.dense_bone import APART_MM, densest_places

AXIAL = ((0.0, 0.0, 1.0), (0.0, 1.0, 0.0), (1.0, 0.0, 0.0))
SAGITTAL = ((-1.0, 0.0, 0.0), (0.0, 0.0, -1.0), (0.0, 1.0, 0.0))
CAPSULES = ((-38.0, 4.0, 6.0), (41.0, -3.0, -5.0))


def head(axes=AXIAL, spacing=(2.0, 1.0, 1.0), capsules=((*CAPSULES[0], 1900.0), (*CAPSULES[1], 1400.0))) -> Volume:
    """A shell of 6 mm of bone, 1300 HU, around soft tissue with balls (x, y, z, HU) of 10 mm radius."""
    shape = np.ceil(160.0 / np.array(spacing)).astype(int)
    grid = Grid.from_arrays(shape, spacing, -np.array(axes).T @ ((shape - 1) * spacing / 2.0), axes)
    points = grid.lps_from_index(np.moveaxis(np.indices(grid.shape_zyx), 0, -1))
    from_middle = np.linalg.norm(points, axis=-1)
    hu = np.where(from_middle < 80.0, 40, -1000)
    hu[(from_middle > 72.0) & (from_middle < 78.0)] = 1300
    for *center, density in capsules:
        hu[np.linalg.norm(points - center, axis=-1) < 10.0] = density
    return Volume(hu.astype(np.int16), grid)


@pytest.mark.parametrize("axes", [AXIAL, SAGITTAL])
@pytest.mark.parametrize("spacing", [(2.0, 1.0, 1.0), (0.8, 3.0, 2.0)])
def test_the_capsules_of_a_head_come_first_the_denser_before_the_other(axes, spacing):
    places = densest_places(head(axes, spacing), 2)
    for place, center in zip(places, CAPSULES, strict=True):
        assert np.linalg.norm(place - center) < 4.0


def test_places_lie_apart_and_there_are_no_more_than_asked_for():
    places = densest_places(head(), 5)
    apart = [np.linalg.norm(a - b) for i, a in enumerate(places) for b in places[:i]]
    assert len(places) == 5 and min(apart) >= APART_MM


def test_a_lump_of_metal_does_not_outweigh_a_capsule():
    volume = head()
    hu = volume.hu.copy()
    hu[40:43, 90:96, 60:66] = 30000
    first = densest_places(Volume(hu, volume.grid), 1)[0]
    assert np.linalg.norm(first - CAPSULES[0]) < 4.0


@pytest.mark.parametrize("hu", [-1000, 0, 450])
def test_without_bone_there_is_no_place(hu):
    assert densest_places(Volume(np.full((40, 40, 40), hu, np.int16), Grid((40,) * 3, (1.0,) * 3, (0, 0, 0))), 3) == ()


def test_a_scan_thinner_than_a_step_has_places_too():
    bone = Volume(np.full((1, 60, 60), 1800, np.int16), Grid((1, 60, 60), (0.5,) * 3, (0, 0, 0)))
    assert len(densest_places(bone, 1)) == 1
