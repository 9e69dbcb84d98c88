"""Learn the labelled mean labyrinth from the real ears, and test it on ears left out.

`python -m training.labyrinth_template --cache runs/cache --write earseg_app/domain/labyrinth/template_numbers.py`
makes the program's table, without the ears kept for validation; `--evaluate` prints the Dice of every part of every
ear, named by a template that never saw it.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.cluster.vq import kmeans2

from earseg_app.domain.anatomy import Part
from earseg_app.domain.geometry import FloatArray, Grid
from earseg_app.domain.labyrinth.template import LabyrinthTemplate
from earseg_app.domain.resampling import resample_array
from earseg_app.inference.shape import fit_shape
from training.cases import Case, load_cases
from training.data import VALIDATION

SPACING_MM = 0.3
POINTS = 600
ROUNDS = 3
# Every so many voxels of an ear are learned from.
STRIDE = 6


@dataclass(frozen=True, eq=False)
class PlacedEar:
    """Voxels (N, 3) of a real labyrinth in template mm, and their part codes (N,) 1…5."""

    points_mm: FloatArray
    parts: NDArray[np.int64]


def place(case: Case) -> PlacedEar:
    """A real ear at 0.3 mm in the frame of the mean cochlea.

    Raises:
        ValueError: if it does not look like an ear.
    """
    # the files' axes are LPS turned about z by 180°, which changes neither shape nor hand
    grid = Grid(case.labels.shape, case.spacing_zyx_mm, (0.0, 0.0, 0.0))
    coarse = grid.with_spacing((SPACING_MM,) * 3)
    shares = np.stack([resample_array(case.labels == part, grid, coarse) for part in Part])
    mask = shares.sum(axis=0) > 0.5
    fit = fit_shape(mask, coarse)
    if not fit.is_clear:
        raise ValueError(f"{case.name} does not look like an ear")
    points = fit.placement.from_lps(coarse.lps_from_index(np.argwhere(mask)))
    return PlacedEar(points, shares[:, mask].argmax(axis=0).astype(np.int64) + 1)


def learn(ears: list[PlacedEar]) -> LabyrinthTemplate:
    """The mean of some ears: pool their voxels, thin them to `POINTS`, bend every ear to the result, and so on."""
    parts = np.concatenate([ear.parts[::STRIDE] for ear in ears])
    pooled = np.concatenate([ear.points_mm[::STRIDE] for ear in ears])
    template = _thinned(pooled, parts)
    for _ in range(ROUNDS - 1):
        bent = [template.bend(ear.points_mm).apply(ear.points_mm) for ear in ears]
        template = _thinned(np.concatenate([points[::STRIDE] for points in bent]), parts)
    return template


def part_dice(template: LabyrinthTemplate, ear: PlacedEar) -> FloatArray:
    """(5,) Dice of parts 1…5 of an ear, named by the template alone."""
    named = template.part_prior(template.bend(ear.points_mm).apply(ear.points_mm)).argmax(axis=1) + 1
    pairs = [(named == part, ear.parts == part) for part in Part]
    return np.array([2.0 * np.sum(one & other) / (np.sum(one) + np.sum(other)) for one, other in pairs])


def evaluation(ears: dict[str, PlacedEar]) -> str:
    """A table of the Dice of every part, each ear named by a template of the others."""
    lines = ["ear   cochlea vestibule superior posterior lateral"]
    found = []
    for name, ear in ears.items():
        found.append(part_dice(learn([other for key, other in ears.items() if key != name]), ear))
        lines.append(_row(name, found[-1]))
    return "\n".join([*lines, _row("mean", np.mean(found, axis=0)), _row("least", np.min(found, axis=0))]) + "\n"


def module_text(template: LabyrinthTemplate) -> str:
    """The Python source that holds a template's numbers."""
    rows = np.column_stack([template.points_mm, template.shares]) * 100.0
    lines, line = [], "   "
    for number in rows.round().astype(int).ravel():
        if len(line) + len(str(number)) + 2 > 120:
            lines.append(line)
            line = "   "
        line += f" {number},"
    table = "\n".join([*lines, line])
    return f"""\"\"\"The numbers of the mean labyrinth; written by training/labyrinth_template.py, not by hand.

Learned from the human bony labyrinth data set, Wimmer et al., Data in Brief 2019;27:104782, CC BY 4.0, without
{" and ".join(VALIDATION)}; the parts were named by fitting a shape model.
\"\"\"

# x, y, z in hundredths of a millimetre and the shares of parts 1…5 in per cent, point after point.
# fmt: off
POINTS = (
{table}
)
# fmt: on
"""


def _row(name: str, dice: FloatArray) -> str:
    return f"{name:5} " + " ".join(f"{value:8.3f}" for value in dice)


def _thinned(points: FloatArray, parts: NDArray[np.int64]) -> LabyrinthTemplate:
    centers, nearest = kmeans2(points, POINTS, iter=12, minit="points", rng=np.random.default_rng(0), missing="raise")
    counts = np.zeros((POINTS, len(Part)))
    np.add.at(counts, (nearest, parts - 1), 1.0)
    kept = counts.sum(axis=1) > 0
    return LabyrinthTemplate(centers[kept], counts[kept] / counts[kept].sum(axis=1, keepdims=True))


def main(arguments: list[str]) -> None:
    """Write the program's table, or evaluate by leaving one ear out."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cache", type=Path, default=Path("runs/cache"))
    parser.add_argument("--write", type=Path, help="the module to write")
    parser.add_argument("--evaluate", action="store_true", help="print the Dice of the parts of ears left out")
    chosen = parser.parse_args(arguments)
    ears = {case.name: place(case) for case in load_cases(chosen.cache / "ears")}
    if chosen.write:
        template = learn([ear for name, ear in ears.items() if name not in VALIDATION])
        chosen.write.write_text(module_text(template), encoding="utf-8")
    if chosen.evaluate:
        sys.stdout.write(evaluation(ears))


if __name__ == "__main__":
    main(sys.argv[1:])
