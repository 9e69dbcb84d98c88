"""Which ear is it? The place in the head says it, and so does the shape: a right ear is a mirrored left one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import ndimage

from earseg_app.domain.anatomy import Part, Side
from earseg_app.domain.geometry import FloatArray, Grid
from earseg_app.domain.segmentation import LabelArray
from earseg_app.domain.volume import Volume

C, V, S, P, L = Part
# Six times the signed volume, mm³, of the tetrahedron of four part centroids in a right ear, as det(b−a, c−a, d−a) in
# LPS: means over 56 labyrinths, where each alone names the side of all 56; their spread is a fifth to an eighth of
# the mean (tests/inference/test_sides.py repeats it on ../shared/data/labyrinth_shapes.npz).
TETRAHEDRA: tuple[tuple[tuple[Part, Part, Part, Part], float], ...] = (
    ((C, S, P, L), 181.0),
    ((V, S, P, L), 68.0),
    ((V, C, S, P), -44.0),
    ((V, C, S, L), 38.0),
    ((V, C, P, L), -31.0),
)
# Shapes scatter about +1 (right) and −1 (left); below this magnitude the shape is no evidence.
CLEAR_CHIRALITY = 0.35
# A field of view at least this wide holds the head's midline near its middle, mm.
HEAD_WIDTH_MM = 110.0
# Ears lie 23-56 mm beside the midline (the same 56 labyrinths); nearer to it the place is no evidence, mm.
OFF_MIDLINE_MM = 12.0
_CHECK = "Check the side with the patient."


@dataclass(frozen=True)
class SideEvidence:
    """What is known of one ear: its centre in LPS mm, and its chirality, about +1 for a right and −1 for a left ear."""

    center_lps_mm: FloatArray
    chirality: float

    @property
    def by_shape(self) -> Side | None:
        """The side that the shape says, or None when the shape is too unclear."""
        if abs(self.chirality) < CLEAR_CHIRALITY:
            return None
        return Side.RIGHT if self.chirality > 0 else Side.LEFT


@dataclass(frozen=True)
class NamedSide:
    """The side given to an ear, and sentences on what speaks against it."""

    side: Side
    doubts: tuple[str, ...] = ()


def chirality_of_labels(labels: LabelArray, grid: Grid) -> float:
    """`chirality` of the part centroids of labels [z, y, x] (part codes 1…5) on `grid`."""
    present = [part for part in Part if bool(np.any(labels == part))]
    index = ndimage.center_of_mass(np.ones_like(labels), labels, [int(part) for part in present])
    return chirality({part: grid.lps_from_index(i) for part, i in zip(present, index, strict=True)})


def chirality(centers_lps_mm: dict[Part, FloatArray]) -> float:
    """About +1 for the part centroids (3,) LPS mm of a right ear, −1 for a left one, near 0 when they cannot tell.

    The mean of the signed volumes of all tetrahedra of four parts that are there, each over its usual volume.
    """
    ratios = []
    for parts, usual in TETRAHEDRA:
        if all(part in centers_lps_mm for part in parts):
            a, b, c, d = (centers_lps_mm[part] for part in parts)
            ratios.append(float(np.linalg.det(np.stack([b - a, c - a, d - a]))) / usual)
    return float(np.mean(ratios)) if ratios else 0.0


def name_sides(ears: Sequence[SideEvidence], volume: Volume) -> tuple[NamedSide, ...]:
    """The side of each of one or two ears, in their order.

    Two ears: by patient geometry (LPS: the right ear at smaller x), or by shape where the file has no patient frame.
    One ear: by its place when the field of view holds the whole head, else by its shape, then by what the header says.
    Whatever contradicts the name is said.
    """
    if len(ears) == 2:
        return _name_two(ears[0], ears[1], volume)
    return tuple(_name_one(ear, volume) for ear in ears)


def side_by_place(point_lps_mm: FloatArray, volume: Volume) -> Side | None:
    """The side on which a point (3,) LPS mm lies in a field of view that holds the whole head, else None."""
    width_mm = float(np.abs(volume.grid.axes[:, 0]) @ volume.grid.extent_mm)
    offset_mm = float(point_lps_mm[0] - volume.grid.center_lps_mm[0])
    if not volume.has_patient_frame or width_mm < HEAD_WIDTH_MM or abs(offset_mm) < OFF_MIDLINE_MM:
        return None
    return Side.RIGHT if offset_mm < 0 else Side.LEFT


def _name_two(first: SideEvidence, second: SideEvidence, volume: Volume) -> tuple[NamedSide, NamedSide]:
    is_first_right = bool(first.center_lps_mm[0] < second.center_lps_mm[0])
    if not volume.has_patient_frame:
        is_first_right = first.chirality > second.chirality
    sides = (Side.RIGHT, Side.LEFT) if is_first_right else (Side.LEFT, Side.RIGHT)
    return NamedSide(sides[0], _doubts(first, sides[0])), NamedSide(sides[1], _doubts(second, sides[1]))


def _name_one(ear: SideEvidence, volume: Volume) -> NamedSide:
    by_place = side_by_place(ear.center_lps_mm, volume)
    by_header = {"R": Side.RIGHT, "L": Side.LEFT}.get(volume.side_hint)
    side = by_place or ear.by_shape or by_header
    if side is None:
        offset = ear.center_lps_mm[0] - volume.grid.center_lps_mm[0]
        side = Side.RIGHT if offset < 0 else Side.LEFT
        return NamedSide(
            side, (f"Neither shape, place nor header tell which ear this is; {side.word} is a guess. {_CHECK}",)
        )
    doubts = _doubts(ear, side)
    if by_header is not None and by_header is not side:
        doubts += (f"The images say {by_header.word} ear, but it is named {side.word} by its shape or place. {_CHECK}",)
    return NamedSide(side, doubts)


def _doubts(ear: SideEvidence, side: Side) -> tuple[str, ...]:
    if ear.by_shape in (None, side):
        return ()
    return (
        f"The {side.word} ear has the shape of a {'left' if side is Side.RIGHT else 'right'} ear: "
        f"the images may be mirrored. {_CHECK}",
    )
