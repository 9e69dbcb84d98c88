"""The composition root of the window: command line, log, theme, event loop."""

from __future__ import annotations

import argparse
import gc
import logging
import sys
from collections.abc import Sequence
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

import msgspec
from PySide6.QtCore import QTimer

from earseg_app import paths
from earseg_app.paths import Places
from earseg_app.program import Program
from earseg_app.session.settings import SettingsFile
from earseg_app.ui.application import Application
from earseg_app.ui.languages import language_of, speak
from earseg_app.ui.messages import Messages
from earseg_app.ui.theme import apply_theme

LOG_BYTES = 1_000_000
LOG_FILES = 3


def main(argv: Sequence[str] | None = None) -> int:
    """Open the window and stay until it closes; returns the exit code."""
    options = _parser().parse_args(argv)
    places = Places.of_user(options.demo_folder, options.log)
    start_log(places.log)
    app = Application(sys.argv[:1])
    app.setApplicationName(paths.APP_NAME)
    settings = SettingsFile(places.settings).load()
    speak(app, language_of(settings.language), paths.resources() / "translations")
    theme = "light" if options.light else settings.theme
    apply_theme(app, dark=theme != "light")  # before there are widgets: each would be dressed anew
    program = Program(places)
    program.set_theme(theme)
    catch_the_unexpected(program.messages)
    app.place_requested.connect(program.open_place)
    program.window.show()
    QTimer.singleShot(0, lambda: _begin(program, options))
    if options.quit_after is not None:
        QTimer.singleShot(round(options.quit_after * 1000), program.window.close)
    return app.exec()


def _begin(program: Program, options: argparse.Namespace) -> None:
    """What the command line asks for, once the window stands."""
    program.furnish()
    # What was made so far stays to the end; searching it again and again would hold a stroke up by a tenth of a second.
    gc.freeze()
    gc.enable()
    program.library.begin()
    program.keeping.begin()
    if options.path:
        program.open_place(options.path)
    elif options.demo:
        program.browse.open_demo()
    elif options.quit_after is None and not program.preferences.settings.toured:
        program.preferences.change(msgspec.structs.replace(program.preferences.settings, toured=True))
        program.window.show_tour()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="earseg", description="Open the window.")
    parser.add_argument("path", type=Path, nargs="?", help="case, folder, DICOMDIR, zip, DICOM file or NIfTI to open")
    parser.add_argument("--demo", action="store_true", help="open the demo CD, which is made on first use")
    parser.add_argument("--demo-folder", type=Path, metavar="DIR", help="where the demo CD lies")
    parser.add_argument("--quit-after", type=float, metavar="SECONDS", help="close the window by itself")
    parser.add_argument("--light", action="store_true", help="light colours")
    parser.add_argument("--log", type=Path, metavar="FILE", help="where the log goes")
    return parser


def start_log(path: Path) -> logging.Handler:
    """A rotating log; it holds what happened and where, never names of patients or of their files."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handler = RotatingFileHandler(path, maxBytes=LOG_BYTES, backupCount=LOG_FILES, encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.getLogger("earseg_app").addHandler(handler)
    return handler


def catch_the_unexpected(messages: Messages) -> None:
    """Show every error that nobody caught, instead of ending the program."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
        else:
            messages.error(error)

    sys.excepthook = hook
