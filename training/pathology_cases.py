"""Simulated cases kept for the evaluation: the bone and the shapes no simulation that is trained on was made from.

`for kind, case in held_out_cases(data): …` gives each case with its truth; `KINDS` lists the kinds in their order.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from earseg_app.domain.geometry import Grid
from earseg_app.domain.resampling import resample_array
from earseg_app.inference.preprocess import labels_from
from training.bones import Bone, load_bone, piece_without_ear, warp
from training.cases import Case
from training.pathology import DISEASES
from training.phantoms import no_ear
from training.shapes import HELD_OUT_BONE, held_out_shapes, load_model
from training.simulate import simulated

Points = NDArray[np.float64]
Spacing = tuple[float, float, float]
CLINICAL: Spacing = (0.4, 0.3, 0.3)


@dataclass(frozen=True)
class Kind:
    """A group of cases: a disease of DISEASES or "", the voxels and the noise of its scan, what it should reach.

    `has_ear` is false where nothing must be found; `least_dice` is the mean Dice asked for in the project's goals.
    """

    name: str
    disease: str = ""
    spacing_zyx_mm: Spacing = CLINICAL
    noise_hu: float = 50.0
    least_dice: float = 0.88
    has_ear: bool = True


KINDS = (
    Kind("normal", least_dice=0.93),
    Kind("low dose", noise_hu=220.0),
    Kind("thick slices", spacing_zyx_mm=(1.25, 0.4, 0.4), noise_hu=40.0),
    Kind("otosclerosis", "otosclerosis"),
    Kind("opacified middle ear", "opacified"),
    Kind("incomplete partition II", "incomplete-partition", least_dice=0.80),
    Kind("lateral canal dysplasia", "canal-dysplasia", least_dice=0.80),
    Kind("enlarged vestibular aqueduct", "wide-aqueduct", least_dice=0.80),
    Kind("labyrinthine ossification", "ossified", least_dice=0.80),
    Kind("electrode array", "electrode", least_dice=0.80),
    Kind("no ear", has_ear=False),
)


def held_out_cases(data: Path, each: int = 3) -> Iterator[tuple[Kind, Case]]:
    """`each` (at most 8) cases of every kind, from the source data; always the same ones."""
    model = load_model(data / "labyrinth_shapes.npz")
    path = data / "temporal_bones" / f"{HELD_OUT_BONE}.nii.gz"
    bone = load_bone(path, model)
    shapes = held_out_shapes(data / "labyrinth_shapes.npz")
    for row, kind in enumerate(KINDS):
        for number in range(each):
            rng = np.random.default_rng([41, row, number])
            if kind.has_ear:
                yield kind, _diseased(bone, shapes[(row + number) % len(shapes)], kind, number, rng)
            else:
                yield kind, no_ear(number) if number % 2 else _mastoid(path, number, rng)


def scanned(case: Case, spacing_zyx_mm: Spacing, noise_hu: float, rng: np.random.Generator) -> Case:
    """The case with the voxels and the white noise of a scan, its truth averaged onto them."""
    grid = Grid(case.labels.shape, case.spacing_zyx_mm, (0.0, 0.0, 0.0))
    target = grid.with_spacing(spacing_zyx_mm)
    bring = partial(resample_array, source=grid, target=target)
    hu = bring(case.hu) + rng.normal(0, noise_hu, target.shape_zyx)
    labels = labels_from(np.stack([bring(case.labels == code) for code in range(6)]))
    return Case(case.name, np.clip(hu, -1024, 3071).astype(np.int16), labels, spacing_zyx_mm)


def _diseased(bone: Bone, shape_mm: Points, kind: Kind, number: int, rng: np.random.Generator) -> Case:
    ear = warp(bone, shape_mm)
    if kind.disease:
        ear = DISEASES[kind.disease](ear, rng)
    return scanned(simulated(f"{kind.name} {number + 1}", ear, rng), kind.spacing_zyx_mm, kind.noise_hu, rng)


def _mastoid(path: Path, number: int, rng: np.random.Generator) -> Case:
    """A cube of the held-out bone that holds bone and air cells, but nothing of the labyrinth."""
    piece = piece_without_ear(path, rng)
    return scanned(simulated(f"no ear {number + 1}", piece, rng), CLINICAL, 50.0, rng)
