"""A group of figures under a title that folds: value, uncertainty, usual range, who set it, and why to look again."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QVBoxLayout, QWidget

from earseg_app.domain.measuring.plus_minus import DEFINITION
from earseg_app.domain.report.content import Figure, Section
from earseg_app.ui.controls import label
from earseg_app.ui.figure_table import FigureTable
from earseg_app.ui.fold_head import FoldHead
from earseg_app.ui.theme import SPACE_S, SPACE_XS
from earseg_app.ui.words import say

BY_HAND = "by hand"
USUAL = "usual"
# The name of such a figure says already what is counted.
COUNTED = "turns"


class SectionGroup(QWidget):
    """One section; its rows keep their places as long as their names stay the same."""

    def __init__(self, title: str, unfolded: bool = False) -> None:
        super().__init__()
        self._names: tuple[str, ...] = ()
        self._table: FigureTable | None = None
        self._value_column = 0
        self._unit = ""
        self._uncertain = False
        self.head = FoldHead(title, unfolded)
        self.notes = label(tone="muted", size="caption", wrap=True)
        self.remarks = label(tone="warning", size="caption", wrap=True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE_XS)
        for widget in (self.head, self.notes, self.remarks):
            self._column.addWidget(widget)
        self.head.changed.connect(self._fold)

    @property
    def table(self) -> FigureTable | None:
        """The rows, once there were any."""
        return self._table

    def show_section(self, section: Section) -> None:
        """Show these figures; a remark is written out below, a definition is in the tip of its name."""
        names = tuple(figure.name for figure in section.figures)
        if names != self._names or self._table is None or _common_unit(section) != self._unit:
            self._lay_rows(section)
        for row, figure in enumerate(section.figures):
            self._show_figure(row, figure, _common_unit(section))
        remarks = [figure.remark for figure in section.figures if figure.remark]
        self.notes.setText(say("\n".join(section.notes)))
        self.remarks.setText(say("\n".join(remarks)))
        self._fold()

    def _lay_rows(self, section: Section) -> None:
        if self._table is not None:
            self._table.deleteLater()
        self._names = tuple(figure.name for figure in section.figures)
        has_usual = any(figure.usual for figure in section.figures)
        unit = self._unit = _common_unit(section)
        columns = [USUAL, unit] if has_usual else [unit]
        self._value_column = len(columns) - 1
        self._uncertain = section.uncertain
        columns += ["±"] if section.uncertain else []
        self._table = FigureTable(self._names, columns, widest="8.88", gap=SPACE_S, wrap=True)
        self._column.insertWidget(1, self._table)

    def _show_figure(self, row: int, figure: Figure, common_unit: str) -> None:
        table = self._table
        if table is None:
            return
        words = replace(figure, uncertainty=None).words if figure.value is not None else ""
        text = words.removesuffix(f" {common_unit}") if common_unit else words
        text = text.removesuffix(f" {COUNTED}")
        tone = "warning" if figure.remark else "accent" if figure.by_hand else ""
        why = (BY_HAND.capitalize() if figure.by_hand else "", figure.remark, _explained(figure))
        tip = "\n".join(filter(None, why))
        table.show_cell(row, self._value_column, text, tone, tip)  # type: ignore[arg-type]
        if self._uncertain:
            spread = figure.uncertainty
            known = f"{spread:.{figure.digits}f}" if spread is not None else " "
            table.show_cell(row, self._value_column + 1, known, "muted", DEFINITION if spread is not None else "")
        if self._value_column:
            middle = BY_HAND if figure.by_hand else figure.usual.removesuffix(f" {figure.unit}")
            tip = "" if figure.by_hand or not figure.usual else f"Usual range: {figure.usual}"
            table.show_cell(row, 0, middle or " ", "accent" if figure.by_hand else "muted", tip)
        table.show_tip(row, _explained(figure))

    def _fold(self) -> None:
        unfolded = self.head.is_unfolded
        if self._table is not None:
            self._table.setVisible(unfolded)
        self.notes.setVisible(unfolded and bool(self.notes.text()))
        self.remarks.setVisible(unfolded and bool(self.remarks.text()))


def _explained(figure: Figure) -> str:
    """What the number is, how it was measured or computed, and after whom."""
    return f"{figure.name}: {figure.definition}\n{figure.source}"


def _common_unit(section: Section) -> str:
    """The unit of every figure that has one, or "" where they differ."""
    units = {figure.unit for figure in section.figures} - {COUNTED}
    return units.pop() if len(units) == 1 else ""
