"""What a view shows stays put where it should: under the mouse when zooming, in the middle when resizing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from earseg_app.ui.camera import MAX_ZOOM, Camera, ruler_mm

FITTED = Camera(width=400, height=300).fitted((80.0, 120.0), (-0.25, -0.25))
places = st.floats(0, 300)


def test_the_whole_picture_fits_in_true_proportion() -> None:
    assert FITTED.px_per_mm == pytest.approx(300 / 120)
    assert FITTED.px(-0.25, -0.25) == pytest.approx((100, 0))
    assert FITTED.px(79.75, 119.75) == pytest.approx((300, 300))


@given(places, places, st.floats(0.6, 30))
def test_pixels_and_millimetres_map_to_each_other(x: float, y: float, zoom: float) -> None:
    camera = FITTED.zoomed(zoom, 200, 150)
    assert camera.px(*camera.uv(x, y)) == pytest.approx((x, y))


@given(st.floats(110, 290), st.floats(10, 290), st.floats(1, 10))
def test_zooming_in_keeps_the_point_under_the_mouse(x: float, y: float, factor: float) -> None:
    before = FITTED.uv(x, y)
    assert FITTED.zoomed(factor, x, y).px(*before) == pytest.approx((x, y), abs=1e-6)


def test_zoom_has_an_end() -> None:
    assert FITTED.zoomed(1e6, 0, 0).zoom == MAX_ZOOM


def test_resizing_keeps_the_middle_and_the_zoom() -> None:
    camera = FITTED.zoomed(3, 250, 100)
    resized = camera.resized(1000, 900)
    assert resized.zoom == camera.zoom
    assert resized.uv(500, 450) == pytest.approx(camera.uv(200, 150))


def test_panning_follows_the_mouse_and_never_loses_the_picture() -> None:
    camera = FITTED.zoomed(4, 200, 150)
    point = camera.uv(200, 150)
    assert camera.panned(30, -20).px(*point) == pytest.approx((230, 130))
    far = camera.panned(1e6, 1e6)
    assert far.center_uv_mm == pytest.approx((-0.25, -0.25))


@pytest.mark.parametrize(
    ("px_per_mm", "length"), [(1.0, 100.0), (10.0, 10.0), (14.0, 10.0), (15.0, 5.0), (100.0, 1.0), (0.001, 0.01)]
)
def test_the_ruler_is_a_round_length(px_per_mm: float, length: float) -> None:
    expected = length if px_per_mm >= 0.01 else 5000.0
    assert ruler_mm(px_per_mm) == pytest.approx(expected)
