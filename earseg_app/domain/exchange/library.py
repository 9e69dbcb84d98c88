"""A study in the user's library, as a record without pixels."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class KnownStudy:
    """One study that was opened or copied.

    `number`: its number in the library. `birth_date`, `date`: YYYYMMDD as in the header, or "". `opened`: when it was
    opened last, ISO 8601 UTC. `source`: where it was found. `copy`: the library's own copy, or None.
    """

    number: int
    uid: str
    patient_name: str
    patient_id: str
    birth_date: str
    date: str
    description: str
    images: int
    opened: str
    source: Path
    copy: Path | None = None

    @property
    def place(self) -> Path:
        """Where to open it: the copy, which needs no disc, before the source."""
        return self.copy or self.source
