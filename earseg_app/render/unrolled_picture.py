"""The picture of the cochlea unrolled along its lateral wall, and everything drawn over it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from earseg_app.domain.cochlea.landmarks import CochlearFrame
from earseg_app.domain.cochlea.lateral_wall import LateralWall
from earseg_app.domain.cochlea.unrolled import UnrolledWall, unroll
from earseg_app.domain.geometry import FloatArray, Grid, Triple
from earseg_app.domain.planes import AIR_HU, SlabMode, between
from earseg_app.domain.segmentation import Segmentation
from earseg_app.domain.units import METRIC, AngleUnit, Units
from earseg_app.domain.volume import Volume
from earseg_app.render.slice_image import Outline, grey_table, outlines, paint_grey, tints
from earseg_app.render.unrolled_display import Tick, UnrolledPoint
from earseg_app.session.state import Display, Window

PIXEL_MM = 0.1
# A slab is sampled on every other pixel where voxels are as large as that: four times as quick.
SLAB_STRIDE = 2
# Beyond this the slab would reach the axis and the other side of the turn.
THICKEST_MM = 2.0
# The crosshair is drawn when it lies in the surroundings that the picture shows, so far outside or inside the wall.
OUTSIDE_MM, INSIDE_MM = 0.6, 2.4
ANGLE_STEP_DEG, LENGTH_STEP_MM = 90.0, 5.0


class UnrolledEar:
    """One measured cochlea, unrolled: made once for a wall, painted as often as needed."""

    def __init__(self, wall: LateralWall, frame: CochlearFrame) -> None:
        self._wall = wall
        self._frame = frame
        self.unrolled: UnrolledWall = unroll(wall, frame, step_mm=PIXEL_MM)
        self._heights = frame.frame_from_lps(wall.points_lps_mm)[:, 2]
        self._outlined: tuple[tuple[object, ...], tuple[Outline, ...]] = ((), ())
        self._indexed: tuple[Grid, FloatArray, FloatArray] | None = None
        self._radii_mm = _from_axis(frame, self.unrolled.points_lps_mm[0])

    def pixels_of(
        self, volume: Volume, inside_mm: float, slab_mm: float, mode: SlabMode, window: Window
    ) -> NDArray[np.uint32]:
        """The CT `inside_mm` towards the axis from the wall, merged over a slab at most `THICKEST_MM` thick."""
        thick = min(slab_mm, THICKEST_MM)
        count = int(np.ceil(thick / min(volume.grid.spacing_zyx_mm))) + 1
        depths = inside_mm + (np.linspace(-thick / 2.0, thick / 2.0, count) if thick > 0.0 else np.zeros(1))
        is_coarse = min(volume.grid.spacing_zyx_mm) >= SLAB_STRIDE * PIXEL_MM
        stride = SLAB_STRIDE if is_coarse and count > 1 else 1
        layers = self._sampled(volume.hu, volume.grid, depths, 1, AIR_HU, stride)
        merged = layers.mean(0) if mode == "mean" else layers.max(0) if mode == "max" else layers.min(0)
        if stride > 1:
            rows, columns = self.unrolled.points_lps_mm.shape[:2]
            merged = between(merged, (columns, rows), stride)
        return paint_grey(np.rint(np.clip(merged, -32768, 32767)).astype(np.int16), grey_table(window))

    def outlines_of(self, segmentation: Segmentation, inside_mm: float, display: Display) -> tuple[Outline, ...]:
        """The borders of parts and structures on that layer."""
        colors = tints(display, segmentation.structures)
        of = (segmentation, inside_mm, colors)
        if self._outlined[0] != of:
            layer = self._sampled(segmentation.labels, segmentation.grid, np.array([inside_mm]), 0, 0.0)
            codes = layer[0].astype(np.uint8)
            blur_px = 0.5 * min(segmentation.grid.spacing_zyx_mm) / PIXEL_MM
            self._outlined = of, outlines(codes, colors, blur_px)
        return self._outlined[1]

    def place_at(self, length_mm: float, height_mm: float, inside_mm: float) -> Triple:
        """The LPS point, mm, of a place of the picture on a layer."""
        known = self.unrolled
        column = int(np.abs(known.lengths_mm - length_mm).argmin())
        row = int(np.abs(known.heights_mm - height_mm).argmin())
        x, y, z = self._layer(inside_mm)[row, column]
        return float(x), float(y), float(z)

    def cursor_at(self, point_lps_mm: Triple) -> UnrolledPoint | None:
        """Where an LPS point lies in the picture, None when it lies beside what is shown."""
        known = self.unrolled
        row, column, inside = known.place_of(point_lps_mm)
        last_row, last_column = len(known.heights_mm) - 1, len(known.lengths_mm) - 1
        beside = row in (0, last_row) or column in (0, last_column)
        if beside or not -OUTSIDE_MM <= inside <= INSIDE_MM:
            return None
        return UnrolledPoint(float(known.lengths_mm[int(column)]), float(known.heights_mm[int(row)]))

    def point_of(self, point_lps_mm: Triple, angle_deg: float, label: str = "") -> UnrolledPoint:
        """Where an LPS point at a known angle lies in the picture."""
        height = float(self._frame.frame_from_lps(point_lps_mm)[2])
        middle = float(np.interp(angle_deg, self._wall.angles_deg, self._heights))
        return UnrolledPoint(self._wall.length_at_mm(angle_deg), height - middle, label)

    def angle_ticks(self, units: Units = METRIC) -> tuple[Tick, ...]:
        """Every quarter turn, at the length where the wall reaches it; turns are named at the first."""
        angles = np.arange(0.0, self._wall.angles_deg[-1] + 1.0, ANGLE_STEP_DEG)
        named = units.angle is AngleUnit.DEGREES
        return tuple(
            Tick(
                self._wall.length_at_mm(angle),
                units.angle_words(angle) if named or not angle else units.angle_figure(angle),
            )
            for angle in angles.tolist()
        )

    def length_ticks(self) -> tuple[Tick, ...]:
        """Every 5 mm."""
        lengths = np.arange(0.0, self._wall.length_mm + 0.01, LENGTH_STEP_MM)
        return tuple(Tick(length, f"{length:.0f}" if length else "0 mm") for length in lengths.tolist())

    def seen(self) -> tuple[tuple[float, float], ...]:
        """The stretches of the wall that were seen in the mask, from and to mm."""
        edges = np.flatnonzero(np.diff(np.concatenate([[0], self._wall.found.astype(int), [0]])))
        lengths = self._wall.lengths_mm
        return tuple((float(lengths[a]), float(lengths[b - 1])) for a, b in zip(edges[::2], edges[1::2], strict=True))

    def _sampled(
        self,
        array: NDArray[np.int16] | NDArray[np.uint8],
        grid: Grid,
        depths_mm: FloatArray,
        order: int,
        outside: float,
        stride: int = 1,
    ) -> NDArray[np.float32]:
        """[depth, row, column]: an array of the grid on the layers at depths (n,) towards the axis from the wall.

        `stride`: only every so many-th row and column.
        """
        start, inward = (each[:, ::stride, ::stride] for each in self._index_on(grid))
        depths = np.minimum(depths_mm[:, None], self._radii_mm[::stride])
        index = start[:, None] + depths[:, None, :] * inward[:, None]
        return np.asarray(ndimage.map_coordinates(array, index, np.float32, order, mode="constant", cval=outside))

    def _index_on(self, grid: Grid) -> tuple[FloatArray, FloatArray]:
        """(3, row, column) array indices of the wall, and what they grow by with each mm towards the axis."""
        if self._indexed is None or self._indexed[0] != grid:
            wall = self.unrolled.points_lps_mm
            inside = grid.index_from_lps(wall + self.unrolled.inward_lps)
            start = grid.index_from_lps(wall)
            self._indexed = grid, np.moveaxis(start, -1, 0), np.moveaxis(inside - start, -1, 0)
        return self._indexed[1:]

    def _layer(self, inside_mm: float) -> FloatArray:
        # No deeper than the axis: beyond it lies the other side of the turn.
        depth = np.minimum(inside_mm, self._radii_mm)
        layer: FloatArray = self.unrolled.points_lps_mm + depth[None, :, None] * self.unrolled.inward_lps
        return layer


def _from_axis(frame: CochlearFrame, points_lps_mm: FloatArray) -> FloatArray:
    local = frame.frame_from_lps(points_lps_mm)
    radii: FloatArray = np.hypot(local[..., 0], local[..., 1])
    return radii
