"""The list of structures in the window, and what it asks."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from earseg_app.domain.anatomy import Part, Side
from earseg_app.domain.structures import COMMON, Structure
from earseg_app.presenters.edit_display import EditDisplay, EditSettings
from earseg_app.presenters.export_display import ExportDisplay
from earseg_app.presenters.structures import StructureRow, StructuresDisplay
from earseg_app.presenters.surface_port import ExportRequest
from earseg_app.session.session import PartDisplay
from earseg_app.ui.edit_panel import EditPanel
from earseg_app.ui.export_choices import ExportChoices
from earseg_app.ui.structure_dialog import StructureDialog
from earseg_app.ui.structures_panel import StructuresPanel

LEFT = Qt.MouseButton.LeftButton
NERVE = Structure(21, "Facial nerve", "#EFE340", Side.RIGHT)
CYST = Structure(61, "Cyst of the petrous apex and of more", "#FF0000")


@pytest.fixture
def panel(qtbot: QtBot) -> StructuresPanel:
    made = StructuresPanel()
    qtbot.addWidget(made)
    made.resize(288, 160)
    made.show_structures(StructuresDisplay((StructureRow(NERVE, volume_mm3=41.26), StructureRow(CYST)), usable=True))
    made.show()
    qtbot.waitExposed(made)
    return made


def test_without_labels_nothing_can_be_added(panel: StructuresPanel) -> None:
    panel.show_structures(StructuresDisplay())
    assert not panel.add_button.isEnabled()
    assert not panel.hint.isVisible()
    panel.show_structures(StructuresDisplay(usable=True))
    assert panel.add_button.isEnabled()
    assert panel.hint.isVisible()


def test_a_row_says_name_and_side_and_a_long_name_ends_in_an_ellipsis(panel: StructuresPanel) -> None:
    line, cyst = panel.rows[21], panel.rows[61]
    assert (line.name.text(), line.side.text(), line.name.isEnabled()) == ("Facial nerve", "R", True)
    assert cyst.name.text().endswith("…")
    assert cyst.name.toolTip().startswith(CYST.name)
    assert (cyst.side.text(), cyst.name.isEnabled()) == ("", False)
    assert line.name.toolTip() == "Facial nerve (right), 41.3 mm³: click to paint it"


def test_eye_name_slider_and_menu_ask(panel: StructuresPanel, qtbot: QtBot) -> None:
    line = panel.rows[21]
    with qtbot.waitSignal(panel.visibility_requested) as asked:
        qtbot.mouseClick(line.eye, LEFT)
    assert asked.args == [21, False]
    with qtbot.waitSignal(panel.chosen) as chosen:
        qtbot.mouseClick(line.name, LEFT)
    assert chosen.args == [21]
    with qtbot.waitSignal(panel.opacity_requested) as opacity:
        line.slider.setValue(40)
    assert opacity.args == [21, pytest.approx(0.4)]
    with qtbot.waitSignal(panel.removal_requested) as removed:
        next(action for action in line.menu.actions() if action.text() == "Remove").trigger()
    assert removed.args == [21]


def test_the_button_asks_and_the_dialog_answers(panel: StructuresPanel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel.new_requested):
        qtbot.mouseClick(panel.add_button, LEFT)
    panel.ask_new(Side.LEFT)
    (dialog,) = panel.findChildren(StructureDialog)
    with qtbot.waitSignal(panel.add_requested) as added:
        dialog.add_button.click()
    assert added.args == ["Facial nerve", Side.LEFT]


def test_rows_that_stay_keep_their_widgets(panel: StructuresPanel) -> None:
    line = panel.rows[21]
    hidden = StructureRow(NERVE, PartDisplay(False, 0.5), 1.0)
    panel.show_structures(StructuresDisplay((hidden, StructureRow(CYST)), usable=True))
    assert panel.rows[21] is line
    assert (line.visible, line.slider.value()) == (False, 50)
    panel.show_structures(StructuresDisplay((hidden,), usable=True))
    assert list(panel.rows) == [21]
    renamed = StructureRow(replace(NERVE, name="Nerve VII"))
    panel.show_structures(StructuresDisplay((renamed,), usable=True))
    assert panel.rows[21].name.text() == "Nerve VII"
    assert panel.rows[21].eye.toolTip() == "Show or hide Nerve VII (right)"


@pytest.mark.parametrize("answer, removed", [("Remove", True), ("Cancel", False)])
def test_removing_what_is_painted_asks_first(panel: StructuresPanel, qtbot: QtBot, answer: str, removed: bool) -> None:
    done: list[bool] = []
    panel.ask_remove(NERVE, lambda: done.append(True))
    (box,) = panel.findChildren(QMessageBox)
    assert "facial nerve (right)" in box.text()
    button = next(each for each in box.findChildren(QPushButton) if each.text() == answer)
    qtbot.mouseClick(button, LEFT)
    assert bool(done) is removed


def test_the_dialog_offers_common_structures_and_a_name_of_ones_own(qtbot: QtBot) -> None:
    dialog = StructureDialog(Side.LEFT)
    qtbot.addWidget(dialog)
    names = [dialog.kind.itemText(number) for number in range(dialog.kind.count())]
    assert [name for name in names if name] == [*(common.name for common in COMMON), "Name of your own…"]
    assert not dialog.name.isEnabled()
    with qtbot.waitSignal(dialog.wanted) as wanted:
        dialog.add_button.click()
    assert wanted.args == ["Facial nerve", Side.LEFT]


def test_a_name_of_ones_own_has_to_be_written(qtbot: QtBot) -> None:
    dialog = StructureDialog(Side.RIGHT)
    qtbot.addWidget(dialog)
    dialog.kind.setCurrentIndex(dialog.kind.count() - 1)
    assert not dialog.add_button.isEnabled()
    dialog.name.setText("Cyst")
    dialog.side.setCurrentIndex(2)
    with qtbot.waitSignal(dialog.wanted) as wanted:
        dialog.add_button.click()
    assert wanted.args == ["Cyst", None]


def test_the_panel_of_the_tools_offers_structures_below_the_parts(qtbot: QtBot) -> None:
    panel = EditPanel()
    qtbot.addWidget(panel)
    panel.show_edit(EditDisplay(settings=EditSettings(structure=CYST, kept=frozenset({21})), structures=(NERVE, CYST)))
    assert panel.part.currentText() == CYST.name
    assert not panel.side.isEnabled()
    assert [lock.isChecked() for lock in panel.locks.structures.values()] == [True, False]
    panel.part.setCurrentIndex(panel.part.findText("Facial nerve (right)"))
    with qtbot.waitSignal(panel.structure_requested) as chosen:
        panel.part.activated.emit(panel.part.currentIndex())
    assert chosen.args == [21]
    panel.part.setCurrentIndex(panel.part.findText("Vestibule"))
    with qtbot.waitSignal(panel.part_requested) as part:
        panel.part.activated.emit(panel.part.currentIndex())
    assert part.args == [Side.RIGHT, Part.VESTIBULE]
    with qtbot.waitSignal(panel.structure_lock_requested) as locked:
        panel.locks.structures[61].click()
    assert locked.args == [61, True]
    adding = panel.combine.menu().actions()[0].menu().actions()
    assert [action.text() for action in adding][-2:] == ["Facial nerve (right)", CYST.name]
    with qtbot.waitSignal(panel.combine_requested) as combined:
        adding[-1].trigger()
    assert combined.args[1] == CYST


def test_what_is_painted_can_be_ticked_for_export(qtbot: QtBot) -> None:
    choices = ExportChoices()
    qtbot.addWidget(choices)
    choices.show_choices(ExportDisplay())
    assert choices.structures.isHidden()
    choices.show_choices(ExportDisplay(structures=(NERVE, CYST), request=ExportRequest(structures=frozenset({61}))))
    assert not choices.structures.isHidden()
    assert {code: box.isChecked() for code, box in choices.structures.boxes.items()} == {21: False, 61: True}
    with qtbot.waitSignal(choices.changed) as changed:
        choices.structures.boxes[21].click()
    assert changed.args[0].structures == {21, 61}
