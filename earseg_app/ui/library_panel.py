"""The library: a search box, the studies with their pictures, and a question before one is removed."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QPixmap, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLineEdit,
    QStackedWidget,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from earseg_app.presenters.catalog_rows import SeriesRow
from earseg_app.presenters.library import LibraryDisplay
from earseg_app.ui.controls import label, push_button, tool_button
from earseg_app.ui.icons import icon
from earseg_app.ui.series_delegate import PICTURE_ROLE, PICTURE_SIZE, ROW_ROLE, SeriesDelegate, square_pixmap
from earseg_app.ui.theme import ROW_HEIGHT, SPACE_M, SPACE_S
from earseg_app.ui.words import say

NOTHING_YET = "No study yet. What you open is listed here, and can be copied so that the disc can go back."
NOTHING_FOUND = "No study matches."


class LibraryPanel(QWidget):
    """Lists the studies opened so far and asks to open, search or remove."""

    search_requested = Signal(str)
    open_requested = Signal(str)
    removal_requested = Signal(str)
    removal_answered = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._display = LibraryDisplay()
        self._items: dict[str, QStandardItem] = {}
        self._pictures: dict[str, QPixmap] = {}
        self._model = QStandardItemModel(self)
        self.search = QLineEdit(placeholderText=say("Name, id or date"), clearButtonEnabled=True)
        self.list = QTreeView(headerHidden=True, indentation=0, rootIsDecorated=False)
        self.nothing = label(NOTHING_YET, tone="muted", wrap=True)
        self.open_button = push_button("Open study", primary=True)
        self.remove_button = tool_button("trash", "Remove from the library")
        self.question = label(wrap=True)
        self.sure_button = push_button("Remove")
        self.keep_button = push_button("Keep", primary=True)
        self._pages = QStackedWidget()
        self._deeds, self._doubt = QWidget(), QWidget()
        self._connect()
        self._arrange()
        self.show_library(self._display)

    def show_library(self, display: LibraryDisplay) -> None:
        """Show the studies, or why there are none, and the question."""
        old, self._display = self._display, display
        if old.rows != display.rows:
            self._show_rows()
        self.nothing.setText(say(NOTHING_FOUND if display.wanted else NOTHING_YET))
        self._pages.setCurrentWidget(self.list if display.rows else self.nothing)
        self.question.setText(say(display.question))
        self._deeds.setVisible(not display.removing)
        self._doubt.setVisible(bool(display.removing))
        if display.removing and not old.removing:
            self.keep_button.setFocus()
        self._update_buttons()

    def show_study_picture(self, uid: str, image: NDArray[np.uint8]) -> None:
        """Put the picture of a study, grey values [row, column], before its name."""
        self._pictures[uid] = square_pixmap(image, PICTURE_SIZE * 2)
        if uid in self._items:
            self._items[uid].setData(self._pictures[uid], PICTURE_ROLE)

    def index_of(self, uid: str) -> QModelIndex:
        """Where a study stands in the list."""
        return self._items[uid].index()

    def selected_uid(self) -> str:
        """The study the user chose, or ""."""
        row = self.list.currentIndex().data(ROW_ROLE)
        return row.uid if isinstance(row, SeriesRow) else ""

    def _show_rows(self) -> None:
        chosen = self.selected_uid()
        self._model.clear()
        self._items = {}
        for row in self._display.rows:
            item = self._items[row.uid] = QStandardItem()
            item.setData(row, ROW_ROLE)
            item.setData(self._pictures.get(row.uid), PICTURE_ROLE)
            item.setToolTip("\n".join((row.title, say(row.detail), say(row.why))))
            item.setEditable(False)
            self._model.appendRow(item)
        if self._items:
            shown = chosen if chosen in self._items else next(iter(self._items))
            self.list.setCurrentIndex(self.index_of(shown))

    def _update_buttons(self) -> None:
        for button in (self.open_button, self.remove_button):
            button.setEnabled(bool(self.selected_uid()))

    def _open(self) -> None:
        if self.selected_uid():
            self.open_requested.emit(self.selected_uid())

    def _ask(self) -> None:
        if self.selected_uid():
            self.removal_requested.emit(self.selected_uid())

    def _connect(self) -> None:
        self.list.setModel(self._model)
        self.list.setItemDelegate(SeriesDelegate(self.list))
        self.list.selectionModel().currentChanged.connect(lambda _new, _old: self._update_buttons())
        self.list.activated.connect(lambda _index: self._open())
        self.search.textChanged.connect(self.search_requested)
        self.search.returnPressed.connect(self._open)
        self.open_button.clicked.connect(self._open)
        self.remove_button.clicked.connect(self._ask)
        self.sure_button.clicked.connect(lambda: self.removal_answered.emit(True))
        self.keep_button.clicked.connect(lambda: self.removal_answered.emit(False))

    def _arrange(self) -> None:
        self.search.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.search.setAccessibleName(say("Search the library"))
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setUniformRowHeights(True)
        self.list.setMouseTracking(True)
        self.list.setAccessibleName(say("Studies"))
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.nothing.setContentsMargins(SPACE_M, SPACE_S, SPACE_M, 0)
        self._pages.addWidget(self.list)
        self._pages.addWidget(self.nothing)
        self.remove_button.setFixedHeight(ROW_HEIGHT)
        deeds = QHBoxLayout(self._deeds)
        deeds.setContentsMargins(0, 0, 0, 0)
        deeds.setSpacing(SPACE_S)
        deeds.addWidget(self.open_button, 1)
        deeds.addWidget(self.remove_button)
        answers = QHBoxLayout()
        answers.setSpacing(SPACE_S)
        answers.addWidget(self.sure_button, 1)
        answers.addWidget(self.keep_button, 1)
        doubt = QVBoxLayout(self._doubt)
        doubt.setContentsMargins(0, 0, 0, 0)
        doubt.setSpacing(SPACE_S)
        doubt.addWidget(self.question)
        doubt.addLayout(answers)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, SPACE_S, 0, SPACE_M)
        column.setSpacing(SPACE_S)
        for widget, stretch in ((self.search, 0), (self._pages, 1), (self._deeds, 0), (self._doubt, 0)):
            row = QHBoxLayout()
            side = 0 if widget is self._pages else SPACE_M
            row.setContentsMargins(side, 0, side, 0)
            row.addWidget(widget)
            column.addLayout(row, stretch)
