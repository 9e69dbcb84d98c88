"""Any plane in the patient: its place, its orientation letters, and the picture of a volume on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Literal

import numpy as np
import scipy
from numpy.typing import ArrayLike, NDArray

from earseg_app.domain.geometry import FloatArray, Grid, Triple
from earseg_app.domain.volume import Volume

# Beyond this tilt from the nearest patient axis an edge gets a second letter.
OBLIQUE_DEG = 25.0
AIR_HU = -1024.0
# A slab that would take more is sampled more coarsely, so that it follows a drag.
MOST_SAMPLES = 80_000
_LETTERS = (("R", "L"), ("A", "P"), ("I", "S"))

SlabMode = Literal["mean", "max", "min"]
SLAB_NAMES: Mapping[SlabMode, str] = MappingProxyType({"mean": "MPR", "max": "MIP", "min": "MinIP"})


@dataclass(frozen=True)
class PlanePose:
    """A plane in the patient with its own millimetres: u runs right, v down, w behind the screen.

    `origin_lps_mm`: the point u = v = 0. `right_lps`, `down_lps`: orthogonal unit vectors in LPS.
    """

    origin_lps_mm: Triple
    right_lps: Triple
    down_lps: Triple

    @classmethod
    def of(cls, origin_lps_mm: ArrayLike, right_lps: ArrayLike, down_lps: ArrayLike) -> PlanePose:
        """A pose from array-likes of shape (3,); the directions are made orthonormal, `right` kept."""
        right = _unit(np.asarray(right_lps, float))
        down = np.asarray(down_lps, float)
        down = _unit(down - (down @ right) * right)
        return cls(_triple(np.asarray(origin_lps_mm, float)), _triple(right), _triple(down))

    @classmethod
    def around(cls, center_lps_mm: ArrayLike, right_lps: ArrayLike, down_lps: ArrayLike, size_mm: float) -> PlanePose:
        """The pose of a square of `size_mm` around a point (3,); u = v = 0 is its upper left corner."""
        pose = cls.of(center_lps_mm, right_lps, down_lps)
        return cls(_triple(pose.lps(-size_mm / 2.0, -size_mm / 2.0)), pose.right_lps, pose.down_lps)

    @property
    def behind_lps(self) -> FloatArray:
        """(3,) LPS unit vector that points away from the viewer."""
        return np.cross(np.array(self.right_lps), np.array(self.down_lps))

    def lps(self, u_mm: float, v_mm: float, w_mm: float = 0.0) -> FloatArray:
        """(3,) LPS mm of a point of the plane, `w_mm` behind it."""
        point: FloatArray = np.array(self.origin_lps_mm) + np.array([u_mm, v_mm, w_mm]) @ self._axes
        return point

    def uvw(self, points_lps_mm: ArrayLike) -> FloatArray:
        """(…, 3) u, v, w in mm of LPS points (…, 3) mm."""
        coordinates: FloatArray = (np.asarray(points_lps_mm, float) - np.array(self.origin_lps_mm)) @ self._axes.T
        return coordinates

    def shifted(self, w_mm: float) -> PlanePose:
        """The parallel plane `w_mm` further behind."""
        return PlanePose(_triple(self.lps(0.0, 0.0, w_mm)), self.right_lps, self.down_lps)

    def edge_letters(self) -> tuple[str, str, str, str]:
        """What lies beyond the left, right, upper and lower edge: R, L, A, P, S, I or two of them when oblique."""
        right, down = np.array(self.right_lps), np.array(self.down_lps)
        return direction_letters(-right), direction_letters(right), direction_letters(-down), direction_letters(down)

    @cached_property
    def _axes(self) -> FloatArray:
        return np.array([self.right_lps, self.down_lps, self.behind_lps])


def direction_letters(direction_lps: ArrayLike) -> str:
    """The patient's word for an LPS direction (3,): "L", or "LA" when it is oblique."""
    unit = _unit(np.asarray(direction_lps, float))
    order = np.argsort(-np.abs(unit))
    letters = [_LETTERS[axis][int(unit[axis] > 0)] for axis in order]
    near_axis = abs(unit[order[0]]) >= np.cos(np.radians(OBLIQUE_DEG))
    return letters[0] if near_axis else letters[0] + letters[1]


