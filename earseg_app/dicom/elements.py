"""Take single values out of a data set, whatever state they are in: a value or None, never an exception.

Most values are parsed here from their raw bytes: pydicom's general way costs ten times as much, and a disc of 5,000
images asks for 200,000 of them.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from functools import cache
from typing import Any

from pydicom.datadict import dictionary_VR, tag_for_keyword
from pydicom.dataelem import RawDataElement
from pydicom.dataset import Dataset
from pydicom.tag import BaseTag, Tag

from earseg_app.dicom.tolerant import READ_ERRORS

# Value representations of plain ASCII (PS3.5 6.2); the others depend on the character set.
_ASCII = frozenset(("CS", "DS", "IS", "UI", "DA", "TM", "AS"))
_BINARY = {"US": "H", "SS": "h", "UL": "I", "SL": "i", "FL": "f", "FD": "d"}


def text(dataset: Dataset, keyword: str) -> str:
    """An element as stripped text, "" when it is missing or unreadable."""
    value = _value(dataset, keyword)
    if value is None:
        return ""
    joined = value if isinstance(value, str) or not _is_sequence(value) else "\\".join(str(item) for item in value)
    return str(joined).replace("\x00", "").strip()


def texts(dataset: Dataset, keyword: str) -> tuple[str, ...]:
    """A multi-valued element as upper-case texts, () when it is missing or unreadable."""
    value = _value(dataset, keyword)
    if value is None or value == "":
        return ()
    return tuple(str(item).strip().upper() for item in (value if _is_sequence(value) else [value]))


def numbers(dataset: Dataset, keyword: str, count: int) -> tuple[float, ...] | None:
    """An element of `count` finite numbers, or None when it is missing or anything else."""
    value = _value(dataset, keyword)
    if value is None:
        return None
    try:
        items = tuple(float(item) for item in (value if _is_sequence(value) else [value]))
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
    found = () if dataset is None else items(dataset, keyword)
    return found[0] if found else None


def items(dataset: Dataset, keyword: str) -> Sequence[Dataset]:
    """All items of a sequence element, () when it is missing."""
    value = _value(dataset, keyword)
    return value if _is_sequence(value) and all(isinstance(item, Dataset) for item in value) else ()


@cache
def _tag(keyword: str) -> tuple[BaseTag, str]:
    tag = Tag(tag_for_keyword(keyword) or 0)
    return tag, dictionary_VR(tag)


def _value(dataset: Dataset, keyword: str) -> Any:
    tag, vr = _tag(keyword)
    try:
        if tag not in dataset:
            return None
        element = dataset.get_item(tag)
        if isinstance(element, RawDataElement) and isinstance(element.value, bytes):
            parsed = _parsed(element, element.VR if element.VR in _BINARY else vr)
            if parsed is not None:
                return parsed
        return dataset[tag].value
    except READ_ERRORS:
        return None


def _parsed(element: RawDataElement, vr: str) -> list[Any] | None:
    """The values of a raw element of a simple kind, None for other kinds."""
    content = element.value or b""
    if vr in _ASCII:
        return [part.strip("\x00 ") for part in content.decode("latin-1").split("\\")]
    # The dictionary's "US or SS": the sign is settled where the sign of the pixels is known.
    code = _BINARY.get(vr[:2])
    if code is None:
        return None
    size = struct.calcsize(code)
    order = "<" if element.is_little_endian else ">"
    return list(struct.unpack(f"{order}{len(content) // size}{code}", content[: len(content) // size * size]))


def _is_sequence(value: Any) -> bool:
    return hasattr(value, "__getitem__") and not isinstance(value, str | bytes | Dataset)
