"""The landmarks of one cochlea, and the frame and view they define."""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import Enum

import numpy as np
from numpy.typing import ArrayLike

from earseg_app.domain.anatomy import Side
from earseg_app.domain.errors import MeasurementError
from earseg_app.domain.geometry import FloatArray, Triple

# Points nearer than this do not define a direction.
SHORTEST_DIRECTION_MM = 0.5


class LandmarkOrigin(Enum):
    """Who placed the landmarks."""

    AUTOMATIC = "automatic"
    BY_HAND = "by hand"
    KNOWN = "known truth"


@dataclass(frozen=True)
class EarLandmarks:
    """The landmarks of one ear, each a point in LPS mm.

    `round_window`: centre of the round window. `oval_window`: centre of the oval window.
    `modiolus_base`: where the modiolar axis passes the level of the round window (the middle of the basal turn).
    `apex`: the top of the modiolar axis, at the last turn (helicotrema).
    `provenance`: of all that are not among the names `by_hand`, which the user placed.
    The definitions follow the expert landmarks RW, OW, C and A of Wimmer et al., Data in Brief 2019;27:104782.
    """

    side: Side
    round_window: Triple
    oval_window: Triple
    modiolus_base: Triple
    apex: Triple
    provenance: LandmarkOrigin = LandmarkOrigin.AUTOMATIC
    by_hand: frozenset[str] = frozenset()

    def origin_of(self, name: str) -> LandmarkOrigin:
        """Who placed the landmark of this name."""
        return LandmarkOrigin.BY_HAND if name in self.by_hand else self.provenance

    def moved(self, name: str, point_lps_mm: ArrayLike) -> EarLandmarks:
        """These landmarks with one of `POINT_NAMES` placed by hand at `point_lps_mm` (3,).

        Raises:
            ValueError: if there is no landmark of that name.
        """
        if name not in POINT_NAMES:
            raise ValueError(f"there is no landmark {name!r}; the landmarks are {', '.join(POINT_NAMES)}")
        points = {**self.points(), name: triple(point_lps_mm)}
        return EarLandmarks(self.side, **points, provenance=self.provenance, by_hand=self.by_hand | {name})

    def points(self) -> dict[str, Triple]:
        """Every landmark by its name, LPS mm, in the order of `POINT_NAMES`."""
        return {name: getattr(self, name) for name in POINT_NAMES}

    def frame(self) -> CochlearFrame:
        """The cochlear frame of these landmarks.

        Raises:
            MeasurementError: if the landmarks coincide and define no axes.
        """
        return CochlearFrame.from_landmarks(self)


POINT_NAMES = tuple(f.name for f in fields(EarLandmarks) if f.name not in ("side", "provenance", "by_hand"))


@dataclass(frozen=True)
class CochlearFrame:
    """Axes along the cochlea: origin at the base of the modiolus; unit vectors in LPS.

    `z` runs along the modiolar axis towards the apex; `x` from the axis towards the round window; `y` away from the
    oval window, so that the angle from x to y grows along the spiral in both ears. x, y, z are therefore right-handed
    in a right ear and left-handed in a left one: in this frame a left ear looks like a right ear.
    Convention of Wimmer et al., Data in Brief 2019;27:104782.
    """

    side: Side
    origin_lps_mm: Triple
    x: Triple
    y: Triple
    z: Triple

    @classmethod
    def from_landmarks(cls, landmarks: EarLandmarks) -> CochlearFrame:
        """The frame of four landmarks.

        Raises:
            MeasurementError: if the apex lies on the base, or the round window on the modiolar axis.
        """
        base = np.array(landmarks.modiolus_base)
        return cls.from_axis(
            landmarks.side, base, np.array(landmarks.apex) - base, np.array(landmarks.round_window) - base
        )

    @classmethod
    def from_axis(
        cls, side: Side, origin_lps_mm: ArrayLike, axis: ArrayLike, towards_window: ArrayLike
    ) -> CochlearFrame:
        """The frame at `origin_lps_mm` whose z runs along `axis` and whose x leans on `towards_window`, mm in LPS.

        Raises:
            MeasurementError: if one of the two directions vanishes.
        """
        z = _unit(np.asarray(axis, float), "The apex and the base of the modiolus lie at the same place.")
        sideways = np.asarray(towards_window, float)
        x = _unit(sideways - (sideways @ z) * z, "The round window lies on the modiolar axis.")
        y = np.cross(z, x) * (1.0 if side is Side.RIGHT else -1.0)
        return cls(side, triple(origin_lps_mm), triple(x), triple(y), triple(z))

    @property
    def axes(self) -> FloatArray:
        """(3, 3): rows are x, y, z as LPS unit vectors."""
        return np.array([self.x, self.y, self.z])

    def frame_from_lps(self, points_lps_mm: ArrayLike) -> FloatArray:
        """Frame coordinates (…, 3) mm of LPS points (…, 3) mm."""
        local: FloatArray = (np.asarray(points_lps_mm, float) - np.array(self.origin_lps_mm)) @ self.axes.T
        return local

    def lps_from_frame(self, points_mm: ArrayLike) -> FloatArray:
        """LPS points (…, 3) mm of frame coordinates (…, 3) mm."""
        lps: FloatArray = np.array(self.origin_lps_mm) + np.asarray(points_mm, float) @ self.axes
        return lps

    @property
    def view_right(self) -> Triple:
        """LPS unit vector to the right of the cochlear view, which looks from the apex down to the base.

        The round window lies on the right of the picture in a right ear and on the left in a left ear:
        the picture is never mirrored.
        """
        return self.x if self.side is Side.RIGHT else triple(-np.array(self.x))

    @property
    def view_down(self) -> Triple:
        """LPS unit vector downwards in the cochlear view (towards the oval window)."""
        return triple(-np.array(self.y))

    @property
    def view_towards_viewer(self) -> Triple:
        """LPS unit vector out of the cochlear view: the modiolar axis towards the apex."""
        return self.z


def triple(values: ArrayLike) -> Triple:
    """Three floats of an array-like (3,)."""
    first, second, third = np.asarray(values, float).tolist()
    return first, second, third


def _unit(vector: FloatArray, complaint: str) -> FloatArray:
    length = float(np.linalg.norm(vector))
    if length < SHORTEST_DIRECTION_MM:
        raise MeasurementError(complaint, "Move the landmarks apart.")
    return vector / length
