"""`python -m tests.benchmarks.accuracy [ANATOMIES] [--network] [--coverage]`: how far measures are from the truth.

Random anatomies, right and left in turn, each at four resolutions. Nothing but the labels is given: landmarks are found
by the program. The labels are the true ones, or with `--network` those of the shipped model in a simulated scan.
`--coverage` asks besides how often the truth lies within the ± beside a value. Prints a line for each ear, and the mean
errors for each resolution.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from earseg_app.domain.anatomy import Side
from earseg_app.domain.cochlea.formulas import duct_lengths
from earseg_app.domain.cochlea.lateral_wall import EXTENTS
from earseg_app.domain.errors import MeasurementError
from earseg_app.domain.measuring.measure import EarMeasures, measure_ear
from earseg_app.domain.measuring.uncertainty import uncertainty_of
from earseg_app.domain.progress import Reporter
from earseg_app.domain.segmentation import Segmentation
from earseg_app.phantom import truth
from earseg_app.phantom.anatomy import Anatomy
from earseg_app.phantom.cases import axial_grid, make_case
from earseg_app.phantom.ct import truth_labels
from earseg_app.phantom.labyrinth import Labyrinth

SPACINGS_MM = (0.2, 0.3, 0.4, 0.6)
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


def covered(found: EarMeasures, labels: Segmentation, anatomy: Anatomy, side: Side) -> dict[str, list[bool]]:
    """Whether the truth lies within the ±, for each value under one of the names `COVERED`."""
    plus_minus = uncertainty_of(found, labels.labels, labels.grid, labels.uncertainty).plus_minus
    true, spiral = truth.measures(anatomy, side), Spiral.of(anatomy, side)
    known = {"A": ("A", found.size.a_mm, true.a_mm), "B": ("B", found.size.b_mm, true.b_mm)}
    known["H"] = ("H", found.size.h_mm, true.h_mm)
    walls = {f"Measured in 3D, {words}": spiral.length_mm(angle) for words, angle in EXTENTS}
    formulas = {length.key: length.value_mm for length in duct_lengths(true.a_mm, true.b_mm)}
    for length in found.duct_lengths:
        if length.key in formulas:
            known[length.key] = ("formulas", length.value_mm, formulas[length.key])
        elif length.name in walls and length.path.value == "lateral wall":
            known[length.key] = ("lateral wall", length.value_mm, walls[length.name])
    found_within: dict[str, list[bool]] = defaultdict(list)
    for key, (name, value, truly) in known.items():
        if key in plus_minus:
            found_within[name].append(abs(value - truly) <= plus_minus[key])
    return found_within


def main(arguments: list[str]) -> None:
    """Measure the phantoms and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("anatomies", type=int, nargs="?", default=50)
    parser.add_argument("--network", action="store_true")
    parser.add_argument("--coverage", action="store_true")
    options = parser.parse_args(arguments)
    labels_of = by_network() if options.network else true
    first = FIRST_UNSEEN_SEED if options.network else FIRST_SEED
    rows: dict[float, list[list[float]]] = defaultdict(list)
    within: dict[tuple[float, str], list[bool]] = defaultdict(list)
    sys.stdout.write("spacing seed side " + " ".join(NAMES) + "\n")
    for number in range(options.anatomies):
        side = Side.RIGHT if number % 2 == 0 else Side.LEFT
        anatomy = Anatomy.draw(first + number)
        for spacing in SPACINGS_MM:
            labels = labels_of(anatomy, side, spacing)
            try:
                found = measure_ear(labels.labels, labels.grid, side)
                rows[spacing].append(errors_of(found, anatomy, side))
                line = " ".join(f"{error:7.2f}" for error in rows[spacing][-1])
                if options.coverage:
                    for name, values in covered(found, labels, anatomy, side).items():
                        within[spacing, name] += values
                        line += f" {name} {sum(values)}/{len(values)}"
            except MeasurementError as error:
                line = f"not measured: {error.sentence()}"
            sys.stdout.write(f"{spacing:4.1f} {first + number} {side.value} {line}\n")
            sys.stdout.flush()
    _summarize(rows, within)


def _summarize(rows: dict[float, list[list[float]]], within: dict[tuple[float, str], list[bool]]) -> None:
    for spacing, errors in sorted(rows.items()):
        for word, values in (
            ("mean absolute", np.abs(errors).mean(axis=0)),
            ("mean", np.mean(errors, axis=0)),
            ("root mean square", np.sqrt(np.mean(np.square(errors), axis=0))),
        ):
            sys.stdout.write(f"{spacing:4.1f} {word}: " + " ".join(f"{v:7.3f}" for v in values) + "\n")
        shares = [(name, within[spacing, name]) for name in COVERED if within[spacing, name]]
        words = ", ".join(f"{name} {100.0 * np.mean(values):.0f} % of {len(values)}" for name, values in shares)
        sys.stdout.write(f"{spacing:4.1f} ears: {len(errors)}; truth within ±: {words}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
