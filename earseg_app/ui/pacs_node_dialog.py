"""The settings of one PACS, as its administrator states them, and a test of them."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from earseg_app.domain.exchange.pacs import PacsNode, Retrieval
from earseg_app.presenters.pacs import PacsDisplay
from earseg_app.ui.controls import label, push_button
from earseg_app.ui.theme import SPACE_L, SPACE_M, SPACE_S, mark
from earseg_app.ui.words import say

# PS3.5 6.2: an AE title has at most 16 signs.
LONGEST_TITLE = 16
LAST_PORT = 65535
WAYS = {
    Retrieval.AUTO: "C-GET, else C-MOVE",
    Retrieval.GET: "C-GET only",
    Retrieval.MOVE: "C-MOVE only",
}


class PacsNodeDialog(QDialog):
    """Edits one node; `saved` carries it, `test_requested` wants it tried."""

    saved = Signal(object)
    test_requested = Signal(object)

    def __init__(self, node: PacsNode, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(say("Settings of a PACS"))
        self.name = QLineEdit(node.name)
        self.ae_title = QLineEdit(node.ae_title)
        self.host = QLineEdit(node.host)
        self.port = _number(node.port, 1, LAST_PORT)
        self.own_title = QLineEdit(node.own_ae_title)
        self.own_port = _number(node.own_port, 1, LAST_PORT)
        self.way = QComboBox()
        for way, words in WAYS.items():
            self.way.addItem(say(words), way)
        self.way.setCurrentIndex(list(WAYS).index(node.retrieval))
        self.tls = QCheckBox(say("Encrypted (TLS)"))
        self.ca_file = QLineEdit(node.ca_file)
        self.certificate = QLineEdit(node.certificate_file)
        self.timeout = _number(node.timeout_s, 5, 600)
        self.timeout.setSuffix(" s")
        self.tls.setChecked(node.tls)
        self.ca_file.setPlaceholderText(say("PEM; empty for those of this computer"))
        self.certificate.setPlaceholderText(say("PEM with its key, if the PACS wants one"))
        for title in (self.ae_title, self.own_title):
            title.setMaxLength(LONGEST_TITLE)
        self.said = label(wrap=True)
        self.test_button = push_button("Test connection")
        self.save_button = push_button("Save", primary=True)
        self.cancel_button = push_button("Cancel")
        self._arrange()
        self._connect()
        self._update()

    def node(self) -> PacsNode:
        """What the fields say."""
        return PacsNode(
            name=self.name.text().strip() or self.ae_title.text().strip(),
            ae_title=self.ae_title.text().strip(),
            host=self.host.text().strip(),
            port=self.port.value(),
            own_ae_title=self.own_title.text().strip(),
            own_port=self.own_port.value(),
            retrieval=Retrieval(self.way.currentData()),
            tls=self.tls.isChecked(),
            ca_file=self.ca_file.text().strip(),
            certificate_file=self.certificate.text().strip(),
            timeout_s=self.timeout.value(),
        )

    def show_pacs(self, display: PacsDisplay) -> None:
        """Say what came of the test."""
        self.said.setText(say(display.trouble or (display.progress.message if display.progress else display.sentence)))
        mark(self.said, tone="error" if display.trouble else "muted" if display.progress else "good")
        self.test_button.setEnabled(display.progress is None)

    def _update(self) -> None:
        whole = all(field.text().strip() for field in (self.ae_title, self.host, self.own_title))
        self.save_button.setEnabled(whole)
        self.test_button.setEnabled(whole)
        for field in (self.ca_file, self.certificate):
            field.setEnabled(self.tls.isChecked())

    def _save(self) -> None:
        self.saved.emit(self.node())
        self.accept()

    def _connect(self) -> None:
        for field in (self.ae_title, self.host, self.own_title):
            field.textChanged.connect(self._update)
        self.tls.toggled.connect(self._update)
        self.test_button.clicked.connect(lambda: self.test_requested.emit(self.node()))
        self.save_button.clicked.connect(self._save)
        self.cancel_button.clicked.connect(self.reject)

    def _arrange(self) -> None:
        form = QFormLayout()
        form.setSpacing(SPACE_S)
        for words, field in (
            ("Name", self.name),
            ("AE title of the PACS", self.ae_title),
            ("Host", self.host),
            ("Port", self.port),
            ("Own AE title", self.own_title),
            ("Own port, for C-MOVE", self.own_port),
            ("Retrieve with", self.way),
            ("Wait for an answer", self.timeout),
            ("", self.tls),
            ("Trusted certificates", self.ca_file),
            ("Own certificate", self.certificate),
        ):
            form.addRow(say(words), field)
        buttons = QHBoxLayout()
        buttons.addWidget(self.test_button)
        buttons.addStretch()
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.save_button)
        self.save_button.setDefault(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_M)
        column.setSpacing(SPACE_M)
        column.addLayout(form)
        column.addWidget(self.said)
        column.addLayout(buttons)
        self.setMinimumWidth(520)


def _number(value: int, least: int, most: int) -> QSpinBox:
    box = QSpinBox()
    box.setRange(least, most)
    box.setValue(value)
    return box
