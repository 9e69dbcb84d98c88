"""Two short dialogs: all keys, and what this program is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QFrame, QGridLayout, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from earseg_app.presenters.wording import RESEARCH_USE
from earseg_app.session.session import WorkStep
from earseg_app.ui.actions import ACTIONS, CORRECTING, PEN_KEYS, TOOL_KEYS, ActionInfo
from earseg_app.ui.controls import label, push_button
from earseg_app.ui.theme import SPACE_L, SPACE_M, SPACE_S
from earseg_app.ui.words import say
from earseg_app.version import __version__

FILES, SHARE, STEPS, WORK = "Open and keep", "Share", "Steps", "Work"
CORRECT, BY_HAND, WINDOW, MOUSE_TITLE = "Correct", "Measure by hand", "Window", "Mouse"
IN_A_VIEW = "In a view"
# So many rows, a title counted as two, fit a screen of 768 pixels.
COLUMN_ROWS, TITLE_ROWS = 30, 2
MOUSE = (
    ("Left button", "Crosshair, handle, or the tool in hand"),
    ("Right button, drag", "Window width and level"),
    ("Middle button, drag", "Pan"),
    ("Wheel", "Scroll through the slices"),
    ("Ctrl + wheel", "Zoom"),
    ("Shift + wheel", "Size of the brush"),
    ("Double click", "Maximise a view, and back; end a polyline"),
)
VIEWS = (
    ("Arrow keys", "Next and previous slice"),
    ("Page up, page down", "Ten slices on or back"),
    ("+  −", "Zoom in and out"),
    ("0", "Show the whole picture"),
    ("Enter, backspace", "End a polyline, take its last point back"),
    ("Delete", "Remove the chosen measure"),
)
ABOUT = (
    "Segments both inner ears in a CT of the temporal bone, measures the cochlea and writes surfaces that print. "
    "Everything happens on this computer; nothing is sent anywhere."
)


class KeysDialog(QDialog):
    """Lists every key and what the mouse does, in columns; scrolls where the screen is smaller than they are."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(say("Keys and mouse"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sections = key_sections()
        inside = QWidget()
        columns = QHBoxLayout(inside)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(SPACE_L * 2)
        for titles in _columns(sections):
            column = QVBoxLayout()
            column.setSpacing(SPACE_M)
            metrics = self.fontMetrics()
            key_px = max(metrics.horizontalAdvance(key) for title in titles for key, _ in sections[title])
            for title in titles:
                column.addLayout(_table(title, sections[title], key_px))
            column.addStretch()
            columns.addLayout(column)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setWidget(inside)
        content = QVBoxLayout()
        content.addWidget(scroll)
        _frame(self, content)
        bar = scroll.verticalScrollBar().sizeHint().width()
        rest = self.sizeHint() - scroll.sizeHint()
        wanted = inside.sizeHint() + rest + QSize(bar, 0)
        room = self.screen().availableGeometry().size() - QSize(SPACE_L * 2, SPACE_L * 3)
        self.resize(wanted.boundedTo(room))


def key_sections() -> dict[str, Sequence[tuple[str, str]]]:
    """Key and words of every action, of the mouse and of a view, by what they belong to; the order fills columns."""
    titles = (FILES, SHARE, WINDOW, CORRECT, IN_A_VIEW, MOUSE_TITLE, STEPS, WORK, BY_HAND)
    sections: dict[str, list[tuple[str, str]]] = {title: [] for title in titles}
    sections[MOUSE_TITLE].extend(MOUSE)
    sections[IN_A_VIEW].extend(VIEWS)
    for info in ACTIONS:
        sections[_section_of(info)].append((_key_words(info.shortcut), info.text.rstrip("…")))
    return dict(sections)


def _columns(sections: Mapping[str, Sequence[tuple[str, str]]]) -> list[list[str]]:
    """The titles of the sections, in their order, in as few columns as hold them."""
    columns: list[list[str]] = [[]]
    filled = 0
    for title, rows in sections.items():
        height = len(rows) + TITLE_ROWS
        if columns[-1] and filled + height > COLUMN_ROWS:
            columns.append([])
            filled = 0
        columns[-1].append(title)
        filled += height
    return columns


def _section_of(info: ActionInfo) -> str:
    if info.key in {kind.name.lower() for kind in PEN_KEYS}:
        return BY_HAND
    if info in CORRECTING or info.key in {tool.name.lower() for tool in TOOL_KEYS}:
        return CORRECT
    if info.key in {step.name.lower() for step in WorkStep}:
        return STEPS
    return {"open": FILES, "keep": FILES, "labels": FILES, "pacs": SHARE, "work": WORK}.get(info.group, WINDOW)


class AboutDialog(QDialog):
    """What the program is, and what it isn't."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(say("About EarSeg"))
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


def _table(title: str, rows: Sequence[tuple[str, str]], key_px: int) -> QVBoxLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(SPACE_L)
    grid.setVerticalSpacing(3)
    grid.setColumnMinimumWidth(0, key_px)
    grid.setColumnStretch(1, 1)
    for number, (key, what) in enumerate(rows):
        grid.addWidget(label(key, tone="accent"), number, 0)
        grid.addWidget(label(what), number, 1)
    column = QVBoxLayout()
    column.setSpacing(SPACE_S)
    column.addWidget(label(title, size="title"))
    column.addLayout(grid)
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
