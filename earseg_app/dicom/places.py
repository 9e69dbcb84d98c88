"""Which files to look at: below a folder, beside a DICOMDIR, in an archive, beside one image."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from earseg_app.dicom.store import FileStore
from earseg_app.domain.errors import UnreadableInput

DICOM_SUFFIXES = {".dcm", ".dicom", ".ima"}
# Names that start with a dot are leavings of operating systems.
# Never DICOM: saves opening viewers' programs and pictures on a disc.
_OTHER_SUFFIXES = {
    ".exe", ".dll", ".so", ".dylib", ".jar", ".html", ".htm", ".css", ".js", ".png", ".jpg", ".jpeg", ".gif", ".bmp",
    ".ico", ".txt", ".xml", ".inf", ".ini", ".pdf", ".chm", ".cab", ".msi", ".app", ".json", ".csv", ".gz", ".nii",
    ".nrrd", ".mha", ".stl", ".py", ".md",
}  # fmt: skip


@dataclass(frozen=True)
class Found:
    """A file to look at, or why it is not to be opened."""

    path: Path
    refusal: str = ""


def files_below(path: Path, store: FileStore) -> list[Found]:
    """The files that `path` stands for, in a stable order: a folder of any depth, a DICOMDIR's disc, an archive,
    or the folder of a single image (its series may lie beside it).

    Raises:
        UnreadableInput: if the path is a file of another kind, or the archive cannot be opened.
    """
    if path.is_dir():
        return list(_folder(path, store))
    if path.suffix.lower() == ".zip":
        return _archive(path, store)
    if path.name.upper() == "DICOMDIR":
        return list(_folder(path.parent, store))
    if path.is_file():
        return [Found(file) for file in sorted(path.parent.iterdir()) if file.is_file()]
    raise UnreadableInput(f"{path} is neither a folder nor a file.")


def _folder(folder: Path, store: FileStore) -> Iterator[Found]:
    for parent, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            file = Path(parent, name)
            suffix = file.suffix.lower()
            if name.startswith("."):
                continue
            if suffix == ".zip":
                yield from _inner_archive(file, store)
            elif suffix not in _OTHER_SUFFIXES:
                yield Found(file)


def _inner_archive(file: Path, store: FileStore) -> list[Found]:
    try:
        return _archive(file, store)
    except UnreadableInput as error:
        return [Found(file, error.message.rstrip("."))]


def _archive(path: Path, store: FileStore) -> list[Found]:
    return [
        Found(member, refusal)
        for member, refusal in store.members(path)
        if member.suffix.lower() not in _OTHER_SUFFIXES and not member.name.startswith(".")
    ]
