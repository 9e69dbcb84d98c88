"""The mouse on measures made by hand: draws with the pen, drags points, chooses and removes."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QCursor, QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from earseg_app.domain.measuring.hand_measures import Kind
from earseg_app.presenters.hand_events import MarkAct, MarkEvent, PenAct, PenEvent
from earseg_app.ui import hand_painter
from earseg_app.ui.actions import PEN_KEYS
from earseg_app.ui.icons import icon
from earseg_app.ui.slice_picture import SlicePicture

# Nearer to where it pressed, the mouse clicks; farther, it drags.
CLICK_PX = 4.0
CURSOR_PX, HOT_PX, PICTURE_PX = 32, 9, 17
_KEYS = {Qt.Key.Key_Return: PenAct.END, Qt.Key.Key_Enter: PenAct.END, Qt.Key.Key_Backspace: PenAct.BACK}
_REMOVERS = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class HandCanvas(SlicePicture):
    """A picture that turns the mouse over measures into `PenEvent` and `MarkEvent`, its one signal."""

    hand_used = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pen: Kind | None = None
        self._pen_cursor = QCursor()
        self._grip_offset = QPointF()
        self._grip: hand_painter.Grip | None = None
        self._pressed_at: QPointF | None = None
        self._dragged = False

    def show_pen(self, kind: Kind | None) -> None:
        """Draw with the left button from now on, or no more."""
        self._pen, self._pressed_at = kind, None
        if kind is None:
            self.unsetCursor()
        else:
            self._pen_cursor = pen_cursor(kind)
            self.setCursor(self._pen_cursor)

    def hand_cursor(self, place: QPointF) -> QCursor | Qt.CursorShape | None:
        """What the mouse shows over measures; None where they have no say."""
        if self._grip is not None:
            return Qt.CursorShape.ClosedHandCursor
        if self._pressed_at is None and self._grip_at(place) is not None:
            return Qt.CursorShape.OpenHandCursor
        if self._pen is not None:
            return self._pen_cursor
        return Qt.CursorShape.PointingHandCursor if self._mark_at(place) is not None else None

    def press_hand(self, place: QPointF) -> bool:
        """The left button goes down; False when measures have no say in it."""
        if self._display is None:
            return False
        self._grip = self._grip_at(place)
        if self._grip is not None:
            self._grip_offset = self._handle_place(self._grip) - place
            self.hand_used.emit(MarkEvent(MarkAct.CHOOSE, self._grip[0]))
            return True
        if self._pen is not None:
            self._pressed_at, self._dragged = place, False
            self._use_pen(PenAct.PRESS, place)
            return True
        number = self._mark_at(place)
        if number is not None:
            self.hand_used.emit(MarkEvent(MarkAct.CHOOSE, number))
        return number is not None

    def move_hand(self, place: QPointF) -> bool:
        """The mouse goes on; True when it drags a point."""
        if self._grip is not None:
            self.hand_used.emit(MarkEvent(MarkAct.MOVE, *self._grip, self._point_at_grip(self._grip, place)))
            return True
        if self._pen is not None and self._display is not None:
            if self._pressed_at is not None and (place - self._pressed_at).manhattanLength() > CLICK_PX:
                self._dragged = True
            self._use_pen(PenAct.MOVE, place)
        return False

    def release_hand(self, place: QPointF) -> None:
        """The left button goes up."""
        grip, self._grip = self._grip, None
        if grip is not None:
            self.hand_used.emit(MarkEvent(MarkAct.DROP, *grip))
        elif self._pressed_at is not None:
            self._pressed_at = None
            self._use_pen(PenAct.RELEASE, place)

    def double_click_hand(self, place: QPointF) -> bool:
        """A double click ends a polyline; False when measures have no say in it."""
        if self._pen is Kind.POLYLINE:
            self._use_pen(PenAct.END, place)
        elif self._pen is not None:
            self.press_hand(place)
        return self._pen is not None

    def press_hand_key(self, event: QKeyEvent) -> bool:
        """A key of the pen or of the chosen measure; False for any other."""
        key = Qt.Key(event.key())
        if self._pen is not None and self._is_drawing() and key in _KEYS:
            self._use_pen(_KEYS[key], QPointF(self.mapFromGlobal(QCursor.pos())))
            return True
        shown = hand_painter.seen(self._hand_marks, self._display.pose) if self._display is not None else ()
        chosen = next((mark.number for mark in shown if mark.chosen and mark.movable and not mark.is_draft), None)
        if chosen is None or key not in _REMOVERS:
            return False
        self.hand_used.emit(MarkEvent(MarkAct.REMOVE, chosen))
        return True

    def _use_pen(self, act: PenAct, place: QPointF) -> None:
        if self._display is not None:
            self.hand_used.emit(PenEvent(act, self.point_at(place), self._display, self._dragged))

    def _is_drawing(self) -> bool:
        return any(mark.is_draft for mark in self._hand_marks)

    def _grip_at(self, place: QPointF) -> hand_painter.Grip | None:
        is_painting = self._brush is not None and self._pen is None
        if self._display is None or self._is_drawing() or is_painting:
            return None
        return hand_painter.grip_at(self._hand_marks, self._display.pose, self._camera, place)

    def _mark_at(self, place: QPointF) -> int | None:
        """The measure whose line lies there; a handle that lies there too goes before it."""
        if self._display is None or self._brush is not None or self.handle_at(place) is not None:
            return None
        return hand_painter.mark_at(self._hand_marks, self._display.pose, self._camera, place)

    def _held_point(self, grip: hand_painter.Grip) -> tuple[float, float, float]:
        """u, v, w of the point that a grip stands for, mm."""
        assert self._display is not None
        number, handle = grip
        mark = next(mark for mark in self._hand_marks if mark.number == number)
        u, v, w = self._display.pose.uvw(mark.handles_lps_mm[handle])
        return float(u), float(v), float(w)

    def _handle_place(self, grip: hand_painter.Grip) -> QPointF:
        u, v, _ = self._held_point(grip)
        return QPointF(*self._camera.px(u, v))

    def _point_at_grip(self, grip: hand_painter.Grip, place: QPointF) -> tuple[float, float, float]:
        """Where the held point goes: it keeps its distance from the mouse, and its depth."""
        return self.point_at(place + self._grip_offset, self._held_point(grip)[2])


def pen_cursor(kind: Kind) -> QCursor:
    """A cross with the picture of the tool beside it, light on dark so that it shows on bone and on air."""
    picture, _ = PEN_KEYS[kind]
    pixmap = QPixmap(CURSOR_PX, CURSOR_PX)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    for color, grow in (("#000000", 1), ("#F2E58A", 0)):
        for x, y, width, height in ((HOT_PX, 0, 1, 2 * HOT_PX + 1), (0, HOT_PX, 2 * HOT_PX + 1, 1)):
            painter.fillRect(x - grow, y - grow, width + 2 * grow, height + 2 * grow, color)
    corner = CURSOR_PX - PICTURE_PX
    for dx, dy, color in (
        (-1, 0, "#000000"),
        (1, 0, "#000000"),
        (0, -1, "#000000"),
        (0, 1, "#000000"),
        (0, 0, "#F2E58A"),
    ):
        painter.drawPixmap(corner + dx, corner + dy, icon(picture, color).pixmap(PICTURE_PX, PICTURE_PX))
    painter.end()
    return QCursor(pixmap, HOT_PX, HOT_PX)
