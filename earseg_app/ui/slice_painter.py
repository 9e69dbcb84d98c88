"""Draws a `SliceDisplay` with Qt: picture, outlines, crosshair, letters, ruler."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
from PySide6.QtCore import QPointF, QRect, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QImage,
    QPainter,
    QPainterPath,
    QPen,
    QPixmap,
    QPixmapCache,
    QPolygonF,
)

from earseg_app.domain.slicing import Plane
from earseg_app.presenters.edit_display import BrushCursor, Stroke
from earseg_app.render.slice_display import Patch, SliceDisplay
from earseg_app.render.slice_image import Outline, Pixels
from earseg_app.ui.camera import Camera, ruler_mm
from earseg_app.ui.theme import SPACE_S, sized
from earseg_app.ui.theme_colors import DARK, Theme
from earseg_app.ui.words import say

# The crosshair leaves this much free around its point, so that the anatomy under it stays visible.
CROSSHAIR_GAP_PX = 14.0
TICK_GAP_PX, TICK_PX = 8.0, 9.0
# Pixels of the picture around a patch that its outlines and the smoothing of the picture reach.
PATCH_RIM = 1.5
# Room around a text for its halo and for letters that lean out of their box.
HALO_PX = 3.0
DrawnPath = tuple[QColor, QPainterPath]
_HALO = QColor(0, 0, 0, 130)
_GROUND = QColor(21, 24, 28, 175)
_AROUND = tuple((dx, dy) for dx in (-1.0, 0.0, 1.0) for dy in (-1.0, 0.0, 1.0) if dx or dy)


def plane_color(plane: Plane | None, theme: Theme = DARK) -> QColor:
    """The colour of a plane's frame, of its line in the other views and of its outline in 3D."""
    names = {Plane.AXIAL: theme.axial, Plane.CORONAL: theme.coronal, Plane.SAGITTAL: theme.sagittal}
    return QColor(theme.accent if plane is None else names[plane])


def crosshair_planes(plane: Plane) -> tuple[Plane, Plane]:
    """Which planes the vertical and the horizontal line of the crosshair stand for."""
    if plane is Plane.AXIAL:
        return Plane.SAGITTAL, Plane.CORONAL
    return (Plane.SAGITTAL if plane is Plane.CORONAL else Plane.CORONAL), Plane.AXIAL


def image_of(pixels: Pixels) -> QImage:
    """A QImage on the memory of the pixels, which must outlive it."""
    rows, columns = pixels.shape
    return QImage(pixels.data, columns, rows, columns * 4, QImage.Format.Format_RGB32)


def draw_picture(painter: QPainter, display: SliceDisplay, image: QImage, camera: Camera) -> None:
    """The CT itself, in true millimetres."""
    du, dv = display.spacing_mm
    left, top = camera.px(-du / 2.0, -dv / 2.0)
    width, height = (length * camera.px_per_mm for length in display.extent_mm)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(QRectF(left, top, width, height), image)


def outline_paths(display: SliceDisplay, known: Mapping[Outline, DrawnPath]) -> dict[Outline, DrawnPath]:
    """The borders of the labels in plane millimetres, with their colours; those `known` are not made again."""
    return {each: known.get(each) or _drawn_path(each, *display.spacing_mm) for each in display.outlines}


def _drawn_path(outline: Outline, du_mm: float, dv_mm: float) -> DrawnPath:
    path = QPainterPath()
    for line in outline.lines:
        path.addPolygon(QPolygonF([QPointF(x, y) for x, y in (line * (du_mm, dv_mm)).tolist()]))
    return QColor(*outline.rgb), path


def patch_in_view(patch: Patch, display: SliceDisplay, camera: Camera) -> QRect:
    """The pixels of the view that a patch of the picture covers, with the outlines along its edge."""
    du, dv = display.spacing_mm
    left, top = camera.px((patch.columns.start - PATCH_RIM) * du, (patch.rows.start - PATCH_RIM) * dv)
    right, bottom = camera.px((patch.columns.stop + PATCH_RIM) * du, (patch.rows.stop + PATCH_RIM) * dv)
    return QRectF(QPointF(left, top), QPointF(right, bottom)).toAlignedRect().adjusted(-2, -2, 2, 2)


def brush_in_view(brush: BrushCursor, place: QPointF, camera: Camera) -> QRect:
    """The pixels of the view that the brush at a place covers."""
    reach = max(brush.radius_mm * camera.px_per_mm, 2.0) + 3.0
    return QRectF(place.x() - reach, place.y() - reach, 2.0 * reach, 2.0 * reach).toAlignedRect()


def free_of_writing(view: QRect, font: QFont) -> QRect:
    """The middle of a view, in which neither letters of the edges nor titles nor the ruler stand."""
    line = round(QFontMetricsF(sized(font, "", bold=True)).height()) + SPACE_S
    return view.adjusted(line, 3 * line, -line, -2 * line)


