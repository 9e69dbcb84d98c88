"""A slice, a window and labels → the pixels of a picture, by lookup tables.

Pixels are uint32 0xAARRGGBB, [row, column]: what a screen wants, so painting needs no conversion.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import scipy
import skimage
from numpy.typing import NDArray

from earseg_app.domain.anatomy import Part, Side, label_code
from earseg_app.domain.structures import Structure
from earseg_app.domain.volume import HuArray
from earseg_app.session.session import Display, Window

Pixels = NDArray[np.uint32]
Rgb = tuple[int, int, int]

_OPAQUE = np.uint32(0xFF000000)


UNSURE_COLOR = "#E0A72E"
STRONGEST_UNSURE = 0.85


@dataclass(frozen=True)
class Tint:
    """How one label code colours a slice; `alpha` 0 leaves the CT as it is, 1 hides it."""

    rgb: Rgb
    alpha: float


@dataclass(frozen=True, eq=False)
class Outline:
    """The border of a label in a slice: polylines of (column, row) in pixels, each of shape (n, 2)."""

    code: int
    rgb: Rgb
    lines: tuple[NDArray[np.float64], ...]


def grey_table(window: Window) -> Pixels:
    """Pixels for all 65 536 values of int16 HU, indexed by the value seen as uint16."""
    hu = np.arange(65536, dtype=np.uint16).view(np.int16).astype(np.float32)
    low = window.level_hu - window.width_hu / 2.0
    grey = np.clip((hu - low) * (255.0 / window.width_hu) + 0.5, 0.0, 255.0).astype(np.uint32)
    table: Pixels = _OPAQUE | grey * np.uint32(0x010101)
    return table


def paint_grey(hu: HuArray, table: Pixels) -> Pixels:
    """The picture of HU [row, column] through a `grey_table`."""
    return table.take(np.ascontiguousarray(hu).view(np.uint16))


def tints(display: Display, structures: Iterable[Structure] = ()) -> dict[int, Tint]:
    """Label code → tint, of the parts and structures that are shown in slices."""
    found = {}
    strength = display.overlay_opacity if display.label_style.is_filled else 0.0
    for side in Side:
        for part in Part:
            shown = display.part(side, part)
            if shown.visible:
                rgb = rgb_of(display.palette.color(part))
                found[label_code(side, part)] = Tint(rgb, strength * shown.opacity)
    for structure in structures:
        shown = display.structure(structure.code)
        if shown.visible:
            found[structure.code] = Tint(rgb_of(structure.color), strength * shown.opacity)
    return found


def unsure_tints() -> dict[int, Tint]:
    """Uncertainty 1…255 → tint: the less sure, the stronger."""
    return {value: Tint(rgb_of(UNSURE_COLOR), STRONGEST_UNSURE * value / 255.0) for value in range(1, 256)}


def paint_labels(pixels: Pixels, labels: NDArray[np.uint8], tints: Mapping[int, Tint]) -> Pixels:
    """The pixels [row, column] tinted where labels [row, column] have a tint; the same array where none has."""
    place = np.flatnonzero(labels != 0)
    if not place.size or not any(tint.alpha for tint in tints.values()):
        return pixels
    colors, alphas = np.zeros((256, 3), np.float32), np.zeros((256, 1), np.float32)
    for code, tint in tints.items():
        colors[code], alphas[code] = tint.rgb, tint.alpha
    painted = pixels.copy()
    codes = labels.reshape(-1)[place]
    old = painted.reshape(-1)[place]
    grey = np.stack([(old >> np.uint32(shift)) & np.uint32(255) for shift in (16, 8, 0)], axis=1)
    mixed = (grey * (1.0 - alphas[codes]) + colors[codes] * alphas[codes] + 0.5).astype(np.uint32)
    painted.reshape(-1)[place] = _OPAQUE | mixed[:, 0] << np.uint32(16) | mixed[:, 1] << np.uint32(8) | mixed[:, 2]
    return painted


def outlines(labels: NDArray[np.uint8], tints: Mapping[int, Tint], blur_px: float = 0.0) -> tuple[Outline, ...]:
    """The borders of the tinted labels of a slice [row, column], between pixel centres inside and outside.

    `blur_px`: how far the steps of voxels larger than these pixels are smoothed, as a standard deviation.
    """
    seen = np.flatnonzero(np.bincount(labels[labels != 0], minlength=256)).tolist()
    return tuple(outline_of(labels, code, tints[code].rgb, blur_px) for code in seen if code in tints)


def outline_of(labels: NDArray[np.uint8], code: int, rgb: Rgb, blur_px: float = 0.0) -> Outline:
    """The border of one label of a slice; see `outlines`. Without lines where the label is not there."""
    mask = labels == code
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    if not rows.size:
        return Outline(code, rgb, ())
    rim = 1 + int(np.ceil(3.0 * blur_px))
    block = np.pad(mask[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1], rim)
    offset = np.array([columns[0] - rim, rows[0] - rim], float)
    return Outline(code, rgb, tuple(line[:, ::-1] + offset for line in _borders(block, blur_px)))


def _borders(mask: NDArray[np.bool_], blur_px: float) -> list[NDArray[np.float64]]:
    field = scipy.ndimage.gaussian_filter(mask.astype(np.float32), blur_px) if blur_px > 0.0 else mask
    found: list[NDArray[np.float64]] = skimage.measure.find_contours(field, 0.5)  # type: ignore[no-untyped-call]
    return found


def rgba(pixels: Pixels) -> NDArray[np.uint8]:
    """Pixels as bytes [row, column, (red, green, blue, alpha)], for files and reports."""
    return np.stack([(pixels >> np.uint32(shift)).astype(np.uint8) for shift in (16, 8, 0, 24)], axis=-1)


def rgb_of(color: str) -> Rgb:
    """Red, green, blue 0…255 of sRGB hex."""
    value = int(color.lstrip("#"), 16)
    return value >> 16, value >> 8 & 255, value & 255
