"""The panel of the step Measure."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from earseg_app.domain.report.content import Section
from earseg_app.presenters.measure import Lack, MeasureDisplay
from earseg_app.ui.comparison_group import ComparisonGroup
from earseg_app.ui.controls import StepPanel, label, push_button
from earseg_app.ui.ear_chooser import EarChooser
from earseg_app.ui.electrode_group import ElectrodeGroup
from earseg_app.ui.hand_measures_group import HandMeasuresGroup
from earseg_app.ui.need_row import OPEN, SEGMENT, NeedRow
from earseg_app.ui.progress_row import ProgressRow
from earseg_app.ui.section_group import SectionGroup
from earseg_app.ui.theme import SPACE_S
from earseg_app.ui.words import say

LACK_BUTTONS = {
    Lack.SCAN: OPEN,
    Lack.SEGMENTATION: SEGMENT,
    Lack.MEASUREMENT: "Measure",
    Lack.FRESHNESS: "Measure again",
}
HINT = "Drag the ends of A, B and H in the cochlear views, or a landmark in any slice; every figure follows."
# By then the panel has found room for words that just came.
LAID_OUT_MS = 300
# What a surgeon looks for first; the other groups unfold with a click.
UNFOLDED = ("Cochlea", "Duct length, lateral wall")


class MeasurePanel(StepPanel):
    """The figures of one ear; A, B and H carry the mark of whoever moved them."""

    open_requested = Signal()
    segment_requested = Signal()
    run_requested = Signal()
    cancel_requested = Signal()
    reset_requested = Signal()
    ear_requested = Signal(object)
    report_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Measure", parent)
        self._lack = Lack.NOTHING
        self._hint_wanted = QTimer(self, singleShot=True, interval=LAID_OUT_MS)
        self.sentence = label(wrap=True)
        self.need_row = NeedRow()
        self.progress = ProgressRow()
        self.ears = EarChooser()
        self.problem = label(tone="warning", wrap=True)
        self.reset_button = push_button("Back to automatic")
        self.report_button = push_button("Report…")
        self.groups: dict[str, SectionGroup] = {}
        self.comparison = ComparisonGroup()
        self.electrodes = ElectrodeGroup()
        self.by_hand = HandMeasuresGroup()
        self._results = QWidget()
        self._arrange()
        self._connect()

    def show_measure(self, display: MeasureDisplay) -> None:
        """Show what is missing, or every figure of the ear."""
        self._lack = display.lack
        busy = display.progress is not None
        self.sentence.setText(say(display.sentence))
        self.sentence.setVisible(bool(display.sentence) and not busy)
        self.need_row.show_need(LACK_BUTTONS.get(display.lack, ""), visible=not busy)
        self.progress.setVisible(busy)
        self.progress.show_step(display.progress)
        self.ears.setVisible(bool(display.sides) and not busy)
        self.ears.show_ear(display.side, display.sides)
        self.problem.setText(say(display.problem))
        self.problem.setVisible(bool(display.problem))
        self._results.setVisible(bool(display.sections))
        self._show_sections(display.sections)
        self.comparison.show_compared(display.compared)
        self.reset_button.setEnabled(display.can_reset)

    def _show_sections(self, sections: tuple[Section, ...]) -> None:
        titles = [section.title for section in sections]
        for title, group in self.groups.items():
            group.setVisible(title in titles)
        for section in sections:
            group = self.groups.get(section.title) or self._add_group(section.title)
            group.show_section(section)

    def _add_group(self, title: str) -> SectionGroup:
        group = self.groups[title] = SectionGroup(title, unfolded=title in UNFOLDED)
        self._groups.addWidget(group)
        return group

    def _grown(self) -> None:
        if self._hint_wanted.isActive():
            self._show_hint()

    def _show_hint(self) -> None:
        """Scroll to where it is said what to do next."""
        self.ensureWidgetVisible(self.by_hand.guided.hint, 0, SPACE_S)

    def _help(self) -> None:
        signals = {
            Lack.SCAN: self.open_requested,
            Lack.SEGMENTATION: self.segment_requested,
            Lack.MEASUREMENT: self.run_requested,
            Lack.FRESHNESS: self.run_requested,
        }
        signals[self._lack].emit()

    def _connect(self) -> None:
        self.need_row.clicked.connect(self._help)
        self.progress.cancel_requested.connect(self.cancel_requested)
        self.reset_button.clicked.connect(self.reset_requested)
        self.by_hand.guided.guided_requested.connect(lambda _key: self._hint_wanted.start())
        self._hint_wanted.timeout.connect(self._show_hint)
        self.verticalScrollBar().rangeChanged.connect(self._grown)
        self.report_button.clicked.connect(self.report_requested)
        self.ears.ear_requested.connect(self.ear_requested)

    def _arrange(self) -> None:
        results = QVBoxLayout(self._results)
        results.setContentsMargins(0, 0, 0, 0)
        results.setSpacing(SPACE_S)
        results.addWidget(label(HINT, tone="muted", size="caption", wrap=True))
        results.addWidget(self.reset_button)
        results.addWidget(self.report_button)
        self._groups = QVBoxLayout()
        self._groups.setSpacing(SPACE_S)
        results.addLayout(self._groups)
        results.addWidget(self.comparison)
        results.addWidget(self.electrodes)
        for widget in (
            self.sentence,
            self.need_row,
            self.progress,
            self.ears,
            self.by_hand,
            self.problem,
            self._results,
        ):
            self.rows.addWidget(widget)
        self.rows.addStretch(1)
