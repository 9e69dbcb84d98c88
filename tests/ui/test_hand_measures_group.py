"""The group of measures by hand says which tool, which measure and which name the user wants, and keeps its place."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt, QTranslator
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from earseg_app.domain.anatomy import Side
from earseg_app.domain.measuring.hand_measures import Kind
from earseg_app.presenters.hand_display import GuidedRow, HandDisplay, HandRow, guided_rows
from earseg_app.presenters.hand_events import Pen
from earseg_app.ui.actions import PEN_KEYS
from earseg_app.ui.hand_measures_group import HandMeasuresGroup
from earseg_app.ui.theme import apply_theme

ROWS = (
    HandRow(3, "Distance 1", False, "3.10 mm", "R", "Axial slice."),
    HandRow(5, "Facial nerve", True, "12.00 mm", "", "Coronal slice."),
)
DISPLAY = HandDisplay(True, None, "Choose a tool and draw in any slice.", ROWS, side=Side.LEFT)


@pytest.fixture
def group(dressed: QtBot) -> HandMeasuresGroup:
    made = HandMeasuresGroup()
    dressed.addWidget(made)
    made.resize(262, 700)
    made.show()
    made.show_hand(replace(DISPLAY, guided=guided_rows((), Side.LEFT)))
    return made


def listed(group: HandMeasuresGroup) -> list[tuple[str, ...]]:
    found = []
    for row in range(group.list.rowCount()):
        items = [group.list.item(row, column) for column in range(3)]
        found.append(tuple(item.text() if item else "" for item in items))
    return found


def test_what_was_drawn_is_listed_with_side_and_value(group: HandMeasuresGroup) -> None:
    assert listed(group) == [("Distance 1", "R", "3.10 mm"), ("Facial nerve", "", "12.00 mm")]


def test_each_tool_says_what_it_measures_and_its_key(group: HandMeasuresGroup) -> None:
    for kind, button in group.tools.items():
        assert button.toolTip().endswith(f"({PEN_KEYS[kind][1]})")


def test_the_tool_in_hand_is_marked_and_nothing_moves(group: HandMeasuresGroup) -> None:
    before = group.list.pos()
    group.show_hand(
        replace(DISPLAY, pen=Pen(Kind.ANGLE), hint="Click the end of one arm, the vertex, the end of the other.")
    )
    assert [kind for kind, button in group.tools.items() if button.isChecked()] == [Kind.ANGLE]
    QTest.qWait(20)
    assert group.list.pos() == before


def test_a_click_asks_for_a_tool_or_a_measure(group: HandMeasuresGroup, qtbot: QtBot) -> None:
    with qtbot.waitSignal(group.tool_requested) as tool:
        group.tools[Kind.ELLIPSE].click()
    assert tool.args == [Kind.ELLIPSE]
    with qtbot.waitSignal(group.measure_requested) as measure:
        place = group.list.visualItemRect(group.list.item(1, 2)).center()
        QTest.mouseClick(group.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert measure.args == [5]


def test_a_name_is_changed_in_the_list(group: HandMeasuresGroup, qtbot: QtBot) -> None:
    with qtbot.waitSignal(group.name_requested) as name:
        item = group.list.item(0, 0)
        assert item is not None
        item.setText("Round window niche")
    assert name.args == [3, "Round window niche"]


def test_filling_the_list_is_no_wish(group: HandMeasuresGroup, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(group.name_requested), qtbot.assertNotEmitted(group.measure_requested):
        group.show_hand(replace(DISPLAY, rows=ROWS[::-1], chosen=3))
    assert group.list.currentRow() == 1


def test_delete_in_the_list_removes_the_chosen_one(group: HandMeasuresGroup, qtbot: QtBot) -> None:
    group.show_hand(replace(DISPLAY, chosen=5))
    with qtbot.waitSignal(group.removal_requested) as removal:
        QTest.keyClick(group.list, Qt.Key.Key_Delete)
    assert removal.args == [5]


def test_guided_widths_are_those_of_the_shown_ear_with_their_usual_range(group: HandMeasuresGroup) -> None:
    guided = group.guided
    assert guided.head.text() == "Widths by hand, left ear"
    rows = [tuple(guided.table.item(row, column).text() for column in range(3)) for row in range(5)]  # type: ignore[union-attr]
    assert rows[0] == ("Aqueduct, midpoint", "≤ 0.9", "–")
    assert rows[2] == ("Cochlear nerve canal", "1.4–2.5", "–")


def test_what_lies_outside_its_range_is_said(group: HandMeasuresGroup) -> None:
    row = GuidedRow(
        "cochlear_nerve_canal", "Cochlear nerve canal", "Across it.", "1.4–2.5 mm", "1.00", "It lies outside.", 9
    )
    group.show_hand(replace(DISPLAY, guided=(row,), chosen=9))
    group.guided.head.unfold(True)
    assert group.guided.remarks.text() == "It lies outside." and group.guided.remarks.isVisible()
    assert group.guided.again.isVisible()
    assert group.guided.table.currentRow() == 0


def test_delete_in_the_guided_widths_removes_what_was_drawn_and_nothing_else(
    group: HandMeasuresGroup, qtbot: QtBot
) -> None:
    taken = GuidedRow("cochlear_nerve_canal", "Cochlear nerve canal", "Across it.", "1.4–2.5 mm", "2.00", "", 9)
    open_one = GuidedRow("internal_auditory_canal", "Internal auditory canal", "Across it.", "4.0–6.0 mm")
    group.show_hand(replace(DISPLAY, guided=(taken, open_one), chosen=9))
    group.guided.head.unfold(True)
    with qtbot.waitSignal(group.guided.removal_requested) as removal:
        QTest.keyClick(group.guided.table, Qt.Key.Key_Delete)
    assert removal.args == [9]
    group.guided.table.setCurrentCell(1, 0)
    with qtbot.assertNotEmitted(group.guided.removal_requested):
        QTest.keyClick(group.guided.table, Qt.Key.Key_Delete)


def test_words_take_the_colours_of_another_theme(group: HandMeasuresGroup) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    item = group.guided.table.item(0, 0)
    assert item is not None
    dark = item.foreground().color().lightness()
    apply_theme(app, dark=False)
    QTest.qWait(20)
    light = group.guided.table.item(0, 0)
    assert light is not None
    assert light.foreground().color().lightness() < 128 < dark
    apply_theme(app)


def test_a_guided_width_is_asked_for_with_its_key(group: HandMeasuresGroup, qtbot: QtBot) -> None:
    group.guided.head.unfold(True)
    QTest.qWait(20)
    table = group.guided.table
    with qtbot.waitSignal(group.guided.guided_requested) as wish:
        place = table.visualItemRect(table.item(2, 0)).center()
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert wish.args == ["cochlear_nerve_canal"]


@pytest.mark.parametrize("width", [180, 262])
def test_guided_names_are_read_whole_at_any_width(group: HandMeasuresGroup, width: int) -> None:
    group.guided.head.unfold(True)
    group.resize(width, 700)
    QTest.qWait(20)
    table = group.guided.table
    for row in range(table.rowCount()):
        item = table.item(row, 0)
        assert item is not None
        room = table.visualItemRect(item).adjusted(4, 0, -4, 0)
        needed = table.fontMetrics().boundingRect(room, int(Qt.TextFlag.TextWordWrap), item.text())
        assert needed.width() <= room.width() and needed.height() <= room.height(), item.text()


def test_without_a_scan_there_is_nothing(group: HandMeasuresGroup) -> None:
    group.show_hand(HandDisplay())
    assert not group.isVisible()


def test_a_turned_view_is_said_and_can_be_turned_back(group: HandMeasuresGroup) -> None:
    assert group.place.isHidden() and group.back.isHidden()
    group.show_hand(replace(DISPLAY, place="The view is turned 12°.", is_turned=True))
    assert not group.place.isHidden() and group.place.text() == "The view is turned 12°."
    asked: list[bool] = []
    group.usual_view_requested.connect(lambda: asked.append(True))
    QTest.mouseClick(group.back, Qt.MouseButton.LeftButton)
    assert asked == [True]


class Pirate(QTranslator):
    def translate(self, context: str, text: str, _disambiguation: str | None = None, _n: int = -1) -> str | None:
        return {"Distance 1": "Strecke 1", "Facial nerve": "Kanonen"}.get(text)


def test_the_programs_names_are_shown_in_the_language_and_kept_as_they_are(group: HandMeasuresGroup) -> None:
    app = QApplication.instance()
    assert app is not None
    other = Pirate()
    app.installTranslator(other)
    try:
        group.show_hand(DISPLAY)
        assert [row[0] for row in listed(group)] == ["Strecke 1", "Facial nerve"], "a user's name is no word of ours"
        asked: list[tuple[int, str]] = []
        group.name_requested.connect(lambda number, name: asked.append((number, name)))
        item = group.list.item(0, 0)
        assert item is not None
        item.setText("Abstand")
        item.setText("Strecke 1")
        assert asked == [(3, "Abstand"), (3, "Distance 1")]
    finally:
        app.removeTranslator(other)
