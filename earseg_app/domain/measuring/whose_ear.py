"""Which ear a point of the patient belongs to."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import ArrayLike

from earseg_app.domain.anatomy import Side
from earseg_app.domain.segmentation import EarFinding
from earseg_app.domain.volume import Volume

# An ear further than this from what was drawn has nothing to do with it, mm.
NEAR_EAR_MM = 30.0
# A scan at least so wide shows both halves of a head; nearer than this to its middle either half may lie, mm.
HEAD_MM, MIDDLE_MM = 110.0, 20.0


def ear_at(point_lps_mm: ArrayLike, ears: Iterable[EarFinding]) -> Side | None:
    """The side of the ear nearest to a point (3,), LPS mm; None where none is near."""
    point = np.asarray(point_lps_mm, float)
    away = [(float(np.linalg.norm(point - np.array(ear.centroid_lps_mm))), ear.side) for ear in ears]
    nearest, side = min(away, key=lambda pair: pair[0], default=(np.inf, None))
    return side if nearest <= NEAR_EAR_MM else None


def half_of_head(point_lps_mm: ArrayLike, volume: Volume) -> Side | None:
    """In which half of the head a point (3,), LPS mm, lies; None where the scan does not tell.

    It tells when it says where left and right are and is as wide as a head, whose middle is then near its own.
    """
    grid = volume.grid
    width_mm = float(np.abs(grid.extent_mm @ grid.axes)[0])
    aside_mm = float(np.asarray(point_lps_mm, float)[0] - grid.center_lps_mm[0])
    if not volume.has_patient_frame or width_mm < HEAD_MM or abs(aside_mm) < MIDDLE_MM:
        return None
    return Side.LEFT if aside_mm > 0.0 else Side.RIGHT  # LPS: x grows to the patient's left
