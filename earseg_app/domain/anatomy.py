"""The parts of the inner ear, their label codes, names and colours: the one table."""

from __future__ import annotations

from enum import Enum, IntEnum

LEFT_OFFSET = 10


class Side(Enum):
    """Which ear, from the patient's point of view."""

    RIGHT = "R"
    LEFT = "L"

    @property
    def word(self) -> str:
        """The side in lower case, for sentences."""
        return self.name.lower()


class Part(IntEnum):
    """A part of the bony labyrinth; the value is its label code in a right ear.

    The common crus belongs to the superior canal.
    """

    COCHLEA = 1
    VESTIBULE = 2
    SUPERIOR_CANAL = 3
    POSTERIOR_CANAL = 4
    LATERAL_CANAL = 5

    @property
    def key(self) -> str:
        """Stable identifier for files: `cochlea`, `superior_canal`, …"""
        return self.name.lower()

    @property
    def title(self) -> str:
        """Sentence-case name for the window."""
        return self.name.replace("_", " ").capitalize()

    @property
    def color(self) -> str:
        """sRGB hex, safe for colour-blind eyes (Okabe and Ito 2008)."""
        return _COLORS[self]


_COLORS = {
    Part.COCHLEA: "#E69F00",
    Part.VESTIBULE: "#56B4E9",
    Part.SUPERIOR_CANAL: "#009E73",
    Part.POSTERIOR_CANAL: "#D55E00",
    Part.LATERAL_CANAL: "#CC79A7",
}
BONE_COLOR = "#D9CFB8"
CANALS = (Part.SUPERIOR_CANAL, Part.POSTERIOR_CANAL, Part.LATERAL_CANAL)


def label_code(side: Side, part: Part) -> int:
    """The voxel value of a part: 1…5 in the right ear, 11…15 in the left."""
    return int(part) + (LEFT_OFFSET if side is Side.LEFT else 0)


def part_of_label(code: int) -> tuple[Side, Part] | None:
    """The side and part of a voxel value, or None for background and unknown codes."""
    side = Side.LEFT if code > LEFT_OFFSET else Side.RIGHT
    try:
        return side, Part(code - (LEFT_OFFSET if side is Side.LEFT else 0))
    except ValueError:
        return None
