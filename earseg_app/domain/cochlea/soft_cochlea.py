"""One cochlea as a field of how full each voxel is, in which walls are found finer than a voxel."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import scipy
from numpy.typing import NDArray

from earseg_app.domain.anatomy import Side
from earseg_app.domain.cochlea.landmarks import CochlearFrame
from earseg_app.domain.geometry import FloatArray, Grid
from earseg_app.domain.labyrinth.ear_block import cochlea_of, cut_out_ear
from earseg_app.domain.segmentation import LabelArray

# A wall lies where the field crosses this.
HALF = 0.5
# Voxel stairs are softened by half a voxel before walls are sought: in phantoms of 0.2-0.4 mm, with clean walls and
# with walls that err by a voxel, this leaves the smallest bias (below 0.1 mm) of all softenings from 0 to 0.7 voxel.
SOFTENING_VOXELS = 0.5


@dataclass(frozen=True, eq=False)
class SoftCochlea:
    """`share` [z, y, x] float32 in 0…1 on `grid`: made once for an ear, sampled at every drag of a landmark.

    `softened_mm2`: variance of what softened the true wall, mm²; it draws curved walls inwards, see `drawn_in_mm`.
    """

    share: NDArray[np.float32]
    grid: Grid
    softened_mm2: float = 0.0

    @classmethod
    def of_mask(cls, cochlea: NDArray[np.bool_], grid: Grid) -> SoftCochlea:
        """The field of a mask [z, y, x] of the cochlea alone."""
        softened_mm2 = float(np.mean(np.square(SOFTENING_VOXELS * grid.spacing)))
        return cls(scipy.ndimage.gaussian_filter(cochlea.astype(np.float32), SOFTENING_VOXELS), grid, softened_mm2)

    @classmethod
    def of_labels(cls, labels: LabelArray, grid: Grid, side: Side) -> SoftCochlea:
        """The field of the cochlea of one ear of a label array [z, y, x].

        Raises:
            MeasurementError: if the cochlea is missing or cut off.
        """
        block, block_grid = cut_out_ear(labels, grid, side)
        return cls.of_mask(cochlea_of(block, block_grid, side), block_grid)

    def drawn_in_mm(self, radius_mm: FloatArray, width_mm: FloatArray) -> FloatArray:
        """(n,) how far the softening drew a lateral wall inwards, mm, to first order: σ²/2·(κ₁ + κ₂).

        `radius_mm` (n,): of the turn, κ₁ = 1/radius. `width_mm` (n,): of the lumen, taken as round, κ₂ = 2/width. A
        blurred border moves by its mean curvature (Merriman, Bence and Osher, UCLA CAM report 92-18, 1992).
        """
        moved: FloatArray = self.softened_mm2 / 2.0 * (1.0 / radius_mm + 2.0 / width_mm)
        return moved

    def at(self, frame: CochlearFrame, points_mm: FloatArray) -> NDArray[np.float32]:
        """(…) the field at points (…, 3) mm of a cochlear frame; 0 outside the grid."""
        # One affine map from the frame straight to the array: a drag samples some hundred thousand points.
        origin = self.grid.index_from_lps(np.array(frame.origin_lps_mm))
        turn = self.grid.index_from_lps(np.array(frame.origin_lps_mm) + frame.axes) - origin
        index = turn.T @ points_mm.reshape(-1, 3).T + origin[:, None]
        sampled: NDArray[np.float32] = scipy.ndimage.map_coordinates(self.share, index, output=np.float32, order=1)
        return sampled.reshape(points_mm.shape[:-1])
