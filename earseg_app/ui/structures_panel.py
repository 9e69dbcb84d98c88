"""The list of structures beside the ears: an eye, a side, a colour, a name, an opacity, and what can be done."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QColorDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QInputDialog,
    QLineEdit,
    QMenu,
    QMessageBox,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from earseg_app.domain.anatomy import Side
from earseg_app.domain.structures import Structure
from earseg_app.presenters.structures import StructureRow, StructuresDisplay
from earseg_app.ui.controls import label, tool_button
from earseg_app.ui.elided import ElidedLabel
from earseg_app.ui.icons import icon
from earseg_app.ui.parts_panel import BUTTON, EYE, GAP, LOW_PX, PERCENT, ROOMY_PX, opacity_slider, slide_quietly
from earseg_app.ui.structure_dialog import StructureDialog
from earseg_app.ui.structure_words import name_words, title_words
from earseg_app.ui.swatch import Swatch
from earseg_app.ui.theme import SPACE_M, SPACE_S
from earseg_app.ui.words import say

# So many rows where the window is low, so that the panel of the step keeps its room, and where it is not.
FEW_ROWS, MANY_ROWS = 3, 6
# Two buttons and the gaps behind them, as in the list of parts above.
_BEFORE_NAMES = 2 * (BUTTON + GAP)
PAINT = "click to paint it"
ADD = "Add structure…"
EMPTY = "Nerve, vessel or tumour: add with +"


class StructuresPanel(QWidget):
    """Says what the user wants of which structure, by its code."""

    new_requested = Signal()
    add_requested = Signal(str, object)
    chosen = Signal(int)
    name_requested = Signal(int, str)
    color_requested = Signal(int, str)
    removal_requested = Signal(int)
    visibility_requested = Signal(int, bool)
    opacity_requested = Signal(int, float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.add_button = tool_button("plus", f"{ADD} (T)")
        self.rows: dict[int, StructureLine] = {}
        self._listed: tuple[tuple[int, str], ...] = ()
        self.hint = label(EMPTY, tone="muted", size="caption", wrap=True)
        self._lines = QVBoxLayout()
        self._frame = QScrollArea()
        self._outer = QVBoxLayout(self)
        self._arrange()
        self.add_button.clicked.connect(self.new_requested)

    def show_structures(self, display: StructuresDisplay) -> None:
        """Show the list; rows that stay are touched where they differ."""
        self.add_button.setEnabled(display.usable)
        listed = tuple((row.structure.code, row.structure.name) for row in display.rows)
        if listed != self._listed:
            self._listed = listed
            for line in self.rows.values():
                self._lines.removeWidget(line)
                line.deleteLater()
            self.rows = {row.structure.code: self._line(row) for row in display.rows}
            for line in self.rows.values():
                self._lines.addWidget(line)
        for row in display.rows:
            self.rows[row.structure.code].show_row(row)
        self.hint.setVisible(display.usable and not listed)
        self._frame.setVisible(bool(listed))
        self._fit()

    def ask_new(self, side: Side) -> None:
        """Which structure to add, and to which ear."""
        dialog = StructureDialog(side, self)
        dialog.wanted.connect(self.add_requested)
        dialog.open()

    def ask_remove(self, structure: Structure, answer: Callable[[], None]) -> None:
        """Whether a structure may go with all that is painted of it."""
        box = QMessageBox(self)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setIcon(QMessageBox.Icon.Question)
        box.setText(say(f"Remove {structure.words}?"))
        box.setInformativeText(say("What is painted of it goes too. It can be undone."))
        remove = box.addButton(say("Remove"), QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(say("Cancel"), QMessageBox.ButtonRole.RejectRole)
        box.finished.connect(lambda _code: answer() if box.clickedButton() is remove else None)
        box.open()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand on the grid of the parts above."""
        super().resizeEvent(event)
        side = SPACE_M if event.size().width() >= ROOMY_PX else SPACE_S
        self._outer.setContentsMargins(side, 0, side, SPACE_S)
        self._fit()

    def _fit(self) -> None:
        most = FEW_ROWS if self.window().height() < LOW_PX else MANY_ROWS
        self._frame.setFixedHeight(min(len(self.rows), most) * BUTTON)

    def _line(self, row: StructureRow) -> StructureLine:
        line, code = StructureLine(row.structure), row.structure.code
        line.eye.clicked.connect(lambda: self.visibility_requested.emit(code, not line.visible))
        line.slider.valueChanged.connect(lambda value: self.opacity_requested.emit(code, value / PERCENT))
        line.chosen.connect(lambda: self.chosen.emit(code))
        for words, wish in (
            ("Paint this", lambda: self.chosen.emit(code)),
            ("Rename…", lambda: self._ask_name(line.structure)),
            ("Colour…", lambda: self._ask_color(line.structure)),
            ("Remove", lambda: self.removal_requested.emit(code)),
        ):
            line.menu.addAction(say(words)).triggered.connect(wish)
        return line

    def _ask_name(self, structure: Structure) -> None:
        name, given = QInputDialog.getText(self, say("Rename"), say("Name"), QLineEdit.EchoMode.Normal, structure.name)
        if given:
            self.name_requested.emit(structure.code, name)

    def _ask_color(self, structure: Structure) -> None:
        color = QColorDialog.getColor(QColor(structure.color), self, say(f"Colour of {structure.words}"))
        if color.isValid():
            self.color_requested.emit(structure.code, color.name().upper())

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(_BEFORE_NAMES, 0, 0, 0)
        self.hint.setContentsMargins(_BEFORE_NAMES, 0, 0, 0)
        head.addWidget(ElidedLabel(say("Other structures"), size="title"), 1)
        head.addWidget(self.add_button)
        inside = QWidget()
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(0)
        inside.setLayout(self._lines)
        self._frame.setWidget(inside)
        self._frame.setWidgetResizable(True)
        self._frame.setFrameShape(QFrame.Shape.NoFrame)
        self._frame.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._frame.hide()
        self._outer.setSpacing(0)
        self._outer.addLayout(head)
        self._outer.addWidget(self.hint)
        self._outer.addWidget(self._frame)


