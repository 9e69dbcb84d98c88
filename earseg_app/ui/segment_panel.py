"""The panel of the step Segment."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QPushButton, QStackedWidget, QWidget

from earseg_app.domain.anatomy import Part, Side
from earseg_app.presenters.parts import SIDES
from earseg_app.presenters.segment import EarResult, SegmentDisplay
from earseg_app.ui.controls import StepPanel, label, push_button
from earseg_app.ui.figure_table import FigureTable
from earseg_app.ui.model_rows import ModelRows
from earseg_app.ui.progress_row import ProgressRow
from earseg_app.ui.theme import ROW_HEIGHT, SPACE_S, mark
from earseg_app.ui.verdict import VerdictRow
from earseg_app.ui.words import say

TOTAL = "Whole ear"


class SegmentPanel(StepPanel):
    """One button that becomes its own progress; below it a verdict on each ear."""

    run_requested = Signal()
    cancel_requested = Signal()
    open_requested = Signal()
    measure_requested = Signal()
    ear_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Segment", parent)
        self.need = label(wrap=True)
        self.open_button = push_button("Open a scan", primary=True)
        self.models = ModelRows()
        self.machine = label(tone="muted", size="caption", wrap=True)
        self.trouble = label(tone="error", wrap=True)
        self.notes = label(tone="warning", size="caption", wrap=True)
        self.run_button = push_button("Segment both ears", primary=True)
        self.progress = ProgressRow()
        self.action = QStackedWidget()
        self.nothing = label(wrap=True)
        self.verdicts = {side: VerdictRow(side) for side in SIDES}
        self.reasons = {side: label(tone="muted", size="caption", wrap=True) for side in SIDES}
        rows = [*(part.title for part in Part), TOTAL]
        self.volumes = FigureTable(rows, [side.value for side in SIDES], title="Volume", gap=SPACE_S)
        self.made_in = label(tone="muted", size="caption", wrap=True)
        self.measure_button = push_button("Measure", primary=True)
        self._arrange()

    def show_segment(self, display: SegmentDisplay) -> None:
        """Show what is missing, the progress, or the result."""
        _say(self.need, display.need)
        self.open_button.setVisible(bool(display.need))
        self.action.setVisible(not display.need)
        _say(self.machine, display.machine)
        self.models.setEnabled(display.progress is None)
        _say(self.trouble, display.trouble)
        _say(self.notes, "\n".join(display.notes))
        self.run_button.setEnabled(display.can_run)
        _retitle(self.run_button, "Segment again" if display.ears else "Segment both ears", primary=not display.ears)
        self.action.setCurrentWidget(self.progress if display.progress else self.run_button)
        self.progress.show_step(display.progress)
        _say(self.nothing, display.nothing_found)
        self._show_ears({ear.side: ear for ear in display.ears}, display.volume_symbol)
        _say(self.made_in, display.made_in)

    def _show_ears(self, ears: dict[Side, EarResult], symbol: str) -> None:
        for column, side in enumerate(SIDES):
            ear = ears.get(side)
            self.volumes.show_head(column, f"{side.value} {symbol}")
            self.verdicts[side].setVisible(bool(ears))
            self.verdicts[side].show_verdict(ear.verdict if ear else None)
            _say(self.reasons[side], "\n".join(ear.reasons) if ear else "")
            volumes_mm3 = dict(ear.volumes_mm3) if ear else {}
            for row, part in enumerate(Part):
                volume_mm3 = volumes_mm3.get(part, 0.0)
                self.volumes.show_cell(row, column, f"{volume_mm3:.1f}" if volume_mm3 else "")
            self.volumes.show_cell(len(Part), column, f"{ear.total_mm3:.1f}" if ear else "")
        self.volumes.setVisible(bool(ears))
        self.measure_button.setVisible(bool(ears))

    def _arrange(self) -> None:
        self.action.addWidget(self.run_button)
        self.action.addWidget(self.progress)
        self.action.setFixedHeight(ROW_HEIGHT)
        for widget in (self.need, self.open_button, self.trouble, self.action, self.models, self.machine):
            self.rows.addWidget(widget)
        self.rows.addWidget(self.notes)
        self.rows.addWidget(self.nothing)
        for side in SIDES:
            self.rows.addWidget(self.verdicts[side])
            self.rows.addWidget(self.reasons[side])
            self.verdicts[side].visit_requested.connect(self.ear_requested)
        self.rows.addSpacing(SPACE_S)
        self.rows.addWidget(self.volumes)
        self.rows.addWidget(self.made_in)
        self.rows.addSpacing(SPACE_S)
        self.rows.addWidget(self.measure_button)
        self.rows.addStretch(1)
        self.run_button.clicked.connect(self.run_requested)
        self.open_button.clicked.connect(self.open_requested)
        self.measure_button.clicked.connect(self.measure_requested)
        self.progress.cancel_requested.connect(self.cancel_requested)


def _retitle(button: QPushButton, text: str, primary: bool) -> None:
    if button.text() != text:
        button.setText(say(text))
        mark(button, primary=primary)


def _say(where: QLabel, text: str) -> None:
    """A text, or no line at all."""
    where.setText(say(text))
    where.setVisible(bool(text))
