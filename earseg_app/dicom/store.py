"""Open files of a disc by their path, where a path may also lead into a zip archive: `disc.zip/folder/IM1`."""

from __future__ import annotations

import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import BinaryIO, Self, cast

from earseg_app.domain.errors import UnreadableInput, nameless

# No CT image is larger, and a header alone never needs more: a zip member beyond it is refused unread.
MAX_MEMBER_BYTES = 2 << 30
# Honest CT data compress 2-10 times, padding more; a member that grows further than this is a bomb.
MAX_MEMBER_RATIO = 300
RATIO_FLOOR_BYTES = 64 << 20
ZIP_ERRORS = (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError)


class FileStore:
    """Opens plain files and members of zip archives alike; archives stay open until the store is closed."""

    def __init__(self) -> None:
        self._archives: dict[Path, zipfile.ZipFile] = {}
        self._infos: dict[Path, dict[str, zipfile.ZipInfo]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close every archive that was opened."""
        for archive in self._archives.values():
            archive.close()
        self._archives.clear()
        self._infos.clear()

    @contextmanager
    def open(self, path: Path) -> Iterator[BinaryIO]:
        """The bytes of a file or of a member of an archive.

        Raises:
            UnreadableInput: if the archive is damaged or locked by a password, or the member is suspicious.
            OSError: if the file cannot be read.
        """
        place = _archive_place(path)
        if place is None:
            with path.open("rb") as file:
                yield file
            return
        archive = self.archive(place[0])
        info = self._infos[place[0]].get(_normal(place[1]))
        if info is None:
            raise FileNotFoundError(place[1])
        refusal = member_refusal(info)
        if refusal:
            raise UnreadableInput(f"{path.name} in the archive was not opened: {refusal}.")
        with archive.open(info) as member:
            yield cast(BinaryIO, member)

    def size(self, path: Path) -> int:
        """How many bytes a file or a member of an archive holds.

        Raises:
            UnreadableInput: if the archive is damaged.
            OSError: if the file is not there.
        """
        place = _archive_place(path)
        if place is None:
            return path.stat().st_size
        self.archive(place[0])
        info = self._infos[place[0]].get(_normal(place[1]))
        if info is None:
            raise FileNotFoundError(place[1])
        return info.file_size

    @contextmanager
    def local(self, path: Path) -> Iterator[Path]:
        """A path on disk with the same bytes; a member of an archive is unpacked for as long as it is used."""
        if _archive_place(path) is None:
            yield path
            return
        with tempfile.TemporaryDirectory(prefix="earseg-") as folder, self.open(path) as file:
            unpacked = Path(folder) / "image.dcm"
            with unpacked.open("wb") as target:
                shutil.copyfileobj(file, target)
            yield unpacked

    def archive(self, path: Path) -> zipfile.ZipFile:
        """The opened zip archive at `path`.

        Raises:
            UnreadableInput: if it is no archive or is damaged.
        """
        if path not in self._archives:
            try:
                archive = zipfile.ZipFile(path)
            except ZIP_ERRORS as error:
                raise UnreadableInput(
                    f"The archive {path.name} cannot be opened.", "It may be damaged: copy it again.", nameless(error)
                ) from error
            self._archives[path] = archive
            self._infos[path] = {_normal(info.filename): info for info in archive.infolist()}
        return self._archives[path]

    def members(self, path: Path) -> list[tuple[Path, str]]:
        """(path, refusal) of every file in an archive; `refusal` is "" for members that may be opened."""
        found = []
        for info in self.archive(path).infolist():
            if not info.is_dir():
                refusal = member_refusal(info)
                found.append((path / PurePosixPath(info.filename).name if refusal else path / info.filename, refusal))
        return found


def member_refusal(info: zipfile.ZipInfo) -> str:
    """Why a member of an archive is not opened, or "": names that lead out of it, bombs, passwords."""
    name = PurePosixPath(info.filename.replace("\\", "/"))
    if name.is_absolute() or ".." in name.parts or ":" in name.parts[0]:
        return "its name points outside the archive"
    if info.flag_bits & 0x1:
        return "it is locked by a password; unpack the archive first"
    too_dense = info.file_size > max(info.compress_size, 1) * MAX_MEMBER_RATIO and info.file_size > RATIO_FLOOR_BYTES
    if info.file_size > MAX_MEMBER_BYTES or too_dense:
        return "it claims to be far larger than an image can be"
    return ""


def _archive_place(path: Path) -> tuple[Path, str] | None:
    """(archive, member name) of a path that leads into an archive, else None."""
    for parent in path.parents:
        if parent.suffix.lower() == ".zip" and parent.is_file():
            return parent, path.relative_to(parent).as_posix()
    return None


def _normal(name: str) -> str:
    return PurePosixPath(name.replace("\\", "/")).as_posix()
