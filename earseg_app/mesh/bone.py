"""The bone round an ear, from the CT by a threshold."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from earseg_app.domain.anatomy import BONE_COLOR, Side
from earseg_app.domain.errors import MeshError
from earseg_app.domain.geometry import FloatArray
from earseg_app.domain.volume import Volume
from earseg_app.mesh import contour, solid
from earseg_app.mesh.plan import BonePlan
from earseg_app.mesh.surface import Surface

BONE_NAME = "temporal_bone"
_SIGMA_VOXELS = 0.6
_SMALLEST_HOLE_MM3 = 2.0
"""Cavities smaller than this are filled: marrow and noise, not cells of the mastoid."""
_OUTSIDE_HU = -2000.0
_RANGE_HU = 2000.0


def bone_name(side: Side) -> str:
    """The identifier of the bone of an ear: `right_temporal_bone`."""
    return f"{side.word}_{BONE_NAME}"


def bone_around(volume: Volume, centre_lps_mm: FloatArray, side: Side, plan: BonePlan) -> Surface:
    """The closed surface of the largest piece of bone near a point (3,) LPS mm, cut where the sphere or box ends.

    It lies where the CT, interpolated between voxels, passes the threshold. Loose pieces are dropped and small cavities
    filled.

    Raises:
        MeshError: if there is no bone there, or so much noise that its surface would be endless.
    """
    start, hu = _near(volume, centre_lps_mm, plan.radius_mm)
    grid = volume.grid.crop(start, hu.shape)
    # wide enough for air and enamel; beyond, one bright voxel would bend the surface around it
    limited = np.clip(hu, plan.threshold_hu - _RANGE_HU, plan.threshold_hu + _RANGE_HU)
    smooth = ndimage.gaussian_filter(limited, _SIGMA_VOXELS)
    index = np.stack(np.meshgrid(*map(np.arange, hu.shape), indexing="ij", copy=False), axis=-1)
    offset = np.abs(grid.lps_from_index(index) - centre_lps_mm)
    away_mm = offset.max(axis=-1) if plan.box else np.linalg.norm(offset, axis=-1)
    slope = _RANGE_HU / min(grid.spacing_zyx_mm)
    field = np.minimum(smooth - plan.threshold_hu, (plan.radius_mm - away_mm) * slope)
    bone = _cleaned(field > 0, grid.voxel_volume_mm3)
    if not bone.any():
        raise MeshError(
            f"There is no bone of {plan.threshold_hu:g} HU or more round the {side.word} ear.",
            "Lower the threshold, or check that the scan is a CT in Hounsfield units.",
        )
    contour.refuse_endless(bone, bone_name(side))
    nearest = 0.02 * _RANGE_HU
    field = np.where(bone, np.maximum(field, nearest), np.minimum(field, -nearest))
    index_zyx, triangles = contour.zero_level(np.pad(field, 1, constant_values=_OUTSIDE_HU).astype(np.float32))
    vertices = grid.lps_from_index(index_zyx - 1)
    if solid.signed_volume(vertices, triangles) < 0:
        triangles = np.ascontiguousarray(triangles[:, ::-1])
    return Surface(vertices, triangles, bone_name(side), BONE_COLOR, made_from="CT")


def _near(volume: Volume, centre_lps_mm: FloatArray, radius_mm: float) -> tuple[list[int], FloatArray]:
    """First index [z, y, x] and HU of the block round a point that holds all within the radius."""
    grid = volume.grid
    reach = np.sqrt(3.0) * radius_mm / grid.spacing + 2  # a box may lie askew in the grid
    middle = grid.index_from_lps(centre_lps_mm)
    low = np.clip(np.floor(middle - reach), 0, np.array(grid.shape_zyx) - 1).astype(int)
    high = np.clip(np.ceil(middle + reach) + 1, low + 1, grid.shape_zyx).astype(int)
    block = volume.hu[tuple(slice(a, b) for a, b in zip(low, high, strict=True))]
    return low.tolist(), block.astype(np.float64)


def _cleaned(bone: NDArray[np.bool_], voxel_mm3: float) -> NDArray[np.bool_]:
    """The largest piece, joined by faces, with its small cavities filled."""
    pieces, count = ndimage.label(bone)
    if count == 0:
        return bone
    largest = pieces == np.bincount(pieces.ravel())[1:].argmax() + 1
    holes, _ = ndimage.label(~np.pad(largest, 1))
    sizes = np.bincount(holes.ravel()) * voxel_mm3
    small = sizes < _SMALLEST_HOLE_MM3
    small[0] = False  # the bone itself
    cleaned: NDArray[np.bool_] = largest | small[holes][1:-1, 1:-1, 1:-1]
    return cleaned
