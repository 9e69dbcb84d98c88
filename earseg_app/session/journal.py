"""An append-only file of entries; what a crash tears off its end is told from what is whole."""

from __future__ import annotations

import os
import struct
import zlib
from pathlib import Path

_FRAME = struct.Struct("<II")  # length of the entry, CRC-32 of the entry


def append(path: Path, entry: bytes) -> int:
    """Add an entry and have it on the disk; returns the size of the file, bytes.

    Raises:
        OSError: if the disk refuses; what a refused entry left behind is cut off again.
    """
    with path.open("ab") as file:
        before = file.tell()
        try:
            file.write(_FRAME.pack(len(entry), zlib.crc32(entry)) + entry)
            file.flush()
            os.fsync(file.fileno())
        except OSError:
            file.truncate(before)
            raise
        return file.tell()


def entries(path: Path) -> list[bytes]:
    """Every whole entry, in order, up to the first that is torn or damaged."""
    content = path.read_bytes()
    found, place = [], 0
    while place + _FRAME.size <= len(content):
        length, checksum = _FRAME.unpack_from(content, place)
        entry = content[place + _FRAME.size : place + _FRAME.size + length]
        if len(entry) < length or zlib.crc32(entry) != checksum:
            break
        found.append(entry)
        place += _FRAME.size + length
    return found
