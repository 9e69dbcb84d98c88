"""The group of electrode arrays says which one and how deep, and shows what comes back."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from earseg_app.presenters.electrodes import ArrayRow, ContactRow, ElectrodesDisplay
from earseg_app.ui.electrode_group import ElectrodeGroup

ROWS = (
    ArrayRow("Maker Short", "Short", "300", "60", "900", True, "its sources"),
    ArrayRow("Maker Long", "Long", "900", "100", "40", False, "its sources"),
)
CONTACTS = (ContactRow("1", "19.5", "310", "880"), ContactRow("2", "-1.0", "", ""))
CHOSEN = ElectrodesDisplay(ROWS, "Maker Short", 20.0, 24.0, "20.0 mm: 310°", (), CONTACTS)


@pytest.fixture
def group(dressed: QtBot) -> ElectrodeGroup:
    made = ElectrodeGroup()
    dressed.addWidget(made)
    made.show()
    made.head.unfold(True)
    return made


def test_an_array_that_does_not_fit_says_so_in_the_place_of_its_angle(group: ElectrodeGroup) -> None:
    group.show_electrodes(ElectrodesDisplay(ROWS))
    assert [group.arrays.item(row, 1).text() for row in (0, 1)] == ["300", "too long"]
    assert not group.depth_slider.isVisible()


def test_choosing_and_pushing_are_wishes(group: ElectrodeGroup, qtbot: QtBot) -> None:
    group.show_electrodes(ElectrodesDisplay(ROWS))
    with qtbot.waitSignal(group.array_requested) as wish:
        group.arrays.selectRow(1)
    assert wish.args == ["Maker Long"]
    group.show_electrodes(CHOSEN)
    with qtbot.waitSignal(group.depth_requested) as wish:
        group.depth_slider.setValue(155)
    assert wish.args == [15.5]
    with qtbot.waitSignal(group.array_requested) as wish:
        group.none_button.click()
    assert wish.args == [""]


def test_showing_a_state_wishes_nothing(group: ElectrodeGroup, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(group.array_requested), qtbot.assertNotEmitted(group.depth_requested):
        group.show_electrodes(CHOSEN)
    assert group.depth_slider.value() == 200
    cells = [[group.contacts.item(row, column).text() for column in range(4)] for row in range(2)]
    assert cells == [["1", "19.5", "310", "880"], ["2", "-1.0", "–", "–"]]
