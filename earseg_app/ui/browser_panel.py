"""The browser: patient → examination → series, with pictures, a star, and what could not be read."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QPixmap, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QStackedWidget,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from earseg_app.presenters.catalog_rows import BrowseDisplay, PatientRow, SeriesRow
from earseg_app.presenters.wording import count
from earseg_app.ui.controls import elastic, label, push_button, tool_button
from earseg_app.ui.progress_row import ProgressRow
from earseg_app.ui.series_delegate import PICTURE_ROLE, PICTURE_SIZE, ROW_ROLE, SeriesDelegate, square_pixmap
from earseg_app.ui.theme import ROW_HEIGHT, SPACE_M, SPACE_S
from earseg_app.ui.words import say

BEST = "Suits the inner ear best"
COPY = "Copy this examination to the library, so that the disc can go back"


class BrowserPanel(QWidget):
    """Lists what was found and asks to open a series."""

    open_requested = Signal(str)
    copy_requested = Signal(str)
    open_folder_requested = Signal()
    cancel_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._display = BrowseDisplay()
        self._items: dict[str, QStandardItem] = {}
        self._model = QStandardItemModel(self)
        self.tree = QTreeView(headerHidden=True, indentation=0, rootIsDecorated=False)
        self.open_button = push_button("Open series", primary=True)
        self.copy_button = tool_button("library", COPY)
        self.folder_button = tool_button("folder", "Open a CD or folder")
        self.progress = ProgressRow()
        self._action = QStackedWidget()
        self._deeds = QWidget()
        self._source = elastic(label(tone="muted", size="caption"))
        self._connect()
        self._arrange()

    def show_browse(self, display: BrowseDisplay) -> None:
        """Show the catalog and the progress of reading."""
        old, self._display = self._display, display
        self.progress.show_step(display.progress)
        self._action.setCurrentWidget(self.progress if display.progress else self._deeds)
        if (old.patients, old.broken) != (display.patients, display.broken):
            self._show_rows(same_disc=old.source == display.source)
        self._source.setText(display.source)
        self._source.setToolTip(display.source)
        self._update_button()

    def show_thumbnail(self, uid: str, image: NDArray[np.uint8]) -> None:
        """Put the picture of a series, grey values [row, column], before its name."""
        item = self._items.get(uid)
        if item is not None:
            item.setData(square_pixmap(image, PICTURE_SIZE * 2), PICTURE_ROLE)

    def index_of(self, uid: str) -> QModelIndex:
        """Where a series stands in the list."""
        return self._items[uid].index()

    def selected_uid(self) -> str:
        """The series the user chose in the list, or ""."""
        row = self.tree.currentIndex().data(ROW_ROLE)
        return row.uid if isinstance(row, SeriesRow) else ""

    def _show_rows(self, same_disc: bool) -> None:
        chosen = self.selected_uid() if same_disc else ""
        pictures = {uid: item.data(PICTURE_ROLE) for uid, item in self._items.items()}
        self._model.clear()
        self._items = {}
        for patient in self._display.patients:
            self._add_patient(patient, pictures)
        self._add_broken()
        self.tree.expandAll()
        self._choose(chosen)

    def _add_patient(self, patient: PatientRow, pictures: dict[str, QPixmap | None]) -> None:
        heading = _item(patient, patient.title, selectable=False)
        for study in patient.studies:
            examination = _item(study, study.title, selectable=False)
            for series in study.series:
                item = _item(series, _tooltip(series))
                item.setData(pictures.get(series.uid), PICTURE_ROLE)
                examination.appendRow(item)
                self._items[series.uid] = item
            heading.appendRow(examination)
        self._model.appendRow(heading)

    def _add_broken(self) -> None:
        if not self._display.broken:
            return
        heading = _item(("", f"{count(len(self._display.broken), 'file')} could not be read"), "", selectable=False)
        for broken in self._display.broken:
            heading.appendRow(_item(broken, f"{broken[0]}\n{broken[1]}"))
        self._model.appendRow(heading)

    def _choose(self, uid: str) -> None:
        best = next((item for item in self._items.values() if item.data(ROW_ROLE).best), None)
        item = self._items.get(uid, best)
        if item is not None:
            self.tree.setCurrentIndex(item.index())
            self.tree.scrollTo(item.index())

    def _update_button(self) -> None:
        row = self._display.row(self.selected_uid())
        idle = row is not None and self._display.progress is None
        self.open_button.setEnabled(idle and row is not None and not row.refusal and not row.opened)
        self.copy_button.setEnabled(idle)

    def _copy(self) -> None:
        if self.selected_uid():
            self.copy_requested.emit(self.selected_uid())

    def _open(self) -> None:
        if self.selected_uid() and self._display.progress is None:
            self.open_requested.emit(self.selected_uid())

    def _connect(self) -> None:
        self.tree.setModel(self._model)
        self.tree.setItemDelegate(SeriesDelegate(self.tree))
        self.tree.selectionModel().currentChanged.connect(lambda _new, _old: self._update_button())
        self.tree.activated.connect(self._activated)
        self.open_button.clicked.connect(self._open)
        self.copy_button.clicked.connect(self._copy)
        self.folder_button.clicked.connect(self.open_folder_requested)
        self.progress.cancel_requested.connect(self.cancel_requested)

    def _activated(self, _index: QModelIndex) -> None:
        self._open()

    def _arrange(self) -> None:
        self.tree.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.tree.setItemsExpandable(False)
        self.tree.setAccessibleName(say("Series"))
        deeds = QHBoxLayout(self._deeds)
        deeds.setContentsMargins(0, 0, 0, 0)
        deeds.setSpacing(SPACE_S)
        deeds.addWidget(self.open_button, 1)
        deeds.addWidget(self.copy_button)
        self.copy_button.setFixedHeight(ROW_HEIGHT)
        self._action.addWidget(self._deeds)
        self._action.addWidget(self.progress)
        self._action.setFixedHeight(ROW_HEIGHT)
        self.tree.setMouseTracking(True)
        self.open_button.setEnabled(False)
        head = QHBoxLayout()
        head.addWidget(self._source, 1)
        head.addWidget(self.folder_button)
        foot = QVBoxLayout()
        foot.setContentsMargins(SPACE_M, 0, SPACE_M, 0)
        foot.addWidget(self._action)
        head.setContentsMargins(SPACE_M, 0, SPACE_S, 0)
        head.setSpacing(SPACE_S)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, SPACE_S, 0, SPACE_M)
        column.setSpacing(SPACE_S)
        column.addLayout(head)
        column.addWidget(self.tree, 1)
        column.addLayout(foot)


def _item(row: object, tooltip: str, selectable: bool = True) -> QStandardItem:
    item = QStandardItem()
    item.setData(row, ROW_ROLE)
    item.setToolTip(tooltip)
    item.setEditable(False)
    item.setSelectable(selectable)
    return item


def _tooltip(row: SeriesRow) -> str:
    lines = [row.title, *map(say, (row.detail, row.refusal, f"{BEST}:" if row.best else "", row.why))]
    return "\n".join(filter(None, lines))
