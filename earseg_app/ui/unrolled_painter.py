"""Draws the unrolled cochlea with Qt: picture, axes, the wall, contacts and crosshair."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QPainterPath, QPen, QPolygonF

from earseg_app.render.cochlear_view import WALL_COLOR
from earseg_app.render.unrolled_display import Tick, UnrolledDisplay
from earseg_app.render.virtual_array import ARRAY_COLOR
from earseg_app.ui.slice_painter import draw_text, draw_ticks
from earseg_app.ui.theme import SPACE_M, SPACE_S, sized
from earseg_app.ui.theme_colors import DARK
from earseg_app.ui.words import say

GROUND, TEXT, MUTED, ACCENT = QColor(DARK.background), QColor(DARK.text), QColor(DARK.muted), QColor(DARK.accent)
ACCENT_PX = 2.0
TICK_PX = 4.0
CONTACT_PX = 3.5
# Numbers stand at every contact where they have this much room, else at both ends.
NUMBER_PX = 18.0
_SHADOW = QColor(0, 0, 0, 170)


@dataclass(frozen=True)
class Frame:
    """Where the picture lies in the pane, px; one scale for both directions, so that shapes are true."""

    picture: QRectF
    px_per_mm: float
    top_mm: float

    def px(self, length_mm: float, height_mm: float) -> QPointF:
        """The place of the pane of a place of the wall."""
        x = self.picture.left() + length_mm * self.px_per_mm
        return QPointF(x, self.picture.top() + (self.top_mm - height_mm) * self.px_per_mm)

    def mm(self, place: QPointF) -> tuple[float, float]:
        """Length along the wall and height of a place of the pane, mm."""
        length = (place.x() - self.picture.left()) / self.px_per_mm
        return max(length, 0.0), self.top_mm - (place.y() - self.picture.top()) / self.px_per_mm


def head_px(font: QFont) -> int:
    """The height of the title's row."""
    return round(QFontMetricsF(sized(font, "", bold=True)).height() + SPACE_S + ACCENT_PX)


def axes_px(font: QFont) -> int:
    """The height that both axes take."""
    return round(2.0 * _axis_px(font))


def frame_of(display: UnrolledDisplay, pane: QRectF, font: QFont) -> Frame:
    """The picture as large as the pane lets it be."""
    length, height = display.extent_mm
    above, below = head_px(font) + _axis_px(font), _axis_px(font)
    room_x, room_y = max(pane.width() - 2.0 * SPACE_M, 1.0), max(pane.height() - above - below, 1.0)
    scale = min(room_x / length, room_y / height)
    left = pane.left() + (pane.width() - scale * length) / 2.0
    return Frame(QRectF(left, pane.top() + above, scale * length, scale * height), scale, display.top_mm)


def draw_head(painter: QPainter, display: UnrolledDisplay, right_px: float, font: QFont, readout: str) -> None:
    """Accent line, title, note and warning; what is under the mouse stands at the right."""
    painter.fillRect(QRectF(0.0, 0.0, painter.device().width(), ACCENT_PX), ACCENT)
    painter.setFont(sized(font, "", bold=True))
    metrics = QFontMetricsF(painter.font())
    base = ACCENT_PX + SPACE_S / 2.0 + metrics.ascent()
    painter.setPen(ACCENT)
    title = say(display.title)
    painter.drawText(QPointF(SPACE_S, base), title)
    x = 2.0 * SPACE_S + metrics.horizontalAdvance(title)
    painter.setFont(sized(font, "caption"))
    small = QFontMetricsF(painter.font())
    for words, color in ((say(display.note), MUTED), (say(display.warning), QColor(DARK.warning))):
        painter.setPen(color)
        painter.drawText(QPointF(x, base), words)
        x += small.horizontalAdvance(words) + SPACE_M
    painter.setPen(TEXT)
    painter.drawText(QPointF(right_px - small.horizontalAdvance(readout), base), readout)


def draw_image(painter: QPainter, image: QImage, frame: Frame) -> None:
    """The CT."""
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(frame.picture, image)


