"""Icons of one family: SVG lines from `resources/icons`, tinted when painted, sharp at every scale."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QImage, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from earseg_app import paths


def icon(name: str, color: str | None = None) -> QIcon:
    """The icon `resources/icons/<name>.svg`, in the palette's text colour or in `color` (sRGB hex).

    Raises:
        FileNotFoundError: if there is no such icon; a slip of the programmer, never of the user.
    """
    return QIcon(_LineIcon(_svg(name), color))


def pixmap(name: str, size: int, color: str | None = None, ratio: float = 1.0) -> QPixmap:
    """An icon as a square picture of `size` logical pixels on a screen of that device pixel ratio."""
    return icon(name, color).pixmap(QSize(size, size), ratio)


@cache
def _svg(name: str) -> str:
    return (paths.resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")


class _LineIcon(QIconEngine):
    """Draws an SVG whose strokes say `currentColor` in the colour of the moment."""

    def __init__(self, svg: str, color: str | None) -> None:
        super().__init__()
        self._svg = svg
        self._color = color

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, _state: QIcon.State) -> None:
        tinted = self._svg.replace("currentColor", self._tint(mode).name())
        renderer = QSvgRenderer(QByteArray(tinted.encode()))
        renderer.render(painter, QRectF(rect))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        painter.end()
        return QPixmap.fromImage(image)

    def clone(self) -> QIconEngine:
        return _LineIcon(self._svg, self._color)

    def _tint(self, mode: QIcon.Mode) -> QColor:
        palette = QApplication.palette()
        if mode is QIcon.Mode.Disabled:
            return palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.ButtonText)
        return QColor(self._color) if self._color else palette.color(QPalette.ColorRole.ButtonText)
