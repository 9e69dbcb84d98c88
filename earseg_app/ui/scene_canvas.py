"""The picture of a 3D scene as an ordinary widget: VTK draws it off the screen, Qt paints the copy.

A widget that Qt joins by OpenGL would make every repaint of the window, each step of a brush among them, go through
OpenGL, which takes 20 to 50 ms where no graphics card does it.
"""

from __future__ import annotations

import time
from typing import Any

import numpy as np
import pyvista as pv
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from vtkmodules.util import numpy_support
from vtkmodules.vtkCommonCore import vtkUnsignedCharArray

from earseg_app.ui.theme_colors import DARK

CLICK_REACH_PX = 4
SAMPLES = 4
# What the makers of OpenGL that computes on the processor call it.
SOFTWARE = ("llvmpipe", "softpipe", "swrast", "gdi", "basic")
_BUTTONS = {
    Qt.MouseButton.LeftButton: "LeftButton",
    Qt.MouseButton.MiddleButton: "MiddleButton",
    Qt.MouseButton.RightButton: "RightButton",
}


class SceneCanvas(QWidget):
    """Hosts a `plotter`; the left button turns, the middle one pans, the right one and the wheel zoom.

    Signals: `clicked(QPoint)` where the left button was pressed and let go at one place, `double_clicked()`,
    `resized(width, height)` in logical pixels.
    """

    clicked = Signal(object)
    double_clicked = Signal()
    resized = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        plotter: Any = pv.Plotter(off_screen=True)
        self.plotter: Any = plotter
        self.last_draw_ms = 0.0
        self._image = QImage()
        self._press_place = QPoint()
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.draw)
        self._mouse: Any = plotter.iren.interactor
        self._prepare()

    @property
    def up_to_date(self) -> bool:
        """Whether nothing that moved waits to be drawn."""
        return not self._soon.isActive()

    def draw(self) -> None:
        """Draw the scene as it is now."""
        self._soon.stop()
        if self.plotter is None or self.width() <= 0 or self.height() <= 0:
            return
        started = time.perf_counter()
        window, (width, height) = self.plotter.render_window, self._size_px()
        if tuple(window.GetSize()) != (width, height):
            window.SetSize(width, height)
            self._mouse.SetSize(width, height)
        window.Render()
        bytes_of = vtkUnsignedCharArray()
        window.GetRGBACharPixelData(0, 0, width - 1, height - 1, 0, bytes_of)
        # VTK counts rows from below, and leaves the background transparent.
        rows: NDArray[np.uint8] = numpy_support.vtk_to_numpy(bytes_of).reshape(height, width, 4)  # type: ignore[no-untyped-call]
        pixels = np.ascontiguousarray(rows[::-1])
        pixels[..., 3] = 255
        image = QImage(pixels.data, width, height, 4 * width, QImage.Format.Format_RGBX8888)
        self._image = image.convertToFormat(QImage.Format.Format_RGB32)
        self._image.setDevicePixelRatio(self.devicePixelRatioF())
        self.last_draw_ms = 1000.0 * (time.perf_counter() - started)
        self.update()

    def dispose(self) -> None:
        """End the plotter."""
        self._soon.stop()
        plotter, self.plotter, self._mouse = self.plotter, None, None
        if plotter is not None:
            plotter.close()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Qt: put the picture there."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(DARK.background))
        painter.drawImage(0, 0, self._image)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: draw in the new size."""
        self.resized.emit(event.size().width(), event.size().height())
        self._soon.start()

    def changeEvent(self, event: QEvent) -> None:
        """Qt: another screen may have denser pixels."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.DevicePixelRatioChange:
            self._soon.start()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt: begin to turn, pan or zoom."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._press_place = event.position().toPoint()
        self._pass_on(event, "PressEvent")

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Qt: go on with it."""
        self._place(event)
        if self._mouse is not None:
            self._mouse.MouseMoveEvent()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Qt: end it; a left button that did not move was a click."""
        self._pass_on(event, "ReleaseEvent")
        place = event.position().toPoint()
        near = (place - self._press_place).manhattanLength() <= CLICK_REACH_PX
        if event.button() is Qt.MouseButton.LeftButton and near:
            self.clicked.emit(place)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Qt: a double click turns nothing."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._press_place = QPoint(-CLICK_REACH_PX - 1, -CLICK_REACH_PX - 1)
            self.double_clicked.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Qt: zoom."""
        if self._mouse is not None and event.angleDelta().y():
            self._place(event)
            forward = event.angleDelta().y() > 0
            (self._mouse.MouseWheelForwardEvent if forward else self._mouse.MouseWheelBackwardEvent)()
        event.accept()

    def _prepare(self) -> None:
        """Few pixels at the edges of surfaces look better than many look quick where the processor draws them."""
        window = self.plotter.render_window
        if any(name in window.ReportCapabilities().lower() for name in SOFTWARE):
            self.plotter.enable_anti_aliasing("fxaa")
        else:
            window.SetMultiSamples(SAMPLES)
        self.plotter.enable_trackball_style()
        self._mouse.Initialize()
        # It says what it would draw, and the picture is drawn once for all that the mouse did meanwhile.
        self._mouse.EnableRenderOff()
        self._mouse.AddObserver("RenderEvent", lambda _sender, _event: self._soon.start())

    def _pass_on(self, event: QMouseEvent, what: str) -> None:
        button = _BUTTONS.get(event.button())
        self._place(event)
        if self._mouse is not None and button is not None:
            getattr(self._mouse, button + what)()

    def _place(self, event: QMouseEvent | QWheelEvent) -> None:
        """Tell VTK where the mouse is, in device pixels from the lower left, and which keys are down."""
        if self._mouse is None:
            return
        ratio, place, keys = self.devicePixelRatioF(), event.position(), event.modifiers()
        x, y = round(place.x() * ratio), self._size_px()[1] - 1 - round(place.y() * ratio)
        control = bool(keys & Qt.KeyboardModifier.ControlModifier)
        shift = bool(keys & Qt.KeyboardModifier.ShiftModifier)
        self._mouse.SetEventInformation(x, y, int(control), int(shift), "\0", 0, None)

    def _size_px(self) -> tuple[int, int]:
        """Width and height in device pixels."""
        ratio = self.devicePixelRatioF()
        return max(round(self.width() * ratio), 1), max(round(self.height() * ratio), 1)
