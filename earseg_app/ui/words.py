"""The one place where words of the window become words of the user's language."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

CONTEXT = "EarSeg"


def say(text: str) -> str:
    """A sentence or word of the program in the language of the window; what is not known stays English.

    Whoever puts words before the user in `ui/` sends them through here; names, paths and numbers of the data go past.
    """
    return QCoreApplication.translate(CONTEXT, text) if text else ""
