"""Volume and surface of each part of an ear."""

from __future__ import annotations

from functools import cache
from itertools import product

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from earseg_app.domain.anatomy import Part, Side, label_code
from earseg_app.domain.geometry import FloatArray, Grid, Triple
from earseg_app.domain.segmentation import LabelArray

# The key of the whole ear, beside those of its parts.
LABYRINTH = "labyrinth"
# Directions of the 13 pairs of opposite neighbours of a voxel, as steps along z, y, x.
STEPS = np.array([step for step in product((-1, 0, 1), repeat=3) if step > (0, 0, 0)])
SPHERE_POINTS = 20000
DEFINITIONS = {
    "volume": "voxels of the part times the volume of a voxel",
    "area": "of the closed surface of the part alone, its seams to other parts included: four times the mean "
    "projected area over 13 directions (Crofton's formula as in Lehmann and Legland, Insight Journal 2012)",
}


def volumes_mm3(labels: LabelArray, grid: Grid, side: Side) -> dict[str, float]:
    """Volume of each part of one ear of a label array [z, y, x] by its key, and of the whole `labyrinth`, mm³."""
    counts = {part.key: int(np.count_nonzero(labels == label_code(side, part))) for part in Part}
    volumes = {key: count * grid.voxel_volume_mm3 for key, count in counts.items() if count}
    return volumes | {LABYRINTH: sum(volumes.values())}


def areas_mm2(labels: LabelArray, grid: Grid, side: Side) -> dict[str, float]:
    """Surface of each part of one ear of a label array [z, y, x] by its key, and of the whole `labyrinth`, mm²."""
    masks = {part.key: labels == label_code(side, part) for part in Part}
    own = np.logical_or.reduce(list(masks.values()))
    return {key: area_mm2(mask, grid) for key, mask in {**masks, LABYRINTH: own}.items() if mask.any()}


def area_mm2(mask: NDArray[np.bool_], grid: Grid) -> float:
    """Surface of a mask [z, y, x], mm²; see `DEFINITIONS`. Voxel stairs don't add to it."""
    block = np.pad(mask[ndimage.find_objects(mask.astype(np.uint8))[0]], 1)
    lengths = np.linalg.norm(STEPS * grid.spacing, axis=1)
    leaving = np.array([np.count_nonzero(block & ~np.roll(block, -step, axis=(0, 1, 2))) for step in STEPS])
    projected = leaving * grid.voxel_volume_mm3 / lengths
    return float(4.0 * _weights(grid.spacing_zyx_mm) @ projected)


@cache
def _weights(spacing_zyx_mm: Triple) -> FloatArray:
    # The share of all directions that are nearest to each of the 13, by points spread evenly over a half sphere.
    directions = STEPS * np.array(spacing_zyx_mm)
    directions /= np.linalg.norm(directions, axis=1, keepdims=True)
    k = np.arange(SPHERE_POINTS) + 0.5
    height, turn = 1.0 - k / SPHERE_POINTS, np.pi * (1.0 + np.sqrt(5.0)) * k
    ring = np.sqrt(1.0 - height**2)
    points = np.stack([height, ring * np.cos(turn), ring * np.sin(turn)], axis=1)
    nearest = np.abs(points @ directions.T).argmax(axis=1)
    return np.bincount(nearest, minlength=len(STEPS)) / SPHERE_POINTS
