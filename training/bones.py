"""Real temporal bones as label volumes, and how one is bent to another labyrinth's shape."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from scipy import ndimage
from scipy.spatial import cKDTree
from torch.nn import functional

from training.nifti import read_nifti
from training.shapes import MIRROR, Fit, ShapeModel, fit, parts_of_voxels, rigid, surface_points

LOG = logging.getLogger("training.bones")
Labels = NDArray[np.uint8]

# codes of the label volumes (labels.json of the source), and one of our own
SOFT, BONE, MALLEUS, STAPES, LABYRINTH, CANAL, COCHLEAR_NERVE = 0, 1, 2, 4, 5, 6, 9
FACIAL, CHORDA, CAROTID, SINUS, AQUEDUCT, JOINT, EAR_CANAL = 10, 11, 12, 13, 14, 15, 16
AIR = 20
# and those that pathology adds
FOCUS, OSSIFIED, CARRIER, CONTACT, EFFUSION = 21, 22, 23, 24, 25
HALF_CROP_MM = 17.0
POCKET_MM = 4.5
NEGATIVE_MM = 18.0
GAP_VOXELS = 1.5


@dataclass(frozen=True, eq=False)
class Specimen:
    """An ear as a map: `tissue` codes and `parts` (0…5) [z, y, x], cubic voxels of `spacing_mm`."""

    tissue: Labels
    parts: Labels
    spacing_mm: float

    def where(self, mask: NDArray[np.bool_], tissue: int, part: int = 0) -> Specimen:
        """The specimen with other tissue, and another part, where the mask is true."""
        return replace(
            self,
            tissue=np.where(mask, np.uint8(tissue), self.tissue),
            parts=np.where(mask, np.uint8(part), self.parts),
        )


@dataclass(frozen=True, eq=False)
class Bone:
    """A temporal bone: `tissue` codes and `parts` (0…5) [z, y, x], cubic voxels, and the shape fitted to its labyrinth.

    `fitted` is in mm along x, y, z of the crop, mirrored in x if `is_left`.
    """

    name: str
    tissue: Labels
    parts: Labels
    spacing_mm: float
    is_left: bool
    fitted: Fit

    @property
    def specimen(self) -> Specimen:
        """The bone as it is."""
        return Specimen(self.tissue, self.parts, self.spacing_mm)


def load_bone(path: Path, model: ShapeModel) -> Bone:
    """One label volume cropped around its labyrinth, its hollows told from the soft tissue outside."""
    array, spacing_zyx_mm = read_nifti(path)
    spacing = float(spacing_zyx_mm[0])
    tissue = with_air(without_gaps(array.astype(np.uint8)), spacing)
    center = np.argwhere(tissue == LABYRINTH).mean(axis=0)
    half = round(HALF_CROP_MM / spacing)
    low = np.maximum(np.rint(center).astype(int) - half, 0)
    tissue = tissue[tuple(slice(a, a + 2 * half) for a in low)].copy()
    name = path.name.split(".")[0]
    flip = MIRROR if name.startswith("L") else np.ones(3)
    surface, voxels = surface_points(tissue == LABYRINTH, np.full(3, spacing))
    fitted = fit(model, surface[:, ::-1] * flip)
    parts = np.zeros(tissue.shape, np.uint8)
    parts[tissue == LABYRINTH] = parts_of_voxels(model, fitted, voxels[:, ::-1] * flip)
    LOG.info("%s: shape fits within %.2f mm", name, fitted.residual_mm)
    return Bone(name, tissue, parts, spacing, name.startswith("L"), fitted)


def without_gaps(tissue: Labels) -> Labels:
    """Bone where a voxel without a label lies between labyrinth and bone, one voxel from both.

    In RT147 a quarter of the voxels around the labyrinth have no label, in the other bones 3 to 5 %; they would show as
    a rim of air that belongs to no lumen.
    """
    to_lumen, to_bone = (ndimage.distance_transform_edt(tissue != code) for code in (LABYRINTH, BONE))
    gap = (tissue == SOFT) & (to_lumen < GAP_VOXELS) & (to_bone < GAP_VOXELS)
    return np.where(gap, np.uint8(BONE), tissue)


def with_air(tissue: Labels, spacing_mm: float) -> Labels:
    """Code 20 where unlabelled space lies within the bone's closed outline: air cells and the middle ear."""
    half = tissue[::2, ::2, ::2]
    solid = (half != SOFT) & (half != SINUS)
    radius = POCKET_MM / (2 * spacing_mm)
    grown = ndimage.distance_transform_edt(~np.pad(solid, 14, mode="edge")) <= radius
    closed = (ndimage.distance_transform_edt(grown) > radius)[14:-14, 14:-14, 14:-14]
    closed = closed.repeat(2, 0).repeat(2, 1).repeat(2, 2)[tuple(slice(n) for n in tissue.shape)]
    return np.where((tissue == SOFT) & closed, AIR, tissue).astype(np.uint8)


def warp(bone: Bone, shape_mm: NDArray[np.float64]) -> Specimen:
    """The bone as if its labyrinth had the given shape (N, 3) mm; the surroundings follow."""
    turn, shift = rigid(shape_mm, bone.fitted.points_mm)
    flip = MIRROR if bone.is_left else np.ones(3)
    target = (shape_mm @ turn.T + shift) * flip
    offset = bone.fitted.points_mm * flip - target
    step = round(1.3 / bone.spacing_mm)
    shape = tuple(-(-n // step) + 1 for n in bone.tissue.shape)
    knots = np.argwhere(np.ones(shape))[:, ::-1] * (step * bone.spacing_mm)
    distance, near = cKDTree(target[::5]).query(knots, k=24)
    weight = np.exp(-0.5 * (distance / 1.5) ** 2)
    field = (weight[..., None] * offset[::5][near]).sum(axis=1) / (weight.sum(axis=1, keepdims=True) + 0.3)
    coarse = torch.from_numpy(field[:, ::-1].T.reshape(1, 3, *shape).astype(np.float32))
    full = functional.interpolate(
        coarse, tuple((n - 1) * step + 1 for n in shape), mode="trilinear", align_corners=True
    )
    depth, height, width = size = bone.tissue.shape
    moved = full[0, :, :depth, :height, :width].numpy() / bone.spacing_mm
    places = zip(moved, np.ogrid[:depth, :height, :width], size, strict=True)
    index = tuple(np.clip(np.rint(by + at), 0, n - 1).astype(np.int32) for by, at, n in places)
    return Specimen(bone.tissue[index], bone.parts[index], bone.spacing_mm)


def piece_without_ear(path: Path, rng: np.random.Generator) -> Specimen:
    """A random cube of 18 mm of a label volume without any labyrinth, most of it not soft tissue.

    Raises:
        ValueError: if none was found in a thousand tries.
    """
    array, spacing_zyx_mm = read_nifti(path)
    spacing = float(spacing_zyx_mm[0])
    tissue = with_air(array.astype(np.uint8), spacing)
    side = round(NEGATIVE_MM / spacing)
    for _ in range(1000):
        low = [int(rng.integers(0, n - side + 1)) for n in tissue.shape]
        piece = tissue[tuple(slice(a, a + side) for a in low)]
        if not (piece == LABYRINTH).any() and (piece != SOFT).mean() > 0.5:
            return Specimen(piece.copy(), np.zeros(piece.shape, np.uint8), spacing)
    raise ValueError(f"{path.name} holds no cube without labyrinth")
