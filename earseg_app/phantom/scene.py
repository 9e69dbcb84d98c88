"""Everything of one phantom that is built once and painted onto many blocks."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

import numpy as np

from earseg_app.domain.anatomy import Side
from earseg_app.domain.geometry import Grid
from earseg_app.phantom.anatomy import Anatomy
from earseg_app.phantom.canvas import Canvas
from earseg_app.phantom.cells import AirCells
from earseg_app.phantom.face import Face
from earseg_app.phantom.labyrinth import Labyrinth
from earseg_app.phantom.middle_ear import MiddleEar, Stapes
from earseg_app.phantom.noise import Noise
from earseg_app.phantom.petrous import Canals
from earseg_app.phantom.skull import Skull

# everything that belongs to an ear, the auricle included, in its own frame
EAR_BOX_MM = ((-62.0, -40.0, -40.0), (30.0, 36.0, 36.0))


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
        seed = int(np.random.default_rng([anatomy.seed, 7]).integers(1 << 30))
        self.skull = Skull(anatomy.head, seed)
        self.face = Face(anatomy.head, self.skull, seed + 10)
        self.tissue_noise = Noise(anatomy.seed + 900, 4.0)

    @cached_property
    def right(self) -> EarScene:
        """The right ear, built when first asked for."""
        return EarScene(self.anatomy, Side.RIGHT)

    @cached_property
    def left(self) -> EarScene:
        """The left ear, built when first asked for."""
        return EarScene(self.anatomy, Side.LEFT)

    def ears_near(self, grid: Grid) -> Iterator[EarScene]:
        """The ears any of whose structures lie in a grid."""
        for side in Side:
            empty = np.empty((0, 0, 0), np.float32)
            if Canvas(grid, self.anatomy.ear_frame(side), empty).window(*EAR_BOX_MM) is not None:
                yield self.right if side is Side.RIGHT else self.left
