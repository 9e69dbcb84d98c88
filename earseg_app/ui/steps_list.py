"""What was done to the case, step by step; a click goes back or on to a step."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QListWidget, QWidget

from earseg_app.ui.words import say


class StepsList(QListWidget):
    """Done steps, the last of them marked, and below them those that were undone; `step_requested(how many done)`."""

    step_requested = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.itemClicked.connect(lambda item: self.step_requested.emit(self.row(item)))

    def show_steps(self, done: Sequence[str], undone: Sequence[str]) -> None:
        """Name the steps, oldest first; of the undone the next to redo is the last."""
        names = [say(name) for name in ("As opened", *done, *reversed(undone))]
        if names != [self.item(row).text() for row in range(self.count())]:
            self.clear()
            self.addItems(names)
        self.setCurrentRow(len(done))
        self._grey_undone()

    def changeEvent(self, event: QEvent) -> None:
        """Qt: another theme has other greys."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._grey_undone()

    def _grey_undone(self) -> None:
        for row in range(self.count()):
            grey = self.palette().placeholderText() if row > self.currentRow() else None
            self.item(row).setData(Qt.ItemDataRole.ForegroundRole, grey)
