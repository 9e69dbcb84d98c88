"""The four views: three planes and 3D, or the cochlear views in the place of two of them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from earseg_app.domain.geometry import Triple
from earseg_app.domain.measuring.hand_measures import Kind
from earseg_app.domain.planes import SlabMode
from earseg_app.domain.slicing import Plane
from earseg_app.presenters.edit_display import BrushCursor
from earseg_app.render.hand_marks import HandMark
from earseg_app.render.slice_display import Annotations, SliceDisplay
from earseg_app.ui.cochlear_pane import CochlearPane
from earseg_app.ui.pane_layout import GAP_PX, Layout, Split, arrange, line_at
from earseg_app.ui.slice_view import SliceView
from earseg_app.ui.theme_colors import DARK
from earseg_app.ui.unrolled_view import UnrolledView

AXIAL, VOLUME, CORONAL, SAGITTAL, COCHLEAR, HEIGHT = "axial", "volume", "coronal", "sagittal", "cochlear", "height"
_SLOT_OF_PLANE = {Plane.AXIAL: AXIAL, Plane.CORONAL: CORONAL, Plane.SAGITTAL: SAGITTAL}


class ViewsArea(QWidget):
    """Holds the panes, remembers how they are arranged, and passes their wishes on.

    `cursor_requested(lps)`, `scrolled(plane, step)`, `slice_requested(plane, number)`, `window_dragged(dx, dy)` in
    pixels, `probe_moved(lps | None)`, `oblique_scrolled(name, step)`, `handle_moved(name, index, lps)` and
    `handle_released(name, index, lps)`, `tool_pressed(lps, normal)`, `tool_moved(lps)`, `tool_released()` and
    `tool_resized(notches)`, `hand_used(PenEvent | MarkEvent)` from every view; lps is a triple in mm, the normal
    points behind the screen.
    """

    cursor_requested = Signal(object)
    scrolled = Signal(object, int)
    slice_requested = Signal(object, int)
    window_dragged = Signal(float, float)
    probe_moved = Signal(object)
    oblique_scrolled = Signal(str, int)
    handle_moved = Signal(str, int, object)
    handle_released = Signal(str, int, object)
    tool_pressed = Signal(object, object)
    tool_moved = Signal(object)
    tool_released = Signal()
    tool_resized = Signal(int)
    hand_used = Signal(object)

    def __init__(self, volume: QWidget, parent: QWidget | None = None) -> None:
        """Take the 3D pane, any widget with a signal `maximise_requested` or none, and make the others."""
        super().__init__(parent)
        self.setMouseTracking(True)
        self.setMinimumSize(400, 300)
        self.planes = {plane: SliceView(plane.value, self) for plane in Plane}
        self.cochlear = CochlearPane(self)
        self.height_view = SliceView("Height", self)
        self.unrolled = UnrolledView(self)
        self.volume = volume
        volume.setParent(self)
        self._panes: dict[str, QWidget] = {
            **{_SLOT_OF_PLANE[plane]: view for plane, view in self.planes.items()},
            VOLUME: volume,
            COCHLEAR: self.cochlear,
            HEIGHT: self.height_view,
        }
        self._layout = Layout.FOUR
        self._split = Split()
        self._maximised: str | None = None
        self._with_cochlear = False
        self._dragged: tuple[bool, bool] = (False, False)
        self._drag_from = QPoint()
        self._connect()
        self._place()

    def reverse_wheel(self, is_reversed: bool) -> None:
        """Which way the wheel goes through the slices of every view."""
        for view in (*self.planes.values(), self.cochlear, self.height_view):
            view.canvas.wheel_reversed = is_reversed
        self.unrolled.wheel_reversed = is_reversed

    def show_slice(self, plane: Plane, display: SliceDisplay | None) -> None:
        """Show the picture of a plane."""
        self.planes[plane].show_display(display)

    def show_annotations(self, plane: Plane, annotations: Annotations) -> None:
        """Show lines and points over a plane."""
        self.planes[plane].show_annotations(annotations)

    def show_oblique(self, name: str, display: SliceDisplay | None, annotations: Annotations) -> None:
        """Show the `cochlear` or the `height` view with its handles."""
        view = self.cochlear if name == COCHLEAR else self.height_view
        view.show_display(display)
        view.show_annotations(annotations)

    def show_slab(self, thickness_mm: float, mode: SlabMode) -> None:
        """Show how thick the cochlear views are cut, and how a slab is merged."""
        self.cochlear.bar.show_slab(thickness_mm, mode)

    def show_cochlear(self, on: bool) -> None:
        """Put the cochlear views in the place of coronal and sagittal, the unrolled one below, or take them away."""
        if on != self._with_cochlear:
            self._with_cochlear = on
            self._maximised = self._maximised if self._maximised in self._slots() else None
            self._place()

    def fit(self) -> None:
        """Show the whole picture in every plane."""
        for view in (*self.planes.values(), self.cochlear, self.height_view):
            view.fit()

    def center_on(self, point_lps_mm: Triple, width_mm: float) -> None:
        """Zoom the three planes to about `width_mm` around an LPS point."""
        for view in self.planes.values():
            view.center_on(point_lps_mm, width_mm)

    def show_brush(self, brush: BrushCursor | None) -> None:
        """Show a tool at the mouse in every plane, or none."""
        for view in (*self.planes.values(), self.cochlear, self.height_view):
            view.canvas.show_brush(brush)

    def show_pen(self, kind: Kind | None) -> None:
        """Draw a measure with the left button in every plane, or no more."""
        for view in (*self.planes.values(), self.cochlear, self.height_view):
            view.canvas.show_pen(kind)

    def show_hand_marks(self, marks: tuple[HandMark, ...]) -> None:
        """Show measures made by hand, each in the planes that it lies in."""
        for view in (*self.planes.values(), self.cochlear, self.height_view):
            view.canvas.show_hand_marks(marks)

    @property
    def arrangement(self) -> Layout:
        """The layout of the panes."""
        return self._layout

    @property
    def maximised(self) -> str | None:
        """The name of the pane that has the whole area, or None."""
        return self._maximised

    def set_arrangement(self, layout: Layout) -> None:
        """Place the panes in another way; the lines go back to the middle."""
        self._layout, self._maximised, self._split = layout, None, Split()
        self._place()

    def toggle_maximised(self, name: str) -> None:
        """Give one pane the whole area, or bring the others back."""
        self._maximised = None if self._maximised == name else name
        self._place()
        self._panes[name].setFocus()

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Qt: place the panes anew."""
        self._place()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Qt: the gaps between the panes."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(DARK.line))
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt: grip the line between panes."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._dragged = self._line_at(event.position().toPoint())
            self._drag_from = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Qt: move the gripped line, or show that it can be moved."""
        place = event.position().toPoint()
        vertical, horizontal = self._dragged
        if vertical or horizontal:
            moved = place - self._drag_from
            self._drag_from = place
            self._split = self._split.moved(
                moved.x() / self.width() if vertical else 0.0, moved.y() / self._panes_height() if horizontal else 0.0
            )
            self._place()
        self._show_grip(self._dragged if any(self._dragged) else self._line_at(place))

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Qt: let go of the line."""
        self._dragged = (False, False)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Qt: a double click on a line brings it back to the middle."""
        if any(self._line_at(event.position().toPoint())):
            self._split = Split()
            self._place()

    def leaveEvent(self, _event: QEvent) -> None:
        """Qt: no line is under the mouse."""
        self.unsetCursor()

    def _slots(self) -> tuple[str, str, str, str]:
        return (AXIAL, VOLUME, COCHLEAR, HEIGHT) if self._with_cochlear else (AXIAL, VOLUME, CORONAL, SAGITTAL)

    def _place(self) -> None:
        slots = self._slots()
        height = self._panes_height()
        if self._maximised is not None:
            shown = {self._maximised}
            self._panes[self._maximised].setGeometry(self.rect())
        else:
            shown = set(slots)
            for name, rect in arrange(self._layout, slots, self.width(), height, self._split).items():
                self._panes[name].setGeometry(rect.x, rect.y, rect.width, rect.height)
        for name, pane in self._panes.items():
            pane.setVisible(name in shown)
        self.unrolled.setGeometry(0, height + GAP_PX, self.width(), self.height() - height - GAP_PX)
        self.unrolled.setVisible(self._with_cochlear and self._maximised is None)

    def _panes_height(self) -> int:
        if not self._with_cochlear:
            return self.height()
        return self.height() - self.unrolled.wanted_px(self.width(), self.height()) - GAP_PX

    def _line_at(self, place: QPoint) -> tuple[bool, bool]:
        if self._maximised is not None or self._layout is not Layout.FOUR:
            return False, False
        return line_at(self.width(), self._panes_height(), self._split, place.x(), place.y())

    def _show_grip(self, line: tuple[bool, bool]) -> None:
        shapes = {
            (True, True): Qt.CursorShape.SizeAllCursor,
            (True, False): Qt.CursorShape.SplitHCursor,
            (False, True): Qt.CursorShape.SplitVCursor,
        }
        if line in shapes:
            self.setCursor(shapes[line])
        else:
            self.unsetCursor()

    def _connect(self) -> None:
        self.unrolled.folded.connect(self._place)
        self.unrolled.window_dragged.connect(self.window_dragged)
        for plane, view in self.planes.items():
            view.scrolled.connect(lambda step, plane=plane: self.scrolled.emit(plane, step))
            view.slice_requested.connect(lambda number, plane=plane: self.slice_requested.emit(plane, number))
        for name, view in ((COCHLEAR, self.cochlear), (HEIGHT, self.height_view)):
            view.scrolled.connect(lambda step, name=name: self.oblique_scrolled.emit(name, step))
        for view in (*self.planes.values(), self.cochlear, self.height_view):
            view.cursor_requested.connect(self.cursor_requested)
            view.window_dragged.connect(self.window_dragged)
            view.probe_moved.connect(self.probe_moved)
            view.handle_moved.connect(self.handle_moved)
            view.handle_released.connect(self.handle_released)
            view.tool_pressed.connect(self.tool_pressed)
            view.tool_moved.connect(self.tool_moved)
            view.tool_released.connect(self.tool_released)
            view.tool_resized.connect(self.tool_resized)
            view.hand_used.connect(self.hand_used)
        for name, pane in self._panes.items():
            wish = getattr(pane, "maximise_requested", None)
            if wish is not None:
                wish.connect(lambda name=name: self.toggle_maximised(name))
