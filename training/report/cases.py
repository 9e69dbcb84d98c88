"""What the models are tried on: real ears left out, phantoms, simulated diseases, worse images, and scans of no ear."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from earseg_app.domain.anatomy import Side
from earseg_app.phantom.cases import small_case
from training.cases import Case, load_case
from training.data import VALIDATION
from training.evaluate import refilled, thicker
from training.pathology_cases import held_out_cases
from training.phantoms import as_case, no_ear


@dataclass(frozen=True)
class Group:
    """Cases that are reported together; `aim` is the mean Dice asked for, 0 where nothing must be found."""

    title: str
    aim: float
    is_real: bool = False


OWN = Group("Left out, as scanned", 0.94, is_real=True)
FLUID = Group("Left out, canal and middle ear filled", 0.94, is_real=True)
VOXELS = {
    (0.3, 0.3, 0.3): Group("Left out, 0.3 mm", 0.94, is_real=True),
    (0.6, 0.4, 0.4): Group("Left out, 0.4 × 0.4 × 0.6 mm", 0.91, is_real=True),
    (1.0, 0.5, 0.5): Group("Left out, 0.5 × 0.5 × 1.0 mm", 0.85, is_real=True),
    (2.0, 0.5, 0.5): Group("Left out, 0.5 × 0.5 × 2.0 mm", 0.0, is_real=True),
}
NOISE = Group("Left out, with 400 HU of noise", 0.88, is_real=True)
CUT = Group("Left out, a third beyond the edge", 0.0, is_real=True)
PHANTOM = Group("Phantoms", 0.93)
NOTHING = Group("Scans of no ear", 0.0)


def report_cases(cache: Path, data: Path, each: int) -> Iterator[tuple[Group, Case]]:
    """Every case with its group; `each`: how many of each simulated kind. `cache`: see `training.data`."""
    for name in VALIDATION:
        yield from _of_real_ear(load_case(cache / "ears" / f"{name}.npz"))
    for seed, side in enumerate(Side):
        yield PHANTOM, as_case(f"phantom {side.word}", small_case(side, seed))
    for kind, case in held_out_cases(data, each):
        title = f"Simulated: {kind.name}" if kind.has_ear else NOTHING.title
        yield Group(title, kind.least_dice if kind.has_ear else 0.0), case
    yield from ((NOTHING, case) for case in _nothing())


def _of_real_ear(own: Case) -> Iterator[tuple[Group, Case]]:
    fluid = refilled(own, 1)
    yield OWN, own
    yield FLUID, fluid
    for spacing_zyx_mm, group in VOXELS.items():
        yield group, thicker(fluid, spacing_zyx_mm)
    rng = np.random.default_rng(0)
    noisy = np.clip(fluid.hu + rng.normal(0.0, 400.0, fluid.hu.shape), -1024, 3071).astype(np.int16)
    yield NOISE, replace(fluid, name=f"{own.name} noisy", hu=noisy)
    edge = int(np.quantile(np.argwhere(fluid.labels > 0)[:, 2], 1 / 3))
    hu, labels = fluid.hu[:, :, edge:].copy(), fluid.labels[:, :, edge:].copy()
    yield CUT, Case(f"{own.name} cut", hu, labels, own.spacing_zyx_mm)


def _nothing() -> Iterator[Case]:
    """A cube of noise, a water phantom, and phantoms without ears."""
    shape, spacing = (80, 100, 100), (0.5, 0.5, 0.5)
    rng = np.random.default_rng(1)
    empty = np.zeros(shape, np.uint8)
    yield Case("noise", rng.normal(300.0, 600.0, shape).astype(np.int16), empty, spacing)
    z, y, x = np.indices(shape) - np.array(shape).reshape(3, 1, 1, 1) / 2.0
    water = np.where(np.hypot(y, x) < 40.0, 0.0, -1000.0) + rng.normal(0.0, 20.0, shape) + 0.0 * z
    yield Case("water", water.astype(np.int16), empty, spacing)
    yield no_ear(20)
