"""A measure while it is being drawn: the points set so far, and where the mouse is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from earseg_app.domain.anatomy import Side
from earseg_app.domain.geometry import Grid, Triple
from earseg_app.domain.measuring.hand_measures import HandMeasure, Kind, MeasuringPlane, ellipse_between, triple
from earseg_app.domain.planes import PlanePose
from earseg_app.domain.slicing import plane_frame
from earseg_app.presenters.hand_events import Pen
from earseg_app.render.slice_display import SliceDisplay

SAME_SLICE_MM = 1e-3


@dataclass(frozen=True)
class Draft:
    """What is being drawn with a pen in one slice; `hover_lps_mm`: where the mouse is."""

    pen: Pen
    pose: PlanePose
    plane: MeasuringPlane
    points_lps_mm: tuple[Triple, ...]
    hover_lps_mm: Triple

    @classmethod
    def begun(cls, pen: Pen, display: SliceDisplay, grid: Grid, point_lps_mm: Triple) -> Draft:
        """With its first point."""
        return cls(pen, display.pose, plane_of(display, grid), (point_lps_mm,), point_lps_mm)

    def lies_in(self, display: SliceDisplay, point_lps_mm: Triple) -> bool:
        """Whether a point of a picture lies in the slice that was begun in."""
        parallel = self.plane.is_parallel_to(display.pose.behind_lps)
        return parallel and abs(float(self.pose.uvw(point_lps_mm)[2])) <= SAME_SLICE_MM

    def at(self, point_lps_mm: Triple) -> Draft:
        """With the mouse elsewhere."""
        return replace(self, hover_lps_mm=point_lps_mm)

    def with_point(self, point_lps_mm: Triple) -> Draft:
        """With another point set."""
        return replace(self, points_lps_mm=(*self.points_lps_mm, point_lps_mm), hover_lps_mm=point_lps_mm)

    def without_last(self) -> Draft | None:
        """With the last point taken back; None when none is left."""
        return replace(self, points_lps_mm=self.points_lps_mm[:-1]) if len(self.points_lps_mm) > 1 else None

    @property
    def is_full(self) -> bool:
        """Whether no more points belong to it; a polyline ends when the user says so."""
        needed = {Kind.DISTANCE: 2, Kind.ANGLE: 3, Kind.ELLIPSE: 2}
        return len(self.points_lps_mm) >= needed.get(self.pen.kind, np.inf)

    def measure(self, number: int, name: str, side: Side | None, *, live: bool) -> HandMeasure | None:
        """What it measures now, the mouse counted as a point when `live`; None while points lack."""
        points: Sequence[Triple] = (*self.points_lps_mm, self.hover_lps_mm) if live else self.points_lps_mm
        if self.pen.kind is Kind.ELLIPSE and len(points) >= 2:
            points = [triple(p) for p in ellipse_between(points[0], points[1], self.pose.right_lps)]
        kind = self.pen.kind
        if len(points) < kind.fewest_points:
            if not live or len(points) < 2:
                return None
            kind = Kind.POLYLINE  # the first arm of an angle
        made = HandMeasure(number, kind, name, tuple(points), self.plane, side, self.pen.guided)
        return made if made.is_drawn else None


def plane_of(display: SliceDisplay, grid: Grid) -> MeasuringPlane:
    """The slice of a picture, by its words, normal and thickness."""
    normal, right = triple(display.pose.behind_lps), display.pose.right_lps
    if display.plane is None:
        words = ", ".join(filter(None, (display.title[:1].lower() + display.title[1:], display.note)))
        return MeasuringPlane(words, normal, right, _seen_mm(display, grid), display.slab_mode)
    thick = plane_frame(grid, display.plane).normal.spacing_mm
    return MeasuringPlane(f"{display.plane.value.lower()} slice", normal, right, thick)


def _seen_mm(display: SliceDisplay, grid: Grid) -> float:
    """How thick the slab is that an oblique picture shows: no less than a voxel is long at right angles to it."""
    voxel_mm = float(np.linalg.norm((grid.axes @ display.pose.behind_lps) * grid.spacing))
    return max(display.slab_mm, voxel_mm)
