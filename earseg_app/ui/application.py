"""The application: what the desktop asks of it, beside what happens in the window."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication


class Application(QApplication):
    """On macOS a double click on a case file arrives as an event, and not on the command line."""

    place_requested = Signal(Path)

    def __init__(self, words: Sequence[str]) -> None:
        super().__init__(list(words))

    def event(self, event: QEvent) -> bool:
        """Qt: a file shall be opened."""
        if isinstance(event, QFileOpenEvent) and event.file():
            self.place_requested.emit(Path(event.file()))
            return True
        return super().event(event)
