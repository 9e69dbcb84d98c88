"""The frame of the window: the path, the keys, dropping, the columns, the dialogs."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, QSettings, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtWidgets import QLabel, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from earseg_app.domain.errors import UnreadableInput
from earseg_app.presenters.catalog_rows import BrowseDisplay
from earseg_app.presenters.shell import ShellDisplay, StatusDisplay, StepTab
from earseg_app.session.session import WorkStep
from earseg_app.ui.actions import ACTIONS
from earseg_app.ui.error_dialog import UNEXPECTED, ErrorDialog
from earseg_app.ui.help_dialogs import AboutDialog, KeysDialog
from earseg_app.ui.main_window import MainWindow
from earseg_app.ui.messages import Messages

OWN = {"open_folder", "open_file", "panels", "full_screen", "quit"}


@pytest.fixture
def called() -> list[str]:
    return []


@pytest.fixture
def window(dressed: QtBot, tmp_path: Path, called: list[str]) -> MainWindow:
    window = MainWindow(QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat))
    dressed.addWidget(window)
    keys = [info.key for info in ACTIONS if info.key not in OWN]
    window.wire({key: lambda key=key: called.append(key) for key in keys})
    window.resize(1366, 768)
    window.show()
    dressed.waitExposed(window)
    return window


def frame(step: WorkStep = WorkStep.LOAD, catalog: bool = True, case: bool = True) -> ShellDisplay:
    return ShellDisplay("EarSeg – Scan", tuple(StepTab(s, current=s is step) for s in WorkStep), step, catalog, case)


def test_every_action_has_its_own_key(window: MainWindow) -> None:
    keys = [action.shortcut().toString() for action in window.actions_by_key.values()]
    assert all(keys)
    assert len(set(keys)) == len(keys)


def test_keys_reach_their_verbs(window: MainWindow, called: list[str]) -> None:
    for key in ("F5", "Ctrl+4"):
        next(a for a in window.actions_by_key.values() if a.shortcut().toString() == key).trigger()
    assert called == ["run", "measure"]


def test_a_click_on_a_step_asks_for_it(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.top.steps.step_requested) as asked:
        qtbot.mouseClick(window.top.steps.button(WorkStep.EXPORT), Qt.MouseButton.LeftButton)
    assert asked.args == [WorkStep.EXPORT]


def test_the_first_window_is_a_drop_zone_and_nothing_else(window: MainWindow) -> None:
    window.show_shell(frame(catalog=False, case=False))
    assert window.empty.isVisible()
    assert not window.browser.isVisible()
    assert not window.parts.isVisible()


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (1920, 1080), (3840, 2160)])
def test_views_get_seventy_per_cent_of_the_window(window: MainWindow, qtbot: QtBot, width: int, height: int) -> None:
    views = QWidget()
    window.set_views(views)
    window.resize(width, height)
    for step in WorkStep:
        window.show_shell(frame(step))
        qtbot.wait(10)
        assert views.isVisible()
        assert views.width() * views.height() >= 0.7 * width * height


def test_a_narrow_window_has_one_column_that_never_moves_the_views(window: MainWindow, qtbot: QtBot) -> None:
    views = QWidget()
    window.set_views(views)
    places = set()
    for step in WorkStep:
        window.show_shell(frame(step))
        qtbot.wait(10)
        places.add((views.x(), views.width()))
        assert window.segment.isVisible() == (step is WorkStep.SEGMENT)
        assert window.browser.isVisible() == (step is WorkStep.LOAD)
        assert not window.scan.isVisible()
    assert len(places) == 1


def test_a_wide_window_has_browser_and_panel_beside_the_views(window: MainWindow, qtbot: QtBot) -> None:
    window.resize(1920, 1080)
    window.show_shell(frame(WorkStep.SEGMENT))
    qtbot.wait(20)
    assert window.browser.isVisible()
    assert window.segment.isVisible()
    assert window.parts.isVisible()


@pytest.mark.parametrize(("width", "beside"), [(1366, "segment"), (1920, "browser")])
def test_for_a_left_hand_the_window_is_mirrored(window: MainWindow, qtbot: QtBot, width: int, beside: str) -> None:
    views = QWidget()
    window.set_views(views)
    window.resize(width, 800)
    window.show_shell(frame(WorkStep.SEGMENT))

    def at_left(widget: QWidget) -> bool:
        qtbot.wait(20)
        return widget.mapTo(window, QPoint()).x() < views.mapTo(window, QPoint()).x()

    panel = getattr(window, beside)
    assert at_left(panel)
    views_px = views.width()
    window.workbench.mirror(True)
    assert not at_left(panel)
    assert at_left(window.segment) == (beside == "browser")
    assert views.width() == views_px
    window.workbench.mirror(False)
    assert at_left(panel)


@pytest.mark.parametrize("width", [1366, 1920])
def test_no_panel_is_wider_than_its_column(window: MainWindow, qtbot: QtBot, width: int) -> None:
    window.set_views(QWidget())
    window.resize(width, 800)
    panels = (window.segment, window.edit, window.measure, window.export)
    for step, panel in zip(list(WorkStep)[1:], panels, strict=True):
        window.show_shell(frame(step))
        qtbot.wait(20)
        assert panel.widget().minimumSizeHint().width() <= panel.viewport().width(), step


@pytest.mark.parametrize("width", [1366, 1920])
def test_a_step_entered_without_a_scan_shows_its_panel(window: MainWindow, qtbot: QtBot, width: int) -> None:
    window.resize(width, 800)
    qtbot.wait(10)
    window.show_shell(frame(WorkStep.MEASURE, catalog=False, case=False))
    assert window.measure.isVisible()
    assert window.empty.isVisible()


def test_panels_can_be_put_away_and_brought_back(window: MainWindow, qtbot: QtBot) -> None:
    window.show_shell(frame())
    window.actions_by_key["panels"].trigger()
    assert not window.browser.isVisible()
    qtbot.mouseClick(window.top.panels, Qt.MouseButton.LeftButton)
    assert window.browser.isVisible()


def test_a_dropped_folder_is_asked_to_be_opened(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path))])
    drop = QDropEvent(
        QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    with qtbot.waitSignal(window.place_requested) as asked:
        window.dropEvent(drop)
    assert asked.args == [tmp_path]


def test_recent_places_open_with_a_click(window: MainWindow, qtbot: QtBot) -> None:
    window.show_shell(frame(catalog=False, case=False))
    window.empty.show_browse(BrowseDisplay(recent=("/media/disc",)))
    button = next(b for b in window.empty.recent_buttons() if b.text() == "disc")
    with qtbot.waitSignal(window.place_requested) as asked:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert asked.args == [Path("/media/disc")]


def test_figures_of_the_status_line_keep_their_places(window: MainWindow, qtbot: QtBot) -> None:
    fields = window.status.fields
    window.status.show_status(StatusDisplay("x   1.0 R  y   1.0 P  z   1.0 S mm", "HU     1", "", "0.3 mm", "CPU"))
    qtbot.wait(5)
    before = [field.x() for field in fields.values()]
    window.status.show_status(
        StatusDisplay("x 131.2 R  y 112.0 P  z 204.5 S mm", "HU  1843", "Superior canal (right)", "0.3 mm", "CPU")
    )
    qtbot.wait(5)
    assert [field.x() for field in fields.values()] == before


def test_the_size_of_the_window_comes_back(window: MainWindow, dressed: QtBot, tmp_path: Path) -> None:
    window.resize(1200, 700)
    window.close()
    again = MainWindow(QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat))
    dressed.addWidget(again)
    again.restore()
    assert again.height() == 700


def test_an_error_is_a_sentence_a_hint_and_details_behind_a_button(dressed: QtBot) -> None:
    dialog = ErrorDialog(UnreadableInput("The disc is empty.", "Try another.", "0 files"))
    dressed.addWidget(dialog)
    dialog.show()
    assert dialog.message.text() == "The disc is empty."
    assert dialog.hint.text() == "Try another."
    assert not dialog.details.isVisible()
    dressed.mouseClick(dialog.more_button, Qt.MouseButton.LeftButton)
    assert dialog.details.isVisible()
    dressed.mouseClick(dialog.copy_button, Qt.MouseButton.LeftButton)
    assert "UnreadableInput: 0 files" in QGuiApplication.clipboard().text()
    dialog.close()


def test_an_unexpected_error_is_said_calmly_and_names_no_file(dressed: QtBot) -> None:
    dialog = ErrorDialog(FileNotFoundError(2, "No such file or directory", "/discs/Doe_Jane/1.dcm"))
    dressed.addWidget(dialog)
    assert dialog.message.text() == UNEXPECTED
    assert "Doe" not in dialog.details.toPlainText()
    assert "No such file" in dialog.details.toPlainText()
    dialog.close()


def test_notices_stand_in_the_status_line(window: MainWindow) -> None:
    Messages(window, window.status).notice("Stopped.")
    assert window.status.notice.text() == "Stopped."


def test_the_list_of_keys_holds_every_action(dressed: QtBot) -> None:
    dialog = KeysDialog()
    dressed.addWidget(dialog)
    words = {found.text() for found in dialog.findChildren(QLabel)}
    assert {info.text.rstrip("…") for info in ACTIONS} <= words
    assert {"Distance", "Polyline", "Angle", "Ellipse"} <= words
    dialog.close()


def test_the_list_of_keys_fits_a_screen_of_768_pixels_without_scrolling(dressed: QtBot) -> None:
    dialog = KeysDialog()
    dressed.addWidget(dialog)
    dialog.show()
    scroll = dialog.findChild(QScrollArea)
    assert scroll is not None
    assert dialog.height() <= 768 - 60 and dialog.width() <= 1366
    assert scroll.verticalScrollBar().maximum() == 0 and scroll.horizontalScrollBar().maximum() == 0
    dialog.close()


def test_no_two_actions_have_the_same_key() -> None:
    keys = [info.shortcut for info in ACTIONS]
    assert len(keys) == len(set(keys))


def test_the_about_box_says_what_the_program_is_not(dressed: QtBot) -> None:
    dialog = AboutDialog()
    dressed.addWidget(dialog)
    assert any("not a medical device" in found.text() for found in dialog.findChildren(QLabel))
    dialog.close()
