"""Errors in words: what happened, what to do, and the details behind a button."""

from __future__ import annotations

import platform
import traceback
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from earseg_app.domain.errors import EarsegError, nameless
from earseg_app.ui.controls import Glyph, label, push_button
from earseg_app.ui.theme import SPACE_L, SPACE_M, SPACE_S
from earseg_app.ui.words import say
from earseg_app.version import __version__

PICTURE_PX = 32
UNEXPECTED = "Something went wrong that the program did not expect."
UNEXPECTED_HINT = (
    "Your scan and what you made of it are still open. Copy the details for whoever looks after the program."
)


class ErrorDialog(QDialog):
    """A sentence, a hint, and the details for whoever has to look into it; not modal to other windows' work."""

    def __init__(self, error: BaseException, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("EarSeg")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        known = isinstance(error, EarsegError)
        self.message = label(error.message if isinstance(error, EarsegError) else UNEXPECTED, size="title", wrap=True)
        self.hint = label(error.hint if isinstance(error, EarsegError) else UNEXPECTED_HINT, tone="muted", wrap=True)
        self.details = QPlainTextEdit(error_details(error), readOnly=True)
        self.more_button = push_button("Show details", flat=True)
        self.copy_button = push_button("Copy details", flat=True)
        self.close_button = push_button("Close", primary=True)
        self._picture = Glyph(PICTURE_PX, "warning" if known else "error", "warning" if known else "error")
        self._connect()
        self._arrange()

    def tells(self, error: BaseException) -> bool:
        """Whether this dialog says the same as one on that error would."""
        message = error.message if isinstance(error, EarsegError) else UNEXPECTED
        return self.message.text() == say(message) and self.details.toPlainText() == error_details(error)

    def _connect(self) -> None:
        self.more_button.clicked.connect(self._toggle_details)
        self.copy_button.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.details.toPlainText()))
        self.close_button.clicked.connect(self.accept)

    def _toggle_details(self) -> None:
        shown = self.details.isHidden()
        self.details.setVisible(shown)
        self.more_button.setText(say("Hide details" if shown else "Show details"))
        self.adjustSize()

    def _arrange(self) -> None:
        self.close_button.setDefault(True)
        self.hint.setVisible(bool(self.hint.text()))
        self.details.hide()
        self.details.setMinimumHeight(200)
        words = QVBoxLayout()
        words.setSpacing(SPACE_S)
        words.addWidget(self.message)
        words.addWidget(self.hint)
        head = QHBoxLayout()
        head.setSpacing(SPACE_M)
        head.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        buttons = QHBoxLayout()
        buttons.addWidget(self.more_button)
        buttons.addWidget(self.copy_button)
        buttons.addStretch()
        buttons.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_M)
        column.setSpacing(SPACE_M)
        column.addLayout(head)
        column.addWidget(self.details, 1)
        column.addLayout(buttons)
        self.setMinimumWidth(520)


def error_details(error: BaseException) -> str:
    """What a maintainer needs: versions, what kind of error, and where it arose; no names of patients or files."""
    lines = [f"EarSeg {__version__} · Python {platform.python_version()} · {platform.platform()}"]
    lines.append(nameless(error))
    where = traceback.extract_tb(error.__traceback__)
    lines += [f"  {frame.name} ({Path(frame.filename).name}:{frame.lineno})" for frame in where]
    return "\n".join(lines)
