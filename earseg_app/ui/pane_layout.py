"""Where the panes of the viewer lie: rectangles from a layout, a size and two draggable lines."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

GAP_PX = 4
LEAST_SHARE = 0.15


class Layout(Enum):
    """Ways of placing the four panes; the value is the word shown."""

    FOUR = "Four views"
    LARGE_AXIAL = "Large axial view"
    LARGE_3D = "Large 3D view"


@dataclass(frozen=True)
class Rect:
    """A rectangle in pixels of the views' area."""

    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True)
class Split:
    """Where the vertical and the horizontal line part the area, as shares of it 0…1."""

    x: float = 0.5
    y: float = 0.5

    def moved(self, dx: float = 0.0, dy: float = 0.0) -> Split:
        """Both lines moved by shares, neither pane vanishing."""
        return Split(
            min(max(self.x + dx, LEAST_SHARE), 1.0 - LEAST_SHARE), min(max(self.y + dy, LEAST_SHARE), 1.0 - LEAST_SHARE)
        )


def arrange(layout: Layout, slots: tuple[str, str, str, str], width: int, height: int, split: Split) -> dict[str, Rect]:
    """The rectangle of each slot; `slots` are upper left, upper right, lower left, lower right of the four views.

    The large layouts put one slot over the whole height at the left and the others in a column beside it.
    """
    if layout is Layout.FOUR:
        (x0, w0), (x1, w1) = _parted(width, split.x)
        (y0, h0), (y1, h1) = _parted(height, split.y)
        places = (Rect(x0, y0, w0, h0), Rect(x1, y0, w1, h0), Rect(x0, y1, w0, h1), Rect(x1, y1, w1, h1))
        return dict(zip(slots, places, strict=True))
    large = slots[0] if layout is Layout.LARGE_AXIAL else slots[1]
    (x0, w0), (x1, w1) = _parted(width, min(split.x * 1.4, 1.0 - LEAST_SHARE))
    rects = {large: Rect(x0, 0, w0, height)}
    row = (height - 2 * GAP_PX) // 3
    for i, slot in enumerate(slot for slot in slots if slot != large):
        y = i * (row + GAP_PX)
        rects[slot] = Rect(x1, y, w1, row if i < 2 else height - y)
    return rects


def line_at(width: int, height: int, split: Split, x: float, y: float) -> tuple[bool, bool]:
    """Whether a point lies on the vertical and on the horizontal line of the four views."""
    reach = GAP_PX
    return abs(x - split.x * width) <= reach, abs(y - split.y * height) <= reach


def _parted(length: int, share: float) -> tuple[tuple[int, int], tuple[int, int]]:
    """Start and length of both parts of a length, the gap between them centred on the share."""
    first = max(round(length * share - GAP_PX / 2), 1)
    return (0, first), (first + GAP_PX, max(length - first - GAP_PX, 1))
