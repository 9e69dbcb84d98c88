"""A surface encloses the volume of its voxels, hangs together as they do, and lies where the grid says."""

from __future__ import annotations

import itertools
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scipy import ndimage
from scipy.spatial import cKDTree
from scipy.spatial.transform import Rotation
from skimage.measure import euler_number

from earseg_app.domain.errors import MeshError
from earseg_app.domain.geometry import Grid
from earseg_app.mesh import contour
from earseg_app.mesh.surface import Surface, preview_surface, simplified, surface_of
from earseg_app.mesh.topology import topology_of

REAL_EARS = ("F02", "F10", "T01", "T06")


def _topology(surface: Surface) -> tuple[bool, int, int]:
    found = topology_of(surface.triangles)
    return found.is_closed_manifold, found.shells, found.handles


@pytest.mark.parametrize("spacing", [(0.15, 0.15, 0.15), (0.3, 0.3, 0.3), (0.6, 0.3, 0.3)])
def test_a_sphere_has_its_volume_and_its_radius(shapes, spacing):
    grid = shapes.grid(4.5, spacing)
    surface = surface_of(shapes.mask(shapes.sphere(4.0), grid), grid)

    assert surface.volume_mm3 == pytest.approx(4 / 3 * np.pi * 4.0**3, rel=0.01)
    assert _topology(surface) == (True, 1, 0)
    off = shapes.sphere(4.0)(surface.vertices_lps_mm)
    assert np.abs(off).mean() < 0.12 * max(spacing)
    assert np.abs(off).max() < 0.6 * max(spacing)


@pytest.mark.parametrize("tube_mm", [0.5, 1.2])
def test_a_ring_keeps_its_hole(shapes, tube_mm):
    grid = shapes.grid(5.0, (0.3, 0.3, 0.3))
    mask = shapes.mask(shapes.torus(3.0, tube_mm), grid)
    surface = surface_of(mask, grid)

    assert _topology(surface) == (True, 1, 1)
    assert surface.volume_mm3 == pytest.approx(mask.sum() * grid.voxel_volume_mm3, rel=1e-4)


@pytest.mark.parametrize("spacing_mm", [0.3, 0.4, 0.5])
def test_a_canal_of_one_millimetre_neither_breaks_nor_bridges(shapes, spacing_mm):
    """A helix of 2.5 turns whose walls are 0.7 mm apart: a break makes two shells, a bridge makes a handle."""
    grid = shapes.grid(6.0, (spacing_mm,) * 3)
    mask = shapes.mask(shapes.helix(3.0, 0.5, 1.7, 2.5), grid)
    surface = surface_of(mask, grid)

    assert _topology(surface) == (True, 1, 0)
    assert surface.volume_mm3 == pytest.approx(mask.sum() * grid.voxel_volume_mm3, rel=0.01)


def test_two_sheets_one_voxel_apart_stay_apart(shapes):
    grid = Grid((12, 20, 20), (0.4, 0.4, 0.4), (0.0, 0.0, 0.0))
    mask = np.zeros(grid.shape_zyx, bool)
    mask[3:5, 3:17, 3:17] = True
    mask[6:8, 3:17, 3:17] = True

    assert _topology(surface_of(mask, grid)) == (True, 2, 0)


def test_a_labyrinth_of_three_canals_has_three_handles(shapes):
    grid = shapes.grid(9.5, (0.3, 0.3, 0.3))
    mask = shapes.mask(shapes.labyrinth(0.55), grid)
    assert euler_number(mask, 1) == euler_number(mask, 3) == -2

    assert _topology(surface_of(mask, grid)) == (True, 1, 3)
    assert _topology(surface_of(mask, grid, max_triangles=6000)) == (True, 1, 3)
    assert _topology(preview_surface(mask, grid, max_triangles=6000)) == (True, 1, 3)


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    seed=st.integers(0, 2**31),
    order=st.permutations([0, 1, 2]),
    signs=st.tuples(*[st.sampled_from([-1.0, 1.0])] * 3),
    spacing=st.tuples(*[st.floats(0.25, 0.6)] * 3),
)
def test_on_any_grid_the_surface_lies_in_place_and_faces_outwards(shapes, seed, order, signs, spacing):
    axes = (Rotation.random(rng=seed).as_matrix() * np.array(signs)[:, None])[list(order)]
    grid = shapes.grid(3.0, spacing, axes)
    mask = shapes.mask(shapes.sphere(2.2), grid)
    surface = surface_of(mask, grid)

    assert surface.volume_mm3 == pytest.approx(mask.sum() * grid.voxel_volume_mm3, rel=1e-3)
    assert np.abs(shapes.sphere(2.2)(surface.vertices_lps_mm)).max() < 0.75 * max(spacing)
    outwards = surface.vertices_lps_mm[surface.triangles].mean(axis=1) - shapes.CENTER_LPS_MM
    a, b, c = np.moveaxis(surface.vertices_lps_mm[surface.triangles], 1, 0)
    assert (np.einsum("ij,ij->i", outwards, np.cross(b - a, c - a)) > 0).mean() > 0.99


