"""What the disk, the network drive or the rights refused, in words."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from earseg_app.domain.errors import ExportError

_FULL = "Free some space, or choose another disk."
_ELSEWHERE = "Choose another folder."
_GONE = "Plug the drive in or connect to the network again, or choose another folder."

_REASONS = {
    "ENOSPC": ("The disk is full", _FULL),
    "EDQUOT": ("Your share of the disk is used up", _FULL),
    "EFBIG": ("The disk does not take files this large", "Choose another disk."),
    "EACCES": ("This folder may not be written to", _ELSEWHERE),
    "EPERM": ("This folder may not be written to", _ELSEWHERE),
    "EROFS": ("This disk is read-only", _ELSEWHERE),
    "ENOENT": ("The folder does not exist", _ELSEWHERE),
    "ENOTDIR": ("A file stands where the folder should be", _ELSEWHERE),
    "EEXIST": ("A file stands where the folder should be", _ELSEWHERE),
    "ENAMETOOLONG": ("The name of the file is too long", "Choose a shorter one."),
    "EIO": ("The disk reports an error", "Check the disk, or choose another one."),
    "EBUSY": ("Another program holds the file", "Close it there and try again."),
    "ENODEV": ("The drive is gone", _GONE),
    "ENXIO": ("The drive is gone", _GONE),
    "ESTALE": ("The network drive is gone", _GONE),
    "EHOSTDOWN": ("The network drive is gone", _GONE),
    "EHOSTUNREACH": ("The network drive is gone", _GONE),
    "ENOTCONN": ("The network drive is gone", _GONE),
    "ETIMEDOUT": ("The network drive does not answer", _GONE),
}
# Not every system knows every name.
_BY_NUMBER = {getattr(errno, name): reason for name, reason in _REASONS.items() if hasattr(errno, name)}


def refusal(error: OSError, outcome: str) -> ExportError:
    """What an OSError means to the user; `outcome` says what became of the files: "nothing was written".

    The details name no file, since a file may be named after a patient.
    """
    reason, hint = _BY_NUMBER.get(error.errno or 0, ("The disk refused", "Choose another folder or disk."))
    details = f"{type(error).__name__} {error.errno}: {error.strerror}" if error.errno else repr(error)
    return ExportError(f"{reason}; {outcome}.", hint, details)


@contextmanager
def in_words(outcome: str) -> Iterator[None]:
    """Turn an OSError of the block into an ExportError; `outcome` as for `refusal`."""
    try:
        yield
    except OSError as error:
        raise refusal(error, outcome) from error
