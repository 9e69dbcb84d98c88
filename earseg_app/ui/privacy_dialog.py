"""Export a de-identified copy: what is kept, the code for the patient, the folder; then what to know before sharing."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from earseg_app.domain.exchange.deidentification import CopyRequest, Retain
from earseg_app.presenters.privacy import CopyDisplay
from earseg_app.ui.controls import label, push_button, tool_button
from earseg_app.ui.progress_row import ProgressRow
from earseg_app.ui.theme import SPACE_L, SPACE_M, SPACE_S, mark
from earseg_app.ui.words import say

ALWAYS = (
    "Names, numbers, dates, places, descriptions, private elements and overlays go; identifiers change. "
    "The pixels and their place in space stay as they are."
)
KEEP = {
    Retain.CHARACTERISTICS: "Sex, age (90 at most), size and weight",
    Retain.DATES: "Dates, all moved earlier by the same number of days",
    Retain.DESCRIPTORS: "Known words of anatomy and technique in descriptions",
    Retain.DEVICE: "Name and serial number of the scanner",
}
LONGEST_CODE = 64
CAPTURES = "Also screenshots and images with words in their pixels"


class PrivacyDialog(QDialog):
    """Asks, shows the progress, and what came of it."""

    write_requested = Signal(object)
    cancel_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(say("Export a de-identified copy"))
        self._written = ""
        self.series = label(size="title", wrap=True)
        self.code = QLineEdit()
        self.folder = QLineEdit(placeholderText=say("A new or empty folder"))
        self.folder_button = tool_button("folder", "Choose the folder")
        self.keep = {option: QCheckBox(say(words)) for option, words in KEEP.items()}
        self.captures = QCheckBox(say(CAPTURES))
        self.said = label(wrap=True)
        self.warnings = label(tone="warning", wrap=True)
        self.progress = ProgressRow()
        self.write_button = push_button("Write the copy", primary=True)
        self.show_button = push_button("Open folder")
        self.close_button = push_button("Close")
        self._action = QStackedWidget()
        self._connect()
        self._arrange()

    def open_copy(self, display: CopyDisplay) -> None:
        """Come up with fresh fields; what is kept has to be chosen anew each time."""
        self.code.setText(display.code)
        self.folder.clear()
        for box in (*self.keep.values(), self.captures):
            box.setChecked(False)
        self.show_copy(display)
        self.show()
        self.raise_()
        self.folder.setFocus()

    def show_copy(self, display: CopyDisplay) -> None:
        """Show progress, result or trouble."""
        self.series.setText(say(display.series))
        self.progress.show_step(display.progress)
        self._action.setCurrentIndex(1 if display.progress else 0)
        self.said.setText(say(display.trouble or display.result))
        mark(self.said, tone="error" if display.trouble else "good")
        self.said.setVisible(bool(self.said.text()))
        self.warnings.setText(say("\n".join(display.warnings)))
        self.warnings.setVisible(bool(display.warnings))
        self.show_button.setVisible(bool(display.result))
        for field in (self.code, self.folder, self.folder_button, self.captures, *self.keep.values()):
            field.setEnabled(display.progress is None)
        self._update_button()
        self._grow()

    def request(self) -> CopyRequest:
        """What the fields say."""
        retain = frozenset(option for option, box in self.keep.items() if box.isChecked())
        return CopyRequest(
            self.code.text().strip(), Path(self.folder.text().strip()), retain, self.captures.isChecked()
        )

    def reject(self) -> None:
        """Escape and Close stop the copying."""
        if self._action.currentIndex() == 1:
            self.cancel_requested.emit()
        super().reject()

    def _connect(self) -> None:
        self.code.textChanged.connect(self._update_button)
        self.folder.textChanged.connect(self._update_button)
        self.folder_button.clicked.connect(self._ask_for_folder)
        self.write_button.clicked.connect(self._write)
        self.progress.cancel_requested.connect(self.cancel_requested)
        self.close_button.clicked.connect(self.reject)
        self.show_button.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(self._written)))

    def _write(self) -> None:
        self._written = self.folder.text().strip()
        self.write_requested.emit(self.request())

    def _ask_for_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, say("A new or empty folder"), self.folder.text())
        if name:
            self.folder.setText(name)

    def _grow(self) -> None:
        """Make room for what was said; wrapped words would squeeze the fields otherwise."""
        column = self.layout()
        if column is not None:
            self.resize(self.width(), max(self.height(), column.totalHeightForWidth(self.width())))

    def _update_button(self) -> None:
        self.write_button.setEnabled(bool(self.code.text().strip() and self.folder.text().strip()))

    def _arrange(self) -> None:
        self.code.setMaxLength(LONGEST_CODE)
        folder = QHBoxLayout()
        folder.setSpacing(SPACE_S)
        folder.addWidget(self.folder, 1)
        folder.addWidget(self.folder_button)
        form = QFormLayout()
        form.setSpacing(SPACE_S)
        form.addRow(say("Code for the patient"), self.code)
        form.addRow(say("Folder"), folder)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_M)
        column.setSpacing(SPACE_M)
        column.addWidget(self.series)
        column.addWidget(label(ALWAYS, tone="muted", wrap=True))
        column.addLayout(form)
        column.addLayout(self._choices())
        column.addWidget(self.said)
        column.addWidget(self.warnings)
        column.addStretch()
        column.addLayout(self._buttons())
        self.setMinimumWidth(560)

    def _choices(self) -> QVBoxLayout:
        choices = QVBoxLayout()
        choices.setSpacing(SPACE_S)
        choices.addWidget(label("Keep nevertheless", tone="muted", size="caption"))
        for box in (*self.keep.values(), self.captures):
            choices.addWidget(box)
        return choices

    def _buttons(self) -> QHBoxLayout:
        write = QWidget()
        row = QHBoxLayout(write)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.show_button)
        row.addStretch()
        row.addWidget(self.close_button)
        row.addWidget(self.write_button)
        self.write_button.setDefault(True)
        self._action.addWidget(write)
        self._action.addWidget(self.progress)
        buttons = QHBoxLayout()
        buttons.addWidget(self._action)
        return buttons
