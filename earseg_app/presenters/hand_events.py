"""What a view says of the mouse while something is measured by hand, and what the mouse shows."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from earseg_app.domain.anatomy import Side
from earseg_app.domain.geometry import Triple
from earseg_app.domain.measuring.hand_measures import Kind
from earseg_app.render.slice_display import SliceDisplay


@dataclass(frozen=True)
class Pen:
    """What is drawn by the left button; `guided` and `side`: the guided measure that it is for."""

    kind: Kind
    guided: str = ""
    side: Side | None = None


class PenAct(Enum):
    """What the mouse did with the pen; `END` is a double click or Enter, `BACK` takes the last point back."""

    PRESS = auto()
    MOVE = auto()
    RELEASE = auto()
    END = auto()
    BACK = auto()


@dataclass(frozen=True)
class PenEvent:
    """One act at an LPS point, mm, of the picture under the mouse; `dragged`: further than a click since it pressed."""

    act: PenAct
    point_lps_mm: Triple
    display: SliceDisplay
    dragged: bool = False


class MarkAct(Enum):
    """What the mouse or a key did with a measure that is there."""

    CHOOSE = auto()
    MOVE = auto()
    DROP = auto()
    REMOVE = auto()


@dataclass(frozen=True)
class MarkEvent:
    """One act on the measure `number`; `handle`: which of its points goes to the LPS point, mm."""

    act: MarkAct
    number: int
    handle: int = 0
    point_lps_mm: Triple = (0.0, 0.0, 0.0)
