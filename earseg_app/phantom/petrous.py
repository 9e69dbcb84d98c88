"""Canals, nerves and vessels of the petrous bone, in the ear's frame (x medial, y posterior, z superior, mm).

Courses are read off published labelled temporal bones and rounded.
"""

from __future__ import annotations

import numpy as np

from earseg_app.domain.geometry import FloatArray
from earseg_app.phantom.dimensions import EarShape
from earseg_app.phantom.fields import Distances, Tube
from earseg_app.phantom.frames import Points
from earseg_app.phantom.noise import Noise

FACIAL_MM = (
    (3.4, -2.4, 1.3),
    (1.2, -4.9, 1.5),
    (-0.6, -6.1, 1.5),
    (-2.0, -3.6, 0.0),
    (-3.9, -0.3, -0.9),
    (-5.5, 2.5, -1.8),
    (-6.2, 4.6, -3.6),
    (-6.2, 5.6, -7.0),
    (-6.4, 6.5, -13.0),
    (-7.0, 7.2, -21.0),
)
FACIAL_RADII_MM = (0.45, 0.45, 0.9, 0.55, 0.5, 0.55, 0.7, 0.75, 0.8, 0.9)
MEATUS_MM = (
    (2.9, -1.7, 0.6),
    (4.4, -1.35, 0.5),
    (7.0, -1.0, 0.4),
    (9.5, -0.4, 0.2),
    (12.5, 0.5, 0.0),
    (17.0, 2.2, 0.0),
)
MEATUS_RADII_MM = (1.2, 1.8, 2.05, 2.2, 2.5, 3.2)
CAROTID_MM = (
    (5.2, -4.2, -32.0),
    (5.4, -4.0, -21.0),
    (5.8, -4.2, -14.0),
    (8.2, -5.6, -9.8),
    (12.5, -9.0, -8.0),
    (18.0, -11.8, -8.4),
    (23.0, -14.0, -6.5),
    (26.0, -19.0, 0.0),
)
SIGMOID_MM = (
    (-10.5, 46.0, 6.0),
    (-19.0, 34.0, 7.0),
    (-21.0, 24.0, 4.0),
    (-17.5, 18.0, -2.0),
    (-14.0, 15.0, -10.0),
    (-7.0, 12.5, -16.5),
    (1.0, 8.5, -17.5),
    (4.0, 5.5, -12.5),
    (4.5, 3.5, -20.0),
    (4.0, 2.0, -34.0),
)
SIGMOID_RADII_MM = (3.0, 3.5, 4.3, 4.8, 4.6, 4.3, 4.0, 3.7, 4.2, 4.2)
COCHLEAR_AQUEDUCT_MM = ((1.3, -0.6, -4.6), (4.0, 1.6, -7.0), (7.0, 4.5, -9.5), (9.5, 7.5, -11.5))
VESTIBULAR_AQUEDUCT_MM = (
    (0.8, 2.6, 1.0),
    (1.3, 4.7, 1.6),
    (0.4, 6.2, 0.0),
    (-0.2, 7.3, -1.8),
    (-0.6, 8.6, -3.4),
    (-1.0, 11.5, -6.0),
)
SUPERIOR_VESTIBULAR_MM = ((3.2, -1.6, 1.6), (0.8, -1.7, 1.6))
SINGULAR_MM = ((4.0, 0.2, -0.6), (2.0, 1.2, -1.5), (1.0, 1.8, -2.2))
SUBARCUATE_MM = ((9.0, 3.0, 3.6), (4.0, 3.2, 4.4), (-1.0, 2.5, 4.6), (-5.0, 2.0, 4.6))
EUSTACHIAN_MM = ((-1.6, -7.5, -6.2), (2.0, -13.5, -8.0), (8.0, -22.0, -12.5), (15.0, -32.0, -20.0))
TENSOR_MM = ((-3.2, -3.6, -1.9), (-2.0, -6.5, -2.4), (2.5, -13.0, -5.0), (8.0, -21.0, -9.5))


class Canals:
    """The tubes of one ear: its own sizes on the average courses."""

    def __init__(self, ear: EarShape, modiolus_base_mm: FloatArray) -> None:
        rng = np.random.default_rng([ear.seed, 1])

        def course(points: tuple[tuple[float, ...], ...], jitter_mm: float) -> FloatArray:
            fixed = np.array(points)
            return np.asarray(fixed + rng.normal(0.0, jitter_mm, fixed.shape))

        self.facial = Tube(course(FACIAL_MM, 0.12), FACIAL_RADII_MM)
        self.meatus = Tube(course(MEATUS_MM, 0.15), np.array(MEATUS_RADII_MM) * ear.meatus_scale)
        base = modiolus_base_mm
        fundus = np.array([4.9, -2.0, -0.4])
        self.cochlear_nerve = Tube([fundus, 0.5 * (fundus + base), base], [1.1, 0.95, 0.8])
        self.superior_vestibular = Tube(course(SUPERIOR_VESTIBULAR_MM, 0.05), 0.35)
        self.singular = Tube(course(SINGULAR_MM, 0.08), 0.28)
        self.subarcuate = Tube(course(SUBARCUATE_MM, 0.35), 0.16)
        self.carotid = Tube(course(CAROTID_MM, 0.35), rng.uniform(2.2, 2.8))
        self.sinus_dents = Noise(ear.seed + 30, 3.0)
        self.sigmoid = Tube(course(SIGMOID_MM, 0.7), np.array(SIGMOID_RADII_MM) * rng.uniform(0.75, 1.15))
        self.cochlear_aqueduct = Tube(course(COCHLEAR_AQUEDUCT_MM, 0.1), [0.12, 0.2, 0.5, 1.5])
        half = ear.aqueduct_mm / 2.0
        self.vestibular_aqueduct = Tube(
            course(VESTIBULAR_AQUEDUCT_MM, 0.08), [0.2, 0.2, 0.8 * half, half, 1.3 * half, 0.4]
        )
        self.eustachian = Tube(course(EUSTACHIAN_MM, 0.3), [2.0, 1.2, 0.7, 0.4])
        self.tensor = Tube(course(TENSOR_MM, 0.1), [0.4, 0.8, 1.0, 1.1])

    def sinus(self, p: Points) -> Distances:
        """Signed distance to the sigmoid sinus and jugular bulb, not quite round."""
        distance = self.sigmoid.distance(p, 5.0)
        return np.asarray(distance + 0.7 * self.sinus_dents(p), np.float32)
