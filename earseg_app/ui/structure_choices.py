"""Which structures beside the ears are exported."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QVBoxLayout, QWidget

from earseg_app.domain.structures import Structure
from earseg_app.ui.controls import label
from earseg_app.ui.structure_words import title_words
from earseg_app.ui.theme import SPACE_XS
from earseg_app.ui.words import say

TITLE = "Other structures, each a surface of its own"
TIP = (
    "A surface of its own where it lies beside the ear. Whole ears and casts don't hold it, and for a printer it stays "
    "as thin as it was painted."
)


class StructureChoices(QWidget):
    """A box for each structure that is painted; nothing where none is. Emits `changed()`."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.boxes: dict[int, QCheckBox] = {}
        self._structures: tuple[Structure, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE_XS)
        self._column.addWidget(label(TITLE, tone="muted", size="caption", wrap=True))

    def show_choices(self, structures: tuple[Structure, ...], chosen: frozenset[int], idle: bool) -> None:
        """Show what can be chosen, and what is."""
        self.setVisible(bool(structures))
        if structures != self._structures:
            self._structures = structures
            for box in self.boxes.values():
                self._column.removeWidget(box)
                box.deleteLater()
            self.boxes = {structure.code: self._box(structure) for structure in structures}
            for box in self.boxes.values():
                self._column.addWidget(box)
        for code, box in self.boxes.items():
            with QSignalBlocker(box):
                box.setChecked(code in chosen)
            box.setEnabled(idle)

    def chosen(self) -> frozenset[int]:
        """The codes of those that are ticked."""
        return frozenset(code for code, box in self.boxes.items() if box.isChecked())

    def _box(self, structure: Structure) -> QCheckBox:
        box = QCheckBox(title_words(structure))
        box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        box.setToolTip(say(TIP))
        box.toggled.connect(self.changed)
        return box
