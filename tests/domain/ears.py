"""Labelled ears with known truth, and the same ears turned, mirrored and roughened."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from scipy import ndimage

from earseg_app.domain.anatomy import LEFT_OFFSET, Side
from earseg_app.domain.cochlea.landmarks import EarLandmarks
from earseg_app.domain.geometry import FloatArray, Grid
from earseg_app.phantom import truth
from earseg_app.phantom.anatomy import Anatomy
from earseg_app.phantom.cases import axial_grid
from earseg_app.phantom.ct import truth_labels


@dataclass(frozen=True, eq=False)
class LabelledEar:
    labels: np.ndarray
    grid: Grid
    landmarks: EarLandmarks
    measures: truth.TrueMeasures

    @property
    def side(self) -> Side:
        return self.landmarks.side


@cache
def phantom_ear(seed: int = 0, side: Side = Side.RIGHT, spacing_mm: float = 0.3) -> LabelledEar:
    anatomy = Anatomy.draw(seed)
    center = anatomy.ear_frame(side).to_lps((0.0, 0.5, 0.0))
    grid = axial_grid(center, [26.0] * 3, [spacing_mm] * 3)
    found = truth_labels(anatomy, grid)
    return LabelledEar(found.labels, grid, truth.landmarks(anatomy, side), truth.measures(anatomy, side))


def moved_grid(grid: Grid, turn: FloatArray, shift_mm: FloatArray) -> Grid:
    """The grid of the same patient after `lps -> turn @ lps + shift`; a mirror is a turn with determinant -1."""
    return Grid.from_arrays(grid.shape_zyx, grid.spacing_zyx_mm, turn @ grid.origin + shift_mm, grid.axes @ turn.T)


def moved_points(points: EarLandmarks, turn: FloatArray, shift_mm: FloatArray) -> dict[str, FloatArray]:
    return {name: turn @ np.array(point) + shift_mm for name, point in points.points().items()}


def mirrored_labels(labels: np.ndarray) -> np.ndarray:
    """The codes of the other side."""
    swapped = np.where(labels > LEFT_OFFSET, labels - LEFT_OFFSET, labels + LEFT_OFFSET)
    return np.where(labels > 0, swapped, 0).astype(np.uint8)


def rough(labels: np.ndarray, share: float = 0.3, seed: int = 0) -> np.ndarray:
    """Labels whose wall errs by a voxel: `share` of the voxels on either side of the wall are flipped."""
    rng = np.random.default_rng(seed)
    inside = labels > 0
    eroded, dilated = ndimage.binary_erosion(inside), ndimage.binary_dilation(inside)
    chance = rng.random(labels.shape) < share
    lost, gained = inside & ~eroded & chance, dilated & ~inside & chance
    _, nearest = ndimage.distance_transform_edt(~inside, return_indices=True)
    spread = labels[tuple(nearest)]
    return np.where(lost, 0, np.where(gained, spread, labels)).astype(np.uint8)


def distance_mm(a: object, b: object) -> float:
    return float(np.linalg.norm(np.subtract(a, b)))  # type: ignore[arg-type]
