"""Read DICOM headers from any disc: what pydicom may raise on hostile bytes, and how to be quiet about warnings."""

from __future__ import annotations

import struct
import warnings
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, BinaryIO

import pydicom
from pydicom.dataset import Dataset
from pydicom.errors import InvalidDicomError

# Everything pydicom was seen to raise on truncated, bit-flipped or lying files. pydicom promises no common base.
READ_ERRORS = (
    InvalidDicomError,
    EOFError,
    OSError,
    struct.error,
    zlib.error,
    zipfile.BadZipFile,
    ValueError,
    LookupError,
    NotImplementedError,
    AttributeError,
    TypeError,
    RecursionError,
    MemoryError,
    OverflowError,
)
PREAMBLE_BYTES = 128
DEFLATED = "1.2.840.10008.1.2.1.99"


@contextmanager
def quietly() -> Iterator[None]:
    """Pass over pydicom's warnings about sloppy values: real discs are full of them and they are no use to a user."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def read_dataset(source: BinaryIO, tags: Sequence[str], *, pixels: bool = False) -> Dataset:
    """The named elements of a DICOM file; with `pixels` the pixel data too.

    Raises:
        one of `READ_ERRORS`: if the file is no DICOM or is damaged before those elements.
    """
    with quietly():
        return pydicom.dcmread(source, force=True, stop_before_pixels=not pixels, specific_tags=list(tags))


def looks_like_dicom(head: bytes) -> bool:
    """Whether the first bytes of a file are a DICOM preamble, or a bare data set of group 0002 or 0008."""
    if head[PREAMBLE_BYTES : PREAMBLE_BYTES + 4] == b"DICM":
        return True
    return len(head) >= 8 and head[:4] in _BARE_STARTS


# A data set without preamble starts with (0002,0000), (0002,0001), (0008,0000…0018), little or big endian.
_BARE_ELEMENTS = [(2, 0), (2, 1), (8, 0), (8, 1), (8, 5), (8, 8), (8, 0x12), (8, 0x16), (8, 0x18)]
_BARE_STARTS = {struct.pack(order + "HH", *element) for order in "<>" for element in _BARE_ELEMENTS}


def text(dataset: Dataset, keyword: str) -> str:
    """An element as stripped text, "" when it is missing or unreadable."""
    value = _value(dataset, keyword)
    return "" if value is None else str(value).replace("\x00", "").strip()


def texts(dataset: Dataset, keyword: str) -> tuple[str, ...]:
    """A multi-valued element as upper-case texts, () when it is missing or unreadable."""
    value = _value(dataset, keyword)
    if value is None or value == "":
        return ()
    items = [value] if isinstance(value, str) else value
    try:
        return tuple(str(item).strip().upper() for item in items)
    except TypeError:
        return (str(value).strip().upper(),)


def numbers(dataset: Dataset, keyword: str, count: int) -> tuple[float, ...] | None:
    """An element of `count` finite numbers, or None when it is missing or anything else."""
    value = _value(dataset, keyword)
    if value is None:
        return None
    try:
        items = tuple(float(item) for item in ([value] if count == 1 and not _is_sequence(value) else value))
    except (TypeError, ValueError):
        return None
    return items if len(items) == count and all(abs(item) < 1e12 for item in items) else None


def number(dataset: Dataset, keyword: str) -> float | None:
    """An element of one finite number, or None."""
    values = numbers(dataset, keyword, 1)
    return None if values is None else values[0]


def integer(dataset: Dataset, keyword: str) -> int | None:
    """An element of one whole number, or None."""
    value = number(dataset, keyword)
    return None if value is None else int(value)


def first_item(dataset: Dataset | None, keyword: str) -> Dataset | None:
    """The first item of a sequence element, or None."""
    value = None if dataset is None else _value(dataset, keyword)
    if not _is_sequence(value) or not value:
        return None
    item = value[0]
    return item if isinstance(item, Dataset) else None


def items(dataset: Dataset, keyword: str) -> Sequence[Dataset]:
    """All items of a sequence element, () when it is missing."""
    value = _value(dataset, keyword)
    return value if _is_sequence(value) else ()


def _value(dataset: Dataset, keyword: str) -> Any:
    try:
        with quietly():
            return dataset.get(keyword)
    except READ_ERRORS:
        return None


def _is_sequence(value: Any) -> bool:
    return hasattr(value, "__getitem__") and not isinstance(value, str | bytes)
