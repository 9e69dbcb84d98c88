"""Ready-made phantoms of a size that suits tests and training."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from earseg_app.domain.anatomy import Side
from earseg_app.domain.geometry import Grid
from earseg_app.domain.segmentation import Segmentation
from earseg_app.domain.volume import Volume
from earseg_app.phantom.anatomy import Anatomy
from earseg_app.phantom.ct import scan, true_labels
from earseg_app.phantom.scanner import BONE, Scanner
from earseg_app.phantom.scene import Scene


@dataclass(frozen=True, eq=False)
class Case:
    """A simulated scan with its truth."""

    anatomy: Anatomy
    volume: Volume
    labels: Segmentation


def axial_grid(center_lps_mm: ArrayLike, size_xyz_mm: ArrayLike, spacing_xyz_mm: ArrayLike) -> Grid:
    """An axial grid of about `size_xyz_mm` (3,) around a point, `spacing_xyz_mm` (3,), LPS mm."""
    spacing = np.asarray(spacing_xyz_mm, float)[::-1]
    shape = np.maximum(np.rint(np.asarray(size_xyz_mm, float)[::-1] / spacing), 1)
    origin = np.asarray(center_lps_mm, float) - ((shape - 1) / 2.0 * spacing)[::-1]
    return Grid.from_arrays(shape, spacing, origin, np.eye(3)[::-1])


def small_case(
    side: Side, seed: int = 0, spacing_mm: float = 0.3, size_mm: float = 36.0, scanner: Scanner = BONE
) -> Case:
    """A cube around one ear."""
    anatomy = Anatomy.draw(seed)
    center = anatomy.ear_frame(side).to_lps((0.0, 0.5, 0.0))
    return make_case(anatomy, axial_grid(center, [size_mm] * 3, [spacing_mm] * 3), scanner)


def two_ears(seed: int = 0, spacing_mm: float = 0.6, scanner: Scanner = BONE) -> Case:
    """Both ears: 160 × 110 × 44 mm around the middle of the skull base."""
    anatomy = Anatomy.draw(seed)
    center = anatomy.head_frame.to_lps((0.0, 2.0, -4.0))
    return make_case(anatomy, axial_grid(center, (160.0, 110.0, 44.0), [spacing_mm] * 3), scanner)


def make_case(anatomy: Anatomy, grid: Grid, scanner: Scanner = BONE, noise_seed: int = 0) -> Case:
    """Scan and labels of an anatomy on a grid."""
    scene = Scene(anatomy)
    return Case(anatomy, scan(scene, grid, scanner, noise_seed=noise_seed), true_labels(scene, grid))
