"""`earseg associate`: a double click on a case file opens it."""

from __future__ import annotations

import argparse
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

from earseg_app.cli.console import say
from earseg_app.domain.errors import EarsegError

SUMMARY = "Let a double click on a .earseg file open it (Linux desktops)."
KIND = "application/x-earseg"
# Shared MIME-info Database and Desktop Entry Specification, freedesktop.org.
MIME_INFO = f"""<?xml version="1.0" encoding="UTF-8"?>
<mime-info xmlns="http://www.freedesktop.org/standards/shared-mime-info">
  <mime-type type="{KIND}">
    <comment>EarSeg case</comment>
    <comment xml:lang="de">EarSeg-Fall</comment>
    <sub-class-of type="application/zip"/>
    <glob pattern="*.earseg"/>
  </mime-type>
</mime-info>
"""


def add_options(parser: argparse.ArgumentParser) -> None:
    """The words of this verb."""
    parser.add_argument("--remove", action="store_true", help="take it back")


def run(options: argparse.Namespace) -> None:
    """Enter the kind of file and the program for this user, or take both back.

    Raises:
        EarsegError: on a system without these desktops.
    """
    if not sys.platform.startswith("linux"):
        raise EarsegError(
            "This enters the program on Linux desktops only.",
            "On Windows choose “Open with” on a .earseg file and the program earseg; on macOS choose it in “Get Info”.",
        )
    data = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    entry, kind = data / "applications" / "earseg.desktop", data / "mime" / "packages" / "earseg.xml"
    for path, text in ((entry, _entry()), (kind, MIME_INFO)):
        if options.remove:
            path.unlink(missing_ok=True)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    _tell_desktop(data)
    say("A double click no longer opens .earseg files." if options.remove else "A double click opens .earseg files.")


def _entry() -> str:
    program = shutil.which("earseg")
    words = [program] if program else [sys.executable, "-m", "earseg_app"]
    command = " ".join(_quoted(word) for word in words)
    return (
        "[Desktop Entry]\nType=Application\nName=EarSeg\n"
        "Comment=Segment, measure and print inner ears from CT\n"
        "Comment[de]=Innenohren aus dem CT segmentieren, messen und drucken\n"
        f"Exec={command} %f\nMimeType={KIND};\nCategories=Science;MedicalSoftware;\nTerminal=false\n"
    )


def _quoted(word: str) -> str:
    """A word of the key Exec: quoted where it holds what is reserved there."""
    if shlex.quote(word) == word:
        return word
    escaped = "".join(f"\\{letter}" if letter in '"`$\\' else letter for letter in word)
    return f'"{escaped}"'


def _tell_desktop(data: Path) -> None:
    """Let the desktop read what changed; where its tools are missing, it does so at the next login."""
    for tool, folder in (("update-mime-database", data / "mime"), ("update-desktop-database", data / "applications")):
        found = shutil.which(tool)
        if found and folder.is_dir():
            subprocess.run([found, str(folder)], check=False, stderr=subprocess.DEVNULL)
