"""After a kill at any moment the case is as it was."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from earseg_app.domain.editing.block import LabelBlock
from earseg_app.domain.errors import ExportError, UnreadableInput
from earseg_app.files.lock import InUse
from earseg_app.session import autosave, journal
from earseg_app.session.autosave import RecoveryStore, left_behind, recover
from earseg_app.session.case_record import Snapshot, snapshot_of
from earseg_app.session.session import Session
from tests.session.sample_case import sample_snapshot
from tests.session.test_case_file import assert_is_sample

ROOT = Path(__file__).resolve().parents[2]
KILLS = 200


def painted(snapshot: Snapshot, seed: int) -> Snapshot:
    """The snapshot after one stroke."""
    made = snapshot.case.segmentation
    assert made is not None
    rng = np.random.default_rng(seed)
    labels = made.labels.copy()
    start = rng.integers(0, np.array(labels.shape) - 3)
    labels[tuple(slice(a, a + n) for a, n in zip(start, rng.integers(1, 4, 3), strict=True))] = rng.integers(0, 6)
    return replace(snapshot, case=replace(snapshot.case, segmentation=replace(made, labels=labels)))


def labels_of(snapshot: Snapshot) -> np.ndarray:
    assert snapshot.case.segmentation is not None
    return snapshot.case.segmentation.labels


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")
def test_two_hundred_kills_at_random_moments_lose_nothing_that_was_kept(tmp_path: Path) -> None:
    """The program keeps every few seconds what changed (`KEPT_EVERY_S`); here, after every edit.

    Each kill has to leave the case whole, and not one edit behind what the disk had confirmed.
    """
    words = [sys.executable, "-m", "tests.session.killed", str(tmp_path), str(KILLS), "2026"]
    done = subprocess.run(words, capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stderr[-2000:]
    results = json.loads(done.stdout)
    assert len(results) == KILLS
    assert max(result["behind"] for result in results) <= 0
    assert sum(result["edits"] > 0 for result in results) > KILLS / 2, "most were killed before they did anything"


def test_a_kept_case_comes_back_whole(tmp_path: Path) -> None:
    store = RecoveryStore(tmp_path / "run")
    sample = sample_snapshot()
    store.keep(sample, "abc", tmp_path / "a.earseg")
    store.close(keep=True)
    (folder,) = left_behind(tmp_path)
    found = recover(folder)
    assert found.file == tmp_path / "a.earseg"
    assert found.stored.record.scan.sha256 == "abc"
    stored = found.stored
    snapshot, _ = snapshot_of(stored.record, sample.case.volume, stored.labels, stored.uncertainty, stored.history)
    assert_is_sample(snapshot)


@settings(max_examples=25, deadline=None)
@given(seeds=st.lists(st.integers(0, 2**31), max_size=12), most=st.integers(2, 5))
def test_strokes_are_replayed_in_their_order(
    tmp_path_factory: pytest.TempPathFactory, seeds: list[int], most: int
) -> None:
    folder = tmp_path_factory.mktemp("recovery")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(autosave, "MOST_ENTRIES", most)
        store = RecoveryStore(folder / "run")
        snapshot = sample_snapshot()
        store.keep(snapshot, "", None)
        for seed in seeds:
            snapshot = painted(snapshot, seed)
            store.keep(snapshot, "", None)
    assert np.array_equal(recover(folder / "run").stored.labels, labels_of(snapshot))
    store.close()


def test_a_stroke_costs_its_box_and_not_the_volume(tmp_path: Path) -> None:
    store = RecoveryStore(tmp_path / "run")
    snapshot = sample_snapshot()
    store.keep(snapshot, "", None)
    base = (tmp_path / "run" / "base-1.earseg").stat()
    store.keep(painted(snapshot, 1), "", None)
    assert (tmp_path / "run" / "base-1.earseg").stat().st_mtime_ns == base.st_mtime_ns
    assert len(journal.entries(tmp_path / "run" / "journal-1")) == 2
    store.close()


def test_what_was_saved_is_not_offered_again(tmp_path: Path) -> None:
    store = RecoveryStore(tmp_path / "run")
    store.keep(sample_snapshot(), "", None)
    store.clear()
    store.close(keep=True)
    assert left_behind(tmp_path) == ()
    assert not (tmp_path / "run").exists()


def test_a_living_run_is_not_offered_and_not_taken(tmp_path: Path) -> None:
    store = RecoveryStore(tmp_path / "run")
    store.keep(sample_snapshot(), "", None)
    assert left_behind(tmp_path) == ()
    with pytest.raises(InUse) as caught:
        RecoveryStore(tmp_path / "run")
    assert caught.value.owner.pid == os.getpid()
    store.close()


def test_going_on_with_what_was_left_behind_keeps_it_until_more_is_kept(tmp_path: Path) -> None:
    store = RecoveryStore(tmp_path / "run")
    first = sample_snapshot()
    store.keep(first, "", None)
    store.close(keep=True)
    again = RecoveryStore(tmp_path / "run")
    assert np.array_equal(recover(again.folder).stored.labels, labels_of(first))
    second = painted(first, 3)
    again.keep(second, "", None)
    assert np.array_equal(recover(again.folder).stored.labels, labels_of(second))
    again.close()


def test_a_full_disk_is_said_and_keeps_what_was_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = RecoveryStore(tmp_path / "run")
    first = sample_snapshot()
    store.keep(first, "", None)

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        for seed in (1, 2):
            with pytest.raises(ExportError, match="The disk is full; the last changes are not protected"):
                store.keep(painted(first, seed), "", None)
    assert np.array_equal(recover(store.folder).stored.labels, labels_of(first))
    second = painted(first, 3)
    store.keep(second, "", None)
    assert np.array_equal(recover(store.folder).stored.labels, labels_of(second))
    store.close()


@pytest.mark.parametrize("cut", [1, 5, 40])
def test_a_torn_last_entry_costs_only_itself(tmp_path: Path, cut: int) -> None:
    store = RecoveryStore(tmp_path / "run")
    sample = sample_snapshot()
    first = painted(sample, 1)
    store.keep(sample, "", None)
    store.keep(first, "", None)
    store.keep(painted(first, 2), "", None)
    path = tmp_path / "run" / "journal-1"
    path.write_bytes(path.read_bytes()[:-cut])
    assert np.array_equal(recover(tmp_path / "run").stored.labels, labels_of(first))
    store.close()


def test_nothing_left_is_said(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="Nothing of that case was kept"):
        recover(tmp_path)


def test_a_folder_that_is_no_runs_keeps_what_lies_in_it(tmp_path: Path) -> None:
    (tmp_path / "thesis").mkdir()
    (tmp_path / "thesis" / "chapter").write_text("precious")
    assert left_behind(tmp_path) == ()
    assert (tmp_path / "thesis" / "chapter").read_text() == "precious"


def test_strokes_and_undo_of_a_session_are_kept(tmp_path: Path) -> None:
    """The labels of a session share memory between versions; what was kept must not change with them."""
    sample = sample_snapshot()
    assert sample.case.segmentation is not None
    session = Session()
    session.open_volume(sample.case.volume)
    session.accept_segmentation(sample.case.segmentation)
    store = RecoveryStore(tmp_path / "run")
    for stroke in range(6):
        session.edit("Brush", LabelBlock((stroke, 2, 3), np.full((2, 3, 4), 1 + stroke % 5, np.uint8)))
        if stroke % 3 == 2:
            session.undo()
        state = session.state
        assert state.case is not None
        snapshot = Snapshot(state.case, state.display, state.step, session.history)
        store.keep(snapshot, "", None)
        assert np.array_equal(recover(store.folder).stored.labels, labels_of(snapshot))
    store.close()
