"""The index of the library: one SQLite file, opened anew for each question, so that windows may share it."""

from __future__ import annotations

import sqlite3
import unicodedata
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from earseg_app.dicom.library.schema import migrate
from earseg_app.domain.exchange.library import KnownStudy
from earseg_app.domain.study import Patient, Study

# How long one window waits while another writes.
BUSY_S = 10.0
COLUMNS = "number, uid, patient_name, patient_id, birth_date, date, description, images, opened, source, copy"


class Index:
    """Questions to the index; each raises sqlite3.Error when the file is damaged, locked or cannot be written.

    `copies`: the folder that the column `copy` names folders of.
    """

    def __init__(self, path: Path, copies: Path) -> None:
        self._path = path
        self._copies = copies

    def is_sound(self) -> bool:
        """Whether SQLite finds the whole file in order; True when there is none yet."""
        if not self._path.exists():
            return True
        try:
            with self._open() as connection:
                return [row[0] for row in connection.execute("PRAGMA quick_check")] == ["ok"]
        except sqlite3.DatabaseError as error:
            if is_damage(error):
                return False
            raise

    def studies(self, wanted: str = "") -> tuple[KnownStudy, ...]:
        """The studies in which every word of `wanted` occurs (name, id, date, description), the last opened first."""
        words = folded(wanted).split()
        condition = " AND ".join(["words LIKE ? ESCAPE '\\'"] * len(words)) or "1"
        with self._open() as connection:
            rows = connection.execute(
                f"SELECT {COLUMNS} FROM study WHERE {condition} ORDER BY opened DESC, number DESC",
                [f"%{_literal(word)}%" for word in words],
            ).fetchall()
        return tuple(self._study(row) for row in rows)

    def study(self, number: int) -> KnownStudy | None:
        """The study of that number."""
        with self._open() as connection:
            row = connection.execute(f"SELECT {COLUMNS} FROM study WHERE number = ?", [number]).fetchone()
        return self._study(row) if row else None

    def keep(self, patient: Patient, study: Study, source: Path) -> int:
        """Enter a study as opened now, or renew its entry; returns its number.

        A source within the copies does not take the place of where the study came from.
        """
        images = sum(series.slice_count for series in study.series)
        values = (
            study.uid, patient.name, patient.id, patient.birth_date, study.date, study.description, images,
            datetime.now(UTC).isoformat(), str(source), search_words(patient, study),
        )  # fmt: skip
        place = "study.source" if self._copies in source.parents else "excluded.source"
        with self._open() as connection, connection:
            row = connection.execute(
                "INSERT INTO study (uid, patient_name, patient_id, birth_date, date, description, images, opened, "
                "source, words) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
                "ON CONFLICT (uid, patient_id, patient_name) DO UPDATE SET "
                "images = max(study.images, excluded.images), opened = excluded.opened, words = excluded.words, "
                f"source = {place} RETURNING number",
                values,
            ).fetchone()
        return int(row[0])

    def keep_copy(self, number: int, folder: str) -> None:
        """Note the folder of the copies that holds a study; "" when it has none any more."""
        with self._open() as connection, connection:
            connection.execute("UPDATE study SET copy = ? WHERE number = ?", [folder, number])

    def forget(self, number: int) -> None:
        """Delete the entry of a study and its picture."""
        with self._open() as connection, connection:
            connection.execute("DELETE FROM study WHERE number = ?", [number])

    def keep_thumbnail(self, number: int, grey: NDArray[np.uint8]) -> None:
        """The picture of a study, grey values [row, column]."""
        with self._open() as connection, connection:
            connection.execute(
                "INSERT OR REPLACE INTO thumbnail VALUES (?, ?, ?, ?)", [number, *grey.shape, grey.tobytes()]
            )

    def thumbnail(self, number: int) -> NDArray[np.uint8] | None:
        """The picture of a study, grey values [row, column], or None."""
        with self._open() as connection:
            row = connection.execute("SELECT rows, columns, grey FROM thumbnail WHERE study = ?", [number]).fetchone()
        if row is None or row[0] * row[1] != len(row[2]):
            return None
        return np.frombuffer(row[2], np.uint8).reshape(row[0], row[1])

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with closing(sqlite3.connect(self._path, timeout=BUSY_S)) as connection:
            # Readers don't wait for writers; where a network drive can't do so, SQLite keeps its usual way.
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA foreign_keys = ON")
            migrate(connection)
            yield connection

    def _study(self, row: tuple[int, str, str, str, str, str, str, int, str, str, str]) -> KnownStudy:
        number, uid, name, patient_id, birth_date, date, description, images, opened, source, copy = row
        folder = self._copies / copy if copy else None
        return KnownStudy(
            number, uid, name, patient_id, birth_date, date, description, images, opened, Path(source),
            folder if folder is not None and folder.is_dir() else None,
        )  # fmt: skip


def is_damage(error: sqlite3.Error) -> bool:
    """Whether an error says that the file is no sound database."""
    # Absent on errors that Python's own layer raises.
    code = getattr(error, "sqlite_errorcode", 0)
    # Extended codes keep the basic one in their low byte.
    return code & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def search_words(patient: Patient, study: Study) -> str:
    """What a search looks through: name, id and date, with and without hyphens, and the description."""
    date = study.date
    dashed = f"{date[:4]}-{date[4:6]}-{date[6:]}" if len(date) == 8 else ""
    name = patient.name.replace("^", " ").replace("=", " ")
    return folded(" ".join([name, patient.id, date, dashed, study.description]))


def folded(words: str) -> str:
    """Words without case and accents, so that `zoe` finds `Zoë`."""
    parts = unicodedata.normalize("NFKD", words.casefold())
    return "".join(part for part in parts if not unicodedata.combining(part))


def _literal(word: str) -> str:
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
