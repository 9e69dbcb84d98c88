"""Progress of long work: a bar, what it does, the time left, and a way out. Its place is kept while it hides."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from earseg_app.domain.progress import Step
from earseg_app.presenters.wording import time_left
from earseg_app.ui.controls import elastic, label, tool_button
from earseg_app.ui.theme import ROW_HEIGHT, SPACE_S, SPACE_XS
from earseg_app.ui.words import say

BAR_STEPS = 1000


class ProgressRow(QWidget):
    """Shows a `Step`; empty but of the same height when there is none."""

    cancel_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bar = QProgressBar(textVisible=False, maximum=BAR_STEPS)
        self._what = elastic(label(tone="muted", size="caption"))
        self._left = label(tone="muted", size="caption")
        self.cancel_button = tool_button("close", "Cancel")
        self.cancel_button.clicked.connect(self.cancel_requested)
        self._arrange()
        self.show_step(None)

    def show_step(self, step: Step | None) -> None:
        """Show how far the work has come, or nothing."""
        for part in (self._bar, self._what, self._left, self.cancel_button):
            part.setVisible(step is not None)
        if step is not None:
            self._bar.setValue(round(step.fraction * BAR_STEPS))
            self._what.setText(say(step.message))
            self._left.setText(say(time_left(step)))

    def _arrange(self) -> None:
        words = QHBoxLayout()
        words.addWidget(self._what, 1)
        words.addWidget(self._left)
        column = QVBoxLayout()
        column.setSpacing(SPACE_XS)
        column.addStretch()
        column.addWidget(self._bar)
        column.addLayout(words)
        column.addStretch()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_S)
        row.addLayout(column, 1)
        row.addWidget(self.cancel_button)
        self.setFixedHeight(ROW_HEIGHT)
