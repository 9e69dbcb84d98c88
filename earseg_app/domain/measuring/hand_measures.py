"""What the user measures by hand in a slice: distances, polylines, angles and ellipses, from points in the patient."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum

import numpy as np
from numpy.typing import ArrayLike

from earseg_app.domain.anatomy import Side
from earseg_app.domain.geometry import FloatArray, Triple
from earseg_app.domain.measuring.guided_measures import GUIDED
from earseg_app.domain.planes import SlabMode

# The last word of the title of a slice of the scan, such as `axial slice`.
SCAN_SLICE = "slice"
# Two points nearer than this are one: nothing was drawn.
SMALLEST_MM = 0.02
# A slice whose normal is turned further than this from that of a measure shows another plane.
SAME_PLANE_DEG = 1.0
# A measure shows in a plane that is turned no further than this from its own: A of 9 mm drawn in the one ends 0.4 mm
# beside the other.
SEEN_WITHIN_DEG = 5.0
# An oblique plane can stand anywhere: what was drawn in one shows in those nearer than half of this, mm, whatever slab
# was merged into the picture.
OBLIQUE_SLICE_MM = 0.6


class Kind(Enum):
    """What is measured; the value is the word shown."""

    DISTANCE = "Distance"
    POLYLINE = "Polyline"
    ANGLE = "Angle"
    ELLIPSE = "Ellipse"

    @property
    def fewest_points(self) -> int:
        """How many points define it; a polyline may have more.

        An angle has its vertex in the middle; an ellipse is its centre and the ends of two semi-axes.
        """
        return 2 if self in (Kind.DISTANCE, Kind.POLYLINE) else 3

    @property
    def definition(self) -> str:
        """How its value follows from its points."""
        return _DEFINITIONS[self]


_DEFINITIONS = {
    Kind.DISTANCE: "straight line between the two points",
    Kind.POLYLINE: "sum of the straight lines from point to point",
    Kind.ANGLE: "angle at the middle point between the lines to the two others, 0 to 180°",
    Kind.ELLIPSE: "area π·a·b of the ellipse with the semi-axes a and b",
}


@dataclass(frozen=True)
class MeasuringPlane:
    """The slice that a measure was drawn in.

    `title`: its words, such as `axial slice`. `normal_lps`, `right_lps`: unit vectors, LPS, behind the screen and to
    its right. `slice_mm`: how thick it is, in an oblique view the slab that was seen; `mode`: how the slab was merged.
    """

    title: str
    normal_lps: Triple
    right_lps: Triple
    slice_mm: float
    mode: SlabMode = "mean"

    @property
    def is_oblique(self) -> bool:
        """Whether it is no slice of the scan but a plane of the cochlea."""
        return not self.title.endswith(SCAN_SLICE)

    @property
    def shows_mm(self) -> float:
        """The thickness within which a measure of this plane shows."""
        return OBLIQUE_SLICE_MM if self.is_oblique else self.slice_mm

    def turned_deg(self, normal_lps: ArrayLike) -> float:
        """The angle to a plane with this unit normal (3,), LPS, either way round: 0 to 90°."""
        angle = angle_deg(self.normal_lps, np.zeros(3), normal_lps)
        return min(angle, 180.0 - angle)

    def is_parallel_to(self, normal_lps: ArrayLike) -> bool:
        """Whether a plane with this unit normal (3,), LPS, either way round, shows the same plane or a neighbour."""
        return self.turned_deg(normal_lps) <= SAME_PLANE_DEG


@dataclass(frozen=True)
class HandMeasure:
    """One measure taken by hand; its values are always computed from its points.

    `number`: no other measure of the case has it. `points_lps_mm`: LPS mm, in the order of `Kind.fewest_points`.
    `side`: the ear that it belongs to, None where it belongs to neither. `guided`: its key among the guided measures.
    """

    number: int
    kind: Kind
    name: str
    points_lps_mm: tuple[Triple, ...]
    plane: MeasuringPlane
    side: Side | None = None
    guided: str = ""

    def __post_init__(self) -> None:
        if len(self.points_lps_mm) < self.kind.fewest_points:
            raise ValueError(f"{self.kind.value} needs {self.kind.fewest_points} points, got {len(self.points_lps_mm)}")

    @property
    def is_named(self) -> bool:
        """Whether the user named it; any other name is a word of the program, with a number or without."""
        own = GUIDED[self.guided].title if self.guided in GUIDED else self.kind.value
        number = self.name.removeprefix(own)
        return number == self.name or not (number == "" or number.strip().isdigit())

    @property
    def points(self) -> FloatArray:
        """(n, 3) LPS mm."""
        return np.array(self.points_lps_mm, float)

    @property
    def center_lps_mm(self) -> Triple:
        """Where to look for it: the centre of an ellipse, the vertex of an angle, else the middle of the points."""
        if self.kind is Kind.ELLIPSE:
            return self.points_lps_mm[0]
        return self.points_lps_mm[1] if self.kind is Kind.ANGLE else triple(self.points.mean(axis=0))

    @property
    def value(self) -> float:
        """Length in mm, angle in degrees, or area in mm²."""
        points = self.points
        if self.kind is Kind.ANGLE:
            return angle_deg(points[0], points[1], points[2])
        if self.kind is Kind.ELLIPSE:
            return float(np.pi * np.linalg.norm(np.cross(points[1] - points[0], points[2] - points[0])))
        return float(np.linalg.norm(np.diff(points, axis=0), axis=1).sum())

    @property
    def unit(self) -> str:
        """The unit of `value`."""
        return {Kind.ANGLE: "°", Kind.ELLIPSE: "mm²"}.get(self.kind, "mm")

    @property
    def is_drawn(self) -> bool:
        """Whether its points lie apart, so that it measures something."""
        points = self.points
        if self.kind is Kind.ELLIPSE:
            return bool(min(np.linalg.norm(points[1:] - points[0], axis=1)) >= SMALLEST_MM)
        apart = np.linalg.norm(np.diff(points, axis=0), axis=1)
        return bool(apart.min() >= SMALLEST_MM) if self.kind is Kind.ANGLE else bool(apart.sum() >= SMALLEST_MM)

    def moved(self, number: int, point_lps_mm: ArrayLike) -> HandMeasure:
        """The same with one of its points elsewhere, LPS mm.

        The centre of an ellipse takes the whole along; the end of a semi-axis turns the other, which stays at right
        angles and keeps its length. No point leaves the plane that was drawn in, however the view stands.
        """
        points, normal = self.points, np.array(self.plane.normal_lps)
        point = np.asarray(point_lps_mm, float)
        point = point - ((point - points[number]) @ normal) * normal
        if self.kind is Kind.ELLIPSE and number == 0:
            points = points + (point - points[0])
        elif self.kind is Kind.ELLIPSE:
            points = _turned_ellipse(points, number, point, normal)
        else:
            points[number] = point
        return replace(self, points_lps_mm=tuple(triple(each) for each in points))


def angle_deg(first: ArrayLike, vertex: ArrayLike, second: ArrayLike) -> float:
    """The angle at `vertex` between two points, each (3,) in any one unit; 0…180, 0 where a point lies on the vertex.

    Its tangent is |u × v| / u · v, which keeps its digits at small and at wide angles, where an arc cosine loses them.
    """
    u, v = np.subtract(first, vertex), np.subtract(second, vertex)
    return float(np.degrees(np.arctan2(np.linalg.norm(np.cross(u, v)), np.dot(u, v))))


def ellipse_between(corner_lps_mm: ArrayLike, opposite_lps_mm: ArrayLike, right_lps: ArrayLike) -> FloatArray:
    """(3, 3) LPS mm: centre and ends of the semi-axes of the ellipse in the box between two corners.

    `right_lps`: unit vector (3,), LPS, along the first semi-axis; the other runs at right angles to it in the plane.
    """
    corner, opposite = np.asarray(corner_lps_mm, float), np.asarray(opposite_lps_mm, float)
    half, right = (opposite - corner) / 2.0, np.asarray(right_lps, float)
    along = (half @ right) * right
    center = (corner + opposite) / 2.0
    return np.array([center, center + along, center + half - along])


def outline_of(measure: HandMeasure, corners: int = 72) -> FloatArray:
    """(n, 3) LPS mm: the line to draw, closed for an ellipse, which is drawn with so many corners."""
    points = measure.points
    if measure.kind is not Kind.ELLIPSE:
        return points
    turn = np.linspace(0.0, 2.0 * np.pi, corners + 1)[:, None]
    line: FloatArray = points[0] + np.cos(turn) * (points[1] - points[0]) + np.sin(turn) * (points[2] - points[0])
    return line


def next_number(measures: Iterable[HandMeasure]) -> int:
    """A number that none of them has."""
    return max((measure.number for measure in measures), default=0) + 1


def free_name(kind: Kind, measures: Iterable[HandMeasure]) -> str:
    """`Distance 2` where there is a `Distance 1`."""
    taken = {measure.name for measure in measures}
    return next(name for name in (f"{kind.value} {n}" for n in range(1, len(taken) + 2)) if name not in taken)


def triple(point: ArrayLike) -> Triple:
    """A point (3,) as a tuple."""
    x, y, z = np.asarray(point, float)
    return float(x), float(y), float(z)


def _turned_ellipse(points: FloatArray, number: int, point: FloatArray, normal: FloatArray) -> FloatArray:
    center, other = points[0], 3 - number
    axis, old = point - center, points[other] - center
    length = float(np.linalg.norm(axis))
    if length < SMALLEST_MM:
        return points
    across = np.cross(normal, axis)
    across *= np.linalg.norm(old) / np.linalg.norm(across)
    turned = points.copy()
    turned[number], turned[other] = point, center + (across if across @ old >= 0.0 else -across)
    return turned
