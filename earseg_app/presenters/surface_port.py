"""What the step Export asks for, and what makes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol

from earseg_app.domain.anatomy import Side
from earseg_app.domain.progress import Reporter
from earseg_app.domain.segmentation import Segmentation
from earseg_app.domain.units import Units
from earseg_app.domain.volume import Volume
from earseg_app.session.model_preview import ModelPreview


@dataclass(frozen=True)
class ExportRequest:
    """What to write: the ears, each part, the whole ear, a cast of it, the bone around; and in which format.

    `printer`: key of a kind of printer, "" for planning in patient millimetres. `scale`: magnification, 1…20.
    `frame`: LPS or RAS, for planning. `hollow`, `stand` and `code`, the case code on stands and casts: for printers.
    `repair`: whether crumbs of the labels are mended. `seamless`: parts without gaps. `max_triangles`: of each surface,
    as far as that moves none by more than `max_deviation_mm`; None where there is no limit. `cut`: plane that parts a
    cast. `bone_hu`: least Hounsfield units of bone, within `bone_radius_mm` of the ear, or in a box of that half edge
    when `bone_box`. `from_shares`: surfaces pass between voxels where the network says so. `structures`: codes of what
    else is exported, each as a surface of its own.
    """

    sides: frozenset[Side] = frozenset(Side)
    parts: bool = True
    whole: bool = True
    file_format: str = "stl"
    cast: bool = False
    bone: bool = False
    printer: str = ""
    scale: float = 1.0
    frame: Literal["LPS", "RAS"] = "LPS"
    hollow: bool = False
    stand: bool = False
    code: str = ""
    repair: bool = False
    seamless: bool = False
    max_triangles: int | None = None
    max_deviation_mm: float | None = None
    cut: Literal["axial", "coronal", "sagittal"] = "axial"
    bone_hu: float = 700.0
    bone_radius_mm: float = 20.0
    bone_box: bool = False
    from_shares: bool = True
    structures: frozenset[int] = frozenset()

    @property
    def is_empty(self) -> bool:
        """Whether nothing would come of it."""
        of_ears = self.sides and (self.parts or self.whole or self.cast or self.bone)
        return not (of_ears or self.structures)


@dataclass(frozen=True)
class CheckedSurfaces:
    """Surfaces ready to write; `errors` forbid it, `warnings` want to be read first, `mended` says what was mended.

    `surfaces` is the port's own. `repairable`: whether mending the labels would cure a warning. `figures`: size,
    material and deviation in words. `preview`: what the 3D view shows of it. `fitting_scale`: at which a model that is
    too large for its printer fits.
    """

    surfaces: object
    errors: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    mended: tuple[str, ...] = ()
    repairable: bool = False
    figures: Callable[[Units], str] = lambda _units: ""
    preview: ModelPreview | None = None
    fitting_scale: float | None = None


class SurfacePort(Protocol):
    """Makes, checks and writes surfaces."""

    def formats(self) -> tuple[str, ...]:
        """The file formats, the usual one first."""

    def printers(self) -> tuple[tuple[str, str], ...]:
        """Key and name of each kind of printer."""

    def file_names(self, segmentation: Segmentation, request: ExportRequest) -> tuple[str, ...]:
        """The names of the files that a request writes."""

    def make(
        self, segmentation: Segmentation, volume: Volume, request: ExportRequest, reporter: Reporter
    ) -> CheckedSurfaces:
        """The model of a request and what its check says; `volume` is the CT, for bone."""

    def write(
        self,
        checked: CheckedSurfaces,
        segmentation: Segmentation,
        request: ExportRequest,
        folder: Path,
        overwrite: bool,
        reporter: Reporter,
    ) -> tuple[Path, ...]:
        """Write them all, or none; returns the files."""
