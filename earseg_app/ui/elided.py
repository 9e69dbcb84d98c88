"""A line of text that is shortened by an ellipsis where it has no room; its tip says it all."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from earseg_app.ui.theme import Size, Tone, mark


class ElidedLabel(QLabel):
    """Shows as much of its words as there is room for and never widens its panel."""

    def __init__(
        self, words: str = "", *, middle: bool = False, tone: Tone = "", size: Size = "", tip: str | None = None
    ) -> None:
        super().__init__()
        self._mode = Qt.TextElideMode.ElideMiddle if middle else Qt.TextElideMode.ElideRight
        self._words = words
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setToolTip(words if tip is None else tip)
        self.setAccessibleName(words)
        mark(self, tone=tone, size=size)
        self._fit()

    def show_words(self, words: str, tip: str | None = None) -> None:
        """Show other words; the tip says them whole, or what is given."""
        self._words = words
        self.setToolTip(words if tip is None else tip)
        self.setAccessibleName(words)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: more room, more words."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Qt: another font has other widths."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def _fit(self) -> None:
        self.setText(self.fontMetrics().elidedText(self._words, self._mode, self.width()))
