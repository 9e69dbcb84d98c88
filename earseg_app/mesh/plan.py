"""What a user wants written, in one frozen record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from earseg_app.domain.anatomy import Side
from earseg_app.mesh.placement import Frame
from earseg_app.mesh.printing.printers import Printer

SCALES = (1.0, 20.0)
Cut = Literal["axial", "coronal", "sagittal"]
CUT_AXES: dict[Cut, int] = {"axial": 2, "coronal": 1, "sagittal": 0}
"""The plane in which a cast is cut → the LPS axis across it."""
BONE_HU = 700.0
"""Dense temporal bone against soft tissue, fluid and partial volume: between the 300 HU at which noise still joins and
the 1200…1950 HU of the petrous bone round the labyrinth."""
BONE_RADIUS_MM = 20.0


@dataclass(frozen=True)
class BonePlan:
    """Which bone: at least `threshold_hu`, within `radius_mm` of the middle of the ear, or within a box of that half
    edge when `box`.
    """

    threshold_hu: float = BONE_HU
    radius_mm: float = BONE_RADIUS_MM
    box: bool = False


@dataclass(frozen=True)
class ExtraLabel:
    """A label beside those of the ears: its voxel value, what its surface is called in files, sRGB hex, its title."""

    code: int
    name: str
    color: str = "#F0E442"
    words: str = ""


@dataclass(frozen=True)
class ModelPlan:
    """What to make of which ears.

    `parts`: each part, without gaps between them when `seamless`. `whole`: all parts as one solid, the fluid space.
    `cast`: a block with that space as a cavity, in two halves with pins. `bone`: the bone around, from the CT.
    `cut`: in which plane of the patient. `extra`: other labels, each by itself;
    they are no part of whole ears and casts, and nothing makes them thicker.

    `printer`: None for a model in patient millimetres in `frame`; else thin places are made thick enough, and all
    stand side by side on its plate. `scale`: 1…20. For printers: `hollow` and `stand` are for the whole ear, `code`
    is written on stands and casts beside side and scale; it must not be the patient's name.
    `max_triangles`: of each surface, unless that moves one by more than `max_deviation_mm`.
    `repair`: whether crumbs of the labels are mended first. `from_shares`: whether surfaces follow what the network
    said of each voxel, where that is known and the labels agree.
    """

    sides: tuple[Side, ...] = tuple(Side)
    parts: bool = True
    whole: bool = True
    cast: bool = False
    cut: Cut = "axial"
    bone: BonePlan | None = None
    extra: tuple[ExtraLabel, ...] = ()
    seamless: bool = False
    printer: Printer | None = None
    scale: float = 1.0
    frame: Frame = "LPS"
    hollow: bool = False
    stand: bool = False
    code: str = ""
    max_triangles: int | None = None
    max_deviation_mm: float | None = None
    repair: bool = False
    from_shares: bool = True

    @property
    def wants_ears(self) -> bool:
        """Whether anything is to be made of an ear."""
        return self.parts or self.whole or self.cast or self.bone is not None

    def __post_init__(self) -> None:
        if not SCALES[0] <= self.scale <= SCALES[1]:
            raise ValueError(f"a scale is {SCALES[0]:g} to {SCALES[1]:g}, got {self.scale:g}")
