"""The model that will be written, as the 3D view shows it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from earseg_app.domain.geometry import FloatArray, Triple


@dataclass(frozen=True, eq=False)
class PreviewPiece:
    """One surface: `vertices_mm` (n, 3) and `triangles` (m, 3) with the skin that will be written; `color` sRGB hex.

    `thickness_mm`: (n,) thickness at each vertex, None when it was not measured. `veiled`: drawn as a veil, because it
    encloses other pieces that would not be seen otherwise.
    """

    name: str
    vertices_mm: FloatArray
    triangles: NDArray[np.int32]
    color: str
    thickness_mm: FloatArray | None = None
    veiled: bool = False


@dataclass(frozen=True, eq=False)
class ModelPreview:
    """All surfaces in the frame of the files. `words`: frame, unit and scale. `plate_mm`: width and depth of the build
    plate round x = y = 0, None for planning. `thinnest_mm`: what the printer makes at least, None for planning.
    """

    pieces: tuple[PreviewPiece, ...]
    words: str
    plate_mm: tuple[float, float] | None = None
    thinnest_mm: float | None = None


@dataclass(frozen=True)
class PreviewDisplay:
    """How the model is looked at. `thickness`: whether colours show it. `cut`: share of the height cut away from above.
    `ruler_mm`: up to two points of a measured distance, in the frame of the files.
    """

    thickness: bool = False
    cut: float = 0.0
    ruler_mm: tuple[Triple, ...] = ()
