"""Simulated CT: real temporal bones as labels, warped to shapes of the shape model, given tissue and fluid.

`python -m training.simulate --data ../shared/data --cache runs/cache --variants 6`
"""

from __future__ import annotations

import argparse
import logging
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from scipy import ndimage
from scipy.spatial import cKDTree
from torch.nn import functional

from training.cases import Case, save_case
from training.nifti import read_nifti
from training.shapes import MIRROR, Fit, ShapeModel, fit, load_model, parts_of_voxels, rigid, surface_points

LOG = logging.getLogger("training.simulate")
Labels = NDArray[np.uint8]
Image = NDArray[np.float32]
Rng = np.random.Generator

# codes of the label volumes (labels.json of the source), and one of our own
SOFT, BONE, MALLEUS, STAPES, LABYRINTH, CANAL, COCHLEAR_NERVE = 0, 1, 2, 4, 5, 6, 9
FACIAL, CHORDA, CAROTID, SINUS, AQUEDUCT, JOINT, EAR_CANAL = 10, 11, 12, 13, 14, 15, 16
AIR = 20
HALF_CROP_MM = 17.0
POCKET_MM = 4.5


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


def load_bone(path: Path, model: ShapeModel) -> Bone:
    """One label volume cropped around its labyrinth, its hollows told from the soft tissue outside."""
    array, spacing_zyx_mm = read_nifti(path)
    spacing = float(spacing_zyx_mm[0])
    tissue = with_air(array.astype(np.uint8), spacing)
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


def with_air(tissue: Labels, spacing_mm: float) -> Labels:
    """Code 20 where unlabelled space lies within the bone's closed outline: air cells and the middle ear."""
    half = tissue[::2, ::2, ::2]
    solid = (half != SOFT) & (half != SINUS)
    radius = POCKET_MM / (2 * spacing_mm)
    grown = ndimage.distance_transform_edt(~np.pad(solid, 14, mode="edge")) <= radius
    closed = (ndimage.distance_transform_edt(grown) > radius)[14:-14, 14:-14, 14:-14]
    closed = closed.repeat(2, 0).repeat(2, 1).repeat(2, 2)[tuple(slice(n) for n in tissue.shape)]
    return np.where((tissue == SOFT) & closed, AIR, tissue).astype(np.uint8)


def warp(bone: Bone, shape_mm: NDArray[np.float64]) -> tuple[Labels, Labels]:
    """Tissue and parts of the bone as if its labyrinth had the given shape (N, 3) mm; the surroundings follow."""
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
    return bone.tissue[index], bone.parts[index]


def render(tissue: Labels, spacing_mm: float, rng: Rng) -> NDArray[np.int16]:
    """HU [z, y, x] of a tissue map: bone by depth and nearness to the labyrinth, fluids, nerves, vessels, air.

    Otic capsule 1700-2350 HU, cortex 1100-1700, marrow spaces −100…1600; a random share of the air holds fluid.
    """
    lumen = float(rng.uniform(-20, 280))
    table = np.zeros(256, np.float32)
    table[SOFT] = rng.uniform(15, 60)
    table[MALLEUS : STAPES + 1] = rng.uniform(1300, 2100)
    table[[LABYRINTH, AQUEDUCT]] = lumen
    table[CANAL] = lumen if rng.random() < 0.35 else rng.uniform(-20, 120)
    table[CANAL + 1 : COCHLEAR_NERVE + 1] = table[CANAL] + rng.uniform(-10, 60)
    table[FACIAL : CHORDA + 1] = rng.uniform(10, 150)
    table[CAROTID] = rng.uniform(30, 400) if rng.random() < 0.4 else rng.uniform(30, 60)
    table[SINUS] = rng.uniform(30, 250) if rng.random() < 0.3 else rng.uniform(30, 70)
    table[JOINT] = rng.uniform(20, 80)
    table[[EAR_CANAL, AIR]] = rng.uniform(-1000, -900)
    hu = table[tissue]
    hu = np.where(tissue == BONE, _bone_hu(tissue, spacing_mm, rng), hu)
    hu = np.where(_opacified(tissue, rng), np.float32(rng.uniform(-40, 160)), hu)
    hu = ndimage.gaussian_filter(hu, rng.uniform(0.12, 0.26) / spacing_mm)
    return np.asarray(np.clip(hu + rng.normal(0, 25, hu.shape), -1024, 3071), np.int16)


def _bone_hu(tissue: Labels, spacing_mm: float, rng: Rng) -> Image:
    to_labyrinth = ndimage.distance_transform_edt(tissue != LABYRINTH).astype(np.float32) * spacing_mm
    depth = ndimage.distance_transform_edt(tissue == BONE).astype(np.float32) * spacing_mm
    fine, coarse = _texture(tissue.shape, 0.35 / spacing_mm, rng), _texture(tissue.shape, 1.6 / spacing_mm, rng)
    capsule = _step(float(rng.uniform(1.0, 2.8)) - to_labyrinth + 0.5 * coarse, 0.3)
    cortex = _step(float(rng.uniform(0.3, 0.7)) - depth, 0.15)
    marrow = rng.uniform(250, 1300) + rng.uniform(80, 350) * fine + rng.uniform(50, 250) * coarse
    hu = np.clip(marrow, -100, 1700)
    hu += cortex * (float(rng.uniform(1100, 1700)) - hu)
    hu += capsule * (float(rng.uniform(1650, 2350)) + 90 * coarse + 40 * fine - hu)
    return np.asarray(hu, np.float32)


def _opacified(tissue: Labels, rng: Rng) -> NDArray[np.bool_]:
    fate = rng.random()
    air = tissue == AIR
    if fate < 0.5:
        return np.zeros(tissue.shape, bool)
    if fate < 0.75:
        return np.asarray(air)
    return np.asarray(air & (_texture(tissue.shape, 10.0, rng) > rng.normal(0, 0.6)))


def _texture(shape: tuple[int, ...], sigma_voxels: float, rng: Rng) -> Image:
    """A random field of unit variance, correlated over `sigma_voxels`; made coarsely and interpolated."""
    factor = max(1.0, sigma_voxels / 1.2)
    small = tuple(max(4, round(n / factor)) for n in shape)
    field = ndimage.gaussian_filter(rng.standard_normal(small, np.float32), sigma_voxels / factor)
    field = (field - field.mean()) / field.std()
    full = functional.interpolate(torch.from_numpy(field)[None, None], shape, mode="trilinear", align_corners=True)
    return np.asarray(full[0, 0].numpy())


def _step(x: Image, width: float) -> Image:
    return np.asarray(1.0 / (1.0 + np.exp(np.clip(-x / width, -30, 30))), np.float32)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--cache", type=Path, default=Path("runs/cache"))
    parser.add_argument("--variants", type=int, default=6, help="of each bone")
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    torch.set_num_threads(1)
    model = load_model(options.data / "labyrinth_shapes.npz")
    bones = [load_bone(path, model) for path in sorted((options.data / "temporal_bones").glob("*.nii.gz"))]
    for variant in range(options.variants):
        for number, bone in enumerate(bones):
            rng = np.random.default_rng([options.seed, variant, number])
            tissue, parts = (bone.tissue, bone.parts)
            if variant:
                tissue, parts = warp(bone, model.shape(rng.normal(0, 1, 15)))
            hu = render(tissue, bone.spacing_mm, rng)
            save_case(options.cache / "bones", Case(f"{bone.name}-{variant}", hu, parts, (bone.spacing_mm,) * 3))


if __name__ == "__main__":
    main()
