"""Right against left: what differs, and whether by more than the measures can tell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from earseg_app.domain.anatomy import Side

if TYPE_CHECKING:  # they load an optimiser, and the window knows comparisons from its start
    from earseg_app.domain.measuring.measure import EarMeasures

DEFINITION = "right less left; beyond uncertainty where it exceeds the root of the sum of squares of both ears' ±"


@dataclass(frozen=True)
class Difference:
    """One value of both ears, in its own unit; `plus_minus` of the difference is None where none is known."""

    quantity: str
    right: float
    left: float
    plus_minus: float | None = None

    @property
    def difference(self) -> float:
        """Right less left."""
        return self.right - self.left

    @property
    def is_beyond_uncertainty(self) -> bool:
        """Whether the ears differ by more than can be explained by the measures' uncertainty."""
        return self.plus_minus is not None and abs(self.difference) > self.plus_minus


def compare_ears(
    right: EarMeasures,
    left: EarMeasures,
    right_plus_minus: Mapping[str, float] | None = None,
    left_plus_minus: Mapping[str, float] | None = None,
) -> tuple[Difference, ...]:
    """Every value that both ears have, in the order of the right one.

    Raises:
        ValueError: if the ears are not a right and a left one.
    """
    if (right.side, left.side) != (Side.RIGHT, Side.LEFT):
        raise ValueError(f"expected a right and a left ear, got {right.side.word} and {left.side.word}")
    values, others = (_values(ear) for ear in (right, left))
    ours, theirs = right_plus_minus or {}, left_plus_minus or {}
    return tuple(
        Difference(key, value, others[key], plus_minus_of_both(ours.get(key), theirs.get(key)))
        for key, value in values.items()
        if key in others and np.isfinite([value, others[key]]).all()
    )


def plus_minus_of_both(one: float | None, other: float | None) -> float | None:
    """The ± of a difference: the root of the sum of squares; None where that of an ear is not known."""
    return None if one is None or other is None else float(np.hypot(one, other))


def _values(ear: EarMeasures) -> dict[str, float]:
    lengths = {length.key: length.value_mm for length in ear.duct_lengths}
    radii = {f"{canal.part.key}_radius": canal.radius_mm for canal in ear.canals}
    return {**ear.quantities(), **lengths, **radii}
