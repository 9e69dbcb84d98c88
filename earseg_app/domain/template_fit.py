"""Fit the mean cochlea to a segmented ear: where it lies, how it is turned, how large it is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import ArrayLike
from scipy.optimize import least_squares
from scipy.spatial.transform import Rotation

from earseg_app.domain.anatomy import Side
from earseg_app.domain.cochlea_template import CochleaTemplate
from earseg_app.domain.distance_field import DistanceField
from earseg_app.domain.geometry import FloatArray

# Left ears are mirror images of the template, which is a right ear.
MIRROR = np.array([-1.0, 1.0, 1.0])
# Beyond this distance a template point has no counterpart and only says "not here".
FAR_MM = 1.5
# A residual of this size begins to count as an outlier.
OUTLIER_MM = 0.3
# Standard deviation of the size of human cochleae, as a factor: measured 0.04 on 17 ears, widened.
SIZE_SPREAD = 0.06
# Weight of that knowledge against the fit of all points.
SIZE_WEIGHT = 0.1
COARSE_STRIDE = 4
CANDIDATES = 32


@dataclass(frozen=True, eq=False)
class Placement:
    """A similarity that carries the template into the patient: `lps = shift + mirror(scale · turn(point))`.

    `residual_mm`: mean distance of the template's points from the wall they should lie on.
    """

    side: Side
    shift_lps_mm: FloatArray
    turn: Rotation
    log_scale: float
    residual_mm: float = np.inf

    @property
    def scale(self) -> float:
        """Size of this cochlea; 1 is the mean of the template's ears."""
        return float(np.exp(self.log_scale))

    def to_lps(self, points_mm: ArrayLike) -> FloatArray:
        """LPS points (N, 3) mm of template points (N, 3) mm."""
        turned = self.turn.apply(np.asarray(points_mm, float)) * self.scale
        moved: FloatArray = self.shift_lps_mm + (turned * MIRROR if self.side is Side.LEFT else turned)
        return moved

    def from_lps(self, points_lps_mm: ArrayLike) -> FloatArray:
        """Template points (N, 3) mm of LPS points (N, 3) mm."""
        turned = np.asarray(points_lps_mm, float) - self.shift_lps_mm
        unturned: FloatArray = self.turn.inv().apply(turned * MIRROR if self.side is Side.LEFT else turned)
        return unturned / self.scale

    def changed(self, step: FloatArray) -> Placement:
        """The placement shifted by step[:3] mm, turned by the vector step[3:6] rad, grown by exp(step[6])."""
        turn = Rotation.from_rotvec(step[3:6]) * self.turn
        return Placement(self.side, self.shift_lps_mm + step[:3], turn, self.log_scale + float(step[6]))


def fit_template(
    template: CochleaTemplate, field: DistanceField, side: Side, centroid_mm: FloatArray, centroid_lps_mm: FloatArray
) -> Placement:
    """The best placement of the template in an ear.

    `field`: distance to the wall of the whole labyrinth. `centroid_mm`: the point of the template that belongs at
    `centroid_lps_mm`, roughly; every direction is tried there, so the ear may lie in any orientation.
    """
    coarse = template.thinned(COARSE_STRIDE)
    starts = _best_starts(coarse, field, side, centroid_mm, centroid_lps_mm)
    refined = [refine(coarse, field, start, evaluations=15) for start in starts]
    best = min(refined, key=lambda placement: placement.residual_mm)
    return refine(template, field, best, evaluations=60)


@cache
def _all_directions() -> Rotation:
    # The icosahedral times the octahedral group, set askew so that no two products coincide: 1440 rotations.
    icosahedral = (Rotation.create_group("I") * Rotation.from_rotvec([0.3, 0.5, 0.7])).as_matrix()
    octahedral = Rotation.create_group("O").as_matrix()
    return Rotation.from_matrix(np.einsum("aij,bjk->abik", icosahedral, octahedral).reshape(-1, 3, 3))


def _best_starts(
    template: CochleaTemplate, field: DistanceField, side: Side, centroid_mm: FloatArray, centroid_lps_mm: FloatArray
) -> list[Placement]:
    turns = _all_directions()
    turned = np.einsum("rij,pj->rpi", turns.as_matrix(), template.points_mm - centroid_mm)
    mirror = MIRROR if side is Side.LEFT else 1.0
    misfit = np.abs(_misfit(template, field.at(centroid_lps_mm + turned * mirror))).mean(axis=1)
    starts = []
    for chosen in np.argsort(misfit)[:CANDIDATES]:
        turn = turns[int(chosen)]
        shift = centroid_lps_mm - turn.apply(centroid_mm) * mirror
        starts.append(Placement(side, shift, turn, 0.0))
    return starts


def _misfit(template: CochleaTemplate, distances_mm: FloatArray) -> FloatArray:
    misfit: FloatArray = np.clip(distances_mm - template.distances_mm, -FAR_MM, FAR_MM)
    return misfit


def refine(template: CochleaTemplate, field: DistanceField, start: Placement, evaluations: int) -> Placement:
    """The best placement near `start`, after at most so many evaluations."""
    size_weight = SIZE_WEIGHT * np.sqrt(len(template.points_mm)) / SIZE_SPREAD

    def residuals(step: FloatArray) -> FloatArray:
        placed = start.changed(step)
        # In units of the template, so that growing or shrinking alone gains nothing.
        walls = _misfit(template, field.at(placed.to_lps(template.points_mm)) / placed.scale)
        return np.append(walls, size_weight * placed.log_scale)

    found = least_squares(
        residuals,
        np.zeros(7),
        loss="soft_l1",
        f_scale=OUTLIER_MM,
        max_nfev=evaluations,
        diff_step=1e-3,
        x_scale=[1.0, 1.0, 1.0, 0.2, 0.2, 0.2, 0.1],
    )
    placed = start.changed(found.x)
    residual = np.abs(residuals(found.x)[:-1]).mean() * placed.scale
    return Placement(placed.side, placed.shift_lps_mm, placed.turn, placed.log_scale, float(residual))
