"""Labels and buttons as every panel makes them."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QScrollArea, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from earseg_app.ui.icons import icon
from earseg_app.ui.theme import ICON_SIZE, SPACE_M, SPACE_S, Size, Tone, mark


def label(text: str = "", *, tone: Tone = "", size: Size = "", wrap: bool = False) -> QLabel:
    """A line or paragraph of text, never taken for rich text."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    mark(made, tone=tone, size=size)
    return made


def elastic(made: QLabel) -> QLabel:
    """The same label, which lets the layout squeeze it instead of widening the panel."""
    made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    return made


def push_button(text: str, *, primary: bool = False, flat: bool = False, picture: str = "") -> QPushButton:
    """A button with words."""
    made = QPushButton(text)
    made.setFlat(flat)
    if picture:
        made.setIcon(icon(picture))
    mark(made, primary=primary)
    return made


def tool_button(picture: str, tip: str, *, checkable: bool = False) -> QToolButton:
    """A button with a picture; `tip` is also its name for screen readers."""
    made = QToolButton()
    made.setIcon(icon(picture))
    made.setIconSize(QSize(ICON_SIZE, ICON_SIZE))
    made.setToolTip(tip)
    made.setAccessibleName(tip)
    made.setCheckable(checkable)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return made


class StepPanel(QScrollArea):
    """A panel of one step: a title above, rows from top to bottom, scrolling when the window is low."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        self.rows = QVBoxLayout(inside)
        self.rows.setContentsMargins(SPACE_M, SPACE_M, SPACE_M, SPACE_M)
        self.rows.setSpacing(SPACE_S)
        self.rows.addWidget(label(title, size="title"))
        self.setWidget(inside)
