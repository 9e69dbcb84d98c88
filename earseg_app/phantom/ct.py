"""From an anatomy to what a scanner would show of it, and to the truth behind the picture."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import binary_fill_holes, correlate1d

from earseg_app.domain.anatomy import Part, label_code
from earseg_app.domain.geometry import Grid
from earseg_app.domain.progress import Reporter
from earseg_app.domain.segmentation import EarFinding, Segmentation, describe_ear
from earseg_app.domain.volume import Volume
from earseg_app.phantom.anatomy import Anatomy
from earseg_app.phantom.canvas import Canvas, Hu
from earseg_app.phantom.labyrinth import join
from earseg_app.phantom.paint import paint_block
from earseg_app.phantom.scanner import BONE, FWHM_PER_SIGMA, Scanner
from earseg_app.phantom.scene import Scene

BLOCK_VOXELS = 6_000_000
FINEST_STEP_MM = 0.65
HU_RANGE = (-1024.0, 3071.0)


def simulate_ct(
    anatomy: Anatomy, grid: Grid, scanner: Scanner = BONE, *, noise_seed: int = 0, reporter: Reporter | None = None
) -> Volume:
    """The CT of an anatomy on any grid; the same seeds give the same voxels."""
    return scan(Scene(anatomy), grid, scanner, noise_seed=noise_seed, reporter=reporter)


def scan(
    scene: Scene, grid: Grid, scanner: Scanner = BONE, *, noise_seed: int = 0, reporter: Reporter | None = None
) -> Volume:
    """As `simulate_ct`, of a scene that is already built."""
    report = reporter or Reporter()
    hu = np.empty(grid.shape_zyx, np.int16)
    _, dy, dx = grid.spacing_zyx_mm
    rng = np.random.default_rng([scene.anatomy.seed, noise_seed, 0xC7])
    for first, last in _blocks(grid):
        report.step(first / grid.shape_zyx[0], "Scanning the phantom")
        image = scanner.blurred_in_plane(_slices(scene, grid, scanner, first, last), (dy, dx))
        image += scanner.noise(rng, (last - first, *grid.shape_zyx[1:]), (dy, dx))
        if scanner.circular:
            image[:, _outside_circle(grid)] = scanner.padding_hu
        hu[first:last] = np.clip(np.rint(image), *HU_RANGE)
    report.step(1.0)
    return Volume(hu, grid, title=f"EarSeg phantom {scene.anatomy.seed}, {scanner.kernel}")


def truth_labels(anatomy: Anatomy, grid: Grid) -> Segmentation:
    """The labelled lumen of both labyrinths: a voxel belongs to the part whose wall is nearest to its centre."""
    return true_labels(Scene(anatomy), grid)


def true_labels(scene: Scene, grid: Grid) -> Segmentation:
    """As `truth_labels`, of a scene that is already built."""
    labels = np.zeros(grid.shape_zyx, np.uint8)
    for ear in scene.ears_near(grid):
        canvas = Canvas(grid, ear.frame, np.empty((0, 0, 0), np.float32))
        window = canvas.window(*ear.labyrinth.box_mm(0.2))
        if window is None:
            continue
        distances = ear.labyrinth.part_distances(canvas.points(window))
        parts = list(distances)
        codes = np.array([label_code(ear.shape.side, part) for part in parts], np.uint8)
        nearest = np.argmin(np.stack([distances[part] for part in parts]), axis=0)
        # the modiolus' tip can be thinner than a voxel: the wall it leaves there belongs to no closed lumen
        inside = binary_fill_holes(join(distances) < 0.0)
        labels[window][inside] = codes[nearest[inside]]
    ears = tuple(_findings(scene, labels, grid))
    return Segmentation(labels, grid, ears)


def _findings(scene: Scene, labels: NDArray[np.uint8], grid: Grid) -> Iterator[EarFinding]:
    for ear in scene.ears_near(grid):
        finding = describe_ear(labels, grid, ear.shape.side)
        if finding is not None and finding.volumes_mm3[Part.COCHLEA] > 0:
            yield finding


def _blocks(grid: Grid) -> Iterator[tuple[int, int]]:
    count, rows, columns = grid.shape_zyx
    step = max(BLOCK_VOXELS // (rows * columns * _parts(grid)), 1)
    for first in range(0, count, step):
        yield first, min(first + step, count)


def _parts(grid: Grid) -> int:
    """How many thin layers of the object each slice is averaged from, at least."""
    return max(int(np.ceil(grid.spacing_zyx_mm[0] / FINEST_STEP_MM)), 1)


def _slices(scene: Scene, grid: Grid, scanner: Scanner, first: int, last: int) -> Hu:
    """Slices first…last of the object, averaged over the slice profile."""
    step = grid.spacing_zyx_mm[0]
    parts = _parts(grid)
    fine = step / parts
    sigma = scanner.slice_thickness_mm / FWHM_PER_SIGMA / fine
    reach = int(np.ceil(2.0 * sigma)) if sigma > 0.3 else 0
    start = grid.lps_from_index((first, 0, 0)) - reach * fine * grid.axes[0]
    count = (last - first - 1) * parts + 1 + 2 * reach
    block = Grid.from_arrays((count, *grid.shape_zyx[1:]), (fine, *grid.spacing_zyx_mm[1:]), start, grid.axes)
    hu = paint_block(scene, block)
    if reach:
        profile = np.exp(-0.5 * (np.arange(-reach, reach + 1) / sigma) ** 2)
        hu = correlate1d(hu, profile / profile.sum(), axis=0, mode="nearest")
    return np.asarray(hu[reach : count - reach : parts], np.float32)


def _outside_circle(grid: Grid) -> NDArray[np.bool_]:
    _, rows, columns = grid.shape_zyx
    y, x = np.ogrid[:rows, :columns]
    across = ((y - (rows - 1) / 2.0) / (rows / 2.0)) ** 2 + ((x - (columns - 1) / 2.0) / (columns / 2.0)) ** 2
    return np.asarray(across > 1.0)


def noiseless(scanner: Scanner) -> Scanner:
    """The same protocol without noise."""
    return replace(scanner, noise_hu=0.0)
