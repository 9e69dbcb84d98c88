"""Starting and ending: the command that opens the window, and what happens when something unexpected does."""

from __future__ import annotations

import argparse
import gc
import logging
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from earseg_app import app
from earseg_app.ui.error_dialog import UNEXPECTED
from tests.system.driver import Driver

ROOT = Path(__file__).resolve().parents[2]


def start(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    user = {name: str(home) for name in ("HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")}
    command = [sys.executable, "-m", "earseg_app", *words]
    environment = {**os.environ, **user}
    return subprocess.run(command, check=False, capture_output=True, text=True, cwd=ROOT, env=environment, timeout=120)


def test_the_window_opens_and_closes_by_itself(tmp_path: Path) -> None:
    ended = start(tmp_path, "--quit-after", "0.5", "--light")
    assert ended.returncode == 0, ended.stderr


def test_the_window_may_close_while_it_reads(tmp_path: Path, disc: Path) -> None:
    ended = start(tmp_path, str(disc), "--quit-after", "0.2")
    assert ended.returncode == 0, ended.stderr


def test_garbage_is_looked_for_once_the_window_stands_but_not_in_what_was_made_until_then(
    open_window: Callable[..., Driver],
) -> None:
    driver = open_window()
    gc.disable()
    try:
        app._begin(driver.program, argparse.Namespace(path=None, demo=False, quit_after=0.0))
        assert gc.isenabled()
        assert gc.get_freeze_count() > 0
    finally:
        gc.unfreeze()
        gc.enable()


def test_what_nobody_expected_is_shown_and_the_program_goes_on(
    open_window: Callable[..., Driver], monkeypatch: pytest.MonkeyPatch
) -> None:
    driver = open_window()
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    app.catch_the_unexpected(driver.program.messages)
    sys.excepthook(ValueError, ValueError("a slip"), None)
    assert driver.read_error().startswith(UNEXPECTED)
    assert driver.window.isVisible()


def test_the_same_slip_again_and_again_opens_one_dialog(open_window: Callable[..., Driver]) -> None:
    driver = open_window()
    for _time in range(5):
        driver.program.messages.error(ValueError("a slip while painting"))
    driver.read_error()
    assert driver.error() is None


def test_the_log_names_no_patient(tmp_path: Path, open_window: Callable[..., Driver]) -> None:
    driver = open_window()
    log = tmp_path / "earseg.log"
    handler = app.start_log(log)
    folder = tmp_path / "Doe_Jane_19700102"
    folder.mkdir()
    driver.program.browse.open_place(folder)
    driver.wait_until_idle()
    assert "Doe_Jane" in driver.read_error()
    logging.getLogger("earseg_app").removeHandler(handler)
    handler.close()
    assert "UnreadableInput" in log.read_text()
    assert "Doe" not in log.read_text()
