"""Picture archives of a hospital (PACS) as the program knows them, and what can be asked of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum

from earseg_app.domain.errors import EarsegError

# DICOM PS3.15 and IANA: the registered port of DICOM; what most small archives listen on.
DICOM_PORT = 11112
# More matches than this are no list to choose from.
MOST_MATCHES = 200


class PacsError(EarsegError):
    """A PACS could not be reached, refused, or did not give what was asked of it; nothing half-received remains."""


class Retrieval(Enum):
    """How images come: over the connection that asks (C-GET), or sent back to this computer (C-MOVE)."""

    AUTO = "auto"
    GET = "get"
    MOVE = "move"


@dataclass(frozen=True)
class PacsNode:
    """One PACS. `own_ae_title` and `own_port` are what its administrator entered for this computer.

    `ca_file`: certificates to trust, `certificate_file`: own certificate with its key; both PEM, used with `tls`.
    `timeout_s`: how long a silent PACS is waited for.
    """

    name: str
    ae_title: str
    host: str
    port: int = 104
    own_ae_title: str = "EARSEG"
    own_port: int = DICOM_PORT
    retrieval: Retrieval = Retrieval.AUTO
    tls: bool = False
    ca_file: str = ""
    certificate_file: str = ""
    timeout_s: int = 30


@dataclass(frozen=True)
class PacsQuery:
    """What to look for; `*` and `?` are wildcards. Dates `YYYYMMDD`, either end of the range may be open."""

    patient_name: str = ""
    patient_id: str = ""
    accession: str = ""
    date_from: str = ""
    date_to: str = ""
    modality: str = "CT"

    @property
    def is_empty(self) -> bool:
        """Whether it would match every examination of the hospital."""
        return not any(
            part.strip(" *?^")
            for part in (self.patient_name, self.patient_id, self.accession, self.date_from, self.date_to)
        )


def checked(query: PacsQuery) -> PacsQuery:
    """The query with its dates as DICOM writes them.

    Raises:
        PacsError: if a date is none, or the range ends before it begins: an archive would answer with nothing.
    """
    first, last = _day(query.date_from), _day(query.date_to)
    if first and last and last < first:
        raise PacsError("The range of dates ends before it begins.", "Exchange the two dates.")
    return replace(query, date_from=first, date_to=last)


def _day(words: str) -> str:
    """`2026-03-09` or `20260309` as `20260309`, "" as it is."""
    digits = words.strip().replace("-", "")
    try:
        return datetime.strptime(digits, "%Y%m%d").strftime("%Y%m%d") if digits else ""
    except ValueError:
        raise PacsError(f"{words.strip()} is no date.", "Write it as year, month, day: 2026-03-09.") from None


@dataclass(frozen=True)
class FoundStudy:
    """One examination in a PACS."""

    uid: str
    patient_name: str
    patient_id: str
    birth_date: str
    date: str
    description: str
    modalities: str
    image_count: int | None = None


@dataclass(frozen=True)
class FoundSeries:
    """One series in a PACS; `image_count` is None where it does not say."""

    uid: str
    study_uid: str
    number: int | None
    modality: str
    description: str
    image_count: int | None = None
