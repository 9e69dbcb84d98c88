"""Surfaces in the patient, made ready for a printer at a scale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from manifold3d import Manifold

from earseg_app.domain.anatomy import BONE_COLOR, Side
from earseg_app.domain.geometry import FloatArray
from earseg_app.mesh import solid
from earseg_app.mesh.cast import CastPlan
from earseg_app.mesh.check import Finding, Severity
from earseg_app.mesh.model import Item, bounds_mm
from earseg_app.mesh.placement import NO_TURN, Placement, Turn, placement_of, upright
from earseg_app.mesh.plan import CUT_AXES, ModelPlan
from earseg_app.mesh.printing.hollow import hollowed
from earseg_app.mesh.printing.letters import label_size_mm, label_text, letters_of
from earseg_app.mesh.printing.plate import arranged
from earseg_app.mesh.printing.printers import Printer
from earseg_app.mesh.printing.stand import Places, Stand, stand_under
from earseg_app.mesh.solids import mesh_of, solid_of
from earseg_app.mesh.surface import Surface

_WALL_FEATURES = 4.0
_CARVED_FEATURES = 1.0


def stand_name(side: Side) -> str:
    """The identifier of the stand of an ear's parts."""
    return f"{side.word}_stand"


def is_built(name: str) -> bool:
    """Whether a surface is a cast or a stand, made of blocks and pillars rather than grown."""
    return "_cast_" in name or name.endswith("_stand")


def label_of(plan: ModelPlan, side: Side) -> str:
    """What is written on a model: side, scale and the code of the case, such as `R X5 CASE-7`."""
    scale = f"x{plan.scale:g}" if plan.scale != 1.0 else ""
    return label_text(f"{side.value} {scale} {plan.code}")


def prepared_ear(whole: Surface, plan: ModelPlan, side: Side) -> tuple[Surface, list[Finding]]:
    """The whole ear hollowed and on its stand, as the plan wants, where it lies in the patient."""
    printer = _printer(plan)
    findings: list[Finding] = []
    bench = placement_of([whole], "plate", plan.scale)
    points = bench.of(whole.vertices_lps_mm)
    body = solid_of(points, whole.triangles)
    holes: Places = ()
    if plan.hollow:
        hollow = hollowed(points, whole.triangles, printer.wall_mm, printer.drain_mm)
        body, holes = hollow.body, hollow.holes
        findings += _hollow_findings(whole, hollow.cavity_mm3, hollow.closed, printer)
    if plan.stand:
        stand = stand_under(*_skin(points, whole), printer, label_of(plan, side), holes)
        body = body + stand.body
        findings += _stand_findings(whole, stand)
    if not (plan.hollow or plan.stand):
        return whole, findings
    vertices, triangles = mesh_of(body)
    back = bench.to_patient(vertices)
    return replace(whole, vertices_lps_mm=back, triangles=triangles, label_volume_mm3=None), findings


def with_stand(whole: Surface, plan: ModelPlan, side: Side) -> tuple[Surface, list[Finding]]:
    """A stand for an ear as a solid of its own, which touches the ear face to face."""
    bench = placement_of([whole], "plate", plan.scale)
    points = bench.of(whole.vertices_lps_mm)
    stand = stand_under(*_skin(points, whole), _printer(plan), label_of(plan, side))
    body = stand.body - solid_of(points, whole.triangles)
    vertices, triangles = mesh_of(body)
    made = Surface(bench.to_patient(vertices), triangles, stand_name(side), BONE_COLOR)
    return made, _stand_findings(whole, stand)


def cast_plan(plan: ModelPlan) -> CastPlan:
    """The measures of a cast in the patient, from those of the printer and the scale."""
    axis = CUT_AXES[plan.cut]
    if plan.printer is None:
        return CastPlan(axis=axis)
    printer, scale = plan.printer, plan.scale
    wall_mm = printer.pin_mm + 2 * printer.clearance_mm + _WALL_FEATURES * printer.feature_mm
    return CastPlan(
        wall_mm=wall_mm / scale,
        pin_mm=printer.pin_mm / scale,
        pin_length_mm=printer.pin_mm / scale,
        clearance_mm=printer.clearance_mm / scale,
        axis=axis,
    )


def carved(half: Surface, plan: ModelPlan, side: Side) -> tuple[Surface, list[Finding]]:
    """A half of a cast with as much of its label as fits carved into the face that is in front on the plate."""
    if plan.printer is None:
        return half, []
    bench = placement_of([half], "plate", plan.scale, _turn(half, plan))
    label = label_of(plan, side)
    for lines in _settings_of(label):
        labelled = _carved(half, plan.printer, bench, lines)
        if labelled is not None:
            return labelled, [] if " ".join(lines) == label else [_short(half, lines)]
    words = f"is too small to carry its label {label}: mark its side, or choose a larger scale"
    return half, [Finding(Severity.WARNING, f"{half.title} {words}.")]


