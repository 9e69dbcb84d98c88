"""Whole copies of studies: a folder of plain files for each, there entirely or not at all."""

from __future__ import annotations

import hashlib
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from earseg_app.dicom.store import ZIP_ERRORS, FileStore
from earseg_app.domain.errors import ExportError, UnreadableInput
from earseg_app.domain.progress import Reporter
from earseg_app.domain.study import Study
from earseg_app.files.flush import flush_file, flush_folder
from earseg_app.files.refusal import in_words
from earseg_app.files.whole import writing_folder

# What a copy leaves free, so that the system and the cases have room.
SPARE_BYTES = 256 << 20
CHUNK_BYTES = 1 << 20
REMOVED = ".removed-"
# Temporary folders of a copy that a power cut ended; a younger one may be a copy that still runs.
LEFTOVER = ".earseg-"
LEFTOVER_AGE_S = 24 * 3600.0


def folder_name(study: Study, patient_id: str) -> str:
    """A new name for the copy of a study; it says nothing of the patient."""
    digest = hashlib.sha256(f"{study.uid}\n{patient_id}".encode()).hexdigest()[:12]
    return f"{digest}-{datetime.now(UTC):%Y%m%d%H%M%S%f}"


def copy_study(study: Study, folder: Path, reporter: Reporter) -> None:
    """Copy every file of a study, from a disc or an archive, into a new folder.

    Raises:
        UnreadableInput: if a file cannot be read.
        ExportError: if there is too little room or the disk refuses. Nothing remains then.
        Cancelled: if the reporter was cancelled; nothing remains then.
    """
    files = list(dict.fromkeys(path for series in study.series for path in series.files))
    with FileStore() as store:
        check_room(sum(_size(store, file) for file in files), folder.parent)
        with writing_folder(folder) as part:
            for index, file in enumerate(files):
                reporter.step(index / len(files), f"Copying file {index + 1} of {len(files)}")
                _copy(store, file, part / f"IM{index + 1:06d}.dcm")
        flush_folder(folder.parent)
    reporter.step(1.0, f"{len(files)} files copied")


def check_room(wanted_bytes: int, folder: Path) -> None:
    """Whether a folder's disk has room for so many bytes.

    Raises:
        ExportError: if it has not, with both figures.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    free = shutil.disk_usage(folder).free
    if wanted_bytes + SPARE_BYTES > free:
        raise ExportError(
            f"The study takes {_mib(wanted_bytes)}, and only {_mib(free)} are free on the disk of the library.",
            "Free some space, or remove studies from the library; nothing was copied.",
        )


def remove(folder: Path) -> None:
    """Delete a copy: first its name, at once, then its files."""
    gone = folder.with_name(f"{REMOVED}{folder.name}")
    with in_words("the study stays in the library"):
        folder.rename(gone)
    shutil.rmtree(gone, ignore_errors=True)


def copies_in(folder: Path) -> list[Path]:
    """The copies that lie whole in a folder."""
    if not folder.is_dir():
        return []
    return sorted(entry for entry in folder.iterdir() if entry.is_dir() and not entry.name.startswith("."))


def sweep(folder: Path) -> None:
    """Delete what an interrupted removal or copy left."""
    for entry in folder.iterdir() if folder.is_dir() else ():
        with suppress(OSError):
            old = time.time() - entry.stat().st_mtime > LEFTOVER_AGE_S
            if entry.name.startswith(REMOVED) or (entry.name.startswith(LEFTOVER) and old):
                shutil.rmtree(entry, ignore_errors=True)


def _copy(store: FileStore, source: Path, target: Path) -> None:
    with target.open("wb") as copied:
        for chunk in _chunks(store, source):
            copied.write(chunk)
    flush_file(target)


def _chunks(store: FileStore, source: Path) -> Iterator[bytes]:
    """The content of a file of the disc; what the disc refuses is not taken for a refusal of the library's disk."""
    with _readable(source), store.open(source) as file:
        while chunk := file.read(CHUNK_BYTES):
            yield chunk


def _size(store: FileStore, source: Path) -> int:
    with _readable(source):
        return store.size(source)


@contextmanager
def _readable(source: Path) -> Iterator[None]:
    try:
        yield
    except FileNotFoundError as error:
        raise UnreadableInput(
            f"{source.name} is no longer there; nothing was copied.", "Was the disc taken out? Insert it and try again."
        ) from error
    except ZIP_ERRORS as error:
        raise UnreadableInput(
            f"{source.name} cannot be read from the disc; nothing was copied.", "Clean the disc and try again."
        ) from error


def _mib(size_bytes: int) -> str:
    return f"{size_bytes / (1 << 20):.0f} MiB"
