"""Which structure to paint beside the ears: a common one or one's own, and of which side."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPixmap
from PySide6.QtWidgets import QComboBox, QDialog, QFormLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from earseg_app.domain.anatomy import Side
from earseg_app.domain.structures import COMMON, LONGEST_NAME
from earseg_app.presenters.parts import SIDES
from earseg_app.ui.controls import label, push_button
from earseg_app.ui.theme import SPACE_L, SPACE_M, SPACE_S
from earseg_app.ui.words import say

OWN = "Name of your own…"
HINT = (
    "It is painted with the same tools as the ears and is never part of one: volumes, measures and verdict don't "
    "change. The name is written into files: never the patient's."
)
WIDTH_PX = 400
SWATCH_PX = 12


class StructureDialog(QDialog):
    """Asks for name and side; `wanted` carries both."""

    wanted = Signal(str, object)

    def __init__(self, side: Side, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(say("Add a structure"))
        self.kind = QComboBox()
        self.name = QLineEdit()
        self.side = QComboBox()
        self.add_button = push_button("Add", primary=True)
        self.cancel_button = push_button("Cancel")
        self._fill(side)
        self._arrange()
        self.kind.currentIndexChanged.connect(self._update)
        self.name.textChanged.connect(self._update)
        self.add_button.clicked.connect(self._add)
        self.cancel_button.clicked.connect(self.reject)
        self._update()

    def _fill(self, side: Side) -> None:
        for common in COMMON:
            picture = QPixmap(SWATCH_PX, SWATCH_PX)
            picture.fill(QColor(common.color))
            self.kind.addItem(QIcon(picture), say(common.name), common.name)
        self.kind.insertSeparator(self.kind.count())
        self.kind.addItem(say(OWN), "")
        self.kind.setMaxVisibleItems(self.kind.count())
        for each in SIDES:
            self.side.addItem(say(f"{each.word.capitalize()} ear"), each)
        self.side.addItem(say("Neither side"), None)
        self.side.setCurrentIndex(SIDES.index(side))
        self.name.setMaxLength(LONGEST_NAME)
        self.name.setPlaceholderText(say("Such as: cyst of the petrous apex"))

    def _update(self) -> None:
        own = not self.kind.currentData()
        self.name.setEnabled(own)
        self.add_button.setEnabled(not own or bool(self.name.text().strip()))
        if own:
            self.name.setFocus()

    def _add(self) -> None:
        self.wanted.emit(self.kind.currentData() or self.name.text(), self.side.currentData())
        self.accept()

    def _arrange(self) -> None:
        self.setMinimumWidth(WIDTH_PX)
        form = QFormLayout()
        form.setHorizontalSpacing(SPACE_M)
        form.setVerticalSpacing(SPACE_S)
        form.addRow(label("Structure", tone="muted"), self.kind)
        form.addRow(label("Own name", tone="muted"), self.name)
        form.addRow(label("Side", tone="muted"), self.side)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.add_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        column.setSpacing(SPACE_M)
        column.addLayout(form)
        column.addWidget(label(HINT, tone="muted", size="caption", wrap=True))
        column.addLayout(buttons)
