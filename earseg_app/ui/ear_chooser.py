"""Which of the two ears a panel speaks of."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from earseg_app.domain.anatomy import Side
from earseg_app.presenters.parts import SIDES
from earseg_app.ui.controls import push_button
from earseg_app.ui.theme import SPACE_XS


class EarChooser(QWidget):
    """Two buttons, the patient's right ear on the left as in the slices; one of them is down."""

    ear_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons = {side: push_button(f"{side.word.capitalize()} ear") for side in SIDES}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_XS)
        group = QButtonGroup(self)
        for side, button in self.buttons.items():
            button.setCheckable(True)
            button.clicked.connect(lambda _checked=False, side=side: self.ear_requested.emit(side))
            group.addButton(button)
            row.addWidget(button, 1)

    def show_ear(self, shown: Side | None, there: Collection[Side] = SIDES) -> None:
        """Mark the shown ear; only those that are there can be chosen."""
        for side, button in self.buttons.items():
            button.setEnabled(side in there)
            button.setChecked(side is shown)
