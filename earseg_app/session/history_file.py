"""The parts of a case file that hold its history."""

from __future__ import annotations

import zipfile
import zlib

import msgspec
import numpy as np
from msgspec.structs import replace

from earseg_app.domain.errors import UnreadableInput
from earseg_app.domain.geometry import Grid
from earseg_app.domain.segmentation import EarShare, LabelArray
from earseg_app.session import nifti
from earseg_app.session.case_record import Snapshot
from earseg_app.session.history import MOST_BYTES
from earseg_app.session.history_record import (
    MOST_UNCERTAINTIES,
    HistoryPart,
    HistoryRecord,
    StoredHistory,
    kept_steps,
    part_of,
    shares_beside,
    uncertainties,
)

STEPS, CODES, UNCERTAINTY = "history/steps.json", "history/codes.bin", "history/uncertainty-{}.nii.gz"
SHARE = "history/ear-share-{}-{}.nii.gz"
LARGEST_JSON_BYTES = 64 * 2**20


def write_history(archive: zipfile.ZipFile, snapshot: Snapshot) -> None:
    """Add the history of a snapshot to a case file; nothing when there is none."""
    made = snapshot.case.segmentation
    current = made.uncertainty if made else None
    history = kept_steps(snapshot.history, (current,))
    if not history.done and not history.undone:
        return
    steps = (*history.done, *history.undone)
    arrays = uncertainties(steps, (current,))
    part, _ = part_of(history, (), arrays, _checksum(made.labels) if made else None)
    others = shares_beside(steps, arrays)[1:]
    grids = tuple(tuple(share.grid for share in shares) for shares in others)
    archive.writestr(STEPS, msgspec.json.encode(replace(part.record, shares=grids)), zipfile.ZIP_DEFLATED, 1)
    archive.writestr(CODES, part.codes)
    for number, array in enumerate(arrays[1:], 1):
        if array is not None:
            archive.writestr(UNCERTAINTY.format(number), nifti.encode(array, snapshot.case.volume.grid))
    for number, shares in enumerate(others, 1):
        for place, share in enumerate(shares, 1):
            archive.writestr(SHARE.format(number, place), nifti.encode(share.share, share.grid))


def read_history(
    archive: zipfile.ZipFile,
    grid: Grid,
    labels: LabelArray | None,
    uncertainty: LabelArray | None,
    shares: tuple[EarShare, ...] = (),
) -> StoredHistory | None:
    """The history in a case file; None when it is missing, damaged, or belongs to other labels than those there."""
    try:
        if archive.getinfo(STEPS).file_size > LARGEST_JSON_BYTES or archive.getinfo(CODES).file_size > MOST_BYTES:
            return None
        record = msgspec.json.decode(archive.read(STEPS), type=HistoryRecord)
        if record.labels_crc32 != (None if labels is None else _checksum(labels)):
            return None  # stepping back from labels that another program changed would mix both
        part = HistoryPart(record, archive.read(CODES))
        names = [UNCERTAINTY.format(number) for number in range(1, MOST_UNCERTAINTIES + 1)]
        others = [
            nifti.decode(archive.read(name), grid.shape_zyx, np.uint8) for name in names if name in archive.namelist()
        ]
        earlier = tuple(_shares(archive, number, grids) for number, grids in enumerate(record.shares, 1))
    except (zipfile.BadZipFile, zlib.error, KeyError, EOFError, NotImplementedError, msgspec.MsgspecError):
        return None
    except UnreadableInput:
        return None
    arrays = (uncertainty, *(np.asarray(other, np.uint8) for other in others))
    return StoredHistory((part,), arrays, (shares, *earlier))


def _shares(archive: zipfile.ZipFile, number: int, grids: tuple[Grid, ...]) -> tuple[EarShare, ...]:
    return tuple(
        EarShare(
            np.asarray(nifti.decode(archive.read(SHARE.format(number, place)), grid.shape_zyx, np.uint8), np.uint8),
            grid,
        )
        for place, grid in enumerate(grids, 1)
    )


def _checksum(labels: LabelArray) -> int:
    return zlib.crc32(np.ascontiguousarray(labels).data)
