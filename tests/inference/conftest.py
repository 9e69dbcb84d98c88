"""A plain ear made of balls and arcs, and networks that read its labels out of the image."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import pytest
from scipy import ndimage

from earseg_app.domain.anatomy import LEFT_OFFSET, Part
from earseg_app.domain.geometry import Grid
from earseg_app.domain.volume import Volume
from earseg_app.inference.bundle import LABELS, Manifest
from earseg_app.inference.segmenter import Networks

# Ears are painted as HU, far enough apart to be told from one another, and their negative is the scan, for ears are
# darker than the bone about them: bone 900, level k −1000 − 100 k.
WALL_HU, PART_HU, STEP_HU = -900.0, 1000.0, 100.0
LEVELS = {
    Part.LATERAL_CANAL: 0,
    Part.POSTERIOR_CANAL: 1,
    Part.SUPERIOR_CANAL: 2,
    Part.COCHLEA: 3,
    Part.VESTIBULE: 4,
}
# A right ear seen from its vestibule, LPS mm: the centre of the cochlea, and for each canal the direction of the middle
# of its circle and another direction in its plane. Left ears mirror x.
COCHLEA = np.array([3.0, -3.4, -1.8])
CANALS = {
    Part.SUPERIOR_CANAL: ((-0.2, 0.1, 1.0), (0.7, 0.7, 0.0)),
    Part.POSTERIOR_CANAL: ((-0.3, 1.0, -0.1), (0.4, 0.0, 0.9)),
    Part.LATERAL_CANAL: ((-1.0, 0.2, 0.2), (0.2, 1.0, 0.0)),
}


def depth_mm(points_lps_mm: np.ndarray, center_lps_mm: np.ndarray, is_left: bool) -> tuple[np.ndarray, np.ndarray]:
    """How deep points (…, 3) lie inside an ear whose vestibule is at `center_lps_mm`, mm, and the nearest part."""
    local = points_lps_mm - center_lps_mm
    if is_left:
        local = local * [-1.0, 1.0, 1.0]
    depths = {Part.VESTIBULE: 2.4 - np.linalg.norm(local, axis=-1)}
    depths[Part.COCHLEA] = 2.6 - np.linalg.norm(local - COCHLEA, axis=-1)
    for part, (outward, along) in CANALS.items():
        normal = _unit(np.cross(outward, along))
        off_plane = local @ normal
        in_plane = np.linalg.norm(local - 3.5 * _unit(outward) - off_plane[..., None] * normal, axis=-1)
        depths[part] = 0.65 - np.hypot(off_plane, in_plane - 3.0)
    stacked = np.stack([depths[part] for part in Part])
    # inside the vestibule and the cochlea nothing is a canal
    owner = stacked.argmax(axis=0) + 1
    owner[depths[Part.VESTIBULE] > 0] = Part.VESTIBULE
    owner[(depths[Part.COCHLEA] > 0) & (depths[Part.COCHLEA] > depths[Part.VESTIBULE])] = Part.COCHLEA
    return stacked.max(axis=0), owner


def _unit(vector: object) -> np.ndarray:
    direction = np.array(vector, float)
    return direction / np.linalg.norm(direction)


def paint(grid: Grid, *ears: tuple[tuple[float, float, float], bool]) -> tuple[np.ndarray, np.ndarray]:
    """HU and true labels [z, y, x] of ears (centre of the vestibule LPS mm, is left), edges as soft as a voxel."""
    hu = np.full(grid.shape_zyx, WALL_HU, np.float32)
    truth = np.zeros(grid.shape_zyx, np.uint8)
    for center, is_left in ears:
        index = grid.index_from_lps(np.array(center))
        start = np.clip(np.floor(index - 11.0 / grid.spacing), 0, grid.shape_zyx).astype(int)
        stop = np.clip(np.ceil(index + 11.0 / grid.spacing), 0, grid.shape_zyx).astype(int)
        box = tuple(slice(a, b) for a, b in zip(start, stop, strict=True))
        depth, part = depth_mm(_points(grid.crop(start, stop - start)), np.array(center), is_left)
        share = np.clip(depth / grid.spacing.mean() + 0.5, 0.0, 1.0)
        level = np.array([LEVELS.get(p, 0) for p in (None, *Part)])[part]
        hu[box] += share * (PART_HU + STEP_HU * level - WALL_HU)
        truth[box][depth > 0] = part[depth > 0] + (LEFT_OFFSET if is_left else 0)
    return (-hu).round().astype(np.int16), truth


def _points(grid: Grid) -> np.ndarray:
    return grid.lps_from_index(np.moveaxis(np.indices(grid.shape_zyx), 0, -1))


@dataclass
class Oracle:
    """A network that knows how ears were painted: the share of ear in a voxel is its probability."""

    manifest: Manifest
    multiple: int = 16
    device: str = "oracle"
    seen: list[tuple[int, ...]] = field(default_factory=list)

    def __call__(self, patch: np.ndarray) -> np.ndarray:
        self.seen.append(patch.shape)
        hu = patch * -2000.0
        brightest = np.maximum(ndimage.maximum_filter(hu, 5), PART_HU)
        share = np.clip(2.6 * (hu - WALL_HU) / (brightest - WALL_HU) - 0.8, 0.0, 1.0)
        if self.manifest.kind == "locator":
            return np.stack([1.0 - share, share]).astype(np.float32)
        level = np.rint((brightest - PART_HU) / STEP_HU).clip(0, 4)
        return np.stack([1.0 - share, *(share * (level == LEVELS[part]) for part in Part)]).astype(np.float32)


def oracle(kind: str, spacing_mm: float, patch: int) -> Oracle:
    window = (-2000.0, 2000.0)
    return Oracle(Manifest(kind, "oracle", "0", LABELS[kind], spacing_mm, window, (patch,) * 3, {}))  # type: ignore[arg-type]


@pytest.fixture
def oracles() -> Networks:
    return Networks(oracle("ear", 0.3, 64), oracle("locator", 2.0, 32))


@pytest.fixture
def painted() -> Callable[..., tuple[Volume, np.ndarray]]:
    """A function (grid, *ears, **fields of Volume) → the volume of painted ears and its true labels."""

    def make(grid: Grid, *ears: tuple[tuple[float, float, float], bool], **fields: object) -> tuple[Volume, np.ndarray]:
        hu, truth = paint(grid, *ears)
        return Volume(hu, grid, **fields), truth  # type: ignore[arg-type]

    return make
