"""`python -m tests.benchmarks.surfaces [PHANTOMS]`: how true the surfaces are, over real ears and random phantoms.

Real ears: all of ../shared/data/ears. Phantoms: both sides of random heads at 0.3 mm, 100 ears unless told otherwise;
their truth is the volume of the same anatomy in voxels of 0.15 mm. Prints a table.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import generate_binary_structure, label
from skimage.measure import euler_number

from earseg_app.dicom.images import read_label_values
from earseg_app.domain.anatomy import Side
from earseg_app.domain.geometry import Grid
from earseg_app.mesh.fidelity import fidelity
from earseg_app.mesh.surface import surface_of
from earseg_app.mesh.topology import topology_of
from earseg_app.phantom.anatomy import Anatomy
from earseg_app.phantom.cases import axial_grid
from earseg_app.phantom.ct import truth_labels

EARS = Path(__file__).resolve().parents[3] / "shared" / "data" / "ears"
SIZE_MM, COARSE_MM, FINE_MM = 26.0, 0.3, 0.15


@dataclass(frozen=True)
class Row:
    """One ear: volumes as shares of the labels' and of the truth, mean deviation in voxels, handles.

    `handles_of_mask`: when voxels are joined by faces only, and when also by edges and corners.
    """

    name: str
    of_labels: float
    of_truth: float
    mean_voxels: float
    handles: int
    handles_of_mask: tuple[int, int]
    shells: int


def main() -> int:
    """Measure and print."""
    phantoms = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    real = [_row(path.name[:3], *_read(path)) for path in sorted(EARS.glob("*_label.nii.gz"))]
    _print("real ears", real)
    _print("phantoms at 0.3 mm", [_phantom(seed, side) for seed in range(phantoms // 2) for side in Side])
    return 0


def _read(path: Path) -> tuple[NDArray[np.bool_], Grid]:
    values, grid = read_label_values(path)
    return values > 0, grid


def _phantom(seed: int, side: Side) -> Row:
    anatomy = Anatomy.draw(seed)
    center = anatomy.ear_frame(side).to_lps((0.0, 0.5, 0.0))
    coarse, fine = (truth_labels(anatomy, axial_grid(center, [SIZE_MM] * 3, [mm] * 3)) for mm in (COARSE_MM, FINE_MM))
    truth_mm3 = np.count_nonzero(fine.mask(side)) * fine.grid.voxel_volume_mm3
    return _row(f"{seed}{side.value}", coarse.mask(side), coarse.grid, truth_mm3)


def _row(name: str, mask: NDArray[np.bool_], grid: Grid, truth_mm3: float = np.nan) -> Row:
    surface = surface_of(mask, grid, name="inner_ear")
    topology = topology_of(surface.triangles)
    volume_mm3 = np.count_nonzero(mask) * grid.voxel_volume_mm3
    return Row(
        name,
        surface.volume_mm3 / volume_mm3,
        surface.volume_mm3 / truth_mm3,
        fidelity(surface, mask, grid).mean_mm / min(grid.spacing_zyx_mm),
        topology.handles,
        (_handles(mask, 1), _handles(mask, 3)),
        topology.shells,
    )


def _handles(mask: NDArray[np.bool_], connectivity: int) -> int:
    """Pieces + cavities − Euler number, background joined the other way."""
    padded = np.pad(mask, 1)
    inside, outside = (generate_binary_structure(3, n) for n in (connectivity, 4 - connectivity))
    return label(padded, inside)[1] + label(~padded, outside)[1] - 1 - int(euler_number(padded, connectivity))


def _print(title: str, rows: list[Row]) -> None:
    if not rows:
        return
    worst = max(abs(row.of_labels - 1) for row in rows)
    truth = [abs(row.of_truth - 1) for row in rows if np.isfinite(row.of_truth)]
    write = sys.stdout.write
    write(f"{title}: {len(rows)}\n  volume against labels, worst {100 * worst:.3f} %\n")
    if truth:
        write(f"  volume against truth, mean {100 * np.mean(truth):.2f} %, worst {100 * max(truth):.2f} %\n")
    means = [row.mean_voxels for row in rows]
    write(f"  mean deviation from the border of the labels {np.mean(means):.3f} voxels, worst {max(means):.3f}\n")
    plain = [row for row in rows if row.handles_of_mask[0] == 3]
    kept = sum(row.handles == 3 and row.shells == 1 for row in plain)
    write(f"  masks with 3 handles, joined by faces: {len(plain)}; their surfaces with 3, in one: {kept}\n")
    write(f"  surfaces in one piece with 3 handles or more: {sum(r.handles >= 3 and r.shells == 1 for r in rows)}\n")
    for row in rows:
        if row.handles != 3 or row.shells != 1:
            low, high = row.handles_of_mask
            mask = f"mask: {low} joined by faces, {high} by corners"
            write(f"  {row.name}: {row.handles} handles, {row.shells} shells ({mask})\n")
    sys.stdout.flush()


if __name__ == "__main__":
    raise SystemExit(main())
