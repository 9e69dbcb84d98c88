"""Draws measures made by hand over a slice, and finds the one under the mouse."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from earseg_app.domain.geometry import FloatArray, Triple
from earseg_app.domain.measuring.hand_measures import Kind
from earseg_app.domain.planes import PlanePose
from earseg_app.render.hand_marks import HandMark
from earseg_app.ui.camera import Camera
from earseg_app.ui.theme import sized
from earseg_app.ui.words import say

HANDLE_PX, CHOSEN_PX, GRIP_PX, LINE_GRIP_PX = 3.5, 4.5, 9.0, 5.0
ARC_PX = 18.0
PAD_PX, GAP_PX = 4.0, 10.0
_SHADOW = QColor(0, 0, 0, 170)
_GROUND = QColor(21, 24, 28, 200)
_LESS = 0.72

# The number of a measure and the place of a point among its handles.
Grip = tuple[int, int]


def seen(marks: Sequence[HandMark], pose: PlanePose) -> tuple[HandMark, ...]:
    """Those that show in a plane."""
    return tuple(mark for mark in marks if mark.strength_in(pose) > 0.0)


def draw_hand_marks(painter: QPainter, marks: Sequence[HandMark], pose: PlanePose, camera: Camera, font: QFont) -> None:
    """Every measure that shows in this plane, the chosen one last."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for mark in sorted(seen(marks, pose), key=lambda mark: mark.chosen):
        painter.setOpacity(mark.strength_in(pose))
        _draw_lines(painter, mark, pose, camera)
        if mark.movable:
            _draw_handles(painter, mark, pose, camera)
        if mark.label and mark.strength_in(pose) == 1.0:
            _draw_label(painter, mark, pose, camera, font)
    painter.restore()


def grip_at(marks: Sequence[HandMark], pose: PlanePose, camera: Camera, place: QPointF) -> Grip | None:
    """The handle nearest to a place of the view, within the grip; the chosen measure's first."""
    found: list[tuple[bool, float, Grip]] = []
    for mark in seen(marks, pose):
        if mark.movable and not mark.is_draft:
            for number, point in enumerate(mark.handles_lps_mm):
                away = _distance(_px(point, pose, camera), place)
                if away <= GRIP_PX:
                    found.append((not mark.chosen, away, (mark.number, number)))
    return min(found)[2] if found else None


def mark_at(marks: Sequence[HandMark], pose: PlanePose, camera: Camera, place: QPointF) -> int | None:
    """The number of the measure whose line lies under a place of the view."""
    found = []
    for mark in seen(marks, pose):
        if mark.movable and not mark.is_draft:
            away = _from_line(_pixels(mark.line_lps_mm, pose, camera), np.array([place.x(), place.y()]))
            if away <= LINE_GRIP_PX:
                found.append((away, mark.number))
    return min(found)[1] if found else None


def _draw_lines(painter: QPainter, mark: HandMark, pose: PlanePose, camera: Camera) -> None:
    lines = [QPolygonF([QPointF(x, y) for x, y in _pixels(mark.line_lps_mm, pose, camera)])]
    width = 2.25 if mark.chosen else 1.5
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for pen in (QPen(_SHADOW, width + 2.0), QPen(QColor(mark.color), width)):
        painter.setPen(pen)
        for line in lines:
            painter.drawPolyline(line)
        if mark.kind is Kind.ANGLE:
            _draw_arc(painter, mark, pose, camera)


def _draw_arc(painter: QPainter, mark: HandMark, pose: PlanePose, camera: Camera) -> None:
    first, vertex, second = _pixels(mark.handles_lps_mm, pose, camera)
    arms = first - vertex, second - vertex
    radius = min(ARC_PX, *(0.5 * float(np.hypot(*arm)) for arm in arms))
    start, end = (float(np.degrees(np.arctan2(-y, x))) for x, y in arms)
    sweep = (end - start + 180.0) % 360.0 - 180.0
    box = QRectF(vertex[0] - radius, vertex[1] - radius, 2.0 * radius, 2.0 * radius)
    painter.drawArc(box, round(16 * start), round(16 * sweep))


