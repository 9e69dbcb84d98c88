"""The group of measures drawn by hand: the tools, the list of what was drawn, and the guided widths of an ear."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QVBoxLayout, QWidget

from earseg_app.domain.measuring.hand_measures import Kind
from earseg_app.presenters.hand_display import HandDisplay, HandRow
from earseg_app.ui.actions import PEN_KEYS
from earseg_app.ui.controls import label, push_button, tool_button
from earseg_app.ui.guided_group import GuidedGroup
from earseg_app.ui.tables import RowRemover, choose_rows, fill_row, plain_table, show_rows
from earseg_app.ui.theme import SPACE_S, SPACE_XS
from earseg_app.ui.words import say

ROWS_SEEN = 6
VIEWS_TIP = "Cochlear views in the place of coronal and sagittal"
NAME, SIDE = range(2)
_TIPS = {
    Kind.DISTANCE: "Distance of two points",
    Kind.POLYLINE: "Length of a polyline",
    Kind.ANGLE: "Angle between two lines",
    Kind.ELLIPSE: "Ellipse: area, and mean, spread and extremes of the Hounsfield units inside",
}


class HandMeasuresGroup(QWidget):
    """Says which tool the user takes, which measure is meant, and what becomes of it."""

    tool_requested = Signal(object)
    measure_requested = Signal(int)
    name_requested = Signal(int, str)
    removal_requested = Signal(int)
    cochlear_views_requested = Signal(bool)
    usual_view_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[HandRow, ...] = ()
        self.tools = {
            kind: tool_button(picture, f"{_TIPS[kind]} ({key})", checkable=True)
            for kind, (picture, key) in PEN_KEYS.items()
        }
        self.views = tool_button("cochlea", VIEWS_TIP, checkable=True)
        self.hint = label(tone="muted", size="caption", wrap=True)
        # Room for two lines, so that nothing moves when a tool is taken up.
        self.hint.setMinimumHeight(2 * self.hint.fontMetrics().lineSpacing())
        self.hint.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.list = plain_table("Measures drawn by hand", ("Name", "", ""))
        self._remover = RowRemover(self.list)
        self.details = label(tone="muted", size="caption", wrap=True)
        self.place = label(tone="warning", size="caption", wrap=True)
        self.back = push_button("Back to the usual view")
        self.guided = GuidedGroup()
        self._arrange()
        self._connect()

    def show_hand(self, display: HandDisplay) -> None:
        """Show the tool in hand, what was drawn, and the guided widths of the shown ear."""
        self.setVisible(display.usable)
        for kind, button in self.tools.items():
            pen = display.pen
            button.setChecked(pen is not None and not pen.guided and pen.kind is kind)
        self.views.setVisible(display.cochlear_views is not None)
        self.views.setChecked(bool(display.cochlear_views))
        self.hint.setText(say(display.hint))
        self._fill(display.rows)
        self._select(display.chosen)
        self.details.setText(say(display.details))
        self.details.setVisible(bool(display.details))
        self.place.setText(say(display.place))
        self.place.setVisible(bool(display.place))
        self.back.setVisible(display.is_turned)
        self.guided.show_guided(display)

    def changeEvent(self, event: QEvent) -> None:
        """Qt: in another theme the words have other colours."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._fill(self._rows)

    def _remove(self, row: int) -> None:
        if 0 <= row < len(self._rows):
            self.removal_requested.emit(self._rows[row].number)

    def _fill(self, rows: tuple[HandRow, ...]) -> None:
        self._rows = rows
        self.list.setVisible(bool(rows))
        with QSignalBlocker(self.list):
            self.list.setRowCount(len(rows))
            for number, row in enumerate(rows):
                name = _shown_name(row)
                items = fill_row(self.list, number, (name, row.side, row.value), f"{name}: {say(row.details)}")
                items[SIDE].setForeground(self.palette().placeholderText())
        show_rows(self.list, min(len(rows), ROWS_SEEN))

    def _select(self, chosen: int | None) -> None:
        numbers = [row.number for row in self._rows]
        with QSignalBlocker(self.list):
            if chosen in numbers:
                self.list.selectRow(numbers.index(chosen))
            else:
                self.list.clearSelection()
                self.list.setCurrentCell(-1, -1)

    def _rename(self, row: int, column: int) -> None:
        item = self.list.item(row, NAME)
        if column != NAME or item is None or row >= len(self._rows):
            return
        known = self._rows[row]
        # A word of the program is kept in the case as it is, whatever the window calls it.
        typed = known.name if item.text() == _shown_name(known) else item.text()
        self.name_requested.emit(known.number, typed)

    def _connect(self) -> None:
        for kind, button in self.tools.items():
            button.clicked.connect(lambda _checked=False, kind=kind: self.tool_requested.emit(kind))
        self.views.clicked.connect(self.cochlear_views_requested)
        self.back.clicked.connect(self.usual_view_requested)
        self.list.cellClicked.connect(lambda row, _column: self.measure_requested.emit(self._rows[row].number))
        self.list.cellChanged.connect(self._rename)
        self._remover.wished.connect(self._remove)

    def _arrange(self) -> None:
        choose_rows(self.list)
        self.list.horizontalHeader().hide()
        self.list.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.tool_row = QHBoxLayout()
        self.tool_row.setSpacing(SPACE_XS)
        for button in self.tools.values():
            self.tool_row.addWidget(button)
        self.tool_row.addStretch()
        self.tool_row.addWidget(self.views)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_S)
        column.addLayout(self.tool_row)
        for widget in (self.hint, self.list, self.details, self.place, self.back, self.guided):
            column.addWidget(widget)


def _shown_name(row: HandRow) -> str:
    return row.name if row.is_named else say(row.name)
