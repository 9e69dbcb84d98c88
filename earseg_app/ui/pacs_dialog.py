"""Search a PACS and fetch what was found, or send to it: one dialog with the archives at its head."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from earseg_app.domain.exchange.pacs import FoundSeries, FoundStudy, PacsNode
from earseg_app.presenters.pacs import PacsDisplay
from earseg_app.presenters.wording import date_words, name_words
from earseg_app.ui.controls import elastic, label, push_button
from earseg_app.ui.pacs_node_dialog import PacsNodeDialog
from earseg_app.ui.pacs_query_fields import PacsQueryFields
from earseg_app.ui.progress_row import ProgressRow
from earseg_app.ui.theme import SPACE_L, SPACE_M, SPACE_S, mark
from earseg_app.ui.words import say

COLUMNS = ("Patient", "Number", "Date", "Kind", "Description", "Images")
STUDY_ROLE = Qt.ItemDataRole.UserRole
SERIES_ROLE = Qt.ItemDataRole.UserRole + 1
OWN_FOLDER = "the program's own folder"
DEFAULT_NODE = PacsNode("", "", "")


class PacsDialog(QDialog):
    """Says what the user wants of which PACS."""

    search_requested = Signal(object, object)
    study_requested = Signal(object, str)
    retrieve_requested = Signal(object, str, str)
    send_requested = Signal(object, object)
    test_requested = Signal(object)
    nodes_changed = Signal(object)
    folder_chosen = Signal(str)
    cancel_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._display = PacsDisplay()
        self.nodes = QComboBox()
        self.add_button, self.edit_button = push_button("Add…"), push_button("Edit…")
        self.remove_button = push_button("Remove")
        self.query = PacsQueryFields()
        self.folder = elastic(label(tone="muted"))
        self.folder_button = push_button("Change…")
        self.results = QTreeWidget()
        self.to_send = QListWidget()
        self.said = label(wrap=True)
        self.progress = ProgressRow()
        self.go_button = push_button("Retrieve and open", primary=True)
        self.close_button = push_button("Close")
        self.editor: PacsNodeDialog | None = None
        self._receive = QWidget()
        self._action = QStackedWidget()
        self._arrange()
        self._connect()

    def open_pacs(self, display: PacsDisplay) -> None:
        """Come up to search, or to send."""
        self.setWindowTitle(say("Send to a PACS" if display.sending else "Query a PACS"))
        self.go_button.setText(say("Send" if display.sending else "Retrieve and open"))
        for part in (self.query, self.results, self._receive):
            part.setVisible(not display.sending)
        self._show_sendable(display)
        self.show_pacs(display)
        self.adjustSize()
        self.show()
        self.raise_()
        (self.nodes if display.sending else self.query.patient).setFocus()

    def show_pacs(self, display: PacsDisplay) -> None:
        """Show archives, matches and what runs."""
        old, self._display = self._display, display
        if self.editor is not None:
            self.editor.show_pacs(display)
        if old.nodes != display.nodes or self.nodes.count() != len(display.nodes):
            self._show_nodes(display.nodes)
        if (old.studies, old.series) != (display.studies, display.series):
            self._show_matches()
        self.folder.setText(display.folder or say(OWN_FOLDER))
        self.progress.show_step(display.progress)
        self._action.setCurrentIndex(1 if display.progress else 0)
        sending = "The ticked series are sent with the patient's name." if display.sending else ""
        self.said.setText(say(display.trouble or display.sentence or sending))
        mark(self.said, tone="error" if display.trouble else "")
        self._update()

    def close_pacs(self) -> None:
        """Go; what was found stays for the next time."""
        self.hide()

    def node(self) -> PacsNode | None:
        """The chosen archive."""
        index = self.nodes.currentIndex()
        return self._display.nodes[index] if 0 <= index < len(self._display.nodes) else None

    def reject(self) -> None:
        """Escape and Close stop what this dialog started."""
        if self._display.progress is not None:
            self.cancel_requested.emit()
        super().reject()

    def _show_nodes(self, nodes: tuple[PacsNode, ...]) -> None:
        chosen = self.nodes.currentText()
        self.nodes.clear()
        self.nodes.addItems([node.name for node in nodes])
        self.nodes.setCurrentIndex(max(self.nodes.findText(chosen), 0 if nodes else -1))

    def _show_matches(self) -> None:
        opened = {item.data(0, STUDY_ROLE) for item in self._items() if item.isExpanded()}
        chosen = self._chosen()
        self.results.clear()
        for study in self._display.studies:
            item = _study_item(study)
            self.results.addTopLevelItem(item)
            for series in self._display.series.get(study.uid, ()):
                item.addChild(_series_item(series))
            item.setExpanded(study.uid in opened)
            if (study.uid, "") == chosen:
                self.results.setCurrentItem(item)
        items = self._items()
        if items and not self.results.selectedItems():
            self.results.setCurrentItem(items[0])

    def _items(self) -> list[QTreeWidgetItem]:
        found = (self.results.topLevelItem(row) for row in range(self.results.topLevelItemCount()))
        return [item for item in found if item is not None]

    def _chosen(self) -> tuple[str, str]:
        """(study, series) of the chosen row; the series is "" for a whole examination."""
        item = self.results.currentItem()
        return (item.data(0, STUDY_ROLE), item.data(0, SERIES_ROLE) or "") if item else ("", "")

    def _show_sendable(self, display: PacsDisplay) -> None:
        self.to_send.setVisible(bool(display.sending))
        self.to_send.clear()
        for row in display.sending:
            item = QListWidgetItem(say(row.words), self.to_send)
            item.setData(STUDY_ROLE, row.uid)
            item.setCheckState(Qt.CheckState.Checked if row.chosen else Qt.CheckState.Unchecked)

    def _ticked(self) -> tuple[str, ...]:
        items = (self.to_send.item(row) for row in range(self.to_send.count()))
        return tuple(item.data(STUDY_ROLE) for item in items if item and item.checkState() is Qt.CheckState.Checked)

    def _update(self) -> None:
        node, idle = self.node(), self._display.progress is None
        self.edit_button.setEnabled(node is not None and idle)
        self.remove_button.setEnabled(node is not None and idle)
        self.query.search_button.setEnabled(node is not None and idle and not self.query.query().is_empty)
        chosen = self._ticked() if self._display.sending else self._chosen()[0]
        self.go_button.setEnabled(node is not None and idle and bool(chosen))
        # Enter searches in the fields, and retrieves once a row is chosen.
        self.query.search_button.setDefault(not self.results.hasFocus() and not self._display.sending)

    def _search(self) -> None:
        if self.query.search_button.isEnabled():
            self.search_requested.emit(self.node(), self.query.query())

    def _go(self) -> None:
        if self._display.sending:
            self.send_requested.emit(self.node(), self._ticked())
        elif self.go_button.isEnabled():
            self.retrieve_requested.emit(self.node(), *self._chosen())

    def _look_into(self, item: QTreeWidgetItem) -> None:
        self.study_requested.emit(self.node(), item.data(0, STUDY_ROLE))

    def _edit(self, node: PacsNode, position: int) -> None:
        def keep(changed: PacsNode) -> None:
            nodes = list(self._display.nodes)
            nodes[position : position + 1] = [changed]
            self.nodes_changed.emit(tuple(nodes))
            self.nodes.setCurrentIndex(position)

        self.editor = PacsNodeDialog(node, self)
        self.editor.saved.connect(keep)
        self.editor.test_requested.connect(self.test_requested)
        self.editor.finished.connect(self._forget_editor)
        self.editor.open()

    def _forget_editor(self) -> None:
        if self._display.progress is not None:
            self.cancel_requested.emit()
        if self.editor is not None:
            self.editor.deleteLater()
        self.editor = None

    def _remove(self) -> None:
        gone = self.nodes.currentIndex()
        self.nodes_changed.emit(tuple(node for row, node in enumerate(self._display.nodes) if row != gone))

    def _choose_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, say("A folder for what is received"), self._display.folder)
        if name:
            self.folder_chosen.emit(name)

    def _connect(self) -> None:
        self.add_button.clicked.connect(lambda: self._edit(DEFAULT_NODE, len(self._display.nodes)))
        self.edit_button.clicked.connect(lambda: self._edit(self.node() or DEFAULT_NODE, self.nodes.currentIndex()))
        self.remove_button.clicked.connect(self._remove)
        self.query.changed.connect(self._update)
        self.to_send.itemChanged.connect(self._update)
        self.folder_button.clicked.connect(self._choose_folder)
        self.nodes.currentIndexChanged.connect(self._update)
        self.query.search_button.clicked.connect(self._search)
        self.results.itemExpanded.connect(self._look_into)
        self.results.itemActivated.connect(lambda _item: self._go())
        self.results.currentItemChanged.connect(self._update)
        self.go_button.clicked.connect(self._go)
        self.close_button.clicked.connect(self.reject)
        self.progress.cancel_requested.connect(self.cancel_requested)

    def _arrange(self) -> None:
        self.results.setHeaderLabels([say(column) for column in COLUMNS])
        self.results.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.results.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.results.setMinimumSize(720, 240)
        self.to_send.setAccessibleName(say("Series to send"))
        self.to_send.setMinimumSize(480, 120)
        self.results.setAccessibleName(say("Examinations and series"))
        nodes = (self.add_button, self.edit_button, self.remove_button)
        for button in (*nodes, self.folder_button, self.close_button, self.go_button):
            button.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_M)
        column.setSpacing(SPACE_M)
        head = QHBoxLayout()
        head.setSpacing(SPACE_S)
        head.addWidget(label("PACS", tone="muted"))
        head.addWidget(self.nodes, 1)
        for button in (self.add_button, self.edit_button, self.remove_button):
            head.addWidget(button)
        column.addLayout(head)
        column.addWidget(self.query)
        column.addWidget(self.results, 1)
        column.addWidget(self.to_send, 1)
        column.addWidget(self._receive)
        column.addWidget(self.said)
        column.addWidget(self._action)
        self._arrange_receive()
        self._arrange_action()

    def _arrange_receive(self) -> None:
        row = QHBoxLayout(self._receive)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_S)
        row.addWidget(label("Receive into", tone="muted"))
        row.addWidget(self.folder, 1)
        row.addWidget(self.folder_button)

    def _arrange_action(self) -> None:
        buttons = QWidget()
        row = QHBoxLayout(buttons)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch()
        row.addWidget(self.close_button)
        row.addWidget(self.go_button)
        self._action.addWidget(buttons)
        self._action.addWidget(self.progress)
        # A fixed height, or the stack would take the room of the table.
        self._action.setFixedHeight(self.progress.height())


def _study_item(study: FoundStudy) -> QTreeWidgetItem:
    images = "" if study.image_count is None else str(study.image_count)
    words = [name_words(study.patient_name), study.patient_id, date_words(study.date), study.modalities]
    item = QTreeWidgetItem([*words, study.description, images])
    item.setData(0, STUDY_ROLE, study.uid)
    item.setChildIndicatorPolicy(QTreeWidgetItem.ChildIndicatorPolicy.ShowIndicator)
    return item


def _series_item(series: FoundSeries) -> QTreeWidgetItem:
    images = "" if series.image_count is None else str(series.image_count)
    number = "" if series.number is None else f"Series {series.number}"
    item = QTreeWidgetItem([number, "", "", series.modality, series.description, images])
    item.setData(0, STUDY_ROLE, series.study_uid)
    item.setData(0, SERIES_ROLE, series.uid)
    return item
