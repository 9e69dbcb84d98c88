"""The pane of the unrolled cochlea: a strip with its two axes; says where the user pointed, changes nothing itself."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolButton, QWidget

from earseg_app.render.unrolled_display import UnrolledDisplay
from earseg_app.ui import slice_painter, unrolled_painter
from earseg_app.ui.icons import icon
from earseg_app.ui.slice_canvas import WHEEL_NOTCH
from earseg_app.ui.theme import SPACE_M, SPACE_S, sized
from earseg_app.ui.theme_colors import DARK
from earseg_app.ui.unrolled_painter import Frame
from earseg_app.ui.words import say

TIP = (
    "The cochlea unrolled along its lateral wall: to the right the length from the round window, upwards the height "
    "above the middle of the lumen along the modiolar axis. A click moves the crosshair, the wheel goes deeper."
)
KEY_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
BUTTON_PX = 22
LOWEST_PX, HIGHEST_SHARE = 132, 0.3
# An area lower than this leaves its room to the other views until the user unfolds the strip.
ROOMY_PX = 760


class UnrolledView(QWidget):
    """A strip that folds to its title.

    `place_requested(length_mm, height_mm)`, `scrolled(step)` towards the axis, `window_dragged(dx, dy)` in pixels,
    `folded()` when its wanted height has changed.
    """

    place_requested = Signal(float, float)
    scrolled = Signal(int)
    window_dragged = Signal(float, float)
    folded = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("view_unrolled")
        self.setAccessibleName(say("Unrolled cochlea"))
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setToolTip(say(TIP))
        self._room_px = 0
        self.fold_button = QToolButton(self)
        self.fold_button.setIconSize(QSize(16, 16))
        self.fold_button.clicked.connect(lambda: self._fold(not self._is_folded(self._room_px)))
        self._chosen: bool | None = None
        self._display: UnrolledDisplay | None = None
        self._problem = ""
        self._image = QImage()
        self._still = QPixmap()
        self._still_of: UnrolledDisplay | None = None
        self._still_look: tuple[object, ...] = ()
        self._hover: QPointF | None = None
        self._drag_from: QPointF | None = None
        self._points = False
        self._rest = 0
        self.wheel_reversed = False
        self._show_button()

    @property
    def shown(self) -> UnrolledDisplay | None:
        """What is shown now."""
        return self._display

    def show_unrolled(self, display: UnrolledDisplay | None, problem: str = "") -> None:
        """Show this picture, or a sentence why there is none."""
        old, self._display, self._problem = self._display, display, problem
        if display is not None and (old is None or old.pixels is not display.pixels):
            self._image = slice_painter.image_of(display.pixels)
        self.update()

    def wanted_px(self, width: int, room_px: int) -> int:
        """Its height in an area of that size: as the picture wants it, or that of the title when it is folded."""
        self._room_px = room_px
        self._show_button()
        head = unrolled_painter.head_px(self.font())
        if self._is_folded(room_px):
            return head
        length, height = self._display.extent_mm if self._display else (36.0, 3.2)
        whole = head + unrolled_painter.axes_px(self.font()) + round((width - 2 * SPACE_M) * height / length)
        return int(min(max(whole, LOWEST_PX), room_px * HIGHEST_SHARE))

    def frame(self) -> Frame | None:
        """Where the picture lies in the pane; None when there is none or it is folded."""
        if self._display is None or self._is_folded(self._room_px):
            return None
        return unrolled_painter.frame_of(self._display, QRectF(self.rect()), self.font())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Qt: draw everything anew."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), unrolled_painter.GROUND)
        frame, font = self.frame(), self.font()
        if self._display is not None:
            if frame is not None:
                unrolled_painter.draw_image(painter, self._image, frame)
                painter.drawPixmap(0, 0, self._still_picture(self._display, frame))
                unrolled_painter.draw_moving(painter, self._display, frame, font)
            right, readout = self.width() - BUTTON_PX - SPACE_S, self._readout(frame)
            unrolled_painter.draw_head(painter, self._display, right, font, readout)
        elif self._problem:
            painter.setFont(sized(font, "caption"))
            painter.setPen(unrolled_painter.MUTED)
            painter.drawText(self.rect().adjusted(SPACE_S, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, say(self._problem))
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt: left points, right drags the grey window."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._points = True
            self._point(event.position())
        elif event.button() is Qt.MouseButton.RightButton:
            self._drag_from = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Qt: go on with it, and say what is under the mouse."""
        self._hover = event.position()
        if self._points:
            self._point(event.position())
        elif self._drag_from is not None:
            moved = event.position() - self._drag_from
            self._drag_from = event.position()
            self.window_dragged.emit(moved.x(), moved.y())
        frame = self.frame()
        on_picture = frame is not None and frame.picture.contains(event.position())
        self.setCursor(Qt.CursorShape.CrossCursor if on_picture else Qt.CursorShape.ArrowCursor)
        self.update()

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Qt: end it."""
        self._points, self._drag_from = False, None

    def leaveEvent(self, _event: QEvent) -> None:
        """Qt: nothing is under the mouse any more."""
        self._hover = None
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Qt: go deeper or back."""
        self._rest += event.angleDelta().y()
        steps = int(self._rest / WHEEL_NOTCH)
        self._rest -= steps * WHEEL_NOTCH
        if steps:
            self.scrolled.emit(steps if self.wheel_reversed else -steps)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: up and down go towards the wall and the axis."""
        step = KEY_STEPS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.scrolled.emit(step)

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Qt: keep the button in its corner."""
        self.fold_button.setGeometry(self.width() - BUTTON_PX - 2, 3, BUTTON_PX, BUTTON_PX)

    def _still_picture(self, display: UnrolledDisplay, frame: Frame) -> QPixmap:
        """What stays while the picture below changes its depth or its slab, painted once."""
        ratio, old = self.devicePixelRatioF(), self._still_of
        look = (frame, self.font(), ratio)
        if old is None or old.outlines is not display.outlines or look != self._still_look:
            self._still_of, self._still_look = display, look
            self._still = QPixmap(self.size() * ratio)
            self._still.setDevicePixelRatio(ratio)
            self._still.fill(Qt.GlobalColor.transparent)
            painter = QPainter(self._still)
            unrolled_painter.draw_still(painter, display, frame, self.font())
            painter.end()
        return self._still

    def _point(self, place: QPointF) -> None:
        frame = self.frame()
        if frame is not None and frame.picture.adjusted(-SPACE_S, -SPACE_S, SPACE_S, SPACE_S).contains(place):
            self.place_requested.emit(*frame.mm(place))

    def _readout(self, frame: Frame | None) -> str:
        """Length and angle under the mouse."""
        if frame is None or self._display is None or self._hover is None or not frame.picture.contains(self._hover):
            return ""
        length, _ = frame.mm(self._hover)
        angles = self._display.angles_deg
        angle = float(np.interp(length / self._display.pixel_mm, np.arange(len(angles)), angles))
        return f"{length:.1f} mm   {say(self._display.units.angle_words(angle))}"

    def _is_folded(self, room_px: int) -> bool:
        return room_px < ROOMY_PX if self._chosen is None else self._chosen

    def _fold(self, on: bool) -> None:
        self._chosen = on
        self._show_button()
        self.folded.emit()

    def _show_button(self) -> None:
        is_folded = self._is_folded(self._room_px)
        words = "Show the unrolled cochlea" if is_folded else "Fold the unrolled cochlea"
        self.fold_button.setIcon(icon("chevron-up" if is_folded else "chevron-down", DARK.muted))
        self.fold_button.setToolTip(say(words))
        self.fold_button.setAccessibleName(say(words))
