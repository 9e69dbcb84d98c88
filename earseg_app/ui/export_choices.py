"""What to export: for what purpose, which models of which ears, how large, in which format."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from earseg_app.domain.anatomy import Side
from earseg_app.presenters.export_display import ExportDisplay
from earseg_app.presenters.parts import SIDES
from earseg_app.ui.controls import label
from earseg_app.ui.export_more import MoreOptions
from earseg_app.ui.structure_choices import StructureChoices
from earseg_app.ui.theme import SPACE_S, SPACE_XS
from earseg_app.ui.words import say

PLANNING = "Planning, patient millimetres"
FRAMES = ("LPS", "RAS")
LONGEST_CODE = 8
FORMAT_WORDS = {"stl-ascii": "STL as text"}


class ExportChoices(QWidget):
    """Emits `changed(ExportRequest)`; what a purpose has no use for is not shown."""

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._display = ExportDisplay()
        self.purpose = QComboBox()
        self.ears = {side: QCheckBox(say(f"{side.word.capitalize()} ear")) for side in SIDES}
        self.parts = QCheckBox(say("Each part"))
        self.whole = QCheckBox(say("Whole ear"))
        self.cast = QCheckBox(say("Cast"))
        self.bone = QCheckBox(say("Bone around"))
        self.structures = StructureChoices()
        self.scale = QDoubleSpinBox()
        self.stand = QCheckBox(say("On a stand"))
        self.hollow = QCheckBox(say("Hollow"))
        self.code = QLineEdit()
        self.formats = QComboBox()
        self.frames = QComboBox()
        self.more = MoreOptions()
        self._printing = QWidget()
        self._arrange()
        self._connect()

    def show_choices(self, display: ExportDisplay) -> None:
        """Show what is chosen, and only what can be."""
        self._display = display
        request = display.request
        states: list[tuple[QCheckBox, bool, bool]] = [
            (self.ears[side], side in request.sides, side in display.sides) for side in SIDES
        ]
        states += [(self.parts, request.parts, True), (self.whole, request.whole, True)]
        states += [(self.cast, request.cast, True), (self.bone, request.bone, True)]
        states += [
            (self.stand, request.stand, request.parts or request.whole),
            (self.hollow, request.hollow, request.whole),
        ]
        idle = not display.previewing and not display.question
        for box, checked, enabled in states:
            with QSignalBlocker(box):
                box.setChecked(checked)
            box.setEnabled(enabled and idle)
        self.structures.show_choices(display.structures, request.structures, idle)
        self._fill(self.purpose, (("", PLANNING), *display.printers), request.printer)
        self._fill(
            self.formats,
            tuple((name, FORMAT_WORDS.get(name, name.upper())) for name in display.formats),
            request.file_format,
        )
        self._fill(self.frames, tuple((name, name) for name in FRAMES), request.frame)
        with QSignalBlocker(self.scale):
            self.scale.setValue(request.scale)
        if self.code.text() != request.code:
            self.code.setText(request.code)
        for widget in (self.purpose, self.formats, self.frames, self.scale, self.code):
            widget.setEnabled(idle)
        self.more.show_options(display, idle)
        self._printing.setVisible(bool(request.printer))
        self.frames.setVisible(not request.printer)

    def _fill(self, box: QComboBox, entries: tuple[tuple[str, str], ...], chosen: str) -> None:
        with QSignalBlocker(box):
            if [box.itemData(index) for index in range(box.count())] != [key for key, _ in entries]:
                box.clear()
                for key, words in entries:
                    box.addItem(say(words), key)
            box.setCurrentIndex(max(box.findData(chosen), 0))

    def _choice(self) -> None:
        # An ear that isn't there keeps its wish: it comes back with the next segmentation.
        missing = frozenset(Side) - self._display.sides
        self.changed.emit(
            replace(
                self.more.chosen(self._display),
                sides=frozenset(side for side, box in self.ears.items() if box.isChecked()) | missing,
                parts=self.parts.isChecked(),
                whole=self.whole.isChecked(),
                file_format=str(self.formats.currentData() or "stl"),
                cast=self.cast.isChecked(),
                bone=self.bone.isChecked(),
                printer=str(self.purpose.currentData() or ""),
                scale=self.scale.value(),
                frame="RAS" if self.frames.currentData() == "RAS" else "LPS",
                hollow=self.hollow.isChecked(),
                stand=self.stand.isChecked(),
                code=self.code.text(),
                structures=self.structures.chosen(),
            )
        )

    def _connect(self) -> None:
        for box in (*self.ears.values(), self.parts, self.whole, self.cast, self.bone, self.stand, self.hollow):
            box.toggled.connect(self._choice)
        self.structures.changed.connect(self._choice)
        for chooser in (self.purpose, self.formats, self.frames):
            chooser.activated.connect(self._choice)
        self.scale.valueChanged.connect(self._choice)
        self.code.textEdited.connect(self._choice)
        self.more.changed.connect(self._choice)

    def _arrange(self) -> None:
        self.purpose.setAccessibleName(say("Purpose"))
        self.formats.setAccessibleName(say("File format"))
        self.frames.setAccessibleName(say("Patient frame"))
        self.frames.setToolTip(say("LPS as in DICOM; RAS for programs that expect it"))
        self.cast.setToolTip(say("A block with the ear as a cavity, in two halves with pins"))
        self.bone.setToolTip(say("The bone round the ear, from the CT; how far and how dense: More options"))
        self.hollow.setToolTip(say("The whole ear gets a cavity with holes through which resin or powder leaves"))
        self.scale.setAccessibleName(say("Magnification"))
        self.scale.setRange(1.0, 20.0)
        self.scale.setDecimals(1)
        self.scale.setPrefix("× ")
        self.scale.setKeyboardTracking(False)
        self.code.setAccessibleName(say("Case code"))
        self.code.setPlaceholderText(say("Case code, no name"))
        self.code.setToolTip(say("Written on stands and casts beside side and scale. Never the patient's name."))
        self.code.setMaxLength(LONGEST_CODE)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_XS)
        column.addWidget(label("Purpose", tone="muted", size="caption"))
        column.addWidget(self.purpose)
        column.addLayout(_grid((*self.ears.values(), self.whole, self.parts, self.cast, self.bone)))
        column.addWidget(self.structures)
        printing = QVBoxLayout(self._printing)
        printing.setContentsMargins(0, 0, 0, 0)
        printing.setSpacing(SPACE_XS)
        printing.addLayout(_grid((self.stand, self.hollow, self.scale, self.code)))
        column.addWidget(self._printing)
        column.addWidget(label("Format", tone="muted", size="caption"))
        row = QHBoxLayout()
        row.setSpacing(SPACE_S)
        row.addWidget(self.formats, 1)
        row.addWidget(self.frames, 1)
        column.addLayout(row)
        column.addWidget(self.more)


def _grid(widgets: tuple[QWidget, ...]) -> QGridLayout:
    """Two columns of the same width."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(SPACE_S)
    grid.setVerticalSpacing(SPACE_XS)
    for number, widget in enumerate(widgets):
        grid.addWidget(widget, number // 2, number % 2)
    for column in (0, 1):
        grid.setColumnStretch(column, 1)
    return grid
