"""A block with the ear as a cavity, in two halves with pins: for casting, or for looking into."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from manifold3d import Manifold

from earseg_app.domain.anatomy import BONE_COLOR
from earseg_app.domain.errors import MeshError
from earseg_app.domain.geometry import FloatArray
from earseg_app.domain.progress import Reporter
from earseg_app.mesh.solids import mesh_of, solid_of
from earseg_app.mesh.surface import Surface

_SEGMENTS = 48
_TAPER = 0.85


@dataclass(frozen=True)
class CastPlan:
    """The measures of a cast, in patient millimetres (divide the printer's by the scale of the model).

    `wall_mm`: bone left round the ear. `pin_mm`: diameter of the four registration pins. `pin_length_mm`: how far
    they stand out. `clearance_mm`: gap between pin and socket. `axis`: the LPS axis across the cut, 0, 1 or 2.
    """

    wall_mm: float = 4.0
    pin_mm: float = 2.0
    pin_length_mm: float = 2.0
    clearance_mm: float = 0.1
    axis: int = 2

    def __post_init__(self) -> None:
        if min(self.wall_mm, self.pin_mm, self.pin_length_mm) <= 0 or self.clearance_mm < 0:
            raise ValueError("the measures of a cast must be positive")
        if self.axis not in (0, 1, 2):
            raise ValueError(f"an axis is 0, 1 or 2, got {self.axis}")


def cast_names(ear_name: str) -> tuple[str, str]:
    """The identifiers of both halves."""
    return f"{ear_name}_cast_pins", f"{ear_name}_cast_sockets"


def cast_of(ear: Surface, plan: CastPlan | None = None, *, reporter: Reporter | None = None) -> tuple[Surface, Surface]:
    """The half with the pins and the half with the sockets, where the ear lies in the patient.

    Names are `right_inner_ear_cast_pins` and `…_cast_sockets` for an ear called `right_inner_ear`.

    Raises:
        MeshError: if the surface of the ear is not closed, or the wall is too thin for the pins.
        Cancelled: if the reporter was cancelled.
    """
    plan = plan or CastPlan()
    reporter = reporter or Reporter()
    if plan.wall_mm < plan.pin_mm + 2 * plan.clearance_mm:
        raise MeshError(
            f"A wall of {plan.wall_mm:g} mm has no room for pins of {plan.pin_mm:g} mm.",
            "Choose a thicker wall or thinner pins.",
        )
    reporter.step(0.0, "Hollowing the block")
    low, high = ear.bounds_lps_mm
    middle, size = (low + high) / 2, high - low + 2 * plan.wall_mm
    cavity = solid_of(ear.vertices_lps_mm - middle, ear.triangles)
    block = Manifold.cube(size.tolist(), True) - cavity
    reporter.step(0.5, "Cutting the block")
    normal = np.eye(3)[plan.axis].tolist()
    upper, lower = block.split_by_plane(normal, 0.0)
    with_pins = lower + _pins(size, plan, 0.0)
    with_sockets = upper - _pins(size, plan, plan.clearance_mm)
    reporter.step(1.0, "Cast ready")
    pins, sockets = cast_names(ear.name)
    return _half(with_pins, pins, middle, ear), _half(with_sockets, sockets, middle, ear)


def _pins(size: FloatArray, plan: CastPlan, clearance_mm: float) -> Manifold:
    """Four tapered pins across the cut, in the corners of the wall, wider and longer by the clearance.

    They reach as far into the lower half as out of it, so that both halves join them face to face.
    """
    along = [axis for axis in range(3) if axis != plan.axis]
    radius = plan.pin_mm / 2 + clearance_mm
    height = plan.pin_length_mm + clearance_mm
    top = Manifold.cylinder(height, radius, _TAPER * radius, _SEGMENTS)
    foot = Manifold.cylinder(plan.pin_length_mm, radius, radius, _SEGMENTS).translate([0.0, 0.0, -plan.pin_length_mm])
    pin = _turned(top + foot, plan.axis)
    corner = size / 2 - plan.wall_mm / 2
    found = []
    for signs in ((-1, -1), (-1, 1), (1, -1), (1, 1)):
        place = np.zeros(3)
        place[along] = corner[along] * np.array(signs)
        found.append(pin.translate(place.tolist()))
    return found[0] + found[1] + found[2] + found[3]


def _turned(body: Manifold, axis: int) -> Manifold:
    """A solid that stands along z, turned to stand along an axis."""
    return (body.rotate([0.0, 90.0, 0.0]), body.rotate([-90.0, 0.0, 0.0]), body)[axis]


def _half(body: Manifold, name: str, middle: FloatArray, ear: Surface) -> Surface:
    vertices, triangles = mesh_of(body)
    return Surface(vertices + middle, triangles, name, BONE_COLOR, made_from=ear.made_from)
