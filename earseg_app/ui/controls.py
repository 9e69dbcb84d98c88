"""Labels and buttons as every panel makes them."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QScrollArea, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from earseg_app.ui.icons import icon
from earseg_app.ui.theme import ICON_SIZE, SPACE_M, SPACE_S, Size, Tone, mark, theme_of
from earseg_app.ui.words import say


def label(text: str = "", *, tone: Tone = "", size: Size = "", wrap: bool = False) -> QLabel:
    """A line or paragraph of text, never taken for rich text."""
    made = QLabel(say(text))
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
    made = QPushButton(say(text))
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
    made.setToolTip(say(tip))
    made.setAccessibleName(say(tip))
    made.setCheckable(checkable)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return made


class Glyph(QWidget):
    """A small picture in the colour of a tone, painted anew in whatever theme holds."""

    def __init__(self, size_px: int, picture: str = "", tone: Tone = "") -> None:
        super().__init__()
        self.setFixedSize(size_px, size_px)
        self._picture, self._tone = picture, tone

    def show_picture(self, picture: str, tone: Tone = "") -> None:
        """Change the picture; "" leaves the place empty."""
        self._picture, self._tone = picture, tone
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The picture."""
        if self._picture:
            color = getattr(theme_of(self.palette()), self._tone or "text")
            icon(self._picture, color).paint(QPainter(self), self.rect())


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