class StructureLine(QWidget):
    """One structure; a click on its name makes it the active part."""

    chosen = Signal()

    def __init__(self, structure: Structure) -> None:
        super().__init__()
        self.structure = structure
        self.visible = True
        self.eye = _button("eye", f"Show or hide {structure.words}")
        self.side = label(structure.side.value if structure.side else "", tone="muted")
        self.swatch = Swatch(structure.color)
        self.name = ElidedLabel()
        self.slider = opacity_slider(f"Opacity of {structure.words}")
        self.more = _button("more", f"More: {structure.words}")
        self.menu = QMenu(self.more)
        self.more.setMenu(self.menu)
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.name.setCursor(Qt.CursorShape.PointingHandCursor)
        self._arrange()

    def show_row(self, row: StructureRow) -> None:
        """Show how it is called and shown."""
        self.structure, self.visible = row.structure, row.shown.visible
        self.eye.setIcon(icon("eye" if row.shown.visible else "eye-off"))
        self.swatch.show_color(row.structure.color)
        self.name.setEnabled(row.painted)
        told = [title_words(row.structure), *([f"{row.volume_mm3:.1f} mm³"] if row.painted else [])]
        self.name.show_words(name_words(row.structure), f"{', '.join(told)}: {say(PAINT)}")
        slide_quietly(self.slider, row.shown.opacity)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Qt: a click beside the buttons."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.chosen.emit()

    def _arrange(self) -> None:
        self.side.setFixedWidth(SPACE_M)
        self.side.setAlignment(Qt.AlignmentFlag.AlignCenter)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GAP)
        for column, widget in enumerate((self.eye, self.more, self.swatch, self.name, self.side, self.slider)):
            grid.addWidget(widget, 0, column)
        grid.setColumnStretch(3, 1)
        self.setFixedHeight(BUTTON)


def _button(picture: str, tip: str) -> QToolButton:
    made = tool_button(picture, tip)
    made.setIconSize(QSize(EYE, EYE))
    made.setFixedSize(BUTTON, BUTTON)
    return made
