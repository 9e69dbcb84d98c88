"""Write one file or one folder whole or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from earseg_app.domain.errors import ExportError
from earseg_app.files.flush import flush_file, flush_folder
from earseg_app.files.refusal import in_words


@contextmanager
def writing(path: Path, suffix: str = "", previous: Path | None = None) -> Iterator[Path]:
    """A file beside `path` to write to; it takes the place of `path` when the block ends without an error.

    By then it is on the disk, so that at every moment, even of a power cut, either the old or the new file is whole.
    `suffix`: what its name has to end with. `previous`: where the file that was at `path` is kept, in the same folder.

    Raises:
        ExportError: in place of any OSError; what was at `path` stays as it was.
    """
    target = path.resolve()  # a link keeps pointing to the file that is replaced
    part = target.with_name(f".{target.name}.earseg-part{suffix}")
    try:
        with in_words(f"{path.name} was not written"):
            part.touch()  # libraries forget why a folder refuses; this says it first
            yield part
            flush_file(part)
            if previous is not None and target.exists():
                _keep(target, previous)
            part.replace(target)
            flush_folder(target.parent)
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


@contextmanager
def writing_folder(folder: Path) -> Iterator[Path]:
    """A temporary folder beside `folder` to fill; it becomes `folder` when the block ends without an error.

    Raises:
        ExportError: if `folder` exists and is not empty, or in place of any OSError; nothing remains then.
    """
    with in_words(f"{folder.name} was not written"):
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


def _keep(target: Path, previous: Path) -> None:
    """Give the old file a second name, without a moment at which it has none."""
    spare = previous.with_name(f".{previous.name}.earseg-part")
    spare.unlink(missing_ok=True)
    try:
        os.link(target, spare)
    except OSError:  # file systems without links, such as those of memory sticks
        shutil.copyfile(target, spare)
        flush_file(spare)
    spare.replace(previous)
