"""`python -m tests.benchmarks.accuracy [ANATOMIES] [--network] [--coverage]`: how far measures are from the truth.

Random anatomies, right and left in turn, each at five resolutions. Nothing but the labels is given: landmarks are found
by the program. The labels are the true ones, or with `--network` those of the shipped model in a simulated scan.
`--coverage` asks besides how often the truth lies within the ± beside a value. Prints a line for each ear, and the mean
errors for each resolution. `--first SEED` begins with another anatomy; `--rows FILE` adds a line of JSON for each ear
with every value, its truth and its spread, for `python -m tests.benchmarks.plus_minus FILE`.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from earseg_app.domain.anatomy import Side
from earseg_app.domain.cochlea.formulas import DuctPath, duct_lengths
from earseg_app.domain.cochlea.lateral_wall import EXTENTS
from earseg_app.domain.errors import MeasurementError
from earseg_app.domain.measuring.measure import EarMeasures, measure_ear
from earseg_app.domain.measuring.uncertainty import Uncertainty, uncertainty_of
from earseg_app.domain.progress import Reporter
from earseg_app.domain.segmentation import Segmentation
from earseg_app.phantom import truth
from earseg_app.phantom.anatomy import Anatomy
from earseg_app.phantom.cases import axial_grid, make_case
from earseg_app.phantom.ct import truth_labels
from earseg_app.phantom.labyrinth import Labyrinth

SPACINGS_MM = (0.2, 0.25, 0.3, 0.4, 0.6)
FIRST_SEED = 1000
# The networks were trained on phantoms of seeds from 1000 on.
FIRST_UNSEEN_SEED = 500
NAMES = ("A_mm", "B_mm", "H_mm", "wall_percent", "angle_deg", "window_mm", "apex_mm", "axis_deg")
# The angle that an array of this length reaches along the lateral wall.
DEPTH_MM = 20.0
WHOLE_DEG = 900.0
# The largest volume in which the ear network looks at everything, mm: the locator is not what is measured here.
NETWORK_MM = 30.0
COVERED = ("A", "B", "H", "lateral wall", "formulas")


@dataclass(frozen=True)
class Compared:
    """A value and its truth, mm; `group`: one of the names `COVERED`."""

    group: str
    value_mm: float
    true_mm: float


LabelsOf = Callable[[Anatomy, Side, float], Segmentation]


@dataclass(frozen=True)
class Spiral:
    """The true lateral wall of a phantom's ear: lengths (n,) mm from the round window at angles (n,) degrees."""

    angles_deg: np.ndarray
    lengths_mm: np.ndarray

    @classmethod
    def of(cls, anatomy: Anatomy, side: Side) -> Spiral:
        """Of one ear."""
        spiral = Labyrinth(anatomy.ear(side)).spiral
        steps = np.linalg.norm(np.diff(spiral.lateral_wall_mm(), axis=0), axis=1)
        return cls(spiral.angle_deg, np.concatenate([[0.0], np.cumsum(steps)]))

    def length_mm(self, angle_deg: float) -> float:
        """From the round window to an angle."""
        return float(np.interp(angle_deg, self.angles_deg, self.lengths_mm))


def true(anatomy: Anatomy, side: Side, spacing_mm: float) -> Segmentation:
    """The true labels of one ear."""
    grid = axial_grid(anatomy.ear_frame(side).to_lps((0.0, 0.5, 0.0)), [26.0] * 3, [spacing_mm] * 3)
    return truth_labels(anatomy, grid)


def by_network() -> LabelsOf:
    """The labels of the shipped model in a simulated scan of one ear."""
    from earseg_app import paths
    from earseg_app.inference.segmenter import Segmenter

    segmenter = Segmenter(paths.ear_model(), paths.locator_model())

    def labels_of(anatomy: Anatomy, side: Side, spacing_mm: float) -> Segmentation:
        center = anatomy.ear_frame(side).to_lps((0.0, 0.5, 0.0))
        case = make_case(anatomy, axial_grid(center, [NETWORK_MM] * 3, [spacing_mm] * 3))
        return segmenter.segment(case.volume, Reporter())

    return labels_of


def errors_of(found: EarMeasures, anatomy: Anatomy, side: Side) -> list[float]:
    """The errors `NAMES` of measures of a phantom's ear."""
    true, marks, spiral = truth.measures(anatomy, side), truth.landmarks(anatomy, side), Spiral.of(anatomy, side)
    size, wall = found.size, found.wall
    assert wall is not None
    cosine = np.dot(found.landmarks.frame().z, marks.frame().z)
    apart = [
        np.linalg.norm(np.subtract(getattr(found.landmarks, n), getattr(marks, n))) for n in ("round_window", "apex")
    ]
    return [
        size.a_mm - true.a_mm,
        size.b_mm - true.b_mm,
        size.h_mm - true.h_mm,
        100.0 * (wall.length_mm / spiral.length_mm(WHOLE_DEG) - 1.0),
        wall.angle_at_deg(DEPTH_MM) - float(np.interp(DEPTH_MM, spiral.lengths_mm, spiral.angles_deg)),
        *map(float, apart),
        float(np.degrees(np.arccos(min(cosine, 1.0)))),
    ]


