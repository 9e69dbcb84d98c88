"""What the panel of the step Correct shows, and the tools it offers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum

from earseg_app.domain.anatomy import Part, Side, label_code
from earseg_app.domain.editing.scope import Area, Scope
from earseg_app.domain.geometry import Triple
from earseg_app.domain.progress import Step
from earseg_app.domain.structures import Structure
from earseg_app.presenters.need import Need

SMALLEST_MM, LARGEST_MM = 0.2, 8.0
BRUSH_STEP = 1.2
# Half the side of the box around the crosshair: for the network, and for edits that stay within it.
BOXES_MM = (2.0, 4.0, 6.0, 8.0, 12.0)
SENTENCES = {
    Need.NOTHING: "",
    Need.SCAN: "No scan is open. Open one first.",
    Need.SEGMENTATION: "Nothing is segmented yet. Segment first, then correct.",
}
# What no structure may take away from an ear: every part of both.
EARS = frozenset(label_code(side, part) for side in Side for part in Part)


class Tool(Enum):
    """What the left mouse button does in the slices; the value is the word shown."""

    NONE = "Crosshair"
    BRUSH = "Brush"
    ERASER = "Eraser"
    GROW = "Grow region"
    PIECE = "Relabel piece"
    SIDE = "Relabel side"
    BETWEEN = "Fill between"
    SPLIT = "Split"

    @property
    def paints(self) -> bool:
        """Whether it works under a dragged brush."""
        return self in (Tool.BRUSH, Tool.ERASER, Tool.SPLIT)

    @property
    def takes(self) -> bool:
        """Whether it changes what is labelled already, because the user points at it."""
        return self in (Tool.PIECE, Tool.SIDE, Tool.SPLIT, Tool.BETWEEN)


HINTS = {
    Tool.NONE: "Choose a tool. Everything can be undone.",
    Tool.BRUSH: "Paint the active part. Shift + wheel changes the size.",
    Tool.ERASER: "Erase the active part. Shift + wheel changes the size.",
    Tool.GROW: "Click inside the lumen: the active part grows through voxels of like density.",
    Tool.PIECE: "Click a piece: it becomes the active part.",
    Tool.SIDE: "Click a part: what lies beyond this slice, behind the screen, becomes the active part.",
    Tool.BETWEEN: "Click a part in one slice, then the same part in another: the gap is filled along the CT.",
    Tool.SPLIT: "Stroke each part, changing the active part between strokes, then share out.",
}


class PartWork(Enum):
    """What can be done to the whole active part; the value is the word shown."""

    LARGEST = "Keep the largest piece"
    SMALL = "Remove small pieces"
    HOLES = "Fill holes"
    SMOOTH = "Smooth"
    GROW = "Grow by 0.3 mm"
    SHRINK = "Shrink by 0.3 mm"


@dataclass(frozen=True)
class EditSettings:
    """The tool in hand: what it changes and what it must leave alone; `tolerance_hu`: how far a region grows.

    `box_mm`: half the side of the box around the crosshair. `keep_corrections`: whether the network leaves alone what
    was corrected by hand. `structure`: the active part where that is none of an ear. `kept`: codes of
    locked structures.
    """

    tool: Tool = Tool.NONE
    side: Side = Side.RIGHT
    part: Part = Part.COCHLEA
    locked: frozenset[Part] = frozenset()
    radius_mm: float = 1.0
    sphere: bool = False
    range_hu: tuple[int, int] | None = None
    area: Area = Area.EVERYWHERE
    tolerance_hu: int = 300
    reach_mm: float = 4.0
    box_mm: float = 4.0
    keep_corrections: bool = True
    structure: Structure | None = None
    kept: frozenset[int] = frozenset()

    @property
    def code(self) -> int:
        """The label code of the active part."""
        return self.structure.code if self.structure else label_code(self.side, self.part)

    @property
    def words(self) -> str:
        """The active part in words: `superior canal (right)`."""
        return self.structure.words if self.structure else part_words(self.side, self.part)

    @property
    def scope(self) -> Scope:
        """What an edit must leave alone; whatever grows or is painted as a structure stops at the ears."""
        codes = {label_code(side, part) for side in Side for part in self.locked} | self.kept
        if self.structure is not None and not self.tool.takes:
            codes |= EARS
        return Scope(frozenset(codes), self.range_hu, self.area)

    @property
    def may_take(self) -> EditSettings:
        """The same settings for what the user names himself, such as adding another part to the active one."""
        return replace(self, tool=Tool.PIECE)

    def following(self, structures: Iterable[Structure]) -> EditSettings:
        """The settings for these structures: renamed ones have their new names, removed ones are put away."""
        there = {each.code: replace(each, voxels=0) for each in structures}
        own = there.get(self.structure.code) if self.structure else None
        return replace(self, structure=own, kept=self.kept & there.keys())


@dataclass(frozen=True)
class Stroke:
    """A stroke that says which part is where: LPS points, mm, in the colour of the part."""

    color: str
    points_lps_mm: tuple[Triple, ...]


@dataclass(frozen=True)
class BrushCursor:
    """What follows the mouse in the slices: a circle of `radius_mm` in a colour, or a cross when 0.

    `box_mm`: half the side of the box around the crosshair that edits stay in, 0 for none. `strokes`: what was stroked
    and not shared out yet.
    """

    radius_mm: float
    color: str
    box_mm: float = 0.0
    strokes: tuple[Stroke, ...] = ()


@dataclass(frozen=True)
class EditDisplay:
    """The panel; `lacks`: what is missing; `done` and `undone`: names of steps, oldest first.

    `structures`: what can be painted beside the parts.
    """

    lacks: Need = Need.NOTHING
    settings: EditSettings = EditSettings()
    hint: str = ""
    done: tuple[str, ...] = ()
    undone: tuple[str, ...] = ()
    progress: Step | None = None
    structures: tuple[Structure, ...] = ()

    @property
    def need(self) -> str:
        """What is missing, in a sentence."""
        return SENTENCES[self.lacks]


def part_words(side: Side, part: Part) -> str:
    """`superior canal (right)`."""
    return f"{part.title.lower()} ({side.word})"
