"""The five parts of one inner ear as signed distances in the ear's frame (x medial, y posterior, z superior, mm).

Directions and places are averages over published clinical ears (Wimmer 2019: landmarks and cochlear frames;
fits of circles to canals of 56 clinical scans), rounded; every ear varies around them by its drawn dimensions.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.spatial.transform import Rotation

from earseg_app.domain.anatomy import Part
from earseg_app.domain.geometry import FloatArray, Triple
from earseg_app.phantom.dimensions import CanalSize, CochleaSize, EarShape
from earseg_app.phantom.fields import Distances, Field, Tube, ellipsoid, shifted, smooth_union, union
from earseg_app.phantom.frames import Points
from earseg_app.phantom.spiral import Spiral

ROUND_WINDOW_MM = (-0.15, -0.2, -3.55)
OVAL_WINDOW_MM = (-1.05, -1.05, -0.95)
TO_ROUND_WINDOW = (-0.673, 0.639, -0.375)
TO_APEX = (-0.524, -0.768, -0.354)
VESTIBULE_AXES = ((-0.32, -0.88, 0.34), (0.32, -0.44, -0.84), (-0.89, 0.16, -0.42))
VESTIBULE_SEMI_AXES_MM = (3.15, 2.5, 1.95)
VESTIBULE_CENTER_MM = (-0.1, 0.2, -0.05)
FILLET_MM = 0.7


@dataclass(frozen=True)
class CanalPlan:
    """The average course of a canal: a circle in a plane, start to end in degrees, with its torsion.

    `angles_deg` are counted in the plane from the direction to the vestibule's centre; `rho_share` scales the radius
    and `lift_mm` leaves the plane at each of them.
    """

    center_mm: Triple
    normal: Triple
    radius_mm: float
    angles_deg: tuple[float, ...]
    rho_share: tuple[float, ...]
    lift_mm: tuple[float, ...]


PLANS = {
    Part.SUPERIOR_CANAL: CanalPlan(
        (-0.95, 0.95, 4.3),
        (-0.82, 0.57, -0.08),
        3.4,
        (52, 80, 110, 140, 180, 220, 260, 285, 305, 325),
        (0.80, 0.95, 1.02, 1.04, 1.0, 0.95, 0.97, 1.01, 1.04, 0.98),
        (-0.5, -0.1, 0.35, 0.28, -0.1, -0.33, 0.1, 0.45, 0.3, 0.0),
    ),
    Part.POSTERIOR_CANAL: CanalPlan(
        (-1.15, 5.15, 0.5),
        (0.62, 0.77, -0.15),
        3.3,
        (28, 50, 80, 110, 140, 170, 210, 250, 280),
        (1.07, 1.02, 0.91, 0.93, 1.0, 1.03, 1.02, 0.95, 0.98),
        (-0.25, -0.15, 0.1, 0.25, 0.16, -0.18, -0.1, 0.15, 0.1),
    ),
    Part.LATERAL_CANAL: CanalPlan(
        (-3.25, 1.45, 1.0),
        (-0.04, -0.15, -0.99),
        2.6,
        (52, 75, 100, 130, 160, 190, 220, 250, 280, 305),
        (0.93, 0.95, 0.96, 0.98, 1.0, 1.03, 1.03, 0.98, 0.96, 1.08),
        (0.1, 0.0, -0.12, -0.07, 0.12, 0.12, 0.0, -0.12, -0.03, 0.2),
    ),
}
# where along its course (share of the length from the ampulla on) the superior canal becomes the common crus
CRUS_SHARE = 0.74
CRUS_RADIUS_MM = 0.8
AMPULLA_LENGTH_MM = 1.1


class Labyrinth:
    """The geometry of one ear, built once from its dimensions."""

    def __init__(self, ear: EarShape) -> None:
        self._ear = ear
        self.spiral = Spiral(ear.cochlea)
        self.axes = cochlear_axes(ear.cochlea)
        self.modiolus_base_mm = np.array(ROUND_WINDOW_MM) - self.spiral.outer_mm[0] * self.axes[0]
        superior = canal_curve(PLANS[Part.SUPERIOR_CANAL], ear.superior)
        posterior = canal_curve(PLANS[Part.POSTERIOR_CANAL], ear.posterior)
        # the posterior canal ends in the common crus, wherever this ear's superior canal has it
        posterior = np.vstack([posterior, superior[-3]])
        lateral = canal_curve(PLANS[Part.LATERAL_CANAL], ear.lateral)
        self.canals = {
            Part.SUPERIOR_CANAL: canal_tube(superior, ear.superior, crus=True),
            Part.POSTERIOR_CANAL: canal_tube(posterior, ear.posterior),
            Part.LATERAL_CANAL: canal_tube(lateral, ear.lateral),
        }

    def to_cochlea(self, p: Points) -> Points:
        """Points (3, …) of the ear's frame in the spiral's coordinates."""
        q = shifted(p, self.modiolus_base_mm.tolist())
        return np.asarray(np.tensordot(self.axes.astype(np.float32), q, axes=1), np.float32)

    def part_distances(self, p: Points, reach_mm: float = 1.5) -> dict[Part, Distances]:
        """Signed distance of points (3, …) to each part alone, mm; of canals no further than `reach_mm`."""
        distances = {Part.COCHLEA: self.spiral.distance(self.to_cochlea(p)), Part.VESTIBULE: self.vestibule(p)}
        return distances | {part: tube.distance(p, reach_mm) for part, tube in self.canals.items()}

    def vestibule(self, p: Points) -> Distances:
        """Signed distance to the vestibule."""
        semi_axes = [axis * self._ear.vestibule_scale for axis in VESTIBULE_SEMI_AXES_MM]
        return ellipsoid(p, VESTIBULE_CENTER_MM, semi_axes, VESTIBULE_AXES)

    def distance(self, p: Points, reach_mm: float = 1.5) -> Distances:
        """Signed distance of points (3, …) to the whole lumen, its seams filleted, mm, no further than `reach_mm`."""
        return join(self.part_distances(p, reach_mm))

    def box_mm(self, margin_mm: float) -> tuple[FloatArray, FloatArray]:
        """Lowest and highest corner (3,) of a box around the lumen and `margin_mm` more."""
        boxes = [tube.box_mm(margin_mm) for tube in self.canals.values()]
        line = self.spiral.center_line_mm() @ self.axes + self.modiolus_base_mm
        reach = margin_mm + 1.6
        boxes.append((line.min(axis=0) - reach, line.max(axis=0) + reach))
        boxes.append((np.full(3, -3.1 - margin_mm), np.full(3, 3.3 + margin_mm)))
        return np.min([low for low, _ in boxes], axis=0), np.max([high for _, high in boxes], axis=0)

    def oval_window_mm(self) -> FloatArray:
        """The point of the vestibule's wall that the footplate closes."""
        return _onto(self.vestibule, np.array(OVAL_WINDOW_MM))


