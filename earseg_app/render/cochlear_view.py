"""The cochlear view: the two oblique planes of a measured ear, with A, B and H drawn in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from types import MappingProxyType

import numpy as np

from earseg_app.domain.anatomy import Side
from earseg_app.domain.cochlea.landmarks import POINT_NAMES, CochlearFrame, LandmarkOrigin
from earseg_app.domain.measuring.hand_measures import HandMeasure, MeasuringPlane
from earseg_app.domain.planes import SLAB_NAMES, PlanePose, SlabMode
from earseg_app.render.oblique import ObliqueCut
from earseg_app.render.slice_display import Annotations, HandleLine, PathMark, PointMark
from earseg_app.session.measurement import EarMeasurement
from earseg_app.session.state import DEFAULT_SLAB_MM

COCHLEAR, HEIGHT = "cochlear", "height"
_TITLES = MappingProxyType({COCHLEAR: "Cochlear view", HEIGHT: "Along the modiolus"})
SIZE_MM = 22.0
# What was drawn farther from the middle of a view than this share of its size has the view to itself.
FARTHEST_SHARE = 0.4
# The middle of the cochlea along its axis, seen from the base, mm.
HALF_HEIGHT_MM = 2.0
A_COLOR, B_COLOR, H_COLOR, WALL_COLOR = "#4FB3BF", "#E0A72E", "#CC79A7", "#E6E9EC"

LANDMARK_TITLES = {
    "round_window": "round window",
    "oval_window": "oval window",
    "modiolus_base": "modiolus",
    "apex": "apex",
}


def cochlear_cut(
    frame: CochlearFrame, offset_mm: float = 0.0, slab_mm: float = DEFAULT_SLAB_MM, mode: SlabMode = "mean"
) -> ObliqueCut:
    """The plane perpendicular to the modiolar axis, `offset_mm` behind the base of the modiolus."""
    pose = PlanePose.around(frame.origin_lps_mm, frame.view_right, frame.view_down, SIZE_MM)
    return ObliqueCut(pose.shifted(offset_mm), SIZE_MM, slab_mm=slab_mm, mode=mode)


def height_cut(
    frame: CochlearFrame, offset_mm: float = 0.0, slab_mm: float = DEFAULT_SLAB_MM, mode: SlabMode = "mean"
) -> ObliqueCut:
    """The plane through the modiolar axis and the round window, the apex above, `offset_mm` behind the axis."""
    middle = frame.lps_from_frame([0.0, 0.0, HALF_HEIGHT_MM])
    pose = PlanePose.around(middle, frame.view_right, -np.array(frame.z), SIZE_MM)
    return ObliqueCut(pose.shifted(offset_mm), SIZE_MM, slab_mm=slab_mm, mode=mode)


def turned_cut(measure: HandMeasure, home: ObliqueCut, offset_mm: float = 0.0) -> ObliqueCut:
    """The plane that a measure was drawn in, `offset_mm` behind it; `home`: how the view stands by the landmarks."""
    normal, right = np.array(measure.plane.normal_lps), np.array(measure.plane.right_lps)
    middle = home.pose.lps(home.size_mm / 2.0, home.size_mm / 2.0)
    drawn = np.array(measure.center_lps_mm)
    center = middle - ((middle - drawn) @ normal) * normal
    if np.linalg.norm(center - drawn) > FARTHEST_SHARE * home.size_mm:
        center = drawn
    pose = PlanePose.around(center, right, np.cross(normal, right), home.size_mm)
    return replace(home, pose=pose.shifted(offset_mm))


def turned_from_view_deg(plane: MeasuringPlane, frame: CochlearFrame) -> float:
    """The angle between the plane of a measure and the cochlear view that it was drawn in, as it stands now."""
    cut = height_cut(frame) if view_of(plane) == HEIGHT else cochlear_cut(frame)
    return plane.turned_deg(cut.pose.behind_lps)


def view_of(plane: MeasuringPlane) -> str:
    """Which of the two views an oblique plane belongs to, by its title."""
    return HEIGHT if plane.title.lower().startswith(_TITLES[HEIGHT].lower()) else COCHLEAR


def title_of(name: str, side: Side) -> str:
    """What stands above the view; the side is always said."""
    return f"{_TITLES[name]}, {side.word} ear"


def slab_words(slab_mm: float, mode: SlabMode) -> str:
    """What a reader must know of a picture that is not the usual thin cut, or ""."""
    usual = mode == "mean" and slab_mm <= DEFAULT_SLAB_MM
    return "" if usual or slab_mm <= 0.0 else f"{SLAB_NAMES[mode]} over {slab_mm:.1f} mm"


def annotations_of(name: str, measured: EarMeasurement) -> Annotations:
    """A and B with their handles in the cochlear view, H in the other; landmarks as small points."""
    size = measured.size
    if name == COCHLEAR:
        a, b = measured.handles.a, measured.handles.b
        lines = (
            HandleLine("a", a[0], a[1], _label("A", size.a_mm, measured.by_hand("a")), A_COLOR),
            HandleLine("b", b[0], b[1], _label("B", size.b_mm, measured.by_hand("b")), B_COLOR),
        )
        wall = (PathMark(measured.wall_lps_mm, WALL_COLOR),) if measured.wall_lps_mm else ()
        points = landmark_points(measured, ("round_window", "oval_window", "modiolus_base"))
        return Annotations(lines=lines, paths=wall, points=points)
    h = measured.handles.h
    line = HandleLine("h", h[0], h[1], _label("H", size.h_mm, measured.by_hand("h")), H_COLOR)
    return Annotations(lines=(line,), points=landmark_points(measured, ("round_window", "modiolus_base", "apex")))


def landmark_points(measured: EarMeasurement, names: Sequence[str] = POINT_NAMES) -> tuple[PointMark, ...]:
    """Landmarks as points that can be dragged; those that the user placed say so."""
    landmarks = measured.landmarks
    places = landmarks.points()
    by_hand = {name for name in names if landmarks.origin_of(name) is LandmarkOrigin.BY_HAND}
    return tuple(
        PointMark(name, places[name], LANDMARK_TITLES[name] + (", by hand" if name in by_hand else ""), movable=True)
        for name in names
    )


def _label(name: str, length_mm: float, by_hand: bool) -> str:
    return f"{name} {length_mm:.1f} mm" + (" by hand" if by_hand else "")
