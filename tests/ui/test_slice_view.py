"""A plane pane does what hands expect: every drag, click, wheel and key becomes the right wish."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QImage, QMouseEvent, QPaintEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from earseg_app.domain.planes import PlanePose
from earseg_app.domain.slicing import Plane
from earseg_app.render.slice_display import Annotations, HandleLine, Patch, PathMark, PointMark, SideTag, SliceDisplay
from earseg_app.session.session import Window
from earseg_app.ui.slice_view import SliceView

ORIGIN = (10.0, 20.0, 30.0)
POSE = PlanePose.of(ORIGIN, (1, 0, 0), (0, 1, 0))
LEFT, RIGHT, MIDDLE = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton, Qt.MouseButton.MiddleButton


def picture(grey: int = 90) -> np.ndarray:
    return np.full((100, 100), 0xFF000000 | grey * 0x010101, np.uint32)


DISPLAY = SliceDisplay(
    "Axial", Plane.AXIAL, picture(), (0.5, 0.5), POSE, number=41, count=120, cursor_uv_mm=(10.0, 15.0)
)
LINE = HandleLine("A", (20.0, 30.0, 33.0), (40.0, 50.0, 30.0), "A 9.2 mm")


@pytest.fixture
def view(qtbot: QtBot) -> SliceView:
    made = SliceView("Axial")
    qtbot.addWidget(made)
    made.resize(518, 502)
    made.show_display(DISPLAY)
    first = _Painted(made.canvas)
    with qtbot.waitExposed(made):
        made.show()
    qtbot.waitUntil(lambda: bool(first.areas))
    return made


def place_of(view: SliceView, point_lps: tuple[float, float, float]) -> QPoint:
    u, v, _ = POSE.uvw(point_lps)
    x, y = view.canvas.camera.px(float(u), float(v))
    return QPoint(round(x), round(y))


def drag(view: SliceView, button: Qt.MouseButton, start: QPoint, *ways: QPoint) -> None:
    QTest.mousePress(view.canvas, button, Qt.KeyboardModifier.NoModifier, start)
    for way in ways:
        event = QMouseEvent(
            QEvent.Type.MouseMove,
            QPointF(way),
            view.canvas.mapToGlobal(QPointF(way)),
            Qt.MouseButton.NoButton,
            button,
            Qt.KeyboardModifier.NoModifier,
        )
        QApplication.sendEvent(view.canvas, event)
    QTest.mouseRelease(view.canvas, button, Qt.KeyboardModifier.NoModifier, ways[-1] if ways else start)


def wheel(view: SliceView, delta: int, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    place = QPointF(100, 120)
    event = QWheelEvent(
        place,
        view.canvas.mapToGlobal(place),
        QPoint(),
        QPoint(0, delta),
        Qt.MouseButton.NoButton,
        modifiers,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.canvas, event)


def collect(signal: object) -> list[tuple[object, ...]]:
    found: list[tuple[object, ...]] = []
    signal.connect(lambda *args: found.append(args))  # type: ignore[attr-defined]
    return found


def test_a_left_drag_moves_the_crosshair_along(view: SliceView) -> None:
    wishes = collect(view.cursor_requested)
    drag(view, LEFT, place_of(view, (20, 30, 30)), place_of(view, (25, 35, 30)), place_of(view, (30, 25, 30)))
    assert len(wishes) == 3
    assert wishes[0][0] == pytest.approx((20, 30, 30), abs=0.06)
    assert wishes[-1][0] == pytest.approx((30, 25, 30), abs=0.06)


def test_the_crosshair_stays_within_the_picture(view: SliceView) -> None:
    wishes = collect(view.cursor_requested)
    drag(view, LEFT, QPoint(250, 250), QPoint(-500, 9999))
    assert wishes[-1][0] == pytest.approx((10.0, 69.5, 30.0))


def test_a_right_drag_changes_the_window(view: SliceView) -> None:
    wishes = collect(view.window_dragged)
    drag(view, RIGHT, QPoint(100, 100), QPoint(130, 80))
    assert wishes == [(30.0, -20.0)]


def test_a_middle_drag_pans_and_keeps_its_zoom(view: SliceView) -> None:
    under = view.canvas.camera.uv(200, 200)
    zoom = view.canvas.camera.zoom
    drag(view, MIDDLE, QPoint(200, 200), QPoint(240, 170))
    assert view.canvas.camera.uv(240, 170) == pytest.approx(under)
    assert view.canvas.camera.zoom == zoom


def test_the_wheel_scrolls_whole_notches_and_saves_up_small_ones(view: SliceView) -> None:
    steps = collect(view.scrolled)
    for delta in (120, -240, 60, 60, 30):
        wheel(view, delta)
    assert steps == [(1,), (-2,), (1,)]


def test_a_reversed_wheel_goes_the_other_way(view: SliceView) -> None:
    steps = collect(view.scrolled)
    view.canvas.wheel_reversed = True
    wheel(view, 120)
    assert steps == [(-1,)]


def test_ctrl_and_wheel_zoom_about_the_mouse(view: SliceView) -> None:
    steps = collect(view.scrolled)
    under = view.canvas.camera.uv(100, 120)
    wheel(view, 240, Qt.KeyboardModifier.ControlModifier)
    assert view.canvas.camera.zoom == pytest.approx(1.44)
    assert view.canvas.camera.uv(100, 120) == pytest.approx(under)
    assert steps == []


def test_resizing_and_other_slices_keep_the_zoom_and_another_size_of_picture_fits(view: SliceView) -> None:
    wheel(view, 240, Qt.KeyboardModifier.ControlModifier)
    middle = view.canvas.camera.center_uv_mm
    view.resize(900, 700)
    QApplication.processEvents()
    view.show_display(replace(DISPLAY, pixels=picture(10), number=42))
    assert view.canvas.camera.zoom == pytest.approx(1.44) and view.canvas.camera.center_uv_mm == middle
    view.show_display(replace(DISPLAY, spacing_mm=(1.0, 1.0)))
    assert view.canvas.camera.zoom == 1.0


@pytest.mark.parametrize(
    ("key", "step"),
    [(Qt.Key.Key_Up, 1), (Qt.Key.Key_Down, -1), (Qt.Key.Key_PageUp, 10), (Qt.Key.Key_PageDown, -10)],
)
def test_keys_scroll(view: SliceView, key: Qt.Key, step: int) -> None:
    steps = collect(view.scrolled)
    QTest.keyClick(view.canvas, key)
    assert steps == [(step,)]


def test_keys_zoom_and_zero_fits(view: SliceView) -> None:
    QTest.keyClick(view.canvas, Qt.Key.Key_Plus)
    assert view.canvas.camera.zoom > 1.0
    QTest.keyClick(view.canvas, Qt.Key.Key_0)
    assert view.canvas.camera.zoom == 1.0


def test_the_slider_shows_the_slice_and_asks_for_another(view: SliceView) -> None:
    numbers = collect(view.slice_requested)
    assert (view.slider.value(), view.slider.maximum()) == (41, 119)
    view.show_display(replace(DISPLAY, number=50))
    assert view.slider.value() == 50 and numbers == []
    view.slider.setValue(7)
    assert numbers == [(7,)]


def test_an_oblique_view_has_no_slider(view: SliceView) -> None:
    view.show_display(replace(DISPLAY, plane=None, count=0, cursor_uv_mm=None))
    assert not view.slider.isVisible()


def test_a_double_click_asks_for_the_whole_area_and_puts_the_crosshair_back(view: SliceView, qtbot: QtBot) -> None:
    wishes = collect(view.cursor_requested)
    place = place_of(view, (40, 40, 30))
    with qtbot.waitSignal(view.maximise_requested, timeout=1000):
        QTest.mouseClick(view.canvas, LEFT, Qt.KeyboardModifier.NoModifier, place)
        QTest.mouseDClick(view.canvas, LEFT, Qt.KeyboardModifier.NoModifier, place)
    assert wishes[-1][0] == pytest.approx((20.0, 35.0, 30.0))


def test_the_probe_follows_the_mouse_and_ends_beside_the_picture(view: SliceView) -> None:
    view.resize(900, 502)
    QApplication.processEvents()
    found = collect(view.probe_moved)
    drag(view, Qt.MouseButton.NoButton, QPoint(1, 1), place_of(view, (33, 44, 30)), QPoint(2, 250))
    assert found[-2][0] == pytest.approx((33, 44, 30), abs=0.1)
    assert found[-1] == (None,)


def test_a_handle_is_dragged_instead_of_the_crosshair_and_keeps_its_depth(view: SliceView) -> None:
    view.show_annotations(Annotations(lines=(LINE,)))
    cursor, moved, released = (
        collect(signal) for signal in (view.cursor_requested, view.handle_moved, view.handle_released)
    )
    drag(view, LEFT, place_of(view, LINE.start_lps_mm) + QPoint(4, 3), place_of(view, (25, 35, 33)))
    assert cursor == []
    name, index, point = moved[-1]
    assert (name, index) == ("A", 0)
    assert point == pytest.approx((25, 35, 33), abs=0.06)
    assert released[-1][:2] == ("A", 0)


def test_the_other_end_and_movable_points_can_be_dragged_too(view: SliceView) -> None:
    point = PointMark("round_window", (50.0, 25.0, 30.0), "RW", movable=True)
    view.show_annotations(Annotations(lines=(LINE,), points=(point, replace(point, name="apex", movable=False))))
    moved = collect(view.handle_moved)
    drag(view, LEFT, place_of(view, LINE.end_lps_mm), place_of(view, (42, 52, 30)))
    drag(view, LEFT, place_of(view, point.point_lps_mm), place_of(view, (52, 27, 30)))
    assert [wish[:2] for wish in moved] == [("A", 1), ("round_window", 0)]


def test_a_point_of_another_slice_is_neither_drawn_nor_gripped(view: SliceView) -> None:
    far = PointMark("apex", (50.0, 25.0, 34.0), "apex", movable=True)
    empty = grabbed(view)
    view.show_annotations(Annotations(points=(far,)))
    assert (grabbed(view) == empty).all()
    moved = collect(view.handle_moved)
    drag(view, LEFT, place_of(view, far.point_lps_mm), place_of(view, (52, 27, 30)))
    assert moved == []
    view.show_annotations(Annotations(points=(replace(far, point_lps_mm=(50.0, 25.0, 32.0)),)))
    drag(view, LEFT, place_of(view, far.point_lps_mm), place_of(view, (52, 27, 30)))
    assert [wish[0] for wish in moved] == ["apex"]


def test_a_held_point_is_drawn_under_the_mouse_and_the_picture_stands_still(view: SliceView) -> None:
    point = PointMark("apex", (30.0, 25.0, 30.0), color="#00FF00", movable=True)
    view.show_annotations(Annotations(points=(point,)))
    other, seen = replace(DISPLAY, pixels=picture(30)), []
    there = (48.0, 40.0, 30.0)

    def look(*_wish: object) -> None:
        view.show_display(other)
        seen.append(view.canvas.shown)
        place = place_of(view, there)
        seen.append(int(grabbed(view)[place.y(), place.x()]) & 0xFFFFFF)

    view.handle_moved.connect(look)
    drag(view, LEFT, place_of(view, point.point_lps_mm), place_of(view, there))
    assert seen[0] is DISPLAY
    assert seen[1] == 0x00FF00
    assert view.canvas.shown is other


def test_a_fixed_line_lets_the_crosshair_through(view: SliceView) -> None:
    view.show_annotations(Annotations(lines=(replace(LINE, movable=False),)))
    cursor, moved = collect(view.cursor_requested), collect(view.handle_moved)
    drag(view, LEFT, place_of(view, LINE.start_lps_mm))
    assert len(cursor) == 1 and moved == []


@pytest.mark.parametrize(
    ("ways", "shape"),
    [((300, 100), Qt.CursorShape.CrossCursor), (None, Qt.CursorShape.OpenHandCursor)],
)
def test_the_mouse_cursor_shows_the_tool(view: SliceView, ways: tuple[int, int] | None, shape: Qt.CursorShape) -> None:
    view.show_annotations(Annotations(lines=(LINE,)))
    place = place_of(view, LINE.start_lps_mm) if ways is None else QPoint(*ways)
    drag(view, Qt.MouseButton.NoButton, place, place)
    assert view.canvas.cursor().shape() is shape


def grabbed(view: SliceView) -> np.ndarray:
    image = view.canvas.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    return np.frombuffer(image.constBits(), np.uint32).reshape(image.height(), image.width()).copy()


def test_the_picture_is_painted_at_its_place(view: SliceView) -> None:
    view.show_display(replace(DISPLAY, cursor_uv_mm=None))
    shot = grabbed(view)
    x, y = place_of(view, (30, 40, 30)).toTuple()
    assert shot[y, x] == 0xFF5A5A5A


def test_everything_drawn_over_the_picture_leaves_a_trace(view: SliceView) -> None:
    view.show_display(replace(DISPLAY, cursor_uv_mm=None))
    plain = grabbed(view)
    view.show_display(DISPLAY)
    with_cursor = grabbed(view)
    view.show_display(replace(DISPLAY, side_tags=(SideTag("R", 20.0, 20.0),), note="Right ear"))
    with_tags = grabbed(view)
    view.show_display(replace(DISPLAY, window=Window(4000.0, 700.0)))
    with_window = grabbed(view)
    view.show_annotations(
        Annotations((LINE,), (PathMark(((20, 25, 30), (30, 45, 30))),), (PointMark("apex", (45, 25, 30), "Apex"),))
    )
    shots = [plain, with_cursor, with_tags, with_window, grabbed(view)]
    assert all((a != b).any() for a, b in pairwise(shots))


def test_an_empty_pane_takes_no_wishes(view: SliceView) -> None:
    view.show_display(None)
    cursor, steps = collect(view.cursor_requested), collect(view.scrolled)
    drag(view, LEFT, QPoint(50, 50), QPoint(60, 60))
    wheel(view, 120)
    assert cursor == [] and steps == [] and not view.slider.isVisible()


class _Painted(QObject):
    """Notes which part of a widget Qt asks to paint."""

    def __init__(self, watched: QWidget) -> None:
        super().__init__(watched)
        self.areas: list[QRect] = []
        watched.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.areas.append(event.rect())
        return False


def test_an_edit_paints_its_own_place_anew_and_nothing_else(view: SliceView, qtbot: QtBot) -> None:
    painted = _Painted(view.canvas)
    pixels = DISPLAY.pixels.copy()
    pixels[40:44, 60:70] = 0xFFFF8800
    view.show_display(replace(DISPLAY, pixels=pixels, patch=Patch(DISPLAY.pixels, slice(40, 44), slice(60, 70))))
    qtbot.waitUntil(lambda: bool(painted.areas))
    (area,) = painted.areas
    assert area.width() < 100 and area.height() < 60
    on_screen = view.screen().grabWindow(view.canvas.winId()).toImage().convertToFormat(QImage.Format.Format_RGB32)
    seen = np.frombuffer(on_screen.constBits(), np.uint32).reshape(on_screen.height(), on_screen.width())
    # Smoothing rounds by where it begins.
    channels = [image.copy().view(np.uint8).astype(int) for image in (seen, grabbed(view))]
    assert np.abs(channels[0] - channels[1]).max() <= 2


def test_a_patch_of_another_picture_paints_everything(view: SliceView) -> None:
    painted = _Painted(view.canvas)
    patch = Patch(picture(), slice(40, 44), slice(60, 70))
    view.show_display(replace(DISPLAY, pixels=picture(200), patch=patch))
    QApplication.processEvents()
    assert painted.areas[-1] == view.canvas.rect()
