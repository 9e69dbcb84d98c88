"""The group of electrode arrays: a comparison, the chosen array's depth, and its contacts."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from earseg_app.presenters.electrodes import ArrayRow, ContactRow, ElectrodesDisplay
from earseg_app.ui.controls import label, push_button
from earseg_app.ui.fold_head import FoldHead
from earseg_app.ui.tables import choose_rows, fill_row, plain_table, show_rows
from earseg_app.ui.theme import SPACE_S, SPACE_XS
from earseg_app.ui.words import say

TITLE = "Electrode arrays"
NOTE = "Each array fully inserted. This presents what follows from the measures; it recommends nothing."
ARRAY_COLUMNS = ("Array", "°", "%", "Hz")
CONTACT_COLUMNS = ("Contact", "mm", "°", "Hz")
TOO_LONG = "too long"
STEPS_PER_MM = 10
ROWS_SEEN = 8


class ElectrodeGroup(QWidget):
    """Folded until it is asked for; says which array and which depth the user wants."""

    array_requested = Signal(str)
    depth_requested = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[ArrayRow, ...] = ()
        self.head = FoldHead(TITLE)
        self.problem = label(tone="warning", size="caption", wrap=True)
        self.arrays = plain_table("Electrode arrays", ARRAY_COLUMNS)
        self.none_button = push_button("Show no array")
        self.summary = label(wrap=True)
        self.depth_slider = QSlider(Qt.Orientation.Horizontal)
        self.depth_slider.setAccessibleName(say("Insertion depth"))
        self.remarks = label(tone="warning", size="caption", wrap=True)
        self.contacts = plain_table("Contacts", CONTACT_COLUMNS)
        self._inside, self._chosen = QWidget(), QWidget()
        self._arrange()
        self._connect()
        self._inside.setVisible(False)

    def show_electrodes(self, display: ElectrodesDisplay) -> None:
        """Show the arrays and the chosen one."""
        self.setVisible(bool(display.rows or display.problem))
        self.problem.setText(say(display.problem))
        self.problem.setVisible(bool(display.problem))
        for table, column in ((self.arrays, 1), (self.contacts, 2)):
            head = table.horizontalHeaderItem(column)
            if head is not None:
                head.setText(say(display.angle_symbol))
        if display.rows != self._rows:
            self._rows = display.rows
            self._fill_arrays()
        self._select(display.chosen)
        self._chosen.setVisible(bool(display.chosen))
        self.summary.setText(say(display.summary))
        with QSignalBlocker(self.depth_slider):
            self.depth_slider.setRange(0, round(display.deepest_mm * STEPS_PER_MM))
            self.depth_slider.setValue(round(display.depth_mm * STEPS_PER_MM))
        self.remarks.setText(say("\n".join(display.remarks)))
        self.remarks.setVisible(bool(display.remarks))
        self._fill_contacts(display.contacts)

    def _fill_arrays(self) -> None:
        with QSignalBlocker(self.arrays):
            self.arrays.setRowCount(len(self._rows))
            for number, row in enumerate(self._rows):
                cells = (row.title, row.angle if row.fits else say(TOO_LONG), row.coverage, row.apical_hz)
                fill_row(self.arrays, number, cells, say(row.tip))
        show_rows(self.arrays, min(len(self._rows), ROWS_SEEN))

    def _fill_contacts(self, contacts: tuple[ContactRow, ...]) -> None:
        self.contacts.setRowCount(len(contacts))
        for number, row in enumerate(contacts):
            fill_row(self.contacts, number, (row.number, row.depth, row.angle or "–", row.hz or "–"), "")
        show_rows(self.contacts, min(len(contacts), ROWS_SEEN))

    def _select(self, name: str) -> None:
        names = [row.name for row in self._rows]
        with QSignalBlocker(self.arrays):
            if name in names:
                self.arrays.selectRow(names.index(name))
            else:
                self.arrays.clearSelection()

    def _wish_array(self) -> None:
        selected = {index.row() for index in self.arrays.selectedIndexes()}
        if selected:
            self.array_requested.emit(self._rows[min(selected)].name)

    def _connect(self) -> None:
        self.head.changed.connect(self._inside.setVisible)
        self.arrays.itemSelectionChanged.connect(self._wish_array)
        self.none_button.clicked.connect(lambda: self.array_requested.emit(""))
        self.depth_slider.valueChanged.connect(lambda value: self.depth_requested.emit(value / STEPS_PER_MM))

    def _arrange(self) -> None:
        choose_rows(self.arrays)
        self.contacts.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        chosen = _column(self._chosen)
        for widget in (self.summary, self.depth_slider, self.remarks, self.contacts, self.none_button):
            chosen.addWidget(widget)
        inside = _column(self._inside)
        note = label(NOTE, tone="muted", size="caption", wrap=True)
        for row in (note, self.problem, self.arrays, self._chosen):
            inside.addWidget(row)
        column = _column(self)
        column.setSpacing(SPACE_XS)
        column.addWidget(self.head)
        column.addWidget(self._inside)


def _column(widget: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(SPACE_S)
    return column
