"""The panel of the step Measure."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from earseg_app.domain.anatomy import CANALS, Part
from earseg_app.domain.formulas import FORMULAS, DuctFormula, DuctLength, DuctPath
from earseg_app.presenters.measure import Figure, Lack, MeasureDisplay
from earseg_app.presenters.parts import SIDES
from earseg_app.session.measurement import HANDLE_NAMES
from earseg_app.ui.controls import StepPanel, label, push_button
from earseg_app.ui.figure_table import FigureTable
from earseg_app.ui.progress_row import ProgressRow
from earseg_app.ui.theme import SPACE_S

LACK_BUTTONS = {Lack.SCAN: "Open a scan", Lack.SEGMENTATION: "Segment both ears", Lack.MEASUREMENT: "Measure"}
BY_HAND = "by hand"
UNCHECKED = "\nIts constants were recalled, not read again in the source."
TOTAL = "Whole ear"
WALL_ROWS = {
    "round window to 360°": "Basal turn (360°)",
    "round window to 720°": "Two turns (720°)",
    "round window to 900°": "Two and a half turns (900°)",
}
WALL_UNSEEN = "Too little of the lateral wall can be seen in the labels."
HINT = "Drag the ends of A, B and H in the cochlear views; every figure follows."


class MeasurePanel(StepPanel):
    """The figures of one ear; A, B and H carry the mark of whoever moved them."""

    open_requested = Signal()
    segment_requested = Signal()
    run_requested = Signal()
    cancel_requested = Signal()
    reset_requested = Signal()
    ear_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Measure", parent)
        self._lack = Lack.NOTHING
        self.sentence = label(wrap=True)
        self.lack_button = push_button("Measure", primary=True)
        self.progress = ProgressRow()
        self.ears = {side: push_button(f"{side.word.capitalize()} ear") for side in SIDES}
        self.problem = label(tone="warning", wrap=True)
        self.figures = FigureTable(
            [name.upper() for name in HANDLE_NAMES], ["", "usual", "mm"], widest="88.8", title="Cochlea"
        )
        self.warnings = label(tone="warning", size="caption", wrap=True)
        self.reset_button = push_button("Back to automatic")
        self.lengths = [(tuple(rows), _length_table(title, rows)) for title, rows in _groups()]
        self.wall = FigureTable(list(WALL_ROWS.values()), ["mm"], widest="88.8", title="Lateral wall, measured")
        self.volumes = FigureTable([*(part.title for part in Part), TOTAL], ["mm³"], title="Volume")
        self.canals = FigureTable([part.title for part in CANALS], ["mm"], title="Radius of the centre line")
        self._chooser, self._results = QWidget(), QWidget()
        self._arrange()
        self._connect()

    def show_measure(self, display: MeasureDisplay) -> None:
        """Show what is missing, or every figure of the ear."""
        self._lack = display.lack
        busy = display.progress is not None
        self.sentence.setText(display.sentence)
        self.sentence.setVisible(bool(display.sentence) and not busy)
        self.lack_button.setText(LACK_BUTTONS.get(display.lack, ""))
        self.lack_button.setVisible(display.lack is not Lack.NOTHING and not busy)
        self.progress.setVisible(busy)
        self.progress.show_step(display.progress)
        self._chooser.setVisible(bool(display.sides) and not busy)
        for side, button in self.ears.items():
            button.setEnabled(side in display.sides)
            button.setChecked(side is display.side)
        self.problem.setText(display.problem)
        self.problem.setVisible(bool(display.problem))
        self._results.setVisible(bool(display.figures))
        self._show_figures(display.figures)
        self._show_lengths(display.lengths)
        self._show_volumes(display.volumes_mm3)
        self._show_wall(display.wall_lengths)
        radii_mm = dict(display.canal_radii_mm)
        for row, part in enumerate(CANALS):
            self.canals.show_cell(row, 0, f"{radii_mm[part]:.1f}" if part in radii_mm else "")
        self.reset_button.setEnabled(display.can_reset)

    def _show_figures(self, figures: tuple[Figure, ...]) -> None:
        for row, figure in enumerate(figures):
            self.figures.show_tip(row, figure.definition)
            self.figures.show_cell(row, 0, BY_HAND if figure.by_hand else " ", "accent")
            self.figures.show_cell(row, 1, figure.usual, "muted")
            self.figures.show_cell(
                row, 2, f"{figure.value_mm:.1f}", "warning" if figure.warning else "", figure.warning
            )
        warnings = [figure.warning for figure in figures if figure.warning]
        self.warnings.setText("\n".join(warnings))
        self.warnings.setVisible(bool(warnings))

    def _show_lengths(self, lengths: tuple[DuctLength, ...]) -> None:
        values_mm = {length.name: length.value_mm for length in lengths}
        for formulas, table in self.lengths:
            for row, formula in enumerate(formulas):
                value_mm = values_mm.get(formula.name)
                table.show_cell(row, 0, "" if value_mm is None else f"{value_mm:.1f}")

    def _show_wall(self, lengths: tuple[DuctLength, ...]) -> None:
        by_extent = {length.extent: length for length in lengths}
        for row, extent in enumerate(WALL_ROWS):
            length = by_extent.get(extent)
            self.wall.show_cell(row, 0, f"{length.value_mm:.1f}" if length else "")
            self.wall.show_tip(row, f"{length.name}, {length.extent}\n{length.source}" if length else WALL_UNSEEN)

    def _show_volumes(self, volumes_mm3: tuple[tuple[Part, float], ...]) -> None:
        by_part = dict(volumes_mm3)
        for row, part in enumerate(Part):
            self.volumes.show_cell(row, 0, f"{by_part[part]:.1f}" if by_part.get(part) else "")
        self.volumes.show_cell(len(Part), 0, f"{sum(by_part.values()):.1f}" if by_part else "")

    def _help(self) -> None:
        signals = {
            Lack.SCAN: self.open_requested,
            Lack.SEGMENTATION: self.segment_requested,
            Lack.MEASUREMENT: self.run_requested,
        }
        signals[self._lack].emit()

    def _connect(self) -> None:
        self.lack_button.clicked.connect(self._help)
        self.progress.cancel_requested.connect(self.cancel_requested)
        self.reset_button.clicked.connect(self.reset_requested)
        for side, button in self.ears.items():
            button.clicked.connect(lambda _checked=False, side=side: self.ear_requested.emit(side))

    def _arrange(self) -> None:
        row = QHBoxLayout(self._chooser)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_S)
        group = QButtonGroup(self)
        for button in self.ears.values():
            button.setCheckable(True)
            group.addButton(button)
            row.addWidget(button, 1)
        results = QVBoxLayout(self._results)
        results.setContentsMargins(0, 0, 0, 0)
        results.setSpacing(SPACE_S)
        results.addWidget(self.figures)
        results.addWidget(self.warnings)
        results.addWidget(label(HINT, tone="muted", size="caption", wrap=True))
        results.addWidget(self.reset_button)
        results.addSpacing(SPACE_S)
        results.addWidget(self.wall)
        for _formulas, table in self.lengths:
            results.addSpacing(SPACE_S)
            results.addWidget(table)
        results.addSpacing(SPACE_S)
        results.addWidget(self.volumes)
        results.addSpacing(SPACE_S)
        results.addWidget(self.canals)
        for widget in (self.sentence, self.lack_button, self.progress, self._chooser, self.problem, self._results):
            self.rows.addWidget(widget)
        self.rows.addStretch(1)


def _groups() -> Iterable[tuple[str, list[DuctFormula]]]:
    """The formulas by the path they follow; lengths of two turns apart from those of the whole duct."""
    whole = [formula for formula in FORMULAS if "two turns" not in formula.name]
    for path in DuctPath:
        yield f"{_path_words(path)}, by formula", [formula for formula in whole if formula.path is path]
    for path in DuctPath:
        turns = [formula for formula in FORMULAS if formula not in whole and formula.path is path]
        yield f"{_path_words(path)}, two turns", turns


def _path_words(path: DuctPath) -> str:
    """`Organ of Corti`."""
    words = path.value.split(" (")[0]
    return words[:1].upper() + words[1:]


def _short(formula: DuctFormula) -> str:
    """The author without what the group already says."""
    return formula.name.split(" (")[0].split(",")[0]


def _length_table(title: str, formulas: list[DuctFormula]) -> FigureTable:
    table = FigureTable([_short(formula) for formula in formulas], ["mm"], widest="88.8", title=title)
    for row, formula in enumerate(formulas):
        tip = f"{formula.name}, {formula.path.value}, {formula.extent}\n{formula.expression}\n{formula.source}"
        table.show_tip(row, tip + ("" if formula.checked else UNCHECKED))
    return table
