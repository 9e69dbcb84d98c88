"""Simulated CT: real temporal bones as labels, warped to shapes of the shape model, given tissue, fluid and disease.

`python -m training.simulate --data ../shared/data --cache runs/cache --variants 5 --diseased 14`
"""

from __future__ import annotations

import argparse
import logging
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from scipy import ndimage
from torch.nn import functional

from training.bones import (
    AIR,
    AQUEDUCT,
    BONE,
    CANAL,
    CAROTID,
    CARRIER,
    CHORDA,
    COCHLEAR_NERVE,
    CONTACT,
    EAR_CANAL,
    EFFUSION,
    FACIAL,
    FOCUS,
    JOINT,
    LABYRINTH,
    MALLEUS,
    OSSIFIED,
    SINUS,
    SOFT,
    STAPES,
    Bone,
    Labels,
    Specimen,
    load_bone,
    piece_without_ear,
    warp,
)
from training.cases import Case
from training.metal import METAL_HU, streaks
from training.parallel import save_all
from training.pathology import DISEASES, hard_spots_mm
from training.shapes import HELD_OUT_BONE, ShapeModel, load_model

Image = NDArray[np.float32]
Rng = np.random.Generator


def render(tissue: Labels, spacing_mm: float, rng: Rng) -> NDArray[np.int16]:
    """HU [z, y, x] of a tissue map: bone by depth and nearness to the labyrinth, fluids, nerves, vessels, air.

    Otic capsule 1700-2350 HU, cortex 1100-1700, marrow spaces −100…1600; a random share of the air holds fluid.
    Otosclerotic foci 600-1400 HU, ossified lumen 700-1800 HU, contacts of an electrode beyond the scale, with streaks.
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
    table[EFFUSION] = rng.uniform(-40, 160)
    table[CARRIER] = lumen + rng.uniform(0, 300)
    table[CONTACT] = METAL_HU
    hu = table[tissue]
    hu = np.where((tissue == BONE) | (tissue == FOCUS), _bone_hu(tissue, spacing_mm, rng), hu)
    hu = np.where(tissue == OSSIFIED, rng.uniform(900, 1600) + 120 * _texture(tissue.shape, 0.4 / spacing_mm, rng), hu)
    hu = np.where(_opacified(tissue, rng), np.float32(rng.uniform(-40, 160)), hu)
    hu = ndimage.gaussian_filter(hu, rng.uniform(0.12, 0.26) / spacing_mm)
    if (tissue == CONTACT).any():
        hu += streaks(tissue == CONTACT, spacing_mm, rng)
    return np.asarray(np.clip(hu + rng.normal(0, 25, hu.shape), -1024, 3071), np.int16)


def _bone_hu(tissue: Labels, spacing_mm: float, rng: Rng) -> Image:
    lumen = np.isin(tissue, (LABYRINTH, OSSIFIED, CARRIER, CONTACT))
    to_labyrinth = ndimage.distance_transform_edt(~lumen).astype(np.float32) * spacing_mm
    focus = ndimage.gaussian_filter((tissue == FOCUS).astype(np.float32), 0.15 / spacing_mm)
    depth = ndimage.distance_transform_edt((tissue == BONE) | (tissue == FOCUS)).astype(np.float32) * spacing_mm
    fine, coarse = _texture(tissue.shape, 0.35 / spacing_mm, rng), _texture(tissue.shape, 1.6 / spacing_mm, rng)
    capsule = _step(float(rng.uniform(1.0, 2.8)) - to_labyrinth + 0.5 * coarse, 0.3)
    cortex = _step(float(rng.uniform(0.3, 0.7)) - depth, 0.15)
    marrow = rng.uniform(250, 1300) + rng.uniform(80, 350) * fine + rng.uniform(50, 250) * coarse
    hu = np.clip(marrow, -100, 1700)
    hu += cortex * (float(rng.uniform(1100, 1700)) - hu)
    hu += capsule * (float(rng.uniform(1650, 2350)) + 90 * coarse + 40 * fine - hu)
    hu += focus * (float(rng.uniform(600, 1400)) + 80 * fine - hu)
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


def simulated(name: str, specimen: Specimen, rng: Rng) -> Case:
    """A case of one specimen: its CT, its truth and the places that are easily taken for an ear."""
    hu = render(specimen.tissue, specimen.spacing_mm, rng)
    spots = hard_spots_mm(specimen, rng)
    return Case(name, hu, specimen.parts, (specimen.spacing_mm,) * 3, spots_mm=spots)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--cache", type=Path, default=Path("runs/cache"))
    parser.add_argument("--variants", type=int, default=5, help="of each bone, healthy")
    parser.add_argument("--diseased", type=int, default=14, help="of each bone, with one disease after the other")
    parser.add_argument("--empty", type=int, default=2, help="places without an ear in each bone")
    parser.add_argument("--first", type=int, default=0, help="the first variant; others are there already")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--workers", type=int, help="processes side by side; default: all cores")
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    torch.set_num_threads(1)
    model = load_model(options.data / "labyrinth_shapes.npz", leave_out_held_out=True)
    paths = sorted((options.data / "temporal_bones").glob("*.nii.gz"))
    paths = [path for path in paths if not path.name.startswith(HELD_OUT_BONE)]
    bones = [load_bone(path, model) for path in paths]
    variants = range(options.first, options.variants + options.diseased)
    makers = [
        partial(variant_of, bone, model, variant, options.variants, [options.seed, variant, number])
        for variant in variants
        for number, bone in enumerate(bones)
    ]
    makers += [partial(empty, path, options.seed, number) for path in paths for number in range(options.empty)]
    save_all(options.cache / "bones", makers, options.workers)


def empty(path: Path, seed: int, number: int) -> Case:
    """A cube of a bone that holds no ear."""
    rng = np.random.default_rng([seed, 99, number])
    return simulated(f"{path.name.split('.')[0]}-{number}-no-ear", piece_without_ear(path, rng), rng)


def variant_of(bone: Bone, model: ShapeModel, variant: int, healthy: int, seed: Sequence[int]) -> Case:
    """The bone as it is (variant 0), bent to a sampled shape, or from variant `healthy` on also diseased."""
    rng = np.random.default_rng(seed)
    specimen = warp(bone, model.shape(rng.normal(0, 1, 15))) if variant else bone.specimen
    if variant < healthy:
        return simulated(f"{bone.name}-{variant}", specimen, rng)
    kind = list(DISEASES)[(variant - healthy) % len(DISEASES)]
    return simulated(f"{bone.name}-{variant}-{kind}", DISEASES[kind](specimen, rng), rng)


if __name__ == "__main__":
    main()
