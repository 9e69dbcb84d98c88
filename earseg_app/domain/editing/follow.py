"""What is known of each ear, after a block of its labels changed: counted in the block alone."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from earseg_app.domain.anatomy import Part, Side, label_code
from earseg_app.domain.editing.block import LabelBlock
from earseg_app.domain.geometry import Grid, Triple
from earseg_app.domain.segmentation import EarFinding, LabelArray, Verdict

DRAWN = "Drawn by hand."


def ears_after(ears: tuple[EarFinding, ...], old: LabelArray, new: LabelBlock, grid: Grid) -> tuple[EarFinding, ...]:
    """The findings of ears after `new` took the place of the codes `old` [z, y, x] of the same block.

    An ear none of whose voxels changed keeps its finding, the very same. Volumes and centroids are exact; verdict and
    reasons stay those of the network, and `edited` says that they are.
    """
    known = {ear.side: ear for ear in ears}
    touched = sides_changed(old, new.labels)
    found = (_ear_after(known.get(side), side, old, new, grid) if side in touched else known.get(side) for side in Side)
    return tuple(ear for ear in found if ear is not None)


def sides_changed(old: LabelArray, new: LabelArray) -> frozenset[Side]:
    """The ears that gained, lost or changed a voxel between two blocks [z, y, x]."""
    differs = old != new
    codes = set(np.unique(old[differs]).tolist()) | set(np.unique(new[differs]).tolist())
    return frozenset(side for side in Side if any(label_code(side, part) in codes for part in Part))


def _ear_after(ear: EarFinding | None, side: Side, old: LabelArray, new: LabelBlock, grid: Grid) -> EarFinding | None:
    codes = [label_code(side, part) for part in Part]
    gained = np.bincount(new.labels.ravel(), minlength=256)[codes] - np.bincount(old.ravel(), minlength=256)[codes]
    if ear is None and not gained.any():
        return None
    before = ear.volumes_mm3 if ear else {}
    voxels = {part: round(before.get(part, 0.0) / grid.voxel_volume_mm3) for part in Part}
    after = {part: voxels[part] + int(more) for part, more in zip(Part, gained, strict=True)}
    if not any(after.values()):
        return None
    if ear is None:
        ear = EarFinding(side, grid_center(grid), {}, Verdict.CHECK, (DRAWN,))
    center = _centroid(ear, sum(voxels.values()), sum(after.values()), codes, old, new, grid)
    volumes_mm3 = {part: count * grid.voxel_volume_mm3 for part, count in after.items()}
    return replace(ear, centroid_lps_mm=center, volumes_mm3=volumes_mm3, edited=True)


def grid_center(grid: Grid) -> Triple:
    """The middle of a grid, LPS mm."""
    x, y, z = grid.center_lps_mm
    return float(x), float(y), float(z)


def _centroid(
    ear: EarFinding, before: int, after: int, codes: list[int], old: LabelArray, new: LabelBlock, grid: Grid
) -> Triple:
    total = grid.index_from_lps(ear.centroid_lps_mm) * before
    for labels, sign in ((old, -1), (new.labels, 1)):
        index = np.argwhere((labels >= codes[0]) & (labels <= codes[-1]))
        total = total + sign * (index.sum(axis=0) + len(index) * np.array(new.start_zyx))
    x, y, z = grid.lps_from_index(total / after)
    return float(x), float(y), float(z)
