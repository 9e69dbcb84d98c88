"""Surfaces that pass between voxel centres where a network says so: from shares of voxels, where labels agree."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from earseg_app.domain.anatomy import Part, Side, label_code
from earseg_app.domain.geometry import Grid
from earseg_app.domain.resampling import resample_array
from earseg_app.domain.segmentation import EarShare, Segmentation
from earseg_app.mesh.field import PADDING, Field, block_of, cut_out, signed_field
from earseg_app.mesh.surface import Surface, surface_of, surface_of_field
from earseg_app.mesh.topology import Topology, topology_of

_TIE = 2.0 / 255.0
"""Shares this close to one half are rounded to either side."""
_LEAST_OVERLAP = 0.5
_NEAREST_LEVEL = np.float32(0.02)
_BORDER_SIGMA_VOXELS = 1.2
_SLIVER = 0.02
"""Pieces smaller than this share of their surface are slivers of the border between parts."""
_SPECK = 1e-3
"""Pieces and bubbles smaller than this share of an ear are noise of the network, a few of its voxels."""
_USUAL_HANDLES = 3
_CUBE = np.ones((3, 3, 3), bool)


@dataclass(frozen=True, eq=False)
class EarField:
    """A field whose zero level is the skin of an ear, on voxels of the network's size.

    `field`: [z, y, x] −0.5…0.5, positive inside. `grid`: its lattice. `labels`: the block of the segmentation's labels
    that holds the ear, on `label_grid`.
    """

    field: Field
    grid: Grid
    labels: NDArray[np.uint8]
    label_grid: Grid


def ear_field(segmentation: Segmentation, side: Side) -> EarField | None:
    """The field of an ear whose share is known; None where only its labels are, or where they are as fine.

    Where share and labels disagree, as after an edit by hand, and one voxel round, the labels decide.
    """
    mask = segmentation.mask(side)
    block = block_of(mask)
    if block is None:
        return None
    grid = segmentation.grid.crop(block.start_zyx, block.mask.shape)
    share = _share_of(segmentation, block.mask, grid)
    if share is None:
        return None
    lattice, soft = _wide_enough(share, grid)
    hard = resample_array(np.clip(signed_field(block.mask), -0.5, 0.5), grid, lattice)
    said = resample_array(soft, lattice, grid)
    differs = ((said > 0) != block.mask) & (np.abs(said) > _TIE)
    near = resample_array(ndimage.binary_dilation(differs, _CUBE), grid, lattice)
    field = soft + near * (hard - soft)
    labels = cut_out(segmentation.labels, block.start_zyx, block.mask.shape)
    return EarField(_off_zero(field), lattice, labels, grid)


def share_surfaces(segmentation: Segmentation, side: Side) -> ShareSurfaces | None:
    """The surfaces of an ear from its share, enclosing the volumes of its labels.

    None where no share is known, and where a canal would break, or join another, that the surface of the labels leaves
    whole.
    """
    found = ear_field(segmentation, side)
    if found is None:
        return None
    mask = segmentation.mask(side)
    volume_mm3 = float(np.count_nonzero(mask)) * segmentation.grid.voxel_volume_mm3
    whole = replace(surface_of_field(found.field, found.grid, volume_mm3, least_share=_SPECK), made_from="shares")
    plain = surface_of(mask, segmentation.grid, smooth=False)
    if not _no_worse(topology_of(whole.triangles), topology_of(plain.triangles)):
        return None
    return ShareSurfaces(found, side, whole)


@dataclass(frozen=True, eq=False)
class ShareSurfaces:
    """The surfaces of one ear."""

    found: EarField
    side: Side
    whole: Surface

    def surface(self, part: Part | None, name: str, color: str) -> Surface | None:
        """The whole ear for None, or a part, cut out where the next one begins; None where nothing is left of it."""
        if part is None:
            return replace(self.whole, name=name, color=color)
        field, volume_mm3 = self._part(part)
        if not bool((field > 0).any()):
            return None
        grid = self.found.grid
        made = surface_of_field(field, grid, volume_mm3, name=name, color=color, least_share=_SLIVER)
        return replace(made, made_from="shares")

    def _part(self, part: Part) -> tuple[Field, float]:
        """The field of a part, and the volume of its labels, mm³."""
        labels, grid = self.found.labels, self.found.label_grid
        code = label_code(self.side, part)
        others = [other for other in (label_code(self.side, p) for p in Part) if other != code]
        border = np.full(labels.shape, np.inf, np.float32)
        own = _blurred(labels == code)
        for other in others:
            border = np.minimum(border, own - _blurred(labels == other))
        field = np.minimum(self.found.field, resample_array(border, grid, self.found.grid))
        return _off_zero(field), float(np.count_nonzero(labels == code)) * grid.voxel_volume_mm3


def _blurred(mask: NDArray[np.bool_]) -> Field:
    smooth: Field = ndimage.gaussian_filter(mask.astype(np.float32), _BORDER_SIGMA_VOXELS)
    return smooth


def _share_of(segmentation: Segmentation, mask: NDArray[np.bool_], grid: Grid) -> EarShare | None:
    """The share that covers at least half of a mask [z, y, x], unless the labels are finer than it."""
    for share in segmentation.shares:
        if share.grid.spacing.max() > grid.spacing.max() + 1e-6:
            continue
        if not np.allclose(share.grid.axes, grid.axes, atol=1e-6):
            continue
        at = np.rint(share.grid.index_from_lps(grid.lps_from_index(np.argwhere(mask)))).astype(int)
        inside = ((at >= 0) & (at < share.share.shape)).all(axis=1)
        covered = np.count_nonzero(share.share[tuple(at[inside].T)] > 127)
        if covered >= _LEAST_OVERLAP * len(at):
            return share
    return None


def _wide_enough(share: EarShare, grid: Grid) -> tuple[Grid, Field]:
    """The lattice of a share, grown to hold all of `grid` but its rim, and the share on it, less one half."""
    reach = np.array([[PADDING - 2.0] * 3, np.array(grid.shape_zyx) - (PADDING - 1.0)])
    corners = share.grid.index_from_lps(grid.lps_from_index(reach))
    before = np.maximum(1, np.ceil(-corners[0])).astype(int)
    after = np.maximum(1, np.ceil(corners[1] - np.array(share.share.shape) + 1)).astype(int)
    soft = np.pad(share.share, np.stack([before, after], axis=1)).astype(np.float32) / np.float32(255.0)
    return share.grid.crop(-before, soft.shape), soft - np.float32(0.5)


def _off_zero(field: Field) -> Field:
    """A field that is nowhere near zero and negative on its border, so that its zero level is a closed manifold."""
    result: Field = np.where(field > 0, np.maximum(field, _NEAREST_LEVEL), np.minimum(field, -_NEAREST_LEVEL))
    border = np.ones(result.shape, bool)
    border[1:-1, 1:-1, 1:-1] = False
    result[border] = np.minimum(result[border], -_NEAREST_LEVEL)
    return result.astype(np.float32)


def _no_worse(found: Topology, plain: Topology) -> bool:
    """Whether no canal breaks that is whole in the labels, and none joins where the labels have just three."""
    whole = found.shells <= plain.shells and found.handles >= min(plain.handles, _USUAL_HANDLES)
    return whole and (plain.handles != _USUAL_HANDLES or found.handles == _USUAL_HANDLES)
