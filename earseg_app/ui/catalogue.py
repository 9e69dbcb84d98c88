"""The words of another language in the window: Qt's catalogue for finished sentences, its patterns for the others."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QTranslator

from earseg_app.language.phrases import Phrases, messages_of
from earseg_app.ui.words import CONTEXT


class Catalogue(QTranslator):
    """The sentences of one language, where Qt asks for them; see `Phrases` for those with names and numbers."""

    def __init__(self, file: Path, parent: QObject | None = None) -> None:
        """Take the compiled catalogue, .qm; the patterns are read from the .ts beside it.

        Raises:
            ValueError: if it is none.
        """
        super().__init__(parent)
        if not self.load(str(file)):
            raise ValueError(f"{file.name} is no catalogue of Qt")
        self.phrases = Phrases(messages_of(file.with_suffix(".ts")), self._compiled)

    def translate(self, context: str, source_text: str, _disambiguation: str | None = None, _n: int = -1) -> str | None:
        """Qt: the translation of a text; None where there is none, so that the next translator is asked."""
        if context != CONTEXT:
            return None
        made = self.phrases.say(source_text)
        return None if made == source_text else made

    def _compiled(self, text: str) -> str:
        return super().translate(CONTEXT, text) or ""
