"""Rows of the panel Correct that fit the narrowest column, in every language."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from earseg_app.ui.theme import SPACE_S, SPACE_XS

# What each of seven tools gets in the narrowest column, that of a window of 1920 pixels beside its scroll bar.
LEAST_TOOL_PX = 24


class Buttons(QWidget):
    """Side by side as wide as their words want it, or below one another where there is no room for them."""

    def __init__(self, *buttons: QPushButton) -> None:
        super().__init__()
        self._buttons = buttons
        self._box = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(SPACE_S)
        for button in buttons:
            button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            self._box.addWidget(button, button.sizeHint().width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: the column became narrower or wider."""
        super().resizeEvent(event)
        wanted = sum(button.sizeHint().width() for button in self._buttons) + SPACE_S
        roomy = wanted <= event.size().width()
        self._box.setDirection(QBoxLayout.Direction.LeftToRight if roomy else QBoxLayout.Direction.TopToBottom)


def row_of(*widgets: QWidget) -> QWidget:
    """Widgets side by side."""
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(SPACE_S if len(widgets) < 6 else SPACE_XS)
    for widget in widgets:
        if isinstance(widget, QToolButton) and len(widgets) > 2:
            widget.setMinimumWidth(LEAST_TOOL_PX)
            widget.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            widget.setMaximumWidth(widget.sizeHint().width())
            row.addWidget(widget, 1)
            continue
        fixed = isinstance(widget, (QLabel, QToolButton, QCheckBox))
        if not fixed:
            widget.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        # As wide as its words want it: another language has longer ones.
        row.addWidget(widget, 0 if fixed else widget.sizeHint().width())
    if all(isinstance(widget, QToolButton) for widget in widgets):
        row.addStretch()
    return made
