"""The 3D pane hosts the scene where there is OpenGL, and says so in words where there is none."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage, QOpenGLContext
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from earseg_app.domain.anatomy import Part, Side, label_code
from earseg_app.domain.geometry import Grid
from earseg_app.domain.segmentation import Segmentation
from earseg_app.domain.slicing import Plane
from earseg_app.domain.volume import Volume
from earseg_app.render.camera_views import CameraView
from earseg_app.session.session import Case, State
from earseg_app.ui.volume_view import VolumeView

GRID = Grid((30, 30, 30), (0.5, 0.5, 0.5), (0.0, 0.0, 0.0))
OPENED = State(case=Case(Volume(np.zeros(GRID.shape_zyx, np.int16), GRID)))


def with_an_ear() -> State:
    labels = np.zeros(GRID.shape_zyx, np.uint8)
    labels[8:22, 8:22, 8:22] = label_code(Side.RIGHT, Part.COCHLEA)
    assert OPENED.case is not None
    return State(case=Case(OPENED.case.volume, Segmentation(labels, GRID)))


@pytest.fixture
def view(qtbot: QtBot) -> Iterator[VolumeView]:
    made = VolumeView()
    qtbot.addWidget(made)
    made.resize(400, 300)
    yield made
    made.dispose()


@pytest.fixture
def drawing(view: VolumeView, qtbot: QtBot) -> VolumeView:
    """A pane that shows an ear; needs OpenGL, which Qt's offscreen platform lacks (`make test` has it)."""
    if not QOpenGLContext().create():
        pytest.skip("this platform of Qt has no OpenGL; run the suite with `make test`")
    view.show()
    view.show_state(with_an_ear())
    qtbot.waitUntil(lambda: view.started and view.settled, timeout=20000)
    return view


def test_nothing_starts_before_there_is_a_scan(view: VolumeView) -> None:
    view.show()
    view.show_state(State())
    QApplication.processEvents()
    assert not view.started


def test_without_opengl_the_pane_says_what_still_works(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QOpenGLContext, "create", lambda _self: False)
    view = VolumeView()
    qtbot.addWidget(view)
    view.show()
    view.show_state(OPENED)
    qtbot.waitUntil(lambda: view.settled, timeout=5000)
    assert view._message.isVisible() and "slice views" in view._message.text()
    view.look(CameraView.ANTERIOR)
    view.look_at_ear(Side.RIGHT)
    view.dispose()
    assert not view.started


def test_the_tools_say_what_was_wanted(view: VolumeView) -> None:
    wishes: list[object] = []
    view.bone_requested.connect(wishes.append)
    view.clip_requested.connect(wishes.append)
    view.maximise_requested.connect(lambda: wishes.append("maximise"))
    view.bar.bone.click()
    view.bar._cuts[Plane.CORONAL].trigger()
    view.bar._cuts[None].trigger()
    view.bar.maximise.click()
    assert wishes == [True, Plane.CORONAL, None, "maximise"]


def test_the_tools_show_the_state(view: VolumeView) -> None:
    view.bar.show_toggles(bone=True, cut=Plane.SAGITTAL)
    assert view.bar.bone.isChecked() and view.bar.clip.isChecked() and view.bar._cuts[Plane.SAGITTAL].isChecked()
    view.bar.show_toggles(bone=False, cut=None)
    assert not view.bar.bone.isChecked() and not view.bar.clip.isChecked() and view.bar._cuts[None].isChecked()


def test_close_ups_are_offered_for_the_ears_that_are_there(view: VolumeView) -> None:
    view.bar.show_sides((Side.LEFT,))
    assert not view.bar.ears[Side.LEFT].isHidden() and view.bar.ears[Side.RIGHT].isHidden()


def test_every_tool_has_a_name_for_screen_readers(view: VolumeView) -> None:
    buttons = [*view.bar.ears.values(), view.bar.cameras, view.bar.bone, view.bar.clip, view.bar.maximise]
    assert all(button.accessibleName() and button.toolTip() for button in buttons)


def test_the_ear_appears_in_the_window(drawing: VolumeView) -> None:
    image = drawing.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1)[:, : image.width() * 3]
    red, green, blue = rows.reshape(image.height(), -1, 3).astype(int).transpose(2, 0, 1)
    assert ((red > 120) & (green > 60) & (blue < 60)).sum() > 400
    assert not drawing.bar.ears[Side.RIGHT].isHidden()


def test_a_click_on_the_surface_moves_the_crosshair_and_a_double_click_maximises(
    drawing: VolumeView, qtbot: QtBot
) -> None:
    drawing.look_at_ear(Side.RIGHT)
    middle = QPoint(drawing._canvas.width() // 2, drawing._canvas.height() // 2)
    with qtbot.waitSignal(drawing.cursor_requested, timeout=5000) as wish:
        QTest.mouseClick(drawing._canvas, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, middle)
    assert all(3.0 <= coordinate <= 12.0 for coordinate in wish.args[0])
    with qtbot.waitSignal(drawing.maximise_requested, timeout=5000):
        QTest.mouseDClick(drawing._canvas, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, middle)


def test_a_hidden_pane_catches_up_when_it_is_shown(drawing: VolumeView, qtbot: QtBot) -> None:
    drawing.hide()
    drawing.show_state(OPENED)
    assert drawing._scene.sides == (Side.RIGHT,)
    drawing.show()
    qtbot.waitUntil(lambda: drawing.settled, timeout=10000)
    assert drawing._scene.sides == ()


def test_disposing_ends_the_plotter_and_later_states_are_harmless(drawing: VolumeView) -> None:
    drawing.dispose()
    drawing.show_state(OPENED)
    assert not drawing.started and drawing.settled
