"""What is on a disc: walk a folder, an archive or a DICOMDIR and read headers only."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

from earseg_app.dicom.enhanced import described
from earseg_app.dicom.grouping import group
from earseg_app.dicom.header import MEDIA_DIRECTORY, Header, read_header
from earseg_app.dicom.index import named_files
from earseg_app.dicom.places import DICOM_SUFFIXES, Found, files_below
from earseg_app.dicom.store import FileStore
from earseg_app.dicom.tolerant import PREAMBLE_BYTES, READ_ERRORS, looks_like_dicom
from earseg_app.domain.errors import EarsegError, UnreadableInput, nameless
from earseg_app.domain.progress import Reporter
from earseg_app.domain.study import BrokenFile, Catalog

# The first series shall be shown within a second; later catalogs come more rarely, for grouping costs time too.
FIRST_SHOWN_S = 0.3
HEAD_BYTES = PREAMBLE_BYTES + 4


def read_catalog(path: Path, reporter: Reporter) -> Catalog:
    """All patients, studies and series at `path`: a folder, a DICOMDIR, a zip archive or one image file.

    Raises:
        UnreadableInput: if nothing is there, or it cannot be read at all.
        Cancelled: if the reporter was cancelled.
    """
    *_, whole = scan(path, reporter)
    return whole


def scan(path: Path, reporter: Reporter) -> Iterator[Catalog]:
    """Growing catalogs of `path` while its files are read, the last one complete.

    Raises:
        UnreadableInput: if nothing is there, or it cannot be read at all.
        Cancelled: if the reporter was cancelled.
    """
    if not path.exists():
        raise UnreadableInput(f"{path} is not there.", "Was the disc taken out?")
    with FileStore() as store:
        shelf = _Shelf(_series_of(store, path))
        due = time.monotonic() + FIRST_SHOWN_S
        behind = 0.0
        for count, file in enumerate(files_below(path, store)):
            reporter.step(behind, f"Reading headers: {count} files so far")
            shelf.add(store, file)
            behind = file.share
            if time.monotonic() > due:
                started = time.monotonic()
                yield shelf.catalog(path)
                # At most a tenth of the time goes into intermediate catalogs.
                due = time.monotonic() + max(FIRST_SHOWN_S, 10 * (time.monotonic() - started))
        shelf.add_missing(store)
        reporter.step(1.0, "All headers read")
        yield shelf.catalog(path)


class _Shelf:
    """Headers and broken files collected so far, and the indexes met on the way."""

    def __init__(self, series_uid: str) -> None:
        self._series_uid = series_uid
        self.headers: list[Header] = []
        self.broken: list[BrokenFile] = []
        self._indexes: list[Path] = []
        self._seen: set[str] = set()

    def catalog(self, path: Path) -> Catalog:
        """What was collected so far."""
        return Catalog(path, group(self.headers), tuple(self.broken))

    def add(self, store: FileStore, file: Found) -> None:
        """Read one file; what is no DICOM is passed over unless it pretends to be."""
        self._seen.add(str(file.path).lower())
        if file.refusal:
            self.broken.append(BrokenFile(file.path, f"Not opened: {file.refusal}."))
            return
        pretends = file.path.suffix.lower() in DICOM_SUFFIXES
        try:
            header = _header(store, file.path)
        except READ_ERRORS:
            self._broken(file.path, "This file is damaged or cut short.")
            return
        except EarsegError as error:
            self._broken(file.path, error.sentence())
            return
        if header is None:
            if pretends:
                self._broken(file.path, "This is not a DICOM file although its name says so.")
        elif header.sop_class == MEDIA_DIRECTORY or _is_index_name(file.path):
            self._indexes.append(file.path)
        elif not header.series_uid:
            self._broken(file.path, "This file does not say which series it belongs to, or is cut short.")
        elif self._series_uid in ("", header.series_uid):
            self.headers.append(described(store, header) if header.is_enhanced else header)

    def add_missing(self, store: FileStore) -> None:
        """List the files that a DICOMDIR names and the disc lacks."""
        for index in self._indexes:
            try:
                names = named_files(store, index)
            except (*READ_ERRORS, EarsegError):
                self._broken(index, "This index of the disc is damaged; the files beside it were searched instead.")
                continue
            self.broken.extend(missing(index, names, self._seen))

    def _broken(self, path: Path, reason: str) -> None:
        self.broken.append(BrokenFile(path, reason))


def missing(index: Path, names: list[tuple[str, ...]], present: set[str]) -> list[BrokenFile]:
    """Files named by an index that are not among the lower-case paths `present`.

    Names are relative to the root of the disc, which may be any folder above a nested index.
    """
    roots = list(index.parents)
    absent = []
    for name in names:
        if ".." in name:
            absent.append(BrokenFile(index.parent / name[-1], f"{index.name} names a file outside the disc."))
        elif not any(str(root.joinpath(*name)).lower() in present for root in roots):
            path = _root(index, name).joinpath(*name)
            absent.append(BrokenFile(path, f"{index.name} names this file, but it is not on the disc."))
    return absent


def _series_of(store: FileStore, path: Path) -> str:
    """The SeriesInstanceUID that a catalog of one image file is limited to, "" for every other place.

    Raises:
        UnreadableInput: if the file is no DICOM image.
    """
    if path.is_dir() or path.suffix.lower() == ".zip" or _is_index_name(path):
        return ""
    try:
        header = _header(store, path)
    except READ_ERRORS as error:
        raise UnreadableInput(f"{path.name} is damaged or cut short.", "Copy it again.", nameless(error)) from error
    if header is None or not header.series_uid:
        raise UnreadableInput(f"{path.name} is not a DICOM image.", "Choose a scan, or the folder of one.")
    return header.series_uid if header.sop_class != MEDIA_DIRECTORY else ""


def _root(index: Path, name: tuple[str, ...]) -> Path:
    """The folder that an index's names start from: above a nested index, where its own folders repeat the name."""
    return next((root for root in index.parents if (root / name[0]).is_dir()), index.parent)


def _header(store: FileStore, path: Path) -> Header | None:
    """The header of a file, or None when it is no DICOM file."""
    with store.open(path) as file:
        head = file.read(HEAD_BYTES)
        if not looks_like_dicom(head):
            return None
        file.seek(0)
        return read_header(file, path)


def _is_index_name(path: Path) -> bool:
    return path.name.upper() == "DICOMDIR"
