"""How wide a semicircular canal is, and the island of bone that it embraces."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import ndimage

from earseg_app.domain.geometry import FloatArray, Grid
from earseg_app.domain.segmentation import LabelArray

DEFINITIONS = {
    "lumen": "diameter of a round lumen of the same cross-section: volume of a 10° piece of the canal by the way of "
    "its centroid (Pappus); median and smallest over the arc without its two ends",
    "island": "width of the bone inside the canal, in the canal's plane, through the centre of its circle, from the "
    "vestibule's side to the inner wall of the arc",
}
STEP_DEG = 10.0
HALF = 0.5
RAY_STEP_MM = 0.05
LONGEST_RAY_MM = 8.0
WEDGE_DEG = np.arange(-15.0, 15.1, 5.0)


@dataclass(frozen=True, eq=False)
class Circle:
    """A circle in space: centre (3,) LPS mm, unit normal (3,) LPS, radius mm."""

    center_lps_mm: FloatArray
    normal_lps: FloatArray
    radius_mm: float

    def local(self, points_lps_mm: FloatArray) -> FloatArray:
        """(n, 3) angle in degrees, distance from the centre within the plane and height above it, mm."""
        first, second = in_plane(self.normal_lps)
        away = points_lps_mm - self.center_lps_mm
        u, v, height = away @ first, away @ second, away @ self.normal_lps
        return np.column_stack([np.degrees(np.arctan2(v, u)), np.hypot(u, v), height])


def in_plane(normal: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Two unit vectors (3,) at right angles to each other and to a unit vector (3,)."""
    helper = np.eye(3)[np.argmin(np.abs(normal))]
    first = np.cross(normal, helper)
    first /= np.linalg.norm(first)
    return first, np.cross(normal, first)


def lumen_mm(points_lps_mm: FloatArray, voxel_mm3: float, circle: Circle, stray_mm: float) -> tuple[float, float]:
    """Typical and smallest width of a canal from its voxels (n, 3) LPS mm; nan where its arc is too short to tell.

    Pieces whose middle is more than `stray_mm` off the circle (ampulla, common crus) are left out.
    """
    angle, reach, height = circle.local(points_lps_mm).T
    step = np.floor(angle / STEP_DEG).astype(int)
    widths = {}
    for k in np.unique(step):
        piece = step == k
        middle = float(reach[piece].mean())
        if np.hypot(middle - circle.radius_mm, height[piece].mean()) <= stray_mm:
            area = np.count_nonzero(piece) * voxel_mm3 / (middle * np.radians(STEP_DEG))
            widths[int(k)] = 2.0 * np.sqrt(area / np.pi)
    # A piece at an end of the arc is cut off within its step.
    pieces = 360 // int(STEP_DEG)
    around = {(k + pieces) % pieces: width for k, width in widths.items()}
    whole = [w for k, w in around.items() if (k - 1) % pieces in around and (k + 1) % pieces in around]
    return (float(np.median(whole)), float(np.min(whole))) if whole else (float("nan"), float("nan"))


def island_mm(labels: LabelArray, grid: Grid, circle: Circle, vestibule_lps_mm: FloatArray) -> float | None:
    """Width of the bony island of a canal in a label array [z, y, x] that holds its ear alone; None if it has none."""
    towards = vestibule_lps_mm - circle.center_lps_mm
    towards = towards - (towards @ circle.normal_lps) * circle.normal_lps
    length = float(np.linalg.norm(towards))
    if length < RAY_STEP_MM:
        return None
    first = towards / length
    second = np.cross(circle.normal_lps, first)
    near, far = (_first_lumen_mm(labels, grid, circle, sign * first, second) for sign in (1.0, -1.0))
    return near + far if near and far else None


def _first_lumen_mm(
    labels: LabelArray, grid: Grid, circle: Circle, direction: FloatArray, across: FloatArray
) -> float | None:
    # Median distance from the circle's centre at which rays about a direction enter the ear.
    turn = np.radians(WEDGE_DEG)[:, None, None]
    reach = np.arange(0.0, LONGEST_RAY_MM, RAY_STEP_MM)[None, :, None]
    points = circle.center_lps_mm + reach * (np.cos(turn) * direction + np.sin(turn) * across)
    index = np.moveaxis(grid.index_from_lps(points), -1, 0)
    filled = ndimage.map_coordinates((labels > 0).astype(np.float32), index, order=1) >= HALF
    enters = filled.any(axis=1)
    if filled[:, 0].any() or np.count_nonzero(enters) <= len(turn) // 2:
        return None
    return float(np.median(filled[enters].argmax(axis=1))) * RAY_STEP_MM
