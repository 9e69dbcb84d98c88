"""`python -m tests.benchmarks.plus_minus ROWS`: what the ± holds, and which error of the method it takes.

`ROWS`: what `python -m tests.benchmarks.accuracy --rows` wrote. Errors of the method are set from the first half of the
anatomies: what, with the spread of each value, gives its root mean square error. The second half only tests them.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from earseg_app.domain.cochlea.size import CochlearSize
from earseg_app.domain.measuring.uncertainty import COVERED, METHOD_MM, METHOD_OF_LENGTHS, method_mm

DIAMETERS, WALL = ("A", "B", "H"), "lateral wall"


@dataclass(frozen=True)
class Row:
    """One value of one ear, mm."""

    key: str
    group: str
    value_mm: float
    true_mm: float
    spread_mm: float


@dataclass(frozen=True)
class Ear:
    """One ear at one resolution."""

    seed: int
    spacing_mm: float
    rows: tuple[Row, ...]

    def held(self, diameters: Mapping[str, float], lengths: float) -> list[tuple[str, bool]]:
        """Group of each value, and whether its ± holds the truth with these errors of the method."""
        values = {row.key: row.value_mm for row in self.rows}
        method = method_mm(CochlearSize(*(values[name] for name in DIAMETERS)), values, diameters, lengths)
        within = [
            abs(row.value_mm - row.true_mm) <= COVERED * float(np.hypot(row.spread_mm, method[row.key]))
            for row in self.rows
        ]
        return [(row.group, held) for row, held in zip(self.rows, within, strict=True)]


def read(file: Path) -> tuple[Ear, ...]:
    """The ears of a file of rows."""
    lines = map(json.loads, file.read_text(encoding="utf-8").splitlines())
    return tuple(
        Ear(line["seed"], line["spacing_mm"], tuple(Row(key, **value) for key, value in line["values"].items()))
        for line in lines
    )


def needed(ears: Iterable[Ear]) -> tuple[dict[str, float], float]:
    """The method's error of A, B and H, mm, and of lengths in space as a share, that these ears call for."""
    rows = [row for ear in ears for row in ear.rows]

    def beyond(group: str, *, as_share: bool) -> float:
        own = [row for row in rows if row.group == group]
        unit = np.array([row.true_mm if as_share else 1.0 for row in own])
        error = np.array([row.value_mm - row.true_mm for row in own]) / unit
        spread = np.array([row.spread_mm for row in own]) / unit
        return float(np.sqrt(max(np.mean(error**2) - np.mean(spread**2), 0.0)))

    return {name: beyond(name, as_share=False) for name in DIAMETERS}, beyond(WALL, as_share=True)


def shares(ears: Iterable[Ear], diameters: Mapping[str, float], lengths: float) -> dict[str, float]:
    """How many of 100 values of each group have the truth within their ±."""
    held: dict[str, list[bool]] = defaultdict(list)
    for ear in ears:
        for group, within in ear.held(diameters, lengths):
            held[group].append(within)
    return {group: 100.0 * float(np.mean(values)) for group, values in held.items()}


def main(arguments: list[str]) -> None:
    """Print what the present ± holds, and what the first half calls for and holds in the second."""
    ears = read(Path(arguments[0]))
    seeds = sorted({ear.seed for ear in ears})
    setting = [ear for ear in ears if ear.seed in seeds[: len(seeds) // 2]]
    testing = [ear for ear in ears if ear.seed not in seeds[: len(seeds) // 2]]
    for title, some in (("all", ears), ("first half", setting), ("second half", testing)):
        _say(f"{title}, {len(some)} ears, as stated", shares(some, METHOD_MM, METHOD_OF_LENGTHS))
    for spacing in sorted({ear.spacing_mm for ear in ears}):
        own = [ear for ear in testing if ear.spacing_mm == spacing]
        _say(f"second half, {spacing:.2f} mm, as stated", shares(own, METHOD_MM, METHOD_OF_LENGTHS))
    diameters, lengths = needed(setting)
    _say("the first half calls for", {**diameters, "of lengths": lengths}, digits=3)
    _say("which holds in the second half", shares(testing, diameters, lengths))


def _say(title: str, figures: Mapping[str, float], digits: int = 1) -> None:
    words = ", ".join(f"{name} {value:.{digits}f}" for name, value in figures.items())
    sys.stdout.write(f"{title}: {words}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
