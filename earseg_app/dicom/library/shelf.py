"""The user's library: the studies opened so far, and the copies for which no disc is needed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from earseg_app.dicom.library.copies import copies_in, copy_study, folder_name, remove, sweep
from earseg_app.dicom.library.index import Index, is_damage
from earseg_app.domain.errors import EarsegError, ExportError, UnreadableInput
from earseg_app.domain.exchange.library import KnownStudy
from earseg_app.domain.progress import Reporter
from earseg_app.domain.study import Catalog, Patient, Study

INDEX = "library.sqlite3"
COPIES = "studies"


@dataclass(frozen=True)
class Repair:
    """What a repair did: studies entered from their copies, and where the damaged index was put, if it was damaged."""

    entered: int
    kept_aside: Path | None

    def sentence(self) -> str:
        """For the user; "" when there was nothing to repair."""
        if self.kept_aside is not None:
            return (
                f"The index of the library was damaged. It was made again from the {self.entered} copied studies; "
                f"those that were only listed come back when they are opened. The damaged file is kept as "
                f"{self.kept_aside.name}."
            )
        return (
            f"{self.entered} copied studies were missing in the library and are listed again." if self.entered else ""
        )


class StudyLibrary:
    """Lists, copies and removes studies, in a folder of the user's own.

    Every method raises UnreadableInput when the index is damaged (`repair` helps) or of a newer EarSeg, and
    ExportError when the disk refuses.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._path = folder / INDEX
        self._copies = folder / COPIES
        self._index = Index(self._path, self._copies)

    def studies(self, wanted: str = "") -> tuple[KnownStudy, ...]:
        """The studies in which every word of `wanted` occurs (name, id, date, description), the last opened first."""
        with _in_words():
            return self._index.studies(wanted)

    def thumbnail(self, number: int) -> NDArray[np.uint8] | None:
        """The picture of a study, grey values [row, column], or None."""
        with _in_words():
            return self._index.thumbnail(number)

    def enter(self, catalog: Catalog, series_uid: str) -> KnownStudy:
        """Note that the study of a series was opened, with the picture of its best series."""
        patient, study = study_of(catalog, series_uid)
        return self._entered(patient, study, catalog.source)

    def copy(self, catalog: Catalog, series_uid: str, reporter: Reporter) -> KnownStudy:
        """Copy the study of a series into the library, whole or not at all; an older copy of it is replaced.

        Raises:
            UnreadableInput: if a file cannot be read.
            ExportError: if there is too little room.
            Cancelled: if the reporter was cancelled. The library is as it was then.
        """
        patient, study = study_of(catalog, series_uid)
        with _in_words():
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder = self._copies / folder_name(study, patient.id)
        copy_study(study, folder, reporter)
        known = self._entered(patient, study, catalog.source)
        with _in_words():
            self._index.keep_copy(known.number, folder.name)
        if known.copy is not None:
            with suppress(ExportError):
                remove(known.copy)
        return self._known(known.number)

    def remove(self, number: int) -> None:
        """Take a study out of the library: entry, picture and copy; the disc it came from is not touched."""
        known = self._known(number)
        if known.copy is not None:
            remove(known.copy)
        with _in_words():
            self._index.forget(number)

    def is_sound(self) -> bool:
        """Whether the index can be trusted."""
        with _in_words():
            return self._index.is_sound()

    def repair(self, reporter: Reporter) -> Repair:
        """Put a damaged index aside, enter every copy that is not listed, and sweep what interruptions left.

        Raises:
            Cancelled: if the reporter was cancelled; a second repair goes on from there.
        """
        aside = None if self.is_sound() else self._put_aside()
        sweep(self._copies)
        listed = {known.copy for known in self.studies()}
        lost = [copy for copy in copies_in(self._copies) if copy not in listed]
        entered = sum(
            self._enter_copy(copy, reporter.part(i / len(lost), (i + 1) / len(lost))) for i, copy in enumerate(lost)
        )
        return Repair(entered, aside)

    def _known(self, number: int) -> KnownStudy:
        with _in_words():
            known = self._index.study(number)
        if known is None:
            raise UnreadableInput(
                f"The library holds no study {number}.", "It may have been removed in another window."
            )
        return known

    def _entered(self, patient: Patient, study: Study, source: Path) -> KnownStudy:
        with _in_words():
            number = self._index.keep(patient, study, source)
        best = max((s for s in study.series if s.files and not s.refusal), key=lambda s: s.score, default=None)
        if best is not None:
            # Reads DICOM, which listing the studies at the start of the window does without.
            from earseg_app.dicom.thumbnail import thumbnail

            with suppress(EarsegError), _in_words():
                self._index.keep_thumbnail(number, thumbnail(best))
        return self._known(number)

    def _enter_copy(self, copy: Path, reporter: Reporter) -> int:
        from earseg_app.dicom.catalog import read_catalog

        catalog = read_catalog(copy, reporter)
        studies = [(patient, study) for patient in catalog.patients for study in patient.studies]
        for patient, study in studies:
            known = self._entered(patient, study, copy)
            with _in_words():
                self._index.keep_copy(known.number, copy.name)
        return len(studies)

    def _put_aside(self) -> Path:
        aside = self._path.with_name(f"library.damaged-{datetime.now(UTC):%Y%m%d-%H%M%S-%f}.sqlite3")
        with _in_words():
            # What SQLite keeps beside the index belongs to the damaged one.
            for ending in ("-wal", "-shm", ""):
                beside = self._path.with_name(self._path.name + ending)
                if beside.exists():
                    beside.replace(aside.with_name(aside.name + ending))
        return aside


def study_of(catalog: Catalog, series_uid: str) -> tuple[Patient, Study]:
    """The patient and the study that a series of a catalog belongs to.

    Raises:
        UnreadableInput: if the catalog has no such series.
    """
    for patient in catalog.patients:
        for study in patient.studies:
            if any(series.uid == series_uid for series in study.series):
                return patient, study
    raise UnreadableInput("This series is no longer in the list.", "Look at the disc again.")


@contextmanager
def _in_words() -> Iterator[None]:
    """What SQLite and the disk refuse, in words; the details name no file."""
    try:
        yield
    except sqlite3.Error as error:
        name = getattr(error, "sqlite_errorname", "")
        if is_damage(error):
            raise UnreadableInput(
                "The index of the library is damaged.",
                "Start the program again, or run `earseg library repair`: it is made anew from the copied studies.",
                name,
            ) from error
        if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
            raise ExportError("Another window is writing to the library.", "Try again in a moment.", name) from error
        raise ExportError(
            "The library cannot be read or written.", "Is its disk full, or its folder read-only?", name
        ) from error
    except OSError as error:
        raise ExportError(
            "The folder of the library cannot be read or written.", "Is its disk full or gone?", error.strerror or ""
        ) from error
