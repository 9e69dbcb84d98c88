"""One owner for a file; the lock of a dead process is stale."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from earseg_app.files.lock import InUse, Lock, lock_path, read_owner

ROOT = Path(__file__).resolve().parents[2]
HOLD = """
import sys
from pathlib import Path
from earseg_app.files.lock import Lock
lock = Lock.take(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return lock_path(tmp_path / "a.earseg")


def test_a_lock_names_its_owner_and_leaves_no_trace(path: Path) -> None:
    lock = Lock.take(path)
    assert read_owner(path).pid == os.getpid()
    assert read_owner(path).host
    lock.release()
    lock.release()
    assert not path.exists()


def test_another_process_is_named_and_its_death_frees_the_lock(path: Path) -> None:
    other = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT
    )
    with other:
        assert other.stdout is not None
        other.stdout.readline()
        with pytest.raises(InUse) as caught:
            Lock.take(path)
        assert caught.value.owner.pid == other.pid
        other.kill()
        other.wait()
    assert path.exists(), "the killed process cannot have tidied up"
    lock = Lock.take(path)
    assert read_owner(path).pid == os.getpid()
    lock.release()


def test_a_damaged_lock_file_of_nobody_is_taken_over(path: Path) -> None:
    path.write_bytes(b"\xff{")
    assert read_owner(path).pid == 0
    Lock.take(path).release()


def test_a_folder_that_is_gone_is_no_lock(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        Lock.take(tmp_path / "gone" / "lock")
