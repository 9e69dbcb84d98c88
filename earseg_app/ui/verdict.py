"""The verdict on an ear: a drawn glyph and its word."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from earseg_app.domain.anatomy import Side
from earseg_app.domain.segmentation import Verdict
from earseg_app.ui.controls import Glyph, label, tool_button
from earseg_app.ui.theme import SPACE_S, Tone, mark
from earseg_app.ui.words import say

GLYPH = 16
TONES: dict[Verdict, Tone] = {Verdict.GOOD: "good", Verdict.CHECK: "warning", Verdict.POOR: "error"}


class VerdictRow(QWidget):
    """`Right ear   ● good`; says `not found` without a verdict. The button at the end asks to see the ear."""

    visit_requested = Signal(object)

    def __init__(self, side: Side) -> None:
        super().__init__()
        self.name = label(f"{side.word.capitalize()} ear")
        self.glyph = Glyph(GLYPH)
        self.word = label()
        self.visit = tool_button("crosshair", f"Show the {side.word} ear in the views")
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
            self.glyph.show_picture("")
            self.word.setText(say("not found"))
            mark(self.word, tone="muted")
            return
        self.glyph.show_picture(f"verdict-{verdict.value}", TONES[verdict])
        self.word.setText(say(verdict.value))
        mark(self.word, tone=TONES[verdict])
