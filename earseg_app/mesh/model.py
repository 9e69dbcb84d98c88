"""What is to be written: surfaces, which of them belong together, and where each stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from earseg_app.domain.geometry import FloatArray, Triple
from earseg_app.mesh.check import Finding
from earseg_app.mesh.fidelity import Fidelity
from earseg_app.mesh.placement import Frame, Placement, placement_of
from earseg_app.mesh.surface import Surface
from earseg_app.mesh.walls import WallMap

_MM3_PER_CM3 = 1000.0


@dataclass(frozen=True, eq=False)
class Item:
    """Surfaces that keep their places to one another, such as the parts of one ear; all have one placement."""

    title: str
    surfaces: tuple[Surface, ...]
    placement: Placement


@dataclass(frozen=True, eq=False)
class Model:
    """What is to be written, and what is known about it.

    `findings`: what the checks say. `mended`: what was mended, in sentences. `fidelity`: name of a surface → how far it
    lies from its labels. `walls`: name → thickness of its walls, in the patient, for a printed model.
    `build_mm`: the build volume of the printer, None for a model that is not for printing.
    """

    items: tuple[Item, ...]
    findings: tuple[Finding, ...] = ()
    mended: tuple[str, ...] = ()
    fidelity: Mapping[str, Fidelity] = field(default_factory=dict)
    walls: Mapping[str, WallMap] = field(default_factory=dict)
    build_mm: Triple | None = None

    @property
    def surfaces(self) -> tuple[Surface, ...]:
        """All surfaces, item by item."""
        return tuple(surface for item in self.items for surface in item.surfaces)

    @property
    def placement(self) -> Placement:
        """The placement of the first item: frame and scale are the same for all."""
        return self.items[0].placement

    @property
    def size_mm(self) -> FloatArray:
        """(3,): extent of everything as it is written, mm."""
        boxes = np.array([bounds_mm(item) for item in self.items])
        size: FloatArray = boxes[:, 1].max(axis=0) - boxes[:, 0].min(axis=0)
        return size

    @property
    def material_cm3(self) -> float:
        """Volume of all surfaces as written, cm³; a whole ear beside its own parts counts twice, as it is printed."""
        scale = self.placement.scale
        return sum(surface.volume_mm3 for surface in self.surfaces) * scale**3 / _MM3_PER_CM3


def model_of(surfaces: Sequence[Surface], frame: Frame, scale: float = 1.0) -> Model:
    """Surfaces that keep their places to one another in a frame, magnified; nothing else is known of them."""
    return Model((Item("", tuple(surfaces), placement_of(surfaces, frame, scale)),))


def bounds_mm(item: Item) -> FloatArray:
    """(2, 3): smallest and largest coordinates of an item as it is written, mm."""
    corners = np.concatenate([item.placement.of(surface.bounds_lps_mm) for surface in item.surfaces])
    return np.array([corners.min(axis=0), corners.max(axis=0)])
