"""The 3D picture is an ordinary widget that follows the mouse, and asks no OpenGL of the window around it."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
import pyvista as pv
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QOpenGLContext, QWheelEvent
from PySide6.QtOpenGLWidgets import QOpenGLWidget
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from earseg_app.ui.scene_canvas import SceneCanvas

LEFT, NO_KEY = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
MIDDLE = QPoint(150, 100)


@pytest.fixture
def canvas(qtbot: QtBot) -> Iterator[SceneCanvas]:
    if not QOpenGLContext().create():
        pytest.skip("this platform of Qt has no OpenGL; run the suite with `make test`")
    made = SceneCanvas()
    qtbot.addWidget(made)
    made.resize(300, 200)
    made.plotter.set_background("black")
    made.plotter.add_mesh(pv.Cone(direction=(1.0, 0.3, 0.2)), color="white")
    made.show()
    qtbot.waitUntil(lambda: made.up_to_date, timeout=10_000)
    made.plotter.view_isometric()
    made.draw()
    yield made
    made.dispose()


def pixels(canvas: QWidget) -> np.ndarray:
    image = canvas.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1)
    return rows[:, : image.width()].copy()


def turned(canvas: SceneCanvas, qtbot: QtBot) -> np.ndarray:
    qtbot.waitUntil(lambda: canvas.up_to_date, timeout=10_000)
    QApplication.processEvents()
    return pixels(canvas)


def test_the_picture_shows_the_scene_on_its_background(canvas: SceneCanvas) -> None:
    shown = pixels(canvas)
    assert shown.shape == (200, 300)
    assert shown[2, 2] == 0 and shown[100, 150] > 80


def test_a_drag_turns_the_scene_and_letting_go_leaves_it(canvas: SceneCanvas, qtbot: QtBot) -> None:
    before = pixels(canvas)
    QTest.mousePress(canvas, LEFT, NO_KEY, MIDDLE)
    QTest.mouseMove(canvas, MIDDLE + QPoint(40, 25))
    after = turned(canvas, qtbot)
    assert (before != after).mean() > 0.01
    QTest.mouseRelease(canvas, LEFT, NO_KEY, MIDDLE + QPoint(40, 25))
    QTest.mouseMove(canvas, MIDDLE - QPoint(40, 25))
    assert np.array_equal(turned(canvas, qtbot), after)


def test_the_wheel_zooms(canvas: SceneCanvas, qtbot: QtBot) -> None:
    seen = np.count_nonzero(pixels(canvas))
    for notch, larger in ((120, True), (-120, False), (-120, False)):
        place = QPointF(MIDDLE)
        none, phase = Qt.MouseButton.NoButton, Qt.ScrollPhase.NoScrollPhase
        there = canvas.mapToGlobal(place)
        turn = QWheelEvent(place, there, QPoint(), QPoint(0, notch), none, NO_KEY, phase, False)
        QApplication.sendEvent(canvas, turn)
        now = np.count_nonzero(turned(canvas, qtbot))
        assert (now > seen) == larger
        seen = now


def test_a_click_is_told_from_a_drag(canvas: SceneCanvas) -> None:
    clicks: list[QPoint] = []
    canvas.clicked.connect(clicks.append)
    QTest.mouseClick(canvas, LEFT, NO_KEY, MIDDLE)
    assert clicks == [MIDDLE]
    QTest.mousePress(canvas, LEFT, NO_KEY, MIDDLE)
    QTest.mouseRelease(canvas, LEFT, NO_KEY, MIDDLE + QPoint(30, 0))
    assert clicks == [MIDDLE]


def test_another_size_is_drawn_in_that_size(canvas: SceneCanvas, qtbot: QtBot) -> None:
    sizes: list[tuple[int, int]] = []
    canvas.resized.connect(lambda width, height: sizes.append((width, height)))
    canvas.resize(420, 240)
    shown = turned(canvas, qtbot)
    assert shown.shape == (240, 420) and sizes[-1] == (420, 240)
    assert tuple(canvas.plotter.render_window.GetSize()) == (420, 240)
    assert shown[2, 417] == 0 and shown[120, 210] > 80


def test_the_window_around_it_is_not_joined_by_opengl(canvas: SceneCanvas) -> None:
    """Else every step of a brush would be, which takes tens of milliseconds where no graphics card does it."""
    assert not isinstance(canvas, QOpenGLWidget) and not canvas.findChildren(QOpenGLWidget)


def test_what_comes_after_the_end_is_harmless(canvas: SceneCanvas) -> None:
    canvas.dispose()
    canvas.draw()
    QTest.mouseClick(canvas, LEFT, NO_KEY, MIDDLE)
    QTest.mouseMove(canvas, MIDDLE + QPoint(5, 5))
    canvas.resize(200, 150)
    QApplication.processEvents()
    canvas.dispose()