def draw_still(painter: QPainter, display: UnrolledDisplay, frame: Frame, font: QFont) -> None:
    """Borders of the parts, the wall and the axes."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.save()
    painter.setClipRect(frame.picture)
    _draw_outlines(painter, display, frame)
    _draw_wall(painter, display, frame)
    painter.restore()
    painter.setFont(sized(font, "caption"))
    metrics = QFontMetricsF(painter.font())
    top, bottom = frame.picture.top(), frame.picture.bottom()
    _draw_axis(painter, display.angle_ticks, frame, top, -TICK_PX, top - TICK_PX - 2.0)
    _draw_axis(painter, display.length_ticks, frame, bottom, TICK_PX, bottom + TICK_PX + metrics.ascent())


def draw_moving(painter: QPainter, display: UnrolledDisplay, frame: Frame, font: QFont) -> None:
    """Contacts and crosshair."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(sized(font, "caption"))
    _draw_contacts(painter, display, frame)
    if display.cursor is not None:
        place = frame.px(display.cursor.length_mm, display.cursor.height_mm)
        draw_ticks(painter, round(place.x()), round(place.y()))


def _axis_px(font: QFont) -> float:
    return QFontMetricsF(sized(font, "caption")).height() + TICK_PX + 2.0


def _draw_outlines(painter: QPainter, display: UnrolledDisplay, frame: Frame) -> None:
    scale = display.pixel_mm * frame.px_per_mm
    for each in display.outlines:
        path = QPainterPath()
        for line in each.lines:
            points = [
                QPointF(frame.picture.left() + (x + 0.5) * scale, frame.picture.top() + (y + 0.5) * scale)
                for x, y in line.tolist()
            ]
            path.addPolygon(QPolygonF(points))
        painter.strokePath(path, QPen(QColor(*each.rgb), 1.25))


def _draw_wall(painter: QPainter, display: UnrolledDisplay, frame: Frame) -> None:
    """The measured line: whole where the wall was seen, broken where it follows the mean cochlea."""
    end = display.extent_mm[0]
    broken = QPen(QColor(WALL_COLOR), 1.0, Qt.PenStyle.DotLine)
    painter.setOpacity(0.8)
    reached = 0.0
    for start, stop in (*display.seen, (end, end)):
        for a, b, pen in ((reached, start, broken), (start, stop, QPen(QColor(WALL_COLOR), 1.0))):
            if b > a:
                painter.setPen(pen)
                painter.drawLine(frame.px(a, 0.0), frame.px(b, 0.0))
        reached = stop
    painter.setOpacity(1.0)


def _draw_axis(
    painter: QPainter, ticks: tuple[Tick, ...], frame: Frame, edge_px: float, tick_px: float, base_px: float
) -> None:
    """Ticks at an edge of the picture; words that would run into the last ones are left out."""
    metrics = QFontMetricsF(painter.font())
    painter.setPen(MUTED)
    free_from = 0.0
    for tick in ticks:
        x, words = frame.px(tick.length_mm, 0.0).x(), say(tick.words)
        width = metrics.horizontalAdvance(words)
        painter.drawLine(QPointF(x, edge_px), QPointF(x, edge_px + tick_px))
        left = max(x - width / 2.0, 2.0)
        if left >= free_from:
            painter.drawText(QPointF(left, base_px), words)
            free_from = left + width + SPACE_S


def _draw_contacts(painter: QPainter, display: UnrolledDisplay, frame: Frame) -> None:
    places = [(frame.px(point.length_mm, point.height_mm), point.label) for point in display.contacts]
    gaps = [abs(b.x() - a.x()) for (a, _), (b, _) in pairwise(places)]
    roomy = not gaps or min(gaps) >= NUMBER_PX
    metrics = QFontMetricsF(painter.font())
    for number, (place, words) in enumerate(places):
        painter.setPen(QPen(_SHADOW, 1.0))
        painter.setBrush(QColor(ARRAY_COLOR))
        painter.drawEllipse(place, CONTACT_PX, CONTACT_PX)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if roomy or number in (0, len(places) - 1):
            left = place.x() - metrics.horizontalAdvance(words) / 2.0
            draw_text(painter, QPointF(left, place.y() + CONTACT_PX + metrics.ascent()), words, QColor(ARRAY_COLOR))