def join(distances: dict[Part, Distances]) -> Distances:
    """The lumen of all parts: smooth where they meet the vestibule."""
    canals = union(*(distances[part] for part in PLANS))
    core = smooth_union(distances[Part.COCHLEA], distances[Part.VESTIBULE], FILLET_MM)
    return smooth_union(core, canals, FILLET_MM)


def cochlear_axes(size: CochleaSize) -> FloatArray:
    """(3, 3) rows in the ear's frame: to the round window, across, to the apex; right-handed."""
    apex = np.array(TO_APEX) / np.linalg.norm(TO_APEX)
    window = np.array(TO_ROUND_WINDOW) - apex * (apex @ np.array(TO_ROUND_WINDOW))
    window /= np.linalg.norm(window)
    turn = np.asarray(Rotation.from_euler("xyz", size.turn_deg, degrees=True).as_matrix(), float)
    rows: FloatArray = np.stack([window, np.cross(apex, window), apex]) @ turn.T
    return rows


def canal_curve(plan: CanalPlan, size: CanalSize) -> FloatArray:
    """(n, 3) control points of a canal from its ampulla on, turned and scaled about its vestibular side, mm."""
    normal = np.array(plan.normal) / np.linalg.norm(plan.normal)
    center = np.array(plan.center_mm)
    inward = -center + (center @ normal) * normal
    inward /= np.linalg.norm(inward)
    across = np.cross(normal, inward)
    angle = np.radians(plan.angles_deg)
    rho = plan.radius_mm * np.array(plan.rho_share)
    curve = center + np.outer(rho * np.cos(angle), inward) + np.outer(rho * np.sin(angle), across)
    curve += np.outer(plan.lift_mm, normal)
    pivot = center + plan.radius_mm * inward
    turn = np.asarray(Rotation.from_euler("xyz", size.turn_deg, degrees=True).as_matrix(), float)
    return np.asarray(pivot + size.arc_scale * (curve - pivot) @ turn.T, float)


def canal_tube(control_mm: FloatArray, size: CanalSize, crus: bool = False) -> Tube:
    """The lumen of a canal with its ampulla at the start and, if `crus`, the wider common crus at the end."""
    course = Tube(control_mm, size.lumen_radius_mm).curve_mm
    length = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(course, axis=0), axis=1))])
    radius = size.lumen_radius_mm + size.ampulla_mm * np.exp(-((length / AMPULLA_LENGTH_MM) ** 2))
    # mouths widen a little into the vestibule
    radius += 0.2 * np.exp(-(((length[-1] - length) / 1.0) ** 2))
    if crus:
        share = np.clip((length / length[-1] - CRUS_SHARE) / 0.08, 0.0, 1.0)
        radius += share * np.maximum(CRUS_RADIUS_MM - radius, 0.0)
    return Tube(course[::6], radius[::6])


def _onto(distance: Field, start_mm: FloatArray) -> FloatArray:
    """The surface point reached from `start_mm` along the gradient of a distance."""
    point: FloatArray = start_mm.astype(float)
    for _ in range(20):
        around = point[:, None] + np.hstack([np.zeros((3, 1)), 1e-2 * np.eye(3), -1e-2 * np.eye(3)])
        values = np.asarray(distance(around.astype(np.float32)), float)
        gradient = (values[1:4] - values[4:7]) / 2e-2
        point = point - values[0] * gradient / max(float(gradient @ gradient), 1e-6)
    return point
