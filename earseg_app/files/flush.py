"""Down to the disk: after these calls a power cut takes nothing back."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path


def flush_file(path: Path) -> None:
    """Have the system write the content of a file out."""
    # Windows flushes only what was opened for writing.
    descriptor = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0))
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def flush_folder(folder: Path) -> None:
    """Have the system write out which names a folder holds, where it can be asked to (Windows does so unasked)."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
