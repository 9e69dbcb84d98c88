"""What is on a disc, as records without pixels: patient → study → series."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Series:
    """One series as the catalog saw it, from headers only.

    `files` are sorted along the slice normal where positions exist. Lengths in mm, None where unknown.
    """

    uid: str
    description: str
    modality: str
    number: int | None
    files: tuple[Path, ...]
    slice_count: int
    rows: int | None = None
    columns: int | None = None
    pixel_spacing_mm: tuple[float, float] | None = None
    slice_spacing_mm: float | None = None
    slice_thickness_mm: float | None = None
    kernel: str = ""
    is_localizer: bool = False
    # (points, reason) pairs that say why this series suits the inner ear, or does not.
    suitability: tuple[tuple[float, str], ...] = ()
    # Why the series can't be opened, or "" when it can.
    refusal: str = ""

    @property
    def score(self) -> float:
        """Sum of the suitability points; higher suits the inner ear better."""
        return sum(points for points, _ in self.suitability)


@dataclass(frozen=True)
class Study:
    """One examination: its series in the order of their numbers."""

    uid: str
    description: str
    date: str
    series: tuple[Series, ...]


@dataclass(frozen=True)
class Patient:
    """One patient of a disc; name and id are shown in the window only, never written elsewhere."""

    id: str
    name: str
    birth_date: str
    studies: tuple[Study, ...]


@dataclass(frozen=True)
class BrokenFile:
    """A file that could not be read, and why, in words."""

    path: Path
    reason: str


@dataclass(frozen=True)
class Catalog:
    """All that was found at one place."""

    source: Path
    patients: tuple[Patient, ...] = ()
    broken: tuple[BrokenFile, ...] = field(default=())

    def all_series(self) -> tuple[Series, ...]:
        """Every series of every patient."""
        return tuple(s for p in self.patients for st in p.studies for s in st.series)

    def best_series(self) -> Series | None:
        """The openable series that suits the inner ear best, or None."""
        candidates = [s for s in self.all_series() if not s.refusal and not s.is_localizer]
        return max(candidates, key=lambda s: s.score, default=None)
