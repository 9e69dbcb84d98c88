"""Two short dialogs: all keys, and what this program is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from earseg_app.presenters.wording import RESEARCH_USE
from earseg_app.ui.actions import ACTIONS
from earseg_app.ui.controls import label, push_button
from earseg_app.ui.theme import SPACE_L, SPACE_M, SPACE_S
from earseg_app.version import __version__

MOUSE = (
    ("Left button", "Move the crosshair, or the handle under the mouse"),
    ("Right button, drag", "Window width and level"),
    ("Middle button, drag", "Pan"),
    ("Wheel", "Scroll through the slices"),
    ("Ctrl + wheel", "Zoom"),
    ("Shift + wheel", "Size of the brush"),
    ("Double click", "Maximise a view, and back"),
)
VIEWS = (
    ("Arrow keys", "Next and previous slice"),
    ("Page up, page down", "Ten slices on or back"),
    ("+  −", "Zoom in and out"),
    ("0", "Show the whole picture"),
)
ABOUT = (
    "Segments both inner ears in a CT of the temporal bone, measures the cochlea and writes surfaces that print. "
    "Everything happens on this computer; nothing is sent anywhere."
)


class KeysDialog(QDialog):
    """Lists every key and what the mouse does."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keys and mouse")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        keys = [(_key_words(info.shortcut), info.text.rstrip("…")) for info in ACTIONS]
        tables = QHBoxLayout()
        tables.setSpacing(SPACE_L * 2)
        tables.addLayout(_table("Keys", keys))
        right = QVBoxLayout()
        right.addLayout(_table("Mouse", MOUSE))
        right.addSpacing(SPACE_L)
        right.addLayout(_table("In a view", VIEWS))
        right.addStretch()
        tables.addLayout(right)
        _frame(self, tables)


class AboutDialog(QDialog):
    """What the program is, and what it isn't."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("About EarSeg")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        column = QVBoxLayout()
        column.setSpacing(SPACE_S)
        column.addWidget(label(f"EarSeg {__version__}", size="title"))
        column.addWidget(label(f"{RESEARCH_USE}.", tone="warning"))
        column.addWidget(label(ABOUT, wrap=True))
        column.addWidget(
            label("Apache License 2.0. The licences of its libraries lie beside it.", tone="muted", wrap=True)
        )
        self.setMinimumWidth(440)
        _frame(self, column)


def _table(title: str, rows: Sequence[tuple[str, str]]) -> QVBoxLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(SPACE_L)
    grid.setVerticalSpacing(6)
    for number, (key, what) in enumerate(rows):
        grid.addWidget(label(key, tone="accent"), number, 0)
        grid.addWidget(label(what), number, 1)
    column = QVBoxLayout()
    column.setSpacing(SPACE_M)
    column.addWidget(label(title, size="title"))
    column.addLayout(grid)
    column.addStretch()
    return column


def _key_words(shortcut: str) -> str:
    return QKeySequence(shortcut).toString(QKeySequence.SequenceFormat.NativeText)


def _frame(dialog: QDialog, content: QHBoxLayout | QVBoxLayout) -> None:
    close = push_button("Close", primary=True)
    close.setDefault(True)
    close.clicked.connect(dialog.accept)
    column = QVBoxLayout(dialog)
    column.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_M)
    column.setSpacing(SPACE_L)
    column.addLayout(content)
    column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
    for words in dialog.findChildren(QLabel):
        words.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