def _draw_handles(painter: QPainter, mark: HandMark, pose: PlanePose, camera: Camera) -> None:
    radius = CHOSEN_PX if mark.chosen else HANDLE_PX
    painter.setBrush(QColor(mark.color) if mark.chosen else _GROUND)
    for point in mark.handles_lps_mm:
        place = _px(point, pose, camera)
        for pen, grow in ((QPen(_SHADOW, 1.5), 1.25), (QPen(QColor(mark.color), 1.5), 0.0)):
            painter.setPen(pen)
            painter.drawEllipse(place, radius + grow, radius + grow)


def label_lines(mark: HandMark) -> tuple[str, ...]:
    """What stands beside a mark, in the language of the window; a name that the user gave stays as it is."""
    first, *rest = mark.label
    return " ".join(filter(None, (mark.name or say(mark.title), first))), *map(say, rest)


def _draw_label(painter: QPainter, mark: HandMark, pose: PlanePose, camera: Camera, font: QFont) -> None:
    """Lines of text on a dark ground of their own, beside what is measured and within the view."""
    first, rest = sized(font, "", bold=True), sized(font, "caption")
    lines = label_lines(mark)
    metrics = [QFontMetricsF(first), *[QFontMetricsF(rest)] * (len(lines) - 1)]
    width = max(m.horizontalAdvance(text) for m, text in zip(metrics, lines, strict=True)) + 2.0 * PAD_PX
    height = sum(m.height() for m in metrics) + PAD_PX
    x, y = _beside(_pixels(mark.line_lps_mm, pose, camera), mark.kind, width, height, camera.width)
    x = min(max(x, 2.0), max(camera.width - width - 2.0, 2.0))
    y = min(max(y, 2.0), max(camera.height - height - 2.0, 2.0))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_GROUND)
    painter.drawRoundedRect(QRectF(x, y, width, height), 3.0, 3.0)
    baseline = y + PAD_PX / 2.0
    for number, (text, m) in enumerate(zip(lines, metrics, strict=True)):
        painter.setFont(first if number == 0 else rest)
        painter.setPen(QColor(mark.color))
        painter.drawText(QPointF(x + PAD_PX, baseline + m.ascent()), text)
        baseline += m.height()


def _beside(line: FloatArray, kind: Kind, width: float, height: float, view_width: float) -> tuple[float, float]:
    """The upper left corner of a label of this size, where it covers nothing that is measured."""
    low, high = line.min(axis=0), line.max(axis=0)
    if kind is Kind.ELLIPSE:
        right = float(high[0]) + GAP_PX
        has_room = right + width <= view_width
        return right if has_room else float(low[0]) - GAP_PX - width, float(low[1] + high[1] - height) / 2.0
    if kind is Kind.ANGLE and len(line) == 3:
        inward = line[[0, 2]].mean(axis=0) - line[1]
        length = float(np.hypot(*inward)) or 1.0
        away = line[1] - inward / length * (GAP_PX + 0.5 * float(np.hypot(width, height)) * _LESS)
        return float(away[0]) - width / 2.0, float(away[1]) - height / 2.0
    along = line[-1] - line[-2]
    along = along / (float(np.hypot(*along)) or 1.0)
    half = np.array([width, height]) / 2.0
    middle = line[-1] + along * (GAP_PX + float(np.abs(along) @ half))
    return float(middle[0] - half[0]), float(middle[1] - half[1])


def _from_line(line: FloatArray, place: FloatArray) -> float:
    """The distance of a place from a polyline (n, 2), pixels."""
    start, run = line[:-1], np.diff(line, axis=0)
    lengths = np.maximum((run**2).sum(axis=1), 1e-9)
    along = np.clip(((place - start) * run).sum(axis=1) / lengths, 0.0, 1.0)
    return float(np.linalg.norm(start + along[:, None] * run - place, axis=1).min())


def _pixels(points_lps_mm: Sequence[Triple], pose: PlanePose, camera: Camera) -> FloatArray:
    """(n, 2) places in the view."""
    return np.array([camera.px(float(u), float(v)) for u, v, _ in pose.uvw(points_lps_mm)])


def _px(point_lps_mm: Triple, pose: PlanePose, camera: Camera) -> QPointF:
    u, v, _ = pose.uvw(point_lps_mm)
    return QPointF(*camera.px(float(u), float(v)))


def _distance(one: QPointF, other: QPointF) -> float:
    return float(np.hypot(one.x() - other.x(), one.y() - other.y()))
