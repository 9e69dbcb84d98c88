"""Errors that carry a sentence a surgeon can act on."""

from __future__ import annotations

# What Python itself says of these names code and sizes; every other error may quote a value or a path of the data.
_SAYS_NO_DATA = (AttributeError, NameError, TypeError, MemoryError, RecursionError, ZeroDivisionError)


class EarsegError(Exception):
    """Something the user can understand and act on went wrong.

    `message` says what happened, in one sentence; `hint` says what to do; `details` is for the log
    and the "copy details" button and must hold no patient data.
    """

    def __init__(self, message: str, hint: str = "", details: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.details = details

    def sentence(self) -> str:
        """The message and the hint as one line, for a terminal or a status bar."""
        return f"{self.message} {self.hint}".strip()


class UnreadableInput(EarsegError):
    """A file, folder or series cannot be read as the images the program needs."""


class UnsupportedVolume(EarsegError):
    """The images were read, but a truthful volume in millimetres cannot be built from them."""


class ModelError(EarsegError):
    """A model bundle is missing, damaged or does not fit this program."""


class MeasurementError(EarsegError):
    """A measurement is not defined for this segmentation."""


class MeshError(EarsegError):
    """A closed, printable surface cannot be made from the labels."""


class ExportError(EarsegError):
    """A result could not be written; nothing half-written remains."""


def nameless(error: BaseException) -> str:
    """The kind of an error, and what it says of itself where that can hold no patient data and no path.

    For `EarsegError.details` and the log: a parser quotes the value it can't read, which may be a name.
    """
    kind = type(error).__name__
    if isinstance(error, EarsegError):
        said = error.details
    elif isinstance(error, OSError):
        said = error.strerror or ""
    else:
        said = str(error) if isinstance(error, _SAYS_NO_DATA) else ""
    return f"{kind}: {said}" if said else kind
