"""Signs that a cochlea is malformed: the length formulas were found on usual cochleae and do not hold for it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from earseg_app.domain.anatomy import Part
from earseg_app.domain.cochlea.lateral_wall import FIRST_MEASURED_DEG, LAST_MEASURED_DEG, LateralWall
from earseg_app.domain.cochlea.size import CochlearSize
from earseg_app.domain.labyrinth.canals import Canal
from earseg_app.domain.measuring.normal_ranges import Flag, NormalRange, ranges_of

WITHHELD = "Length formulas are withheld: they were found on usual cochleae and do not hold for a malformed one"
SOURCE = "A-based formulas do not apply to malformed cochleae (10.1038/s41598-021-86741-x)"
# Between the first turn and the place where the turns merge, this share of the wall is seen: all of it in 17 real ears.
SMALLEST_SEEN_SHARE = 0.6
# The smallest H of 17 real ears is 3.8 mm, of phantoms 3.5 mm; the smallest A of these ears 8.4 mm.
LOWEST_H_MM = 3.0
SHORTEST_A_MM = 6.5
CUT_OFFS = "D'Arco 2017"


def signs_of_malformation(
    size: CochlearSize, wall: LateralWall | None, canals: Sequence[Canal] = (), said: str = ""
) -> tuple[str, ...]:
    """Why an ear may be malformed, a sentence for each sign; `said`: what the segmentation says of its shape."""
    signs = [said] if said else []
    turns = turns_seen(wall)
    if turns is None:
        signs.append("The turns of the cochlea can't be followed.")
    elif _upper_share(wall) < SMALLEST_SEEN_SHARE:
        signs.append(f"The cochlea can be followed over {turns:.1f} turns only.")
    if size.a_mm < SHORTEST_A_MM:
        signs.append(f"A of {size.a_mm:.1f} mm is less than any usual cochlea's ({SHORTEST_A_MM:.1f} mm).")
    if size.h_mm < LOWEST_H_MM:
        signs.append(f"H of {size.h_mm:.1f} mm is less than any usual cochlea's ({LOWEST_H_MM:.1f} mm).")
    islands = [canal.island_mm for canal in canals if canal.part is Part.LATERAL_CANAL and canal.island_mm is not None]
    held = [("B", size.b_mm), *(("lateral_canal_bony_island", island) for island in islands)]
    flags = [Flag(quantity, value, _cut_off(quantity)) for quantity, value in held]
    return (*signs, *(f"The {flag.sentence()}" for flag in flags if not flag.is_normal))


def turns_seen(wall: LateralWall | None) -> float | None:
    """Turns over which the lateral wall is seen in the mask, at most 1.75; above, the turns merge in every mask."""
    if wall is None or not wall.found.any():
        return None
    return float(wall.angles_deg[wall.found].max()) / 360.0


def _upper_share(wall: LateralWall | None) -> float:
    if wall is None:
        return 0.0
    upper = (wall.angles_deg >= 360.0 + FIRST_MEASURED_DEG) & (wall.angles_deg <= LAST_MEASURED_DEG)
    return float(np.mean(wall.found[upper]))


def _cut_off(quantity: str) -> NormalRange:
    return next(r for r in ranges_of(quantity) if r.source.startswith(CUT_OFFS))
