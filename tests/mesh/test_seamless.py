"""Parts cut from one surface touch face to face, keep their volumes and add up to the ear."""

from __future__ import annotations

import numpy as np
import pytest
from manifold3d import Manifold, Mesh64

from earseg_app.domain.anatomy import Part, Side
from earseg_app.domain.errors import MeshError
from earseg_app.domain.geometry import Grid
from earseg_app.domain.segmentation import Segmentation
from earseg_app.mesh.check import check, errors
from earseg_app.mesh.seamless import seamless_surfaces
from earseg_app.mesh.surface import Surface, surface_of
from earseg_app.mesh.topology import topology_of


@pytest.fixture(scope="module")
def parts(segmentation: Segmentation) -> tuple[Surface, ...]:
    return seamless_surfaces(segmentation, Side.LEFT)


def _solid(surface: Surface) -> Manifold:
    return Manifold(Mesh64(surface.vertices_lps_mm.copy(), surface.triangles.astype(np.uint64)))


def test_every_part_is_a_closed_solid_of_its_own_volume(parts):
    assert [surface.name for surface in parts] == [f"left_{part.key}" for part in Part]
    for surface in parts:
        assert errors(check(surface)) == ()
        assert surface.volume_mm3 == pytest.approx(surface.label_volume_mm3, rel=0.01)


def test_the_parts_neither_overlap_nor_leave_gaps(parts, segmentation):
    solids = [_solid(surface) for surface in parts]
    whole = surface_of(segmentation.mask(Side.LEFT), segmentation.grid)
    for number, one in enumerate(solids):
        for other in solids[number + 1 :]:
            assert (one ^ other).volume() < 0.01
    together = solids[0]
    for other in solids[1:]:
        together = together + other
    main = max(together.decompose(), key=lambda piece: piece.volume())
    assert main.volume() == pytest.approx(sum(body.volume() for body in solids), rel=1e-3)
    assert main.volume() == pytest.approx(whole.volume_mm3, rel=2e-3)


def test_a_box_in_two_parts_is_cut_where_the_labels_meet():
    labels = np.zeros((10, 10, 20), np.uint8)
    labels[2:8, 2:8, 2:12] = 1
    labels[2:8, 2:8, 12:18] = 2
    grid = Grid(labels.shape, (0.5, 0.5, 0.5), (-10.0, 3.0, 7.0))
    cochlea, vestibule = seamless_surfaces(Segmentation(labels, grid), Side.RIGHT)

    border_x = -10.0 + 11.5 * 0.5
    assert cochlea.bounds_lps_mm[1, 0] == pytest.approx(border_x, abs=0.05)
    assert vestibule.bounds_lps_mm[0, 0] == pytest.approx(border_x, abs=0.05)
    assert cochlea.volume_mm3 == pytest.approx(10 * 6 * 6 * 0.125, rel=0.01)


def test_a_single_part_needs_no_cut():
    labels = np.full((4, 5, 6), 14, np.uint8)
    grid = Grid(labels.shape, (0.5, 0.5, 0.5), (0.0, 0.0, 0.0))
    (only,) = seamless_surfaces(Segmentation(labels, grid), Side.LEFT)
    assert only.name == "left_posterior_canal"
    assert topology_of(only.triangles).is_closed_manifold


def test_an_ear_that_is_not_there_is_named(segmentation):
    with pytest.raises(MeshError, match="Nothing is labelled in the right ear"):
        seamless_surfaces(segmentation, Side.RIGHT)
