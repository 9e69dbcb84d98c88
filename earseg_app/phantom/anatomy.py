"""One phantom head: everything that is drawn, and the frames it lies in."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from earseg_app.domain.anatomy import Side
from earseg_app.phantom.dimensions import EarShape, HeadShape, draw_ear, draw_head
from earseg_app.phantom.frames import Frame


@dataclass(frozen=True)
class Anatomy:
    """A head with both ears; frozen, so that it can be handed to any thread."""

    seed: int
    head: HeadShape
    right: EarShape
    left: EarShape

    @classmethod
    def draw(
        cls, seed: int, *, right: EarShape | None = None, left: EarShape | None = None, head: HeadShape | None = None
    ) -> Anatomy:
        """The anatomy of a seed; a given head or ear replaces the drawn one."""
        rng = np.random.default_rng([seed, 0xEA5])
        drawn_head = draw_head(rng)
        aeration = float(np.clip(rng.beta(3.0, 1.6), 0.1, 1.0))
        lumen_hu, petrous_hu = float(rng.uniform(20.0, 200.0)), float(rng.uniform(1200.0, 1950.0))
        ears = [draw_ear(side, rng, aeration, lumen_hu, petrous_hu) for side in (Side.RIGHT, Side.LEFT)]
        return cls(seed, head or drawn_head, right or ears[0], left or ears[1])

    def ear(self, side: Side) -> EarShape:
        """The ear of one side."""
        return self.right if side is Side.RIGHT else self.left

    def with_ear(self, ear: EarShape) -> Anatomy:
        """The same head with another ear on that ear's side."""
        return replace(self, right=ear) if ear.side is Side.RIGHT else replace(self, left=ear)

    @property
    def head_frame(self) -> Frame:
        """x left, y posterior, z superior of the head; origin midway between the ears."""
        return Frame(self.head.position_lps_mm, self.head.rotation_deg)

    def ear_frame(self, side: Side) -> Frame:
        """The ear's own frame: origin in the vestibule, x medial, y posterior, z superior; mirrored for the left."""
        ear = self.ear(side)
        sign = 1.0 if side is Side.LEFT else -1.0
        x, y, z = ear.offset_mm
        origin = (sign * (self.head.half_ear_distance_mm + x), y, z)
        return Frame(origin, ear.turn_deg, mirrored=side is Side.LEFT).within(self.head_frame)
