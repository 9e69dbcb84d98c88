"""The dialog that asks before a series with gaps, or one beyond the memory, is opened."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from earseg_app.presenters.catalog_rows import BrowseDisplay
from earseg_app.presenters.read_question import Answer, ReadQuestion
from earseg_app.ui.controls import Glyph, label, push_button
from earseg_app.ui.theme import SPACE_L, SPACE_M, SPACE_S

PICTURE_PX = 32
WIDTH_PX = 560


class ReadQuestionDialog(QDialog):
    """One question; every answer has its meaning beside it, and none is given by mistake: Return and Esc cancel."""

    def __init__(self, question: ReadQuestion, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("EarSeg")
        self.chosen: Answer | None = None
        self.buttons = {answer: push_button(answer.words) for answer in question.answers}
        self.cancel_button = push_button("Cancel", primary=True)
        for answer, button in self.buttons.items():
            button.setAutoDefault(False)
            button.clicked.connect(lambda _checked=False, answer=answer: self._choose(answer))
        self.cancel_button.setDefault(True)
        self.cancel_button.clicked.connect(self.reject)
        self._arrange(question)

    def _choose(self, answer: Answer) -> None:
        self.chosen = answer
        self.accept()

    def _arrange(self, question: ReadQuestion) -> None:
        words = QVBoxLayout()
        words.setSpacing(SPACE_S)
        words.addWidget(label(question.matter, size="title", wrap=True))
        words.addWidget(label(question.meaning, wrap=True))
        head = QHBoxLayout()
        head.setSpacing(SPACE_M)
        picture = Glyph(PICTURE_PX, "warning", "warning")
        head.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_M)
        column.setSpacing(SPACE_M)
        column.addLayout(head)
        widest = max(button.sizeHint().width() for button in self.buttons.values())
        for answer, button in self.buttons.items():
            column.addLayout(self._row(answer, button, widest))
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(self.cancel_button)
        column.addLayout(foot)
        self.setFixedWidth(WIDTH_PX)

    def _row(self, answer: Answer, button: QPushButton, width_px: int) -> QHBoxLayout:
        button.setFixedWidth(width_px)
        row = QHBoxLayout()
        row.setContentsMargins(PICTURE_PX + SPACE_M, 0, 0, 0)
        row.setSpacing(SPACE_M)
        row.addWidget(button)
        row.addWidget(label(answer.meaning, tone="muted", wrap=True), 1)
        return row


class ReadQuestions(QObject):
    """Opens the dialog while the display holds a question; a `BrowseView`."""

    answered = Signal(object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._question: ReadQuestion | None = None
        self.dialog: ReadQuestionDialog | None = None

    def show_browse(self, display: BrowseDisplay) -> None:
        """Ask what is new, or take back what is no longer asked."""
        if display.question == self._question:
            return
        self._question = display.question
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None
        if display.question is not None:
            self.dialog = ReadQuestionDialog(display.question, self._window)
            self.dialog.finished.connect(self._finished)
            self.dialog.open()

    def show_thumbnail(self, uid: str, image: NDArray[np.uint8]) -> None:
        """A question has no picture."""

    def _finished(self) -> None:
        chosen = self.dialog.chosen if self.dialog is not None else None
        self.answered.emit(chosen.options if chosen else None)