def draw_outlines(painter: QPainter, paths: Iterable[DrawnPath], camera: Camera) -> None:
    """Outlines of the same thinness at every zoom."""
    width = 1.25 * painter.device().devicePixelRatioF()
    painter.save()
    painter.translate(*camera.px(0.0, 0.0))
    painter.scale(camera.px_per_mm, camera.px_per_mm)
    for color, path in paths:
        pen = QPen(color, width)
        pen.setCosmetic(True)
        painter.strokePath(path, pen)
    painter.restore()


def draw_crosshair(painter: QPainter, display: SliceDisplay, camera: Camera) -> None:
    """The two lines of the other planes, open around their crossing; in an oblique plane four short ticks."""
    if display.cursor_uv_mm is None:
        return
    x, y = (float(np.floor(place)) for place in camera.px(*display.cursor_uv_mm))
    if display.plane is None:
        draw_ticks(painter, x, y)
        return
    vertical, horizontal = crosshair_planes(display.plane)
    color = _line_color(vertical)
    painter.fillRect(QRectF(x, 0.0, 1.0, y - CROSSHAIR_GAP_PX), color)
    painter.fillRect(QRectF(x, y + CROSSHAIR_GAP_PX, 1.0, camera.height - y), color)
    color = _line_color(horizontal)
    painter.fillRect(QRectF(0.0, y, x - CROSSHAIR_GAP_PX, 1.0), color)
    painter.fillRect(QRectF(x + CROSSHAIR_GAP_PX, y, camera.width - x, 1.0), color)


def draw_ticks(painter: QPainter, x: float, y: float) -> None:
    """Four short ticks around a place in pixels: the crosshair where its lines would hide what is measured."""
    near, length = TICK_GAP_PX, TICK_PX
    for color, wide in ((_HALO, 3.0), (QColor(DARK.text), 1.0)):
        edge = (wide - 1.0) / 2.0
        for start in (-near - length, near):
            painter.fillRect(QRectF(x + start - edge, y - edge, length + 2.0 * edge, wide), color)
            painter.fillRect(QRectF(x - edge, y + start - edge, wide, length + 2.0 * edge), color)


def _line_color(plane: Plane) -> QColor:
    color = plane_color(plane)
    color.setAlpha(200)
    return color


def draw_text(painter: QPainter, place: QPointF, text: str, color: QColor) -> None:
    """Text with a dark halo that keeps it legible on bone and on air; `place` is the left end of its base line."""
    ratio, metrics = painter.device().devicePixelRatioF(), QFontMetricsF(painter.font())
    key = f"{text}\n{painter.font().key()} {color.rgba()} {ratio}"
    picture = QPixmap()
    if not QPixmapCache.find(key, picture):
        picture = _haloed(painter.font(), text, color, ratio)
        QPixmapCache.insert(key, picture)
    # On whole pixels of the screen, where it stays sharp.
    left, top = (round(at * ratio) / ratio for at in (place.x() - HALO_PX, place.y() - metrics.ascent() - HALO_PX))
    painter.drawPixmap(QPointF(left, top), picture)


def _haloed(font: QFont, text: str, color: QColor, ratio: float) -> QPixmap:
    """Text with its halo on nothing: nine strokes of the pen that need not be made at each step of a drag."""
    metrics = QFontMetricsF(font)
    size = QSizeF(metrics.horizontalAdvance(text) + 2.0 * HALO_PX, metrics.height() + 2.0 * HALO_PX)
    picture = QPixmap((size * ratio).toSize() + QSize(1, 1))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter, base = QPainter(picture), QPointF(HALO_PX, HALO_PX + metrics.ascent())
    painter.setFont(font)
    painter.setPen(_HALO)
    for dx, dy in _AROUND:
        painter.drawText(base + QPointF(dx, dy), text)
    painter.setPen(color)
    painter.drawText(base, text)
    painter.end()
    return picture


def draw_letters(painter: QPainter, display: SliceDisplay, camera: Camera, font: QFont) -> None:
    """The patient's directions at the four edges."""
    painter.setFont(sized(font, "", bold=True))
    metrics = QFontMetricsF(painter.font())
    middle_x, middle_y = camera.width / 2.0, camera.height / 2.0 + metrics.capHeight() / 2.0
    left, right, up, down = display.pose.edge_letters()
    places = (
        (left, SPACE_S, middle_y),
        (right, camera.width - SPACE_S - metrics.horizontalAdvance(right), middle_y),
        (up, middle_x - metrics.horizontalAdvance(up) / 2.0, SPACE_S + metrics.capHeight()),
        (down, middle_x - metrics.horizontalAdvance(down) / 2.0, camera.height - SPACE_S),
    )
    for letter, x, y in places:
        draw_text(painter, QPointF(x, y), letter, QColor(DARK.text))