def _settings_of(label: str) -> list[tuple[str, ...]]:
    """A label in one line, in two, without its last words, and only its side."""
    words = label.split()
    first = " ".join(words[:-1])
    settings: list[tuple[str, ...]] = [(label,)]
    if len(words) > 1:
        settings += [(first, words[-1]), (first,), (words[0],)]
    return settings


def _short(half: Surface, lines: tuple[str, ...]) -> Finding:
    words = f"has no room for the whole label and carries only {' '.join(lines)}"
    return Finding(Severity.WARNING, f"{half.title} {words}.")


def on_plate(items: Sequence[tuple[str, tuple[Surface, ...]]], plan: ModelPlan) -> tuple[Item, ...]:
    """Each item standing on the plate, all side by side and centred; halves of casts with their cut face up."""
    standing = [
        Item(title, surfaces, placement_of(surfaces, "plate", plan.scale, _turn(surfaces[0], plan)))
        for title, surfaces in items
    ]
    places = arranged([np.ptp(bounds_mm(item), axis=0) for item in standing], _printer(plan).build_mm[0])
    return tuple(
        replace(item, placement=_moved(item.placement, place)) for item, place in zip(standing, places, strict=True)
    )


def _turn(surface: Surface, plan: ModelPlan) -> Turn:
    """How a surface is turned on the plate: the cavities of a cast open upwards, so that nothing hangs over them."""
    if "_cast_" not in surface.name:
        return NO_TURN
    return upright(CUT_AXES[plan.cut], 1 if surface.name.endswith("_pins") else -1)


def _moved(placement: Placement, place: FloatArray) -> Placement:
    x, y, z = placement.shift_mm
    return replace(placement, shift_mm=(x + float(place[0]), y + float(place[1]), z))


def _skin(points: FloatArray, whole: Surface) -> tuple[FloatArray, FloatArray]:
    return points, solid.vertex_normals(points, whole.triangles)


def _carved(half: Surface, printer: Printer, bench: Placement, lines: tuple[str, ...]) -> Surface | None:
    points = bench.of(half.vertices_lps_mm)
    low, high = points.min(axis=0), points.max(axis=0)
    width, height = np.max([label_size_mm(line, printer.stroke_mm) for line in lines], axis=0)
    pitch = height + 2 * printer.stroke_mm
    if width > 0.9 * (high[0] - low[0]) or height + (len(lines) - 1) * pitch > 0.8 * (high[2] - low[2]):
        return None
    depth = _CARVED_FEATURES * printer.feature_mm
    body: Manifold = solid_of(points, half.triangles)
    for number, line in enumerate(lines):
        # read from the front: right on the page is +x, up is +z, and the letters go inwards along +y
        letters = letters_of(line, printer.stroke_mm, 2 * depth).rotate([90.0, 0.0, 0.0])
        up = (len(lines) - 1) / 2 - number
        place = [(low[0] + high[0]) / 2, float(low[1]) + depth, (low[2] + high[2]) / 2 + up * pitch]
        body = body - letters.translate(place)
    vertices, triangles = mesh_of(body)
    return replace(half, vertices_lps_mm=bench.to_patient(vertices), triangles=triangles)


def _hollow_findings(whole: Surface, cavity_mm3: float, closed: int, printer: Printer) -> list[Finding]:
    if cavity_mm3 == 0.0:
        words = f"stays solid: walls of {printer.wall_mm:g} mm nowhere leave room for a hole of {printer.drain_mm:g} mm"
        return [Finding(Severity.WARNING, f"{whole.title} {words}.")]
    if closed:
        return [
            Finding(
                Severity.WARNING,
                f"{whole.title} keeps {closed} closed {'cavity' if closed == 1 else 'cavities'} that cannot drain.",
            )
        ]
    return []


def _stand_findings(whole: Surface, stand: Stand) -> list[Finding]:
    if not stand.unreached:
        return []
    places = "1 place" if stand.unreached == 1 else f"{stand.unreached} places"
    words = f"hangs over itself in {places} where no pillar can stand; let the slicer support it there"
    return [Finding(Severity.WARNING, f"{whole.title} {words}.")]


def _printer(plan: ModelPlan) -> Printer:
    if plan.printer is None:
        raise ValueError("a model is prepared for a printer, and the plan names none")
    return plan.printer
