"""All files or none, whatever fails."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

import pytest

from earseg_app.domain.errors import ExportError
from earseg_app.domain.progress import Cancelled, Reporter
from earseg_app.files.together import write_together


def _saying(text: bytes) -> Callable[[BinaryIO], None]:
    return lambda file: file.write(text) and None


def _failing(code: int) -> Callable[[BinaryIO], None]:
    def write(file: BinaryIO) -> None:
        file.write(b"half of it")
        raise OSError(code, os.strerror(code))

    return write


def _content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_files_and_missing_folders_are_made(tmp_path):
    target = tmp_path / "new" / "folder"
    paths = write_together({target / "a.stl": _saying(b"A"), target / "b.stl": _saying(b"B")})
    assert paths == (target / "a.stl", target / "b.stl")
    assert _content(target) == {"a.stl": b"A", "b.stl": b"B"}


def test_existing_files_are_never_overwritten_unasked(tmp_path):
    (tmp_path / "b.stl").write_bytes(b"precious")
    files = {tmp_path / "a.stl": _saying(b"A"), tmp_path / "b.stl": _saying(b"B")}
    with pytest.raises(ExportError, match=r"b\.stl already exists"):
        write_together(files)
    assert _content(tmp_path) == {"b.stl": b"precious"}

    write_together(files, overwrite=True)
    assert _content(tmp_path) == {"a.stl": b"A", "b.stl": b"B"}


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        (errno.ENOSPC, "The disk is full; nothing was written."),
        (errno.EACCES, "This folder may not be written to; nothing was written."),
        (errno.EROFS, "This disk is read-only; nothing was written."),
        (errno.EIO, "The disk reports an error; nothing was written."),
    ],
)
def test_a_failing_disk_leaves_nothing_half_written(tmp_path, code, sentence):
    (tmp_path / "b.stl").write_bytes(b"precious")
    target = tmp_path / "new"
    files = {tmp_path / "a.stl": _saying(b"A"), target / "c.stl": _saying(b"C"), tmp_path / "b.stl": _failing(code)}
    with pytest.raises(ExportError) as caught:
        write_together(files, overwrite=True)
    assert caught.value.message == sentence
    assert caught.value.hint
    assert _content(tmp_path) == {"b.stl": b"precious"}


def test_a_real_size_limit_of_the_system_leaves_nothing(tmp_path):
    resource = pytest.importorskip("resource", reason="this system has no limits of its own")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))
    try:
        with pytest.raises(ExportError, match="does not take files this large"):
            write_together({tmp_path / "a.stl": _saying(b"A"), tmp_path / "b.stl": _saying(bytes(5000))})
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert _content(tmp_path) == {}


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_device_without_space_is_named(tmp_path):
    (tmp_path / ".a.stl.earseg-part").symlink_to("/dev/full")
    with pytest.raises(ExportError, match="The disk is full"):
        write_together({tmp_path / "a.stl": _saying(b"A")})
    assert _content(tmp_path) == {}


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder_is_refused(tmp_path):
    tmp_path.chmod(0o500)
    with pytest.raises(ExportError, match="may not be written to"):
        write_together({tmp_path / "a.stl": _saying(b"A")})


def test_a_file_in_place_of_the_folder_is_refused(tmp_path):
    (tmp_path / "notes").write_bytes(b"text")
    with pytest.raises(ExportError, match="nothing was written"):
        write_together({tmp_path / "notes" / "a.stl": _saying(b"A")})
    assert _content(tmp_path) == {"notes": b"text"}


def test_a_failure_while_taking_the_names_gives_back_what_was_there(tmp_path, monkeypatch):
    (tmp_path / "a.stl").write_bytes(b"old a")
    (tmp_path / "c.stl").write_bytes(b"old c")
    replace = Path.replace

    def failing_replace(self: Path, target: Path) -> Path:
        if self.name == ".c.stl.earseg-part":
            raise OSError(errno.EIO, "gone")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", failing_replace)
    with pytest.raises(ExportError):
        write_together({tmp_path / f"{n}.stl": _saying(b"new") for n in "abc"}, overwrite=True)
    assert _content(tmp_path) == {"a.stl": b"old a", "c.stl": b"old c"}


def test_cancelling_leaves_nothing(tmp_path):
    reporter = Reporter()

    def write_and_cancel(file: BinaryIO) -> None:
        file.write(b"A")
        reporter.cancel()

    with pytest.raises(Cancelled):
        write_together({tmp_path / "a.stl": write_and_cancel, tmp_path / "b.stl": _saying(b"B")}, reporter=reporter)
    assert _content(tmp_path) == {}
