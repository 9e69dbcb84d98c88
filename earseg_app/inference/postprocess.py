"""Anatomical common sense after the network: one ear in one piece, each part in one place.

Labels here are part codes 1…5 without a side, on a cubic grid fine enough that a canal cannot fall apart by sampling.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from earseg_app.domain.anatomy import Part
from earseg_app.domain.segmentation import LabelArray

Float32Array = NDArray[np.float32]
BoolArray = NDArray[np.bool_]

# Voxels that touch at a corner belong together: a canal may be two voxels wide.
NEIGHBOURS = ndimage.generate_binary_structure(3, 3)
# A component of a part smaller than this share of its largest one is an island, not half a canal.
ISLAND_SHARE = 0.25
# Bone that fills the lumen at the round window, or a halo of otosclerosis, parts the cochlea from the rest. A body is
# of the ear when it is so large a share of the largest, no farther off than this, and the main piece of some part.
BODY_SHARE, BODY_APART_VOXELS = 0.1, 20


def clean(labels: LabelArray) -> LabelArray:
    """The labels [z, y, x] of one ear without what cannot belong to it.

    Only the largest body stays (pieces that a gap of at most two voxels parts from it are of it), and what bone parted
    from it; an island of a part takes the label it is most in touch with, and goes when it touches none.
    """
    cleaned = np.where(_bodies_of_ear(labels), labels, np.uint8(0))
    for part in Part:
        _absorb_islands(cleaned, part)
    return np.where(_bodies_of_ear(cleaned), cleaned, np.uint8(0))


def largest_body(mask: BoolArray, gap_voxels: int = 2) -> BoolArray:
    """The largest connected set of a mask [z, y, x]; pieces at most `gap_voxels` apart count as connected."""
    bodies, sizes = _bodies(mask, gap_voxels)
    return np.asarray(mask & (bodies == sizes.argmax()))


def _bodies_of_ear(labels: LabelArray) -> BoolArray:
    """The largest body of labels [z, y, x], and every large one near it that is the main piece of a part."""
    mask = labels > 0
    bodies, sizes = _bodies(mask, gap_voxels=2)
    kept = main = mask & (bodies == sizes.argmax())
    large = np.flatnonzero(sizes >= max(BODY_SHARE * sizes.max(), 1))
    others = large[large != sizes.argmax()]
    if not len(others):
        return np.asarray(main)
    away = ndimage.distance_transform_edt(~main)
    here = _voxels_of_parts(labels[main])
    for number in others:
        body = mask & (bodies == number)
        is_main_piece = _voxels_of_parts(labels[body]) > np.maximum(here, BODY_SHARE * sizes.max())
        if is_main_piece.any() and away[body].min() <= BODY_APART_VOXELS:
            kept = kept | body
    return np.asarray(kept)


def _voxels_of_parts(labels: LabelArray) -> NDArray[np.int64]:
    """How many voxels each of the parts 1…5 has among labels that are all of an ear."""
    return np.bincount(labels, minlength=max(Part) + 1)[1:]


def _bodies(mask: BoolArray, gap_voxels: int) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    """Numbered bodies [z, y, x] of a mask, each with a seam about it, and the voxels of the mask in each; 0 is outside.

    Pieces at most `gap_voxels` apart are one body.
    """
    bodies = np.zeros(mask.shape, np.int32)
    if not mask.any():
        return bodies, np.zeros(1, np.int64)
    box = _box(mask, margin=gap_voxels + 1)
    reach = (gap_voxels + 1) // 2
    bridged = ndimage.binary_dilation(mask[box], NEIGHBOURS, iterations=reach) if reach else mask[box]
    count = ndimage.label(bridged, NEIGHBOURS, output=bodies[box])
    return bodies, np.bincount(bodies[mask], minlength=int(count) + 1)


def components(mask: BoolArray) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    """Numbered components [z, y, x] of a mask and the voxels in each, index 0 being the outside."""
    numbered, count = ndimage.label(mask, NEIGHBOURS, output=np.int32)
    sizes = np.bincount(numbered.ravel(), minlength=count + 1)
    sizes[0] = 0
    return numbered, sizes


def impose(probabilities: Float32Array, cleaned: LabelArray) -> Float32Array:
    """Probabilities (6, z, y, x) that say what `cleaned` [z, y, x] says wherever the two disagreed.

    The likeliest class and the wanted one exchange their values, so that resampling keeps sub-voxel borders.
    A removed voxel loses all its parts to the background.
    """
    result = probabilities.copy()
    said = np.where(result[0] < 0.5, result[1:].argmax(axis=0) + 1, 0)
    index = np.nonzero((said != cleaned) & (cleaned > 0))
    old, new = said[index], cleaned[index].astype(np.intp)
    result[(old, *index)], result[(new, *index)] = result[(new, *index)], result[(old, *index)]
    removed = (said > 0) & (cleaned == 0)
    result[0][removed] = 1.0
    result[1:, removed] = 0.0
    return result


def touches_border(mask: BoolArray) -> tuple[tuple[bool, bool], tuple[bool, bool], tuple[bool, bool]]:
    """For each array axis: whether a mask [z, y, x] holds voxels of the first and of the last layer."""
    z, y, x = (
        (bool(np.take(mask, 0, axis).any()), bool(np.take(mask, mask.shape[axis] - 1, axis).any())) for axis in range(3)
    )
    return z, y, x


def in_contact(labels: LabelArray, one: Part, other: Part) -> bool:
    """Whether two parts of labels [z, y, x] have voxels at most one voxel apart."""
    mask = labels == one
    if not mask.any():
        return False
    box = _box(mask, margin=2)
    near = ndimage.binary_dilation(mask[box], NEIGHBOURS, iterations=2)
    return bool(np.any(near & (labels[box] == other)))


def _absorb_islands(labels: LabelArray, part: Part) -> None:
    """Give the islands of one part to their neighbours, or to the background, in place."""
    numbered, sizes = components(labels == part)
    is_island = (sizes > 0) & (sizes < ISLAND_SHARE * sizes.max())
    voxels = np.argwhere(is_island[numbered])
    if not len(voxels):
        return
    island = numbered[tuple(voxels.T)]
    padded = np.pad(labels, 1)
    touching = np.zeros((len(sizes), int(max(Part)) + 1), np.int64)
    for offset in np.argwhere(NEIGHBOURS):
        np.add.at(touching, (island, padded[tuple((voxels + offset).T)]), 1)
    touching[:, [0, part]] = 0
    labels[tuple(voxels.T)] = touching.argmax(axis=1)[island]


def _box(mask: BoolArray, margin: int) -> tuple[slice, ...]:
    """The bounding box of a mask that is not empty, widened by `margin` voxels inside the array."""
    (box,) = ndimage.find_objects(mask.astype(np.uint8), max_label=1)
    return tuple(slice(max(s.start - margin, 0), s.stop + margin) for s in box)
