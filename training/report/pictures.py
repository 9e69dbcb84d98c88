"""A case in slices and in 3D: what was found beside what is true."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from skimage.measure import marching_cubes

SLICES = 5
MARGIN = 12
WINDOW_HU = (-1300.0, 2700.0)
AGREED, INVENTED, MISSED = (0.2, 0.8, 0.4), (0.9, 0.2, 0.2), (0.2, 0.45, 1.0)


def save_picture(path: Path, kept: Path) -> None:
    """A row of axial slices through the ear and two surfaces, found and true, from the NAME.npz of `run`."""
    from matplotlib.figure import Figure

    with np.load(kept) as data:
        hu, truth, found = data["hu"], data["truth"] > 0, data["found"] > 0
        z_mm, y_mm, x_mm = (float(side) for side in data["spacing"])
    box = _box(truth | found)
    hu, truth, found = hu[box], truth[box], found[box]
    figure = Figure(figsize=(3.0 * (SLICES + 2), 3.2), layout="constrained")
    levels = np.quantile(np.argwhere(truth | found)[:, 0], np.linspace(0.1, 0.9, SLICES)).astype(int)
    for number, level in enumerate(levels):
        axes = figure.add_subplot(1, SLICES + 2, number + 1)
        axes.imshow(_tinted(hu[level], truth[level], found[level]), aspect=y_mm / x_mm)
        axes.set_axis_off()
    for number, (mask, title) in enumerate(((found, "found"), (truth, "true"))):
        axes = figure.add_subplot(1, SLICES + 2, SLICES + 1 + number, projection="3d")
        _surface(axes, mask, (z_mm, y_mm, x_mm))
        axes.set_title(title)
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path, dpi=60)


def _tinted(hu: NDArray[Any], truth: NDArray[np.bool_], found: NDArray[np.bool_]) -> NDArray[np.float64]:
    low, high = WINDOW_HU
    grey = np.clip((hu - low) / (high - low), 0.0, 1.0)
    picture = np.repeat(grey[..., None], 3, axis=-1)
    for mask, color in ((truth & found, AGREED), (found & ~truth, INVENTED), (truth & ~found, MISSED)):
        picture[mask] = 0.5 * picture[mask] + 0.5 * np.array(color)
    return picture


def _surface(axes: Any, mask: NDArray[np.bool_], spacing_zyx_mm: tuple[float, float, float]) -> None:
    if mask.any():
        solid = np.pad(mask, 1).astype(np.float32)
        points, faces, _, _ = marching_cubes(solid, 0.5, spacing=spacing_zyx_mm)  # type: ignore[no-untyped-call]
        z, y, x = points.T
        axes.plot_trisurf(x, y, z, triangles=faces, color=(0.9, 0.75, 0.5), linewidth=0)
    axes.set_aspect("equal")
    axes.set_axis_off()


def _box(mask: NDArray[np.bool_]) -> tuple[slice, ...]:
    index = np.argwhere(mask)
    low, high = index.min(axis=0) - MARGIN, index.max(axis=0) + MARGIN + 1
    return tuple(slice(max(int(a), 0), int(b)) for a, b in zip(low, high, strict=True))
