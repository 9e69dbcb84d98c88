"""What lies in front of the ears: jaw, sinuses, orbits; coarse, so that a slice of the head looks whole.

Points are the skull's folded coordinates (medially from the ear, posterior, up; mm).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from earseg_app.phantom.dimensions import HeadShape
from earseg_app.phantom.fields import Distances, ellipsoid, smooth_union, union
from earseg_app.phantom.frames import Points
from earseg_app.phantom.noise import Noise
from earseg_app.phantom.skull import Skull

# the part of the head that holds all of it, in the head's frame
BOX_MM = ((-75.0, -112.0, -80.0), (75.0, -2.0, 30.0))
# the optic nerve runs backwards and inwards
_NERVE_AXES = ((0.88, 0.47, 0.0), (-0.47, 0.88, 0.0), (0.0, 0.0, 1.0))


class Face:
    """Distances of one head's face, warped as its skull is."""

    def __init__(self, head: HeadShape, skull: Skull, seed: int) -> None:
        self._half = head.half_ear_distance_mm
        self._skull = skull
        self._ripple = Noise(seed, 3.0)

    def fields(self, p: Points) -> NDArray[np.float32]:
        """Signed distances (4, …) of head points (3, …) to the mandible, the air spaces, the orbits and their eyes."""
        q = self._skull.folded(p)
        rough = np.asarray(self.ethmoid(q) + 1.2 * np.abs(self._ripple(p)), np.float32)
        return np.stack([self.mandible(q), union(self.sinuses(q), rough), self.orbit(q), self.globe(q)])

    @staticmethod
    def mandible(q: Points) -> Distances:
        """Head and neck of the mandible."""
        head = ellipsoid(q, (-14.0, -14.5, -14.2), (8.0, 3.8, 4.3))
        neck = ellipsoid(q, (-15.5, -16.5, -32.0), (3.5, 6.0, 19.0))
        return smooth_union(head, neck, 3.0)

    def sinuses(self, q: Points) -> Distances:
        """Air of the sphenoid sinus and the nasopharynx."""
        half = self._half
        sphenoid = ellipsoid(q, (half - 8.5, -34.0, -3.0), (7.5, 10.0, 8.0))
        pharynx = ellipsoid(q, (half, -40.0, -31.0), (13.0, 9.0, 12.0))
        return union(sphenoid, pharynx)

    def ethmoid(self, q: Points) -> Distances:
        """The air cells between the orbits and the nasal cavity below."""
        half = self._half
        cells = ellipsoid(q, (half - 7.0, -63.0, -6.0), (5.5, 17.0, 13.0))
        return union(cells, ellipsoid(q, (half - 6.0, -66.0, -34.0), (5.0, 26.0, 18.0)))

    def orbit(self, q: Points) -> Distances:
        """The fat-filled orbit."""
        return ellipsoid(q, (self._half - 31.0, -66.0, -6.0), (17.0, 21.0, 16.0))

    def globe(self, q: Points) -> Distances:
        """The eyeball and the optic nerve behind it."""
        eye = ellipsoid(q, (self._half - 31.0, -75.0, -5.0), (12.0, 12.0, 12.0))
        nerve = ellipsoid(q, (self._half - 26.0, -56.0, -3.0), (2.2, 11.0, 2.2), _NERVE_AXES)
        return union(eye, nerve)
