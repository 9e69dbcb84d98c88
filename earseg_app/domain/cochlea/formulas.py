"""Published formulas that estimate the length of the cochlear duct from the diameters A and B.

Each number belongs to a path: along the lateral wall or along the organ of Corti; they differ by 5-7 mm.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

import numpy as np

BASAL_TURN_DEG = 360.0
TWO_TURNS_DEG = 720.0
# The angle that Escudé's law is customarily evaluated at for a whole cochlea: 2½ turns.
WHOLE_DUCT_DEG = 900.0
ESCUDE_FACTOR = 2.62
ESCUDE_ANGLE_DEG = 235.0


class DuctPath(Enum):
    """The line along which a length is meant."""

    LATERAL_WALL = "lateral wall"
    ORGAN_OF_CORTI = "organ of Corti"
    INSERTION = "electrode path (insertion)"
    CENTER_LINE = "centre line of the lumen"


@dataclass(frozen=True)
class DuctFormula:
    """One formula for a length, mm, from A and B, mm. `checked` is False where constants were recalled, not re-read."""

    name: str
    path: DuctPath
    extent: str
    expression: str
    source: str
    value_mm: Callable[[float, float], float]
    checked: bool = True


@dataclass(frozen=True)
class DuctLength:
    """A length with its name, path, extent and source."""

    name: str
    path: DuctPath
    extent: str
    value_mm: float
    expression: str
    source: str
    checked: bool = True

    @property
    def key(self) -> str:
        """What tells this length from every other: its name and its path."""
        return f"{self.name} ({self.path.value})"


def escude_length_mm(a_mm: float, angle_deg: float) -> float:
    """Length along the lateral wall from the round window to `angle_deg`: 2.62 A ln(1 + θ/235), Escudé et al. 2006."""
    return ESCUDE_FACTOR * a_mm * float(np.log1p(angle_deg / ESCUDE_ANGLE_DEG))


def escude_angle_deg(a_mm: float, depth_mm: float) -> float:
    """Angle that a length along the lateral wall reaches: the inverse of `escude_length_mm`."""
    return ESCUDE_ANGLE_DEG * float(np.expm1(depth_mm / (ESCUDE_FACTOR * a_mm)))


def elliptic_circular_length_mm(a_mm: float, b_mm: float) -> float:
    """Duct length by the elliptic-circular approximation: 1.71 (1.18 A + 2.69 B − √(0.72 A B)) + 0.18.

    Schurzig et al. 2018, constants recalled and checked for plausibility only. For the organ of Corti both diameters
    are taken 1 mm smaller.
    """
    return 1.71 * elliptic_circular_basal_turn_mm(a_mm, b_mm) + 0.18


def elliptic_circular_basal_turn_mm(a_mm: float, b_mm: float) -> float:
    """Length of the first turn by the same approximation: 1.18 A + 2.69 B − √(0.72 A B)."""
    return 1.18 * a_mm + 2.69 * b_mm - float(np.sqrt(0.72 * a_mm * b_mm))


_WHOLE = "round window to helicotrema"
_BASAL_TURN = "first turn (360°)"
_TWO_TURNS = "first two turns (720°)"
_ESCUDE = "Escudé et al., Audiol Neurotol 2006;11 Suppl 1:27; as tabulated in PMC6617526"
_ALEXIADES = "Alexiades et al., Otol Neurotol 2015;36:904"
_KOCH = "Koch et al., J Otolaryngol 2017; as tabulated in PMC6617526"
_ERIXON = "Erixon & Rask-Andersen, Acta Otolaryngol 2013, doi 10.3109/00016489.2013.831475; as tabulated in PMC6617526"
_ECA = "Schurzig et al. 2018 (elliptic-circular approximation); constants recalled, plausibility checked"

FORMULAS: tuple[DuctFormula, ...] = (
    DuctFormula(
        "Escudé",
        DuctPath.LATERAL_WALL,
        "round window to 900°",
        "2.62·A·ln(1 + 900/235)",
        _ESCUDE,
        lambda a, _b: escude_length_mm(a, WHOLE_DUCT_DEG),
    ),
    DuctFormula(
        "Escudé, two turns",
        DuctPath.LATERAL_WALL,
        _TWO_TURNS,
        "2.62·A·ln(1 + 720/235)",
        _ESCUDE,
        lambda a, _b: escude_length_mm(a, TWO_TURNS_DEG),
    ),
    DuctFormula("Alexiades", DuctPath.ORGAN_OF_CORTI, _WHOLE, "4.16·A − 4", _ALEXIADES, lambda a, _b: 4.16 * a - 4.0),
    DuctFormula("Alexiades (i)", DuctPath.INSERTION, _WHOLE, "4.16·A − 2.7", _ALEXIADES, lambda a, _b: 4.16 * a - 2.7),
    DuctFormula(
        "Alexiades, two turns",
        DuctPath.ORGAN_OF_CORTI,
        _TWO_TURNS,
        "3.65·(A − 1)",
        _ALEXIADES,
        lambda a, _b: 3.65 * (a - 1.0),
    ),
    DuctFormula(
        "Alexiades (i), two turns",
        DuctPath.INSERTION,
        _TWO_TURNS,
        "3.65·(A − 0.7)",
        _ALEXIADES,
        lambda a, _b: 3.65 * (a - 0.7),
    ),
    DuctFormula("Koch", DuctPath.ORGAN_OF_CORTI, _WHOLE, "4.16·A − 5.05", _KOCH, lambda a, _b: 4.16 * a - 5.05),
    DuctFormula(
        "Koch (lateral wall)",
        DuctPath.LATERAL_WALL,
        _WHOLE,
        "3.86·A + 4.99",
        "As used in public code (SlicerCochlea); attribution to Koch 2017 recalled, not checked",
        lambda a, _b: 3.86 * a + 4.99,
        checked=False,
    ),
    DuctFormula("Erixon", DuctPath.LATERAL_WALL, _WHOLE, "3.08·A + 12.44", _ERIXON, lambda a, _b: 3.08 * a + 12.44),
    DuctFormula(
        "Elliptic-circular",
        DuctPath.LATERAL_WALL,
        _WHOLE,
        "1.71·(1.18·A + 2.69·B − √(0.72·A·B)) + 0.18",
        _ECA,
        elliptic_circular_length_mm,
        checked=False,
    ),
    DuctFormula(
        "Elliptic-circular (organ of Corti)",
        DuctPath.ORGAN_OF_CORTI,
        _WHOLE,
        "as along the lateral wall, with A − 1 and B − 1",
        _ECA,
        lambda a, b: elliptic_circular_length_mm(a - 1.0, b - 1.0),
        checked=False,
    ),
    DuctFormula(
        "Elliptic-circular, basal turn",
        DuctPath.LATERAL_WALL,
        _BASAL_TURN,
        "1.18·A + 2.69·B − √(0.72·A·B)",
        _ECA,
        elliptic_circular_basal_turn_mm,
        checked=False,
    ),
    DuctFormula(
        "Elliptic-circular, basal turn (organ of Corti)",
        DuctPath.ORGAN_OF_CORTI,
        _BASAL_TURN,
        "as along the lateral wall, with A − 1 and B − 1",
        _ECA,
        lambda a, b: elliptic_circular_basal_turn_mm(a - 1.0, b - 1.0),
        checked=False,
    ),
    DuctFormula(
        "Escudé, basal turn",
        DuctPath.LATERAL_WALL,
        _BASAL_TURN,
        "2.62·A·ln(1 + 360/235)",
        _ESCUDE,
        lambda a, _b: escude_length_mm(a, BASAL_TURN_DEG),
    ),
)


def duct_lengths(a_mm: float, b_mm: float) -> tuple[DuctLength, ...]:
    """Every formula's length for one cochlea, mm, in the order of `FORMULAS`."""
    return tuple(
        DuctLength(f.name, f.path, f.extent, f.value_mm(a_mm, b_mm), f.expression, f.source, f.checked)
        for f in FORMULAS
    )
