"""A file is replaced whole or stays as it was, also when the process is killed in the middle."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from earseg_app.domain.errors import ExportError
from earseg_app.files.refusal import refusal
from earseg_app.files.whole import writing, writing_folder


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_a_file_takes_its_place_when_it_is_complete(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old")
    with writing(path) as part:
        part.write_text("new")
        assert path.read_text() == "old"
    assert path.read_text() == "new"
    assert names(tmp_path) == {"a.txt"}


def test_the_previous_version_is_kept_where_it_is_wanted(tmp_path: Path) -> None:
    path, previous = tmp_path / "a.txt", tmp_path / "a.txt~"
    for text in ("first", "second", "third"):
        with writing(path, previous=previous) as part:
            part.write_text(text)
    assert (path.read_text(), previous.read_text()) == ("third", "second")
    assert names(tmp_path) == {"a.txt", "a.txt~"}


def test_the_previous_version_is_kept_on_disks_without_links(tmp_path: Path, monkeypatch) -> None:
    def no_links(*_: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", no_links)
    path, previous = tmp_path / "a.txt", tmp_path / "a.txt~"
    path.write_text("old")
    with writing(path, previous=previous) as part:
        part.write_text("new")
    assert (path.read_text(), previous.read_text()) == ("new", "old")


def test_a_link_keeps_pointing_to_the_file_that_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "far").mkdir()
    (tmp_path / "far" / "a.txt").write_text("old")
    (tmp_path / "near.txt").symlink_to(tmp_path / "far" / "a.txt")
    with writing(tmp_path / "near.txt") as part:
        part.write_text("new")
    assert (tmp_path / "near.txt").is_symlink()
    assert (tmp_path / "far" / "a.txt").read_text() == "new"


def test_an_error_in_the_middle_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old")
    with pytest.raises(ZeroDivisionError), writing(path) as part:
        part.write_text("half")
        raise ZeroDivisionError
    assert path.read_text() == "old"
    assert names(tmp_path) == {"a.txt"}


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        (errno.ENOSPC, "The disk is full; a.txt was not written."),
        (errno.EROFS, "This disk is read-only; a.txt was not written."),
        (errno.EACCES, "This folder may not be written to; a.txt was not written."),
        (errno.ENODEV, "The drive is gone; a.txt was not written."),
        (errno.ESTALE, "The network drive is gone; a.txt was not written."),
        (errno.EPROTO, "The disk refused; a.txt was not written."),
    ],
)
def test_what_the_disk_refuses_is_said_with_what_to_do(tmp_path: Path, code: int, sentence: str) -> None:
    with pytest.raises(ExportError) as caught, writing(tmp_path / "a.txt"):
        raise OSError(code, os.strerror(code), "/home/Doe_John.txt")
    assert caught.value.message == sentence
    assert caught.value.hint
    assert "Doe" not in caught.value.details


def test_an_error_of_a_library_keeps_its_words_in_the_details() -> None:
    assert "read back differs" in refusal(OSError("read back differs"), "nothing was written").details


def test_a_folder_appears_whole_or_not_at_all(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), writing_folder(tmp_path / "new") as part:
        (part / "one").touch()
        raise ZeroDivisionError
    assert names(tmp_path) == set()
    with writing_folder(tmp_path / "new") as part:
        (part / "one").touch()
    assert names(tmp_path / "new") == {"one"}


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "precious").touch()
    with pytest.raises(ExportError, match="is not empty"), writing_folder(tmp_path):
        pytest.fail("must not begin")


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no SIGKILL")
def test_a_kill_in_the_middle_leaves_the_old_file_and_the_next_writing_cleans_up(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old")
    script = f"""
import os, signal
from pathlib import Path
from earseg_app.files.whole import writing
with writing(Path({str(path)!r})) as part:
    part.write_text("half")
    os.kill(os.getpid(), signal.SIGKILL)
"""
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == -signal.SIGKILL
    assert path.read_text() == "old"
    with writing(path) as part:
        part.write_text("new")
    assert path.read_text() == "new"
    assert names(tmp_path) == {"a.txt"}
