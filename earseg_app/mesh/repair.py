"""Crumbs of a label map that would not print: islands, cavities, specks of one part inside another."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from earseg_app.domain.anatomy import Part, Side, label_code
from earseg_app.domain.segmentation import LabelArray, Segmentation, describe_ear
from earseg_app.mesh.field import PADDING, block_of

ISLAND_SHARE = 0.02
"""Pieces of an ear smaller than this share of its largest piece are taken for noise."""
SPECK_SHARE = 0.1
"""Pieces of a part smaller than this share of its largest piece go to the part around them."""
_TOUCHING = np.ones((3, 3, 3), bool)
_BEFORE = {"Gave": "apart from the rest of it"}
"""What is said of the place of a thing before it was mended, where that differs."""


@dataclass(frozen=True)
class Mending:
    """One thing that can be mended: `verb` of what is done to it, and `what` it is."""

    verb: str
    what: str
    place: str

    def done(self) -> str:
        """The sentence after it was mended."""
        return f"{self.verb} {self.what} {self.place}."

    def found(self) -> str:
        """The sentence before."""
        return f"The labels hold {self.what} {_BEFORE.get(self.verb, self.place)}."


def repaired(segmentation: Segmentation, side: Side) -> tuple[Segmentation, tuple[Mending, ...]]:
    """The same segmentation with one ear made printable, and each thing that was mended.

    Islands off the ear are dropped, closed cavities filled with the nearest part, and specks of a part that don't
    hang together with it given to the part they touch. The other ear stays as it is.
    """
    block = block_of(segmentation.mask(side))
    if block is None:
        return segmentation, ()
    where = tuple(
        slice(start + PADDING, start + size - PADDING)
        for start, size in zip(block.start_zyx, block.mask.shape, strict=True)
    )
    codes = [label_code(side, part) for part in Part]
    old = segmentation.labels[where]
    ear = np.where(np.isin(old, codes), old, 0).astype(np.uint8)
    voxel_mm3 = segmentation.grid.voxel_volume_mm3
    mendings = [
        mending
        for mending in (
            _drop_islands(ear, voxel_mm3, side),
            _fill_cavities(ear, voxel_mm3, side),
            *(_give_specks(ear, label_code(side, part), part, side) for part in Part),
        )
        if mending
    ]
    if not mendings:
        return segmentation, ()
    labels = segmentation.labels.copy()
    labels[where] = np.where(np.isin(old, [0, *codes]), ear, old)
    return _with_labels(segmentation, labels, side), tuple(mendings)


def _drop_islands(ear: LabelArray, voxel_mm3: float, side: Side) -> Mending | None:
    pieces, _ = ndimage.label(ear > 0, _TOUCHING)
    sizes = np.bincount(pieces.ravel())[1:]
    small = np.flatnonzero(sizes < ISLAND_SHARE * sizes.max()) + 1
    if small.size == 0:
        return None
    ear[np.isin(pieces, small)] = 0
    volume_mm3 = sizes[small - 1].sum() * voxel_mm3
    return Mending("Dropped", f"{_count(small.size, 'island')} of {volume_mm3:.2g} mm³", f"beside the {side.word} ear")


def _fill_cavities(ear: LabelArray, voxel_mm3: float, side: Side) -> Mending | None:
    holes = ndimage.binary_fill_holes(ear > 0) & (ear == 0)
    if not holes.any():
        return None
    nearest = ndimage.distance_transform_edt(ear == 0, return_distances=False, return_indices=True)
    ear[holes] = ear[tuple(axis[holes] for axis in nearest)]
    count = ndimage.label(holes)[1]
    volume_mm3 = np.count_nonzero(holes) * voxel_mm3
    what = f"{_count(count, 'cavity', 'cavities')} of {volume_mm3:.2g} mm³"
    return Mending("Filled", what, f"inside the {side.word} ear")


def _give_specks(ear: LabelArray, code: int, part: Part, side: Side) -> Mending | None:
    pieces, count = ndimage.label(ear == code, _TOUCHING)
    if count < 2:
        return None
    sizes = np.bincount(pieces.ravel())[1:]
    given = 0
    for number in np.flatnonzero(sizes < SPECK_SHARE * sizes.max()) + 1:
        given += _give(ear, pieces == number, code)
    if not given:
        return None
    whose = f"{side.word} {part.title.lower()}"
    specks = f"1 speck of the {whose}" if given == 1 else f"{given} specks of the {whose}"
    return Mending("Gave", specks, "to the parts around")


def _give(ear: LabelArray, speck: NDArray[np.bool_], code: int) -> bool:
    """Label a speck as the part it touches most; False when it touches none."""
    around = ear[ndimage.binary_dilation(speck, _TOUCHING) & ~speck]
    around = around[(around != 0) & (around != code)]
    if around.size == 0:
        return False
    ear[speck] = np.bincount(around).argmax()
    return True


def _with_labels(segmentation: Segmentation, labels: LabelArray, side: Side) -> Segmentation:
    ears = []
    for ear in segmentation.ears:
        if ear.side is side:
            mended = describe_ear(labels, segmentation.grid, side, ear.verdict, ear.reasons, ear.malformed)
            ears += [mended] if mended else []
        else:
            ears.append(ear)
    return replace(segmentation, labels=labels, ears=tuple(ears))


def _count(number: int, singular: str, plural: str = "") -> str:
    return f"{number} {singular if number == 1 else plural or singular + 's'}"
