"""Move a slice within its own plane by a fraction of a pixel."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

HuArray = NDArray[np.int16]
FloatImage = NDArray[np.float32]


def moved(image: HuArray, shift_px: NDArray[np.float64], shape: tuple[int, ...], fill_hu: int) -> HuArray:
    """An image (rows, columns) laid into a frame of `shape` with its first pixel at the fractional `shift_px`.

    Whole-pixel shifts are exact; fractions use cubic convolution (Keys 1981, a = -1/2), which reproduces
    parabolas exactly and does not blur as linear interpolation would. Outside: `fill_hu`.
    """
    whole = np.floor(shift_px + 1e-9).astype(int)
    part = np.clip(shift_px - whole, 0.0, 1.0)
    values = image.astype(np.float32)
    for axis in (0, 1):
        values = _shifted(values, float(part[axis]), axis)
    limits = np.iinfo(np.int16)
    rounded = np.clip(np.rint(values), limits.min, limits.max).astype(np.int16)
    frame = np.full(shape, fill_hu, np.int16)
    rows, columns = (min(n, size - w) for n, size, w in zip(rounded.shape, shape, whole, strict=True))
    frame[whole[0] : whole[0] + rows, whole[1] : whole[1] + columns] = rounded[:rows, :columns]
    return frame


def _shifted(values: FloatImage, part: float, axis: int) -> FloatImage:
    """`values` moved up by `part` of a pixel (0…1) along an axis, one pixel longer; edges repeated."""
    if part < 1e-6:
        return values
    pad = [(0, 0), (0, 0)]
    pad[axis] = (2, 2)
    padded = np.pad(values, pad, mode="edge")
    count = values.shape[axis] + 1
    # Output pixel i lies at input place i - part = (i - 1) + (1 - part).
    result: FloatImage = np.zeros_like(np.take(padded, range(count), axis=axis))
    for tap, weight in enumerate(_keys(1.0 - part)):
        result += np.float32(weight) * np.take(padded, range(tap, tap + count), axis=axis)
    return result


def _keys(t: float) -> tuple[float, float, float, float]:
    """Weights of the four neighbours at -1, 0, 1, 2 for a place `t` (0…1) between 0 and 1 (Keys 1981)."""
    return (
        -0.5 * t**3 + t**2 - 0.5 * t,
        1.5 * t**3 - 2.5 * t**2 + 1.0,
        -1.5 * t**3 + 2.0 * t**2 + 0.5 * t,
        0.5 * t**3 - 0.5 * t**2,
    )
