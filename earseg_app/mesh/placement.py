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
Turn = tuple[Triple, Triple, Triple]
NO_TURN: Turn = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))
_UPRIGHT: dict[tuple[int, int], Turn] = {
    (0, 1): ((0.0, 0.0, -1.0), (0.0, 1.0, 0.0), (1.0, 0.0, 0.0)),
    (0, -1): ((0.0, 0.0, 1.0), (0.0, 1.0, 0.0), (-1.0, 0.0, 0.0)),
    (1, 1): ((1.0, 0.0, 0.0), (0.0, 0.0, -1.0), (0.0, 1.0, 0.0)),
    (1, -1): ((1.0, 0.0, 0.0), (0.0, 0.0, 1.0), (0.0, -1.0, 0.0)),
    (2, 1): NO_TURN,
    (2, -1): ((1.0, 0.0, 0.0), (0.0, -1.0, 0.0), (0.0, 0.0, -1.0)),
}
"""Quarter and half turns, none of them a mirror, that bring an LPS axis, forwards or backwards, to +z."""


@dataclass(frozen=True)
class Placement:
    """Coordinates of a file = `scale` · `turn` · (`signs` · patient LPS mm, axis by axis) + `shift_mm`.

    `frame`: LPS (x to the left, y to the back, z to the head), RAS (x and y the other way round), or plate: axes as
    LPS unless turned, the models standing on z = 0 with their middle at x = y = 0. `turn`: rows of a rotation.
    """

    frame: Frame
    scale: float = 1.0
    signs: Triple = (1.0, 1.0, 1.0)
    shift_mm: Triple = (0.0, 0.0, 0.0)
    turn: Turn = NO_TURN

    def of(self, points_lps_mm: FloatArray) -> FloatArray:
        """Coordinates in the file (n, 3) of points in the patient (n, 3), both mm."""
        placed: FloatArray = points_lps_mm @ self._linear.T + np.array(self.shift_mm)
        return placed

    def to_patient(self, points_mm: FloatArray) -> FloatArray:
        """Points in the patient (n, 3), LPS mm, of coordinates in the file (n, 3), mm."""
        points: FloatArray = (points_mm - np.array(self.shift_mm)) @ self._linear / self.scale**2
        return points

    def to_patient_lps(self) -> tuple[Row, Row, Row, Row]:
        """Rows of the matrix from coordinates of the file to patient LPS mm."""
        matrix = np.eye(4)
        matrix[:3, :3] = self._linear.T / self.scale**2
        matrix[:3, 3] = -matrix[:3, :3] @ np.array(self.shift_mm)
        a, b, c, d = ((float(x), float(y), float(z), float(w)) for x, y, z, w in matrix + 0.0)
        return a, b, c, d

    @property
    def _linear(self) -> FloatArray:
        """(3, 3): turned, mirrored axis by axis and scaled; its inverse is its transpose over the scale squared."""
        linear: FloatArray = self.scale * np.array(self.turn) * np.array(self.signs)
        return linear

    def words(self) -> str:
        """The frame, unit and scale, for the headers of files."""
        return f"{self.frame} mm" + (f" x{self.scale:g}" if self.scale != 1.0 else "")


def name_suffix(frame: Frame, scale: float) -> str:
    """What is added to the names of files that are not patient LPS millimetres: `_RAS`, `_x5`, else nothing."""
    return ("_RAS" if frame == "RAS" else "") + (f"_x{scale:g}" if scale != 1.0 else "")


def upright(axis: int, direction: int) -> Turn:
    """The turn that brings an LPS axis (0, 1, 2), forwards (1) or backwards (−1), to the top of a plate."""
    return _UPRIGHT[axis, direction]


def placement_of(surfaces: Sequence[Surface], frame: Frame, scale: float = 1.0, turn: Turn = NO_TURN) -> Placement:
    """How to write these surfaces together in a frame, magnified by `scale`; on a plate `turn`ed.

    Raises:
        ValueError: if the scale is not positive.
    """
    if not scale > 0:
        raise ValueError(f"a scale must be positive, got {scale}")
    if frame == "LPS":
        return Placement(frame, scale)
    if frame == "RAS":
        return Placement(frame, scale, signs=(-1.0, -1.0, 1.0))
    lying = Placement(frame, scale, turn=turn)
    boxes = np.concatenate([lying.of(surface.bounds_lps_mm) for surface in surfaces])
    low, high = boxes.min(axis=0), boxes.max(axis=0)
    shift = (-(low[0] + high[0]) / 2, -(low[1] + high[1]) / 2, -low[2])
    return Placement(frame, scale, shift_mm=(float(shift[0]), float(shift[1]), float(shift[2])), turn=turn)
