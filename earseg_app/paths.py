"""Where the program's own files lie, from source, installed or frozen; and the user's folders."""

from __future__ import annotations

import sys
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
