"""Rows of the panel Correct that fit the narrowest column, in every language."""

from __future__ import annotations

from PySide6.QtWidgets import QBoxLayout, QCheckBox, QLabel, QPushButton, QSizePolicy, QToolButton, QWidget

from earseg_app.ui.theme import SPACE_S, SPACE_XS

# The narrowest column, that of a window of 1920 pixels beside its scroll bar, and what each of seven tools gets there.
LEAST_COLUMN_PX, LEAST_TOOL_PX = 198, 24


def row_of(*widgets: QWidget) -> QWidget:
    """Side by side; buttons with longer words than the narrowest column holds stand below one another."""
    made = QWidget()
    wanted = sum(widget.sizeHint().width() for widget in widgets) + SPACE_S
    stacked = wanted > LEAST_COLUMN_PX and all(isinstance(widget, QPushButton) for widget in widgets)
    row = QBoxLayout(QBoxLayout.Direction.TopToBottom if stacked else QBoxLayout.Direction.LeftToRight, made)
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
