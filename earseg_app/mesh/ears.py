"""The surfaces of one ear, part by part."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from earseg_app.domain.anatomy import BONE_COLOR, Part, Side
from earseg_app.domain.errors import MeshError
from earseg_app.domain.progress import Reporter
from earseg_app.domain.segmentation import Segmentation
from earseg_app.mesh.shares import ShareSurfaces
from earseg_app.mesh.surface import Surface, simplified, surface_of

WHOLE_EAR = "inner_ear"


def ear_surfaces(
    segmentation: Segmentation,
    side: Side,
    *,
    parts: bool = True,
    whole: bool = False,
    max_triangles: int | None = None,
    shares: ShareSurfaces | None = None,
    reporter: Reporter | None = None,
) -> tuple[Surface, ...]:
    """One closed surface per labelled part of an ear, in the order of `Part`; with `whole`, their union after them.

    Names are `right_cochlea` … and `right_inner_ear`. `max_triangles` holds for each surface.
    `shares`: the surfaces of this ear from what the network said of each voxel, to be taken where there are any.

    Raises:
        MeshError: if nothing of this ear is labelled.
        Cancelled: if the reporter was cancelled.
    """
    reporter = reporter or Reporter()
    wanted = _wanted(segmentation, side, parts, whole)
    if not wanted:
        raise MeshError(f"Nothing is labelled in the {side.word} ear.", "Segment it first.")
    surfaces = []
    for done, (part, mask) in enumerate(wanted):
        name = surface_name(side, part)
        reporter.step(done / len(wanted), f"Surface of the {name.replace('_', ' ')}")
        color = BONE_COLOR if part is None else part.color
        made = shares.surface(part, name, color) if shares is not None else None
        if made is None:
            made = surface_of(mask, segmentation.grid, name=name, color=color)
        surfaces.append(made if max_triangles is None else simplified(made, max_triangles))
    reporter.step(1.0, "Surfaces ready")
    return tuple(surfaces)


def surface_name(side: Side, part: Part | None) -> str:
    """The identifier of a part, or of the whole ear for None: `right_cochlea`, `left_inner_ear`."""
    return f"{side.word}_{WHOLE_EAR if part is None else part.key}"


def _wanted(
    segmentation: Segmentation, side: Side, parts: bool, whole: bool
) -> list[tuple[Part | None, NDArray[np.bool_]]]:
    choice: list[Part | None] = [*(Part if parts else ()), *([None] if whole else [])]
    masks = [(part, segmentation.mask(side, part)) for part in choice]
    return [(part, mask) for part, mask in masks if mask.any()]
