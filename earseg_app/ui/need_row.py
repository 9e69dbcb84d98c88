"""What a step lacks, as a button that gets it; while the ears are being segmented, how far that is."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from earseg_app.presenters.segment import SegmentDisplay
from earseg_app.ui.controls import push_button
from earseg_app.ui.progress_row import ProgressRow
from earseg_app.ui.theme import ROW_HEIGHT
from earseg_app.ui.words import say

OPEN, SEGMENT = "Open a scan", "Segment both ears"


class NeedRow(QStackedWidget):
    """One button; where it offers to segment, the progress of a segmentation that runs takes its place."""

    clicked = Signal()
    cancel_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.button = push_button("", primary=True)
        self.progress = ProgressRow()
        self._segments = False
        self._running = False
        self.addWidget(self.button)
        self.addWidget(self.progress)
        self.setFixedHeight(ROW_HEIGHT)
        self.button.clicked.connect(self.clicked)
        self.progress.cancel_requested.connect(self.cancel_requested)

    def show_need(self, words: str, visible: bool = True) -> None:
        """The words of the button; "" when nothing is lacking."""
        self._segments = words == SEGMENT
        self.button.setText(say(words))
        self.setVisible(bool(words) and visible)
        self._turn()

    def show_segment(self, display: SegmentDisplay) -> None:
        """How far the segmentation is."""
        self._running = display.progress is not None
        self.progress.show_step(display.progress)
        self._turn()

    def _turn(self) -> None:
        self.setCurrentWidget(self.progress if self._segments and self._running else self.button)