def draw_side_tags(painter: QPainter, display: SliceDisplay, camera: Camera, font: QFont) -> None:
    """R or L above each ear."""
    painter.setFont(sized(font, "title", bold=True))
    metrics = QFontMetricsF(painter.font())
    for tag in display.side_tags:
        x, y = camera.px(tag.u_mm, tag.v_mm)
        place = QPointF(x - metrics.horizontalAdvance(tag.letter) / 2.0, max(y - SPACE_S, 3.0 * SPACE_S))
        draw_text(painter, place, tag.letter, QColor(DARK.text))


def draw_titles(painter: QPainter, display: SliceDisplay, camera: Camera, font: QFont) -> None:
    """The plane's name in its colour, the slice number, a note and a warning, on dark grounds of their own."""
    painter.setFont(sized(font, "", bold=True))
    height = _draw_chip(painter, 0.0, 0.0, say(display.title), plane_color(display.plane))
    painter.setFont(sized(font, "caption"))
    if display.note:
        height += _draw_chip(painter, 0.0, height, say(display.note), QColor(DARK.text))
    if display.warning:
        _draw_chip(painter, 0.0, height, say(display.warning), QColor(DARK.warning))
    if display.count:
        text = f"{display.number + 1} / {display.count}"
        width = QFontMetricsF(painter.font()).horizontalAdvance(text) + 2.0 * SPACE_S
        _draw_chip(painter, camera.width - width, 0.0, text, QColor(DARK.text))


def draw_brush(painter: QPainter, brush: BrushCursor, place: QPointF, camera: Camera) -> None:
    """The brush in its true size around the mouse, dark outside so that it shows on bone and on air."""
    radius = max(brush.radius_mm * camera.px_per_mm, 2.0)
    if brush.radius_mm <= 0.0:
        return
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for color, width in ((_HALO, 3.5), (QColor(brush.color), 1.5)):
        painter.setPen(QPen(color, width))
        painter.drawEllipse(place, radius, radius)


def draw_box(painter: QPainter, half_mm: float, display: SliceDisplay, camera: Camera) -> None:
    """The box around the crosshair that edits stay in."""
    if half_mm <= 0.0 or display.cursor_uv_mm is None:
        return
    u, v = display.cursor_uv_mm
    left, top = camera.px(u - half_mm, v - half_mm)
    side = 2.0 * half_mm * camera.px_per_mm
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for color, width in ((_HALO, 3.0), (QColor(DARK.accent), 1.25)):
        painter.setPen(QPen(color, width, Qt.PenStyle.DashLine))
        painter.drawRect(QRectF(left, top, side, side))


def draw_strokes(painter: QPainter, strokes: Iterable[Stroke], display: SliceDisplay, camera: Camera) -> None:
    """The strokes that lie in this slice, each in the colour of its part."""
    near_mm = max(display.spacing_mm) / 2.0 + 1e-3
    for stroke in strokes:
        points = display.pose.uvw(np.reshape(stroke.points_lps_mm, (-1, 3)))
        places = [QPointF(*camera.px(float(u), float(v))) for u, v, w in points if abs(w) <= near_mm]
        for color, width in ((_HALO, 7.0), (QColor(stroke.color), 4.0)):
            painter.setPen(QPen(color, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            painter.drawPoints(QPolygonF(places))


def _draw_chip(painter: QPainter, x: float, y: float, text: str, color: QColor) -> float:
    """Text on a dark ground whose left upper corner is given; returns the height of the ground."""
    metrics = QFontMetricsF(painter.font())
    height = metrics.height() + SPACE_S
    painter.fillRect(QRectF(x, y, metrics.horizontalAdvance(text) + 2.0 * SPACE_S, height), _GROUND)
    painter.setPen(color)
    painter.drawText(QPointF(x + SPACE_S, y + SPACE_S / 2.0 + metrics.ascent()), text)
    return height


def draw_ruler(painter: QPainter, camera: Camera, font: QFont) -> None:
    """A round length at the lower right."""
    length = ruler_mm(camera.px_per_mm, min(140.0, camera.width / 3.0))
    width = length * camera.px_per_mm
    right, y = camera.width - SPACE_S - 0.5, camera.height - SPACE_S - 1.5
    ticks = QPainterPath(QPointF(right - width, y - 5.0))
    for point in (QPointF(right - width, y), QPointF(right, y), QPointF(right, y - 5.0)):
        ticks.lineTo(point)
    painter.strokePath(ticks, QPen(_HALO, 3.5))
    painter.strokePath(ticks, QPen(QColor(DARK.text), 1.25))
    painter.setFont(sized(font, "caption"))
    text = f"{length:g} mm"
    place = QPointF(right - QFontMetricsF(painter.font()).horizontalAdvance(text), y - SPACE_S)
    draw_text(painter, place, text, QColor(DARK.text))


def draw_window(painter: QPainter, display: SliceDisplay, camera: Camera, font: QFont) -> None:
    """Width and level of the grey window at the lower left."""
    if display.window is None:
        return
    painter.setFont(sized(font, "caption"))
    text = f"W {display.window.width_hu:.0f}  L {display.window.level_hu:.0f}"
    draw_text(painter, QPointF(SPACE_S, camera.height - SPACE_S), text, QColor(DARK.text))
