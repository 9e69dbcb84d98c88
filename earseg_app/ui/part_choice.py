"""The active part and the locked ones: the five parts of an ear, then the structures beside it."""

from __future__ import annotations

from collections.abc import Set

from PySide6.QtCore import QSignalBlocker, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QSizePolicy, QWidget

from earseg_app.domain.anatomy import Part
from earseg_app.domain.structures import Structure
from earseg_app.ui.structure_words import title_words
from earseg_app.ui.theme import SPACE_S, SPACE_XS
from earseg_app.ui.words import say


class PartBox(QComboBox):
    """Parts, a line, and the structures; an entry holds the part or the structure itself."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.show_structures(())

    def show_structures(self, structures: tuple[Structure, ...]) -> None:
        """Offer these below the parts."""
        with QSignalBlocker(self):
            self.clear()
            for part in Part:
                self.addItem(say(part.title), part)
            if structures:
                self.insertSeparator(self.count())
            for structure in structures:
                self.addItem(title_words(structure), structure)

    def choose(self, chosen: Part | Structure) -> None:
        """Show this as the active one."""
        for number in range(self.count()):
            if self.itemData(number) == chosen and type(self.itemData(number)) is type(chosen):
                self.setCurrentIndex(number)


class Locks(QWidget):
    """A box for each part, and for each structure below them."""

    part_requested = Signal(object, bool)
    structure_requested = Signal(int, bool)

    def __init__(self) -> None:
        super().__init__()
        self.parts = {part: QCheckBox(say(part.title)) for part in Part}
        self.structures: dict[int, QCheckBox] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(SPACE_XS)
        self._columns = 0
        self._place_parts(1)
        for part, lock in self.parts.items():
            lock.clicked.connect(lambda on, part=part: self.part_requested.emit(part, on))

    def show_structures(self, structures: tuple[Structure, ...]) -> None:
        """Offer to lock these."""
        for lock in self.structures.values():
            self._grid.removeWidget(lock)
            lock.deleteLater()
        self.structures = {structure.code: QCheckBox(title_words(structure)) for structure in structures}
        for number, (code, lock) in enumerate(self.structures.items()):
            lock.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            lock.setToolTip(lock.text())
            lock.clicked.connect(lambda on, code=code: self.structure_requested.emit(code, on))
            self._grid.addWidget(lock, len(self.parts) + number, 0, 1, 2)

    def show_locked(self, parts: Set[Part], codes: Set[int]) -> None:
        """Show which are locked."""
        for part, lock in self.parts.items():
            lock.setChecked(part in parts)
        for code, lock in self.structures.items():
            lock.setChecked(code in codes)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: parts stand in two columns where there is room for their words, otherwise below one another."""
        super().resizeEvent(event)
        widths = [lock.sizeHint().width() for lock in self.parts.values()]
        self._place_parts(2 if max(widths[::2]) + max(widths[1::2]) + SPACE_S <= event.size().width() else 1)

    def minimumSizeHint(self) -> QSize:
        """Qt: never wider than the longest part, for then they stand below one another."""
        widest = max(lock.minimumSizeHint().width() for lock in self.parts.values())
        return QSize(widest, super().minimumSizeHint().height())

    def _place_parts(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for number, lock in enumerate(self.parts.values()):
            self._grid.addWidget(lock, number // columns, number % columns)
