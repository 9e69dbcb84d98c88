"""The tour walks through the window in five steps and never stands in the way."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from pytestqt.qtbot import QtBot

from earseg_app.ui.actions import ACTIONS
from earseg_app.ui.main_window import MainWindow
from earseg_app.ui.tour import Tour


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> MainWindow:
    window = MainWindow(QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat))
    qtbot.addWidget(window)
    own = ("open_folder", "open_file", "panels", "full_screen", "tour", "quit")
    window.wire({info.key: lambda: None for info in ACTIONS if info.key not in own})
    window.resize(1100, 700)
    window.show()
    qtbot.waitExposed(window)
    return window


def running(window: MainWindow) -> list[Tour]:
    return [tour for tour in window.findChildren(Tour) if tour.isVisible()]


def test_five_steps_forth_and_back(window: MainWindow) -> None:
    window.actions_by_key["tour"].trigger()
    (tour,) = running(window)
    titles = []
    for number in range(1, 6):
        assert tour.count.text() == f"{number} of 5"
        assert tour.back.isEnabled() is (number > 1)
        assert window.rect().contains(tour.geometry())
        assert tour.words.height() >= tour.words.heightForWidth(tour.words.width())
        titles.append(tour.title.text())
        if number == 3:
            tour.back.click()
            assert tour.title.text() == titles[1]
            tour.next.click()
        tour.next.click()
    assert len(set(titles)) == 5
    assert running(window) == []


def test_escape_ends_it_and_another_takes_its_place(window: MainWindow, qtbot: QtBot) -> None:
    window.show_tour()
    window.show_tour()
    (tour,) = running(window)
    qtbot.keyClick(tour, Qt.Key.Key_Escape)
    assert running(window) == []
