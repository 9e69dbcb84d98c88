"""`python -m tests.benchmarks.accuracy [ANATOMIES]`: how far the automatic measures of phantoms are from the truth.

Random anatomies, right and left in turn, each at four resolutions, with true labels. Nothing but the labels is given:
landmarks are found by the program. Prints a line for each ear and the mean errors for each resolution.
"""

from __future__ import annotations

import sys
from collections import defaultdict

import numpy as np

from earseg_app.domain.anatomy import Side
from earseg_app.domain.measuring.measure import EarMeasures, measure_ear
from earseg_app.phantom import truth
from earseg_app.phantom.anatomy import Anatomy
from earseg_app.phantom.cases import axial_grid
from earseg_app.phantom.ct import truth_labels
from earseg_app.phantom.labyrinth import Labyrinth

SPACINGS_MM = (0.2, 0.3, 0.4, 0.6)
FIRST_SEED = 1000
NAMES = ("A_mm", "B_mm", "H_mm", "wall_percent", "angle_deg", "window_mm", "apex_mm", "axis_deg")
# The angle that an array of this length reaches along the lateral wall.
DEPTH_MM = 20.0
WHOLE_DEG = 900.0


def errors(seed: int, side: Side, spacing_mm: float) -> list[float]:
    """The errors `NAMES` of one phantom ear."""
    anatomy = Anatomy.draw(seed)
    grid = axial_grid(anatomy.ear_frame(side).to_lps((0.0, 0.5, 0.0)), [26.0] * 3, [spacing_mm] * 3)
    return errors_of(measure_ear(truth_labels(anatomy, grid).labels, grid, side), anatomy, side)


def errors_of(found: EarMeasures, anatomy: Anatomy, side: Side) -> list[float]:
    """The errors `NAMES` of measures of a phantom's ear."""
    true, marks = truth.measures(anatomy, side), truth.landmarks(anatomy, side)
    size, wall = found.size, found.wall
    assert wall is not None
    spiral = Labyrinth(anatomy.ear(side)).spiral
    steps = np.linalg.norm(np.diff(spiral.lateral_wall_mm(), axis=0), axis=1)
    lengths = np.concatenate([[0.0], np.cumsum(steps)])
    whole = np.interp(WHOLE_DEG, spiral.angle_deg, lengths)
    cosine = np.dot(found.landmarks.frame().z, marks.frame().z)
    apart = [
        np.linalg.norm(np.subtract(getattr(found.landmarks, n), getattr(marks, n))) for n in ("round_window", "apex")
    ]
    return [
        size.a_mm - true.a_mm,
        size.b_mm - true.b_mm,
        size.h_mm - true.h_mm,
        100.0 * (wall.length_mm / whole - 1.0),
        wall.angle_at_deg(DEPTH_MM) - float(np.interp(DEPTH_MM, lengths, spiral.angle_deg)),
        *map(float, apart),
        float(np.degrees(np.arccos(min(cosine, 1.0)))),
    ]


def main(arguments: list[str]) -> None:
    """Measure the phantoms and print."""
    anatomies = int(arguments[0]) if arguments else 50
    rows: dict[float, list[list[float]]] = defaultdict(list)
    sys.stdout.write("spacing seed side " + " ".join(NAMES) + "\n")
    for number in range(anatomies):
        side = Side.RIGHT if number % 2 == 0 else Side.LEFT
        for spacing in SPACINGS_MM:
            rows[spacing].append(errors(FIRST_SEED + number, side, spacing))
            line = " ".join(f"{error:7.2f}" for error in rows[spacing][-1])
            sys.stdout.write(f"{spacing:4.1f} {FIRST_SEED + number} {side.value} {line}\n")
            sys.stdout.flush()
    for spacing in SPACINGS_MM:
        for word, values in (
            ("mean absolute", np.abs(rows[spacing]).mean(axis=0)),
            ("mean", np.mean(rows[spacing], axis=0)),
        ):
            sys.stdout.write(f"{spacing:4.1f} {word}: " + " ".join(f"{v:7.3f}" for v in values) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
