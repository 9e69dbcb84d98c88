"""The figures of both ears beside each other, and what they differ by."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from earseg_app.domain.report.compared import BEYOND, ComparedFigure, ComparedSection
from earseg_app.ui.controls import label
from earseg_app.ui.figure_table import FigureTable
from earseg_app.ui.fold_head import FoldHead
from earseg_app.ui.theme import SPACE_S, SPACE_XS
from earseg_app.ui.words import say

TITLE = "Right beside left"
COLUMNS = ("R", "L", "R − L")
NOTE = "Orange: the ears differ by more than their ± can tell; the tip of a difference says its own."


class ComparisonGroup(QWidget):
    """Folded until it is asked for; rows keep their places as long as their names stay the same."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._compared: tuple[ComparedSection, ...] = ()
        self._names: tuple[tuple[str, ...], ...] = ()
        self.head = FoldHead(TITLE)
        self.note = label(NOTE, tone="muted", size="caption", wrap=True)
        self.tables: list[FigureTable] = []
        self._inside = QWidget()
        self._rows = QVBoxLayout(self._inside)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(SPACE_S)
        self._rows.addWidget(self.note)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_XS)
        column.addWidget(self.head)
        column.addWidget(self._inside)
        self._inside.setVisible(False)
        self.head.changed.connect(self._fold)

    def show_compared(self, compared: tuple[ComparedSection, ...]) -> None:
        """Show these figures; nothing where only one ear was measured."""
        self._compared = compared
        self.setVisible(bool(compared))
        if self.head.is_unfolded:
            self._fill()

    def _fold(self, unfolded: bool) -> None:
        if unfolded:
            self._fill()
        self._inside.setVisible(unfolded)

    def _fill(self) -> None:
        names = tuple((section.title, *(pair.right.name for pair in section.figures)) for section in self._compared)
        if names != self._names:
            self._names = names
            self._lay_rows()
        for section, table in zip(self._compared, self.tables, strict=True):
            for row, pair in enumerate(section.figures):
                _show(table, row, pair)

    def _lay_rows(self) -> None:
        for old in self.tables:
            old.deleteLater()
        self.tables = []
        for number, section in enumerate(self._compared):
            rows = [_named(pair) for pair in section.figures]
            columns = COLUMNS if number == 0 else ("",) * len(COLUMNS)
            table = FigureTable(rows, columns, widest="88.88", title=section.title, gap=SPACE_S, wrap=True)
            self._rows.addWidget(table)
            self.tables.append(table)


def _named(pair: ComparedFigure) -> str:
    """The name with its unit: the columns of a section mix units."""
    unit = pair.right.unit
    return f"{pair.right.name}, {unit}" if unit and unit not in pair.right.name.lower() else pair.right.name


def _show(table: FigureTable, row: int, pair: ComparedFigure) -> None:
    digits = max(pair.right.digits, pair.left.digits)
    for column, figure in enumerate((pair.right, pair.left)):
        text = "" if figure.value is None else f"{figure.value:.{digits}f}"
        table.show_cell(row, column, text, "accent" if figure.by_hand else "", figure.remark)
    found = pair.difference
    if found is None:
        table.show_cell(row, len(COLUMNS) - 1, "")
    else:
        text = f"{found.difference:+.{digits}f}".replace("-", "−")
        tip = f"± {found.plus_minus:.{digits}f} {pair.right.unit}" if found.plus_minus is not None else ""
        beyond = found.is_beyond_uncertainty
        words = "\n".join(say(sentence) for sentence in (tip, BEYOND if beyond else "") if sentence)
        table.show_cell(row, len(COLUMNS) - 1, text, "warning" if beyond else "muted", words)
    table.show_tip(row, f"{pair.right.name}: {pair.right.definition}\n{pair.right.source}")
