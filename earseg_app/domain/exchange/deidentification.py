"""What a de-identified copy of a series is asked to be, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from pathlib import Path


class Retain(Enum):
    """What a copy may keep beyond the basic profile of DICOM PS3.15 Annex E; each is off unless asked for."""

    DEVICE = "device"
    DESCRIPTORS = "descriptors"
    DATES = "dates"
    CHARACTERISTICS = "characteristics"


@dataclass(frozen=True)
class CopyRequest:
    """A de-identified copy: `code` stands for the patient, `folder` is new or empty.

    `captures`: take secondary captures and images that state burned-in words too.
    """

    code: str
    folder: Path
    retain: frozenset[Retain] = frozenset()
    captures: bool = False


@dataclass(frozen=True)
class CopyResult:
    """A written copy: how many images, how many were left out, and what its sender has to know before sharing it."""

    folder: Path
    image_count: int
    left_out: int = 0
    warnings: tuple[str, ...] = ()
