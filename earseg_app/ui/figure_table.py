"""A table of figures: words at the left, tabular numbers in columns at the right; cells keep their places."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from earseg_app.ui.controls import elastic, label
from earseg_app.ui.theme import SPACE_M, SPACE_XS, Tone, mark
from earseg_app.ui.words import say

EMPTY = "–"


class FigureTable(QWidget):
    """Fixed rows and columns under a title; only texts and tones change."""

    def __init__(
        self,
        rows: Sequence[str],
        columns: Sequence[str],
        widest: str = "888.8",
        title: str = "",
        gap: int = SPACE_M,
        wrap: bool = False,
    ) -> None:
        super().__init__()
        self._cells: dict[tuple[int, int], QLabel] = {}
        self.column_count = len(columns)
        self._heads: dict[int, QLabel] = {}
        self._names = [elastic(label(name, wrap=wrap)) for name in rows]
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(gap)
        grid.setVerticalSpacing(SPACE_XS)
        grid.setColumnStretch(0, 1)
        if title or any(columns):
            grid.addWidget(elastic(label(title, tone="muted", size="caption")), 0, 0)
        for number, column in enumerate(columns, 1):
            if column:
                head = label(column, tone="muted", size="caption")
                head.setAlignment(Qt.AlignmentFlag.AlignRight)
                grid.addWidget(head, 0, number)
                self._heads[number - 1] = head
        for row, name in enumerate(self._names):
            grid.addWidget(name, row + 1, 0)
            for number in range(len(columns)):
                cell = label(EMPTY)
                cell.setAlignment(Qt.AlignmentFlag.AlignRight)
                cell.setMinimumWidth(cell.fontMetrics().horizontalAdvance(widest))
                grid.addWidget(cell, row + 1, number + 1)
                self._cells[row, number] = cell

    def show_cell(self, row: int, column: int, text: str, tone: Tone = "", tip: str = "") -> None:
        """Change one cell; an empty text shows a dash."""
        cell = self._cells[row, column]
        words = say(text) or EMPTY
        if cell.text() != words:
            cell.setText(words)
        if cell.property("tone") != (tone if text else "muted"):
            mark(cell, tone=tone if text else "muted")
        cell.setToolTip(say(tip))

    def show_head(self, column: int, text: str) -> None:
        """Change the head of a column that has one."""
        self._heads[column].setText(say(text))

    def show_tip(self, row: int, tip: str) -> None:
        """Explain a row when the mouse rests on its name."""
        self._names[row].setToolTip(say(tip))

    def tip(self, row: int, column: int) -> str:
        """What is said when the mouse rests on a cell."""
        return self._cells[row, column].toolTip()

    def cell(self, row: int, column: int) -> str:
        """The text of a cell."""
        return self._cells[row, column].text()
