"""A verdict warns of what is bad, in words, and is quiet about what is good."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import pyvista as pv
from scipy import ndimage
from scipy.spatial import cKDTree
from vtkmodules.vtkImagingStencil import vtkImageStencilToImage, vtkPolyDataToImageStencil

from earseg_app.domain.anatomy import CANALS, Part
from earseg_app.domain.geometry import Grid
from earseg_app.domain.segmentation import Verdict
from earseg_app.domain.volume import Volume
from earseg_app.inference.quality import (
    LEAST_WALL_HU,
    POSSIBLE_MM3,
    USUAL_MM3,
    Evidence,
    has_blind_end,
    is_ear,
    judge,
    noise_of,
    wall_contrast_hu,
)

VOXEL_MM = 0.3


def ear() -> np.ndarray:
    """Labels of a blocky ear of usual volumes: a vestibule, a cochlea beside it, three arches on top."""
    labels = np.zeros((60, 40, 40), np.uint8)
    labels[5:17, 5:17, 5:18] = Part.VESTIBULE
    labels[5:17, 17:31, 5:19] = Part.COCHLEA
    for number, canal in enumerate((Part.SUPERIOR_CANAL, Part.POSTERIOR_CANAL, Part.LATERAL_CANAL)):
        arch = labels[17:45, 5 + 4 * number : 8 + 4 * number, 5:17]
        arch[...] = canal
        arch[:-3, :, 3:-3] = 0
    return labels


def seen(labels: np.ndarray | None = None, **fields: object) -> Evidence:
    return replace(Evidence(ear() if labels is None else labels, VOXEL_MM, scan_spacing_mm=0.5), **fields)  # type: ignore[arg-type]


def verdict_on(labels: np.ndarray | None = None, **fields: object) -> tuple[Verdict, str]:
    verdict, reasons = judge(seen(labels, **fields))
    return verdict, " ".join(reasons)


def test_a_usual_ear_is_good_and_nothing_is_said():
    assert is_ear(seen())
    assert judge(seen()) == (Verdict.GOOD, ())


@pytest.mark.parametrize("part", list(Part))
def test_a_missing_part_makes_it_poor_but_still_an_ear(part):
    labels = ear()
    labels[labels == part] = 0
    verdict, words = verdict_on(labels)
    assert verdict is Verdict.POOR and f"{part.title.lower()} was not found" in words
    assert is_ear(seen(labels)) or part in (Part.COCHLEA, Part.VESTIBULE)


def test_without_most_parts_it_is_no_ear():
    labels = ear()
    labels[np.isin(labels, [3, 4, 5])] = 0
    assert not is_ear(seen(labels))


@pytest.mark.parametrize("voxel_mm", [0.2, 0.45])
def test_what_has_an_impossible_volume_is_no_ear(voxel_mm):
    assert not is_ear(seen(voxel_mm=voxel_mm))


def test_what_the_network_is_at_odds_about_is_no_ear():
    assert not is_ear(seen(uncertainty=0.5))


def test_half_an_ear_at_the_edge_of_the_images_is_still_an_ear():
    small = seen(voxel_mm=0.21)
    assert not is_ear(small)
    assert is_ear(replace(small, is_cut=True))


def test_an_unusual_volume_is_said_with_the_figures():
    labels = ear()
    labels[labels == Part.COCHLEA] = np.where(np.arange(np.count_nonzero(labels == Part.COCHLEA)) % 3, 0, Part.COCHLEA)
    verdict, words = verdict_on(labels)
    assert verdict is Verdict.CHECK and "cochlea is unusually small" in words and "42-120 mm³" in words


@pytest.mark.parametrize("columns", [slice(5, 8), slice(14, 17), slice(5, 17)])
def test_a_canal_that_ends_blindly_is_interrupted(columns):
    labels = ear()
    gap = labels[28:32, :, columns]
    gap[gap == Part.LATERAL_CANAL] = 0
    verdict, words = verdict_on(labels)
    assert verdict is Verdict.CHECK and "lateral canal is interrupted" in words


def test_a_canal_in_two_pieces_that_another_part_joins_is_not_interrupted():
    labels = ear()
    joint = labels[28:32]
    joint[joint == Part.POSTERIOR_CANAL] = Part.SUPERIOR_CANAL
    assert judge(seen(labels))[0] is Verdict.GOOD


def test_a_cochlea_apart_from_the_vestibule_is_said():
    labels = ear()
    labels[:, 17:20] = 0
    verdict, words = verdict_on(labels)
    assert verdict is Verdict.CHECK and "vestibule and the cochlea are not in contact" in words


@pytest.mark.parametrize(
    ("fields", "verdict", "word"),
    [
        ({"is_cut": True}, Verdict.CHECK, "edge of the images"),
        ({"scan_spacing_mm": 1.25}, Verdict.CHECK, "1.2 mm"),
        ({"scan_spacing_mm": 2.0}, Verdict.POOR, "2.0 mm cannot show"),
        ({"uncertainty": 0.24}, Verdict.CHECK, "unsure of parts"),
        ({"uncertainty": 0.26}, Verdict.POOR, "unsure of most"),
        ({"uncertainty": 0.24, "noise_hu": 220.0}, Verdict.CHECK, "noisy, about 220 HU"),
    ],
)
def test_what_lowers_the_trust_is_said(fields, verdict, word):
    found, words = verdict_on(**fields)
    assert found is verdict and word in words


def test_noise_alone_is_nothing_to_say_where_the_network_is_sure():
    assert judge(seen(noise_hu=400.0)) == (Verdict.GOOD, ())


@pytest.mark.parametrize("sd_hu", [20.0, 100.0, 300.0])
def test_noise_is_measured_beside_slopes_and_edges(sd_hu: float) -> None:
    z, y, x = np.indices((12, 60, 60))
    anatomy = 900.0 + 15.0 * x - 8.0 * y + np.where(x > 30, 900.0, 0.0) + np.where(y > 40, -1200.0, 0.0) + 0.0 * z
    noise = np.random.default_rng(4).normal(0.0, sd_hu, anatomy.shape)
    assert noise_of(np.rint(anatomy + noise).astype(np.int16)) == pytest.approx(sd_hu, rel=0.1)


def test_a_single_row_has_no_measurable_noise() -> None:
    assert noise_of(np.zeros((4, 1, 30), np.int16)) == 0.0


def test_an_ear_of_which_most_parts_are_odd_is_poor():
    labels = ear()
    labels[:, 17:26] = 0
    for canal in CANALS:
        labels[28:32][labels[28:32] == canal] = 0
    verdict, words = verdict_on(labels)
    assert verdict is Verdict.POOR and "Most of its parts" in words and "interrupted" in words


def test_doubts_from_elsewhere_are_passed_on():
    assert judge(seen(), ("It looks mirrored.",)) == (Verdict.CHECK, ("It looks mirrored.",))


@pytest.mark.shared
def test_the_usual_volumes_are_those_of_56_real_labyrinths_and_a_quarter_more(shared_data: Path):
    shapes = np.load(shared_data / "labyrinth_shapes.npz")
    part = np.where(shapes["vertex_part"] == 6, Part.SUPERIOR_CANAL, shapes["vertex_part"])
    faces = np.insert(shapes["triangles"], 0, 3, axis=1).ravel()
    volumes = np.array([part_volumes(v.astype(float), faces, part) for v in shapes["vertices_lps_mm"]])
    for column, (low, high) in zip(volumes.T, USUAL_MM3.values(), strict=True):
        assert low == pytest.approx(0.75 * column.min(), rel=0.06)
        assert high == pytest.approx(1.25 * column.max(), rel=0.06)
    whole = volumes.sum(axis=1)
    assert POSSIBLE_MM3[0] < 0.6 * whole.min() and POSSIBLE_MM3[1] > 2.0 * whole.max()


def part_volumes(vertices: np.ndarray, faces: np.ndarray, part: np.ndarray, step: float = 0.35) -> np.ndarray:
    """mm³ of each part."""
    return np.bincount(voxelised(vertices, faces, part, step).ravel(), minlength=6)[1:] * step**3


def voxelised(vertices: np.ndarray, faces: np.ndarray, part: np.ndarray, step: float) -> np.ndarray:
    """Labels [z, y, x] of a closed surface: voxels inside belong to the part of the nearest vertex."""
    low = vertices.min(axis=0) - 1.0
    size = np.ceil((np.ptp(vertices, axis=0) + 2.0) / step).astype(int)
    stencil = vtkPolyDataToImageStencil(output_origin=low, output_spacing=(step,) * 3)
    stencil.SetOutputWholeExtent(0, size[0] - 1, 0, size[1] - 1, 0, size[2] - 1)
    stencil.SetInputData(pv.PolyData(vertices, faces))
    lattice = vtkImageStencilToImage(inside_value=1, outside_value=0)
    lattice.SetInputConnection(stencil.GetOutputPort())
    lattice.Update()
    image = pv.wrap(lattice.GetOutput())
    inside = image.active_scalars.astype(bool)
    labels = np.zeros(image.n_points, np.uint8)
    labels[inside] = part[cKDTree(vertices).query(image.points[inside])[1]]
    return labels.reshape(size[::-1])


@pytest.mark.shared
def test_no_canal_of_56_real_labyrinths_ends_blindly_until_it_is_cut(shared_data: Path):
    shapes = np.load(shared_data / "labyrinth_shapes.npz")
    part = np.where(shapes["vertex_part"] == 6, Part.SUPERIOR_CANAL, shapes["vertex_part"])
    faces = np.insert(shapes["triangles"], 0, 3, axis=1).ravel()
    for vertices in shapes["vertices_lps_mm"][::4].astype(float):
        labels = voxelised(vertices, faces, part, VOXEL_MM)
        for canal in CANALS:
            assert not has_blind_end(Evidence(labels, VOXEL_MM), canal)
            assert has_blind_end(Evidence(cut_in_the_middle(labels, canal), VOXEL_MM), canal)


def cut_in_the_middle(labels: np.ndarray, canal: Part) -> np.ndarray:
    """The labels with a gap of 3 mm where the canal is farthest from the rest of the ear."""
    mask = labels == canal
    far = ndimage.distance_transform_edt(~((labels > 0) & ~mask)) * mask
    middle = np.unravel_index(far.argmax(), labels.shape)
    away = np.sum((np.indices(labels.shape).T - middle) ** 2, axis=-1).T
    return np.where(mask & (away < (1.5 / VOXEL_MM) ** 2), 0, labels).astype(np.uint8)


@pytest.mark.parametrize(("outside_hu", "found"), [(-1000, False), (40, False), (1800, True)])
def test_a_lumen_that_is_not_walled_in_bone_is_no_ear(outside_hu: int, found: bool) -> None:
    labels = np.zeros((40, 40, 40), np.uint8)
    labels[15:25, 15:25, 15:25] = Part.COCHLEA
    hu = np.where(labels > 0, 0, outside_hu).astype(np.int16)
    grid = Grid(labels.shape, (0.3, 0.3, 0.3), (0.0, 0.0, 0.0))
    contrast_hu = wall_contrast_hu(labels, grid, Volume(hu, grid))
    assert contrast_hu == outside_hu
    assert (contrast_hu >= LEAST_WALL_HU) == found
