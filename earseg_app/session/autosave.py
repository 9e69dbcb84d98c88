"""Work that is not saved yet, kept where a crash cannot reach it: a whole case now and then, and what changed since.

A folder for each run holds `base-N.earseg`, a case file without its scan, and `journal-N`, entries with the changed
boxes and the steps of the history since. The journal of a generation exists before its base, and the older generation
goes only when the newer is on the disk, so at every moment one of them is whole.
"""

from __future__ import annotations

import zlib
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import msgspec
import numpy as np

from earseg_app.domain.errors import UnreadableInput
from earseg_app.domain.progress import Reporter
from earseg_app.domain.segmentation import LabelArray
from earseg_app.files.lock import InUse, Lock
from earseg_app.files.refusal import in_words
from earseg_app.files.whole import writing
from earseg_app.session import journal
from earseg_app.session.case_file import StoredCase, case_json, decode_record, read_case, write_archive
from earseg_app.session.case_record import Snapshot
from earseg_app.session.history_record import (
    Arrays,
    HistoryPart,
    Steps,
    StoredHistory,
    kept_steps,
    part_of,
    uncertainties,
)

LOCK = "lock"
# After so many entries, or bytes, a new base keeps the recovery quick.
MOST_ENTRIES, MOST_BYTES = 200, 16 * 2**20
NOT_KEPT = "the last changes are not protected against a crash"


class ChangedBox(msgspec.Struct, frozen=True):
    """Label codes of a block whose first voxel is `start_zyx`, deflated."""

    start_zyx: tuple[int, int, int]
    shape_zyx: tuple[int, int, int]
    labels: bytes


class Entry(msgspec.Struct, frozen=True):
    """One entry of the journal: the case file of the case, its record, what changed in labels and history."""

    file: str
    record: bytes
    box: ChangedBox | None = None
    history: HistoryPart | None = None


@dataclass(frozen=True, eq=False)
class Recovered:
    """A case that a run left behind: what it held, and the case file it belonged to, if any."""

    stored: StoredCase
    file: Path | None


class RecoveryStore:
    """Keeps the case of one run in a folder of its own, which it locks."""

    def __init__(self, folder: Path) -> None:
        """Take a folder, new or left behind by another run.

        Raises:
            InUse: if a living run holds it.
            OSError: if it cannot be made.
        """
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self._lock = Lock.take(folder / LOCK)
        self._kept: Snapshot | None = None
        self._generation = max(_generations(folder), default=0)
        self._entries = self._bytes = 0
        self._steps: Steps = ()
        self._arrays: Arrays = (None,)

    def keep(self, snapshot: Snapshot, sha256: str, file: Path | None) -> None:
        """Have the disk hold this state; `sha256`: the fingerprint of its scan, `file`: its case file.

        Raises:
            ExportError: if the disk does not take it; what was kept before stays.
        """
        before, self._kept = self._kept, None  # after a failure the next time begins anew
        with in_words(NOT_KEPT):
            if self._needs_base(before, snapshot):
                self._begin(snapshot, sha256, file)
            else:
                self._append(snapshot, sha256, file, _changed_box(before, snapshot))
        self._kept = snapshot

    def clear(self) -> None:
        """Forget what is kept: it was saved, or is not wanted."""
        for path in sorted(self.folder.glob("*-*")):  # bases first: a journal without its base is nothing
            with suppress(OSError):
                path.unlink()
        self._kept = None

    def close(self, keep: bool = False) -> None:
        """End: give the folder back, and remove it unless it is to be offered at the next start."""
        self._lock.release()
        if not keep:
            _remove(self.folder)

    def _needs_base(self, old: Snapshot | None, new: Snapshot) -> bool:
        if old is None or self._entries >= MOST_ENTRIES or self._bytes >= MOST_BYTES:
            return True
        before, after = old.case.segmentation, new.case.segmentation
        if old.case.volume is not new.case.volume or (before is None) is not (after is None):
            return True
        if before is not None and after is not None and before.uncertainty is not after.uncertainty:
            return True
        steps = kept_steps(new.history, self._arrays)
        return len(uncertainties((*steps.done, *steps.undone), self._arrays)) > len(self._arrays)

    def _begin(self, snapshot: Snapshot, sha256: str, file: Path | None) -> None:
        older = _generations(self.folder)
        self._generation = max(older, default=self._generation) + 1
        self._entries = 0
        made = snapshot.case.segmentation
        current = (made.uncertainty if made else None,)
        steps = kept_steps(snapshot.history, current)
        self._steps = (*steps.done, *steps.undone)
        self._arrays = uncertainties(self._steps, current)
        _journal(self.folder, self._generation).unlink(missing_ok=True)
        self._append(snapshot, sha256, file, None)
        with writing(_base(self.folder, self._generation)) as part:
            write_archive(part, snapshot, sha256, False, Reporter())
        for generation in older:
            for path in (_base(self.folder, generation), _journal(self.folder, generation)):
                path.unlink(missing_ok=True)

    def _append(self, snapshot: Snapshot, sha256: str, file: Path | None, box: ChangedBox | None) -> None:
        part, self._steps = part_of(kept_steps(snapshot.history, self._arrays), self._steps, self._arrays)
        entry = Entry(str(file or ""), case_json(snapshot, sha256), box, part)
        self._bytes = journal.append(_journal(self.folder, self._generation), msgspec.msgpack.encode(entry))
        self._entries += 1


