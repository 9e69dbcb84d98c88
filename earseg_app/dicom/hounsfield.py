"""From stored values to Hounsfield units: sign, bit width, padding, rescale (DICOM PS3.3 C.7.6.3, C.11.1.1.2)."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from earseg_app.dicom.header import Header

HuArray = NDArray[np.int16]
# Unsigned, in the byte order of this machine.
StoredArray = NDArray[np.unsignedinteger]

# What lies outside the scanned field: air.
AIR_HU = -1024


def to_hu(stored: StoredArray, header: Header, rescale: tuple[float, float] | None = None) -> HuArray:
    """(rows, columns) int16 HU of unsigned stored values: sign, bit width, padding, rescale.

    `rescale` overrides the one of the header (frames of an Enhanced image have their own).
    """
    width = stored.dtype.itemsize * 8
    bits = min(header.bits_stored or width, width)
    slope, intercept = rescale or header.rescale or (1.0, 0.0)
    values = _signed_values(stored, bits, header.is_signed)
    hu = _shifted(values, slope, intercept)
    if hu is None:
        limits = np.iinfo(np.int16)
        exact = np.rint(values.astype(np.float64) * slope + intercept)
        hu = np.clip(exact, limits.min, limits.max).astype(np.int16)
    if header.padding is not None:
        low, high = header.padding
        # Padding may also use the bits that values may not.
        hu[((values >= low) & (values <= high)) | (stored == low % (1 << width))] = AIR_HU
    return hu


def _signed_values(stored: StoredArray, bits: int, is_signed: bool) -> NDArray[Any]:
    """Stored values with their sign; whatever some scanners keep in the spare high bits (overlays) is taken off."""
    size = stored.dtype.itemsize
    if bits == size * 8:
        return stored.view(f"i{size}") if is_signed else stored
    values: NDArray[Any] = stored.astype(np.int64) & ((1 << bits) - 1)
    if is_signed:
        values[values >= 1 << (bits - 1)] -= 1 << bits
    return values


def _shifted(values: NDArray[Any], slope: float, intercept: float) -> HuArray | None:
    """Values plus a whole intercept, in one pass, when slope is 1 and nothing leaves int16; else None."""
    if slope != 1.0 or not float(intercept).is_integer() or values.dtype.itemsize != 2:
        return None
    limits = np.iinfo(np.int16)
    if int(values.min()) + intercept < limits.min or int(values.max()) + intercept > limits.max:
        return None
    # Sums modulo 2**16 are the right ones, for the true sums fit.
    return np.asarray(values.view(np.uint16) + np.uint16(int(intercept) % (1 << 16))).view(np.int16)
