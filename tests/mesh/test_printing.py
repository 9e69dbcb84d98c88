"""Print preparation: what stands, is hollow, is labelled and lies side by side."""

from __future__ import annotations

import numpy as np
import pytest

from earseg_app.domain.errors import MeshError
from earseg_app.mesh import solid
from earseg_app.mesh.printing.hollow import hollowed
from earseg_app.mesh.printing.letters import LETTERS, label_size_mm, label_text, letters_of
from earseg_app.mesh.printing.plate import GAP_MM, arranged, fitting_scale
from earseg_app.mesh.printing.printers import FDM, PRINTERS, SLA, SLS, printer_of
from earseg_app.mesh.printing.stand import PLATE_MM, stand_under
from earseg_app.mesh.solids import mesh_of, solid_of
from earseg_app.mesh.surface import surface_of


def test_letters_are_as_large_as_said_and_their_strokes_as_wide():
    text = "R X5 K-7"
    body = letters_of(text, 0.8, 0.6)
    low_x, low_y, low_z, high_x, high_y, high_z = body.bounding_box()
    width, height = label_size_mm(text, 0.8)
    np.testing.assert_allclose([low_x, high_x], [-width / 2, width / 2], atol=0.02)
    np.testing.assert_allclose([low_y, high_y], [-height / 2, height / 2], atol=0.02)
    assert (low_z, high_z) == (0.0, 0.6)
    dash = letters_of("-", 0.8, 1.0)
    unit = 0.8 * 1.25
    assert dash.volume() == pytest.approx(2 * unit * 0.8 + np.pi * 0.4**2, rel=0.02)


def test_letters_are_not_mirrored():
    """The upright of an L is on its left, its foot at the bottom, seen from above."""
    vertices, _ = mesh_of(letters_of("L", 1.0, 1.0))
    top = vertices[vertices[:, 1] > 1.0]
    assert top[:, 0].max() < 0 < vertices[:, 0].max()
    assert vertices[vertices[:, 0] > 1.0][:, 1].max() < 0


def test_every_letter_can_be_drawn_and_all_differ():
    drawn = {letter: letters_of(letter, 1.0, 1.0) for letter in sorted(LETTERS - {" "})}
    outlines = {letter: tuple(np.round(mesh_of(body)[0], 3).ravel()) for letter, body in drawn.items()}
    assert len(set(outlines.values())) == len(outlines)


def test_a_label_that_cannot_be_written_is_refused_in_words():
    assert label_text("l  x5 case-7") == "L X5 CASE-7"
    with pytest.raises(MeshError, match="cannot hold Ü"):
        label_text("müller")
    with pytest.raises(MeshError, match="17 letters, 16 fit"):
        label_text("R X10 SEVENTEEN 7")


def test_a_hollowed_ball_has_its_wall_and_two_holes(shapes):
    grid = shapes.grid(11.0, (0.5, 0.5, 0.5))
    ball = surface_of(shapes.mask(shapes.sphere(10.0), grid), grid)
    points = ball.vertices_lps_mm - shapes.CENTER_LPS_MM
    hollow = hollowed(points, ball.triangles, 2.0, 3.5)

    assert 0.88 < hollow.cavity_mm3 / (4 / 3 * np.pi * 8.0**3) < 1.0, "the wall is no thinner than asked"
    assert (len(hollow.holes), hollow.closed) == (2, 0)
    for x, y, radius in hollow.holes:
        assert np.hypot(x, y) < 3.0
        assert radius == 1.75
    vertices, triangles = mesh_of(hollow.body)
    assert len(solid.shell_volumes(vertices, triangles)) == 1, "the cavity opens to the outside"


def test_what_is_too_thin_to_hollow_stays_solid(shapes):
    grid = shapes.grid(5.0, (0.3, 0.3, 0.3))
    ring = surface_of(shapes.mask(shapes.torus(3.0, 1.0), grid), grid)
    hollow = hollowed(ring.vertices_lps_mm - shapes.CENTER_LPS_MM, ring.triangles, 1.6, 3.5)
    assert (hollow.cavity_mm3, hollow.holes) == (0.0, ())


