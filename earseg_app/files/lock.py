"""One owner for a file: a lock file beside it that names the owner, and that dies with its process."""

from __future__ import annotations

import json
import os
import socket
import sys
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

# Far behind the text, so that others can read it while the lock is held (Windows locks bytes, not files).
LOCKED_BYTE = 2**30
# The file may be taken away between opening and locking it.
TRIES = 5


@dataclass(frozen=True)
class Owner:
    """Who holds a lock: `since` in UTC, ISO 8601."""

    host: str = ""
    pid: int = 0
    since: str = ""


class InUse(Exception):
    """Another process holds the lock; `owner` says which."""

    def __init__(self, owner: Owner) -> None:
        super().__init__(owner)
        self.owner = owner


class Lock:
    """A lock that this process holds. The system takes it back when the process ends, however it ends.

    So a lock file without a living owner is stale and is taken over. File systems that know no locks grant it to all.
    """

    def __init__(self, path: Path, descriptor: int) -> None:
        self._path = path
        self._descriptor = descriptor

    @classmethod
    def take(cls, path: Path) -> Lock:
        """Take the lock whose file is `path`.

        Raises:
            InUse: if a living process holds it.
            OSError: if no file can be made there.
        """
        for _ in range(TRIES):
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
            try:
                _claim(descriptor)
            except (BlockingIOError, PermissionError) as error:
                os.close(descriptor)
                raise InUse(read_owner(path)) from error
            if _is_there(path, descriptor):
                _sign(descriptor)
                return cls(path, descriptor)
            os.close(descriptor)
        raise InUse(read_owner(path))

    def release(self) -> None:
        """Give it back; a second time does nothing."""
        if self._descriptor < 0:
            return
        with suppress(OSError):
            if sys.platform != "win32":
                self._path.unlink()
        with suppress(OSError):
            os.close(self._descriptor)
        self._descriptor = -1
        with suppress(OSError):
            if sys.platform == "win32":
                self._path.unlink()


def lock_path(path: Path) -> Path:
    """The lock file of a file."""
    return path.with_name(f".{path.name}.earseg-lock")


def read_owner(path: Path) -> Owner:
    """Who signed a lock file, as far as it can be read."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        return Owner(str(content["host"]), int(content["pid"]), str(content["since"]))
    except (OSError, ValueError, KeyError, TypeError):
        return Owner()


def _sign(descriptor: int) -> None:
    owner = Owner(socket.gethostname(), os.getpid(), datetime.now(UTC).isoformat(timespec="seconds"))
    os.ftruncate(descriptor, 0)
    os.lseek(descriptor, 0, os.SEEK_SET)
    os.write(descriptor, json.dumps(asdict(owner)).encode())


def _is_there(path: Path, descriptor: int) -> bool:
    """Whether the file that was locked still has this name."""
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except OSError:
        return False


if sys.platform == "win32":
    import msvcrt

    def _claim(descriptor: int) -> None:
        os.lseek(descriptor, LOCKED_BYTE, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _claim(descriptor: int) -> None:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise
        except OSError:
            return  # this file system knows no locks
