"""Rigid frames between the patient (LPS mm), the head and each ear."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.spatial.transform import Rotation

from earseg_app.domain.geometry import FloatArray, Triple

Points = NDArray[np.float32]


@dataclass(frozen=True)
class Frame:
    """A rotated, shifted and possibly mirrored coordinate system in the patient, lengths in mm.

    `origin_lps_mm`: LPS mm of the local origin. `rotation_deg`: Euler angles about the fixed LPS axes x, y, z that
    turn the local axes into the patient. `mirrored`: the local x axis runs against LPS x before the rotation.
    """

    origin_lps_mm: Triple
    rotation_deg: Triple = (0.0, 0.0, 0.0)
    mirrored: bool = False

    @property
    def matrix(self) -> FloatArray:
        """(3, 3): column i is the LPS direction of local axis i."""
        turn = np.asarray(Rotation.from_euler("xyz", self.rotation_deg, degrees=True).as_matrix(), float)
        return turn @ np.diag([-1.0 if self.mirrored else 1.0, 1.0, 1.0])

    def to_lps(self, local_mm: ArrayLike) -> FloatArray:
        """LPS mm (…, 3) of local points (…, 3) mm."""
        points: FloatArray = np.asarray(local_mm, float) @ self.matrix.T + np.array(self.origin_lps_mm)
        return points

    def from_lps(self, point_lps_mm: ArrayLike) -> FloatArray:
        """Local mm (…, 3) of LPS points (…, 3) mm."""
        points: FloatArray = (np.asarray(point_lps_mm, float) - np.array(self.origin_lps_mm)) @ self.matrix
        return points

    def within(self, outer: Frame) -> Frame:
        """The same frame, whose origin and rotation are given in `outer`'s axes, expressed in LPS.

        The mirror of `outer` is not carried over: heads are never mirrored, ears are.
        """
        turn = Rotation.from_euler("xyz", outer.rotation_deg, degrees=True)
        own = Rotation.from_euler("xyz", self.rotation_deg, degrees=True)
        origin = outer.to_lps(self.origin_lps_mm)
        angles = (turn * own).as_euler("xyz", degrees=True)
        return Frame(
            (float(origin[0]), float(origin[1]), float(origin[2])),
            (float(angles[0]), float(angles[1]), float(angles[2])),
            self.mirrored,
        )
