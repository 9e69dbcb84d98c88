"""Prepare the real ears: parts by the shape model, and what is needed to refill their air with fluid.

`python -m training.data --data ../shared/data --cache runs/cache`
"""

from __future__ import annotations

import argparse
import json
import logging
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from training.cases import CANAL, LUMEN, Case
from training.nifti import read_nifti
from training.parallel import save_all
from training.shapes import MIRROR, ShapeModel, fit, load_model, parts_of_voxels, surface_points

LOG = logging.getLogger("training.data")
VALIDATION = ("T03", "T06")
AIR_HU = -250
POCKETS = 12
SPOT_REACH_MM = 9.0


def part_labels(
    model: ShapeModel, mask: NDArray[np.bool_], spacing_zyx_mm: NDArray[np.float64], is_left: bool
) -> tuple[NDArray[np.uint8], float]:
    """Labels 0…5 [z, y, x] of a labyrinth mask, and the mean distance (mm) of the fitted shape from its surface.

    The array's axes must be parallel to LPS up to a turn about z, as in the ears' files: chirality is kept.
    """
    surface, voxels = surface_points(mask, spacing_zyx_mm)
    flip = MIRROR if is_left else np.ones(3)
    fitted = fit(model, surface[:, ::-1] * flip)
    labels = np.zeros(mask.shape, np.uint8)
    labels[mask] = parts_of_voxels(model, fitted, voxels[:, ::-1] * flip)
    return labels, fitted.residual_mm


def air_regions(hu: NDArray[np.int16], mask: NDArray[np.bool_]) -> NDArray[np.uint8]:
    """Where air may be refilled: 1 within three voxels of the mask, 2… the pockets of air outside, largest first."""
    lumen = ndimage.binary_dilation(mask, iterations=3)
    air = (ndimage.gaussian_filter(hu.astype(np.float32), 0.5) < AIR_HU) & ~ndimage.binary_dilation(mask, iterations=2)
    # an opening parts pockets that only touch through a narrow neck, such as canal and middle ear
    pockets, count = ndimage.label(ndimage.binary_opening(air))
    region = np.zeros(hu.shape, np.uint8)
    if count:
        sizes = np.bincount(pockets.ravel())[1:]
        for rank, index in enumerate(np.argsort(-sizes)[: POCKETS - 1]):
            region[pockets == index + 1] = CANAL + rank
    rest = air & (region == 0)
    region[rest] = CANAL + POCKETS - 1
    nearest = ndimage.distance_transform_edt(region == 0, return_distances=False, return_indices=True)
    distance = ndimage.distance_transform_edt(region == 0)
    region = np.where(distance <= 3.5, region[tuple(nearest)], 0).astype(np.uint8)
    region[lumen] = LUMEN
    return region


def wall_intensity(hu: NDArray[np.int16]) -> NDArray[np.int16]:
    """HU of the bone around each voxel: the smooth local maximum, the anchor that refilling leaves unchanged."""
    smooth = ndimage.gaussian_filter(hu.astype(np.float32), 0.8)
    wall = ndimage.gaussian_filter(ndimage.maximum_filter(smooth, 11), 2.5)
    return np.asarray(np.clip(wall, 500, 2600), np.int16)


def pocket_spots_mm(
    region: NDArray[np.uint8], mask: NDArray[np.bool_], spacing_zyx_mm: NDArray[np.float64], count: int = 16
) -> NDArray[np.float64]:
    """(≤ `count`, 3) mm along z, y, x: random voxels of the pockets within 9 mm of the labyrinth.

    Filled with fluid, they are what is taken for labyrinth: the internal canal, the aqueducts, air cells.
    """
    near = ndimage.distance_transform_edt(~mask, sampling=tuple(spacing_zyx_mm)) < SPOT_REACH_MM
    places = np.argwhere((region > LUMEN) & near)
    chosen = np.random.default_rng(0).permutation(len(places))[:count]
    return np.asarray(places[chosen] * spacing_zyx_mm, float)


def prepare_ear(folder: Path, name: str, model: ShapeModel) -> Case:
    """The case of one real ear of the Human bony labyrinth dataset (Wimmer et al. 2019)."""
    hu, spacing = read_nifti(folder / f"{name}_ct.nii.gz")
    mask = read_nifti(folder / f"{name}_label.nii.gz")[0] > 0
    side = json.loads((folder / f"{name}_landmarks.json").read_text())["SIDE"]
    hu = hu.astype(np.int16)
    labels, residual = part_labels(model, mask, spacing, side == "LEFT")
    LOG.info("%s: shape fits within %.2f mm", name, residual)
    z, y, x = (float(s) for s in spacing)
    region = air_regions(hu, mask)
    spots = pocket_spots_mm(region, mask, spacing)
    return Case(name, hu, labels, (z, y, x), region, wall_intensity(hu), float(np.median(hu[mask])), spots)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--cache", type=Path, default=Path("runs/cache"))
    parser.add_argument("--workers", type=int, help="processes side by side; default: all cores")
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    model = load_model(options.data / "labyrinth_shapes.npz")
    folder = options.data / "ears"
    names = [path.name[:3] for path in sorted(folder.glob("*_ct.nii.gz"))]
    save_all(options.cache / "ears", [partial(prepare_ear, folder, name, model) for name in names], options.workers)


if __name__ == "__main__":
    main()
