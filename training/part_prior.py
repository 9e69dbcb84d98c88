"""Learn where each part lies relative to the mean cochlea: the table in `earseg_app/inference/shape.py`.

`python -m training.part_prior --cache runs/cache` prints the table and how well it names the parts of ears left out.
"""

from __future__ import annotations

import argparse
import logging
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from earseg_app.domain.anatomy import Part
from earseg_app.domain.geometry import Grid
from earseg_app.inference.preprocess import resample_array
from earseg_app.inference.shape import features, fit_shape
from training.cases import Case, load_cases
from training.data import VALIDATION

LOG = logging.getLogger("training.part_prior")
SPACING_MM = 0.3
STRIDE = 3
RIDGE = 1e-5
Ear = tuple[NDArray[np.float64], NDArray[np.int64]]


def placed(case: Case) -> Ear:
    """Features (N, 10) and part numbers 0…4 (N,) of every labyrinth voxel of a real ear, at 0.3 mm."""
    # the files' axes are LPS turned about z by 180°, which changes neither shape nor hand
    grid = Grid(case.labels.shape, case.spacing_zyx_mm, (0.0, 0.0, 0.0))
    coarse = grid.with_spacing((SPACING_MM,) * 3)
    shares = np.stack([resample_array(case.labels == part, grid, coarse) for part in Part])
    mask = shares.sum(axis=0) > 0.5
    fit = fit_shape(mask, coarse)
    if fit is None or not fit.is_clear:
        raise ValueError(f"{case.name} does not look like an ear")
    points = fit.placement.from_lps(coarse.lps_from_index(np.argwhere(mask)))
    return features(points), shares[:, mask].argmax(axis=0).astype(np.int64)


def learn(ears: list[Ear]) -> NDArray[np.float64]:
    """(10, 5) weights of the multinomial logistic regression over all voxels of the ears."""
    x = torch.from_numpy(np.concatenate([f[::STRIDE] for f, _ in ears]))
    y = torch.from_numpy(np.concatenate([parts[::STRIDE] for _, parts in ears]))
    weights = torch.zeros((x.shape[1], len(Part)), dtype=x.dtype, requires_grad=True)
    optimiser = torch.optim.LBFGS([weights], max_iter=200, line_search_fn="strong_wolfe")

    def closure() -> float:
        optimiser.zero_grad()
        loss = torch.nn.functional.cross_entropy(x @ weights, y) + RIDGE * (weights**2).mean()
        loss.backward()  # type: ignore[no-untyped-call]
        return float(loss.detach())

    optimiser.step(closure)  # type: ignore[no-untyped-call]
    table: NDArray[np.float64] = weights.detach().numpy()
    return table


def accuracy(weights: NDArray[np.float64], ear: Ear) -> float:
    """Share of the voxels of an ear whose part the table names."""
    return float(np.mean((ear[0] @ weights).argmax(axis=1) == ear[1]))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cache", type=Path, default=Path("runs/cache"))
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    ears = {case.name: placed(case) for case in load_cases(options.cache / "ears")}
    for name, ear in ears.items():
        others = [other for key, other in ears.items() if key != name]
        LOG.info("%s left out: %.3f of its voxels", name, accuracy(learn(others), ear))
    table = learn([ear for name, ear in ears.items() if name not in VALIDATION])
    LOG.info("%s", np.array2string(table, precision=2, separator=", ", suppress_small=True))
    for name in VALIDATION:
        LOG.info("%s by the table above: %.3f", name, accuracy(table, ears[name]))


if __name__ == "__main__":
    main()
