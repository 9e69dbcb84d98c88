"""Plain tables of words and figures, as groups of a panel show them: no grid, as high as their rows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QSizePolicy, QTableWidget, QTableWidgetItem

from earseg_app.ui.words import say

# The height of a row of one line, and what a row of more lines has around them.
ROW_PX, PAD_PX = 24, 6


def plain_table(name: str, columns: Sequence[str]) -> QTableWidget:
    """A table whose first column takes the room that the others leave; `name` is for screen readers."""
    table = QTableWidget(0, len(columns))
    _make_plain(table, name, columns)
    return table


def _make_plain(table: QTableWidget, name: str, columns: Sequence[str]) -> None:
    table.setAccessibleName(say(name))
    table.setHorizontalHeaderLabels([say(column) for column in columns])
    table.verticalHeader().hide()
    table.verticalHeader().setMinimumSectionSize(ROW_PX)
    table.verticalHeader().setDefaultSectionSize(ROW_PX)
    table.setShowGrid(False)
    table.setMinimumWidth(0)
    table.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    header = table.horizontalHeader()
    header.setMinimumSectionSize(32)
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)


class WrappingTable(QTableWidget):
    """A table whose rows grow with their words where it is narrow, and which is as high as all of them."""

    def __init__(self, name: str, columns: Sequence[str]) -> None:
        super().__init__(0, len(columns))
        _make_plain(self, name, columns)

    def fit_rows(self) -> None:
        """Give each row the height of its words."""
        self.resizeRowsToContents()
        two_lines = 2 * self.fontMetrics().lineSpacing()
        heights = (self.rowHeight(row) for row in range(self.rowCount()))
        rows = [height + PAD_PX if height >= two_lines else ROW_PX for height in heights]
        for row, height in enumerate(rows):
            self.setRowHeight(row, height)
        self.setFixedHeight(sum(rows) + self.horizontalHeader().sizeHint().height() + 2 * self.frameWidth())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: words may need more lines, or fewer."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit_rows()


def choose_rows(table: QTableWidget) -> None:
    """Let the user choose one whole row."""
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)


def fill_row(table: QTableWidget, row: int, cells: Sequence[str], tip: str) -> list[QTableWidgetItem]:
    """Words as they are shown into a row, those after the first to the right; `tip` explains it. Returns its items."""
    items = []
    for column, words in enumerate(cells):
        item = table.item(row, column)
        if item is None:
            item = QTableWidgetItem()
            table.setItem(row, column, item)
            if column:
                item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEditable)
        item.setText(words)
        item.setToolTip(tip)
        items.append(item)
    return items


def show_rows(table: QTableWidget, count: int) -> None:
    """Make the table as high as so many rows."""
    header = table.horizontalHeader()
    head = 0 if header.isHidden() else header.sizeHint().height()
    table.setFixedHeight(count * table.verticalHeader().defaultSectionSize() + head + 2 * table.frameWidth())


class RowRemover(QObject):
    """Turns Delete and Backspace in a table into the wish to remove its current row."""

    wished = Signal(int)

    def __init__(self, table: QTableWidget) -> None:
        super().__init__(table)
        table.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: a key in the table."""
        pressed = event.key() if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress else None
        if isinstance(watched, QTableWidget) and pressed in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.wished.emit(watched.currentRow())
            return True
        return super().eventFilter(watched, event)
