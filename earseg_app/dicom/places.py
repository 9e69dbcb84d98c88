"""Which files to look at: below a folder, beside a DICOMDIR, in an archive, beside one image."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
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
    """A file to look at, or why it is not to be opened; `share` 0…1: how much of the place lies behind once it is."""

    path: Path
    refusal: str = ""
    share: float = 1.0


def files_below(path: Path, store: FileStore) -> Iterator[Found]:
    """The files that `path` stands for, in a stable order: a folder of any depth, a DICOMDIR's disc, an archive,
    or the folder of a single image (its series may lie beside it). A folder is listed when its turn comes, so that
    the first file of a slow disc comes at once.

    Raises:
        UnreadableInput: if the path is a file of another kind, or the archive cannot be opened.
    """
    if path.is_dir():
        yield from _folder(path, store, 0.0, 1.0)
    elif path.suffix.lower() == ".zip":
        yield from _spread(_archive(path, store), 0.0, 1.0)
    elif path.name.upper() == "DICOMDIR":
        yield from _folder(path.parent, store, 0.0, 1.0)
    elif path.is_file():
        yield from _spread([Found(file) for file in sorted(path.parent.iterdir()) if file.is_file()], 0.0, 1.0)
    else:
        raise UnreadableInput(f"{path} is neither a folder nor a file.")


def _folder(folder: Path, store: FileStore, start: float, end: float) -> Iterator[Found]:
    """Files first, then each folder; every one of them counts for the same share of `start`…`end`."""
    files, folders = _listed(folder)
    each = (end - start) / max(len(files) + len(folders), 1)
    for index, file in enumerate(files):
        begun = start + index * each
        if file.suffix.lower() == ".zip":
            yield from _spread(_inner_archive(file, store), begun, begun + each)
        else:
            yield Found(file, share=begun + each)
    for index, inner in enumerate(folders, len(files)):
        yield from _folder(inner, store, start + index * each, start + (index + 1) * each)


def _listed(folder: Path) -> tuple[list[Path], list[Path]]:
    """The files of a folder that may be images, and its folders; a folder that cannot be read is passed over."""
    files, folders = list[Path](), list[Path]()
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_dir():
                    if not entry.is_symlink():
                        folders.append(folder / entry.name)
                elif not entry.name.startswith(".") and Path(entry.name).suffix.lower() not in _OTHER_SUFFIXES:
                    files.append(folder / entry.name)
    except OSError:
        return [], []
    return sorted(files), sorted(folders)


def _spread(found: list[Found], start: float, end: float) -> Iterator[Found]:
    for index, file in enumerate(found, 1):
        yield replace(file, share=start + (end - start) * index / len(found))


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
