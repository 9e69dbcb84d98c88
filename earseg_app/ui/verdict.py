"""The verdict on an ear: a drawn glyph and its word."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from earseg_app.domain.anatomy import Side
from earseg_app.domain.segmentation import Verdict
from earseg_app.ui.controls import label, tool_button
from earseg_app.ui.icons import pixmap
from earseg_app.ui.theme import SPACE_S, Tone, mark, theme_of

GLYPH = 16
TONES: dict[Verdict, Tone] = {Verdict.GOOD: "good", Verdict.CHECK: "warning", Verdict.POOR: "error"}


class VerdictRow(QWidget):
    """`Right ear   ● good`; says `not found` without a verdict. The button at the end asks to see the ear."""

    visit_requested = Signal(object)

    def __init__(self, side: Side) -> None:
        super().__init__()
        self.name = label(f"{side.word.capitalize()} ear")
        self.glyph = label()
        self.word = label()
        self.visit = tool_button("crosshair", f"Show the {side.word} ear in the views")
        self.glyph.setFixedSize(GLYPH, GLYPH)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_S)
        for widget in (self.name, self.glyph, self.word, self.visit):
            row.addWidget(widget)
        row.insertStretch(1)
        self.visit.clicked.connect(lambda: self.visit_requested.emit(side))
        self.show_verdict(None)

    def show_verdict(self, verdict: Verdict | None) -> None:
        """Show how far the ear can be trusted."""
        self.visit.setEnabled(verdict is not None)
        if verdict is None:
            self.glyph.clear()
            self.word.setText("not found")
            mark(self.word, tone="muted")
            return
        theme = theme_of(self.palette())
        colors = {Verdict.GOOD: theme.good, Verdict.CHECK: theme.warning, Verdict.POOR: theme.error}
        picture = pixmap(f"verdict-{verdict.value}", GLYPH, colors[verdict], self.devicePixelRatio())
        self.glyph.setPixmap(picture)
        self.word.setText(verdict.value)
        mark(self.word, tone=TONES[verdict])
