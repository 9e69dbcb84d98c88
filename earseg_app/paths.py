"""Where the program's own files lie, from source, installed or frozen; and the user's folders."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

import platformdirs

APP_NAME = "EarSeg"


def resources() -> Path:
    """The folder that holds icons/, models/ and licences/."""
    package = Path(__file__).resolve().parent
    frozen = getattr(sys, "_MEIPASS", None)
    candidates = [Path(frozen) / "resources"] if frozen else []
    candidates += [package.parent / "resources", package / "_resources"]
    return next((folder for folder in candidates if folder.is_dir()), candidates[-1])


def ear_model() -> Path:
    """The network that labels the parts of one ear."""
    return resources() / "models" / "ear.safetensors"


def locator_model() -> Path:
    """The network that finds the ears in a whole head."""
    return resources() / "models" / "locator.safetensors"


def added_models() -> Path:
    """The user's folder for added models; it need not exist."""
    return user_data() / "models"


def user_data() -> Path:
    """The user's folder for the demo CD and added models; made on first use."""
    return platformdirs.user_data_path(APP_NAME, appauthor=False, ensure_exists=True)


def user_library() -> Path:
    """The folder of the user's library of studies."""
    return user_data() / "library"


def user_cache() -> Path:
    """The user's folder for what can be made again; made on first use."""
    return platformdirs.user_cache_path(APP_NAME, appauthor=False, ensure_exists=True)


def user_log() -> Path:
    """The user's folder for the log file; made on first use."""
    return platformdirs.user_log_path(APP_NAME, appauthor=False, ensure_exists=True)


@dataclass(frozen=True)
class Places:
    """Where this run keeps what it keeps."""

    settings: Path
    geometry: Path
    demo: Path
    log: Path

    @property
    def library(self) -> Path:
        """The user's library of studies."""
        return self.settings.parent / "library"

    @property
    def recovery(self) -> Path:
        """Where unsaved work is kept."""
        return self.settings.parent / "recovery"

    @classmethod
    def of_user(cls, demo: Path | None = None, log: Path | None = None) -> Places:
        """The user's own folders."""
        data = user_data()
        return cls(
            data / "settings.json",
            data / "window.ini",
            demo or data / "demo-cd",
            log or user_log() / "earseg.log",
        )
