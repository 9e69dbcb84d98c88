"""Says things to the user: errors in a dialog, notices in the status line."""

from __future__ import annotations

import logging

from PySide6.QtWidgets import QWidget

from earseg_app.ui.error_dialog import ErrorDialog, error_details
from earseg_app.ui.status_line import StatusLine

_log = logging.getLogger(__name__)


class Messages:
    """The `MessagePort` of a window; dialogs open without stopping the program."""

    def __init__(self, window: QWidget, status: StatusLine) -> None:
        self._window = window
        self._status = status

    def error(self, error: BaseException) -> None:
        """Open a dialog on what went wrong, and log it without names of patients or files."""
        details = error_details(error)
        _log.error("%s", details)
        if not any(dialog.isVisible() and dialog.tells(error) for dialog in self._window.findChildren(ErrorDialog)):
            ErrorDialog(error, self._window).open()

    def notice(self, sentence: str) -> None:
        """Show a short sentence in the status line."""
        self._status.show_notice(sentence)
