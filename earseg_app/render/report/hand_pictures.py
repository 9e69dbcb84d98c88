"""The pictures of what was measured by hand, each in the slice that it was drawn in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from earseg_app.domain.measuring.hand_measures import HandMeasure, Kind, outline_of
from earseg_app.domain.planes import SLAB_NAMES, PlanePose
from earseg_app.domain.segmentation import Segmentation
from earseg_app.domain.volume import Volume
from earseg_app.render.hand_marks import COLOR
from earseg_app.render.oblique import ObliqueCut, ObliqueSource
from earseg_app.render.report.pictures import Picture, Stroke
from earseg_app.render.slice_image import rgba
from earseg_app.session.session import Display

# What a picture shows at least, and how much more than the measure itself.
SMALLEST_MM, MARGIN = 20.0, 1.6
PIXELS = 300
# From an ellipse to its label.
LEADER_MM = 0.8


def hand_pictures(
    volume: Volume, segmentation: Segmentation | None, measures: Iterable[HandMeasure]
) -> Iterator[Picture]:
    """One picture for each measure, in their order; title and place say name, side, plane and what merged a slab."""
    for measure in measures:
        cut = cut_around(measure)
        # An oblique view says its ear itself.
        plane = measure.plane.title.split(",")[0].removesuffix(" slice")
        if measure.plane.mode != "mean":
            plane += f", {SLAB_NAMES[measure.plane.mode]} {cut.slab_mm:.1f} mm"
        place = f"{plane}, {measure.side.word} ear" if measure.side else plane
        shown = ObliqueSource().display(volume, segmentation, cut, Display(), measure.name)
        pixels, letters = rgba(shown.pixels)[..., :3], cut.pose.edge_letters()
        yield Picture(measure.name, pixels, cut.size_mm, _strokes(measure, cut), letters, place)


def _strokes(measure: HandMeasure, cut: ObliqueCut) -> tuple[Stroke, ...]:
    half = cut.spacing_mm / 2.0  # the pose counts from the middle of the first pixel, a stroke from its corner
    places = [(float(u) + half, float(v) + half) for u, v, _ in cut.pose.uvw(outline_of(measure))]
    label = f"{measure.value:.1f}°" if measure.kind is Kind.ANGLE else f"{measure.value:.2f} {measure.unit}"
    if measure.kind is not Kind.ELLIPSE:
        return (Stroke(tuple(places), COLOR, label),)
    right = max(places)
    return Stroke(tuple(places), COLOR), Stroke((right, (right[0] + LEADER_MM, right[1])), COLOR, label)


def cut_around(measure: HandMeasure) -> ObliqueCut:
    """The square around a measure in its plane, turned as the view was in which it was drawn."""
    line, right = outline_of(measure), np.array(measure.plane.right_lps)
    down = np.cross(measure.plane.normal_lps, right)
    extent = np.ptp(line @ np.array([right, down]).T, axis=0)
    middle = (line.max(axis=0) + line.min(axis=0)) / 2.0
    # The middle of the box may lie beside an oblique plane; its points do not.
    middle = middle - ((middle - line[0]) @ np.array(measure.plane.normal_lps)) * np.array(measure.plane.normal_lps)
    size = max(SMALLEST_MM, MARGIN * float(extent.max()))
    pose, plane = PlanePose.around(middle, right, down, size), measure.plane
    # A slice of the scan is as thick as its voxels; of a cochlear view the slab shows that was seen.
    return ObliqueCut(pose, size, size / PIXELS, plane.slice_mm if plane.is_oblique else 0.0, plane.mode)
