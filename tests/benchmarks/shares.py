"""`python -m tests.benchmarks.shares [EARS]`: are surfaces truer from the network's shares or its labels?

Phantoms never trained on (10 ears unless told otherwise), against their walls as formulas, and the two real ears that
were left out of training, against the experts' labels in voxels of 0.16 mm; both scanned with three voxel sizes and
segmented by the shipped model. Prints a table.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from scipy.ndimage import binary_fill_holes

from earseg_app import paths
from earseg_app.dicom.images import read_image, read_label_values
from earseg_app.domain.anatomy import Side
from earseg_app.domain.geometry import Grid
from earseg_app.domain.progress import Reporter
from earseg_app.domain.resampling import resample_array
from earseg_app.domain.segmentation import Segmentation
from earseg_app.domain.volume import Volume
from earseg_app.inference.segmenter import Segmenter
from earseg_app.mesh import contour
from earseg_app.mesh.ears import ear_surfaces
from earseg_app.mesh.shares import share_surfaces
from earseg_app.mesh.surface import Surface, surface_of, surface_of_field
from earseg_app.mesh.topology import topology_of
from earseg_app.phantom.anatomy import Anatomy
from earseg_app.phantom.canvas import Canvas
from earseg_app.phantom.cases import axial_grid
from earseg_app.phantom.ct import scan
from earseg_app.phantom.labyrinth import join
from earseg_app.phantom.scanner import BONE
from earseg_app.phantom.scene import Scene

EARS = Path(__file__).resolve().parents[3] / "shared" / "data" / "ears"
LEFT_OUT = ("T03", "T06")
SPACINGS_XYZ_MM = ((0.3, 0.3, 0.3), (0.4, 0.4, 0.6), (0.5, 0.5, 1.0))
NOISE_HU = 40.0
TRUTH_MM = 0.1
MOST_POINTS = 8000


@dataclass(frozen=True)
class Row:
    """One ear at one voxel size: mean distance to the truth, mm, and pieces and handles, of both surfaces."""

    group: str
    name: str
    labels_mm: float
    shares_mm: float
    labels_hang: tuple[int, int]
    shares_hang: tuple[int, int]
    made_from: str


def main() -> int:
    """Measure and print."""
    ears = int(sys.argv[1]) if len(sys.argv) > 1 else 10
    segmenter = Segmenter(paths.ear_model(), paths.locator_model(), threads=2)
    rows = []
    for name, volume, truth in (*_phantoms(ears), *_real()):
        found = segmenter.segment(volume, Reporter())
        for side in found.sides():
            rows.append(_row(name, volume.grid, found, side, truth))
            _print(rows[-1])
    for group in dict.fromkeys(row.group for row in rows):
        _sum_up(group, [row for row in rows if row.group == group])
    return 0


def _phantoms(ears: int) -> Iterator[tuple[str, Volume, Surface]]:
    for seed in range((ears + 1) // 2):
        anatomy = Anatomy.draw(seed)
        scene = Scene(anatomy)
        for side in Side:
            center = anatomy.ear_frame(side).to_lps((0.0, 0.5, 0.0))
            truth = _wall(scene, side, axial_grid(center, [26.0] * 3, [TRUTH_MM] * 3))
            for spacing in SPACINGS_XYZ_MM:
                scanner = replace(BONE, slice_thickness_mm=max(BONE.slice_thickness_mm, spacing[2]))
                yield (
                    f"phantom {seed}{side.value}",
                    scan(scene, axial_grid(center, [30.0] * 3, spacing), scanner),
                    truth,
                )


def _wall(scene: Scene, side: Side, grid: Grid) -> Surface:
    """Where the signed distance of the lumen's wall is zero; the thin tip of the modiolus left out."""
    ear = next(ear for ear in scene.ears_near(grid) if ear.shape.side is side)
    canvas = Canvas(grid, ear.frame, np.empty((0, 0, 0), np.float32))
    window = canvas.window(*ear.labyrinth.box_mm(0.6))
    distance = np.full(grid.shape_zyx, 1.0, np.float32)
    distance[window] = join(ear.labyrinth.part_distances(canvas.points(window)))
    distance[binary_fill_holes(distance < 0) & (distance >= 0)] = -0.02
    off_zero = np.where(distance < 0, np.minimum(distance, -1e-4), np.maximum(distance, 1e-4))
    volume_mm3 = float(np.count_nonzero(distance < 0)) * grid.voxel_volume_mm3
    return surface_of_field(-off_zero, grid, volume_mm3, least_share=0.05)


def _real() -> Iterator[tuple[str, Volume, Surface]]:
    for name in LEFT_OUT if EARS.exists() else ():
        ct = read_image(EARS / f"{name}_ct.nii.gz", Reporter())
        values, grid = read_label_values(EARS / f"{name}_label.nii.gz")
        truth = surface_of(values > 0, grid)
        for x, y, z in SPACINGS_XYZ_MM:
            coarse = ct.grid.with_spacing((z, y, x))
            noise = np.random.default_rng(0).normal(0, NOISE_HU, coarse.shape_zyx)
            hu = np.clip(resample_array(ct.hu, ct.grid, coarse) + noise, -1024, 3071).astype(np.int16)
            yield f"real {name}", Volume(hu, coarse, name, has_patient_frame=False), truth


def _row(name: str, grid: Grid, found: Segmentation, side: Side, truth: Surface) -> Row:
    z, y, x = grid.spacing_zyx_mm
    (plain,) = ear_surfaces(found, side, parts=False, whole=True)
    (soft,) = ear_surfaces(found, side, parts=False, whole=True, shares=share_surfaces(found, side))
    group = f"{name.split()[0]}, {x:g} × {y:g} × {z:g} mm"
    return Row(group, name, _off(plain, truth), _off(soft, truth), _hang(plain), _hang(soft), soft.made_from)


def _off(surface: Surface, truth: Surface) -> float:
    """Mean distance, mm, both ways."""
    ways = [
        np.abs(contour.distance_to(to.vertices_lps_mm, to.triangles, _some(of.vertices_lps_mm)))
        for of, to in ((surface, truth), (truth, surface))
    ]
    return float(np.concatenate(ways).mean())


def _some(points: np.ndarray) -> np.ndarray:
    return points[:: len(points) // MOST_POINTS + 1]


def _hang(surface: Surface) -> tuple[int, int]:
    topology = topology_of(surface.triangles)
    return topology.shells, topology.handles


def _print(row: Row) -> None:
    sys.stdout.write(
        f"{row.name}, {row.group.split(', ')[1]}: labels {row.labels_mm:.4f} mm {row.labels_hang}, "
        f"{row.made_from} {row.shares_mm:.4f} mm {row.shares_hang}\n"
    )
    sys.stdout.flush()


def _sum_up(group: str, rows: list[Row]) -> None:
    labels, shares = np.mean([row.labels_mm for row in rows]), np.mean([row.shares_mm for row in rows])
    made = sum(row.made_from == "shares" for row in rows)
    hangs = [row.labels_hang for row in rows], [row.shares_hang for row in rows]
    kept = [sum(hang == (1, 3) for hang in found) for found in hangs]
    sys.stdout.write(
        f"{group}: {len(rows)} ears, {made} from shares; mean distance to the truth {labels:.3f} mm from labels,"
        f" {shares:.3f} mm from shares; one piece with 3 handles {kept[0]} and {kept[1]}\n"
    )


if __name__ == "__main__":
    raise SystemExit(main())
