"""The picture of one plane with everything drawn over it, at a zoom of its own."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from earseg_app.domain.geometry import Triple
from earseg_app.presenters.edit_display import BrushCursor
from earseg_app.render.hand_marks import HandMark
from earseg_app.render.slice_display import Annotations, SliceDisplay
from earseg_app.render.slice_image import Outline
from earseg_app.ui import annotation_painter, hand_painter, slice_painter
from earseg_app.ui.annotation_painter import Handle
from earseg_app.ui.camera import Camera
from earseg_app.ui.slice_painter import DrawnPath
from earseg_app.ui.theme_colors import DARK


class SlicePicture(QWidget):
    """Paints a `SliceDisplay` and `Annotations`; the surround is dark in both themes, as reading CT needs it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMinimumSize(120, 120)
        self._display: SliceDisplay | None = None
        self._annotations = Annotations()
        self._hand_marks: tuple[HandMark, ...] = ()
        self._image = QImage()
        self._outlines: dict[Outline, DrawnPath] = {}
        self._camera = Camera()
        self._held: Handle | None = None
        self._brush: BrushCursor | None = None
        self._brush_place: QPointF | None = None
        self._held_at: Triple | None = None
        # What came while a handle was held: the picture stands still under the mouse until it is let go.
        self._waiting: SliceDisplay | None = None

    @property
    def camera(self) -> Camera:
        """Which part of the plane is seen."""
        return self._camera

    @property
    def shown(self) -> SliceDisplay | None:
        """What is shown now."""
        return self._display

    def show_display(self, display: SliceDisplay | None) -> None:
        """Show another picture; zoom and centre stay unless its size is another."""
        if self._held is not None and display is not None:
            self._waiting = display
            return
        if display is self._display:
            return
        old, self._display = self._display, display
        if display is not None and (old is None or display.pixels is not old.pixels):
            self._image = slice_painter.image_of(display.pixels)
        if display is not None and (old is None or display.outlines is not old.outlines):
            same_size = old is not None and old.spacing_mm == display.spacing_mm
            self._outlines = slice_painter.outline_paths(display, self._outlines if same_size else {})
        if display is not None and (old is None or display.extent_mm != old.extent_mm):
            self.fit()
        if old is not None and display is not None and display.patch is not None and _differs_in_patch(display, old):
            self.update(slice_painter.patch_in_view(display.patch, display, self._camera))
        else:
            self.update()

    def show_annotations(self, annotations: Annotations) -> None:
        """Show other lines, paths and points over the picture."""
        if annotations != self._annotations:
            self._annotations = annotations
            self.update()

    def show_hand_marks(self, marks: tuple[HandMark, ...]) -> None:
        """Show other measures made by hand; drawn anew only when those that show in this plane differ."""
        old, self._hand_marks = self._hand_marks, marks
        pose = self._display.pose if self._display is not None else None
        if pose is not None and hand_painter.seen(old, pose) != hand_painter.seen(marks, pose):
            self.update()

    def show_brush(self, brush: BrushCursor | None) -> None:
        """Show another tool at the mouse, or none."""
        self._brush = brush
        self.update()

    def move_brush(self, place: QPointF | None) -> None:
        """Let the tool follow the mouse, or hide it."""
        before, self._brush_place = self._brush_place, place
        if self._brush is not None and self._brush.radius_mm > 0.0:
            for each in (before, place):
                if each is not None:
                    self.update(slice_painter.brush_in_view(self._brush, each, self._camera))

    def fit(self) -> None:
        """Show the whole picture."""
        if self._display is not None:
            du, dv = self._display.spacing_mm
            self._camera = self._camera.fitted(self._display.extent_mm, (-du / 2.0, -dv / 2.0))
            self.update()

    def zoom_by(self, factor: float, place: QPointF | None = None) -> None:
        """Zoom about a place of the view, or about the middle."""
        at = place or QPointF(self.width() / 2.0, self.height() / 2.0)
        self._camera = self._camera.zoomed(factor, at.x(), at.y())
        self.update()

    def center_on(self, point_lps_mm: Triple, width_mm: float) -> None:
        """Show about `width_mm` around an LPS point."""
        if self._display is not None:
            u, v, _ = self._display.pose.uvw(point_lps_mm)
            x, y = self._camera.px(float(u), float(v))
            camera = self._camera.panned(self._camera.width / 2.0 - x, self._camera.height / 2.0 - y)
            wanted = min(camera.width, camera.height) / width_mm
            self._camera = camera.zoomed(wanted / camera.px_per_mm, camera.width / 2.0, camera.height / 2.0)
            self.update()

    def point_at(self, place: QPointF, behind_mm: float = 0.0) -> Triple:
        """The LPS point, mm, under a place of the view, kept within the picture."""
        assert self._display is not None
        u, v = self._camera.uv(place.x(), place.y())
        du, dv = self._display.spacing_mm
        width, height = self._display.extent_mm
        u, v = float(np.clip(u, 0.0, width - du)), float(np.clip(v, 0.0, height - dv))
        x, y, z = self._display.pose.lps(u, v, behind_mm)
        return float(x), float(y), float(z)

    def on_picture(self, place: QPointF) -> bool:
        """Whether a place of the view lies on the picture and not beside it."""
        if self._display is None:
            return False
        u, v = self._camera.uv(place.x(), place.y())
        du, dv = self._display.spacing_mm
        width, height = self._display.extent_mm
        return -du / 2.0 <= u <= width - du / 2.0 and -dv / 2.0 <= v <= height - dv / 2.0

    def handle_at(self, place: QPointF) -> Handle | None:
        """The draggable handle under a place of the view."""
        if self._display is None:
            return None
        return annotation_painter.handle_at(self._annotations, self._display.pose, self._camera, place.x(), place.y())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: draw what has to be drawn anew; Qt leaves the rest as it is."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(DARK.background))
        display, camera, font = self._display, self._camera, self.font()
        if display is not None:
            slice_painter.draw_picture(painter, display, self._image, camera)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            slice_painter.draw_outlines(painter, self._outlines.values(), camera)
            slice_painter.draw_crosshair(painter, display, camera)
            annotation_painter.draw_annotations(painter, self._seen(), display.pose, camera, font, self._held)
            hand_painter.draw_hand_marks(painter, self._hand_marks, display.pose, camera, font)
            slice_painter.draw_side_tags(painter, display, camera, font)
            if not slice_painter.free_of_writing(self.rect(), font).contains(event.rect()):
                self._draw_writing(painter, display)
            if self._brush is not None:
                slice_painter.draw_box(painter, self._brush.box_mm, display, camera)
                slice_painter.draw_strokes(painter, self._brush.strokes, display, camera)
            if self._brush is not None and self._brush_place is not None:
                slice_painter.draw_brush(painter, self._brush, self._brush_place, camera)
        painter.end()

    def _draw_writing(self, painter: QPainter, display: SliceDisplay) -> None:
        camera, font = self._camera, self.font()
        slice_painter.draw_letters(painter, display, camera, font)
        slice_painter.draw_ruler(painter, camera, font)
        slice_painter.draw_window(painter, display, camera, font)
        slice_painter.draw_titles(painter, display, camera, font)

    def _seen(self) -> Annotations:
        """The annotations, the held handle where the mouse is: it is there before anything else follows."""
        if self._held is None or self._held_at is None:
            return self._annotations
        return annotation_painter.with_handle_at(self._annotations, self._held, self._held_at)

    def _let_go(self) -> None:
        """The handle is free; the picture catches up with what came meanwhile."""
        waiting, self._held, self._held_at, self._waiting = self._waiting, None, None, None
        if waiting is not None:
            self.show_display(waiting)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: keep centre and zoom in the new size."""
        self._camera = self._camera.resized(event.size().width(), event.size().height())


def _differs_in_patch(new: SliceDisplay, old: SliceDisplay) -> bool:
    """Whether all that differs between two displays lies in the patch of the new one."""
    rest = [
        (each.number, each.cursor_uv_mm, each.pose, each.side_tags, each.title, each.note, each.warning, each.window)
        for each in (new, old)
    ]
    return new.patch is not None and new.patch.before is old.pixels and rest[0] == rest[1]
