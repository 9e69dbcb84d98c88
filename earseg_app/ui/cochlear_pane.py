"""The pane of the cochlear view: a picture with the slab's bar over it, where it hides nothing else."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QWidget

from earseg_app.render.slice_display import SliceDisplay
from earseg_app.ui.slab_bar import SlabBar
from earseg_app.ui.slice_view import ACCENT_PX, SliceView
from earseg_app.ui.theme import SPACE_M, SPACE_S, sized
from earseg_app.ui.words import say

# A lower pane has no room for the bar; maximised it has.
LEAST_PX = 220


class CochlearPane(SliceView):
    """A slice view that holds the slab's bar: beside the title, or below it in a narrow pane."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Cochlear", parent)
        self.bar = SlabBar(self)
        self.bar.hide()

    def show_display(self, display: SliceDisplay | None) -> None:
        """Show a picture with the bar, or an empty pane."""
        super().show_display(display)
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: keep the bar at the upper right."""
        super().resizeEvent(event)
        self._place()

    def changeEvent(self, event: QEvent) -> None:
        """Qt: another font makes another bar."""
        super().changeEvent(event)
        self._place()

    def _place(self) -> None:
        shown = self.canvas.shown
        self.bar.setVisible(shown is not None and self.height() >= LEAST_PX)
        size = self.bar.sizeHint()
        metrics = QFontMetrics(sized(self.font(), "", bold=True))
        title = metrics.horizontalAdvance(say(shown.title)) + SPACE_M if shown else 0
        row = metrics.height() + SPACE_S
        note = row if shown and shown.note else 0
        beside = title + size.width() <= self.width()
        top = ACCENT_PX if beside else ACCENT_PX + row + note
        width = min(size.width(), self.width())
        self.bar.setGeometry(self.width() - width, top, width, row)
