"""A label map as a file holds it: values, where they lie, and what the file says of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from earseg_app.domain.geometry import Grid
from earseg_app.domain.segmentation import LabelArray
from earseg_app.domain.structures import Structure, counted, is_structure, structure_of


@dataclass(frozen=True, eq=False)
class LabelMap:
    """Values [z, y, x] on a grid, whatever they mean, and the structures that the file names.

    `notes`: sentences to be read first.
    """

    values: NDArray[Any]
    grid: Grid
    structures: tuple[Structure, ...] = ()
    notes: tuple[str, ...] = ()


def structures_in(labels: LabelArray, named: tuple[Structure, ...] = ()) -> tuple[Structure, ...]:
    """Every structure that has voxels in label codes [z, y, x], and every one that has a name, by code."""
    known = {each.code: each for each in named}
    for code in np.unique(labels).tolist():
        if is_structure(code) and code not in known:
            known[code] = structure_of(code)
    return counted([known[code] for code in sorted(known)], labels) if known else ()
