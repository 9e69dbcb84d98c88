"""Place and frequency: which tone belongs to which place of the cochlea."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import ArrayLike
from scipy.interpolate import PchipInterpolator

from earseg_app.domain.geometry import FloatArray

# Greenwood, J Acoust Soc Am 1990;87:2592, human: F = A (10^(a x) − k), x = 0 at the apex, 1 at the base.
GREENWOOD_HZ = 165.4
GREENWOOD_SLOPE = 2.1
GREENWOOD_OFFSET = 0.88
GREENWOOD_SOURCE = "Greenwood 1990: F = 165.4·(10^(2.1·x) − 0.88) Hz, organ of Corti"
# Stakhovskaya et al., J Assoc Res Otolaryngol 2007;8:220, as transcribed in a public script; log-frequency between.
SPIRAL_GANGLION_DEG = (0.0, 90.0, 180.0, 270.0, 360.0, 450.0, 540.0, 630.0, 720.0)
SPIRAL_GANGLION_HZ = (17225.0, 6193.0, 3174.0, 1539.0, 785.0, 550.0, 366.0, 215.0, 58.0)
SPIRAL_GANGLION_SOURCE = "Stakhovskaya 2007, spiral ganglion, monotone cubic interpolation of log frequency"


def greenwood_hz(fraction_from_apex: ArrayLike) -> FloatArray:
    """Frequency (…) in Hz at a fraction (…) of the length of the organ of Corti, 0 at the apex, 1 at the base."""
    x = np.asarray(fraction_from_apex, float)
    frequency: FloatArray = GREENWOOD_HZ * (10.0 ** (GREENWOOD_SLOPE * x) - GREENWOOD_OFFSET)
    return frequency


def greenwood_fraction(frequency_hz: ArrayLike) -> FloatArray:
    """Fraction (…) from the apex at which a frequency (…) in Hz is heard: the inverse of `greenwood_hz`."""
    ratio = np.asarray(frequency_hz, float) / GREENWOOD_HZ + GREENWOOD_OFFSET
    fraction: FloatArray = np.log10(ratio) / GREENWOOD_SLOPE
    return fraction


def spiral_ganglion_hz(angle_deg: ArrayLike) -> FloatArray:
    """Frequency (…) in Hz of the spiral ganglion at an angle (…) from the round window; nan beyond 0…720°."""
    frequency: FloatArray = np.exp(_ganglion_law()(np.asarray(angle_deg, float)))
    return frequency


@cache
def _ganglion_law() -> PchipInterpolator:
    return PchipInterpolator(SPIRAL_GANGLION_DEG, np.log(SPIRAL_GANGLION_HZ), extrapolate=False)