def test_permuted_and_flipped_arrays_give_the_same_surface(shapes):
    grid = shapes.grid(5.0, (0.5, 0.4, 0.3))
    mask = shapes.mask(shapes.torus(3.0, 1.0, shift=(0.5, 0.2, -0.4)), grid)
    mask &= shapes.mask(lambda p: p[..., 0] - shapes.CENTER_LPS_MM[0] - 2.5, grid)  # no symmetry left
    raw, expected = surface_of(mask, grid, smooth=False), surface_of(mask, grid)
    corners = cKDTree(raw.vertices_lps_mm)
    for order in itertools.permutations(range(3)):
        flipped = list(order)[:2]
        last = [grid.shape_zyx[axis] - 1 if axis in flipped else 0 for axis in range(3)]
        axes = grid.axes * [[-1.0 if axis in flipped else 1.0] for axis in range(3)]
        pick = list(order)
        other = Grid.from_arrays(
            np.array(grid.shape_zyx)[pick], grid.spacing[pick], grid.lps_from_index(last), axes[pick]
        )
        turned = np.flip(mask, flipped).transpose(order)

        found = surface_of(turned, other, smooth=False).vertices_lps_mm
        assert len(found) == len(raw.vertices_lps_mm)
        assert corners.query(found)[0].max() < 0.03
        surface = surface_of(turned, other)
        assert surface.volume_mm3 == pytest.approx(expected.volume_mm3, rel=1e-6)
        off = contour.distance_to(expected.vertices_lps_mm, expected.triangles, surface.vertices_lps_mm)
        assert np.abs(off).mean() < 0.02


def test_a_mask_that_touches_every_border_is_closed():
    grid = Grid((6, 7, 8), (0.5, 0.4, 0.3), (-10.0, 5.0, 3.0))
    surface = surface_of(np.ones(grid.shape_zyx, bool), grid)

    assert _topology(surface) == (True, 1, 0)
    assert surface.volume_mm3 == pytest.approx(np.prod(grid.extent_mm), rel=0.001)
    np.testing.assert_allclose(surface.bounds_lps_mm.mean(axis=0), grid.center_lps_mm, atol=1e-3)


def test_a_cavity_stays_a_cavity(shapes):
    grid = shapes.grid(4.0, (0.3, 0.3, 0.3))
    shell = shapes.mask(shapes.sphere(3.0), grid) & ~shapes.mask(shapes.sphere(1.5), grid)
    surface = surface_of(shell, grid)

    assert _topology(surface) == (True, 2, 0)
    assert surface.volume_mm3 == pytest.approx(shell.sum() * grid.voxel_volume_mm3, rel=0.001)


def test_one_voxel_still_makes_a_closed_surface():
    grid = Grid((3, 3, 3), (0.3, 0.3, 0.3), (0.0, 0.0, 0.0))
    mask = np.zeros(grid.shape_zyx, bool)
    mask[1, 1, 1] = True
    surface = surface_of(mask, grid)

    assert _topology(surface) == (True, 1, 0)
    assert 0 < surface.volume_mm3 <= grid.voxel_volume_mm3 * 1.01


def test_nothing_has_no_surface_and_says_so():
    grid = Grid((3, 3, 3), (1.0, 1.0, 1.0), (0.0, 0.0, 0.0))
    with pytest.raises(MeshError, match="No voxel is labelled as left cochlea"):
        surface_of(np.zeros(grid.shape_zyx, bool), grid, name="left_cochlea")
    with pytest.raises(ValueError, match="does not fit"):
        surface_of(np.ones((2, 2, 2), bool), grid)


def test_any_noise_gives_a_closed_manifold():
    grid = Grid((20, 20, 20), (0.3, 0.3, 0.3), (0.0, 0.0, 0.0))
    for seed in range(4):
        noise = np.random.default_rng(seed).normal(size=grid.shape_zyx)
        mask = ndimage.gaussian_filter(noise, 0.7) > 0
        assert topology_of(surface_of(mask, grid).triangles).is_closed_manifold


def test_simplifying_keeps_volume_and_topology_and_states_how_far_it_moved(shapes):
    grid = shapes.grid(5.0, (0.2, 0.2, 0.2))
    fine = surface_of(shapes.mask(shapes.torus(3.0, 1.0), grid), grid)
    coarse = simplified(fine, 1500)

    assert fine.deviation_mm == 0.0
    assert len(coarse.triangles) <= 1500
    assert _topology(coarse) == (True, 1, 1)
    assert coarse.volume_mm3 == pytest.approx(fine.volume_mm3, rel=1e-4)
    assert coarse.deviation_mm is not None
    assert 0 < coarse.deviation_mm < 0.1
    middles = coarse.vertices_lps_mm[coarse.triangles].mean(axis=1)
    off = np.abs(contour.distance_to(fine.vertices_lps_mm, fine.triangles, middles))
    assert off.max() < 1.5 * coarse.deviation_mm
    assert simplified(coarse, 5000) is coarse


