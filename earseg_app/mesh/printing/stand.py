"""A foot under a model: a plate with its label, and pillars under what would otherwise hang in the air."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from manifold3d import CrossSection, Manifold
from scipy.spatial import cKDTree

from earseg_app.domain.geometry import FloatArray
from earseg_app.mesh.printing.letters import label_size_mm, letters_of
from earseg_app.mesh.printing.printers import Printer

PLATE_MM = 2.0
MARGIN_MM = 3.0
_LIFT_FEATURES = 4.0
_TIP_FEATURES = 0.75
_FOOT_PER_TIP = 2.0
_SLENDEREST = 30.0
"""Height of a pillar in radii of its foot: a thinner one sways under the nozzle or the peel."""
_LETTER_FEATURES = 1.0
_FEWEST = 3
_LABEL_SHARE, _LARGEST_LETTERS = 0.6, 3.0
_ROUND = 24

Places = Sequence[tuple[float, float, float]]


@dataclass(frozen=True)
class Stand:
    """`body`: plate, pillars and letters; the plate lies below the model. `pillars`: how many. `unreached`:
    overhangs above the model itself, where no pillar can stand.
    """

    body: Manifold
    pillars: int
    unreached: int


def stand_under(points: FloatArray, normals: FloatArray, printer: Printer, text: str, holes: Places = ()) -> Stand:
    """A stand for a model given by points (n, 3) of its skin, mm, z upwards, and their outward normals.

    Pillars start where the skin leans more than `printer.overhang_deg` (powder needs none, there only enough to carry
    the model), lowest first, at most `pillar_pitch_mm` apart, and keep off `holes` (x, y, radius).
    """
    places, unreached = _places(points, normals, printer, holes)
    floor = float(points[:, 2].min()) - _LIFT_FEATURES * printer.feature_mm
    tip = _TIP_FEATURES * printer.feature_mm
    body = _plate(points, printer, text, floor)
    for x, y, z in places:
        # solids that only touch don't join: pillars start inside the plate and end inside the model
        height = z + min(tip, printer.feature_mm / 2) - floor + PLATE_MM / 2
        pillar = Manifold.cylinder(height, _foot_mm(height, printer), tip, _ROUND)
        body = body + pillar.translate([x, y, floor - PLATE_MM / 2])
    return Stand(body, len(places), unreached)


def _places(
    points: FloatArray, normals: FloatArray, printer: Printer, holes: Places
) -> tuple[list[tuple[float, float, float]], int]:
    leaning = normals[:, 2] < -float(np.sin(np.radians(printer.overhang_deg or 60.0)))
    found = points[leaning][np.argsort(points[leaning][:, 2], kind="stable")]
    floor = float(points[:, 2].min())
    flat = cKDTree(points[:, :2])
    kept: list[FloatArray] = []
    unreached: list[FloatArray] = []
    for point in found:
        if any((np.abs(point - other) < printer.pillar_pitch_mm).all() for other in (*kept, *unreached)):
            continue
        if any(np.hypot(point[0] - x, point[1] - y) < 2 * r for x, y, r in holes):
            continue
        radius = _foot_mm(point[2] - floor, printer)
        near = flat.query_ball_point(point[:2], radius)
        if points[near, 2].min() < point[2] - 2 * radius:
            unreached.append(point)
            continue
        kept.append(point)
        if printer.overhang_deg is None and len(kept) >= 2 * _FEWEST:
            break
    return [(float(x), float(y), float(z)) for x, y, z in kept], len(unreached)


def _stroke_mm(text: str, printer: Printer, width: float) -> float:
    """Letters as wide as the printer needs them, up to `_LARGEST_LETTERS` times that where the plate is wide."""
    narrow, _ = label_size_mm(text, printer.stroke_mm)
    return printer.stroke_mm * float(np.clip(_LABEL_SHARE * width / narrow, 1.0, _LARGEST_LETTERS))


def _foot_mm(height: float, printer: Printer) -> float:
    """Radius of the foot of a pillar."""
    return max(_FOOT_PER_TIP * _TIP_FEATURES * printer.feature_mm, height / _SLENDEREST)


def _plate(points: FloatArray, printer: Printer, text: str, floor: float) -> Manifold:
    """The plate, its top at `floor`, with a strip in front of the model (−y) for the label."""
    low, high = points[:, :2].min(axis=0) - MARGIN_MM, points[:, :2].max(axis=0) + MARGIN_MM
    stroke = _stroke_mm(text, printer, float(high[0] - low[0]))
    width, height = label_size_mm(text, stroke)
    if text:
        spare = max(width + 2 * MARGIN_MM - (high[0] - low[0]), 0.0) / 2
        low, high = low - np.array([spare, height + MARGIN_MM]), high + np.array([spare, 0.0])
    size = high - low
    flat = CrossSection.square((size - 2 * MARGIN_MM).tolist()).offset(MARGIN_MM, circular_segments=_ROUND)
    plate = Manifold.extrude(flat.translate((low + MARGIN_MM).tolist()), PLATE_MM)
    body = plate.translate([0.0, 0.0, floor - PLATE_MM])
    if not text:
        return body
    letters = letters_of(text, stroke, _LETTER_FEATURES * printer.feature_mm + PLATE_MM / 2)
    middle = [(low[0] + high[0]) / 2, low[1] + MARGIN_MM + height / 2, floor - PLATE_MM / 2]
    return body + letters.translate(middle)
