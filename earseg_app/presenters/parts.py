"""The list of parts: which are shown, and how opaque, in both ears."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Protocol

from earseg_app.domain.anatomy import Part, Side
from earseg_app.domain.part_colors import Palette
from earseg_app.session.session import PartDisplay, Session, State

SIDES = (Side.RIGHT, Side.LEFT)


@dataclass(frozen=True)
class PartRow:
    """One part: whether each ear shows it, None where the ear lacks it; the opacity of both."""

    part: Part
    right: bool | None = None
    left: bool | None = None
    opacity: float = 1.0

    def shown(self, side: Side) -> bool | None:
        """Whether the part of that ear is shown."""
        return self.right if side is Side.RIGHT else self.left


@dataclass(frozen=True)
class PartsDisplay:
    """The rows of the list, and how strongly the labels tint the slices, 0…1, if they do at all.

    `unsure`: whether the slices show where the network is unsure, None when that isn't known.
    """

    rows: tuple[PartRow, ...] = ()
    overlay_opacity: float = 0.0
    filled: bool = True
    unsure: bool | None = None
    palette: Palette = Palette.STANDARD


class PartsView(Protocol):
    """Shows the list."""

    def show_parts(self, display: PartsDisplay) -> None:
        """Show this; only what differs from the last display is touched."""


class PartsPresenter:
    """Turns eyes and sliders into part displays of the session."""

    def __init__(self, session: Session, view: PartsView) -> None:
        self._session = session
        self._view = view
        self._display: PartsDisplay | None = None
        session.changed.connect(self._on_changed)
        self._refresh(session.state)

    def show_part(self, side: Side, part: Part, visible: bool) -> None:
        """Show or hide one part of one ear."""
        shown = self._session.state.display.part(side, part)
        self._session.show_part(side, part, replace(shown, visible=visible))

    def show_ear(self, side: Side, visible: bool) -> None:
        """Show or hide every part of one ear."""
        for part in Part:
            self.show_part(side, part, visible)

    def set_opacity(self, part: Part, opacity: float) -> None:
        """Set the opacity, 0…1, of a part in both ears."""
        for side in SIDES:
            shown = self._session.state.display.part(side, part)
            self._session.show_part(side, part, replace(shown, opacity=opacity))

    def set_overlay(self, opacity: float) -> None:
        """Set how strongly labels tint the slices, 0…1."""
        self._session.set_overlay_opacity(opacity)

    def show_uncertainty(self, visible: bool) -> None:
        """Show in the slices where the network is unsure, or the parts."""
        self._session.show_uncertainty(visible)

    def _on_changed(self, old: State, new: State) -> None:
        if not new.is_stroke_after(old) and (new.has_other_case_than(old) or old.display is not new.display):
            self._refresh(new)

    def _refresh(self, state: State) -> None:
        display = parts_display(state)
        if display != self._display:
            self._display = display
            self._view.show_parts(display)


def parts_display(state: State) -> PartsDisplay:
    """The list for a state; every row is there from the start, so that nothing jumps."""
    labels = state.case.segmentation if state.case else None
    ears = labels.ears if labels else ()
    there = {(ear.side, part) for ear in ears for part, volume_mm3 in ear.volumes_mm3.items() if volume_mm3 > 0}

    def shown(side: Side, part: Part) -> PartDisplay | None:
        return state.display.part(side, part) if (side, part) in there else None

    rows = []
    for part in Part:
        right, left = shown(Side.RIGHT, part), shown(Side.LEFT, part)
        either = right or left or PartDisplay()
        rows.append(PartRow(part, right.visible if right else None, left.visible if left else None, either.opacity))
    unsure = state.display.uncertainty_visible if labels and labels.uncertainty is not None else None
    shown_as = state.display
    return PartsDisplay(tuple(rows), shown_as.overlay_opacity, shown_as.label_style.is_filled, unsure, shown_as.palette)
