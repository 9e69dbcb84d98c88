"""The settings: each choice is asked for at once, and the dialog shows what is kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from earseg_app.domain.anatomy import Part
from earseg_app.domain.part_colors import Palette
from earseg_app.presenters.parts import PartRow, PartsDisplay
from earseg_app.presenters.preferences import PreferencesPresenter
from earseg_app.session.settings import Preferences, Settings, SettingsFile
from earseg_app.ui.parts_panel import PartsPanel
from earseg_app.ui.settings_dialog import SettingsDialog


@pytest.fixture
def file(tmp_path: Path) -> SettingsFile:
    return SettingsFile(tmp_path / "settings.json")


@pytest.fixture
def followed() -> list[Settings]:
    return []


@pytest.fixture
def preferences(file: SettingsFile) -> Preferences:
    return Preferences(file)


@pytest.fixture
def dialog(dressed: QtBot, preferences: Preferences, followed: list[Settings]) -> Iterator[SettingsDialog]:
    dialog = SettingsDialog(4)
    dressed.addWidget(dialog)
    presenter = PreferencesPresenter(preferences, dialog, followed.append)
    dialog.chosen.connect(presenter.choose)
    presenter.open()
    yield dialog


def choose(box: QComboBox, qtbot: QtBot, value: object) -> None:
    """As the keyboard does it."""
    box.setFocus()
    steps = box.findData(value) - box.currentIndex()
    for _ in range(abs(steps)):
        qtbot.keyClick(box, Qt.Key.Key_Down if steps > 0 else Qt.Key.Key_Up)


def test_every_choice_holds_at_once_and_is_kept(
    dialog: SettingsDialog, qtbot: QtBot, file: SettingsFile, followed: list[Settings]
) -> None:
    choose(dialog.theme, qtbot, "light")
    choose(dialog.palettes, qtbot, "contrast")
    choose(dialog.styles, qtbot, "contour")
    choose(dialog.keeps, qtbot, 20)
    choose(dialog.devices, qtbot, "cpu")
    choose(dialog.threads, qtbot, 3)
    choose(dialog.angles, qtbot, "turns")
    choose(dialog.volumes, qtbot, "ul")
    choose(dialog.prints, qtbot, "inch")
    choose(dialog.hands, qtbot, "left")
    dialog.wheel.click()
    looks = Settings(theme="light", palette="contrast", label_style="contour", wheel_reversed=True, hand="left")
    read = msgspec.structs.replace(looks, angle_unit="turns", volume_unit="ul", print_unit="inch")
    wanted = msgspec.structs.replace(read, keep_every_s=20, device="cpu", threads=3)
    assert followed[-1] == file.load() == wanted


def test_the_dialog_shows_what_was_kept(dialog: SettingsDialog) -> None:
    dialog.show_settings(Settings(theme="light", palette="quiet", keep_every_s=10, wheel_reversed=True))
    assert [box.currentText() for box in (dialog.theme, dialog.palettes, dialog.keeps)] == ["Light", "Quiet", "10 s"]
    assert dialog.wheel.isChecked()


def test_what_was_set_elsewhere_is_not_set_back(
    dialog: SettingsDialog, qtbot: QtBot, file: SettingsFile, preferences: Preferences
) -> None:
    preferences.change(Settings(export_folder="/out"))
    choose(dialog.palettes, qtbot, "quiet")
    assert file.load() == Settings(export_folder="/out", palette="quiet")


def test_archives_take_the_place_of_the_dialog(dialog: SettingsDialog, qtbot: QtBot) -> None:
    with qtbot.waitSignal(dialog.archives_requested):
        dialog.archives.click()
    assert not dialog.isVisible()


def test_the_list_of_parts_wears_the_palette(dressed: QtBot) -> None:
    panel = PartsPanel()
    dressed.addWidget(panel)
    panel.show_parts(PartsDisplay(tuple(PartRow(part) for part in Part), palette=Palette.CONTRAST))
    panel.show()
    swatch = panel.swatches[Part.COCHLEA].grab().toImage()
    assert swatch.pixelColor(2, 2).name().upper() == Palette.CONTRAST.color(Part.COCHLEA)


def test_the_strength_of_the_tint_waits_while_there_is_none(dressed: QtBot) -> None:
    panel = PartsPanel()
    dressed.addWidget(panel)
    rows = tuple(PartRow(part, True, True) for part in Part)
    panel.show_parts(PartsDisplay(rows, filled=False))
    assert not panel.overlay.isEnabled()
    panel.show_parts(PartsDisplay(rows, filled=True))
    assert panel.overlay.isEnabled()
