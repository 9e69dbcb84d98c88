"""A CT volume: Hounsfield units on a grid."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from earseg_app.domain.geometry import Grid

HuArray = NDArray[np.int16]


@dataclass(frozen=True, eq=False)
class Volume:
    """A CT in Hounsfield units.

    `hu`: [z, y, x] int16, made read-only. `grid`: where it lies, LPS mm. `title` names the series for the window.
    `series_uid` is that of the catalog: of a part of a series with its mark (`UID#2`), empty for files that are not
    DICOM. `notes`: sentences the reader wants the user to know (resampled gaps, sheared tilt, unusual values).
    `mark`: the few of these words that no view may be without.
    `side_hint`: "R" or "L" when the header states the side of a one-ear scan, else "".
    `has_patient_frame`: False when the file says nothing trustworthy about left and right
    (a bare crop): sides then come from the chirality of the ear.

    Raises:
        ValueError: if the array and the grid differ in shape.
    """

    hu: HuArray
    grid: Grid
    title: str = ""
    series_uid: str = ""
    notes: tuple[str, ...] = field(default=())
    side_hint: str = ""
    has_patient_frame: bool = True
    mark: str = ""

    def __post_init__(self) -> None:
        if self.hu.shape != self.grid.shape_zyx:
            raise ValueError(f"array {self.hu.shape} does not fit grid {self.grid.shape_zyx}")
        self.hu.setflags(write=False)

    def hu_at(self, point_lps_mm: NDArray[np.float64]) -> int | None:
        """Hounsfield units of the voxel that holds an LPS point (3,) mm, or None outside."""
        if not self.grid.contains(point_lps_mm):
            return None
        z, y, x = np.clip(np.rint(self.grid.index_from_lps(point_lps_mm)), 0, np.array(self.hu.shape) - 1).astype(int)
        return int(self.hu[z, y, x])
