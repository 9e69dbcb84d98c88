"""Everything that is measured on an ear."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from earseg_app.domain.anatomy import Part, Side, label_code
from earseg_app.domain.cochlea.find_landmarks import find_landmarks
from earseg_app.domain.cochlea.formulas import DuctLength, DuctPath, duct_lengths
from earseg_app.domain.cochlea.landmarks import EarLandmarks
from earseg_app.domain.cochlea.lateral_wall import LateralWall, measured_lengths, wall_along
from earseg_app.domain.cochlea.leaks import lacking_at_b, without_leaks
from earseg_app.domain.cochlea.size import CochlearSize, Handles, handles_along, values_from_handles
from earseg_app.domain.cochlea.soft_cochlea import SoftCochlea
from earseg_app.domain.cochlea.tonotopy import MeasuredCochlea
from earseg_app.domain.errors import MeasurementError
from earseg_app.domain.geometry import Grid
from earseg_app.domain.labyrinth.canals import Canal, measure_canals
from earseg_app.domain.labyrinth.ear_block import cochlea_of, cut_out_ear
from earseg_app.domain.labyrinth.malformation import signs_of_malformation, turns_seen
from earseg_app.domain.labyrinth.split import split_labyrinth
from earseg_app.domain.measuring.normal_ranges import Flag, flags_of
from earseg_app.domain.measuring.part_sizes import areas_mm2, volumes_mm3
from earseg_app.domain.segmentation import LabelArray


@dataclass(frozen=True)
class EarMeasures:
    """All measures of one ear: lengths in mm, points in LPS mm, areas in mm², volumes in mm³, angles in degrees.

    `malformed`: a sentence for each sign of a malformed ear; where there is one, `duct_lengths` holds what was measured
    in space but no formula. `wall`: the lateral wall in space, None where too little of it can be seen.
    """

    side: Side
    landmarks: EarLandmarks
    handles: Handles
    size: CochlearSize
    duct_lengths: tuple[DuctLength, ...]
    volumes_mm3: Mapping[str, float]
    areas_mm2: Mapping[str, float]
    canals: tuple[Canal, ...]
    malformed: tuple[str, ...] = ()
    wall: LateralWall | None = field(default=None, compare=False)

    @cached_property
    def cochlea(self) -> MeasuredCochlea | None:
        """The lateral wall in its frame, for places, frequencies and electrodes; None without a wall."""
        return MeasuredCochlea(self.wall, self.landmarks.frame(), self.size) if self.wall else None

    @property
    def turns_seen(self) -> float | None:
        """Turns over which the lateral wall is seen; the rest, to 2½, follows the mean cochlea."""
        return turns_seen(self.wall)

    def quantities(self) -> dict[str, float]:
        """Every value that may have a normal range, by its key there."""
        canals = {f"{canal.part.key}_lumen": canal.lumen_mm for canal in self.canals}
        islands = {
            f"{canal.part.key}_bony_island": canal.island_mm for canal in self.canals if canal.island_mm is not None
        }
        diameters = {"A": self.size.a_mm, "B": self.size.b_mm, "H": self.size.h_mm}
        return {**diameters, **self.volumes_mm3, **canals, **islands}

    def flags(self) -> tuple[Flag, ...]:
        """Every value held against every normal range known for it."""
        return tuple(flag for key, value in self.quantities().items() for flag in flags_of(key, value))

    @property
    def cautions(self) -> tuple[str, ...]:
        """A sentence for each value outside the range to go by, and for B where the label lacks its end."""
        first = [flags_of(key, value)[:1] for key, value in self.quantities().items()]
        outside = tuple(flag.sentence() for flags in first for flag in flags if not flag.is_normal)
        return outside + ((self.lacking_at_b,) if self.lacking_at_b else ())

    @property
    def lacking_at_b(self) -> str:
        """A sentence when B ends where no cochlea ends; "" when not, or when the axes were placed by hand."""
        return "" if self.landmarks.by_hand else lacking_at_b(self.handles, self.landmarks.frame())


@dataclass(frozen=True, eq=False)
class MeasurableEar:
    """One ear, prepared once: what does not depend on landmarks is measured, the cochlea ready for any of them.

    `measured` takes some hundredths of a second, so a drag of a landmark or a handle can call it at every step.
    """

    side: Side
    cochlea: SoftCochlea
    volumes_mm3: Mapping[str, float]
    areas_mm2: Mapping[str, float]
    canals: tuple[Canal, ...] = ()
    said: str = ""

    @classmethod
    def of_labels(cls, labels: LabelArray, grid: Grid, side: Side, said: str = "") -> MeasurableEar:
        """One ear of a label array [z, y, x]; `said`: what its finding says against the shape of a usual ear.

        Raises:
            MeasurementError: if the cochlea is missing or cut off.
        """
        block, block_grid = cut_out_ear(labels, grid, side)
        cochlea = SoftCochlea.of_mask(cochlea_of(block, block_grid, side), block_grid)
        volumes, areas = volumes_mm3(block, block_grid, side), areas_mm2(block, block_grid, side)
        return cls(side, cochlea, volumes, areas, measure_canals(block, block_grid, side), said)

    def measured(
        self, landmarks: EarLandmarks, handles: Handles | None = None, wall: LateralWall | None = None
    ) -> EarMeasures:
        """Every measure along these landmarks; handles and lateral wall are found where they are not given.

        Raises:
            MeasurementError: if the landmarks define no axes or the cochlea does not surround them.
        """
        if handles is None:
            handles, wall = self._found(landmarks)
        size = values_from_handles(handles)
        wall = wall or self._wall(landmarks, size)
        signs = signs_of_malformation(size, wall, self.canals, self.said)
        along = _lengths_in_space(MeasuredCochlea(wall, landmarks.frame(), size)) if wall else ()
        formulas = () if signs else duct_lengths(size.a_mm, size.b_mm)
        return EarMeasures(
            self.side,
            landmarks,
            handles,
            size,
            along + formulas,
            self.volumes_mm3,
            self.areas_mm2,
            self.canals,
            signs,
            wall,
        )

    def _found(self, landmarks: EarLandmarks) -> tuple[Handles, LateralWall | None]:
        """Handles and lateral wall, each found with the help of the other."""
        handles = handles_along(self.cochlea, landmarks)
        wall = self._wall(landmarks, values_from_handles(handles))
        if wall is None:
            return handles, None
        kept = without_leaks(handles, wall, landmarks.frame())
        return (handles, wall) if kept is handles else (kept, self._wall(landmarks, values_from_handles(kept)))

    def _wall(self, landmarks: EarLandmarks, size: CochlearSize) -> LateralWall | None:
        try:
            return wall_along(self.cochlea, landmarks, size)
        except MeasurementError:
            return None


def measure_ear(
    labels: LabelArray,
    grid: Grid,
    side: Side,
    landmarks: EarLandmarks | None = None,
    handles: Handles | None = None,
    said: str = "",
) -> EarMeasures:
    """Every measure of one ear of a label array [z, y, x]; landmarks and handles are found where they are not given.

    `said`: what the ear's finding says against the shape of a usual ear.

    Raises:
        MeasurementError: if the cochlea can't be measured.
    """
    ear = MeasurableEar.of_labels(labels, grid, side, said)
    return ear.measured(landmarks or find_landmarks(labels, grid, side), handles)


def measure_labyrinth(mask: NDArray[np.bool_], grid: Grid) -> EarMeasures:
    """What can be measured in a mask [z, y, x] of one labyrinth without its parts; its shape tells its side.

    Raises:
        MeasurementError: if the cochlea can't be measured.
    """
    landmarks, cochlea, whole, block_grid = split_labyrinth(mask, grid)
    code = label_code(landmarks.side, Part.COCHLEA)
    sizes = []
    for measure in (volumes_mm3, areas_mm2):
        own = measure(np.where(cochlea, code, 0).astype(np.uint8), block_grid, landmarks.side)
        sizes.append({**own, **_whole(measure(np.where(whole, code, 0).astype(np.uint8), block_grid, landmarks.side))})
    ear = MeasurableEar(landmarks.side, SoftCochlea.of_mask(cochlea, block_grid), sizes[0], sizes[1])
    return ear.measured(landmarks)


def _whole(sizes: Mapping[str, float]) -> dict[str, float]:
    return {key: value for key, value in sizes.items() if key != Part.COCHLEA.key}


def _lengths_in_space(cochlea: MeasuredCochlea) -> tuple[DuctLength, ...]:
    return (
        *measured_lengths(cochlea.wall),
        *measured_lengths(cochlea.corti, DuctPath.ORGAN_OF_CORTI),
        *measured_lengths(cochlea.center, DuctPath.CENTER_LINE),
    )
