"""Plain tables of words and figures, as groups of a panel show them: no grid, as high as their rows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QSizePolicy, QTableWidget, QTableWidgetItem

ROW_PX = 24


def plain_table(name: str, columns: Sequence[str]) -> QTableWidget:
    """A table whose first column takes the room that the others leave; `name` is for screen readers."""
    table = QTableWidget(0, len(columns))
    table.setAccessibleName(name)
    table.setHorizontalHeaderLabels(list(columns))
    table.verticalHeader().hide()
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
    return table


def choose_rows(table: QTableWidget) -> None:
    """Let the user choose one whole row."""
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)


def fill_row(table: QTableWidget, row: int, cells: Sequence[str], tip: str) -> list[QTableWidgetItem]:
    """Words into a row, those after the first to the right; `tip` explains the whole row. Returns its items."""
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
