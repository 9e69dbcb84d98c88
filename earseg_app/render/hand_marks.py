"""Measures drawn by hand as they stand over a slice."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from earseg_app.domain.geometry import Triple
from earseg_app.domain.measuring.hand_measures import (
    SEEN_WITHIN_DEG,
    HandMeasure,
    Kind,
    MeasuringPlane,
    outline_of,
    triple,
)
from earseg_app.domain.planes import PlanePose

COLOR, OUTSIDE_COLOR = "#F2E58A", "#F0A35E"
# How strongly a measure shows in its own slice, and in the slices next to it.
OWN, NEXT = 1.0, 0.35


@dataclass(frozen=True)
class HandMark:
    """One measure over a slice; `number` and the place among `handles_lps_mm` come back with a drag.

    `line_lps_mm`: what is drawn. `label`: lines of text beside it. `title`, `name`: what stands before the first of
    them, a word of the program or one of the user. `chosen`: drawn stronger. `movable`: has handles. `is_draft`: is
    being drawn.
    """

    number: int
    kind: Kind
    line_lps_mm: tuple[Triple, ...]
    handles_lps_mm: tuple[Triple, ...]
    plane: MeasuringPlane
    label: tuple[str, ...] = ()
    title: str = ""
    name: str = ""
    color: str = COLOR
    chosen: bool = False
    movable: bool = True
    is_draft: bool = False

    def strength_in(self, pose: PlanePose) -> float:
        """How strongly it shows in a plane: 1 in its own slice, less in the one next to it, 0 anywhere else.

        The plane may be turned by `SEEN_WITHIN_DEG`; it counts how far the point that lies farthest lies from it.
        """
        if self.plane.turned_deg(pose.behind_lps) > SEEN_WITHIN_DEG:
            return 0.0
        away = float(np.abs(pose.uvw(self.handles_lps_mm)[:, 2]).max()) / self.plane.shows_mm
        return OWN if away <= 0.5 + 1e-6 else NEXT if away <= 1.5 + 1e-6 else 0.0


def mark_of(
    measure: HandMeasure, label: tuple[str, ...], *, is_usual: bool = True, chosen: bool = False, movable: bool = True
) -> HandMark:
    """The mark of a measure; `is_usual`: its value lies within the usual range, or none is known."""
    return HandMark(
        measure.number,
        measure.kind,
        tuple(triple(point) for point in outline_of(measure)),
        measure.points_lps_mm,
        measure.plane,
        label,
        title="" if measure.is_named or not measure.guided else measure.name,
        name=measure.name if measure.is_named else "",
        color=COLOR if is_usual else OUTSIDE_COLOR,
        chosen=chosen,
        movable=movable,
    )
