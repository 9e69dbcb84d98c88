"""The title of a group that folds."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QToolButton

from earseg_app.ui.theme import Size, mark
from earseg_app.ui.words import say


class FoldHead(QToolButton):
    """Points right while its group shows the title alone, down while it shows everything; a click changes that."""

    changed = Signal(bool)

    def __init__(self, title: str, unfolded: bool = False, size: Size = "caption") -> None:
        super().__init__()
        self.is_unfolded = unfolded
        self.setText(say(title))
        self.setToolTip(say(title))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        # A long title must not make the panel wider than its column.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        mark(self, tone="muted" if size == "caption" else "", size=size)
        self._point()
        self.clicked.connect(lambda: self.unfold(not self.is_unfolded))

    def unfold(self, on: bool) -> None:
        """Ask the group to show everything, or the title alone."""
        self.is_unfolded = on
        self._point()
        self.changed.emit(on)

    def _point(self) -> None:
        self.setArrowType(Qt.ArrowType.DownArrow if self.is_unfolded else Qt.ArrowType.RightArrow)
