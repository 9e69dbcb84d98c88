"""Cutting a volume into pictures: which array axis runs where on the screen, and what lies at a point of it.

Radiological convention: axial slices are seen from below (the patient's right on the left of the screen,
anterior up), coronal slices from the front (right on the left, superior up), sagittal slices from the
left (anterior on the left, superior up).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from itertools import permutations
from typing import TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from earseg_app.domain.geometry import FloatArray, Grid, Triple
from earseg_app.domain.planes import PlanePose

Scalar = TypeVar("Scalar", bound=np.generic)
Box = tuple[slice, slice, slice]


class Plane(Enum):
    """The three planes of the patient; the value is the word shown."""

    AXIAL = "Axial"
    CORONAL = "Coronal"
    SAGITTAL = "Sagittal"


# Per plane the LPS directions that should run right and down on the screen, and the one in which
# the slice number grows: superior, anterior, left.
_WANTED: dict[Plane, tuple[Triple, Triple, Triple]] = {
    Plane.AXIAL: ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    Plane.CORONAL: ((1.0, 0.0, 0.0), (0.0, 0.0, -1.0), (0.0, -1.0, 0.0)),
    Plane.SAGITTAL: ((0.0, 1.0, 0.0), (0.0, 0.0, -1.0), (1.0, 0.0, 0.0)),
}


@dataclass(frozen=True)
class ScreenAxis:
    """An array axis as the screen runs along it: `flipped` when the screen runs against the array."""

    axis: int
    flipped: bool
    count: int
    spacing_mm: float

    def place(self, index: float) -> float:
        """The place along the screen axis of an array index, and the other way round."""
        return self.count - 1 - index if self.flipped else index

    def stretch(self, indices: slice) -> slice:
        """The places along the screen axis of a run of array indices."""
        return slice(self.count - indices.stop, self.count - indices.start) if self.flipped else indices


@dataclass(frozen=True)
class PlaneFrame:
    """How one plane of a grid lies on the screen: its columns run right, its rows down, its slices along `normal`."""

    plane: Plane
    grid: Grid
    right: ScreenAxis
    down: ScreenAxis
    normal: ScreenAxis

    @property
    def count(self) -> int:
        """How many slices there are."""
        return self.normal.count

    @property
    def extent_mm(self) -> tuple[float, float]:
        """Width and height of the picture with its outer borders, mm."""
        return self.right.count * self.right.spacing_mm, self.down.count * self.down.spacing_mm

    def pose(self, number: int) -> PlanePose:
        """Where slice `number` (0-based) lies in the patient; its origin is the centre of the upper left pixel."""
        index = np.zeros(3)
        index[self.right.axis] = self.right.place(0)
        index[self.down.axis] = self.down.place(0)
        index[self.normal.axis] = self.normal.place(number)
        return PlanePose.of(self.grid.lps_from_index(index), self._direction(self.right), self._direction(self.down))

    def number_at(self, point_lps_mm: ArrayLike) -> int:
        """The number (0-based) of the slice nearest to an LPS point (3,) mm."""
        index = self.grid.index_from_lps(point_lps_mm)[self.normal.axis]
        return int(np.clip(np.rint(self.normal.place(float(index))), 0, self.count - 1))

    def moved(self, point_lps_mm: ArrayLike, number: int) -> FloatArray:
        """The LPS point (3,) mm shifted along the slice normal into slice `number`, which is kept in the volume."""
        index = self.grid.index_from_lps(point_lps_mm)
        index[self.normal.axis] = self.normal.place(min(max(number, 0), self.count - 1))
        return self.grid.lps_from_index(index)

    def extract(self, array: NDArray[Scalar], number: int) -> NDArray[Scalar]:
        """Slice `number` of an array [z, y, x] of the grid's shape, as a view [row, column] in screen order."""
        index: list[int | slice] = [slice(None)] * 3
        index[self.normal.axis] = int(self.normal.place(number))
        picture = array[tuple(index)]
        if self.right.axis < self.down.axis:
            picture = picture.T
        rows = slice(None, None, -1 if self.down.flipped else 1)
        columns = slice(None, None, -1 if self.right.flipped else 1)
        return picture[rows, columns]

    def on_screen(self, box: Box) -> tuple[slice, slice]:
        """The rows and columns of a picture that a box of the array [z, y, x] covers."""
        rows, columns = self.down.stretch(box[self.down.axis]), self.right.stretch(box[self.right.axis])
        return rows, columns

    def _direction(self, axis: ScreenAxis) -> FloatArray:
        along: FloatArray = self.grid.axes[axis.axis] * (-1.0 if axis.flipped else 1.0)
        return along


def plane_frame(grid: Grid, plane: Plane) -> PlaneFrame:
    """The frame in which the grid's own slices come nearest to a plane of the patient, for any axis order and tilt."""
    array_axis_of_lps = _nearest_axes(grid)
    right, down, normal = (_screen_axis(grid, np.array(wanted), array_axis_of_lps) for wanted in _WANTED[plane])
    return PlaneFrame(plane, grid, right, down, normal)


def _nearest_axes(grid: Grid) -> tuple[int, ...]:
    """For LPS x, y, z the array axis that runs most nearly along it, each used once."""
    closeness = np.abs(grid.axes)
    return max(permutations(range(3)), key=lambda order: sum(closeness[order[i], i] for i in range(3)))


def _screen_axis(grid: Grid, wanted: FloatArray, array_axis_of_lps: tuple[int, ...]) -> ScreenAxis:
    axis = array_axis_of_lps[int(np.argmax(np.abs(wanted)))]
    flipped = bool(grid.axes[axis] @ wanted < 0)
    return ScreenAxis(axis, flipped, grid.shape_zyx[axis], grid.spacing_zyx_mm[axis])
