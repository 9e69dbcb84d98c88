"""The case file: one zip that holds a case; written whole or not at all, the version before it kept beside it."""

from __future__ import annotations

import hashlib
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from earseg_app.domain.errors import UnreadableInput, nameless
from earseg_app.domain.geometry import Grid
from earseg_app.domain.progress import Reporter
from earseg_app.domain.segmentation import EarShare, LabelArray
from earseg_app.domain.volume import Volume
from earseg_app.files.whole import writing
from earseg_app.session import nifti
from earseg_app.session.case_migrations import migrated
from earseg_app.session.case_record import CaseRecord, Snapshot, record_of, scan_record
from earseg_app.session.history_file import read_history, write_history
from earseg_app.session.history_record import StoredHistory
from earseg_app.version import __version__

SUFFIX = ".earseg"
BACKUP_SUFFIX = ".bak"
CASE, LABELS, UNCERTAINTY, SCAN = "case.json", "labels.nii.gz", "uncertainty.nii.gz", "scan.nii.gz"
SHARE = "ear-share-{}.nii.gz"
NOTICE = "Research use only, not a medical device."
LARGEST_JSON_BYTES = 64 * 2**20


@dataclass(frozen=True, eq=False)
class StoredCase:
    """What a case file holds: the record, the arrays [z, y, x] that go with it, the CT when included, its steps."""

    record: CaseRecord
    labels: LabelArray | None = None
    uncertainty: LabelArray | None = None
    volume: Volume | None = None
    history: StoredHistory | None = None
    shares: tuple[EarShare, ...] = ()


def fingerprint(volume: Volume) -> str:
    """SHA-256 (hex) of the Hounsfield units, int16 little-endian in array order: the same scan, read again, has it."""
    return hashlib.sha256(np.ascontiguousarray(volume.hu, "<i2").data).hexdigest()


class Fingerprints:
    """Fingerprints of scans; that of the scan asked for last is not computed again."""

    def __init__(self) -> None:
        self._last: tuple[Volume, str] | None = None

    def of(self, volume: Volume) -> str:
        """The `fingerprint` of a scan."""
        last = self._last
        if last is None or last[0] is not volume:
            self._last = last = (volume, fingerprint(volume))
        return last[1]


def save_case(
    path: Path, snapshot: Snapshot, sha256: str, *, include_scan: bool = False, reporter: Reporter | None = None
) -> None:
    """Write a case file; what was at `path` is kept as `NAME.earseg.bak`.

    `sha256`: the `fingerprint` of the scan.

    Raises:
        ExportError: if the disk or the rights don't allow it; what was at `path` stays as it was.
        Cancelled: if the reporter was cancelled.
    """
    reporter = reporter or Reporter()
    with writing(path, previous=path.with_name(path.name + BACKUP_SUFFIX)) as part:
        write_archive(part, snapshot, sha256, include_scan, reporter)
    reporter.step(1.0, "Saved")


def write_archive(part: Path, snapshot: Snapshot, sha256: str, include_scan: bool, reporter: Reporter) -> None:
    """Write the zip itself to a file that is published by the caller."""
    case = snapshot.case
    with zipfile.ZipFile(part, "w", zipfile.ZIP_STORED) as archive:
        reporter.step(0.0, "Saving the case")
        archive.writestr(CASE, msgspec.json.format(case_json(snapshot, sha256, include_scan), indent=1))
        made = case.segmentation
        if made is not None:
            archive.writestr(LABELS, nifti.encode(made.labels, made.grid))
            if made.uncertainty is not None:
                archive.writestr(UNCERTAINTY, nifti.encode(made.uncertainty, made.grid))
            for number, share in enumerate(made.shares, 1):
                archive.writestr(SHARE.format(number), nifti.encode(share.share, share.grid))
        write_history(archive, snapshot)
        if include_scan:
            reporter.step(0.3, "Saving the scan")
            archive.writestr(SCAN, nifti.encode(case.volume.hu, case.volume.grid))


