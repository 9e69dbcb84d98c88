"""The mean human labyrinth, learned from real ears: which part lies where about the cochlea."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np
from scipy.spatial import cKDTree

from earseg_app.domain.geometry import FloatArray
from earseg_app.domain.labyrinth import template_numbers as numbers

# The table holds hundredths of a millimetre, and shares in per cent.
TABLE_UNIT_MM = 0.01
PER_CENT = 0.01
# So many points around a place say its part, the nearer the more: standard deviation of the weight, mm. Ears left out
# are told best with 0.3-0.5 mm, about the distance of neighbouring points.
NEIGHBOURS = 8
WIDTH_MM = 0.4
# An ear is carried onto the mean by an affine map: rounds, the points of it that are matched, the distance beyond
# which a point has no counterpart, mm, and the weight (in matched mm²) of staying as it is.
ROUNDS = 15
MATCHED = 1500
FAR_MM = 1.5
STIFFNESS_MM2 = 30.0


@dataclass(frozen=True, eq=False)
class LabyrinthTemplate:
    """Points that fill the mean right labyrinth, in the frame of `CochleaTemplate`, and their parts.

    `points_mm` (N, 3); `shares` (N, 5): how often a voxel near the point was of part 1…5.

    Source: masks of the human bony labyrinth data set, Wimmer et al., Data in Brief 2019;27:104782, CC BY 4.0, with
    parts from a shape model fitted to them; made by `training/labyrinth_template.py`, which prints how well it names
    the parts of ears left out.
    """

    points_mm: FloatArray
    shares: FloatArray

    @cached_property
    def _tree(self) -> cKDTree:
        return cKDTree(self.points_mm)

    def part_prior(self, points_mm: FloatArray) -> FloatArray:
        """(M, 5) how likely each part is at points (M, 3) of a labyrinth, template mm; rows sum to 1."""
        distance, index = self._tree.query(points_mm, k=NEIGHBOURS)
        # Relative to the nearest point, so that places far from all keep a part.
        weight = np.exp((distance[:, :1] ** 2 - distance**2) / (2.0 * WIDTH_MM**2))
        prior: FloatArray = np.einsum("mk,mkp->mp", weight, self.shares[index]) / weight.sum(axis=1, keepdims=True)
        return prior

    def bend(self, labyrinth_mm: FloatArray) -> Affine:
        """The affine map that carries the voxels (M, 3) of a placed labyrinth, template mm, onto the mean.

        Nearest points are matched both ways, in rounds (iterative closest points, Besl and McKay 1992), so that what
        an ear lacks pulls at it as much as what it has in excess.
        """
        points = labyrinth_mm[:: max(len(labyrinth_mm) // MATCHED, 1)]
        middle = points.mean(axis=0)
        stay = Affine(np.eye(3), middle, middle)
        found = stay
        for _ in range(ROUNDS):
            found = _solve(points, found.apply(points), self, stay)
        return found

    def nearest(self, points_mm: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Distance (M,) and place (M, 3) of the template's point nearest to each of points (M, 3), mm."""
        distance, index = self._tree.query(points_mm)
        return distance, self.points_mm[index]


@dataclass(frozen=True, eq=False)
class Affine:
    """`point → (point − origin) @ matrix + target`, mm."""

    matrix: FloatArray
    origin: FloatArray
    target: FloatArray

    def apply(self, points_mm: FloatArray) -> FloatArray:
        """Where points (N, 3) mm go."""
        moved: FloatArray = (points_mm - self.origin) @ self.matrix + self.target
        return moved


def _solve(points: FloatArray, moved: FloatArray, template: LabyrinthTemplate, stay: Affine) -> Affine:
    """The affine map of points to their counterparts, matched where they are `moved` to; near `stay` in doubt."""
    to_template, counterparts = template.nearest(moved)
    to_ear, index = cKDTree(moved).query(template.points_mm)
    # Both directions count as much as each other.
    factor = np.sqrt(len(points) / len(template.points_mm))
    near, met = to_template < FAR_MM, to_ear < FAR_MM
    ones = np.column_stack([points - stay.origin, np.ones(len(points))])
    rows = np.concatenate([ones[near], factor * ones[index[met]]])
    wanted = np.concatenate([counterparts[near], factor * template.points_mm[met]])
    stiff = np.diag([STIFFNESS_MM2] * 3 + [1e-3])
    before = np.concatenate([stay.matrix, stay.target[None]])
    solved = np.linalg.solve(rows.T @ rows + stiff, rows.T @ wanted + stiff @ before)
    return Affine(solved[:3], stay.origin, solved[3])


@cache
def mean_labyrinth() -> LabyrinthTemplate:
    """The template that the program ships."""
    rows = np.array(numbers.POINTS, float).reshape(-1, 8)
    shares = rows[:, 3:] * PER_CENT
    return LabyrinthTemplate(rows[:, :3] * TABLE_UNIT_MM, shares / shares.sum(axis=1, keepdims=True))
