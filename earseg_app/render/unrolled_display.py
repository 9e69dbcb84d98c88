"""Everything the unrolled view shows, as one frozen value: the view paints it and knows nothing else."""

from __future__ import annotations

from dataclasses import dataclass

from earseg_app.domain.geometry import FloatArray
from earseg_app.domain.units import METRIC, Units
from earseg_app.render.slice_image import Outline, Pixels
from earseg_app.session.state import Window


@dataclass(frozen=True)
class UnrolledPoint:
    """A place of the picture, mm: along the wall from the round window, and above the middle of the lumen."""

    length_mm: float
    height_mm: float
    label: str = ""


@dataclass(frozen=True)
class Tick:
    """A mark of an axis at a length along the wall."""

    length_mm: float
    words: str


@dataclass(frozen=True, eq=False)
class UnrolledDisplay:
    """The unrolled view: `pixels` [row, column] of `pixel_mm`, the left upper one at length 0 and `top_mm`.

    `seen`: stretches of the wall, from and to mm, that were seen in the mask; elsewhere it follows the mean cochlea.
    `angles_deg` (columns,): how far round the wall has come. `contacts`: of the electrode array. `cursor`: the
    crosshair, where it lies in what is shown. `units`: in what angles are read.
    """

    title: str
    note: str
    pixels: Pixels
    pixel_mm: float
    top_mm: float
    angles_deg: FloatArray
    angle_ticks: tuple[Tick, ...]
    length_ticks: tuple[Tick, ...]
    seen: tuple[tuple[float, float], ...]
    outlines: tuple[Outline, ...] = ()
    contacts: tuple[UnrolledPoint, ...] = ()
    cursor: UnrolledPoint | None = None
    window: Window | None = None
    warning: str = ""
    units: Units = METRIC

    @property
    def extent_mm(self) -> tuple[float, float]:
        """Length and height of what is shown, mm."""
        rows, columns = self.pixels.shape
        return columns * self.pixel_mm, rows * self.pixel_mm