@pytest.mark.parametrize("printer", PRINTERS)
def test_a_ring_stands_on_its_pillars_and_the_stand_is_one_solid(shapes, printer):
    grid = shapes.grid(5.0, (0.25, 0.25, 0.25))
    ring = surface_of(shapes.mask(shapes.torus(3.0, 0.8), grid), grid)
    points = 5.0 * (ring.vertices_lps_mm - shapes.CENTER_LPS_MM)
    stand = stand_under(points, solid.vertex_normals(points, ring.triangles), printer, "L X5")

    assert stand.pillars >= 3
    assert stand.unreached == 0
    whole = stand.body + solid_of(points, ring.triangles)
    assert len(whole.decompose()) == 1, "every pillar reaches the ring"
    low = stand.body.bounding_box()[2]
    assert low == pytest.approx(points[:, 2].min() - 4 * printer.feature_mm - PLATE_MM)
    above = stand.body.trim_by_plane([0.0, 0.0, 1.0], float(points[:, 2].max()))
    assert above.is_empty()


def test_no_pillar_stands_on_the_model_itself(shapes):
    """Of two rings one above the other only the lower can be reached."""
    grid = shapes.grid(6.0, (0.3, 0.3, 0.3))
    two = shapes.mask(shapes.torus(3.0, 0.6, (0, 0, -2.0)), grid) | shapes.mask(
        shapes.torus(3.0, 0.6, (0, 0, 2.0)), grid
    )
    surface = surface_of(two, grid)
    points = 5.0 * (surface.vertices_lps_mm - shapes.CENTER_LPS_MM)
    stand = stand_under(points, solid.vertex_normals(points, surface.triangles), FDM, "")

    assert stand.unreached > 0
    assert stand.body.bounding_box()[5] < -5.0


def test_pillars_keep_off_the_holes(shapes):
    points = np.array([[0.0, 0.0, 5.0], [10.0, 0.0, 5.0]])
    down = np.array([[0.0, 0.0, -1.0]] * 2)
    assert stand_under(points, down, SLA, "").pillars == 2
    assert stand_under(points, down, SLA, "", [(0.5, 0.0, 1.75)]).pillars == 1


def test_models_on_a_plate_do_not_overlap_and_lie_round_its_middle():
    rng = np.random.default_rng(1)
    sizes = list(rng.uniform(5.0, 60.0, (9, 3)))
    middles = arranged(sizes, 150.0)

    for one in range(9):
        for other in range(one):
            apart = np.abs(middles[one] - middles[other]) - (sizes[one] + sizes[other])[:2] / 2
            assert apart.max() >= GAP_MM - 1e-9
    low = (middles - np.array(sizes)[:, :2] / 2).min(axis=0)
    high = (middles + np.array(sizes)[:, :2] / 2).max(axis=0)
    np.testing.assert_allclose(low + high, 0.0, atol=1e-9)
    assert high[0] - low[0] <= 150.0


def test_printers_are_found_by_their_keys():
    assert [printer_of(printer.key) for printer in (FDM, SLA, SLS)] == list(PRINTERS)
    with pytest.raises(ValueError, match="unknown printer"):
        printer_of("dlp")


def test_the_scale_that_fits_is_the_largest_at_which_all_stand_on_the_plate():
    sizes = [np.array([60.0, 50.0, 40.0])] * 2
    assert fitting_scale(sizes, 5.0, (100.0, 100.0, 100.0)) == 4.7  # one behind the other: 2 · 50 · s/5 + 5 ≤ 100
    assert fitting_scale(sizes, 5.0, (200.0, 30.0, 100.0)) == 3.0  # side by side, but the plate is shallow
    assert fitting_scale(sizes, 1.0, (20.0, 20.0, 20.0)) is None
