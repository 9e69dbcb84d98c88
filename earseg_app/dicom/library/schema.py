"""The tables of the library and how older ones become them; `user_version` says which an index has."""

from __future__ import annotations

import sqlite3

from earseg_app.domain.errors import UnreadableInput

# Each brings an index from the version of its place to the next. What was released is never edited, only followed.
MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        """CREATE TABLE study (
            number INTEGER PRIMARY KEY,
            uid TEXT NOT NULL,
            patient_name TEXT NOT NULL,
            patient_id TEXT NOT NULL,
            birth_date TEXT NOT NULL,
            date TEXT NOT NULL,
            description TEXT NOT NULL,
            images INTEGER NOT NULL,
            opened TEXT NOT NULL,
            source TEXT NOT NULL,
            copy TEXT NOT NULL DEFAULT '',
            words TEXT NOT NULL,
            UNIQUE (uid, patient_id, patient_name)
        )""",
    ),
    (
        """CREATE TABLE thumbnail (
            study INTEGER PRIMARY KEY REFERENCES study (number) ON DELETE CASCADE,
            rows INTEGER NOT NULL,
            columns INTEGER NOT NULL,
            grey BLOB NOT NULL
        )""",
        "CREATE INDEX study_opened ON study (opened)",
    ),
)
VERSION = len(MIGRATIONS)


def migrate(connection: sqlite3.Connection) -> None:
    """Bring an index up to `VERSION`, all steps or none; two programs may do so at once.

    Raises:
        UnreadableInput: if a newer EarSeg wrote it; nothing is changed then.
        sqlite3.Error: if the file is damaged or cannot be written.
    """
    if _version(connection) == VERSION:
        return
    connection.execute("BEGIN IMMEDIATE")
    with connection:
        version = _version(connection)
        if version > VERSION:
            raise UnreadableInput(
                "The library was written by a newer EarSeg.", "Open it with that version; nothing was changed."
            )
        for step in MIGRATIONS[version:]:
            for statement in step:
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {VERSION}")


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])
