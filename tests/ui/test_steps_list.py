"""The list of steps: what is done and undone is told apart in both themes."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from earseg_app.ui.steps_list import StepsList
from earseg_app.ui.theme import palette_of
from earseg_app.ui.theme_colors import DARK, LIGHT


def colors(steps: StepsList) -> list[str | None]:
    brushes = [steps.item(row).data(Qt.ItemDataRole.ForegroundRole) for row in range(steps.count())]
    return [None if brush is None else brush.color().name() for brush in brushes]


def test_undone_steps_are_grey_and_done_ones_take_the_colour_of_the_theme(dressed: QtBot) -> None:
    steps = StepsList()
    dressed.addWidget(steps)
    steps.show_steps(("Brush", "Smooth"), ("Eraser", "Fill holes"))
    assert [steps.item(row).text() for row in range(5)] == ["As opened", "Brush", "Smooth", "Fill holes", "Eraser"]
    assert steps.currentRow() == 2
    for theme in (DARK, LIGHT):
        steps.setPalette(palette_of(theme))
        QApplication.processEvents()
        grey = steps.palette().color(QPalette.ColorRole.PlaceholderText).name()
        assert colors(steps) == [None, None, None, grey, grey]
        assert grey == theme.muted.lower()


def test_a_click_asks_for_the_step(dressed: QtBot) -> None:
    steps = StepsList()
    dressed.addWidget(steps)
    steps.show_steps(("Brush", "Smooth"), ())
    with dressed.waitSignal(steps.step_requested) as asked:
        dressed.mouseClick(
            steps.viewport(), Qt.MouseButton.LeftButton, pos=steps.visualItemRect(steps.item(1)).center()
        )
    assert asked.args == [1]
