"""The composition root of the window: builds, injects, connects, and starts the event loop."""

from __future__ import annotations

import argparse
import logging
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

import msgspec
from PySide6.QtCore import QSettings, QTimer
from PySide6.QtWidgets import QApplication

from earseg_app import paths
from earseg_app.library import Library
from earseg_app.presenters.browse import BrowsePresenter
from earseg_app.presenters.parts import PartsPresenter
from earseg_app.presenters.ports import LibraryPort
from earseg_app.presenters.shell import ShellPresenter
from earseg_app.session.session import Session, WorkStep
from earseg_app.session.settings import Preferences, SettingsFile
from earseg_app.ui.help_dialogs import AboutDialog, KeysDialog
from earseg_app.ui.main_window import MainWindow
from earseg_app.ui.messages import Messages
from earseg_app.ui.task_runner import TaskRunner
from earseg_app.ui.theme import apply_theme

LOG_BYTES = 1_000_000
LOG_FILES = 3


@dataclass(frozen=True)
class Places:
    """Where this run keeps what it keeps."""

    settings: Path
    geometry: Path
    demo: Path
    log: Path

    @classmethod
    def of_user(cls, demo: Path | None = None, log: Path | None = None) -> Places:
        """The user's own folders."""
        data = paths.user_data()
        return cls(
            data / "settings.json",
            data / "window.ini",
            demo or data / "demo-cd",
            log or paths.user_log() / "earseg.log",
        )


class Program:
    """The window, the session behind it, and everything that joins the two."""

    def __init__(self, places: Places, library: LibraryPort | None = None) -> None:
        self.session = Session()
        self.preferences = Preferences(SettingsFile(places.settings))
        self.window = MainWindow(QSettings(str(places.geometry), QSettings.Format.IniFormat))
        self.messages = Messages(self.window, self.window.status)
        self.tasks = TaskRunner(self.window)
        self.background = TaskRunner(self.window)
        self.shell = ShellPresenter(self.session, self._machine(), self.window)
        self.parts = PartsPresenter(self.session, self.window.parts)
        self.browse = BrowsePresenter(
            self.session,
            library or Library(places.demo),
            self.tasks,
            self.background,
            self.messages,
            self.preferences,
            (self.window.browser, self.window.empty),
        )
        self._connect()
        self.window.restore()

    def set_theme(self, name: str) -> None:
        """Dress the application "dark" or "light" and keep the choice."""
        app = QApplication.instance()
        if isinstance(app, QApplication):
            apply_theme(app, dark=name != "light")
        self.preferences.change(msgspec.structs.replace(self.preferences.settings, theme=name))

    def _toggle_theme(self) -> None:
        self.set_theme("dark" if self.preferences.settings.theme == "light" else "light")

    def _connect(self) -> None:
        window, browse, shell = self.window, self.browse, self.shell
        window.wire(
            {
                "open_demo": browse.open_demo,
                "load": lambda: shell.enter(WorkStep.LOAD),
                "segment": lambda: shell.enter(WorkStep.SEGMENT),
                "measure": lambda: shell.enter(WorkStep.MEASURE),
                "export": lambda: shell.enter(WorkStep.EXPORT),
                "run": lambda: None,
                "write": lambda: None,
                "cancel": self.tasks.cancel,
                "theme": self._toggle_theme,
                "keys": lambda: KeysDialog(parent=window).open(),
                "about": lambda: AboutDialog(window).open(),
            }
        )
        window.top.steps.step_requested.connect(shell.enter)
        window.top.preset_requested.connect(shell.choose_preset)
        window.place_requested.connect(browse.open_place)
        window.empty.demo_requested.connect(browse.open_demo)
        window.empty.cancel_requested.connect(browse.cancel)
        window.browser.open_requested.connect(browse.open_series)
        window.browser.cancel_requested.connect(browse.cancel)
        window.parts.visibility_requested.connect(self.parts.show_part)
        window.parts.ear_requested.connect(self.parts.show_ear)
        window.parts.opacity_requested.connect(self.parts.set_opacity)
        window.parts.overlay_requested.connect(self.parts.set_overlay)
        window.closing.connect(self._end)

    def _end(self) -> None:
        self.background.shut_down()
        self.tasks.shut_down()

    def _machine(self) -> str:
        threads = self.preferences.settings.threads or os.cpu_count() or 1
        return f"CPU, {threads} thread{'s' if threads > 1 else ''}"


def main(argv: Sequence[str] | None = None) -> int:
    """Open the window and stay until it closes; returns the exit code."""
    options = _parser().parse_args(argv)
    places = Places.of_user(options.demo_folder, options.log)
    _start_log(places.log)
    app = QApplication(sys.argv[:1])
    app.setApplicationName(paths.APP_NAME)
    apply_theme(app, dark=True)
    program = Program(places)
    program.set_theme("light" if options.light else program.preferences.settings.theme)
    _catch_the_unexpected(program.messages)
    program.window.show()
    if options.path:
        QTimer.singleShot(0, lambda: program.browse.open_place(options.path))
    elif options.demo:
        QTimer.singleShot(0, program.browse.open_demo)
    if options.quit_after is not None:
        QTimer.singleShot(round(options.quit_after * 1000), program.window.close)
    return app.exec()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="earseg", description="Open the window.")
    parser.add_argument("path", type=Path, nargs="?", help="folder, DICOMDIR, zip, DICOM file, NIfTI or NRRD to open")
    parser.add_argument("--demo", action="store_true", help="open the demo CD, which is made on first use")
    parser.add_argument("--demo-folder", type=Path, metavar="DIR", help="where the demo CD lies")
    parser.add_argument("--quit-after", type=float, metavar="SECONDS", help="close the window by itself")
    parser.add_argument("--light", action="store_true", help="light colours")
    parser.add_argument("--log", type=Path, metavar="FILE", help="where the log goes")
    return parser


def _start_log(path: Path) -> None:
    """A rotating log; it holds what happened and where, never names of patients or of their files."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handler = RotatingFileHandler(path, maxBytes=LOG_BYTES, backupCount=LOG_FILES, encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=logging.INFO, handlers=[handler])


def _catch_the_unexpected(messages: Messages) -> None:
    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        messages.error(error)

    sys.excepthook = hook
