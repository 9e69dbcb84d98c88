"""The questions about case files, label files and what a crash left behind."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from earseg_app.presenters.autosave import Choice, LeftBehind
from earseg_app.presenters.case import Answer
from earseg_app.ui.words import say

CASE_FILTER = "EarSeg cases (*.earseg)"
LABEL_FILTER = "Labels (*.nii *.nii.gz *.nrrd *.mha *.dcm);;All files (*)"
SAVE_LABELS = ("NIfTI (*.nii.gz)", "3D Slicer segmentation (*.seg.nrrd)", "MetaImage (*.mha)")
SAVE_DICOM = "DICOM segmentation (*.dcm)"


class CaseDialogs:
    """The `CaseView`, `LabelsView` and `RecoveryView` of a window."""

    def __init__(self, window: QWidget) -> None:
        self._window = window

    def ask_save_place(self, suggestion: Path) -> Path | None:
        """Where the case shall be saved."""
        return _path(
            QFileDialog.getSaveFileName(self._window, say("Save the case"), str(suggestion), say(CASE_FILTER))[0]
        )

    def ask_scan_place(self, sentence: str) -> Path | None:
        """Where the scan of the case is."""
        box = QMessageBox(QMessageBox.Icon.Question, say("Where is the scan?"), say(sentence), parent=self._window)
        folder = box.addButton(say("Choose a folder or disc…"), QMessageBox.ButtonRole.AcceptRole)
        file = box.addButton(say("Choose a file…"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.exec()
        if box.clickedButton() is folder:
            return _path(QFileDialog.getExistingDirectory(self._window, say("The scan of this case")))
        if box.clickedButton() is file:
            return _path(QFileDialog.getOpenFileName(self._window, say("The scan of this case"))[0])
        return None

    def ask_unsaved(self, name: str, answer: Callable[[Answer], None]) -> None:
        """What to do with unsaved work."""
        box = self._box(f"Save the work on {name}?", "Labels and measures that are not saved are lost otherwise.")
        save = box.addButton(say("Save"), QMessageBox.ButtonRole.AcceptRole)
        discard = box.addButton(say("Discard"), QMessageBox.ButtonRole.DestructiveRole)
        cancel = box.addButton(say("Cancel"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(save)
        box.setEscapeButton(cancel)
        answers = {save: Answer.SAVE, discard: Answer.DISCARD}
        box.finished.connect(
            lambda _code: answer(next((a for b, a in answers.items() if b is box.clickedButton()), Answer.CANCEL))
        )
        box.open()

    def ask_recovery(self, found: LeftBehind, answer: Callable[[Choice], None]) -> None:
        """Whether to recover what a crash left behind."""
        where = f" ({found.file})" if found.file else ""
        when = f"It was kept on {datetime.fromisoformat(found.kept_at).astimezone():%Y-%m-%d at %H:%M}."
        box = self._box(
            f"Recover the unsaved work on {found.scan}{where}?", f"The program did not end as usual. {when}"
        )
        choices = {
            box.addButton(say("Recover"), QMessageBox.ButtonRole.AcceptRole): Choice.RECOVER,
            box.addButton(say("Discard"), QMessageBox.ButtonRole.DestructiveRole): Choice.DISCARD,
            (
                later := box.addButton(say("Ask again at the next start"), QMessageBox.ButtonRole.RejectRole)
            ): Choice.LATER,
        }
        box.setEscapeButton(later)
        box.finished.connect(
            lambda _code: answer(next((c for b, c in choices.items() if b is box.clickedButton()), Choice.LATER))
        )
        box.open()

    def ask_labels(self) -> Path | None:
        """Which label map to open."""
        return _path(QFileDialog.getOpenFileName(self._window, say("Open labels"), "", say(LABEL_FILTER))[0])

    def ask_labels_place(self, with_dicom: bool) -> Path | None:
        """Where to save the labels."""
        filters = [*SAVE_LABELS, *([SAVE_DICOM] if with_dicom else [])]
        name, chosen = QFileDialog.getSaveFileName(self._window, say("Save labels"), "", ";;".join(filters))
        return _with_suffix(name, chosen) if name else None

    def _box(self, question: str, explanation: str) -> QMessageBox:
        box = QMessageBox(self._window)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setIcon(QMessageBox.Icon.Question)
        box.setText(say(question))
        box.setInformativeText(say(explanation))
        return box


def _path(name: str) -> Path | None:
    return Path(name) if name else None


def _with_suffix(name: str, chosen_filter: str) -> Path:
    """The name with the suffix of the chosen format, unless it has a suffix of a label format."""
    known = (".nii", ".nii.gz", ".nrrd", ".mha", ".dcm")
    suffix = chosen_filter.rpartition("*")[2].rstrip(")")
    return Path(name if name.lower().endswith(known) else name + suffix)
