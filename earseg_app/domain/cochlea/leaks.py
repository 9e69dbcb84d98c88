"""Keep A and B from being lengthened by labels that run out of the cochlea, and say where a label lacks some of it."""

from __future__ import annotations

import numpy as np

from earseg_app.domain.cochlea.landmarks import CochlearFrame, triple
from earseg_app.domain.cochlea.lateral_wall import LateralWall
from earseg_app.domain.cochlea.size import Handles
from earseg_app.domain.geometry import FloatArray, Triple

# The outline of all levels lies at most 0.06 mm beyond the lateral wall at mid-lumen in the masks of 17 real ears, each
# measured with a template that never saw it. Beyond this it has run into something else.
LEAK_MM = 0.2
# The far end of B against its near one, as distances from the axis: 0.58-0.67 in the same ears, 0.63 on average.
USUAL_SHARE, LEAST_SHARE = 0.63, 0.53
# The wall must have been seen this near to the end.
SEEN_WITHIN_DEG = 15.0
# Which ends lie on the outline, and at which angle of the first turn.
ENDS = (("a", 1, 180.0), ("b", 0, 90.0), ("b", 1, 270.0))


def without_leaks(handles: Handles, wall: LateralWall, frame: CochlearFrame) -> Handles:
    """The handles, an end of A or B that lies beyond the lateral wall by more than `LEAK_MM` moved back to it.

    The same handles where none does.
    """
    local = frame.frame_from_lps(wall.points_lps_mm)
    radii = np.hypot(local[:, 0], local[:, 1])
    for name, end, angle_deg in ENDS:
        point = frame.frame_from_lps(getattr(handles, name)[end])
        near = np.abs(wall.angles_deg - angle_deg) <= SEEN_WITHIN_DEG
        radius = float(np.interp(angle_deg, wall.angles_deg, radii))
        if wall.found[near].any() and float(np.hypot(point[0], point[1])) > radius + LEAK_MM:
            handles = handles.moved(name, end, _at_radius(point, radius, frame))
    return handles


def _at_radius(point_mm: FloatArray, radius_mm: float, frame: CochlearFrame) -> Triple:
    share = radius_mm / float(np.hypot(point_mm[0], point_mm[1]))
    return triple(frame.lps_from_frame(point_mm * np.array([share, share, 1.0])))


def lacking_at_b(handles: Handles, frame: CochlearFrame) -> str:
    """A sentence when B ends so near the axis at 270° that the label must lack part of the basal turn, or ""."""
    near, far = (float(np.hypot(*frame.frame_from_lps(end)[:2])) for end in handles.b)
    if far >= LEAST_SHARE * near:
        return ""
    return (
        f"B ends {far:.1f} mm from the axis on its far side, where {USUAL_SHARE * near:.1f} mm is usual: the label may "
        "lack part of the basal turn there. Look at that end in the cochlear view."
    )