def case_json(snapshot: Snapshot, sha256: str, include_scan: bool = False) -> bytes:
    """The `case.json` of a snapshot."""
    record = record_of(
        snapshot,
        scan_record(snapshot.case, sha256, include_scan),
        program=f"EarSeg {__version__}",
        saved_at=datetime.now(UTC).isoformat(timespec="seconds"),
        notice=NOTICE,
    )
    return msgspec.json.encode(record)


def read_case(path: Path, reporter: Reporter | None = None) -> StoredCase:
    """What a case file of this or any earlier version holds.

    Raises:
        UnreadableInput: if it is missing, damaged, no case, or of a later version.
        Cancelled: if the reporter was cancelled.
    """
    reporter = reporter or Reporter()
    reporter.step(0.0, "Opening the case")
    try:
        with zipfile.ZipFile(path) as archive:
            return _read(archive, reporter)
    except FileNotFoundError as error:
        raise UnreadableInput(f"{path.name} is not there.", "It may have been moved, or its drive is gone.") from error
    except (zipfile.BadZipFile, zlib.error, KeyError, EOFError, NotImplementedError, OSError) as error:
        raise UnreadableInput(f"{path.name} cannot be read as a case.", _backup_hint(path), nameless(error)) from error
    except msgspec.MsgspecError as error:
        raise UnreadableInput(
            f"The description inside {path.name} is damaged.", _backup_hint(path), str(error)
        ) from error


def _read(archive: zipfile.ZipFile, reporter: Reporter) -> StoredCase:
    if archive.getinfo(CASE).file_size > LARGEST_JSON_BYTES:
        raise UnreadableInput("The description inside the case file is too large to be one.")
    record = decode_record(archive.read(CASE))
    reporter.step(0.2, "Opening the case")
    made = record.segmentation
    labels = _array(archive, LABELS, record, np.uint8) if made else None
    uncertainty = _array(archive, UNCERTAINTY, record, np.uint8) if made and made.has_uncertainty else None
    reporter.step(0.4, "Opening the case")
    volume = None
    if record.scan.included:
        volume = volume_of(record, _array(archive, SCAN, record, np.int16))
    shares = tuple(_shares(archive, made.shares)) if made else ()
    history = read_history(archive, record.scan.grid, labels, uncertainty, shares) if record.has_history else None
    reporter.step(1.0, "Opening the case")
    return StoredCase(record, labels, uncertainty, volume, history, shares)


def decode_record(content: bytes) -> CaseRecord:
    """The record that a `case.json` of any version states."""
    return msgspec.convert(migrated(msgspec.json.decode(content)), CaseRecord, str_keys=True)


def volume_of(record: CaseRecord, hu: NDArray[np.int16]) -> Volume:
    """The CT of a record with its Hounsfield units [z, y, x]."""
    scan = record.scan
    return Volume(
        hu, scan.grid, scan.title, scan.series_uid, scan.notes, scan.side_hint, scan.has_patient_frame, scan.mark
    )


def _array(archive: zipfile.ZipFile, name: str, record: CaseRecord, dtype: type[Any]) -> NDArray[Any]:
    return nifti.decode(archive.read(name), record.scan.grid.shape_zyx, dtype)


def _shares(archive: zipfile.ZipFile, grids: tuple[Grid, ...]) -> Iterator[EarShare]:
    for number, grid in enumerate(grids, 1):
        share = nifti.decode(archive.read(SHARE.format(number)), grid.shape_zyx, np.uint8)
        yield EarShare(np.asarray(share, np.uint8), grid)


def _backup_hint(path: Path) -> str:
    backup = path.with_name(path.name + BACKUP_SUFFIX)
    if backup.exists():
        return f"The version before it lies beside it as {backup.name}: copy it, rename the copy to end in {SUFFIX}."
    return "It may be damaged or cut short."
