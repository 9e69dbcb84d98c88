"""Write files and folders whole or not at all."""

from __future__ import annotations

import errno
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from earseg_app.domain.errors import ExportError


@contextmanager
def writing(path: Path, suffix: str = "") -> Iterator[Path]:
    """A temporary file beside `path` to write to; it takes the place of `path` when the block ends without an error.

    Raises:
        ExportError: in place of any OSError; what was at `path` stays as it was.
    """
    try:
        with tempfile.TemporaryDirectory(prefix=".earseg-", dir=path.parent) as folder:
            part = Path(folder) / f"part{suffix}"
            yield part
            part.replace(path)
    except OSError as error:
        raise export_error(path, error) from error


@contextmanager
def writing_folder(folder: Path) -> Iterator[Path]:
    """A temporary folder beside `folder` to fill; it becomes `folder` when the block ends without an error.

    Raises:
        ExportError: if `folder` exists and is not empty, or in place of any OSError; nothing remains then.
    """
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        if folder.exists() and any(folder.iterdir()):
            raise ExportError(f"The folder {folder.name} is not empty.", "Choose a new or an empty folder.")
        with tempfile.TemporaryDirectory(prefix=".earseg-", dir=folder.parent) as temporary:
            part = Path(temporary) / "part"
            part.mkdir()
            yield part
            if folder.exists():
                folder.rmdir()
            shutil.move(part, folder)
    except OSError as error:
        raise export_error(folder, error) from error


def export_error(path: Path, error: OSError) -> ExportError:
    """What an OSError means to the user."""
    hint = {
        errno.ENOSPC: "The disk is full: make room or choose another folder.",
        errno.EDQUOT: "The disk is full: make room or choose another folder.",
        errno.EFBIG: "The disk does not take files of this size: choose another folder.",
        errno.EACCES: "You may not write there: choose another folder.",
        errno.EPERM: "You may not write there: choose another folder.",
        errno.EROFS: "The medium is read-only: choose another folder.",
        errno.ENOENT: "The folder does not exist: choose another one.",
    }.get(error.errno or 0, "Choose another folder, or make room on the disk.")
    return ExportError(f"{path.name} could not be written.", hint, repr(error))
