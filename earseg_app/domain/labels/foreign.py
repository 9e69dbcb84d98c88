"""Labels that somebody else made: whether their values can be EarSeg's codes, and what to do with a plain mask."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from earseg_app.domain.anatomy import Part, Side, label_code, part_of_label
from earseg_app.domain.cochlea.find_landmarks import LARGEST_RESIDUAL_MM
from earseg_app.domain.errors import UnreadableInput
from earseg_app.domain.geometry import Grid
from earseg_app.domain.labels.label_map import LabelMap, structures_in
from earseg_app.domain.labels.on_grid import labels_on
from earseg_app.domain.labyrinth.split import LARGEST_COCHLEA_MM3, fit_both_hands, name_parts
from earseg_app.domain.segmentation import LabelArray, Segmentation, describe_ear
from earseg_app.domain.structures import COMMON, FIRST_LEFT, FIRST_OWN, FIRST_RIGHT, LAST_OWN, is_structure

KNOWN_CODES = (
    "Right ear: 1 to 5, left ear: 11 to 15, nothing: 0. Structures beside them: "
    f"{FIRST_RIGHT} to {FIRST_RIGHT + len(COMMON) - 1} (right), {FIRST_LEFT} to {FIRST_LEFT + len(COMMON) - 1} (left), "
    f"{FIRST_OWN} to {LAST_OWN} (others)."
)
# No labyrinth is longer than about 25 mm (the 17 real ones span up to 22 mm); what lies wider apart is no one ear, mm.
LARGEST_EAR_MM = 35.0


def adopted(found: LabelMap, target: Grid, name: str) -> tuple[Segmentation, tuple[str, ...]]:
    """The label map of a file called `name` on the grid `target`, and sentences to be read first.

    A map of one value that is larger than a cochlea is a mask of whole labyrinths: sides and parts are named by shape.

    Raises:
        UnreadableInput: if the values are no label codes, or a mask does not have the shape of inner ears.
        UnsupportedVolume: if the labels lie outside the target.
    """
    values, grid, notes = found.values, found.grid, found.notes
    mask = _as_mask(values, grid)
    if mask is None:
        labels = codes_of(values, name)
        _refuse_scattered(labels, grid, name)
        notes = (*notes, *_nameless(labels, found))
    else:
        labels, said = _name_ears(mask, grid, name)
        notes = (*notes, *said)
    moved = labels_on(labels, grid, target)
    ears = [describe_ear(moved.labels, target, side) for side in Side]
    structures = structures_in(moved.labels, found.structures)
    segmentation = Segmentation(
        moved.labels, target, tuple(ear for ear in ears if ear is not None), structures=structures
    )
    return segmentation, (*notes, *moved.notes)


def _nameless(labels: LabelArray, found: LabelMap) -> list[str]:
    """Codes of structures with names of somebody's own, which only some formats can keep."""
    named = {each.code for each in found.structures}
    lost = [code for code in np.unique(labels).tolist() if code >= FIRST_OWN and code not in named]
    shown = ", ".join(map(str, lost))
    return [f"The file does not name the structures of the codes {shown}: name them anew."] if lost else []


def codes_of(values: NDArray[np.generic], name: str) -> LabelArray:
    """`values` as label codes.

    Raises:
        UnreadableInput: if one of them is none.
    """
    present = np.unique(values).tolist()
    unknown = [v for v in present if v != 0 and (v != v // 1 or not _is_code(int(v)))]
    if unknown:
        shown = ", ".join(f"{v:g}" for v in unknown[:5])
        raise UnreadableInput(f"{name} holds values that are no label codes ({shown}).", KNOWN_CODES)
    labels: LabelArray = values.astype(np.uint8)
    return labels


def _is_code(value: int) -> bool:
    return part_of_label(value) is not None or is_structure(value)


def _as_mask(values: NDArray[np.generic], grid: Grid) -> NDArray[np.bool_] | None:
    """The mask that a map of a single value is, or None when the value can be a part's code."""
    mask: NDArray[np.bool_] = np.asarray(values != 0)
    if not mask.any() or len(np.unique(values[mask])) != 1:
        return None
    value = float(values[mask][0])
    if value == value // 1 and is_structure(int(value)):
        return None  # a structure painted alone, however large
    is_code = value == value // 1 and part_of_label(int(value)) is not None
    large = max(_sizes_mm3(mask, grid)[1:], default=0.0) > LARGEST_COCHLEA_MM3
    return mask if large or not is_code else None


def _name_ears(mask: NDArray[np.bool_], grid: Grid, name: str) -> tuple[LabelArray, tuple[str, ...]]:
    pieces, _ = ndimage.label(mask, structure=np.ones((3, 3, 3)))
    sizes = _sizes_mm3(mask, grid)
    large = [piece for piece in np.argsort(sizes)[::-1].tolist() if sizes[piece] > LARGEST_COCHLEA_MM3][:2]
    labels = np.zeros(mask.shape, np.uint8)
    sides: list[Side] = []
    for piece in large:
        ear = pieces == piece
        placement = fit_both_hands(ear, grid).best
        side = placement.side
        if placement.residual_mm > LARGEST_RESIDUAL_MM or side in sides:
            raise UnreadableInput(
                f"{name} is a mask without parts, and its shape does not tell which ear and which parts it shows.",
                f"Label the parts. {KNOWN_CODES}",
            )
        sides.append(side)
        labels += name_parts(ear, grid, side, placement)
    if not large:
        raise UnreadableInput(f"{name} is a mask without parts, too small for an inner ear.", KNOWN_CODES)
    return labels, _mask_notes(sides, sum(sizes) - sum(sizes[piece] for piece in large))


def _mask_notes(sides: Sequence[Side], left_out_mm3: float) -> tuple[str, ...]:
    ears = " and ".join(side.word for side in sides)
    notes = [f"The file is a mask without parts: side ({ears}) and parts were named by its shape. Check them."]
    if left_out_mm3 > 0.0:
        notes.append(f"{left_out_mm3:.1f} mm³ in smaller pieces were left out.")
    return tuple(notes)


def _sizes_mm3(mask: NDArray[np.bool_], grid: Grid) -> list[float]:
    """Volume of each connected piece, mm³; the first, the background, counts as 0."""
    pieces, _ = ndimage.label(mask, structure=np.ones((3, 3, 3)))
    counts = np.bincount(pieces.ravel())
    counts[0] = 0
    sizes: list[float] = (counts * grid.voxel_volume_mm3).tolist()
    return sizes


def _refuse_scattered(labels: LabelArray, grid: Grid, name: str) -> None:
    """Codes of another program put parts of one ear into both."""
    for side in Side:
        codes = [label_code(side, part) for part in Part]
        index = np.argwhere((labels >= codes[0]) & (labels <= codes[-1]))
        if not len(index):
            continue
        span_mm = float((np.ptp(grid.lps_from_index(index), axis=0)).max())
        if span_mm > LARGEST_EAR_MM:
            raise UnreadableInput(
                f"The parts of the {side.word} ear in {name} lie {span_mm:.0f} mm apart, so its values are not "
                "EarSeg's label codes.",
                KNOWN_CODES,
            )
