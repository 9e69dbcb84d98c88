"""Bone comes from the CT where it passes the threshold, in one piece, cropped."""

from __future__ import annotations

import numpy as np
import pytest

from earseg_app.domain.anatomy import Side
from earseg_app.domain.errors import MeshError
from earseg_app.domain.volume import Volume
from earseg_app.mesh.bone import bone_around
from earseg_app.mesh.check import check
from earseg_app.mesh.plan import BonePlan


@pytest.fixture(scope="module")
def scan(shapes) -> Volume:
    """A ball of bone of 6 mm whose edge the scanner has blurred, and a crumb of bone beside it."""
    grid = shapes.grid(9.0, (0.4, 0.4, 0.4))
    index = np.stack(np.meshgrid(*map(np.arange, grid.shape_zyx), indexing="ij"), axis=-1)
    inside = -shapes.sphere(6.0)(grid.lps_from_index(index))
    hu = np.clip(700.0 + 1000.0 * inside, 0.0, 1400.0)
    hu[1:3, 1:3, 1:3] = 1400.0
    return Volume(hu.astype(np.int16), grid)


def test_the_surface_lies_where_the_scan_passes_the_threshold_between_voxels(scan, shapes):
    bone = bone_around(scan, shapes.CENTER_LPS_MM, Side.RIGHT, BonePlan(700.0, 8.5))

    assert check(bone) == ()
    assert bone.name == "right_temporal_bone"
    off = shapes.sphere(6.0)(bone.vertices_lps_mm)
    assert np.abs(off).max() < 0.1
    assert bone.volume_mm3 == pytest.approx(4 / 3 * np.pi * 6.0**3, rel=0.01)


@pytest.mark.parametrize(("box", "volume_mm3"), [(False, 4 / 3 * np.pi * 3.0**3), (True, 6.0**3)])
def test_it_is_cropped_to_a_sphere_or_a_box(scan, shapes, box, volume_mm3):
    bone = bone_around(scan, shapes.CENTER_LPS_MM, Side.LEFT, BonePlan(700.0, 3.0, box))

    assert check(bone) == ()
    assert bone.volume_mm3 == pytest.approx(volume_mm3, rel=0.05)
    np.testing.assert_allclose(bone.bounds_lps_mm - shapes.CENTER_LPS_MM, [[-3.0] * 3, [3.0] * 3], atol=0.1)


def test_where_there_is_no_bone_a_sentence_says_so(scan, shapes):
    with pytest.raises(MeshError, match="no bone of 2500 HU"):
        bone_around(scan, shapes.CENTER_LPS_MM, Side.LEFT, BonePlan(2500.0, 3.0))
