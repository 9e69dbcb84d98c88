"""The skull, the cranial cavity and the skin as signed distances in the head's frame (x left, y posterior, z up, mm).

Both halves share one description in folded coordinates: `m` runs medially from the ear (the midline lies at
`half_ear_distance_mm`), so that it can be compared with the ear's own frame; noise makes the halves differ.
Surface heights are read off published labelled temporal bones, rounded.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.interpolate import CubicSpline, PchipInterpolator
from scipy.special import expit

from earseg_app.phantom.dimensions import HeadShape
from earseg_app.phantom.fields import (
    Distances,
    ellipsoid,
    intersection,
    smooth_intersection,
    smooth_union,
    union,
)
from earseg_app.phantom.frames import Points
from earseg_app.phantom.noise import Noise, warped

_TABLE_STEP_MM = 0.5
# floor of the middle fossa and roof of the petrous bone: height over the way from front to back
_FLOOR_Y_MM = np.array((-70.0, -52.0, -44.0, -34.0, -24.0, -17.0, -12.5, -8.0, -4.0, 1.0, 6.0, 30.0))
_FLOOR_Z_MM = np.array((12.0, 8.0, -3.0, -7.5, -6.5, -3.2, 0.3, 3.4, 5.8, 7.6, 8.2, 8.4))
# back surface of the petrous bone: how far back it lies over the way from lateral to medial, at the ear's height
_BACK_M_MM = np.array((-60.0, -32.0, -24.0, -16.0, -10.0, 0.0, 5.0, 10.0, 15.0, 20.0, 26.0, 60.0))
_BACK_Y_MM = np.array((24.0, 24.0, 21.0, 16.5, 14.5, 11.0, 8.4, 5.2, 1.2, -4.0, -9.5, -24.0))
_FLOOR = PchipInterpolator(_FLOOR_Y_MM, _FLOOR_Z_MM)(np.arange(-70.0, 30.5, _TABLE_STEP_MM)).astype(np.float32)
_BACK = CubicSpline(_BACK_M_MM, _BACK_Y_MM)(np.arange(-60.0, 60.5, _TABLE_STEP_MM)).astype(np.float32)
# the mastoid process leans forwards going down
_TILT = ((1.0, 0.0, 0.0), (0.0, 0.96, 0.28), (0.0, -0.28, 0.96))


class Skull:
    """Distances of one head, warped by its own noise."""

    def __init__(self, head: HeadShape, seed: int) -> None:
        self._half = head.half_ear_distance_mm
        self._size = head.size_scale
        self._thick = head.vault_mm
        self._wobble = (Noise(seed + 1, 9.0), Noise(seed + 2, 9.0), Noise(seed + 3, 9.0))
        self._ripple = Noise(seed + 4, 3.0)
        self.marrow = Noise(seed + 5, 0.55)
        self.patches = Noise(seed + 6, 4.0)

    def folded(self, p: Points) -> Points:
        """Head points (3, …) with x replaced by the way medially from the nearer ear."""
        q = warped(p, self._wobble, 0.9)
        q[0] = self._half - np.sqrt(q[0] * q[0] + 1.0)
        return q

    def fields(self, p: Points) -> NDArray[np.float32]:
        """Signed distances (3, …) to the skin, the bone with its marrow, and the cranial cavity."""
        q = self.folded(p)
        ripple = self._ripple(p)
        cavity = self.cavity(q) + 0.25 * ripple
        bone = intersection(self.bone(q, cavity) + 0.6 * ripple, -cavity)
        return np.stack([self.skin(q), bone, cavity])

    def cavity(self, q: Points) -> Distances:
        """The room of brain, dura and cerebrospinal fluid."""
        m, y, z = q
        half = self._half
        middle = smooth_intersection(self._floor_mm(q) - z, np.asarray(m - (half - 9.0), np.float32), 5.0)
        middle = smooth_intersection(middle, np.asarray(-50.0 - y, np.float32), 8.0)
        back = (self._back_mm(q) - y) * np.float32(0.8)
        clivus = np.asarray(-(0.76 * y + 0.65 * z + 9.5), np.float32)
        bowl = ellipsoid(q, (half, 26.0, -2.0), (56.0, 50.0, 33.0))
        behind = smooth_intersection(smooth_intersection(back, clivus, 4.0), bowl, 6.0)
        canal = intersection(ellipsoid(q, (half, 22.0, -40.0), (14.0, 17.0, 30.0)), z)
        below = smooth_union(middle, smooth_union(behind, canal, 3.0), 1.5)
        # above the petrous ridge and, in front, above the roofs of the orbits nothing divides the cavity
        above = np.asarray(11.5 + 0.12 * np.maximum(-y - 40.0, 0.0) - z, np.float32)
        return smooth_intersection(self._dome(q, 0.0), smooth_union(below, above, 2.0), 3.0)

    def _dome(self, q: Points, grow_mm: float) -> Distances:
        side, front = self._half + 29.5 * self._size, 84.0 * self._size
        return ellipsoid(q, (self._half, -7.0, 20.0), (side + grow_mm, front + grow_mm, 76.0 + grow_mm))

    def _floor_mm(self, q: Points) -> Distances:
        """Height of the middle fossa's floor with the arcuate eminence."""
        m, y, _ = q
        base = _FLOOR[np.clip((y + 70.0) / _TABLE_STEP_MM, 0, len(_FLOOR) - 1).astype(np.int32)]
        eminence = 2.9 * np.exp(-((m + 1.5) ** 2 + (y - 1.0) ** 2) / 55.0)
        lateral = -1.8 * np.exp(-(((m + 17.0) / 7.0) ** 2))
        medial = -1.6 * np.exp(-((m - 17.0) ** 2 + (y + 1.0) ** 2) / 40.0)
        sphenoid = 9.0 * expit((m - 22.0) / 2.0) * (y < 0)
        return np.asarray(base + eminence + lateral + medial + sphenoid, np.float32)

    def _back_mm(self, q: Points) -> Distances:
        """How far back the posterior surface of the petrous bone lies."""
        m, _, z = q
        base = _BACK[np.clip((m + 60.0) / _TABLE_STEP_MM, 0, len(_BACK) - 1).astype(np.int32)]
        return np.asarray(base - 0.3 * np.clip(z, -25.0, 12.0), np.float32)

    def bone(self, q: Points, cavity: Distances) -> Distances:
        """Vault, petrous bone, skull base and mastoid process, hollow where the brain lies and at the jaw's joint."""
        _, y, z = q
        half = self._half
        shell = smooth_intersection(self._dome(q, self._thick), np.asarray(-z - 10.0 - 0.3 * y, np.float32), 4.0)
        front = np.asarray(-46.0 - y, np.float32)
        shell = intersection(shell, union(front, np.asarray(2.0 - z, np.float32)))
        base = intersection(ellipsoid(q, (half, -7.0, 6.0), (half + 30.0, 66.0, 26.0)), self._underside(q) - z, front)
        mastoid = ellipsoid(q, (-17.5, 12.0, -10.0), (11.0, 13.5, 22.0), _TILT)
        root = ellipsoid(q, (-24.0, -12.0, -6.0), (4.5, 16.0, 3.0))
        occiput = intersection(cavity - 6.0, np.asarray(18.0 - y, np.float32))
        solid = smooth_union(smooth_union(union(shell, base, occiput), mastoid, 5.0), root, 4.0)
        solid = smooth_intersection(smooth_union(solid, self.canal_ring(q), 1.5), -self.joint(q), 1.5)
        return intersection(smooth_union(solid, cavity - 2.2, 1.0), -cavity)

    @staticmethod
    def canal_ring(q: Points) -> Distances:
        """The tympanic bone around the bony ear canal."""
        return ellipsoid(q, (-13.0, -0.5, -7.5), (9.5, 6.0, 7.5))

    def _underside(self, q: Points) -> Distances:
        m, y, _ = q
        front = np.minimum(self._floor_mm(q) - 4.0, -5.0)
        # in front of the ear the base is thin; medially the petrous apex reaches further forwards
        edge = -11.0 - 9.0 * expit((m - 3.0) / 2.0)
        share = expit(-(y - edge) / 1.5)
        middle = -17.0 - 2.0 * np.exp(-(((m - 2.0) / 6.0) ** 2)) - 12.0 * expit((y - 14.0) / 3.0)
        central = -16.0 * expit((m - 20.0) / 2.5) * share
        return np.asarray(share * front + (1.0 - share) * middle + central, np.float32)

    @staticmethod
    def joint(q: Points) -> Distances:
        """The hollow of the temporomandibular joint with disc and capsule, open downwards and forwards."""
        hollow = ellipsoid(q, (-14.5, -14.5, -14.5), (9.5, 7.0, 9.0))
        return smooth_union(hollow, ellipsoid(q, (-14.5, -22.0, -22.0), (11.0, 10.0, 11.0)), 4.0)

    def skin(self, q: Points) -> Distances:
        """The outer surface without the auricle."""
        half, size = self._half, self._size
        scalp = ellipsoid(q, (half, -8.0, 18.0), (half + 41.0 * size, 98.0 * size, 92.0))
        face = ellipsoid(q, (half, -28.0, -45.0), (half + 30.0 * size, 72.0, 70.0))
        neck = ellipsoid(q, (half, 20.0, -60.0), (58.0, 62.0, 70.0))
        return smooth_union(smooth_union(scalp, face, 14.0), neck, 14.0)
