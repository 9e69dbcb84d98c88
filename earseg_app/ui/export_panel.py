"""The panel of the step Export."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from earseg_app.presenters.export_display import ExportDisplay
from earseg_app.presenters.need import Need
from earseg_app.presenters.wording import RESEARCH_USE, count
from earseg_app.ui.controls import StepPanel, elastic, label, push_button, tool_button
from earseg_app.ui.export_choices import ExportChoices
from earseg_app.ui.export_queue import ExportQueue
from earseg_app.ui.model_look import ModelLook
from earseg_app.ui.need_row import OPEN, SEGMENT, NeedRow
from earseg_app.ui.theme import ROW_HEIGHT, SPACE_S
from earseg_app.ui.words import say

NEED_BUTTONS = {Need.SCAN: OPEN, Need.SEGMENTATION: SEGMENT}


class ExportPanel(StepPanel):
    """What, where, and the files that come of it."""

    choice_changed = Signal(object)
    folder_requested = Signal(object)
    preview_requested = Signal()
    repair_requested = Signal()
    fit_requested = Signal()
    look_requested = Signal(object)
    write_requested = Signal()
    go_on_requested = Signal()
    cancel_requested = Signal()
    drop_requested = Signal(int)
    open_requested = Signal()
    segment_requested = Signal()
    show_folder_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Export", parent)
        self._display = ExportDisplay()
        self.sentence = label(wrap=True)
        self.need_row = NeedRow()
        self.choices = ExportChoices()
        self.look = ModelLook()
        self.folder = elastic(label(tone="muted"))
        self.folder_button = tool_button("folder", "Choose the folder")
        self.files_title = label("Files", tone="muted", size="caption")
        self.files = label(tone="muted", size="caption", wrap=True)
        self.preview_button = push_button("Preview")
        self.write_button = push_button("Export", primary=True)
        self.queue = ExportQueue()
        self.action = QStackedWidget()
        self.question = label(tone="warning", wrap=True)
        self.go_on_button = push_button("Write anyway", primary=True)
        self.leave_button = push_button("Cancel")
        self.result = label(tone="good", wrap=True)
        self.show_folder_button = push_button("Open folder")
        self._choices = QWidget()
        self._ready = QWidget()
        self._answers = QWidget()
        self._arrange()
        self._connect()

    def show_export(self, display: ExportDisplay) -> None:
        """Show what is missing, the choices, the question, or the result."""
        self._display = display
        self.sentence.setText(say(display.sentence))
        self.sentence.setVisible(bool(display.sentence))
        self.need_row.show_need(NEED_BUTTONS.get(display.need, ""))
        self._choices.setVisible(display.need is Need.NOTHING)
        self.choices.show_choices(display)
        self.look.show_look(display)
        self.folder.setText(Path(display.folder).name or say("No folder chosen"))
        self.folder.setToolTip(display.folder)
        self.files.setText("\n".join(display.files))
        self.files_title.setVisible(bool(display.files))
        self.write_button.setEnabled(display.can_write)
        self.preview_button.setEnabled(bool(display.files) and display.progress is None)
        ready = self._answers if display.question else self._ready
        self.action.setCurrentWidget(ready)
        self.write_button.setText(say("Export" if display.progress is None else "Add to queue"))
        self.queue.show_queue(display.progress, display.waiting)
        self.question.setText(say(display.question))
        self.go_on_button.setText(say(display.answer))
        self.question.setVisible(bool(display.question))
        idle = bool(display.written) and display.progress is None
        done = idle and set(display.files) <= set(display.written)
        self.result.setText(say("\n".join([_result_words(display.written), *display.mended]) if done else ""))
        self.result.setVisible(done)
        self.show_folder_button.setVisible(idle)

    def ask_for_folder(self) -> None:
        """Let the user choose where the files go."""
        name = QFileDialog.getExistingDirectory(self, say("Folder for the surfaces"), self._display.folder)
        if name:
            self.folder_requested.emit(Path(name))

    def _need(self) -> None:
        (self.open_requested if self._display.need is Need.SCAN else self.segment_requested).emit()

    def _connect(self) -> None:
        self.choices.changed.connect(self.choice_changed)
        self.look.look_requested.connect(self.look_requested)
        self.look.repair_requested.connect(self.repair_requested)
        self.look.fit_requested.connect(self.fit_requested)
        self.preview_button.clicked.connect(self.preview_requested)
        self.need_row.clicked.connect(self._need)
        self.folder_button.clicked.connect(self.ask_for_folder)
        self.write_button.clicked.connect(self.write_requested)
        self.queue.cancel_requested.connect(self.cancel_requested)
        self.queue.drop_requested.connect(self.drop_requested)
        self.go_on_button.clicked.connect(self.go_on_requested)
        self.leave_button.clicked.connect(self.cancel_requested)
        self.show_folder_button.clicked.connect(lambda: self.show_folder_requested.emit(self._display.folder))

    def _arrange(self) -> None:
        ready = QHBoxLayout(self._ready)
        ready.setContentsMargins(0, 0, 0, 0)
        ready.addWidget(self.preview_button, 1)
        ready.addWidget(self.write_button, 1)
        self.action.addWidget(self._ready)
        self.action.addWidget(self._answers)
        self.action.setFixedHeight(ROW_HEIGHT)
        choices = _column(self._choices)
        choices.addWidget(self.choices)
        choices.addWidget(label("Folder", tone="muted", size="caption"))
        place = QHBoxLayout()
        place.addWidget(self.folder, 1)
        place.addWidget(self.folder_button)
        choices.addLayout(place)
        choices.addWidget(self.action)
        choices.addWidget(self.queue)
        choices.addWidget(self.look)
        answers = QHBoxLayout(self._answers)
        answers.setContentsMargins(0, 0, 0, 0)
        answers.addWidget(self.leave_button, 1)
        answers.addWidget(self.go_on_button, 1)
        for widget in (self.sentence, self.need_row, self._choices, self.question, self.result):
            self.rows.addWidget(widget)
        self.rows.addWidget(self.show_folder_button)
        self.rows.addWidget(self.files_title)
        self.rows.addWidget(self.files)
        self.rows.addStretch(1)
        self.rows.addWidget(label(f"{RESEARCH_USE}.", tone="muted", size="caption", wrap=True))


def _result_words(written: tuple[str, ...]) -> str:
    surfaces = [name for name in written if not name.endswith(".json")]
    return f"{count(len(surfaces), 'surface')} written, with a description."


def _column(widget: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(SPACE_S)
    return column
