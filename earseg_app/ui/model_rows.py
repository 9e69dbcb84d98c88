"""Which model segments, and where: two choices at the top of the step Segment."""

from __future__ import annotations

import textwrap
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QGridLayout, QSizePolicy, QWidget

from earseg_app.presenters.model_choice import ModelDisplay
from earseg_app.ui.controls import label
from earseg_app.ui.theme import SPACE_S
from earseg_app.ui.words import say

FROM_FILE = "Load a model from a file…"
# The rest is in the tool tip.
ABOUT_LETTERS = 110
FILE_FILTER = "Models (*.safetensors)"
DEVICES = {"auto": "GPU, else CPU", "cpu": "CPU", "gpu": "GPU"}


class ModelRows(QWidget):
    """The choice of the model with what it was trained on, and of the device."""

    model_requested = Signal(str)
    file_requested = Signal(object)
    device_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._display = ModelDisplay()
        self.models = _narrow("Model that segments")
        self.devices = _narrow("Where the model runs")
        self.about = label(tone="muted", size="caption", wrap=True)
        for key, words in DEVICES.items():
            self.devices.addItem(say(words), key)
        rows = QGridLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(SPACE_S)
        rows.setColumnStretch(1, 1)
        rows.addWidget(label("Model", tone="muted"), 0, 0)
        rows.addWidget(self.models, 0, 1)
        rows.addWidget(self.about, 1, 0, 1, 2)
        rows.addWidget(label("Runs on", tone="muted"), 2, 0)
        rows.addWidget(self.devices, 2, 1)
        self.models.activated.connect(self._choose_model)
        self.devices.activated.connect(lambda: self.device_requested.emit(self.devices.currentData()))

    def show_models(self, display: ModelDisplay) -> None:
        """Show the choices; while a file is checked none can be made."""
        self._display = display
        with QSignalBlocker(self.models), QSignalBlocker(self.devices):
            self.models.clear()
            for model in display.models:
                self.models.addItem(say(model.title), model.key)
            self.models.insertSeparator(self.models.count())
            self.models.addItem(say(FROM_FILE))
            self.models.setCurrentIndex(max(self.models.findData(display.chosen), 0))
            self.devices.setCurrentIndex(self.devices.findData(display.device))
        self.models.setToolTip(self.models.currentText())
        words = "Checking the model…" if display.is_checking else display.about
        self.about.setText(say(textwrap.shorten(words, ABOUT_LETTERS, placeholder=" …")))
        # What is too long to be a sentence of ours is what a model says of itself.
        self.about.setToolTip(say(words) if len(words) <= ABOUT_LETTERS else words)
        self.about.setVisible(bool(words))
        self.setEnabled(not display.is_checking)

    def ask_for_file(self) -> None:
        """Let the user choose a model file."""
        name, _ = QFileDialog.getOpenFileName(self, say("Load a model"), "", say(FILE_FILTER))
        if name:
            self.file_requested.emit(Path(name))

    def _choose_model(self, index: int) -> None:
        if self.models.itemText(index) == FROM_FILE:
            self.show_models(self._display)
            self.ask_for_file()
        else:
            self.model_requested.emit(self.models.itemData(index))


def _narrow(name: str) -> QComboBox:
    """A choice whose longest entry does not widen the panel."""
    box = QComboBox()
    box.setAccessibleName(say(name))
    box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    return box
