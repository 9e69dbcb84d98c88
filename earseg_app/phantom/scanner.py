"""A CT scanner as the image sees it: point spread, slice profile, kernel overshoot and correlated noise."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter1d

FWHM_PER_SIGMA = 2.3548


@dataclass(frozen=True)
class Scanner:
    """One reconstruction protocol.

    `psf_fwhm_mm`: in-plane width of a point. `overshoot`: 0 for smooth kernels; the share of edge enhancement of sharp
    ones. `slice_thickness_mm`: full width at half maximum of the slice profile. `noise_hu`: standard deviation of the
    image noise; `noise_grain_mm`: the standard deviation of the noise's in-plane smoothing; sharp kernels also lack low
    frequencies (`overshoot` > 0). `circular`: outside the circle of reconstruction the image is padding.
    """

    kernel: str = "UHR59"
    psf_fwhm_mm: float = 0.45
    overshoot: float = 0.25
    slice_thickness_mm: float = 0.4
    noise_hu: float = 70.0
    noise_grain_mm: float = 0.16
    circular: bool = False
    padding_hu: float = -1024.0

    def blurred_in_plane(self, hu: NDArray[np.float32], spacing_mm: tuple[float, float]) -> NDArray[np.float32]:
        """Point spread over axes 1 and 2 of [z, y, x] HU, `spacing_mm` of those axes."""
        sigma = self.psf_fwhm_mm / FWHM_PER_SIGMA
        image = _smooth(hu, sigma, spacing_mm)
        if self.overshoot > 0.0:
            wide = _smooth(image, 2.0 * sigma, spacing_mm)
            image = image + np.float32(self.overshoot) * (image - wide)
        return image

    def noise(
        self, rng: np.random.Generator, shape_zyx: tuple[int, int, int], spacing_mm: tuple[float, float]
    ) -> NDArray[np.float32]:
        """Spatially correlated noise [z, y, x] of standard deviation `noise_hu`."""
        white = rng.standard_normal(shape_zyx, np.float32)
        grain = _smooth(white, self.noise_grain_mm, spacing_mm)
        if self.overshoot > 0.0:
            grain = grain - np.float32(0.7) * _smooth(grain, 4.0 * self.noise_grain_mm, spacing_mm)
        return np.asarray(grain * np.float32(self.noise_hu / max(float(grain.std()), 1e-6)), np.float32)


def _smooth(image: NDArray[np.float32], sigma_mm: float, spacing_mm: tuple[float, float]) -> NDArray[np.float32]:
    for axis, spacing in zip((1, 2), spacing_mm, strict=True):
        if sigma_mm > 0.15 * spacing:
            image = gaussian_filter1d(image, sigma_mm / spacing, axis=axis, mode="nearest", truncate=3.0)
    return image


def draw_scanner(seed: int) -> Scanner:
    """A random protocol between ultra-high-resolution bone and a coarse, noisy or smooth one."""
    rng = np.random.default_rng([seed, 0x5CA])
    psf_mm = float(np.exp(rng.uniform(np.log(0.35), np.log(1.0))))
    return Scanner(
        kernel="random",
        psf_fwhm_mm=psf_mm,
        overshoot=float(rng.choice([0.0, rng.uniform(0.1, 0.6)])),
        slice_thickness_mm=float(rng.choice([0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1.0])),
        noise_hu=float(np.exp(rng.uniform(np.log(15.0), np.log(160.0)))),
        noise_grain_mm=float(psf_mm * rng.uniform(0.2, 0.5)),
    )


BONE = Scanner()
SOFT = Scanner("J30s", psf_fwhm_mm=1.0, overshoot=0.0, slice_thickness_mm=1.5, noise_hu=14.0, noise_grain_mm=0.45)
OLD_BONE = Scanner(
    "BONEPLUS", psf_fwhm_mm=0.65, overshoot=0.35, slice_thickness_mm=1.25, noise_hu=55.0, noise_grain_mm=0.25
)
