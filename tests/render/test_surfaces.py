"""Surfaces lie where their voxels lie, and look outwards, on any grid."""

from __future__ import annotations

import gc
import weakref
from dataclasses import replace

import numpy as np
import pytest

from earseg_app.domain.anatomy import Part, Side, label_code
from earseg_app.domain.geometry import Grid
from earseg_app.domain.segmentation import Segmentation
from earseg_app.domain.volume import Volume
from earseg_app.render.surfaces import PartMakers, bone_surface, box_corners

STRAIGHT = Grid((40, 44, 48), (0.5, 0.5, 0.5), (-60.0, 10.0, 100.0))
MIRRORED = Grid((40, 44, 48), (0.5, 0.5, 0.5), (-40.0, 10.0, 100.0), ((0, 0, 1), (0, 1, 0), (-1, 0, 0)))


def ball(grid: Grid, radius_mm: float = 5.0) -> np.ndarray:
    index = np.moveaxis(np.indices(grid.shape_zyx), 0, -1)
    inside: np.ndarray = np.linalg.norm(grid.lps_from_index(index) - grid.center_lps_mm, axis=-1) <= radius_mm
    return inside


@pytest.mark.parametrize("grid", [STRAIGHT, MIRRORED], ids=["straight", "mirrored"])
def test_a_part_is_a_closed_surface_at_its_place(grid: Grid) -> None:
    labels = np.where(ball(grid), label_code(Side.LEFT, Part.VESTIBULE), 0).astype(np.uint8)
    makers = PartMakers().of_all(Segmentation(labels, grid))
    assert list(makers) == [(Side.LEFT, Part.VESTIBULE)]
    surface = makers[Side.LEFT, Part.VESTIBULE]()
    np.testing.assert_allclose(surface.center, grid.center_lps_mm, atol=0.1)
    assert surface.volume == pytest.approx(4 / 3 * np.pi * 5**3, rel=0.05)
    assert surface.n_open_edges == 0


def test_no_labels_no_surfaces() -> None:
    assert PartMakers().of_all(Segmentation(np.zeros(STRAIGHT.shape_zyx, np.uint8), STRAIGHT)) == {}


def test_a_surface_that_waits_holds_no_labels_of_the_whole_scan() -> None:
    """Else each brush step over another part would keep a version alive, and the next would copy the head."""
    labels = np.where(ball(STRAIGHT), label_code(Side.LEFT, Part.VESTIBULE), 0).astype(np.uint8)
    old, makers = Segmentation(labels, STRAIGHT), PartMakers()
    first = makers.of_all(old)
    edited = labels.copy()
    edited[20, 20, 20] = 0
    new = replace(old, labels=edited)
    waiting = makers.of_changed(old, new, (slice(20, 21), slice(20, 21), slice(20, 21)))
    arrays = [weakref.ref(array) for array in (labels, edited)]
    del labels, edited, old, new
    gc.collect()
    assert all(array() is None for array in arrays)
    assert first and all(make is not None and make().n_points for make in waiting.values())


@pytest.mark.parametrize("grid", [STRAIGHT, MIRRORED], ids=["straight", "mirrored"])
def test_bone_is_found_at_its_place_with_normals_outwards(grid: Grid) -> None:
    hu = np.where(ball(grid), 1500, -800).astype(np.int16)
    surface = bone_surface(Volume(hu, grid))
    outwards = np.asarray(surface.points) - grid.center_lps_mm
    assert np.linalg.norm(outwards, axis=1) == pytest.approx(5.0, abs=0.4)
    assert (np.einsum("ij,ij->i", outwards, surface.point_data["Normals"]) > 0).mean() > 0.99


def test_a_large_volume_is_thinned_without_moving_it() -> None:
    grid = Grid((30, 30, 400), (0.5, 0.5, 0.1), (0.0, 0.0, 0.0))
    surface = bone_surface(Volume(np.where(ball(grid), 1500, -800).astype(np.int16), grid))
    assert surface.center[0] == pytest.approx(grid.center_lps_mm[0], abs=0.2)


def test_air_has_no_bone() -> None:
    assert bone_surface(Volume(np.full(STRAIGHT.shape_zyx, -1000, np.int16), STRAIGHT)).n_points == 0


def test_the_box_of_a_grid_reaches_its_outer_borders() -> None:
    np.testing.assert_allclose(box_corners(STRAIGHT), [[-60.25, 9.75, 99.75], [-36.25, 31.75, 119.75]])
    np.testing.assert_allclose(box_corners(MIRRORED)[:, 0], [-63.75, -39.75])
