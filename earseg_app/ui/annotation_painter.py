"""Draws measured lines, paths and points over a slice, and finds the one under the mouse."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from earseg_app.domain.geometry import FloatArray, Triple
from earseg_app.domain.planes import PlanePose
from earseg_app.render.slice_display import Annotations, HandleLine, PathMark, PointMark
from earseg_app.ui.camera import Camera
from earseg_app.ui.slice_painter import draw_text
from earseg_app.ui.theme import sized
from earseg_app.ui.words import say

HANDLE_RADIUS_PX = 5.0
GRIP_RADIUS_PX = 11.0
# Points further from the plane than this are drawn fainter: they do not lie in what is seen.
NEAR_MM = 0.75
# Points further from the plane than this belong to another slice: they are neither drawn nor gripped.
FAR_MM = 3.0
FINEST_PX = 3.0
_SHADOW = QColor(0, 0, 0, 170)

Handle = tuple[str, int]


def handles(annotations: Annotations) -> Iterator[tuple[Handle, Triple]]:
    """Every draggable end: (name, 0 or 1) and where it is, LPS mm."""
    for point in annotations.points:
        if point.movable:
            yield (point.name, 0), point.point_lps_mm
    for line in annotations.lines:
        if line.movable:
            yield (line.name, 0), line.start_lps_mm
            yield (line.name, 1), line.end_lps_mm


def handle_at(annotations: Annotations, pose: PlanePose, camera: Camera, x_px: float, y_px: float) -> Handle | None:
    """The handle nearest to a pixel, within the grip."""
    best: tuple[float, Handle] | None = None
    for handle, point in handles(seen_in(annotations, pose)):
        place = _px(point, pose, camera)
        distance = float(np.hypot(place.x() - x_px, place.y() - y_px))
        if distance <= GRIP_RADIUS_PX and (best is None or distance < best[0]):
            best = distance, handle
    return best[1] if best else None


def seen_in(annotations: Annotations, pose: PlanePose) -> Annotations:
    """What of it belongs to this plane."""
    near = tuple(mark for mark in annotations.points if abs(float(pose.uvw(mark.point_lps_mm)[2])) <= FAR_MM)
    return replace(annotations, points=near)


def with_handle_at(annotations: Annotations, handle: Handle, point_lps_mm: Triple) -> Annotations:
    """The same with one handle at another point, LPS mm."""
    name, end = handle
    lines = tuple(_with_end(line, end, point_lps_mm) if line.name == name else line for line in annotations.lines)
    points = tuple(
        replace(mark, point_lps_mm=point_lps_mm) if mark.name == name else mark for mark in annotations.points
    )
    return replace(annotations, lines=lines, points=points)


def _with_end(line: HandleLine, end: int, point_lps_mm: Triple) -> HandleLine:
    return replace(line, end_lps_mm=point_lps_mm) if end else replace(line, start_lps_mm=point_lps_mm)


def draw_annotations(
    painter: QPainter, annotations: Annotations, pose: PlanePose, camera: Camera, font: QFont, held: Handle | None
) -> None:
    """Paths below lines below points; `held` is drawn larger."""
    annotations = seen_in(annotations, pose)
    for path in annotations.paths:
        _draw_path(painter, path, pose, camera)
    painter.setFont(sized(font, "", bold=True))
    for line in annotations.lines:
        _draw_line(painter, line, pose, camera, held)
    for point in annotations.points:
        _draw_point(painter, point, pose, camera, held)


def _draw_path(painter: QPainter, path: PathMark, pose: PlanePose, camera: Camera) -> None:
    if not path.points_lps_mm:
        return
    u, v, _ = pose.uvw(path.points_lps_mm).T
    points = QPolygonF([QPointF(x, y) for x, y in _as_fine_as_seen(np.column_stack(camera.px(u, v))).tolist()])
    painter.setPen(QPen(_SHADOW, 3.0))
    painter.drawPolyline(points)
    painter.setPen(QPen(QColor(path.color), 1.5))
    painter.drawPolyline(points)


def _as_fine_as_seen(places_px: FloatArray) -> FloatArray:
    """The points (n, 2) of a line without those that lie nearer to the one before than a pen can show."""
    way = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(places_px, axis=0), axis=1))])
    _, kept = np.unique(np.floor(way / FINEST_PX), return_index=True)
    seen: FloatArray = places_px[np.union1d(kept, [len(way) - 1])]
    return seen


def _draw_line(painter: QPainter, line: HandleLine, pose: PlanePose, camera: Camera, held: Handle | None) -> None:
    start, end = _px(line.start_lps_mm, pose, camera), _px(line.end_lps_mm, pose, camera)
    painter.setPen(QPen(_SHADOW, 3.5))
    painter.drawLine(start, end)
    painter.setPen(QPen(QColor(line.color), 1.75))
    painter.drawLine(start, end)
    if line.movable:
        _draw_handle(painter, start, line.color, held == (line.name, 0))
        _draw_handle(painter, end, line.color, held == (line.name, 1))
    if line.label:
        words = say(line.label)
        draw_text(painter, _beyond(painter, start, end, words, camera), words, QColor(line.color))


def _draw_point(painter: QPainter, mark: PointMark, pose: PlanePose, camera: Camera, held: Handle | None) -> None:
    place = _px(mark.point_lps_mm, pose, camera)
    near = abs(float(pose.uvw(mark.point_lps_mm)[2])) <= NEAR_MM
    painter.setOpacity(1.0 if near else 0.5)
    if mark.movable:
        _draw_handle(painter, place, mark.color, held == (mark.name, 0))
    else:
        painter.setPen(QPen(_SHADOW, 1.0))
        painter.setBrush(QColor(mark.color))
        painter.drawEllipse(place, 3.5, 3.5)
    if mark.label:
        words = say(mark.label)
        draw_text(painter, place + _beside(painter, place, words, pose, camera), words, QColor(mark.color))
    painter.setOpacity(1.0)


def _beside(painter: QPainter, place: QPointF, words: str, pose: PlanePose, camera: Camera) -> QPointF:
    """Where a label stands against its point: in a cochlear view outwards, so that the cochlea stays free."""
    oblique = max(abs(share) for share in pose.right_lps) < 0.999
    outwards_left = oblique and place.x() < camera.width / 2.0 - GRIP_RADIUS_PX
    return QPointF(-10.0 - QFontMetricsF(painter.font()).horizontalAdvance(words) if outwards_left else 10.0, -8.0)


def _draw_handle(painter: QPainter, place: QPointF, color: str, held: bool) -> None:
    radius = HANDLE_RADIUS_PX + (2.0 if held else 0.0)
    painter.setBrush(QColor(color) if held else QColor(21, 24, 28, 200))
    for pen, grow in ((QPen(_SHADOW, 1.5), 1.5), (QPen(QColor(color), 2.0), 0.0)):
        painter.setPen(pen)
        painter.drawEllipse(place, radius + grow, radius + grow)


def _beyond(painter: QPainter, start: QPointF, end: QPointF, text: str, camera: Camera) -> QPointF:
    """The place of a label just beyond the end of a line, where it covers neither the line nor what is measured."""
    metrics = QFontMetricsF(painter.font())
    along = np.array([end.x() - start.x(), end.y() - start.y()])
    length = float(np.hypot(*along))
    along = along / length if length > 0.0 else np.array([0.0, 1.0])
    half = np.array([metrics.horizontalAdvance(text) / 2.0, metrics.capHeight() / 2.0])
    center = np.array([end.x(), end.y()]) + along * (GRIP_RADIUS_PX + 4.0 + float(np.abs(along) @ half))
    low, high = half + 4.0, np.array([camera.width, camera.height]) - half - 4.0
    center = np.clip(center, low, np.maximum(low, high))
    return QPointF(float(center[0] - half[0]), float(center[1] + half[1]))


def _px(point_lps_mm: Triple, pose: PlanePose, camera: Camera) -> QPointF:
    u, v, _ = pose.uvw(point_lps_mm)
    return QPointF(*camera.px(float(u), float(v)))
