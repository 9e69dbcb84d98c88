"""Random patches of cases: refilled, turned, mirrored, warped, blurred, with noise, cut by the field of view."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from scipy import ndimage
from scipy.spatial.transform import Rotation
from torch.nn import functional

from earseg_app.inference.preprocess import normalise
from training.cases import LUMEN, Case

Image = NDArray[np.float32]
Rng = np.random.Generator
PAD_HU = -1024.0
# The expert masks end where the image has gone 0.48-0.53 of the way from lumen to wall in the 12 air-filled ears, but
# 0.44-0.46 in the fluid-filled T01, T04 and T08: s + 0.21 s (1 − s) brings one border onto the other.
BORDER_BEND = 0.21


@dataclass(frozen=True)
class Recipe:
    """How patches are made.

    `spacing_mm` of their cubic voxels; `elsewhere`: share of patches not centred on the ear; `noise_hu`: its mean
    standard deviation; `low_dose`: share of patches with 150-300 HU of noise; `hard`: share of those centred on a place
    that is taken for an ear; `unbounded`: share of patches that repeat the image's border beyond it, not padding;
    `dry`: share of patches of real ears as they were scanned, with the air of a dried specimen; `moved`: share of
    patches that show the patient in two places.
    """

    spacing_mm: float = 0.3
    window_hu: tuple[float, float] = (-1000.0, 2500.0)
    elsewhere: float = 0.12
    jitter_mm: float = 4.0
    max_blur_mm: float = 0.45
    max_slice_mm: float = 1.25
    warp_mm: float = 0.7
    noise_hu: float = 80.0
    low_dose: float = 0.0
    hard: float = 0.0
    unbounded: float = 0.0
    dry: float = 0.0
    moved: float = 0.0


@dataclass(frozen=True, eq=False)
class Patch:
    """`image` float32 in −1…1, `share` 0…1 of each voxel that is labyrinth and `parts`, the part nearest to it, uint8.

    All [z, y, x]; `parts` is 0 where `share` is.
    """

    image: Image
    parts: NDArray[np.uint8]
    share: Image

    @property
    def labels(self) -> NDArray[np.uint8]:
        """The part where at least half of the voxel is labyrinth, else 0."""
        return np.where(self.share > 0.5, self.parts, 0).astype(np.uint8)


def make_patch(case: Case, size: int, recipe: Recipe, rng: Rng) -> Patch:
    """One random patch of `size`³ voxels from a case."""
    is_refilled = case.region is not None and rng.random() >= recipe.dry
    hu = refill(case, rng) if is_refilled else case.hu
    points = _sample_points(case, size, recipe, rng)
    inside = np.all((points >= -0.5) & (points <= np.array(hu.shape) - 0.5), axis=-1)
    if rng.random() < recipe.unbounded:
        inside = np.ones_like(inside)
    block, points = _block_around(hu.shape, points)
    # beyond the border of the block values repeat; what lies outside the image is cut by `inside` afterwards
    image = _grid_sample(hu[block].astype(np.float32), points)
    parts, share = _sample_truth(case.labels[block], points)
    image, inside = _cut_field_of_view(degrade(image, recipe, rng), inside, rng)
    share = np.where(inside, share, np.float32(0.0))
    return Patch(normalise(image, recipe.window_hu), np.where(share > 0, parts, 0).astype(np.uint8), share)


def refill(case: Case, rng: Rng) -> Image:
    """A real ear with fluid in its lumen and, at random, in the canal, the middle ear or any pocket of air; HU.

    Between wall and content HU is mapped by the share s of content, so partial volume and noise stay as the scanner
    made them: s = (wall − hu)/(wall − content), new = wall − s·(wall − fluid). In an air-filled lumen s is also bent by
    `BORDER_BEND`, for experts drew its border elsewhere than they draw it in fluid.
    """
    assert case.region is not None and case.wall_hu is not None
    hu, wall = case.hu.astype(np.float32), case.wall_hu.astype(np.float32)
    fluid = float(rng.uniform(-20, 290))
    weight = _soft(case.region == LUMEN)
    bend = BORDER_BEND if case.lumen_hu < -300 else 0.0
    filled = hu + weight * (_remap(hu, wall, case.lumen_hu, fluid, bend) - hu)
    chosen = _pockets_to_fill(case.region, rng)
    if chosen is not None:
        material = fluid if rng.random() < 0.4 else float(rng.uniform(-60, 260))
        filled += _soft(chosen) * (1 - weight) * (_remap(hu, wall, -950.0, material) - hu)
    lost = 0.35 * weight * rng.normal(0, 60, hu.shape).astype(np.float32)
    return filled + (lost if case.lumen_hu < -300 else 0.0)


def degrade(image: Image, recipe: Recipe, rng: Rng) -> Image:
    """What patient and scanner do to a patch in HU: motion, point spread, overshoot, noise, slices, gain and offset."""
    voxel = recipe.spacing_mm
    if rng.random() < recipe.moved:
        image = _moved(image, rng.normal(0, 0.5, 3) / voxel, float(rng.uniform(0.2, 0.5)))
    if rng.random() < 0.7:
        sigma = rng.uniform(0.0, recipe.max_blur_mm, 3) * rng.random() / voxel
        image = ndimage.gaussian_filter(image, sigma)
    if rng.random() < 0.3:
        image = image + float(rng.uniform(0.2, 1.5)) * (image - ndimage.gaussian_filter(image, 0.45 / voxel))
    dose = rng.random()
    if dose < recipe.low_dose:
        image = image + _noise(image.shape, float(rng.uniform(150, 300)), rng)
    elif dose < 0.8:
        image = image + _noise(image.shape, float(rng.gamma(2.0, recipe.noise_hu / 2)), rng)
    if rng.random() < 0.35:
        image = thick_slices(image, float(rng.uniform(voxel, recipe.max_slice_mm)) / voxel, int(rng.integers(3)))
    if rng.random() < 0.3:
        image = image + rng.normal(0, 60) * _field(image.shape, 3, rng)
    if rng.random() < 0.6:
        image = (image + 1000.0) * float(rng.uniform(0.85, 1.15)) - 1000.0 + float(rng.normal(0, 60))
    return image.astype(np.float32)


def thick_slices(image: Image, thickness_voxels: float, axis: int) -> Image:
    """The patch as if scanned in slices of `thickness_voxels` along an axis and interpolated back."""
    moved = np.moveaxis(image, axis, 0)
    count = moved.shape[0]
    blurred = ndimage.uniform_filter1d(moved, max(1, round(thickness_voxels)), axis=0)
    tensor = torch.from_numpy(np.ascontiguousarray(blurred))[None, None]
    slices = max(2, round(count / thickness_voxels))
    sampled = functional.interpolate(tensor, (slices, *moved.shape[1:]), mode="trilinear", align_corners=True)
    back = functional.interpolate(sampled, moved.shape, mode="trilinear", align_corners=True)
    return np.moveaxis(back[0, 0].numpy(), 0, axis)


def _moved(image: Image, by_voxels: NDArray[np.float64], share: float) -> Image:
    """The image as if the head had lain `by_voxels` away for a `share` of the scan."""
    return np.asarray(
        (1 - share) * image + share * ndimage.shift(image, by_voxels, order=1, mode="nearest"), np.float32
    )


def _remap(hu: Image, wall: Image, content: float, fluid: float, bend: float = 0.0) -> Image:
    share = (wall - hu) / (wall - content)
    share = share + bend * np.clip(share, 0, 1) * (1 - np.clip(share, 0, 1))
    return np.where(hu < wall, wall - share * (wall - fluid), hu).astype(np.float32)


def _soft(mask: NDArray[np.bool_]) -> Image:
    return np.asarray(ndimage.uniform_filter(mask.astype(np.float32), 3), np.float32)


def _pockets_to_fill(region: NDArray[np.uint8], rng: Rng) -> NDArray[np.bool_] | None:
    outside = region > LUMEN
    fate = rng.random()
    if fate < 0.18:
        return None
    if fate < 0.5:
        return outside
    if fate < 0.85:
        codes = np.unique(region[outside])
        kept = codes[rng.random(len(codes)) < 0.6]
        return np.isin(region, kept)
    return outside & (_field(region.shape, 5, rng) > rng.normal(0, 0.5))


def _sample_points(case: Case, size: int, recipe: Recipe, rng: Rng) -> Image:
    """(size, size, size, 3) voxel indices z, y, x of the case where the patch is sampled."""
    spacing = np.array(case.spacing_zyx_mm)
    extent = np.array(case.hu.shape) * spacing
    ears = case.middles_mm
    fate = rng.random()
    if fate < recipe.hard and len(case.spots_mm):
        center = case.spots_mm[int(rng.integers(len(case.spots_mm)))] + rng.uniform(-1, 1, 3) * recipe.jitter_mm
    elif fate < recipe.hard + recipe.elsewhere or not len(ears):
        center = rng.uniform(0, 1, 3) * extent
    else:
        center = ears[int(rng.integers(len(ears)))] + rng.uniform(-1, 1, 3) * recipe.jitter_mm
    matrix = Rotation.random(rng=rng).as_matrix() * rng.choice([-1.0, 1.0]) * rng.uniform(0.87, 1.15)
    matrix = matrix * rng.uniform(0.93, 1.07, 3)
    axis = (np.arange(size) - (size - 1) / 2) * recipe.spacing_mm
    offset = np.stack(np.meshgrid(axis, axis, axis, indexing="ij"), axis=-1).reshape(-1, 3)
    points = (offset @ matrix.T).reshape(size, size, size, 3)
    if rng.random() < 0.6:
        amount = rng.uniform(0.1, recipe.warp_mm)
        points = points + amount * np.stack([_field((size,) * 3, 5, rng) for _ in range(3)], axis=-1)
    return np.asarray((points + center) / spacing, np.float32)


def _block_around(shape: tuple[int, ...], points: Image) -> tuple[tuple[slice, ...], Image]:
    """The slices of an array that hold all points, and the points as indices into that block."""
    limit = np.array(shape)
    low = np.clip(np.floor(points.min(axis=(0, 1, 2))).astype(int) - 1, 0, limit - 1)
    high = np.clip(np.ceil(points.max(axis=(0, 1, 2))).astype(int) + 2, low + 1, limit)
    return tuple(slice(a, b) for a, b in zip(low, high, strict=True)), points - low.astype(np.float32)


def _sample_truth(labels: NDArray[np.uint8], points: Image) -> tuple[NDArray[np.uint8], Image]:
    """Nearest part and share of labyrinth: interpolated between voxels of 0.15-0.25 mm it is that of a 0.3 mm voxel."""
    share = _grid_sample((labels > 0).astype(np.float32), points)
    index = np.clip(np.rint(points).astype(np.int32), 0, np.array(labels.shape) - 1)
    part = labels[index[..., 0], index[..., 1], index[..., 2]]
    if ((share > 0) & (part == 0)).any() and part.any():
        nearest = ndimage.distance_transform_edt(part == 0, return_distances=False, return_indices=True)
        part = part[tuple(nearest)]
    return np.where(part > 0, part, labels.max()).astype(np.uint8), share


def _grid_sample(array: Image, points: Image) -> Image:
    size = np.array(array.shape, np.float32)
    unit = (2 * points + 1) / size - 1
    grid = torch.from_numpy(np.ascontiguousarray(unit[..., ::-1]))[None]
    tensor = torch.from_numpy(array)[None, None]
    out = functional.grid_sample(tensor, grid, mode="bilinear", padding_mode="border", align_corners=False)
    return np.asarray(out[0, 0].numpy())


def _cut_field_of_view(image: Image, inside: NDArray[np.bool_], rng: Rng) -> tuple[Image, NDArray[np.bool_]]:
    size = image.shape[0]
    if rng.random() < 0.15:
        axis, keep = int(rng.integers(3)), int(rng.uniform(0.55, 0.95) * size)
        band = np.arange(size) < keep if rng.random() < 0.5 else np.arange(size) >= size - keep
        inside = inside & band.reshape([-1 if i == axis else 1 for i in range(3)])
    pad = PAD_HU if rng.random() < 0.85 else float(rng.uniform(-1000, 200))
    return np.where(inside, image, pad).astype(np.float32), inside


def _noise(shape: tuple[int, ...], sd_hu: float, rng: Rng) -> Image:
    white = rng.standard_normal(shape, np.float32)
    if rng.random() < 0.7:
        white = ndimage.gaussian_filter(white, rng.uniform(0.2, 1.1, 3))
    return np.asarray(white * (sd_hu / max(float(white.std()), 1e-6)), np.float32)


def _field(shape: tuple[int, ...], knots: int, rng: Rng) -> Image:
    """A smooth random field of unit variance at its knots."""
    coarse = torch.from_numpy(rng.standard_normal((1, 1, knots, knots, knots), np.float32))
    fine = functional.interpolate(coarse, tuple(shape), mode="trilinear", align_corners=True)
    return np.asarray(fine[0, 0].numpy())
