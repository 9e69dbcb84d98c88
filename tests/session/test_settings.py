"""Preferences survive a restart, and a damaged file never stops the program."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

from earseg_app.domain.geometry import Grid
from earseg_app.domain.part_colors import LabelStyle, Palette
from earseg_app.domain.units import AngleUnit, Units
from earseg_app.domain.volume import Volume
from earseg_app.session.session import Case, Display, Session, WorkStep
from earseg_app.session.settings import RECENT_PLACES, Settings, SettingsFile


def test_settings_come_back_as_they_were_saved(tmp_path: Path) -> None:
    file = SettingsFile(tmp_path / "deep" / "settings.json")
    settings = Settings(recent=("/a", "/b"), theme="light", threads=3, export_folder="/out")
    file.save(settings)
    assert file.load() == settings


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    assert SettingsFile(tmp_path / "none.json").load() == Settings()


def test_a_broken_field_falls_back_alone(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({"threads": "many", "theme": "light", "recent": ["/a"], "unknown": 1}))
    assert SettingsFile(path).load() == Settings(recent=("/a",), theme="light")


def test_a_file_that_is_no_json_falls_back_whole(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    for text in ("{", "[1]", ""):
        path.write_text(text)
        assert SettingsFile(path).load() == Settings()


def test_a_place_that_cannot_be_written_costs_nothing(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    SettingsFile(blocked / "settings.json").save(Settings())


def test_the_newest_place_comes_first_and_only_once() -> None:
    settings = Settings()
    for place in "abcdefgh":
        settings = settings.with_recent(place)
    settings = settings.with_recent("e")
    assert settings.recent[:3] == ("e", "h", "g")
    assert len(settings.recent) == RECENT_PLACES
    assert len(set(settings.recent)) == RECENT_PLACES


def test_how_parts_are_shown_belongs_to_the_user_and_outlives_the_case() -> None:
    grid = Grid((4, 4, 4), (1.0, 1.0, 1.0), (0.0, 0.0, 0.0))
    volume = Volume(np.zeros(grid.shape_zyx, np.int16), grid)
    session = Session()
    session.choose_palette(Palette.CONTRAST)
    session.choose_label_style(LabelStyle.CONTOUR)
    session.read_in(Units(AngleUnit.TURNS))
    session.open_volume(volume)
    shown = session.state.display
    assert (shown.palette, shown.label_style, shown.units.angle_symbol) == (
        Palette.CONTRAST,
        LabelStyle.CONTOUR,
        "turns",
    )
    session.restore(Case(volume), Display(), WorkStep.LOAD, None, saved=False)
    shown = session.state.display
    assert (shown.palette, shown.label_style, shown.units.angle_symbol) == (
        Palette.CONTRAST,
        LabelStyle.CONTOUR,
        "turns",
    )
