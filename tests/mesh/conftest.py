"""Shapes of known size and topology, as masks on any grid."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray

from earseg_app.domain.anatomy import Part, Side, label_code
from earseg_app.domain.geometry import FloatArray, Grid
from earseg_app.domain.segmentation import Segmentation
from earseg_app.mesh.surface import Surface

Distance = Callable[[FloatArray], FloatArray]


class Shapes:
    """Signed distances in mm, negative inside, of points (…, 3) LPS; and the masks they make."""

    CENTER_LPS_MM = np.array([-38.0, 12.0, 45.0])

    def sphere(self, radius_mm: float) -> Distance:
        return lambda p: np.linalg.norm(p - self.CENTER_LPS_MM, axis=-1) - radius_mm

    def torus(self, ring_mm: float, tube_mm: float, shift: tuple[float, float, float] = (0, 0, 0)) -> Distance:
        def distance(p: FloatArray) -> FloatArray:
            x, y, z = np.moveaxis(p - self.CENTER_LPS_MM - np.array(shift), -1, 0)
            return np.hypot(np.hypot(x, y) - ring_mm, z) - tube_mm

        return distance

    def helix(self, ring_mm: float, tube_mm: float, pitch_mm: float, turns: float) -> Distance:
        """A tube round a helix, closed by half spheres; its distance is to a finely sampled centre line."""
        from scipy.spatial import cKDTree

        t = np.linspace(0, 2 * np.pi * turns, 4000)
        line = np.stack([ring_mm * np.cos(t), ring_mm * np.sin(t), pitch_mm * t / (2 * np.pi)], axis=1)
        tree = cKDTree(line + self.CENTER_LPS_MM - [0, 0, pitch_mm * turns / 2])
        return lambda p: tree.query(p)[0] - tube_mm

    def labyrinth(self, tube_mm: float) -> Distance:
        """A ball with three canals at right angles through it: genus 3."""
        ball = self.sphere(2.0)
        planes = ((0, 1, 2), (1, 2, 0), (2, 0, 1))
        shifts = np.array([[4.0, 0, 0], [0, 4.0, 0], [0, 0, 4.0]])

        def distance(p: FloatArray) -> FloatArray:
            found = ball(p)
            for axes, shift in zip(planes, shifts, strict=True):
                a, b, c = np.moveaxis((p - self.CENTER_LPS_MM - shift)[..., axes], -1, 0)
                found = np.minimum(found, np.hypot(np.hypot(a, b) - 3.5, c) - tube_mm)
            return found

        return distance

    def grid(
        self, half_mm: float, spacing_zyx_mm: tuple[float, float, float], axes_lps: FloatArray | None = None
    ) -> Grid:
        """A grid round the centre of all shapes, a bit off the middle of a voxel."""
        axes = np.array([[0, 0, 1.0], [0, 1.0, 0], [1.0, 0, 0]]) if axes_lps is None else axes_lps
        spacing = np.array(spacing_zyx_mm)
        shape = np.ceil(2 * half_mm / spacing).astype(int) + 1
        origin = self.CENTER_LPS_MM - ((shape - 1) / 2 + 0.23) * spacing @ axes
        return Grid.from_arrays(shape, spacing, origin, axes)

    def mask(self, distance: Distance, grid: Grid) -> NDArray[np.bool_]:
        index = np.stack(np.meshgrid(*map(np.arange, grid.shape_zyx), indexing="ij"), axis=-1)
        return distance(grid.lps_from_index(index)) < 0


@pytest.fixture(scope="session")
def shapes() -> Shapes:
    return Shapes()


@pytest.fixture(scope="session")
def ball(shapes: Shapes) -> Surface:
    """A sphere of 3 mm as a surface, 0.4 mm voxels."""
    from earseg_app.mesh.surface import surface_of

    grid = shapes.grid(4.0, (0.4, 0.4, 0.4))
    return surface_of(shapes.mask(shapes.sphere(3.0), grid), grid, name="right_cochlea", color="#E69F00")


@pytest.fixture(scope="session")
def segmentation(shapes) -> Segmentation:
    """A left labyrinth of genus 3, cut into five parts by direction from its middle."""
    grid = shapes.grid(9.5, (0.4, 0.4, 0.4))
    mask = shapes.mask(shapes.labyrinth(0.6), grid)
    index = np.stack(np.meshgrid(*map(np.arange, grid.shape_zyx), indexing="ij"), axis=-1)
    away = grid.lps_from_index(index) - shapes.CENTER_LPS_MM
    part = np.where(away.max(axis=-1) > 2.2, away.argmax(axis=-1) + 3, np.where(away[..., 2] > 0, 1, 2))
    labels = np.where(mask, part + label_code(Side.LEFT, Part.COCHLEA) - 1, 0).astype(np.uint8)
    return Segmentation(labels, grid)