def sample_plane(
    volume: Volume,
    pose: PlanePose,
    size_px: tuple[int, int],
    spacing_mm: float,
    slab_mm: float = 0.0,
    mode: SlabMode = "mean",
) -> NDArray[np.float32]:
    """The volume on a plane, trilinear: HU [row, column], air outside the volume.

    `pose`: its origin is the centre of the upper left pixel. `size_px`: width and height.
    `slab_mm`: thickness about the plane that is merged by `mode`; 0 for a thin plane. A slab is made of sheets a voxel
    apart; in a thick one their pixels are as large as voxels, so that it takes little longer than a thin one.
    """
    voxel_mm = min(volume.grid.spacing_zyx_mm)
    count = int(np.ceil(slab_mm / voxel_mm)) + 1
    stride = _stride(count, size_px, spacing_mm, voxel_mm)
    columns, rows = (int(np.ceil((size - 1) / stride)) + 1 for size in size_px)
    sheets = [
        _sample(volume.hu, volume.grid, pose.shifted(w), (columns, rows), stride * spacing_mm)
        for w in (np.linspace(-slab_mm / 2.0, slab_mm / 2.0, count) if slab_mm > 0.0 else (0.0,))
    ]
    merged = sheets[0] if len(sheets) == 1 else _merged(sheets, mode)
    return merged if stride == 1.0 else between(merged, size_px, stride)


def _stride(count: int, size_px: tuple[int, int], spacing_mm: float, voxel_mm: float) -> float:
    # How many pixels apart a slab is sampled, 1 or more; never more than a voxel.
    wanted = np.sqrt(count * size_px[0] * size_px[1] / MOST_SAMPLES)
    return float(max(min(wanted, voxel_mm / spacing_mm), 1.0))


def _merged(sheets: list[NDArray[np.float32]], mode: SlabMode) -> NDArray[np.float32]:
    merge = {"mean": np.add, "max": np.maximum, "min": np.minimum}[mode]
    merged = sheets[0].copy()
    for sheet in sheets[1:]:
        merge(merged, sheet, out=merged)
    if mode == "mean":
        merged /= len(sheets)
    return merged


def between(picture: NDArray[np.float32], size_px: tuple[int, int], stride: float) -> NDArray[np.float32]:
    """The picture [row, column] of `size_px`, width and height, whose pixels lie `1 / stride` as far apart, linear."""
    for axis, size in ((1, size_px[0]), (0, size_px[1])):
        place = np.minimum(np.arange(size) / stride, picture.shape[axis] - 1)
        first = np.minimum(place.astype(int), max(picture.shape[axis] - 2, 0))
        share = (place - first).astype(np.float32)
        share = share if axis else share[:, None]
        low = picture.take(first, axis)
        picture = low + share * (picture.take(np.minimum(first + 1, picture.shape[axis] - 1), axis) - low)
    return picture


def sample_labels(
    labels: NDArray[np.uint8], grid: Grid, pose: PlanePose, size_px: tuple[int, int], spacing_mm: float
) -> NDArray[np.uint8]:
    """Labels [z, y, x] of a grid on a plane, nearest voxel: codes [row, column], 0 outside."""
    corner, along_u, along_v = _steps(grid, pose, spacing_mm)
    columns, rows = size_px
    u, v = np.arange(columns), np.arange(rows)
    places = np.zeros((rows, columns), np.intp)
    inside = np.ones((rows, columns), bool)
    for axis, length in enumerate(labels.shape):
        nearest = np.rint((corner[axis] + along_v[axis] * v)[:, None] + (along_u[axis] * u)[None, :]).astype(np.intp)
        inside &= (nearest >= 0) & (nearest < length)
        places = places * length + nearest
    # Far quicker than scipy's general way, at every step of a drag through an oblique view.
    codes: NDArray[np.uint8] = labels.reshape(-1).take(np.where(inside, places, 0))
    return np.where(inside, codes, np.uint8(0))


def _sample(
    hu: NDArray[np.int16], grid: Grid, pose: PlanePose, size_px: tuple[int, int], spacing_mm: float
) -> NDArray[np.float32]:
    """Trilinear HU [row, column], air outside."""
    columns, rows = size_px
    corner, along_u, along_v = _steps(grid, pose, spacing_mm)
    u, v = np.arange(columns), np.arange(rows)
    index = (
        corner[:, None, None] + along_v[:, None, None] * v[None, :, None] + along_u[:, None, None] * u[None, None, :]
    )
    sampled: NDArray[np.float32] = scipy.ndimage.map_coordinates(
        hu, index, output=np.float32, order=1, mode="constant", cval=AIR_HU
    )
    return sampled


def _steps(grid: Grid, pose: PlanePose, spacing_mm: float) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Fractional indices [z, y, x] of the upper left pixel, and how far they go from pixel to pixel and row to row."""
    corner, right, below = (
        grid.index_from_lps(pose.lps(u, v)) for u, v in ((0.0, 0.0), (spacing_mm, 0.0), (0.0, spacing_mm))
    )
    return corner, right - corner, below - corner


def _unit(vector: FloatArray) -> FloatArray:
    length = float(np.linalg.norm(vector))
    if length == 0.0:
        raise ValueError("a direction needs a length")
    return vector / length


def _triple(values: FloatArray) -> Triple:
    x, y, z = values
    return float(x), float(y), float(z)
