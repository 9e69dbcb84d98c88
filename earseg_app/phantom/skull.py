"""The skull, the cranial cavity and the skin as signed distances in the head's frame (x left, y posterior, z up, mm).

Both halves share one description in folded coordinates: `m` runs medially from the ear (the midline lies at
`half_ear_distance_mm`), so that it can be compared with the ear's own frame; noise makes the halves differ.
Surface heights are read off published labelled temporal bones, rounded.
"""

from __future__ import annotations

import numpy as np
from scipy.interpolate import CubicSpline, PchipInterpolator

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

# floor of the middle fossa and roof of the petrous bone: height over the way from front to back
_FLOOR_Y_MM = (-70.0, -52.0, -44.0, -34.0, -24.0, -16.0, -11.0, -7.0, -3.0, 1.0, 6.0, 30.0)
_FLOOR_Z_MM = (12.0, 8.0, -3.0, -7.5, -6.5, -3.0, 0.3, 3.2, 6.2, 7.6, 8.4, 8.6)
# back surface of the petrous bone: how far back it lies over the way from lateral to medial, at the ear's height
_BACK_M_MM = (-60.0, -32.0, -24.0, -16.0, -10.0, 0.0, 5.0, 10.0, 15.0, 20.0, 26.0, 60.0)
_BACK_Y_MM = (24.0, 24.0, 21.0, 16.5, 14.5, 11.0, 8.4, 5.2, 1.2, -4.0, -9.5, -24.0)
_floor = PchipInterpolator(_FLOOR_Y_MM, _FLOOR_Z_MM)
_back = CubicSpline(_BACK_M_MM, _BACK_Y_MM)
_floor_table = _floor(np.arange(-70.0, 30.5, 0.5)).astype(np.float32)
_back_table = _back(np.arange(-60.0, 60.5, 0.5)).astype(np.float32)


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

    def fields(self, p: Points) -> Distances:
        """Signed distances (5, …) to skin, bone (with its marrow), cranial cavity, mandible and sinus air."""
        q = self.folded(p)
        cavity = self.cavity(q) + 0.25 * self._ripple(p)
        return np.stack([self.skin(q), self.bone(q, cavity), cavity, self.mandible(q), self.sinus(q)])

    def cavity(self, q: Points) -> Distances:
        """The room of brain, dura and cerebrospinal fluid."""
        m, y, z = q
        half, size = self._half, self._size
        dome = ellipsoid(q, (half, -7.0, 20.0), (half + 29.5 * size, 84.0 * size, 76.0))
        middle = smooth_intersection(self.floor_mm(q) - z, np.asarray(m - (half - 9.0), np.float32), 6.0)
        middle = smooth_intersection(middle, np.asarray(-50.0 - y, np.float32), 8.0)
        back = (self.back_mm(q) - y) * np.float32(0.8)
        clivus = -(0.76 * y + 0.65 * z + 9.5)
        bowl = ellipsoid(q, (half, 26.0, -2.0), (56.0, 50.0, 33.0))
        behind = smooth_intersection(smooth_intersection(back, clivus, 4.0), intersection(bowl, z - 60.0), 6.0)
        canal = intersection(ellipsoid(q, (half, 22.0, -40.0), (14.0, 17.0, 30.0)), z - 0.0)
        above = intersection(np.asarray(10.0 + 0.5 * np.maximum(-y - 40.0, 0.0) - z, np.float32), dome)
        below = smooth_union(middle, smooth_union(behind, canal, 3.0), 2.5)
        return smooth_union(smooth_intersection(dome, below, 3.0), above + 1.5, 2.0)

    def floor_mm(self, q: Points) -> Distances:
        """Height of the middle fossa's floor with the arcuate eminence."""
        m, y, _ = q
        base = _floor_table[np.clip((y + 70.0) * 2.0, 0, len(_floor_table) - 1).astype(np.int32)]
        eminence = 2.0 * np.exp(-((m + 1.0) ** 2 + (y - 1.0) ** 2) / 28.0)
        lateral = -2.2 * np.exp(-(((m + 17.0) / 7.0) ** 2))
        medial = -2.6 * np.exp(-((m - 14.0) ** 2 + (y + 1.0) ** 2) / 60.0)
        sphenoid = 9.0 / (1.0 + np.exp(-(m - 21.0) / 2.0)) * (y < 0)
        return np.asarray(base + eminence + lateral + medial + sphenoid, np.float32)

    def back_mm(self, q: Points) -> Distances:
        """How far back the posterior surface of the petrous bone lies."""
        m, _, z = q
        base = _back_table[np.clip((m + 60.0) * 2.0, 0, len(_back_table) - 1).astype(np.int32)]
        return np.asarray(base - 0.3 * np.clip(z, -25.0, 12.0), np.float32)

    def bone(self, q: Points, cavity: Distances) -> Distances:
        """Vault, petrous bone, skull base, mastoid process, mandible head; hollow where the brain lies."""
        m, y, z = q
        half, size, thick = self._half, self._size, self._thick
        shell = ellipsoid(q, (half, -7.0, 20.0), (half + 29.5 * size + thick, 84.0 * size + thick, 76.0 + thick))
        shell = intersection(shell, -z - 12.0 + 0.0 * y)
        # below the ear: from the underside of the fossae down to the base
        under = intersection(self.floor_mm(q) - 5.0 - z, np.asarray(-12.0 - z, np.float32))
        base = intersection(ellipsoid(q, (half, -7.0, 6.0), (half + 30.0, 66.0, 26.0)), self._underside(q) - z)
        mastoid = ellipsoid(q, (-17.5, 12.0, -10.0), (11.0, 13.5, 22.0), _TILT)
        root = ellipsoid(q, (-24.0, -12.0, -6.5), (5.0, 16.0, 3.2))
        occiput = intersection(cavity - 6.0, 18.0 - y)
        solid = smooth_union(smooth_union(union(shell, base, occiput), mastoid, 5.0), root, 4.0)
        del under, m
        solid = smooth_intersection(solid, -self.joint(q), 1.5)
        return intersection(smooth_union(solid, cavity - 2.2, 1.0), -cavity)

    def _underside(self, q: Points) -> Distances:
        m, y, _ = q
        front = np.minimum(self.floor_mm(q) - 4.5, -6.0)
        share = 1.0 / (1.0 + np.exp((y + 17.0) / 1.5))
        middle = -17.0 - 2.0 * np.exp(-(((m - 2.0) / 6.0) ** 2)) - 12.0 / (1.0 + np.exp(-(y - 14.0) / 3.0))
        central = -16.0 / (1.0 + np.exp(-(m - 20.0) / 2.5)) * share
        return np.asarray(share * front + (1.0 - share) * middle + central, np.float32)

    def joint(self, q: Points) -> Distances:
        """The hollow of the temporomandibular joint with disc and capsule."""
        return ellipsoid(q, (-15.0, -14.5, -15.0), (9.5, 7.0, 9.5))

    def mandible(self, q: Points) -> Distances:
        """Head and neck of the mandible."""
        head = ellipsoid(q, (-14.5, -14.5, -14.8), (8.5, 4.2, 4.5))
        neck = ellipsoid(q, (-16.0, -16.0, -32.0), (3.5, 6.0, 19.0))
        return smooth_union(head, neck, 3.0)

    def sinus(self, q: Points) -> Distances:
        """Air of the sphenoid sinus and the nasopharynx."""
        half = self._half
        sphenoid = ellipsoid(q, (half - 9.0, -37.0, -4.0), (8.5, 13.0, 9.0))
        pharynx = ellipsoid(q, (half, -40.0, -31.0), (13.0, 9.0, 12.0))
        return union(sphenoid, pharynx)

    def skin(self, q: Points) -> Distances:
        """The outer surface without the pinna."""
        half, size = self._half, self._size
        scalp = ellipsoid(q, (half, -8.0, 18.0), (half + 41.0 * size, 98.0 * size, 92.0))
        face = ellipsoid(q, (half, -30.0, -45.0), (half + 30.0 * size, 80.0, 70.0))
        neck = ellipsoid(q, (half, 20.0, -60.0), (58.0, 62.0, 70.0))
        return smooth_union(smooth_union(scalp, face, 14.0), neck, 14.0)


# the mastoid process leans forwards going down
_TILT = ((1.0, 0.0, 0.0), (0.0, 0.96, 0.28), (0.0, -0.28, 0.96))
