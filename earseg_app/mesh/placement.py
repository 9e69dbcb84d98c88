"""Where a written surface lies: in the patient, or on the plate of a printer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from earseg_app.domain.geometry import FloatArray, Triple
from earseg_app.mesh.surface import Surface

Frame = Literal["LPS", "RAS", "plate"]
FRAMES: tuple[Frame, ...] = ("LPS", "RAS", "plate")
Row = tuple[float, float, float, float]


@dataclass(frozen=True)
class Placement:
    """Coordinates of a file = `scale` · `signs` · patient LPS mm + `shift_mm`, axis by axis.

    `frame`: LPS (x to the left, y to the back, z to the head), RAS (x and y the other way round), or plate: axes as
    LPS, the models standing on z = 0 with their middle at x = y = 0.
    """

    frame: Frame
    scale: float = 1.0
    signs: Triple = (1.0, 1.0, 1.0)
    shift_mm: Triple = (0.0, 0.0, 0.0)

    def of(self, points_lps_mm: FloatArray) -> FloatArray:
        """Coordinates in the file (n, 3) of points in the patient (n, 3), both mm."""
        placed: FloatArray = points_lps_mm * (self.scale * np.array(self.signs)) + np.array(self.shift_mm)
        return placed

    def to_patient_lps(self) -> tuple[Row, Row, Row, Row]:
        """Rows of the matrix from coordinates of the file to patient LPS mm."""
        matrix = np.eye(4)
        matrix[:3, :3] = np.diag(np.array(self.signs) / self.scale)
        matrix[:3, 3] = -matrix[:3, :3] @ np.array(self.shift_mm)
        a, b, c, d = ((float(x), float(y), float(z), float(w)) for x, y, z, w in matrix + 0.0)
        return a, b, c, d

    def words(self) -> str:
        """The frame, unit and scale, for the headers of files."""
        return f"{self.frame} mm" + (f" x{self.scale:g}" if self.scale != 1.0 else "")


def placement_of(surfaces: Sequence[Surface], frame: Frame, scale: float = 1.0) -> Placement:
    """How to write these surfaces together in a frame, magnified by `scale`.

    Raises:
        ValueError: if the scale is not positive.
    """
    if not scale > 0:
        raise ValueError(f"a scale must be positive, got {scale}")
    if frame == "LPS":
        return Placement(frame, scale)
    if frame == "RAS":
        return Placement(frame, scale, signs=(-1.0, -1.0, 1.0))
    low = np.min([surface.bounds_lps_mm[0] for surface in surfaces], axis=0)
    high = np.max([surface.bounds_lps_mm[1] for surface in surfaces], axis=0)
    x, y, z = -scale * np.array([(low[0] + high[0]) / 2, (low[1] + high[1]) / 2, low[2]])
    return Placement(frame, scale, shift_mm=(float(x), float(y), float(z)))
