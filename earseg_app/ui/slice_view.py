"""One plane pane: the picture, the slice slider beside it, and the wishes of both."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSlider, QWidget

from earseg_app.domain.geometry import Triple
from earseg_app.render.slice_display import Annotations, SliceDisplay
from earseg_app.ui.slice_canvas import SliceCanvas
from earseg_app.ui.slice_painter import plane_color
from earseg_app.ui.theme_colors import DARK
from earseg_app.ui.words import say

ACCENT_PX = 2


class SliceView(QWidget):
    """Shows an axial, coronal, sagittal or oblique picture.

    Signals: `cursor_requested(lps)`, `scrolled(step)`, `slice_requested(number)`, `window_dragged(dx, dy)`,
    `probe_moved(lps | None)`, `maximise_requested()`, `handle_moved(name, index, lps)`,
    `handle_released(name, index, lps)`, `tool_pressed(lps, normal)`, `tool_moved(lps)`, `tool_released()`,
    `tool_resized(notches)`, `hand_used(PenEvent | MarkEvent)`; lps is a triple in mm, the normal points behind the
    screen.
    """

    cursor_requested = Signal(object)
    scrolled = Signal(int)
    slice_requested = Signal(int)
    window_dragged = Signal(float, float)
    probe_moved = Signal(object)
    maximise_requested = Signal()
    handle_moved = Signal(str, int, object)
    handle_released = Signal(str, int, object)
    tool_pressed = Signal(object, object)
    tool_moved = Signal(object)
    tool_released = Signal()
    tool_resized = Signal(int)
    hand_used = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"view_{name.lower()}")
        self.setAccessibleName(say(f"{name} view"))
        self.canvas = SliceCanvas(self)
        self.canvas.setAccessibleName(say(f"{name} picture"))
        self.slider = QSlider(Qt.Orientation.Vertical, self)
        self.slider.setAccessibleName(say(f"{name} slice"))
        self.slider.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.slider.hide()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, ACCENT_PX, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.canvas)
        layout.addWidget(self.slider)
        self._connect()

    def show_display(self, display: SliceDisplay | None) -> None:
        """Show a picture, or an empty pane."""
        before = self.canvas.shown
        self.canvas.show_display(display)
        if (before is None) != (display is None):
            self.update()
        count = 0 if display is None else display.count
        self.slider.setVisible(count > 1)
        if display is not None and count > 1:
            with QSignalBlocker(self.slider):
                self.slider.setRange(0, count - 1)
                self.slider.setValue(display.number)

    def show_annotations(self, annotations: Annotations) -> None:
        """Show lines with handles, paths and points over the picture."""
        self.canvas.show_annotations(annotations)

    def fit(self) -> None:
        """Show the whole picture."""
        self.canvas.fit()

    def center_on(self, point_lps_mm: Triple, width_mm: float) -> None:
        """Show about `width_mm` around an LPS point."""
        self.canvas.center_on(point_lps_mm, width_mm)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Qt: the line in the plane's colour along the top."""
        shown = self.canvas.shown
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(DARK.background))
        color = QColor(DARK.line) if shown is None else plane_color(shown.plane)
        painter.fillRect(0, 0, self.width(), ACCENT_PX, color)
        painter.end()

    def _connect(self) -> None:
        self.canvas.cursor_requested.connect(self.cursor_requested)
        self.canvas.scrolled.connect(self.scrolled)
        self.canvas.window_dragged.connect(self.window_dragged)
        self.canvas.probe_moved.connect(self.probe_moved)
        self.canvas.maximise_requested.connect(self.maximise_requested)
        self.canvas.handle_moved.connect(self.handle_moved)
        self.canvas.handle_released.connect(self.handle_released)
        self.canvas.tool_pressed.connect(self.tool_pressed)
        self.canvas.tool_moved.connect(self.tool_moved)
        self.canvas.tool_released.connect(self.tool_released)
        self.canvas.tool_resized.connect(self.tool_resized)
        self.canvas.hand_used.connect(self.hand_used)
        self.slider.valueChanged.connect(self.slice_requested)
