"""What the desktop asks of the program."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# A process has one application, and that of the tests is another.
CODE = """
from pathlib import Path
from PySide6.QtCore import QUrl
from PySide6.QtGui import QFileOpenEvent
from earseg_app.ui.application import Application
app = Application(["earseg"])
asked = []
app.place_requested.connect(asked.append)
Application.sendEvent(app, QFileOpenEvent(QUrl.fromLocalFile("/cases/ear.earseg")))
print(asked == [Path("/cases/ear.earseg")])
"""


def test_a_file_that_the_desktop_opens_is_asked_for() -> None:
    done = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "True"
