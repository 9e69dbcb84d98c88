"""The browser's list: what it shows, what it asks for."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from earseg_app.domain.progress import Step
from earseg_app.presenters.catalog_rows import BrowseDisplay, PatientRow, SeriesRow, StudyRow
from earseg_app.ui.browser_panel import BrowserPanel
from earseg_app.ui.series_delegate import PICTURE_ROLE, ROW_ROLE

SCOUT = SeriesRow("scout", "Topogram", "1 image", refusal="This is a localizer.")
SOFT = SeriesRow("soft", "Head soft", "40 images · 0.5 × 0.5 × 3.0 mm")
THIN = SeriesRow("thin", "Temporal bone", "312 images · 0.3 × 0.3 × 0.4 mm", why="Thin slices.", best=True)
DISC = BrowseDisplay(
    "disc",
    (PatientRow("Doe, Jane", "4711", (StudyRow("2026-03-09 · CT", (SCOUT, SOFT, THIN)),)),),
    (("x", "Cut short."),),
)


@pytest.fixture
def panel(dressed: QtBot) -> BrowserPanel:
    panel = BrowserPanel()
    dressed.addWidget(panel)
    panel.resize(288, 600)
    panel.show()
    panel.show_browse(DISC)
    return panel


def click(qtbot: QtBot, panel: BrowserPanel, uid: str, double: bool = False) -> None:
    place = panel.tree.visualRect(panel.index_of(uid)).center()
    qtbot.mouseClick(panel.tree.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place))
    if double:
        qtbot.mouseDClick(panel.tree.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place))


def test_the_starred_series_is_chosen_from_the_start(panel: BrowserPanel) -> None:
    assert panel.selected_uid() == "thin"
    assert panel.open_button.isEnabled()
    assert "Suits the inner ear best" in panel.index_of("thin").data(Qt.ItemDataRole.ToolTipRole)


def test_the_button_asks_to_open_the_chosen_series(panel: BrowserPanel, qtbot: QtBot) -> None:
    click(qtbot, panel, "soft")
    with qtbot.waitSignal(panel.open_requested) as asked:
        qtbot.mouseClick(panel.open_button, Qt.MouseButton.LeftButton)
    assert asked.args == ["soft"]


def test_a_double_click_opens(panel: BrowserPanel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel.open_requested) as asked:
        click(qtbot, panel, "soft", double=True)
    assert asked.args == ["soft"]


def test_the_return_key_opens(panel: BrowserPanel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel.open_requested) as asked:
        qtbot.keyClick(panel.tree, Qt.Key.Key_Return)
    assert asked.args == ["thin"]


def test_a_refused_series_can_be_read_about_but_not_opened(panel: BrowserPanel, qtbot: QtBot) -> None:
    click(qtbot, panel, "scout")
    assert not panel.open_button.isEnabled()
    assert "This is a localizer." in panel.index_of("scout").data(Qt.ItemDataRole.ToolTipRole)


def test_the_opened_series_needs_no_opening(panel: BrowserPanel) -> None:
    opened = replace(THIN, opened=True)
    panel.show_browse(replace(DISC, patients=(PatientRow("Doe, Jane", "", (StudyRow("CT", (opened,)),)),)))
    assert not panel.open_button.isEnabled()


def test_broken_files_come_last_with_their_reasons(panel: BrowserPanel) -> None:
    model = panel.tree.model()
    heading = model.index(model.rowCount() - 1, 0)
    assert heading.data(ROW_ROLE)[1] == "1 file could not be read"
    assert model.index(0, 0, heading).data(ROW_ROLE) == ("x", "Cut short.")


def test_pictures_stay_when_rows_come_anew(panel: BrowserPanel) -> None:
    panel.show_thumbnail("thin", np.full((20, 30), 128, np.uint8))
    panel.show_browse(replace(DISC, broken=()))
    assert panel.index_of("thin").data(PICTURE_ROLE) is not None


def test_progress_takes_the_place_of_the_button_and_can_be_cancelled(panel: BrowserPanel, qtbot: QtBot) -> None:
    height = panel.tree.height()
    panel.show_browse(replace(DISC, progress=Step(0.4, "Reading the images")))
    assert not panel.open_button.isVisible()
    assert panel.tree.height() == height
    with qtbot.waitSignal(panel.cancel_requested):
        panel.progress.cancel_requested.emit()


def test_every_kind_of_row_can_be_painted(panel: BrowserPanel) -> None:
    panel.show_thumbnail("scout", np.zeros((5, 9), np.uint8))
    picture = panel.grab()
    assert not picture.isNull()
