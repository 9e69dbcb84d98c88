"""The surfaces of labels beside those of the ears."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from earseg_app.domain.progress import Reporter
from earseg_app.domain.segmentation import Segmentation
from earseg_app.domain.structures import Structure
from earseg_app.mesh.check import Finding, Severity
from earseg_app.mesh.ear_items import EarItems, NamedItem, within_budget
from earseg_app.mesh.fidelity import Fidelity, fidelity
from earseg_app.mesh.formats import file_stem
from earseg_app.mesh.plan import ExtraLabel, ModelPlan
from earseg_app.mesh.surface import surface_of


def extra_of(structures: Iterable[Structure]) -> tuple[ExtraLabel, ...]:
    """Structures as a plan names them; names that files could not tell apart have the code behind them."""
    found: list[ExtraLabel] = []
    taken: set[str] = set()
    for each in structures:
        name = each.key
        if file_stem(name) in taken or len(file_stem(name)) < len(name):
            name = f"{name}_{each.code}"
        taken.add(file_stem(name))
        found.append(ExtraLabel(each.code, name, each.color, each.label))
    return tuple(found)


def extra_items(segmentation: Segmentation, plan: ModelPlan, reporter: Reporter) -> EarItems:
    """Each label that the plan wants beside the ears, by itself, as its voxels are: nothing is thickened.

    Raises:
        MeshError: if one has no voxel.
        Cancelled: if the reporter was cancelled.
    """
    items: list[NamedItem] = []
    found: dict[str, Fidelity] = {}
    said: list[Finding] = []
    for number, extra in enumerate(plan.extra):
        reporter.step(number / len(plan.extra), f"Surface of {extra.words or extra.name}")
        mask = np.equal(segmentation.labels, extra.code)
        made = surface_of(mask, segmentation.grid, name=extra.name, color=extra.color, words=extra.words)
        surface = within_budget(made, plan)
        found[extra.name] = fidelity(surface, mask, segmentation.grid)
        items.append((surface.title, (surface,)))
        said += _cut(mask, surface.title)
    return EarItems(tuple(items), tuple(said), found)


def _cut(mask: NDArray[np.bool_], title: str) -> Iterator[Finding]:
    if any(bool(np.take(mask, end, axis).any()) for axis in range(3) for end in (0, -1)):
        words = f"{title} reaches the border of the scan, so part of it may be missing"
        yield Finding(Severity.WARNING, f"{words}; a flat face closes it there.")
