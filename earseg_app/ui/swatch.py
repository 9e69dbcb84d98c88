"""A small square in the colour of a part."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from earseg_app.ui.theme import SPACE_XS

SWATCH = 12


class Swatch(QWidget):
    """Shows one colour."""

    def __init__(self, color: str) -> None:
        super().__init__()
        self._color = QColor(color)
        self.setFixedSize(SWATCH + SPACE_XS, SWATCH)

    def show_color(self, color: str) -> None:
        """Take another colour."""
        self._color = QColor(color)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The square."""
        QPainter(self).fillRect(QRect(0, 0, SWATCH, SWATCH), self._color)
