"""Coarse cases for the locator: ears, bones and heads at 0.8 mm, the labyrinth as a blob.

`python -m training.coarse --data ../shared/data --cache runs/cache`
"""

from __future__ import annotations

import argparse
import logging
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from scipy import ndimage

from earseg_app.domain.geometry import Grid
from earseg_app.domain.resampling import resample_array
from training.bones import LABYRINTH, with_air
from training.cases import Case, load_cases, save_case
from training.nifti import read_nifti
from training.patches import refill
from training.shapes import HELD_OUT_BONE
from training.simulate import render

LOG = logging.getLogger("training.coarse")
SPACING_MM = 0.8
SMOOTH_MM = 0.4
BLOB_SIGMA_MM = 0.8
BLOB_LEVEL = 0.25
FOLDER = "coarse"


def coarsen(case: Case) -> Case:
    """The case at 0.8 mm, its labels a blob 0/1 around the labyrinth that outlives 1 mm voxels."""
    grid = Grid(case.labels.shape, case.spacing_zyx_mm, (0.0, 0.0, 0.0))
    coarse = grid.with_spacing((SPACING_MM,) * 3)
    hu = ndimage.gaussian_filter(resample_array(case.hu, grid, coarse), SMOOTH_MM / SPACING_MM)
    union = ndimage.gaussian_filter((case.labels > 0).astype(np.float32), BLOB_SIGMA_MM / grid.spacing)
    blob = resample_array(union, grid, coarse) > BLOB_LEVEL
    return Case(case.name, np.clip(hu, -1024, 3071).astype(np.int16), blob.astype(np.uint8), (SPACING_MM,) * 3)


def fluid_ears(cache: Path, variants: int) -> list[Case]:
    """Every real ear as it was scanned and with `variants` random fillings, coarse."""
    made = []
    for case in load_cases(cache / "ears"):
        made.append(coarsen(Case(f"{case.name}-dry", case.hu, case.labels, case.spacing_zyx_mm)))
        for variant in range(variants):
            hu = np.clip(refill(case, np.random.default_rng([3, variant])), -1024, 3071).astype(np.int16)
            name = case.name if variant == 0 else f"{case.name}-{variant}"
            made.append(coarsen(Case(name, hu, case.labels, case.spacing_zyx_mm)))
    return made


def whole_bones(folder: Path, variants: int) -> list[Case]:
    """Every temporal bone in full but the one kept for the evaluation, with `variants` random tissues, coarse."""
    made = []
    paths = [path for path in sorted(folder.glob("*.nii.gz")) if not path.name.startswith(HELD_OUT_BONE)]
    for number, path in enumerate(paths):
        array, (fine_mm, _, _) = read_nifti(path)
        spacing = 2 * float(fine_mm)
        tissue: NDArray[np.uint8] = with_air(array.astype(np.uint8), float(fine_mm))[::2, ::2, ::2].copy()
        labels = (tissue == LABYRINTH).astype(np.uint8)
        for variant in range(variants):
            hu = render(tissue, spacing, np.random.default_rng([5, number, variant]))
            made.append(coarsen(Case(f"{path.name.split('.')[0]}-{variant}", hu, labels, (spacing,) * 3)))
    return made


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--cache", type=Path, default=Path("runs/cache"))
    parser.add_argument("--variants", type=int, default=4)
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    torch.set_num_threads(1)
    made = fluid_ears(options.cache, options.variants) + whole_bones(options.data / "temporal_bones", options.variants)
    for case in made:
        save_case(options.cache / FOLDER, case)
    LOG.info("%d coarse cases", len(made))


if __name__ == "__main__":
    main()
