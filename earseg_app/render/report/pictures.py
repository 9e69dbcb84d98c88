"""The pictures of a report: what was measured, seen in the plane it was measured in."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from earseg_app.domain.anatomy import Side
from earseg_app.domain.geometry import Triple
from earseg_app.domain.planes import PlanePose
from earseg_app.domain.segmentation import Segmentation
from earseg_app.domain.volume import Volume
from earseg_app.render.cochlear_view import COCHLEAR, HEIGHT, annotations_of, cochlear_cut, height_cut, title_of
from earseg_app.render.oblique import ObliqueSource
from earseg_app.render.slice_display import Annotations
from earseg_app.render.slice_image import rgba
from earseg_app.session.measurement import EarMeasurement
from earseg_app.session.session import Display

Rgb = NDArray[np.uint8]
Point = tuple[float, float]


@dataclass(frozen=True)
class Stroke:
    """A polyline over a picture: points (u, v) in mm from its upper left corner, v downwards; `label` at its end."""

    points_uv_mm: tuple[Point, ...]
    color: str
    label: str = ""


@dataclass(frozen=True, eq=False)
class Picture:
    """A picture with what is drawn over it.

    `title`, `place`: what it shows, and of which ear and plane. `pixels`: [row, column, RGB] uint8.
    `width_mm`: what its width spans in the patient, 0 where it has no one scale.
    `letters`: the patient's directions beyond the left, right, upper and lower edge, empty for none.
    """

    title: str
    pixels: Rgb
    width_mm: float = 0.0
    strokes: tuple[Stroke, ...] = ()
    letters: tuple[str, str, str, str] | tuple[()] = ()
    place: str = ""


def measured_pictures(
    volume: Volume, segmentation: Segmentation, side: Side, measured: EarMeasurement
) -> tuple[Picture, Picture]:
    """The cochlear view with A and B and the view along the modiolus with H of one measured ear."""
    frame = measured.landmarks.frame()
    pictures = []
    for name, cut in ((COCHLEAR, cochlear_cut(frame)), (HEIGHT, height_cut(frame))):
        shown = ObliqueSource().display(volume, segmentation, cut, Display(), title_of(name, side))
        annotations = annotations_of(name, measured)
        outlines = tuple(
            Stroke(_in_mm(line, cut.spacing_mm), f"#{r:02X}{g:02X}{b:02X}")
            for outline in shown.outlines
            for r, g, b in [outline.rgb]
            for line in outline.lines
        )
        strokes = outlines + _strokes(annotations, cut.pose, cut.spacing_mm)
        pictures.append(
            Picture(shown.title, rgba(shown.pixels)[..., :3], cut.size_mm, strokes, cut.pose.edge_letters())
        )
    return pictures[0], pictures[1]


def _strokes(annotations: Annotations, pose: PlanePose, spacing_mm: float) -> tuple[Stroke, ...]:
    half = spacing_mm / 2.0  # the pose counts from the middle of the first pixel, a stroke from its corner

    def place(point_lps_mm: Triple) -> Point:
        u, v, _ = pose.uvw(point_lps_mm)
        return float(u) + half, float(v) + half

    paths = [Stroke(tuple(place(point) for point in path.points_lps_mm), path.color) for path in annotations.paths]
    lines = [
        Stroke((place(line.start_lps_mm), place(line.end_lps_mm)), line.color, line.label) for line in annotations.lines
    ]
    return (*paths, *lines)


def _in_mm(line: NDArray[np.float64], spacing_mm: float) -> tuple[Point, ...]:
    return tuple((float(u + 0.5) * spacing_mm, float(v + 0.5) * spacing_mm) for u, v in line)
