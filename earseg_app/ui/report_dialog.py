"""The report: which files, whether the patient is named, where to."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from earseg_app.presenters.ports import ReportRequest
from earseg_app.presenters.report import ReportDisplay
from earseg_app.ui.controls import label, push_button, tool_button
from earseg_app.ui.progress_row import ProgressRow
from earseg_app.ui.theme import SPACE_L, SPACE_M, SPACE_S, mark
from earseg_app.ui.words import say

FORMAT_WORDS = {
    "pdf": "PDF: pages with pictures, every figure with its definition and source",
    "json": "JSON: the same figures for other programs",
    "csv": "CSV: the same figures as a table",
}
NAME_PATIENT = "Name the patient"
NOBODY = "This scan names nobody."


class ReportDialog(QDialog):
    """Asks, shows the progress, and what came of it."""

    write_requested = Signal(object)
    cancel_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(say("Report"))
        self._written = ""
        self.formats = {end: QCheckBox(say(words)) for end, words in FORMAT_WORDS.items()}
        self.name_patient = QCheckBox(say(NAME_PATIENT))
        self.patient = label(tone="muted", size="caption", wrap=True)
        self.folder = QLineEdit(placeholderText=say("The folder of the report"))
        self.folder_button = tool_button("folder", "Choose the folder")
        self.said = label(wrap=True)
        self.progress = ProgressRow()
        self.write_button = push_button("Write the report", primary=True)
        self.show_button = push_button("Open folder")
        self.close_button = push_button("Close")
        self._action = QStackedWidget()
        self.formats["pdf"].setChecked(True)
        self._connect()
        self._arrange()

    def open_report(self, display: ReportDisplay) -> None:
        """Come up; whether the patient is named has to be chosen anew each time."""
        self.name_patient.setChecked(False)
        self.show_report(display)
        self.show()
        self.raise_()
        (self.write_button if self.folder.text() else self.folder).setFocus()

    def show_report(self, display: ReportDisplay) -> None:
        """Show who could be named, progress, result or trouble."""
        self.patient.setText(", ".join(f"{say(title)}: {said}" for title, said in display.patient) or say(NOBODY))
        self.progress.show_step(display.progress)
        self._action.setCurrentIndex(1 if display.progress else 0)
        self.said.setText(say(display.trouble or display.result))
        mark(self.said, tone="error" if display.trouble else "good")
        self.said.setVisible(bool(self.said.text()))
        self.show_button.setVisible(bool(display.result))
        for field in (*self.formats.values(), self.folder, self.folder_button):
            field.setEnabled(display.progress is None)
        self.name_patient.setEnabled(bool(display.patient) and display.progress is None)
        self._update_button()

    def request(self) -> ReportRequest:
        """What the fields say."""
        formats = frozenset(end for end, box in self.formats.items() if box.isChecked())
        return ReportRequest(Path(self.folder.text().strip()), formats, self.name_patient.isChecked())

    def reject(self) -> None:
        """Escape and Close stop the writing."""
        if self._action.currentIndex() == 1:
            self.cancel_requested.emit()
        super().reject()

    def _connect(self) -> None:
        for box in self.formats.values():
            box.toggled.connect(self._update_button)
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
        name = QFileDialog.getExistingDirectory(self, say("The folder of the report"), self.folder.text())
        if name:
            self.folder.setText(name)

    def _update_button(self) -> None:
        chosen = any(box.isChecked() for box in self.formats.values())
        self.write_button.setEnabled(chosen and bool(self.folder.text().strip()))

    def _arrange(self) -> None:
        folder = QHBoxLayout()
        folder.setSpacing(SPACE_S)
        folder.addWidget(self.folder, 1)
        folder.addWidget(self.folder_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_M)
        column.setSpacing(SPACE_M)
        column.addWidget(label("The report of both ears, as they are measured now", size="title", wrap=True))
        for box in self.formats.values():
            column.addWidget(box)
        column.addLayout(folder)
        column.addWidget(self.name_patient)
        column.addWidget(self.patient)
        column.addWidget(self.said)
        column.addStretch()
        column.addWidget(self._action)
        self._arrange_buttons()
        self.setMinimumWidth(560)

    def _arrange_buttons(self) -> None:
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
