"""From labels and a plan to a model that is ready to write, and what there is to say about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import numpy as np

from earseg_app.domain.anatomy import Side
from earseg_app.domain.errors import MeshError
from earseg_app.domain.progress import Reporter
from earseg_app.domain.segmentation import Segmentation
from earseg_app.domain.volume import Volume
from earseg_app.mesh.beside import extra_items
from earseg_app.mesh.bone import BONE_NAME
from earseg_app.mesh.check import Finding, Severity, check
from earseg_app.mesh.ear_items import ear_items
from earseg_app.mesh.ears import WHOLE_EAR
from earseg_app.mesh.model import Item, Model
from earseg_app.mesh.placement import placement_of
from earseg_app.mesh.plan import ModelPlan
from earseg_app.mesh.printing.check import printing_findings
from earseg_app.mesh.printing.prepare import is_built, on_plate
from earseg_app.mesh.repair import repaired
from earseg_app.mesh.surface import Surface
from earseg_app.mesh.walls import WallMap, built_walls, grown_walls

_ROOM_MM = 3.0
"""More than any printer's thinnest rod."""
_THICK_FEATURES = 5.0
"""Walls of blocks thicker than so many of the thinnest that a printer makes are not told apart."""


def make_model(
    segmentation: Segmentation, plan: ModelPlan, *, volume: Volume | None = None, reporter: Reporter | None = None
) -> Model:
    """The surfaces of a plan, prepared, placed and checked.

    `volume`: the CT, needed for bone.

    Raises:
        MeshError: if nothing of what is wanted is there, or a step fails.
        Cancelled: if the reporter was cancelled.
    """
    reporter = reporter or Reporter()
    wanted = plan.sides if plan.wants_ears else ()
    sides = [side for side in wanted if bool(segmentation.mask(side).any())]
    if not sides and not plan.extra:
        raise MeshError("Nothing is labelled in the ears to export.", "Segment a scan with an inner ear first.")
    cut = tuple(_cut(segmentation, sides))
    with_extra, segmentation = segmentation, _cropped(segmentation.without_structures())
    segmentation, crumbs, mended = _mended(segmentation, sides, plan.repair)
    made = []
    for number, side in enumerate(sides):
        part = reporter.part(0.8 * number / len(sides), 0.8 * (number + 1) / len(sides))
        made.append(ear_items(segmentation, side, plan, volume, part))
    if plan.extra:
        made.append(extra_items(with_extra, plan, reporter.part(0.75, 0.8)))
    items = [item for found in made for item in found.items]
    model = _placed(items, plan)
    walls = _walls(model, plan, reporter.part(0.8, 0.9))
    model = replace(
        model,
        mended=mended,
        fidelity={name: value for found in made for name, value in found.fidelity.items()},
        walls=walls,
        build_mm=plan.printer.build_mm if plan.printer else None,
    )
    said = [*cut, *crumbs, *(finding for found in made for finding in found.findings)]
    findings = (*said, *_checked(model, plan, reporter.part(0.9, 1.0)))
    reporter.step(1.0, "Model ready")
    return replace(model, findings=_in_order(findings))


def _cropped(segmentation: Segmentation) -> Segmentation:
    """The same labels on the part of the grid that holds them, with room to thicken: a scan is mostly empty."""
    room = np.ceil(_ROOM_MM / segmentation.grid.spacing).astype(int)
    box = []
    for axis, size in enumerate(segmentation.labels.shape):
        used = np.flatnonzero(segmentation.labels.any(axis=tuple({0, 1, 2} - {axis})))
        if used.size == 0:
            return segmentation
        box.append(slice(max(int(used[0]) - room[axis], 0), min(int(used[-1]) + 1 + room[axis], size)))
    labels = segmentation.labels[tuple(box)]
    grid = segmentation.grid.crop([s.start for s in box], labels.shape)
    return replace(segmentation, labels=labels, grid=grid, uncertainty=None, changed=None)


def _in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Each sentence once, errors first."""
    return tuple(sorted(dict.fromkeys(findings), key=lambda found: found.severity is Severity.WARNING))


def _walls(model: Model, plan: ModelPlan, reporter: Reporter) -> dict[str, WallMap]:
    """By name of the surface, in millimetres of the patient; nothing when the plan is not for printing."""
    found: dict[str, WallMap] = {}
    if plan.printer is None:
        return found
    most_mm = _THICK_FEATURES * plan.printer.feature_mm / plan.scale
    for number, surface in enumerate(model.surfaces):
        reporter.step(number / len(model.surfaces), f"Measuring walls of {surface.title.lower()}")
        built = _is_built(surface, plan)
        found[surface.name] = built_walls(surface, most_mm) if built else grown_walls(surface)
    return found


def _is_built(surface: Surface, plan: ModelPlan) -> bool:
    """Whether it is a cast, a stand, or an ear that is one with its stand."""
    return is_built(surface.name) or (plan.stand and surface.name.endswith(WHOLE_EAR))


def _checked(model: Model, plan: ModelPlan, reporter: Reporter) -> Iterator[Finding]:
    for number, surface in enumerate(model.surfaces):
        reporter.step(number / len(model.surfaces), f"Checking {surface.title.lower()}")
        shells = None if surface.name.endswith(BONE_NAME) else 1
        yield from check(surface, shells, built=_is_built(surface, plan))
    if plan.printer is not None:
        yield from printing_findings(model, plan.printer)


def _cut(segmentation: Segmentation, sides: Sequence[Side]) -> Iterator[Finding]:
    """Ears that reach the border of the scan: their surface is closed there, and flat."""
    for side in sides:
        mask = segmentation.mask(side)
        if any(bool(np.take(mask, end, axis).any()) for axis in range(3) for end in (0, -1)):
            words = f"The {side.word} ear reaches the border of the scan, so part of it may be missing"
            yield Finding(Severity.WARNING, f"{words}; a flat face closes it there.")


def _mended(
    segmentation: Segmentation, sides: Sequence[Side], repair: bool
) -> tuple[Segmentation, list[Finding], tuple[str, ...]]:
    """The labels to use, findings about crumbs left as they are, and sentences about those that were mended."""
    mended: list[str] = []
    findings: list[Finding] = []
    for side in sides:
        better, done = repaired(segmentation, side)
        if repair:
            segmentation = better
            mended += [mending.done() for mending in done]
        else:
            findings += [Finding(Severity.WARNING, mending.found(), repairable=True) for mending in done]
    return segmentation, findings, tuple(mended)


def _placed(items: list[tuple[str, tuple[Surface, ...]]], plan: ModelPlan) -> Model:
    if plan.printer is not None:
        return Model(on_plate(items, plan))
    everything = [surface for _, surfaces in items for surface in surfaces]
    placement = placement_of(everything, plan.frame, plan.scale)
    return Model(tuple(Item(title, surfaces, placement) for title, surfaces in items))
