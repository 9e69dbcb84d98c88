"""The picture of one plane and the mouse on it; says what the user wants, changes nothing itself."""

from __future__ import annotations

from enum import Enum, auto

import numpy as np
from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QEnterEvent, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from earseg_app.domain.geometry import Triple
from earseg_app.ui import annotation_painter
from earseg_app.ui.hand_canvas import HandCanvas

WHEEL_NOTCH = 120
ZOOM_PER_NOTCH = 1.2
PAGE_SLICES = 10
_KEY_STEPS = {
    Qt.Key.Key_Up: 1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: -1,
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_PageUp: PAGE_SLICES,
    Qt.Key.Key_PageDown: -PAGE_SLICES,
}
_KEY_ZOOMS = {Qt.Key.Key_Plus: ZOOM_PER_NOTCH, Qt.Key.Key_Equal: ZOOM_PER_NOTCH, Qt.Key.Key_Minus: 1 / ZOOM_PER_NOTCH}


class Drag(Enum):
    """What the mouse does while a button is down."""

    CURSOR = auto()
    HANDLE = auto()
    WINDOW = auto()
    PAN = auto()
    PAINT = auto()


class SliceCanvas(HandCanvas):
    """A picture that turns mouse and keys into wishes.

    Points in signals are LPS mm triples. `window_dragged` says how far in pixels the mouse went right and down.
    """

    cursor_requested = Signal(object)
    scrolled = Signal(int)
    window_dragged = Signal(float, float)
    probe_moved = Signal(object)
    maximise_requested = Signal()
    handle_moved = Signal(str, int, object)
    handle_released = Signal(str, int, object)
    tool_pressed = Signal(object, object)
    tool_moved = Signal(object)
    tool_released = Signal()
    tool_resized = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._drag: Drag | None = None
        self._last_place = QPointF()
        self._cursor_before_click: Triple | None = None
        self._wheel_rest = 0
        self.wheel_reversed = False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt: begin what the button stands for."""
        if self._display is None:
            return
        self._last_place = event.position()
        if event.button() is Qt.MouseButton.LeftButton:
            self._press_left(event.position())
        elif event.button() is Qt.MouseButton.RightButton:
            self._drag = Drag.WINDOW
        elif event.button() is Qt.MouseButton.MiddleButton:
            self._drag = Drag.PAN
        self._show_tool(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Qt: go on with it, and say what is under the mouse."""
        if self._display is None:
            return
        place, moved = event.position(), event.position() - self._last_place
        self._last_place = place
        if self.move_hand(place):
            pass
        elif self._drag is Drag.CURSOR:
            self.cursor_requested.emit(self.point_at(place))
        elif self._drag is Drag.HANDLE:
            self._move_handle(place)
        elif self._drag is Drag.PAINT:
            self.tool_moved.emit(self.point_at(place))
        elif self._drag is Drag.WINDOW:
            self.window_dragged.emit(moved.x(), moved.y())
        elif self._drag is Drag.PAN:
            self._camera = self._camera.panned(moved.x(), moved.y())
            self.update()
        self._show_tool(place)
        self.move_brush(place)
        self.probe_moved.emit(self.point_at(place) if self.on_picture(place) else None)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Qt: end it."""
        if self._drag is Drag.HANDLE and self._held is not None:
            self.handle_released.emit(*self._held, self._handle_point(event.position()))
        if self._drag is Drag.PAINT:
            self.tool_released.emit()
        if event.button() is Qt.MouseButton.LeftButton:
            self.release_hand(event.position())
        self._drag = None
        self._let_go()
        self._show_tool(event.position())
        self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Qt: ask for the whole area or back."""
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        if self.double_click_hand(event.position()):
            return
        if self._brush is not None:
            self.mousePressEvent(event)
            return
        # The first click of the two moved the crosshair, which nobody wanted.
        if self._cursor_before_click is not None:
            self.cursor_requested.emit(self._cursor_before_click)
        self._drag = None
        self.maximise_requested.emit()

    def leaveEvent(self, _event: QEvent) -> None:
        """Qt: nothing is under the mouse any more."""
        self.probe_moved.emit(None)
        self.move_brush(None)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Qt: show the tool."""
        self._show_tool(event.position())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Qt: scroll, or zoom about the mouse with Ctrl."""
        if self._display is None:
            return
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(ZOOM_PER_NOTCH ** (event.angleDelta().y() / WHEEL_NOTCH), event.position())
        else:
            # With Shift some systems turn the wheel sideways.
            self._wheel_rest += event.angleDelta().y() or event.angleDelta().x()
            steps = int(self._wheel_rest / WHEEL_NOTCH)
            self._wheel_rest -= steps * WHEEL_NOTCH
            resizes = self._brush is not None and event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            if steps and resizes:
                self.tool_resized.emit(steps)
            elif steps:
                self.scrolled.emit(-steps if self.wheel_reversed else steps)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: arrows and pages scroll, + and - zoom, 0 fits."""
        key = Qt.Key(event.key())
        if self.press_hand_key(event):
            return
        if key in _KEY_STEPS:
            self.scrolled.emit(_KEY_STEPS[key])
        elif key in _KEY_ZOOMS:
            self.zoom_by(_KEY_ZOOMS[key])
        elif key == Qt.Key.Key_0:
            self.fit()
        else:
            super().keyPressEvent(event)

    def _press_left(self, place: QPointF) -> None:
        assert self._display is not None
        if self.press_hand(place):
            return
        self._held = self.handle_at(place)
        if self._held is not None:
            self._drag = Drag.HANDLE
            self.update()
            return
        if self._brush is not None:
            self._drag = Drag.PAINT
            self.tool_pressed.emit(self.point_at(place), _triple(self._display.pose.behind_lps))
            return
        self._drag = Drag.CURSOR
        cursor = self._display.cursor_uv_mm
        self._cursor_before_click = None if cursor is None else _triple(self._display.pose.lps(*cursor))
        self.cursor_requested.emit(self.point_at(place))

    def _move_handle(self, place: QPointF) -> None:
        if self._held is not None:
            self._held_at = self._handle_point(place)
            self.update()
            self.handle_moved.emit(*self._held, self._held_at)

    def _handle_point(self, place: QPointF) -> Triple:
        """The point under the mouse at the depth the held handle already has."""
        assert self._display is not None
        old = dict(annotation_painter.handles(self._annotations)).get(self._held or ("", 0))
        depth = 0.0 if old is None else float(self._display.pose.uvw(old)[2])
        return self.point_at(place, depth)

    def _show_tool(self, place: QPointF) -> None:
        """Let the mouse cursor tell what the mouse does here."""
        hand = self.hand_cursor(place)
        if self._display is None:
            self.unsetCursor()
        elif self._drag is None and hand is not None:
            self.setCursor(hand)
        elif self._drag is Drag.WINDOW:
            self.setCursor(Qt.CursorShape.SizeAllCursor)
        elif self._drag in (Drag.PAN, Drag.HANDLE):
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        elif self._brush is not None and self._brush.radius_mm > 0.0:
            self.setCursor(Qt.CursorShape.BlankCursor)
        elif self.handle_at(place):
            self.setCursor(Qt.CursorShape.OpenHandCursor)
        else:
            self.setCursor(Qt.CursorShape.CrossCursor)


def _triple(point: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> Triple:
    x, y, z = point
    return float(x), float(y), float(z)
