"""The mean human cochlea, learned from 17 real ears, and where its landmarks lie."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

import numpy as np

from earseg_app.domain.cochlea import template_numbers as numbers
from earseg_app.domain.geometry import FloatArray

# The table holds hundredths of a millimetre.
TABLE_UNIT_MM = 0.01
# The vestibule lies on the far side of the round window's radius (y below this), so far from the axis.
VESTIBULE_BELOW_MM, VESTIBULE_BEYOND_MM = -1.5, 3.0


@dataclass(frozen=True, eq=False)
class CochleaTemplate:
    """Points about the wall of the mean right cochlea, in the mean cochlear frame (see `CochlearFrame`), mm.

    `points_mm` (N, 3); `distances_mm` (N,) their signed distance to the wall of the labyrinth, negative inside.
    The landmarks are the means of those of the experts; `cochlea_center_mm` and `labyrinth_center_mm` are the mean
    centroids of the cochlea and of the whole labyrinth.

    Source: masks and landmarks of the human bony labyrinth data set, Wimmer et al., Data in Brief 2019;27:104782,
    CC BY 4.0; made by `training/cochlea_template.py`, which also prints how well it finds landmarks in ears left out.
    """

    points_mm: FloatArray
    distances_mm: FloatArray
    round_window_mm: FloatArray
    oval_window_mm: FloatArray
    modiolus_base_mm: FloatArray
    apex_mm: FloatArray
    cochlea_center_mm: FloatArray
    labyrinth_center_mm: FloatArray

    def of_cochlea(self) -> CochleaTemplate:
        """The template without the points about the vestibule."""
        x, y, _ = self.points_mm.T
        keep = (y > VESTIBULE_BELOW_MM) | (np.hypot(x, y) < VESTIBULE_BEYOND_MM)
        return replace(self, points_mm=self.points_mm[keep], distances_mm=self.distances_mm[keep])

    def thinned(self, stride: int) -> CochleaTemplate:
        """The template with every `stride`-th point only."""
        return replace(self, points_mm=self.points_mm[::stride], distances_mm=self.distances_mm[::stride])


@cache
def mean_cochlea() -> CochleaTemplate:
    """The template that the program ships."""
    rows = np.array(numbers.POINTS, float).reshape(-1, 4) * TABLE_UNIT_MM
    return CochleaTemplate(
        rows[:, :3],
        rows[:, 3],
        np.array(numbers.ROUND_WINDOW_MM),
        np.array(numbers.OVAL_WINDOW_MM),
        np.array(numbers.MODIOLUS_BASE_MM),
        np.array(numbers.APEX_MM),
        np.array(numbers.COCHLEA_CENTER_MM),
        np.array(numbers.LABYRINTH_CENTER_MM),
    )
