"""What is being exported and what waits for it, each with a way out."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from earseg_app.domain.progress import Step
from earseg_app.ui.controls import tool_button
from earseg_app.ui.elided import ElidedLabel
from earseg_app.ui.progress_row import ProgressRow
from earseg_app.ui.theme import SPACE_XS
from earseg_app.ui.words import say


class ExportQueue(QWidget):
    """Emits `cancel_requested` for what runs, and `drop_requested(number)` for what waits, counted from 0."""

    cancel_requested = Signal()
    drop_requested = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.progress = ProgressRow()
        self.progress.cancel_requested.connect(self.cancel_requested)
        self.rows: tuple[QWidget, ...] = ()
        self._titles: tuple[str, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE_XS)
        self._column.addWidget(self.progress)

    def show_queue(self, running: Step | None, waiting: tuple[str, ...]) -> None:
        """How far the running one is, and what waits."""
        self.setVisible(running is not None or bool(waiting))
        self.progress.show_step(running)
        if waiting == self._titles:
            return
        self._titles = waiting
        for row in self.rows:
            self._column.removeWidget(row)
            row.deleteLater()
        self.rows = tuple(self._row(number, title) for number, title in enumerate(waiting))
        for row in self.rows:
            self._column.addWidget(row)

    def _row(self, number: int, title: str) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        words = ElidedLabel(say(f"Waiting: {title}"), middle=True, tone="muted", size="caption", tip=say(title))
        line.addWidget(words, 1)
        button = tool_button("close", "Take out of the queue")
        button.clicked.connect(lambda: self.drop_requested.emit(number))
        line.addWidget(button)
        return row
