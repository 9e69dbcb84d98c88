"""The guided widths of one ear: what each is, where its ends go, its usual range, and what was drawn."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSignalBlocker, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QVBoxLayout, QWidget

from earseg_app.presenters.hand_display import GuidedRow, HandDisplay
from earseg_app.ui.controls import label, push_button
from earseg_app.ui.ear_chooser import EarChooser
from earseg_app.ui.fold_head import FoldHead
from earseg_app.ui.tables import RowRemover, WrappingTable, choose_rows, fill_row
from earseg_app.ui.theme import SPACE_S, SPACE_XS, theme_of
from earseg_app.ui.words import say

TITLE = "Widths by hand"
NOTE = "Choose one: the views turn to its place, and you draw across it."
COLUMNS = ("", "usual", "mm")
MISSING = "–"


class GuidedGroup(QWidget):
    """Folded until it is asked for; says which width the user wants to take, or take again."""

    guided_requested = Signal(str)
    again_requested = Signal(str)
    ear_requested = Signal(object)
    removal_requested = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[GuidedRow, ...] = ()
        self._current = ""
        self.head = FoldHead(TITLE)
        self.ears = EarChooser()
        self.hint = label(NOTE, tone="muted", size="caption", wrap=True)
        self.table = WrappingTable(TITLE, COLUMNS)
        self._remover = RowRemover(self.table)
        self.remarks = label(tone="warning", size="caption", wrap=True)
        self.again = push_button("Draw again")
        self._inside = QWidget()
        self._arrange()
        self.head.changed.connect(self._inside.setVisible)
        self.table.cellClicked.connect(lambda row, _column: self.guided_requested.emit(self._rows[row].key))
        self._remover.wished.connect(self._remove)
        self.ears.ear_requested.connect(self.ear_requested)
        self.again.clicked.connect(lambda: self.again_requested.emit(self._current))
        self._inside.setVisible(False)

    def show_guided(self, display: HandDisplay) -> None:
        """Show the widths of the shown ear; the one in hand or chosen is marked, with what to do next."""
        rows, side = display.guided, display.side
        self._rows = rows
        self.setVisible(side is not None)
        self.head.setText(say(f"{TITLE}, {side.word} ear" if side else TITLE))
        self.ears.setVisible(display.choose_side)
        self.ears.show_ear(side)
        self._fill(rows)
        drawing = display.pen.guided if display.pen else ""
        taken = {row.number: row.key for row in rows if row.number is not None}
        self._current = drawing or (taken.get(display.chosen, "") if display.chosen is not None else "")
        with QSignalBlocker(self.table):
            keys = [row.key for row in rows]
            if self._current in keys:
                self.table.selectRow(keys.index(self._current))
            else:
                self.table.clearSelection()
        self.hint.setText(say(display.guided_hint or NOTE))
        self.again.setVisible(bool(self._current) and not drawing)
        remarks = [row.remark for row in rows if row.remark]
        self.remarks.setText(say("\n".join(remarks)))
        self.remarks.setVisible(bool(remarks))

    def changeEvent(self, event: QEvent) -> None:
        """Qt: in another theme the words have other colours."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._fill(self._rows)

    def _remove(self, row: int) -> None:
        number = self._rows[row].number if 0 <= row < len(self._rows) else None
        if number is not None:
            self.removal_requested.emit(number)

    def _fill(self, rows: tuple[GuidedRow, ...]) -> None:
        self.table.setRowCount(len(rows))
        theme = theme_of(self.palette())
        for number, row in enumerate(rows):
            usual = row.usual.removesuffix(" mm").replace("at most", "≤").replace("at least", "≥")
            items = fill_row(self.table, number, (say(row.title), usual, row.value or MISSING), say(row.definition))
            colors = ("text", "muted", "warning" if row.remark else "accent" if row.value else "muted")
            for item, name in zip(items, colors, strict=True):
                item.setForeground(QColor(getattr(theme, name)))
        self.table.fit_rows()

    def _arrange(self) -> None:
        choose_rows(self.table)
        inside = QVBoxLayout(self._inside)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(SPACE_S)
        for widget in (self.ears, self.table, self.hint, self.again, self.remarks):
            inside.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_XS)
        column.addWidget(self.head)
        column.addWidget(self._inside)
