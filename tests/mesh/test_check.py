"""Each defect is found and named in a sentence; a good surface gets none."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from earseg_app.domain.geometry import Grid
from earseg_app.mesh.check import Severity, check, errors
from earseg_app.mesh.intersect import crossing_pairs
from earseg_app.mesh.surface import Surface, surface_of


def _sentences(surface: Surface, **options: int) -> str:
    return " ".join(finding.sentence for finding in check(surface, **options))


def _with(surface: Surface, vertices: np.ndarray | None = None, triangles: np.ndarray | None = None) -> Surface:
    return replace(
        surface,
        vertices_lps_mm=surface.vertices_lps_mm if vertices is None else vertices,
        triangles=surface.triangles if triangles is None else triangles,
    )


def test_a_good_surface_has_no_finding(ball):
    assert check(ball) == ()


def test_a_hole_is_found(ball):
    found = check(_with(ball, triangles=ball.triangles[1:].copy()))
    assert found[0].severity is Severity.ERROR
    assert found[0].sentence == "Right cochlea is not watertight: 3 edges have a triangle on one side only."


def test_a_surface_turned_inside_out_is_found(ball):
    assert "inside out" in _sentences(_with(ball, triangles=ball.triangles[:, ::-1].copy()))


def test_one_turned_triangle_is_found(ball):
    triangles = ball.triangles.copy()
    triangles[5] = triangles[5, ::-1]
    assert "triangles meet that don't fit" in _sentences(_with(ball, triangles=triangles))


def test_a_triangle_without_area_is_found(ball):
    vertices = ball.vertices_lps_mm.copy()
    vertices[ball.triangles[0, 0]] = vertices[ball.triangles[0, 1]]
    assert "triangles without area" in _sentences(_with(ball, vertices))


def test_points_that_are_no_numbers_and_empty_surfaces_are_found(ball):
    vertices = ball.vertices_lps_mm.copy()
    vertices[0, 0] = np.nan
    assert "not numbers" in _sentences(_with(ball, vertices))
    assert "no triangle" in _sentences(_with(ball, triangles=np.zeros((0, 3), np.int32)))


def test_an_unexpected_island_is_a_warning(shapes):
    grid = shapes.grid(6.0, (0.4, 0.4, 0.4))
    mask = shapes.mask(shapes.sphere(3.0), grid)
    mask[1:3, 1:3, 1:3] = True
    surface = surface_of(mask, grid, name="right_cochlea")

    assert [finding.severity for finding in check(surface)] == [Severity.WARNING]
    assert "2 separate shells instead of 1" in _sentences(surface)
    assert check(surface, expected_shells=2) == ()
    assert errors(check(surface)) == ()


def test_a_lost_volume_is_a_warning(ball):
    assert "encloses 113" in _sentences(replace(ball, label_volume_mm3=125.0))


@pytest.mark.parametrize("scale", [0.001, 1000.0])
def test_metres_taken_for_millimetres_are_a_warning(ball, scale):
    scaled = replace(ball, vertices_lps_mm=ball.vertices_lps_mm * scale, label_volume_mm3=None)
    assert "from corner to corner" in _sentences(scaled)


def test_a_surface_that_cuts_through_itself_is_found(ball):
    n = len(ball.vertices_lps_mm)
    shifted = np.concatenate([ball.vertices_lps_mm, ball.vertices_lps_mm + np.array([1.0, 0.3, 0.2])])
    both = _with(ball, shifted, np.concatenate([ball.triangles, ball.triangles + n]))

    pairs = crossing_pairs(both.vertices_lps_mm, both.triangles)
    assert len(pairs) > 20
    assert ((pairs[:, 0] < len(ball.triangles)) & (pairs[:, 1] >= len(ball.triangles))).all()
    assert "cuts through itself" in _sentences(both, expected_shells=2)


def test_surfaces_beside_one_another_do_not_cross(ball):
    n = len(ball.vertices_lps_mm)
    apart = np.concatenate([ball.vertices_lps_mm, ball.vertices_lps_mm + np.array([6.2, 0, 0])])
    assert len(crossing_pairs(apart, np.concatenate([ball.triangles, ball.triangles + n]))) == 0


def test_one_long_triangle_among_small_ones_is_still_compared(ball):
    n = len(ball.vertices_lps_mm)
    middle = ball.vertices_lps_mm.mean(axis=0)
    spear = middle + np.array([[-30.0, 0.01, 0.02], [30.0, 0.3, 0.02], [30.0, -0.3, 0.1]])
    vertices = np.concatenate([ball.vertices_lps_mm, spear])
    triangles = np.concatenate([ball.triangles, [[n, n + 1, n + 2]]]).astype(np.int32)
    assert len(crossing_pairs(vertices, triangles)) >= 2


def test_a_block_of_voxels_is_not_mistaken_for_an_ear():
    grid = Grid((12, 12, 12), (5.0, 5.0, 5.0), (0.0, 0.0, 0.0))
    surface = surface_of(np.ones(grid.shape_zyx, bool), grid, name="left_inner_ear")
    assert "between 15 and 35 mm is usual" in _sentences(surface)
