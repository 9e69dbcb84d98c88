"""The first-run tour: five steps beside the things they speak of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from earseg_app.ui.controls import label, push_button
from earseg_app.ui.theme import SPACE_L, SPACE_M, SPACE_S, theme_of
from earseg_app.ui.words import say

WIDTH = 360


@dataclass(frozen=True)
class Stop:
    """One step of the tour: the widget it stands under, a title and what there is to know."""

    anchor: QWidget
    title: str
    words: str


class Tour(QFrame):
    """A card that goes from stop to stop; Enter goes on, Esc ends it."""

    def __init__(self, window: QWidget, stops: Sequence[Stop]) -> None:
        super().__init__(window)
        self._window = window
        self._stops = tuple(stops)
        self._at = 0
        self.count = label(tone="muted", size="caption")
        self.title = label(size="title")
        self.words = label(wrap=True)
        self.skip = push_button("End the tour", flat=True)
        self.back = push_button("Back")
        self.next = push_button("Next", primary=True)
        self.skip.clicked.connect(self.end)
        self.back.clicked.connect(lambda: self._go(self._at - 1))
        self.next.clicked.connect(lambda: self._go(self._at + 1))
        self._arrange()
        self._go(0)

    def end(self) -> None:
        """Go away."""
        self.hide()
        self.deleteLater()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc ends the tour."""
        if event.key() == Qt.Key.Key_Escape:
            self.end()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A card with a border that is seen above everything."""
        theme = theme_of(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(theme.panel))
        painter.setPen(QPen(QColor(theme.accent), 2))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 6, 6)

    def _go(self, number: int) -> None:
        if number >= len(self._stops):
            self.end()
            return
        self._at = number
        stop = self._stops[number]
        self.count.setText(say(f"{number + 1} of {len(self._stops)}"))
        self.title.setText(say(stop.title))
        self.words.setText(say(stop.words))
        self.back.setEnabled(number > 0)
        self.next.setText(say("Done" if number == len(self._stops) - 1 else "Next"))
        self.setFixedHeight(self.heightForWidth(WIDTH))
        self._stand_under(stop.anchor)
        self.show()
        self.raise_()
        self.next.setFocus()

    def _stand_under(self, anchor: QWidget) -> None:
        """Below the anchor, inside the window."""
        window = self._window
        corner = anchor.mapTo(window, QPoint(0, anchor.height() + SPACE_S))
        x = min(max(corner.x(), SPACE_M), window.width() - WIDTH - SPACE_M)
        self.move(x, min(corner.y(), window.height() - self.height() - SPACE_M))

    def _arrange(self) -> None:
        self.setFixedWidth(WIDTH)
        self.setAccessibleName(say("Tour"))
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE_S)
        buttons.addWidget(self.skip)
        buttons.addStretch()
        buttons.addWidget(self.back)
        buttons.addWidget(self.next)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_L, SPACE_M, SPACE_L, SPACE_M)
        column.setSpacing(SPACE_S)
        for widget in (self.count, self.title, self.words):
            column.addWidget(widget)
        column.addStretch()
        column.addLayout(buttons)