def compared(found: EarMeasures, anatomy: Anatomy, side: Side) -> dict[str, Compared]:
    """Every value whose truth is known, by its key."""
    true, spiral, size = truth.measures(anatomy, side), Spiral.of(anatomy, side), found.size
    known = {
        "A": Compared("A", size.a_mm, true.a_mm),
        "B": Compared("B", size.b_mm, true.b_mm),
        "H": Compared("H", size.h_mm, true.h_mm),
    }
    walls = {f"Measured in 3D, {words}": spiral.length_mm(angle) for words, angle in EXTENTS}
    formulas = {length.key: length.value_mm for length in duct_lengths(true.a_mm, true.b_mm)}
    for length in found.duct_lengths:
        if length.key in formulas:
            known[length.key] = Compared("formulas", length.value_mm, formulas[length.key])
        elif length.name in walls and length.path is DuctPath.LATERAL_WALL:
            known[length.key] = Compared("lateral wall", length.value_mm, walls[length.name])
    return known


def covered(known: Mapping[str, Compared], plus_minus: Mapping[str, float]) -> dict[str, list[bool]]:
    """Whether the truth lies within the ±, for each value under one of the names `COVERED`."""
    within: dict[str, list[bool]] = defaultdict(list)
    for key, each in known.items():
        if key in plus_minus:
            within[each.group].append(abs(each.value_mm - each.true_mm) <= plus_minus[key])
    return within


def main(arguments: list[str]) -> None:
    """Measure the phantoms and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("anatomies", type=int, nargs="?", default=50)
    parser.add_argument("--network", action="store_true")
    parser.add_argument("--coverage", action="store_true")
    parser.add_argument("--first", type=int)
    parser.add_argument("--rows", type=Path)
    options = parser.parse_args(arguments)
    labels_of = by_network() if options.network else true
    usual = FIRST_UNSEEN_SEED if options.network else FIRST_SEED
    first = usual if options.first is None else options.first
    rows: dict[float, list[list[float]]] = defaultdict(list)
    within: dict[tuple[float, str], list[bool]] = defaultdict(list)
    sys.stdout.write("spacing seed side " + " ".join(NAMES) + "\n")
    for seed in range(first, first + options.anatomies):
        side = Side.RIGHT if seed % 2 == 0 else Side.LEFT
        anatomy = Anatomy.draw(seed)
        for spacing in SPACINGS_MM:
            labels = labels_of(anatomy, side, spacing)
            try:
                found = measure_ear(labels.labels, labels.grid, side)
                rows[spacing].append(errors_of(found, anatomy, side))
                line = " ".join(f"{error:7.2f}" for error in rows[spacing][-1])
                if options.coverage or options.rows:
                    doubt, known = _doubt(found, labels), compared(found, anatomy, side)
                    for name, values in covered(known, doubt.plus_minus).items():
                        within[spacing, name] += values
                        line += f" {name} {sum(values)}/{len(values)}"
                    if options.rows:
                        _keep(options.rows, seed, spacing, known, doubt.spread)
            except MeasurementError as error:
                line = f"not measured: {error.sentence()}"
            sys.stdout.write(f"{spacing:4.2f} {seed} {side.value} {line}\n")
            sys.stdout.flush()
    _summarize(rows, within)


def _doubt(found: EarMeasures, labels: Segmentation) -> Uncertainty:
    return uncertainty_of(found, labels.labels, labels.grid, labels.uncertainty)


def _keep(file: Path, seed: int, spacing_mm: float, known: Mapping[str, Compared], spread: Mapping[str, float]) -> None:
    values = {
        key: {"group": each.group, "value_mm": each.value_mm, "true_mm": each.true_mm, "spread_mm": spread[key]}
        for key, each in known.items()
        if key in spread
    }
    with file.open("a", encoding="utf-8") as lines:
        lines.write(json.dumps({"seed": seed, "spacing_mm": spacing_mm, "values": values}) + "\n")


def _summarize(rows: dict[float, list[list[float]]], within: dict[tuple[float, str], list[bool]]) -> None:
    for spacing, errors in sorted(rows.items()):
        for word, values in (
            ("mean absolute", np.abs(errors).mean(axis=0)),
            ("mean", np.mean(errors, axis=0)),
            ("root mean square", np.sqrt(np.mean(np.square(errors), axis=0))),
        ):
            sys.stdout.write(f"{spacing:4.2f} {word}: " + " ".join(f"{v:7.3f}" for v in values) + "\n")
        shares = [(name, within[spacing, name]) for name in COVERED if within[spacing, name]]
        words = ", ".join(f"{name} {100.0 * np.mean(values):.0f} % of {len(values)}" for name, values in shares)
        sys.stdout.write(f"{spacing:4.2f} ears: {len(errors)}; truth within ±: {words}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
