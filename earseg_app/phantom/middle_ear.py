"""Ear canal, drum, tympanic cavity, ossicles and antrum, in the ear's frame (x medial, y posterior, z superior, mm)."""

from __future__ import annotations

import numpy as np

from earseg_app.domain.geometry import FloatArray
from earseg_app.phantom.dimensions import EarShape
from earseg_app.phantom.fields import Distances, Tube, ellipsoid, half_space, shifted, smooth_union, union
from earseg_app.phantom.frames import Points

DRUM_CENTER_MM = (-5.3, -3.3, -6.2)
DRUM_OUTWARD = (-0.68, -0.25, -0.69)
DRUM_RADIUS_MM = 4.5
DRUM_DEPTH_MM = 1.7
DRUM_THICKNESS_MM = 0.16

EAR_CANAL_MM = (
    (-4.4, -3.6, -6.8),
    (-7.5, -2.9, -5.9),
    (-11.5, -1.6, -6.0),
    (-15.5, -0.4, -7.6),
    (-20.0, 0.9, -9.8),
    (-25.0, 2.0, -11.6),
    (-30.0, 2.2, -11.5),
    (-37.0, 3.0, -11.0),
)
EAR_CANAL_RADII_MM = (4.2, 3.7, 3.0, 2.8, 3.1, 3.4, 3.7, 4.6)


class MiddleEar:
    """The air spaces and bones of one middle ear."""

    def __init__(self, ear: EarShape) -> None:
        rng = np.random.default_rng([ear.seed, 2])
        self._size = float(np.clip(rng.normal(1.0, 0.05), 0.88, 1.12))
        self._antrum = float(0.62 + 0.5 * ear.aeration)
        self.ear_canal = Tube(
            np.array(EAR_CANAL_MM) + rng.normal(0.0, 0.35, (len(EAR_CANAL_MM), 3)),
            np.array(EAR_CANAL_RADII_MM) * rng.uniform(0.85, 1.12),
        )
        shift = rng.normal(0.0, 0.1, 3)
        handle = ((-5.8, -4.75, -1.0), (-5.7, -4.7, -2.0), (-5.4, -4.5, -3.0), (-4.4, -3.8, -3.8), (-3.6, -3.4, -4.6))
        self.handle = Tube(np.array(handle) + shift, [0.75, 0.5, 0.55, 0.42, 0.4])
        long_process = (
            (-6.4, -3.1, -0.5),
            (-5.7, -2.8, -1.7),
            (-5.2, -2.5, -2.5),
            (-4.7, -2.1, -3.1),
            (-4.1, -1.8, -3.0),
        )
        self.long_process = Tube(np.array(long_process) + shift, [0.8, 0.5, 0.42, 0.38, 0.4])
        short_process = ((-7.3, -3.0, 0.1), (-7.9, -1.6, -0.1), (-8.4, -0.3, -0.3))
        self.short_process = Tube(np.array(short_process) + shift, [1.15, 0.8, 0.4])
        self._shift: FloatArray = shift

    def lateral_of_drum(self, p: Points) -> Distances:
        """Signed distance to the drum's cone, positive on the side of the tympanic cavity."""
        plane = half_space(p, DRUM_CENTER_MM, DRUM_OUTWARD)
        q = shifted(p, DRUM_CENTER_MM)
        across = np.sqrt(np.maximum(np.einsum("i...,i...->...", q, q) - plane * plane, 0.0))
        cone = DRUM_DEPTH_MM * np.clip(1.0 - across / DRUM_RADIUS_MM, -0.3, 1.0)
        return np.asarray(-(plane + cone) * 0.93, np.float32)

    def cavity(self, p: Points) -> Distances:
        """Tympanic cavity with attic, recesses, aditus and antrum (bone of the labyrinth not yet taken out)."""
        s = self._size
        meso = ellipsoid(p, (-3.4, -2.8, -5.2), (2.7 * s, 5.2 * s, 4.6 * s))
        sinus = ellipsoid(p, (-3.2, 1.4, -4.2), (1.9 * s, 2.1, 2.4 * s))
        window = ellipsoid(p, (-1.0, 0.4, -4.0), (1.6, 1.3, 1.2))
        oval = ellipsoid(p, (-2.2, -1.2, -2.0), (1.5, 1.6, 0.9))
        front = ellipsoid(p, (-2.2, -7.6, -5.6), (2.3 * s, 3.6 * s, 3.0 * s))
        attic = ellipsoid(p, (-6.7, -3.8, 0.7), (3.3 * s, 4.4 * s, 3.3 * s), _ATTIC_AXES)
        aditus = ellipsoid(p, (-8.4, 1.0, 1.6), (2.2 * s, 3.0, 2.0 * s))
        a = self._antrum
        antrum = ellipsoid(p, (-9.5, 5.6, 2.2), (3.6 * a, 4.0 * a, 3.9 * a))
        lower = smooth_union(smooth_union(smooth_union(meso, front, 1.5), sinus, 1.0), union(window, oval), 0.8)
        return smooth_union(smooth_union(lower, attic, 1.6), smooth_union(aditus, antrum, 1.5), 1.5)

    def ossicles(self, p: Points) -> Distances:
        """Malleus and incus; a thin joint keeps them apart."""
        head = ellipsoid(p, np.add((-6.0, -5.2, 0.5), self._shift).tolist(), (1.15, 1.1, 1.35))
        malleus = smooth_union(head, self.handle.distance(p), 0.5)
        body = ellipsoid(p, np.add((-7.2, -3.4, 0.35), self._shift).tolist(), (1.45, 1.3, 1.1))
        incus = smooth_union(
            smooth_union(body, self.short_process.distance(p), 0.6), self.long_process.distance(p), 0.5
        )
        joint = np.float32(0.12) - np.abs(malleus - incus) * np.float32(0.5)
        return np.asarray(np.maximum(union(malleus, incus), joint), np.float32)


class Stapes:
    """Head, two crura and the footplate in the oval window."""

    def __init__(self, oval_window_mm: FloatArray) -> None:
        foot = oval_window_mm + np.array([-0.25, 0.0, -0.12])
        top = np.array([-3.7, -1.6, -2.8])
        side = np.array([-0.25, 0.93, 0.3])
        mid = 0.5 * (foot + top)
        self.crura = (
            Tube([top, mid - 0.85 * side, foot - 1.15 * side], [0.28, 0.16, 0.18]),
            Tube([top, mid + 0.85 * side, foot + 1.15 * side], [0.28, 0.16, 0.18]),
        )
        self._plate = Tube([foot - 1.35 * side, foot + 1.35 * side], 0.3)
        self._foot = foot
        self._normal = (top - foot) / np.linalg.norm(top - foot)

    def distance(self, p: Points) -> Distances:
        """Signed distance to the stapes."""
        plate = np.maximum(self._plate.distance(p), np.abs(half_space(p, self._foot.tolist(), self._normal)) - 0.12)
        return union(*(crus.distance(p) for crus in self.crura), np.asarray(plate, np.float32))


_ATTIC_AXES = ((0.94, 0.3, -0.14), (-0.3, 0.95, 0.0), (0.13, 0.04, 0.99))
