"""The 3D pane shows what will be written: on its plate, cut, coloured, measured."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import pyvista as pv

from earseg_app.render.model_scene import ModelScene, caption
from earseg_app.session.model_preview import ModelPreview, PreviewDisplay, PreviewPiece


@pytest.fixture
def plotter() -> Iterator[Any]:
    plotter = pv.Plotter(off_screen=True, window_size=(200, 200))
    plotter.set_background("black")
    yield plotter
    plotter.close()


@pytest.fixture
def ball() -> ModelPreview:
    sphere = pv.Sphere(radius=10.0, center=(0.0, 0.0, 10.0))
    triangles = np.asarray(sphere.faces.reshape(-1, 4)[:, 1:], np.int32)
    points = np.asarray(sphere.points, float)
    thickness = np.where(points[:, 2] > 10.0, 4.0, 1.0)
    return ModelPreview((PreviewPiece("Ball", points, triangles, "#FF0000", thickness),), "× 5, mm", (60.0, 60.0), 1.0)


def _picture(plotter: Any) -> np.ndarray:
    plotter.camera_position = [(0, -120, 10), (0, 0, 10), (0, 0, 1)]
    plotter.reset_camera_clipping_range()
    plotter.render()
    return np.asarray(plotter.screenshot(None, return_img=True)).astype(int)


def _lit(picture: np.ndarray) -> tuple[int, int]:
    """Reddish pixels in the upper and the lower half."""
    red = picture[..., 0] > picture[..., 2] + 40
    return int(red[:100].sum()), int(red[100:].sum())


def test_the_model_lies_as_it_is_written_and_goes_away_again(plotter: Any, ball: ModelPreview) -> None:
    scene = ModelScene(plotter, "#FFFFFF", 12)
    assert scene.show(ball, PreviewDisplay())
    np.testing.assert_allclose(scene.bounds_mm, [[-10, -10, 0], [10, 10, 20]], atol=0.2)
    above, below = _lit(_picture(plotter))
    assert above > 500
    assert below > 500
    assert scene.show(None, PreviewDisplay())
    assert not scene.shown
    assert _lit(_picture(plotter)) == (0, 0)


def test_the_side_is_written_beside_the_model(ball: ModelPreview) -> None:
    pieces = tuple(replace(ball.pieces[0], name=name) for name in ("Right cochlea", "Right stand"))
    assert caption(replace(ball, pieces=pieces)) == "R, × 5, mm"
    assert caption(ball) == "× 5, mm"


def test_the_cut_takes_the_top_away(plotter: Any, ball: ModelPreview) -> None:
    scene = ModelScene(plotter, "#FFFFFF", 12)
    scene.show(ball, PreviewDisplay(cut=0.55))
    above, below = _lit(_picture(plotter))
    assert above < 100 < below


def test_thick_and_thin_places_have_other_colours(plotter: Any, ball: ModelPreview) -> None:
    scene = ModelScene(plotter, "#FFFFFF", 12)
    scene.show(ball, PreviewDisplay())
    plain = _picture(plotter)
    assert not scene.show(ball, PreviewDisplay(thickness=True))
    colored = _picture(plotter)
    assert abs(plain[80, 100] - plain[120, 100]).sum() < abs(colored[80, 100] - colored[120, 100]).sum()


def test_two_points_are_a_distance_in_words(plotter: Any, ball: ModelPreview) -> None:
    scene = ModelScene(plotter, "#FFFFFF", 12)
    scene.show(ball, PreviewDisplay(ruler_mm=((-10.0, -10.0, 0.0),)))
    assert "model_ruler_line" not in plotter.actors
    scene.show(ball, PreviewDisplay(ruler_mm=((-10.0, -10.0, 0.0), (-10.0, -10.0, 20.0))))
    assert "model_ruler_line" in plotter.actors
    assert plotter.actors["model_ruler_line"].GetBounds()[4:] == pytest.approx((0.0, 20.0))
