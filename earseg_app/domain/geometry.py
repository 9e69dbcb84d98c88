"""Where a voxel array lies in the patient: index [z, y, x] ↔ millimetres in LPS."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike, NDArray

Triple = tuple[float, float, float]
Shape = tuple[int, int, int]
FloatArray = NDArray[np.float64]

ORTHONORMAL_TOLERANCE = 1e-3


@dataclass(frozen=True)
class Grid:
    """A rectangular lattice of voxels in patient space.

    `shape_zyx`: voxels along array axes 0, 1, 2.
    `spacing_zyx_mm`: distance of neighbouring voxel centres along each array axis, mm.
    `origin_lps_mm`: centre of voxel [0, 0, 0], LPS mm (x to the left, y posterior, z superior).
    `axes_lps`: row i is the unit vector, in LPS, along which array axis i runs.

    Raises:
        ValueError: if a spacing is not positive or the axes are not orthonormal.
    """

    shape_zyx: Shape
    spacing_zyx_mm: Triple
    origin_lps_mm: Triple
    axes_lps: tuple[Triple, Triple, Triple] = ((0.0, 0.0, 1.0), (0.0, 1.0, 0.0), (1.0, 0.0, 0.0))

    def __post_init__(self) -> None:
        if min(self.shape_zyx) < 1:
            raise ValueError(f"a grid needs at least one voxel along each axis, got {self.shape_zyx}")
        if not all(np.isfinite(s) and s > 0 for s in self.spacing_zyx_mm):
            raise ValueError(f"spacing must be positive millimetres, got {self.spacing_zyx_mm}")
        gram = self.axes @ self.axes.T
        if not np.allclose(gram, np.eye(3), atol=ORTHONORMAL_TOLERANCE):
            raise ValueError(f"axes must be orthonormal, got {self.axes_lps}")

    @classmethod
    def from_arrays(
        cls, shape_zyx: ArrayLike, spacing_zyx_mm: ArrayLike, origin_lps_mm: ArrayLike, axes_lps: ArrayLike
    ) -> Grid:
        """A grid from array-likes of shapes (3,), (3,), (3,), (3, 3) in the frames of the class."""
        axes = np.asarray(axes_lps, float)
        return cls(
            _ints(shape_zyx),
            _floats(spacing_zyx_mm),
            _floats(origin_lps_mm),
            (_floats(axes[0]), _floats(axes[1]), _floats(axes[2])),
        )

    @property
    def axes(self) -> FloatArray:
        """(3, 3): row i is the LPS unit vector of array axis i."""
        return np.array(self.axes_lps, float)

    @property
    def spacing(self) -> FloatArray:
        """(3,) mm along array axes z, y, x."""
        return np.array(self.spacing_zyx_mm, float)

    @property
    def origin(self) -> FloatArray:
        """(3,) LPS mm of the centre of voxel [0, 0, 0]."""
        return np.array(self.origin_lps_mm, float)

    @property
    def voxel_volume_mm3(self) -> float:
        """Volume of one voxel, mm³."""
        return float(np.prod(self.spacing))

    @property
    def extent_mm(self) -> FloatArray:
        """(3,) outer size along array axes z, y, x, mm."""
        return np.array(self.shape_zyx, float) * self.spacing

    @property
    def center_lps_mm(self) -> FloatArray:
        """(3,) LPS mm of the middle of the grid."""
        return self.lps_from_index((np.array(self.shape_zyx, float) - 1.0) / 2.0)

    def lps_from_index(self, index_zyx: ArrayLike) -> FloatArray:
        """LPS mm (…, 3) of fractional array indices (…, 3)."""
        return self.origin + (np.asarray(index_zyx, float) * self.spacing) @ self.axes

    def index_from_lps(self, point_lps_mm: ArrayLike) -> FloatArray:
        """Fractional array indices [z, y, x] (…, 3) of LPS points in mm (…, 3)."""
        return ((np.asarray(point_lps_mm, float) - self.origin) @ self._axes_inverse) / self.spacing

    def contains(self, point_lps_mm: ArrayLike) -> bool:
        """Whether one LPS point (3,) mm lies within the outer borders of the grid."""
        index = self.index_from_lps(point_lps_mm)
        return bool(np.all(index >= -0.5) and np.all(index <= np.array(self.shape_zyx) - 0.5))

    @cached_property
    def _axes_inverse(self) -> FloatArray:
        return np.asarray(np.linalg.inv(self.axes))

    def crop(self, start_zyx: ArrayLike, shape_zyx: ArrayLike) -> Grid:
        """The grid of the block of `shape_zyx` voxels whose first voxel is `start_zyx` of this grid."""
        return Grid(_ints(shape_zyx), self.spacing_zyx_mm, _floats(self.lps_from_index(start_zyx)), self.axes_lps)

    def with_spacing(self, spacing_zyx_mm: ArrayLike) -> Grid:
        """A grid of another spacing that covers the same outer borders (rounded up to whole voxels)."""
        spacing = np.asarray(spacing_zyx_mm, float)
        shape = np.maximum(np.ceil(self.extent_mm / spacing - 1e-6), 1)
        first_index = (spacing / self.spacing - 1.0) / 2.0
        return Grid(_ints(shape), _floats(spacing), _floats(self.lps_from_index(first_index)), self.axes_lps)

    def matches(self, other: Grid, tolerance_mm: float = 1e-2) -> bool:
        """Whether both grids have the same shape and every voxel within `tolerance_mm`."""
        if self.shape_zyx != other.shape_zyx:
            return False
        corners = np.array(np.meshgrid(*[(0, n - 1) for n in self.shape_zyx])).reshape(3, -1).T
        apart = self.lps_from_index(corners) - other.lps_from_index(corners)
        return bool(np.all(np.linalg.norm(apart, axis=1) <= tolerance_mm))


def _floats(values: ArrayLike) -> Triple:
    z, y, x = np.asarray(values, float)
    return float(z), float(y), float(x)


def _ints(values: ArrayLike) -> Shape:
    z, y, x = np.asarray(values)
    return int(z), int(y), int(x)