def test_a_small_island_survives_simplifying(shapes):
    grid = shapes.grid(4.0, (0.3, 0.3, 0.3))
    mask = shapes.mask(shapes.sphere(2.0), grid)
    mask[1:3, 1:3, 1:3] = True

    assert _topology(surface_of(mask, grid, max_triangles=800)) == (True, 2, 0)


def test_the_preview_is_light_and_true_enough(shapes):
    grid = shapes.grid(5.0, (0.15, 0.15, 0.15))
    mask = shapes.mask(shapes.torus(3.0, 1.2), grid)
    preview = preview_surface(mask, grid, max_triangles=3000)

    assert len(preview.triangles) <= 3000
    assert preview.deviation_mm is None
    assert preview.volume_mm3 == pytest.approx(mask.sum() * grid.voxel_volume_mm3, rel=0.02)
    assert np.abs(shapes.torus(3.0, 1.2)(preview.vertices_lps_mm)).max() < 0.15


def test_a_surface_is_read_only(ball):
    with pytest.raises(ValueError, match="read-only"):
        ball.vertices_lps_mm[0, 0] = 0.0
    assert ball.title == "Right cochlea"


@pytest.mark.shared
@pytest.mark.parametrize("ear", REAL_EARS)
def test_a_real_ear_keeps_its_volume_its_canals_and_its_place(shared_data: Path, ear: str):
    sitk = pytest.importorskip("SimpleITK")

    image = sitk.ReadImage(str(shared_data / "ears" / f"{ear}_label.nii.gz"))
    mask = sitk.GetArrayFromImage(image) > 0
    directions = np.array(image.GetDirection()).reshape(3, 3).T[::-1]
    grid = Grid.from_arrays(mask.shape, image.GetSpacing()[::-1], image.GetOrigin(), directions)
    surface = surface_of(mask, grid)

    assert surface.volume_mm3 == pytest.approx(mask.sum() * grid.voxel_volume_mm3, rel=0.001)
    assert _topology(surface) == (True, 1, 3)
    inner = ndimage.distance_transform_edt(mask, sampling=grid.spacing)
    outer = ndimage.distance_transform_edt(~mask, sampling=grid.spacing)
    half_voxel = min(grid.spacing_zyx_mm) / 2
    index = grid.index_from_lps(surface.vertices_lps_mm).T
    off = np.abs(ndimage.map_coordinates(inner - outer, index, order=1))
    assert off.mean() <= half_voxel
    assert off.max() <= max(grid.spacing_zyx_mm)


def handles_of(mask: np.ndarray) -> int:
    """Of a mask whose voxels are joined by faces: pieces and cavities less the Euler number."""
    padded = np.pad(mask, 1)
    outside = ndimage.label(~padded, np.ones((3, 3, 3)))[1]
    return ndimage.label(padded)[1] + outside - 1 - int(euler_number(padded, 1))


@pytest.mark.shared
def test_no_canal_of_any_real_ear_breaks_and_none_joins_where_the_labels_have_three(shared_data: Path):
    sitk = pytest.importorskip("SimpleITK")

    found = {}
    for path in sorted((shared_data / "ears").glob("*_label.nii.gz")):
        image = sitk.ReadImage(str(path))
        mask = sitk.GetArrayFromImage(image) > 0
        (box,) = ndimage.find_objects(mask.astype(np.uint8))
        mask = mask[box]
        grid = Grid(mask.shape, image.GetSpacing()[::-1], (0.0, 0.0, 0.0))
        closed, shells, handles = _topology(surface_of(mask, grid))
        found[path.name[:3]] = (closed, shells, handles, handles_of(mask))
    assert len(found) >= 10
    for ear, (closed, shells, handles, of_mask) in found.items():
        assert (closed, shells) == (True, 1), ear
        assert handles == 3 if of_mask == 3 else handles >= 3, ear


def test_noise_that_would_give_ten_million_triangles_is_refused_in_a_sentence():
    noise = np.random.default_rng(0).random((150, 150, 150)) < 0.5
    grid = Grid(noise.shape, (0.3, 0.3, 0.3), (0.0, 0.0, 0.0))
    with pytest.raises(MeshError, match=r"Left inner ear would have 10 million triangles; the most is 5 million\."):
        surface_of(noise, grid, name="left_inner_ear")


def test_the_number_of_triangles_is_known_before_they_are_made(shapes, monkeypatch):
    grid = shapes.grid(6.0, (0.4, 0.4, 0.4))
    mask = shapes.mask(shapes.sphere(3.0), grid)
    count = len(surface_of(mask, grid, smooth=False).triangles)
    monkeypatch.setattr(contour, "MOST_TRIANGLES", count + 4)
    surface_of(mask, grid, smooth=False)
    monkeypatch.setattr(contour, "MOST_TRIANGLES", count + 3)
    with pytest.raises(MeshError, match="triangles"):
        surface_of(mask, grid, smooth=False)
