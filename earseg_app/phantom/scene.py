"""Everything of one phantom that is built once and painted onto many blocks."""

from __future__ import annotations

import numpy as np

from earseg_app.domain.anatomy import Side
from earseg_app.phantom.anatomy import Anatomy
from earseg_app.phantom.cells import AirCells
from earseg_app.phantom.labyrinth import Labyrinth
from earseg_app.phantom.middle_ear import MiddleEar, Stapes
from earseg_app.phantom.noise import Noise
from earseg_app.phantom.petrous import Canals
from earseg_app.phantom.skull import Skull


class EarScene:
    """One ear's geometry and its frame in the patient."""

    def __init__(self, anatomy: Anatomy, side: Side) -> None:
        self.shape = anatomy.ear(side)
        self.frame = anatomy.ear_frame(side)
        self.labyrinth = Labyrinth(self.shape)
        self.oval_window_mm = self.labyrinth.oval_window_mm()
        self.canals = Canals(self.shape, self.labyrinth.modiolus_base_mm)
        self.middle_ear = MiddleEar(self.shape)
        self.stapes = Stapes(self.oval_window_mm)
        self.cells = AirCells(self.shape)
        self.grain = Noise(self.shape.seed + 20, 0.5)
        self.wall = Noise(self.shape.seed + 21, 1.6)


class Scene:
    """The whole head."""

    def __init__(self, anatomy: Anatomy) -> None:
        self.anatomy = anatomy
        self.frame = anatomy.head_frame
        self.skull = Skull(anatomy.head, int(np.random.default_rng([anatomy.seed, 7]).integers(1 << 30)))
        self.tissue_noise = Noise(anatomy.seed + 900, 4.0)
        self.ears = tuple(EarScene(anatomy, side) for side in Side)
