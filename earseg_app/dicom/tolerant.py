"""Read DICOM headers from any disc: what pydicom may raise on hostile bytes, and how to be quiet about warnings."""

from __future__ import annotations

import struct
import warnings
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import BinaryIO

import pydicom
from pydicom.dataset import Dataset
from pydicom.errors import BytesLengthException, InvalidDicomError

# Everything pydicom was seen to raise on truncated, bit-flipped or lying files. pydicom promises no common base.
READ_ERRORS = (
    InvalidDicomError,
    BytesLengthException,
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
    """The named elements of a DICOM file; with `pixels` the pixel data too, else `source` stands before them.

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
