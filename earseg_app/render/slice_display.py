"""Everything a slice view shows, as one frozen value: the view paints it and knows nothing else."""

from __future__ import annotations

from dataclasses import dataclass, field

from earseg_app.domain.geometry import Triple
from earseg_app.domain.planes import PlanePose, SlabMode
from earseg_app.domain.slicing import Plane
from earseg_app.render.slice_image import Outline, Pixels
from earseg_app.session.session import Window


@dataclass(frozen=True)
class SideTag:
    """The letter of an ear, R or L, beside it in the slice: plane coordinates in mm."""

    letter: str
    u_mm: float
    v_mm: float


@dataclass(frozen=True, eq=False)
class Patch:
    """Where a picture differs from an earlier one, `before`: rows and columns of its pixels."""

    before: Pixels
    rows: slice
    columns: slice


@dataclass(frozen=True, eq=False)
class SliceDisplay:
    """One picture and what is drawn over it.

    `plane`: None for an oblique plane. `pixels`: [row, column] uint32 0xAARRGGBB. `spacing_mm`: of its columns
    and rows. `pose`: where the centre of its upper left pixel lies and how it is turned.
    `number` (0-based) of `count` slices; `count` 0 where there is nothing to count.
    `cursor_uv_mm`: where the crosshair crosses the plane, or None for no crosshair. `window`: the grey window in use.
    `warning`: what no one who looks at the picture may forget, such as a gap of the scan.
    `slab_mm`, `slab_mode`: how thick an oblique plane is cut, 0 for a plane without thickness, and how it is merged.
    `patch`: where alone the pixels and outlines differ from an earlier picture, if that is known.
    """

    title: str
    plane: Plane | None
    pixels: Pixels
    spacing_mm: tuple[float, float]
    pose: PlanePose
    number: int = 0
    count: int = 0
    cursor_uv_mm: tuple[float, float] | None = None
    outlines: tuple[Outline, ...] = ()
    side_tags: tuple[SideTag, ...] = ()
    note: str = ""
    warning: str = ""
    window: Window | None = None
    patch: Patch | None = None
    slab_mm: float = 0.0
    slab_mode: SlabMode = "mean"

    @property
    def extent_mm(self) -> tuple[float, float]:
        """Width and height with the outer borders of the pixels, mm."""
        rows, columns = self.pixels.shape
        return columns * self.spacing_mm[0], rows * self.spacing_mm[1]


@dataclass(frozen=True)
class HandleLine:
    """A measured line whose two ends can be dragged; `name` comes back with the drag, `label` stands beside it."""

    name: str
    start_lps_mm: Triple
    end_lps_mm: Triple
    label: str = ""
    color: str = "#4FB3BF"
    movable: bool = True


@dataclass(frozen=True)
class PathMark:
    """A path drawn through patient points, such as the lateral wall; thinner where it lies off the plane."""

    points_lps_mm: tuple[Triple, ...]
    color: str = "#E6E9EC"


@dataclass(frozen=True)
class PointMark:
    """A named point, such as the round window; `movable` ones can be dragged and come back by `name`."""

    name: str
    point_lps_mm: Triple
    label: str = ""
    color: str = "#E6E9EC"
    movable: bool = False


@dataclass(frozen=True)
class Annotations:
    """What is drawn over a slice in patient coordinates."""

    lines: tuple[HandleLine, ...] = field(default=())
    paths: tuple[PathMark, ...] = field(default=())
    points: tuple[PointMark, ...] = field(default=())


def joined(below: Annotations, above: Annotations) -> Annotations:
    """Both, `above` drawn over `below`."""
    return Annotations(below.lines + above.lines, below.paths + above.paths, below.points + above.points)
