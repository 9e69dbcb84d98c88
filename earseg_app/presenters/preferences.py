"""The settings a user chooses: each change holds at once and is kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

import msgspec

from earseg_app.domain.part_colors import LabelStyle, Palette
from earseg_app.domain.units import AngleUnit, PrintUnit, Units, VolumeUnit
from earseg_app.session.session import Session
from earseg_app.session.settings import Preferences, Settings


class SettingsView(Protocol):
    """The dialog."""

    def show_settings(self, settings: Settings) -> None:
        """Show these."""

    def open(self) -> None:
        """Come to the front."""


def wear(session: Session, settings: Settings) -> None:
    """Show the session's case as the user wants to see and read it."""
    session.choose_palette(Palette(settings.palette))
    session.choose_label_style(LabelStyle(settings.label_style))
    units = Units(AngleUnit(settings.angle_unit), VolumeUnit(settings.volume_unit), PrintUnit(settings.print_unit))
    session.read_in(units)


class PreferencesPresenter:
    """Keeps what is chosen, and lets those follow who depend on it."""

    def __init__(self, preferences: Preferences, view: SettingsView, follow: Callable[[Settings], None]) -> None:
        self._preferences = preferences
        self._view = view
        self._follow = follow

    def open(self) -> None:
        """Show the settings as they are now; some can be changed elsewhere too."""
        self._view.show_settings(self._preferences.settings)
        self._view.open()

    def choose(self, name: str, value: object) -> None:
        """Give one field of the settings a value, keep it, and let the others follow."""
        settings = msgspec.structs.replace(self._preferences.settings, **{name: value})
        self._preferences.change(settings)
        self._follow(settings)
        self._view.show_settings(settings)
