"""Fit the mean cochlea to a segmented ear: where it lies, how it is turned, how large it is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.spatial.transform import Rotation

from earseg_app.domain.anatomy import Side
from earseg_app.domain.cochlea.template import CochleaTemplate
from earseg_app.domain.geometry import FloatArray
from earseg_app.domain.labyrinth.distance_field import DistanceField

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
# From so many directions the coarse template is refined; the best few of them with all its points.
CANDIDATES, FINALISTS = 48, 4
COARSE_ROUNDS, FINE_ROUNDS = 12, 25
# Levenberg's damping at the start, and its factors when a step gained or lost.
DAMPING, EASED, STIFFENED = 1e-2, 0.3, 5.0


@dataclass(frozen=True, eq=False)
class Placement:
    """A similarity that carries the template into the patient: `lps = shift + mirror(scale · turn(point))`.

    `residual_mm`: mean distance of the template's points from the wall they should lie on. `cochlea`: where the cochlea
    lies when the vestibule, which stands otherwise to it in every ear, does not pull at it; None where this is unknown.
    """

    side: Side
    shift_lps_mm: FloatArray
    turn: Rotation
    log_scale: float
    residual_mm: float = np.inf
    cochlea: Placement | None = None

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

    def grown(self, log_factor: float) -> Placement:
        """The placement grown by exp(log_factor) about the template's origin."""
        return Placement(self.side, self.shift_lps_mm, self.turn, self.log_scale + log_factor)


def fit_template(
    template: CochleaTemplate, field: DistanceField, side: Side, centroid_mm: FloatArray, centroid_lps_mm: FloatArray
) -> Placement:
    """The best placement of the template in an ear.

    `field`: distance to the wall of the whole labyrinth. `centroid_mm`: the point of the template that belongs at
    `centroid_lps_mm`, roughly; every direction is tried there, so the ear may lie in any orientation.
    """
    coarse = template.thinned(COARSE_STRIDE)
    starts = _best_starts(coarse, field, side, centroid_mm, centroid_lps_mm)
    coarsely = _refine(coarse, field, starts, COARSE_ROUNDS)
    coarsely.sort(key=lambda placement: placement.residual_mm)
    finely = _refine(template, field, coarsely[:FINALISTS], FINE_ROUNDS)
    best = min(finely, key=lambda placement: placement.residual_mm)
    return replace(best, cochlea=refine_cochlea(template, field, best))


def refine(template: CochleaTemplate, field: DistanceField, start: Placement) -> Placement:
    """The best placement near `start`."""
    return _refine(template, field, [start], FINE_ROUNDS)[0]


def refine_cochlea(template: CochleaTemplate, field: DistanceField, start: Placement) -> Placement:
    """The best placement of the cochlea alone near `start`."""
    return refine(template.of_cochlea(), field, start)


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
    mirror = MIRROR if side is Side.LEFT else np.ones(3)
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


@dataclass(frozen=True, eq=False)
class _Trial:
    """Many placements at once: shifts (k, 3), turns, logarithms of scale (k,), and their costs (k,)."""

    shift: FloatArray
    turn: Rotation
    log_scale: FloatArray

    def stepped(self, step: FloatArray) -> _Trial:
        """Shifted by step[:, :3] mm, turned by the vectors step[:, 3:6] rad, grown by exp(step[:, 6])."""
        turn = Rotation.from_rotvec(step[:, 3:6]) * self.turn
        return _Trial(self.shift + step[:, :3], turn, self.log_scale + step[:, 6])

    def chosen(self, mine: NDArray[np.bool_], other: _Trial) -> _Trial:
        """These placements where `mine`, the other ones elsewhere."""
        turns = np.where(mine[:, None, None], self.turn.as_matrix(), other.turn.as_matrix())
        return _Trial(
            np.where(mine[:, None], self.shift, other.shift),
            Rotation.from_matrix(turns),
            np.where(mine, self.log_scale, other.log_scale),
        )


def _refine(template: CochleaTemplate, field: DistanceField, starts: list[Placement], rounds: int) -> list[Placement]:
    # Levenberg and Marquardt's least squares with the loss 2(√(1 + r²/s²) − 1), for all starts at once.
    side = starts[0].side
    trial = _Trial(
        np.array([start.shift_lps_mm for start in starts]),
        Rotation.from_matrix(np.array([start.turn.as_matrix() for start in starts])),
        np.array([start.log_scale for start in starts]),
    )
    damping = np.full(len(starts), DAMPING)
    residuals, slopes = _linearized(template, field, side, trial)
    for _ in range(rounds):
        proposed = trial.stepped(_step(residuals, slopes, damping))
        new_residuals, new_slopes = _linearized(template, field, side, proposed)
        gains = _cost(new_residuals) < _cost(residuals)
        trial = proposed.chosen(gains, trial)
        residuals = np.where(gains[:, None], new_residuals, residuals)
        slopes = np.where(gains[:, None, None], new_slopes, slopes)
        damping = np.where(gains, damping * EASED, damping * STIFFENED)
    misfit = np.abs(residuals[:, :-1]).mean(axis=1) * np.exp(trial.log_scale)
    return [
        Placement(side, trial.shift[k], trial.turn[k], float(trial.log_scale[k]), float(misfit[k]))
        for k in range(len(starts))
    ]


def _linearized(
    template: CochleaTemplate, field: DistanceField, side: Side, trial: _Trial
) -> tuple[FloatArray, FloatArray]:
    # Residuals (k, n + 1) of every point and of the size, and their slopes (k, n + 1, 7) by shift, turn and growth.
    count = len(template.points_mm)
    size_weight = SIZE_WEIGHT * np.sqrt(count) / SIZE_SPREAD
    mirror = MIRROR if side is Side.LEFT else np.ones(3)
    scale = np.exp(trial.log_scale)[:, None]
    turned = np.einsum("kij,nj->kni", trial.turn.as_matrix(), template.points_mm) * scale[..., None]
    distance, slope = field.with_slope(trial.shift[:, None] + turned * mirror)
    # In units of the template, so that growing or shrinking alone gains nothing.
    misfit = distance / scale - template.distances_mm
    near = (np.abs(misfit) < FAR_MM) / scale
    along = slope * mirror
    slopes = np.zeros((len(scale), count + 1, 7))
    slopes[:, :count, :3] = slope * near[..., None]
    slopes[:, :count, 3:6] = np.cross(turned, along) * near[..., None]
    slopes[:, :count, 6] = (np.einsum("kni,kni->kn", turned, along) - distance) * near
    slopes[:, count, 6] = size_weight
    residuals = np.concatenate([np.clip(misfit, -FAR_MM, FAR_MM), size_weight * trial.log_scale[:, None]], axis=1)
    return residuals, slopes


def _step(residuals: FloatArray, slopes: FloatArray, damping: FloatArray) -> FloatArray:
    weight = 1.0 / np.sqrt(1.0 + (residuals / OUTLIER_MM) ** 2)
    weighted = slopes * weight[..., None]
    square = np.einsum("kni,knj->kij", weighted, slopes)
    diagonal = np.einsum("kii->ki", square)
    square = square + np.einsum("ki,ij->kij", damping[:, None] * diagonal + 1e-9, np.eye(7))
    downhill = np.einsum("kni,kn->ki", weighted, residuals)
    step: FloatArray = -np.linalg.solve(square, downhill[..., None])[..., 0]
    return step


def _cost(residuals: FloatArray) -> FloatArray:
    cost: FloatArray = (np.sqrt(1.0 + (residuals / OUTLIER_MM) ** 2) - 1.0).sum(axis=1)
    return cost