def left_behind(place: Path) -> tuple[Path, ...]:
    """The folders in `place` in which dead runs left a case, the newest first; empty ones are removed."""
    found = []
    for folder in place.iterdir() if place.is_dir() else ():
        try:
            lock = Lock.take(folder / LOCK)
        except (InUse, OSError):
            continue
        lock.release()
        bases = [_base(folder, generation) for generation in _generations(folder)]
        if any(base.exists() for base in bases):
            found.append((max(path.stat().st_mtime for path in folder.iterdir()), folder))
        else:
            _remove(folder)
    return tuple(folder for _, folder in sorted(found, reverse=True))


def recover(folder: Path) -> Recovered:
    """The case of the last entry that was kept in a folder.

    Raises:
        UnreadableInput: if nothing whole is there.
    """
    for generation in sorted(_generations(folder), reverse=True):
        if _base(folder, generation).exists():
            return _replayed(read_case(_base(folder, generation)), _journal(folder, generation))
    raise UnreadableInput("Nothing of that case was kept.", "Open its case file or its scan.")


def _replayed(base: StoredCase, path: Path) -> Recovered:
    labels, record, file = base.labels, base.record, ""
    parts = list(base.history.parts) if base.history else []
    for content in journal.entries(path) if path.exists() else ():
        entry = msgspec.msgpack.decode(content, type=Entry)
        record, file = decode_record(entry.record), entry.file
        if entry.box is not None and labels is not None:
            _apply(labels, entry.box)
        if entry.history is not None:
            parts.append(entry.history)
    arrays = base.history.uncertainties if base.history else (base.uncertainty,)
    lost = base.record.has_history and base.history is None
    shares = base.history.shares if base.history else (base.shares,)
    history = StoredHistory(tuple(parts), arrays, shares) if parts and not lost else None
    stored = StoredCase(record, labels, base.uncertainty, history=history, shares=base.shares)
    return Recovered(stored, Path(file) if file else None)


def _apply(labels: LabelArray, box: ChangedBox) -> None:
    where = tuple(slice(start, start + count) for start, count in zip(box.start_zyx, box.shape_zyx, strict=True))
    labels[where] = np.frombuffer(zlib.decompress(box.labels), np.uint8).reshape(box.shape_zyx)


def _changed_box(old: Snapshot | None, new: Snapshot) -> ChangedBox | None:
    """The smallest block that holds every changed voxel; None when none changed."""
    before, after = old.case.segmentation if old else None, new.case.segmentation
    if before is None or after is None or before.labels is after.labels:
        return None
    # Slice by slice: comparing whole heads at once would take as much memory again.
    slices = [z for z, (a, b) in enumerate(zip(before.labels, after.labels, strict=True)) if not np.array_equal(a, b)]
    if not slices:
        return None
    first, last = slices[0], slices[-1] + 1
    differs = before.labels[first:last] != after.labels[first:last]
    rows, columns = np.flatnonzero(differs.any(axis=(0, 2))), np.flatnonzero(differs.any(axis=(0, 1)))
    start = (first, int(rows[0]), int(columns[0]))
    stop = (last, int(rows[-1]) + 1, int(columns[-1]) + 1)
    block = np.ascontiguousarray(after.labels[tuple(slice(a, b) for a, b in zip(start, stop, strict=True))])
    z, y, x = block.shape
    return ChangedBox(start, (z, y, x), zlib.compress(block.data, 1))


def _remove(folder: Path) -> None:
    """Remove a run's folder, and nothing else that may lie in it."""
    with suppress(OSError):
        for pattern in ("base-*", "journal-*", ".base-*.earseg-part", LOCK):
            for path in folder.glob(pattern):
                path.unlink()
        folder.rmdir()


def _generations(folder: Path) -> list[int]:
    stems = (path.name.removesuffix(".earseg").partition("-") for path in folder.glob("*-*"))
    return sorted({int(number) for kind, _, number in stems if kind in ("base", "journal") and number.isdigit()})


def _base(folder: Path, generation: int) -> Path:
    return folder / f"base-{generation}.earseg"


def _journal(folder: Path, generation: int) -> Path:
    return folder / f"journal-{generation}"
