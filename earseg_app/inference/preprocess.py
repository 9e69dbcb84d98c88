"""From a CT to what a network sees, and back: the same code in training and at run time."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from earseg_app.domain.geometry import Grid
from earseg_app.domain.progress import Reporter
from earseg_app.domain.resampling import resample_array
from earseg_app.domain.volume import Volume
from earseg_app.inference.bundle import Manifest

Float32Array = NDArray[np.float32]


@dataclass(frozen=True)
class Region:
    """A box along the array axes of a volume: `center_lps_mm` (3,) LPS mm, `size_zyx_mm` outer edges in mm."""

    center_lps_mm: tuple[float, float, float]
    size_zyx_mm: tuple[float, float, float]


def resample(
    volume: Volume, spacing_mm: float, region: Region | None = None, reporter: Reporter | None = None
) -> tuple[Float32Array, Grid]:
    """The volume on cubic voxels of `spacing_mm`, whole or within `region` as far as the volume reaches.

    Returns [z, y, x] float32 HU and its grid, which has the axes of the volume's grid. Coarser voxels average
    what they cover (triangle filter as wide as the coarser voxel), finer ones interpolate linearly.

    Raises:
        ValueError: if the region lies wholly outside the volume.
    """
    grid = working_grid(volume.grid, spacing_mm, region)
    return resample_array(volume.hu, volume.grid, grid, reporter), grid


def working_grid(grid: Grid, spacing_mm: float, region: Region | None = None) -> Grid:
    """The grid of cubic voxels of `spacing_mm` over `grid`, whole or within `region` as far as `grid` reaches.

    Raises:
        ValueError: if the region lies wholly outside the grid.
    """
    if region is None:
        return grid.with_spacing((spacing_mm,) * 3)
    center = grid.index_from_lps(region.center_lps_mm)
    half = np.array(region.size_zyx_mm, float) / 2.0 / grid.spacing
    shape = np.array(grid.shape_zyx)
    start = np.clip(np.floor(center - half + 0.5), 0, shape).astype(int)
    stop = np.clip(np.ceil(center + half + 0.5), 0, shape).astype(int)
    if np.any(stop <= start):
        raise ValueError("the region lies outside the volume")
    return grid.crop(start, stop - start).with_spacing((spacing_mm,) * 3)


def normalise(hu: Float32Array, window_hu: tuple[float, float]) -> Float32Array:
    """HU clipped to `window_hu` (low, high) and mapped to −1…1; same shape, float32."""
    low, high = window_hu
    scaled = np.clip(hu, low, high).astype(np.float32)
    scaled -= np.float32((low + high) / 2.0)
    scaled /= np.float32((high - low) / 2.0)
    return scaled


def as_input(hu: Float32Array, manifest: Manifest) -> Float32Array:
    """HU as a network wants them: clipped to its window, then mapped to −1…1 or standardised; same shape, float32."""
    if manifest.zscore_hu is None:
        return normalise(hu, manifest.window_hu)
    mean_hu, deviation_hu = (np.float32(value) for value in manifest.zscore_hu)
    low, high = manifest.window_hu
    standardised: Float32Array = (np.clip(hu, low, high).astype(np.float32) - mean_hu) / deviation_hu
    return standardised


def resample_probabilities(probabilities: Float32Array, source: Grid, target: Grid) -> Float32Array:
    """Class probabilities (C, z, y, x) on `source` brought linearly to `target`, a grid with the same axes.

    Raises:
        ValueError: as `resample_array`.
    """
    return np.stack([resample_array(channel, source, target) for channel in probabilities])


def resample_labels_back(probabilities: Float32Array, source: Grid, target: Grid) -> NDArray[np.uint8]:
    """The labels [z, y, x] on `target` of class probabilities (C, z, y, x) on `source` with the same axes.

    A voxel belongs to an ear where background is less likely than all parts together, and then to the likeliest
    part: comparing background with each part alone would eat away the seams between parts.

    Raises:
        ValueError: as `resample_array`.
    """
    return labels_from(resample_probabilities(probabilities, source, target))


def labels_from(probabilities: ArrayLike) -> NDArray[np.uint8]:
    """Labels [z, y, x] of probabilities (C, z, y, x): the likeliest part where background is below one half."""
    values = np.asarray(probabilities)
    part = values[1:].argmax(axis=0) + 1
    return np.where(values[0] < 0.5, part, 0).astype(np.uint8)
