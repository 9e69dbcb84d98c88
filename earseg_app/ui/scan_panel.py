"""The panel of the step Load while a scan is open."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from earseg_app.presenters.scan import ScanDisplay
from earseg_app.ui.controls import StepPanel, label, push_button
from earseg_app.ui.theme import SPACE_M, SPACE_S, SPACE_XS
from earseg_app.ui.words import say


class ScanPanel(StepPanel):
    """Says what is open and leads on."""

    segment_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Scan", parent)
        self.title = label(wrap=True)
        self.notes = label(tone="warning", wrap=True)
        self.next_button = push_button("Go on to segment", primary=True)
        self.next_button.clicked.connect(self.segment_requested)
        self._values = [(label(tone="muted"), label()) for _ in range(4)]
        grid = QGridLayout()
        grid.setVerticalSpacing(SPACE_XS)
        grid.setHorizontalSpacing(SPACE_M)
        grid.setColumnStretch(1, 1)
        for row, (name, value) in enumerate(self._values):
            value.setAlignment(Qt.AlignmentFlag.AlignRight)
            grid.addWidget(name, row, 0)
            grid.addWidget(value, row, 1)
        self.rows.addWidget(self.title)
        self.rows.addLayout(grid)
        self.rows.addWidget(self.notes)
        self.rows.addSpacing(SPACE_S)
        self.rows.addWidget(self.next_button)
        self.rows.addStretch(1)

    def show_scan(self, display: ScanDisplay) -> None:
        """Show the open scan."""
        self.title.setText(display.title)
        rows = (*display.rows, *[("", "")] * len(self._values))
        for (name, value), (name_text, value_text) in zip(self._values, rows, strict=False):
            name.setText(say(name_text))
            value.setText(say(value_text))
        self.notes.setText(say("\n".join(display.notes)))
        self.notes.setVisible(bool(display.notes))
