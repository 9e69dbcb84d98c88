"""One segmented ear on fine voxels."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from earseg_app.domain.geometry import FloatArray, Grid
from earseg_app.domain.segmentation import LabelArray
from earseg_app.inference.postprocess import clean, impose, touches_border
from earseg_app.inference.preprocess import labels_from
from earseg_app.inference.quality import HOPELESS, POSSIBLE_MM3

Float32Array = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class FineEar:
    """One ear on cubic voxels.

    `probabilities`: (6, z, y, x), in accord with `labels`. `labels`: [z, y, x] part codes 1…5, cleaned.
    `uncertainty`: [z, y, x], 0 sure … 1 undecided. `is_cut`: the ear reaches the edge of the scan.
    `chirality`: about +1 for the shape of a right ear, −1 for a left one, near 0 when it cannot tell.
    `doubts`: sentences on what to check. `malformed`: one more, on why the shape is not a usual ear's, or empty.
    """

    probabilities: Float32Array
    labels: LabelArray
    uncertainty: Float32Array
    grid: Grid
    is_cut: bool
    chirality: float = 0.0
    doubts: tuple[str, ...] = ()
    malformed: str = ""

    @property
    def why(self) -> tuple[str, ...]:
        """`malformed` as a list of sentences."""
        return (self.malformed,) if self.malformed else ()

    @property
    def center_lps_mm(self) -> FloatArray:
        """(3,) LPS mm of the centre of the labels, of which there must be some."""
        return self.grid.lps_from_index(ndimage.center_of_mass(self.labels > 0))

    @property
    def mean_uncertainty(self) -> float:
        """Mean uncertainty inside the ear, 0…1."""
        inside = self.labels > 0
        return float(self.uncertainty[inside].mean()) if inside.any() else 1.0

    @property
    def may_be_ear(self) -> bool:
        """Whether volume and uncertainty leave it possible that this is an ear, or half of one."""
        low, high = POSSIBLE_MM3
        volume_mm3 = np.count_nonzero(self.labels) * self.grid.voxel_volume_mm3
        return bool(low / 2.0 <= volume_mm3 <= high and self.mean_uncertainty <= HOPELESS)


def cleaned(probabilities: Float32Array, grid: Grid, chirality: float = 0.0) -> FineEar:
    """The ear that probabilities (6, z, y, x) on `grid` show, without what cannot belong to it."""
    labels = clean(labels_from(probabilities))
    is_cut = bool(np.any(touches_border(labels > 0)))
    return FineEar(impose(probabilities, labels), labels, uncertainty_of(probabilities), grid, is_cut, chirality)


def uncertainty_of(probabilities: Float32Array) -> Float32Array:
    """Entropy [z, y, x], 0…1 bit, of ear against background in probabilities (C, z, y, x); parts do not count."""
    background = np.clip(probabilities[0], np.float32(1e-6), np.float32(1.0 - 1e-6))
    ear = np.float32(1.0) - background
    return np.asarray(-background * np.log2(background) - ear * np.log2(ear), np.float32)
