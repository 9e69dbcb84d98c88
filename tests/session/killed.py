"""Edits and saves in a process that is killed; `python -m tests.session.killed FOLDER KILLS SEED` prints what is left.

No window: a `Session`, the recovery store and the case file, as the program drives them. Each child is forked from a
process that has loaded everything, so that hundreds of kills take seconds.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import struct
import sys
import time
from pathlib import Path

import numpy as np

from earseg_app.domain.anatomy import Side
from earseg_app.domain.geometry import Grid
from earseg_app.domain.segmentation import Segmentation
from earseg_app.domain.volume import Volume
from earseg_app.session.autosave import RecoveryStore, left_behind, recover
from earseg_app.session.case_file import StoredCase, fingerprint, read_case, save_case
from earseg_app.session.case_record import Snapshot, snapshot_of
from earseg_app.session.session import Session

GRID = Grid((24, 40, 44), (0.5, 0.4, 0.4), (0.0, 0.0, 0.0))
VOLUME = Volume(np.zeros(GRID.shape_zyx, np.int16), GRID, "Bone")
SHA = fingerprint(VOLUME)
SAVE_EVERY = 5
KEPT, SAVED = 0, 1
LONGEST_S = 0.12
TOLD = struct.Struct("<BI")
# Of so many kills one comes before anything is on the disk.
COLD_ONE_IN = 8


def labels_after(edits: int, seed: int) -> np.ndarray:
    """The labels after so many strokes; each stroke is a block of one code."""
    labels = np.zeros(GRID.shape_zyx, np.uint8)
    rng = np.random.default_rng(seed)
    for _ in range(edits):
        start = rng.integers(0, np.array(GRID.shape_zyx) - 6)
        labels[tuple(slice(a, a + n) for a, n in zip(start, rng.integers(1, 7, 3), strict=True))] = rng.integers(0, 6)
    return labels


def work(folder: Path, seed: int, told: int) -> None:
    """Edit, keep and save without end; tell through the pipe what is certainly on the disk."""
    session = Session()
    session.open_volume(VOLUME)
    store = RecoveryStore(folder / "recovery" / f"run-{seed}")
    edit = 0
    while True:
        edit += 1
        session.accept_segmentation(Segmentation(labels_after(edit, seed), GRID))
        session.accept_measurements({}, {Side.RIGHT: str(edit)})
        state = session.state
        assert state.case is not None
        snapshot = Snapshot(state.case, state.display, state.step, session.history)
        store.keep(snapshot, SHA, folder / "a.earseg")
        os.write(told, TOLD.pack(KEPT, edit))
        if edit % SAVE_EVERY == 0:
            save_case(folder / "a.earseg", snapshot, SHA)
            os.write(told, TOLD.pack(SAVED, edit))
        if edit % (3 * SAVE_EVERY) == 0:
            store.close()
            store = RecoveryStore(folder / "recovery" / f"run-{seed}")


def killed_once(folder: Path, seed: int, after_s: float, warm: bool) -> dict[str, int]:
    """Kill a child, when `warm` after its first edit; returns its edits, and how many of them are gone."""
    read_end, write_end = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read_end)
        work(folder, seed, write_end)
    os.close(write_end)
    head = os.read(read_end, TOLD.size) if warm else b""
    time.sleep(after_s)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(read_end, "rb") as pipe:
        content = head + pipe.read()
    certain = {KEPT: 0, SAVED: 0} | dict(TOLD.iter_unpack(content[: len(content) // TOLD.size * TOLD.size]))
    return {"edits": certain[KEPT], "behind": certain[KEPT] - _newest(folder, seed, certain)}


def _newest(folder: Path, seed: int, certain: dict[int, int]) -> int:
    """The newest edit that is still there, in the recovery or in the file; both have to be whole."""
    files = [path for path in (folder / "a.earseg", folder / "a.earseg.bak") if path.exists()]
    found = [0, *(_whole(read_case(path), seed) for path in files)]
    assert found[1:] or certain[SAVED] == 0, "the case file is gone"
    assert max(found) >= certain[SAVED], "the case file is behind what was saved"
    for left in left_behind(folder / "recovery"):
        recovered = recover(left)
        assert recovered.file == folder / "a.earseg"
        found.append(_whole(recovered.stored, seed))
    return max(found)


def _whole(stored: StoredCase, seed: int) -> int:
    edit = int(stored.record.unmeasured["R"])
    assert np.array_equal(stored.labels, labels_after(edit, seed)), f"edit {edit} is not as it was"
    snapshot, notes = snapshot_of(stored.record, VOLUME, stored.labels, stored.uncertainty, stored.history)
    assert not notes, notes
    session = Session()
    session.restore(snapshot.case, snapshot.display, snapshot.step, None, False, snapshot.history)
    session.undo()
    before = session.state.segmentation
    found = np.zeros(GRID.shape_zyx) if before is None else before.labels
    assert np.array_equal(found, labels_after(edit - 1, seed)), f"edit {edit} cannot be undone"
    return edit


def main(folder: Path, kills: int, seed: int) -> None:
    """Kill so many children, each at its own moment."""
    rng = np.random.default_rng(seed)
    results = []
    for number in range(kills):
        place = folder / str(number)
        place.mkdir()
        results.append(killed_once(place, seed + number, float(rng.uniform(0.0, LONGEST_S)), number % COLD_ONE_IN > 0))
        shutil.rmtree(place)
    print(json.dumps(results))  # noqa: T201 - what the test reads


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
