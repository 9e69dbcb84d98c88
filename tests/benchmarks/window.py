"""The real window with a measured phantom in it, for what is timed there."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QTimer

if TYPE_CHECKING:
    from earseg_app.program import Program

SETTLE_MS = 300
PATIENCE_S = 120.0


def wait_ms(milliseconds: int) -> None:
    """Let the window live; QTest.qWait would hold Python's lock, and work beside the window would crawl."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def measured_window(folder: Path) -> Program:
    """The program at 1920×1080 in the step Measure, both ears of the demo measured.

    Raises:
        TimeoutError: if they are not measured in time.
    """
    from earseg_app.paths import Places
    from earseg_app.phantom.cases import make_case
    from earseg_app.phantom.demo import demo_anatomy, demo_grid
    from earseg_app.program import Program
    from earseg_app.session.session import WorkStep

    anatomy = demo_anatomy()
    case = make_case(anatomy, demo_grid(anatomy, 0.33, 0.4))
    program = Program(Places(folder / "settings.json", folder / "window.ini", folder / "cd", folder / "log"))
    program.window.resize(1920, 1080)
    program.window.show()
    wait_ms(SETTLE_MS)
    program.session.open_volume(case.volume)
    program.session.accept_segmentation(case.labels)
    program.shell.enter(WorkStep.MEASURE)
    end = time.monotonic() + PATIENCE_S
    while program.tasks.busy or program.volume is None or not program.volume.settled:
        if time.monotonic() > end:
            raise TimeoutError("the ears were not measured")
        wait_ms(20)
    return program
