"""Several files written together: all of them appear, or none."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from earseg_app.domain.errors import ExportError
from earseg_app.domain.progress import Reporter
from earseg_app.files.flush import flush_file, flush_folder
from earseg_app.files.refusal import refusal

Writer = Callable[[BinaryIO], None]

_PARTIAL = ".earseg-part"
_REPLACED = ".earseg-old"


def write_together(
    files: Mapping[Path, Writer], *, overwrite: bool = False, reporter: Reporter | None = None
) -> tuple[Path, ...]:
    """Write every file through its writer, in the order given; folders are made when missing.

    Each is first written beside its final place and flushed to the disk; only when all are complete do they take
    their names. Whatever fails before or after leaves the folder as it was.

    Raises:
        ExportError: if a file exists and `overwrite` is False, or if the disk or the rights don't allow it.
        Cancelled: if the reporter was cancelled.
    """
    reporter = reporter or Reporter()
    made: list[Path] = []
    try:
        _refuse_existing(files, overwrite)
        for folder in dict.fromkeys(path.parent for path in files):
            made += _make_folder(folder)
        for done, (path, writer) in enumerate(files.items()):
            reporter.step(done / len(files), f"Writing {path.name}")
            _write(_beside(path, _PARTIAL), writer)
        reporter.step(1.0, "Written")
        _refuse_existing(files, overwrite)
        _publish(tuple(files))
    except OSError as error:
        raise refusal(error, "nothing was written") from error
    finally:
        _clean(tuple(files), made)
    return tuple(files)


def _refuse_existing(files: Mapping[Path, Writer], overwrite: bool) -> None:
    existing = [path for path in files if path.exists()]
    if existing and not overwrite:
        more = f" and {len(existing) - 1} more files" if len(existing) > 1 else ""
        raise ExportError(
            f"{existing[0].name}{more} already exist{'' if more else 's'} in the folder {existing[0].parent.name}.",
            "Choose another folder, or allow overwriting.",
        )


def _make_folder(folder: Path) -> list[Path]:
    """Make a folder and its missing parents; returns those that were made, the deepest first."""
    missing = []
    while not folder.exists():
        missing.append(folder)
        folder = folder.parent
    for path in reversed(missing):
        path.mkdir(exist_ok=True)
    return missing


def _write(path: Path, writer: Writer) -> None:
    with path.open("wb") as file:
        writer(file)
    flush_file(path)


def _publish(paths: tuple[Path, ...]) -> None:
    """Give all complete files their names; on a failure, give back those they replaced."""
    published: list[Path] = []
    try:
        for path in paths:
            if path.exists():
                path.replace(_beside(path, _REPLACED))
            _beside(path, _PARTIAL).replace(path)
            published.append(path)
    except OSError:
        for path in published:
            path.unlink()
        for path in paths:
            if _beside(path, _REPLACED).exists():
                _beside(path, _REPLACED).replace(path)
        raise
    for path in paths:
        _beside(path, _REPLACED).unlink(missing_ok=True)
    for folder in {path.parent for path in paths}:
        flush_folder(folder)


def _clean(paths: tuple[Path, ...], made: list[Path]) -> None:
    for path in paths:
        with suppress(OSError):
            _beside(path, _PARTIAL).unlink(missing_ok=True)
    for folder in made:
        with suppress(OSError):  # a folder that holds the results stays
            folder.rmdir()


def _beside(path: Path, suffix: str) -> Path:
    return path.with_name(f".{path.name}{suffix}")
