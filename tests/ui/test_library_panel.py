"""The library's list: searching, opening, and a question before anything is removed."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from earseg_app.presenters.catalog_rows import BrowseDisplay, SeriesRow
from earseg_app.presenters.library import LibraryDisplay
from earseg_app.ui.empty_state import EmptyState
from earseg_app.ui.library_panel import LibraryPanel
from earseg_app.ui.series_delegate import PICTURE_ROLE

JANE = SeriesRow("1", "Doe, Jane", "2026-03-09 · CT skull · 312 images", why="Copied.", copied=True)
ADA = SeriesRow("2", "Example, Ada", "2025-12-24 · CT head · 1 image", why="Not copied.")
SHELF = LibraryDisplay((JANE, ADA), recent=(JANE, ADA))


@pytest.fixture
def panel(dressed: QtBot) -> LibraryPanel:
    panel = LibraryPanel()
    dressed.addWidget(panel)
    panel.resize(288, 600)
    panel.show()
    return panel


def test_an_empty_library_says_what_it_is_for(panel: LibraryPanel) -> None:
    assert panel.nothing.isVisible()
    assert "disc can go back" in panel.nothing.text()
    assert not panel.open_button.isEnabled()
    panel.show_library(LibraryDisplay(wanted="x"))
    assert panel.nothing.text() == "No study matches."


def test_typing_searches(panel: LibraryPanel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel.search_requested) as asked:
        qtbot.keyClick(panel.search, Qt.Key.Key_A)
    assert asked.args == ["a"]


def test_return_in_the_search_box_opens_the_first_study(panel: LibraryPanel, qtbot: QtBot) -> None:
    panel.show_library(SHELF)
    with qtbot.waitSignal(panel.open_requested) as asked:
        qtbot.keyClick(panel.search, Qt.Key.Key_Return)
    assert asked.args == ["1"]


def test_a_study_is_asked_about_before_it_goes(panel: LibraryPanel, qtbot: QtBot) -> None:
    panel.show_library(SHELF)
    panel.list.setCurrentIndex(panel.index_of("2"))
    with qtbot.waitSignal(panel.removal_requested) as asked:
        qtbot.mouseClick(panel.remove_button, Qt.MouseButton.LeftButton)
    assert asked.args == ["2"]
    panel.show_library(replace(SHELF, removing="2", question="Remove Example, Ada?"))
    assert panel.question.isVisible()
    assert not panel.open_button.isVisible()
    with qtbot.waitSignal(panel.removal_answered) as kept:
        qtbot.mouseClick(panel.keep_button, Qt.MouseButton.LeftButton)
    assert kept.args == [False]
    with qtbot.waitSignal(panel.removal_answered) as sure:
        qtbot.mouseClick(panel.sure_button, Qt.MouseButton.LeftButton)
    assert sure.args == [True]


def test_pictures_and_the_chosen_study_outlive_a_new_list(panel: LibraryPanel) -> None:
    panel.show_library(SHELF)
    panel.show_study_picture("2", np.zeros((4, 6), np.uint8))
    panel.list.setCurrentIndex(panel.index_of("2"))
    panel.show_library(replace(SHELF, rows=(ADA, JANE)))
    assert panel.selected_uid() == "2"
    assert panel.index_of("2").data(PICTURE_ROLE) is not None
    assert not panel.grab().isNull()


def test_the_empty_window_leads_to_the_studies_opened_last(dressed: QtBot) -> None:
    empty = EmptyState()
    dressed.addWidget(empty)
    empty.show_browse(BrowseDisplay(recent=("/media/disc",)))
    empty.show_library(SHELF)
    jane, _ada, everything, place = empty.recent_buttons()
    assert jane.text().startswith("Doe, Jane")
    with dressed.waitSignal(empty.study_requested) as asked:
        jane.click()
    assert asked.args == ["1"]
    with dressed.waitSignal(empty.library_requested):
        everything.click()
    with dressed.waitSignal(empty.place_requested):
        place.click()
