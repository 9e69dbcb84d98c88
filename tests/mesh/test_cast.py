"""Two halves that fit, with the ear between them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from earseg_app.domain.errors import MeshError
from earseg_app.mesh.cast import CastPlan, cast_of
from earseg_app.mesh.check import check, errors
from earseg_app.mesh.solids import solid_of
from earseg_app.mesh.surface import Surface


def _solid(surface: Surface):
    return solid_of(surface.vertices_lps_mm, surface.triangles)


@pytest.mark.parametrize("axis", [0, 1, 2])
def test_the_halves_fill_the_block_but_for_the_ear_and_the_clearance(ball, axis):
    plan = CastPlan(axis=axis)
    pins, sockets = cast_of(ball, plan)

    for half in (pins, sockets):
        assert errors(check(half)) == ()
    block_mm3 = float(np.prod(np.ptp(ball.bounds_lps_mm, axis=0) + 2 * plan.wall_mm))
    radius = np.array([plan.pin_mm / 2, plan.pin_mm / 2 + plan.clearance_mm])
    heights = np.array([plan.pin_length_mm, plan.pin_length_mm + plan.clearance_mm])
    cones = np.pi * heights / 3 * radius**2 * (1 + 0.85 + 0.85**2)
    gap_mm3 = 4 * (cones[1] - cones[0])
    assert pins.volume_mm3 + sockets.volume_mm3 == pytest.approx(block_mm3 - ball.volume_mm3 - gap_mm3, rel=1e-3)


def test_the_halves_do_not_collide_and_the_ear_fits_between_them(ball):
    pins, sockets = map(_solid, cast_of(ball))
    assert (pins ^ sockets).volume() < 1e-3
    assert ((pins + sockets) ^ _solid(ball)).volume() < 0.01 * ball.volume_mm3


def test_the_pins_stand_out_of_their_half(ball):
    pins, sockets = cast_of(ball, CastPlan(pin_length_mm=1.5))
    cut_mm = ball.bounds_lps_mm[:, 2].mean()
    assert pins.bounds_lps_mm[1, 2] == pytest.approx(cut_mm + 1.5, abs=1e-2)
    assert sockets.bounds_lps_mm[0, 2] == pytest.approx(cut_mm, abs=1e-2)
    assert (pins.name, sockets.name) == ("right_cochlea_cast_pins", "right_cochlea_cast_sockets")


def test_walls_too_thin_for_the_pins_are_refused(ball):
    with pytest.raises(MeshError, match="no room for pins"):
        cast_of(ball, CastPlan(wall_mm=1.0))


def test_an_open_surface_is_refused(ball):
    with pytest.raises(MeshError, match="not closed"):
        cast_of(replace(ball, triangles=ball.triangles[1:].copy()))


@pytest.mark.parametrize("wrong", [{"wall_mm": 0.0}, {"clearance_mm": -0.1}, {"axis": 3}])
def test_impossible_plans_are_refused(wrong):
    with pytest.raises(ValueError, match="positive|axis"):  # noqa: RUF043
        CastPlan(**wrong)
