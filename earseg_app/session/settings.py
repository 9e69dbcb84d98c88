"""What the user prefers, kept between runs; a broken field falls back alone."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Any, Literal

import msgspec

from earseg_app.domain.errors import ExportError
from earseg_app.domain.exchange.pacs import PacsNode
from earseg_app.files.whole import writing

RECENT_PLACES = 6
Device = Literal["auto", "cpu", "gpu"]
# How often unsaved work can be kept, s; a crash must cost less than half a minute.
KEPT_EVERY_S = (5, 10, 20)


class Settings(msgspec.Struct, frozen=True):
    """The user's preferences.

    `recent`: places opened last, newest first. `theme`: "dark" or "light". `language`: of the window, "system" is that
    of the computer. `threads`: CPU threads for the network, 0 = as many as the machine has cores.
    `export_folder`: where surfaces were written last. `ear_model`: file name of the added model that segments, "" for
    the shipped one. `device`: where it runs, "auto" takes a GPU if there is one. `pacs_nodes`: the archives the user
    entered. `receive_folder`: where their series go, "" for the program's own. `toured`: whether the tour of the first
    start was offered. `palette`: the colours of the parts in the views; `label_style`: how slices show them.
    `wheel_reversed`: towards the user is the next slice.
    `keep_every_s`: how often unsaved work is kept, seconds. `angle_unit`, `volume_unit`, `print_unit`: see `Units`.
    `hand`: at which side of the views the panel of the step stands in a wide window; a narrow one is mirrored with it.
    """

    recent: tuple[str, ...] = ()
    theme: str = "dark"
    language: Literal["system", "en", "de"] = "system"
    threads: int = 0
    export_folder: str = ""
    ear_model: str = ""
    device: Device = "auto"
    pacs_nodes: tuple[PacsNode, ...] = ()
    receive_folder: str = ""
    toured: bool = False
    palette: Literal["standard", "quiet", "contrast"] = "standard"
    label_style: Literal["both", "contour", "filled"] = "both"
    wheel_reversed: bool = False
    keep_every_s: Literal[5, 10, 20] = 5
    angle_unit: Literal["degrees", "turns"] = "degrees"
    volume_unit: Literal["mm3", "ul"] = "mm3"
    print_unit: Literal["mm", "inch"] = "mm"
    hand: Literal["right", "left"] = "right"

    def with_recent(self, place: str) -> Settings:
        """These settings with `place` as the newest of the recent places."""
        others = [known for known in self.recent if known != place]
        return msgspec.structs.replace(self, recent=(place, *others)[:RECENT_PLACES])


class SettingsFile:
    """Settings in a JSON file; never a reason for the program not to start."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def load(self) -> Settings:
        """The settings of the file; each missing or broken field has its default."""
        try:
            content = msgspec.json.decode(self._path.read_bytes())
        except (OSError, msgspec.DecodeError):
            return Settings()
        return Settings(**_sound_fields(content)) if isinstance(content, dict) else Settings()

    def save(self, settings: Settings) -> None:
        """Replace the file in one step; a disk that refuses costs the preferences, not the work."""
        content = msgspec.json.format(msgspec.json.encode(settings), indent=2)
        with contextlib.suppress(OSError, ExportError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with writing(self._path) as part:
                part.write_bytes(content)


class Preferences:
    """The settings of this run; each change is saved at once."""

    def __init__(self, file: SettingsFile) -> None:
        self._file = file
        self._settings = file.load()

    @property
    def settings(self) -> Settings:
        """The current settings; immutable."""
        return self._settings

    def change(self, settings: Settings) -> None:
        """Take over and keep new settings."""
        if settings != self._settings:
            self._settings = settings
            self._file.save(settings)


def _sound_fields(content: dict[str, Any]) -> dict[str, Any]:
    sound: dict[str, Any] = {}
    for known in msgspec.structs.fields(Settings):
        with contextlib.suppress(KeyError, msgspec.ValidationError):
            sound[known.name] = msgspec.convert(content[known.name], known.type)
    return sound
