"""Hands and eyes of the system tests in the real window."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from earseg_app.program import Program
from earseg_app.ui.error_dialog import ErrorDialog

MS_PER_SECOND = 1000


class Driver:
    """Hands and eyes of a test in the real window."""

    def __init__(self, program: Program, qtbot: QtBot) -> None:
        self.program = program
        self.window = program.window
        self.qtbot = qtbot

    def wait_until_idle(self, seconds: int = 120) -> None:
        """Until no task runs, neither one that a finished one started."""
        self.qtbot.waitUntil(lambda: not self.program.tasks.busy, timeout=seconds * MS_PER_SECOND)

    def error(self) -> ErrorDialog | None:
        """The error dialog that is open, or None."""
        dialogs = [d for d in self.window.findChildren(ErrorDialog) if d.isVisible()]
        return dialogs[-1] if dialogs else None

    def read_error(self) -> str:
        """What the open error dialog says; it is then closed."""
        dialog = self.error()
        assert dialog is not None, "nothing was said"
        words = f"{dialog.message.text()} {dialog.hint.text()}"
        dialog.close_button.click()
        return words
