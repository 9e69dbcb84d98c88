"""The semicircular canals: the plane, radius and planarity of each, and the angles between them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np
from scipy.optimize import least_squares

from earseg_app.domain.anatomy import CANALS, Part, Side, label_code
from earseg_app.domain.cochlea.landmarks import LandmarkOrigin, triple
from earseg_app.domain.errors import MeasurementError
from earseg_app.domain.geometry import FloatArray, Grid, Triple
from earseg_app.domain.labyrinth.canal_lumen import Circle, in_plane, island_mm, lumen_mm
from earseg_app.domain.labyrinth.ear_block import largest_piece
from earseg_app.domain.segmentation import LabelArray

# A canal shorter than this arc, or of fewer steps, has no trustworthy plane.
SHORTEST_ARC_DEG = 90.0
SMALLEST_CANAL_MM3 = 2.0
STEP_DEG = 10.0
# The common crus and the ampulla leave the circle by more than this; they do not define it.
STRAY_MM = 0.4


@dataclass(frozen=True)
class Canal:
    """The circle that a canal's centre line follows.

    `center_lps_mm`, `normal_lps`: its centre and unit normal, LPS. `radius_mm`: of the centre line.
    `planarity_mm`: root mean square distance of the centre line from the plane. `arc_deg`: how much of the circle
    the canal fills. `lumen_mm`, `narrowest_mm`: median and smallest width of the lumen over its arc (see
    `canal_lumen`). `island_mm`: width of the bone that the canal embraces, None where it can't be measured.
    `provenance`: whether the plane was found or laid by hand.
    """

    part: Part
    center_lps_mm: Triple
    normal_lps: Triple
    radius_mm: float
    planarity_mm: float
    arc_deg: float
    lumen_mm: float = float("nan")
    narrowest_mm: float = float("nan")
    island_mm: float | None = None
    provenance: LandmarkOrigin = LandmarkOrigin.AUTOMATIC


def measure_canals(labels: LabelArray, grid: Grid, side: Side) -> tuple[Canal, ...]:
    """Every canal of one ear of a label array [z, y, x] that is long enough to define a circle."""
    canals = []
    for part in CANALS:
        try:
            canals.append(measure_canal(labels, grid, side, part))
        except MeasurementError:
            continue
    return tuple(canals)


def measure_canal(
    labels: LabelArray, grid: Grid, side: Side, part: Part, plane: tuple[Triple, Triple] | None = None
) -> Canal:
    """The circle of one canal of a label array [z, y, x]; `plane`: a point and the normal of one laid by hand, LPS.

    A plane and a circle are fitted by least squares to the centre line: the centroids of the voxels in steps of 10°.
    What leaves the circle (ampulla, common crus) is left out once.

    Raises:
        MeasurementError: if the canal is missing or too short.
    """
    mask = largest_piece(np.equal(labels, label_code(side, part)))
    if np.count_nonzero(mask) * grid.voxel_volume_mm3 < SMALLEST_CANAL_MM3:
        raise MeasurementError(f"The {side.word} ear has no {part.title.lower()}.", "Segment or paint it first.")
    points = grid.lps_from_index(np.argwhere(mask))
    line = points
    for _ in range(3):
        center, normal = _plane(line, plane)
        center, radius = _circle(line, center, normal)
        line = _center_line(points, center, normal)
        astray = np.abs(_distance_to_circle(line, center, normal, radius)) > STRAY_MM
        line = line[~astray] if np.count_nonzero(~astray) * STEP_DEG >= SHORTEST_ARC_DEG else line
    arc_deg = len(line) * STEP_DEG
    if arc_deg < SHORTEST_ARC_DEG:
        raise MeasurementError(f"The {part.title.lower()} is too short to define a plane.", "Check its segmentation.")
    center, normal = _plane(line, plane)
    planarity = float(np.sqrt(np.mean(((line - center) @ normal) ** 2)))
    center, radius = _circle(line, center, normal)
    typical, narrowest = lumen_mm(points, grid.voxel_volume_mm3, Circle(center, normal, radius), STRAY_MM)
    island = island_mm(labels, grid, Circle(center, normal, radius), _vestibule_lps(labels, grid, side, center))
    origin = LandmarkOrigin.BY_HAND if plane else LandmarkOrigin.AUTOMATIC
    return Canal(part, triple(center), triple(normal), radius, planarity, arc_deg, typical, narrowest, island, origin)


def angle_between_deg(first: Canal, second: Canal) -> float:
    """The angle between the planes of two canals, 0…90 degrees."""
    cosine = abs(float(np.dot(first.normal_lps, second.normal_lps)))
    return float(np.degrees(np.arccos(min(cosine, 1.0))))


def angles_between_deg(canals: tuple[Canal, ...]) -> dict[tuple[Part, Part], float]:
    """The angle between every two canals, degrees."""
    return {(a.part, b.part): angle_between_deg(a, b) for a, b in combinations(canals, 2)}


def _vestibule_lps(labels: LabelArray, grid: Grid, side: Side, otherwise: FloatArray) -> FloatArray:
    vestibule = np.argwhere(labels == label_code(side, Part.VESTIBULE))
    return grid.lps_from_index(vestibule.mean(axis=0)) if len(vestibule) else otherwise


def _plane(points: FloatArray, laid: tuple[Triple, Triple] | None = None) -> tuple[FloatArray, FloatArray]:
    if laid:
        normal = np.array(laid[1]) / np.linalg.norm(laid[1])
        middle = points.mean(axis=0)
        return middle - ((middle - np.array(laid[0])) @ normal) * normal, normal
    center = points.mean(axis=0)
    _, _, rows = np.linalg.svd(points - center, full_matrices=False)
    return center, rows[2]


def _circle(points: FloatArray, center: FloatArray, normal: FloatArray) -> tuple[FloatArray, float]:
    # Kåsa's circle as a start, then the least squares of the distances.
    first, second = in_plane(normal)
    u, v = (points - center) @ first, (points - center) @ second
    design = np.column_stack([u, v, np.ones_like(u)])
    (p, q, r), _, _, _ = np.linalg.lstsq(design, u**2 + v**2, rcond=None)
    start = np.array([p / 2.0, q / 2.0, np.sqrt(max(r + (p**2 + q**2) / 4.0, 1e-6))])
    found = least_squares(lambda c: np.hypot(u - c[0], v - c[1]) - c[2], start, loss="soft_l1", f_scale=0.2)
    u0, v0, radius = found.x
    return center + u0 * first + v0 * second, float(abs(radius))


def _center_line(points: FloatArray, center: FloatArray, normal: FloatArray) -> FloatArray:
    first, second = in_plane(normal)
    turn = np.degrees(np.arctan2((points - center) @ second, (points - center) @ first))
    step = np.floor(turn / STEP_DEG).astype(int)
    return np.array([points[step == k].mean(axis=0) for k in np.unique(step)])


def _distance_to_circle(points: FloatArray, center: FloatArray, normal: FloatArray, radius: float) -> FloatArray:
    away = points - center
    height = away @ normal
    distance: FloatArray = np.hypot(np.linalg.norm(away - height[:, None] * normal, axis=1) - radius, height)
    return distance
