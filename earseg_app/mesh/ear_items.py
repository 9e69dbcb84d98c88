"""Everything that a plan wants of one ear."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from earseg_app.domain.anatomy import Part, Side
from earseg_app.domain.errors import MeshError
from earseg_app.domain.progress import Reporter
from earseg_app.domain.segmentation import Segmentation
from earseg_app.domain.volume import Volume
from earseg_app.mesh.bone import bone_around
from earseg_app.mesh.cast import cast_of
from earseg_app.mesh.check import Finding, Severity
from earseg_app.mesh.ears import ear_surfaces, surface_name
from earseg_app.mesh.fidelity import Fidelity, fidelity
from earseg_app.mesh.plan import ModelPlan
from earseg_app.mesh.printing.prepare import carved, cast_plan, label_of, prepared_ear, with_stand
from earseg_app.mesh.seamless import seamless_surfaces
from earseg_app.mesh.shares import ShareSurfaces, share_surfaces
from earseg_app.mesh.surface import Surface, simplified, surface_of
from earseg_app.mesh.thicken import thickened_ear
from earseg_app.mesh.topology import topology_of

NamedItem = tuple[str, tuple[Surface, ...]]


@dataclass(frozen=True, eq=False)
class EarItems:
    """`items`: what stands together, with its title. `findings`: what there is to say. `fidelity`: by surface name."""

    items: tuple[NamedItem, ...]
    findings: tuple[Finding, ...]
    fidelity: dict[str, Fidelity]


def ear_items(
    segmentation: Segmentation, side: Side, plan: ModelPlan, volume: Volume | None, reporter: Reporter
) -> EarItems:
    """The surfaces of one ear, prepared for the printer of the plan where it names one, at their places in the patient.

    Raises:
        MeshError: if bone is wanted and there is no CT or no bone, or a step fails.
        Cancelled: if the reporter was cancelled.
    """
    labels, thick = segmentation, False
    if plan.printer is not None:
        reporter.step(0.0, f"Thickening the {side.word} ear")
        labels, thick = thickened_ear(segmentation, side, plan.printer.feature_mm / plan.scale)
    shares = share_surfaces(labels, side) if plan.from_shares else None
    parts = _parts(labels, side, plan, shares, reporter.part(0.05, 0.3))
    whole = _whole(labels, side, plan, shares, reporter.part(0.3, 0.5))
    findings = [*_joined(segmentation, labels, side)] if thick else []
    findings += _unmarked(side, plan)
    items: list[NamedItem] = []
    for item, said in (
        *_part_item(parts, whole, side, plan),
        *_whole_item(whole, side, plan, reporter.part(0.5, 0.6)),
        *_cast_items(whole, side, plan, reporter.part(0.6, 0.8)),
        *_bone_item(whole, side, plan, volume, reporter.part(0.8, 0.95)),
    ):
        items.append(item)
        findings += said
    reporter.step(0.95, f"Comparing the {side.word} ear with its labels")
    return EarItems(tuple(items), tuple(findings), dict(_fidelities(parts, whole, segmentation, side, plan)))


def within_budget(surface: Surface, plan: ModelPlan) -> Surface:
    """The surface with no more triangles than the plan allows."""
    if plan.max_triangles is None:
        return surface
    return simplified(surface, plan.max_triangles, plan.max_deviation_mm)


def _parts(
    labels: Segmentation, side: Side, plan: ModelPlan, shares: ShareSurfaces | None, reporter: Reporter
) -> tuple[Surface, ...]:
    if not plan.parts:
        return ()
    make = seamless_surfaces if plan.seamless else ear_surfaces
    return tuple(within_budget(part, plan) for part in make(labels, side, shares=shares, reporter=reporter))


def _whole(
    labels: Segmentation, side: Side, plan: ModelPlan, shares: ShareSurfaces | None, reporter: Reporter
) -> Surface | None:
    """The whole ear, also where only a stand, a cast or bone need it."""
    if not (plan.whole or plan.cast or plan.bone or plan.stand):
        return None
    (whole,) = ear_surfaces(labels, side, parts=False, whole=True, shares=shares, reporter=reporter)
    return within_budget(whole, plan)


def _part_item(
    parts: tuple[Surface, ...], whole: Surface | None, side: Side, plan: ModelPlan
) -> Iterator[tuple[NamedItem, list[Finding]]]:
    if not parts:
        return
    said: list[Finding] = []
    if plan.printer is not None and plan.stand and whole is not None:
        stand, said = with_stand(whole, plan, side)
        parts = (*parts, stand)
    yield (f"{side.word.capitalize()} ear, parts", parts), said


def _whole_item(
    whole: Surface | None, side: Side, plan: ModelPlan, reporter: Reporter
) -> Iterator[tuple[NamedItem, list[Finding]]]:
    if not plan.whole or whole is None:
        return
    said: list[Finding] = []
    if plan.printer is not None:
        reporter.step(0.0, f"Preparing the {side.word} ear for the printer")
        whole, said = prepared_ear(whole, plan, side)
    yield (f"{side.word.capitalize()} ear, whole", (whole,)), said


def _cast_items(
    whole: Surface | None, side: Side, plan: ModelPlan, reporter: Reporter
) -> Iterator[tuple[NamedItem, list[Finding]]]:
    if plan.cast and whole is not None:
        halves = cast_of(whole, cast_plan(plan), reporter=reporter)
        for half in halves:
            labelled, said = carved(half, plan, side)
            yield (half.title, (labelled,)), said


def _bone_item(
    whole: Surface | None, side: Side, plan: ModelPlan, volume: Volume | None, reporter: Reporter
) -> Iterator[tuple[NamedItem, list[Finding]]]:
    if plan.bone is None or whole is None:
        return
    if volume is None:
        raise MeshError("Bone is made from the CT, and no CT is given.", "Open the scan, or leave bone out.")
    reporter.step(0.0, f"Bone round the {side.word} ear")
    bone = bone_around(volume, whole.vertices_lps_mm.mean(axis=0), side, plan.bone)
    yield (bone.title, (within_budget(bone, plan),)), []


def _fidelities(
    parts: tuple[Surface, ...], whole: Surface | None, segmentation: Segmentation, side: Side, plan: ModelPlan
) -> Iterator[tuple[str, Fidelity]]:
    """Of the surfaces before stands and cavities, against the labels before thickening."""
    part_of = {surface_name(side, part): part for part in Part}
    for surface in parts:
        yield surface.name, fidelity(surface, segmentation.mask(side, part_of[surface.name]), segmentation.grid)
    if plan.whole and whole is not None:
        yield whole.name, fidelity(whole, segmentation.mask(side), segmentation.grid)


def _unmarked(side: Side, plan: ModelPlan) -> Iterator[Finding]:
    """Whether an ear leaves the printer with nothing on it that tells which it is: a fluid space has no flat face."""
    if plan.printer is not None and not plan.stand and (plan.parts or plan.whole):
        words = f"The {side.word} ear is printed without its label {label_of(plan, side)}"
        yield Finding(Severity.WARNING, f"{words}; mark its side yourself, or put it on a stand.")


def _joined(before: Segmentation, after: Segmentation, side: Side) -> Iterator[Finding]:
    """Whether thickening made canals merge that were apart."""
    handles = [
        topology_of(surface_of(labels.mask(side), labels.grid, smooth=False).triangles).handles
        for labels in (before, after)
    ]
    if handles[0] != handles[1]:
        words = f"Made thick enough to print, canals of the {side.word} ear join that are apart in the patient"
        yield Finding(Severity.WARNING, f"{words}; choose a larger scale.")
