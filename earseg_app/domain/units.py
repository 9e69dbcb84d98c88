"""The units that the user reads; whatever is kept or written stays in millimetres, cubic millimetres and degrees."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from earseg_app.domain.geometry import FloatArray

DEG_PER_TURN = 360.0
MM_PER_INCH = 25.4


class AngleUnit(Enum):
    """Of angles along the cochlea; the value is the stable key in the settings."""

    DEGREES = "degrees"
    TURNS = "turns"


class VolumeUnit(Enum):
    """Of the volumes of an ear; a cubic millimetre is a microlitre."""

    MM3 = "mm3"
    MICROLITRES = "ul"


class PrintUnit(Enum):
    """Of the sizes of models on a printer."""

    MM = "mm"
    INCH = "inch"


@dataclass(frozen=True)
class Units:
    """How angles, volumes and sizes of prints are written for the reader."""

    angle: AngleUnit = AngleUnit.DEGREES
    volume: VolumeUnit = VolumeUnit.MM3
    printed: PrintUnit = PrintUnit.MM

    @property
    def angle_symbol(self) -> str:
        """The head of a column of angles along the cochlea."""
        return "°" if self.angle is AngleUnit.DEGREES else "turns"

    @property
    def volume_symbol(self) -> str:
        """The unit behind a volume of an ear, mm³."""
        return "mm³" if self.volume is VolumeUnit.MM3 else "µL"

    def angle_figure(self, angle_deg: float) -> str:
        """An angle along the cochlea without its unit: `471`, `1.31`."""
        return f"{angle_deg:.0f}" if self.angle is AngleUnit.DEGREES else f"{angle_deg / DEG_PER_TURN:.2f}"

    def angle_words(self, angle_deg: float) -> str:
        """`471°`, `1.31 turns`."""
        space = "" if self.angle is AngleUnit.DEGREES else " "
        return f"{self.angle_figure(angle_deg)}{space}{self.angle_symbol}"

    def printed_size(self, size_mm: Sequence[float] | FloatArray) -> str:
        """The sides of a model: `62 × 48 × 8.1 mm`, `2.44 × 1.89 × 0.32 in`."""
        if self.printed is PrintUnit.INCH:
            return " × ".join(f"{length / MM_PER_INCH:.2f}" for length in size_mm) + " in"
        return " × ".join(f"{length:.0f}" if length >= 10 else f"{length:.1f}" for length in size_mm) + " mm"

    def printed_length(self, length_mm: float) -> str:
        """A distance on a model: `12.34 mm`, `0.486 in`."""
        if self.printed is PrintUnit.INCH:
            return f"{length_mm / MM_PER_INCH:.3f} in"
        return f"{length_mm:.2f} mm"

    def material(self, volume_cm3: float) -> str:
        """What a print takes: `1830 cm³`, `12.4 cm³`, `0.757 in³`."""
        if self.printed is PrintUnit.INCH:
            return f"{volume_cm3 / (MM_PER_INCH / 10.0) ** 3:.3g} in³"
        return f"{volume_cm3:.0f} cm³" if volume_cm3 >= 100 else f"{volume_cm3:.3g} cm³"


# What files, reports and the command line say.
METRIC = Units()
