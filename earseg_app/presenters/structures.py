"""The list of structures beside the ears: which are shown, how they look, what they are called."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Protocol

from earseg_app.domain.anatomy import Side
from earseg_app.domain.errors import EarsegError
from earseg_app.domain.structures import Structure, common_named
from earseg_app.presenters.case_code import code_refusal
from earseg_app.presenters.edit_display import EditSettings
from earseg_app.presenters.ports import MessagePort
from earseg_app.presenters.report import patient_words
from earseg_app.session.session import PartDisplay, Session, State, WorkStep

TELLING = "This name tells the patient's name or id, and it is written into files. Choose another one."
NO_LABELS = "Segment first: then structures can be painted beside the ears."


@dataclass(frozen=True)
class StructureRow:
    """One structure, how it is shown, and how much of it is painted."""

    structure: Structure
    shown: PartDisplay = field(default_factory=PartDisplay)
    volume_mm3: float = 0.0

    @property
    def painted(self) -> bool:
        """Whether anything of it is."""
        return self.volume_mm3 > 0.0


@dataclass(frozen=True)
class StructuresDisplay:
    """The rows of the list; `usable`: whether structures can be added."""

    rows: tuple[StructureRow, ...] = ()
    usable: bool = False


class StructuresView(Protocol):
    """Shows the list."""

    def show_structures(self, display: StructuresDisplay) -> None:
        """Show this; only what differs from the last display is touched."""

    def ask_new(self, side: Side) -> None:
        """Which structure to add; `side`: the one that is offered."""

    def ask_remove(self, structure: Structure, answer: Callable[[], None]) -> None:
        """Whether a structure may go with all that is painted of it."""


class StructuresPresenter:
    """Turns what is done in the list into steps of the session."""

    def __init__(
        self,
        session: Session,
        messages: MessagePort,
        view: StructuresView,
        choose: Callable[[int], None],
        settings: Callable[[], EditSettings],
    ) -> None:
        """`choose`: makes a structure the active part of the tools, by its code; `settings`: what they work on now."""
        self._session = session
        self._messages = messages
        self._view = view
        self._choose = choose
        self._settings = settings
        self._display: StructuresDisplay | None = None
        session.changed.connect(self._on_changed)
        self._refresh(session.state)

    def ask(self) -> None:
        """Ask for another structure, where there are labels beside which it can lie."""
        if self._session.state.segmentation is None:
            self._messages.notice(NO_LABELS)
        else:
            self._view.ask_new(self._settings().side)

    def add(self, name: str, side: Side | None) -> None:
        """Enter a structure, and make it the active part."""
        if self._session.state.segmentation is None:
            self._messages.notice(NO_LABELS)
            return
        try:
            self._refuse_telling(name)
            made = self._session.add_structure(name, side)
        except EarsegError as error:
            self._messages.notice(error.sentence())
        else:
            self.choose(made.code)
            self._messages.notice(f"Added: {made.words}. Take the brush and paint it.")

    def choose(self, code: int) -> None:
        """Make a structure the one that the tools change."""
        self._choose(code)
        if self._session.state.step is not WorkStep.CORRECT:
            self._session.enter(WorkStep.CORRECT)

    def choose_next(self) -> None:
        """Make the next structure of the list, or the first, the one that the tools change."""
        codes = [row.structure.code for row in structures_display(self._session.state).rows]
        active = self._settings().structure
        if not codes:
            self.ask()
            return
        number = codes.index(active.code) + 1 if active and active.code in codes else 0
        self.choose(codes[number % len(codes)])

    def rename(self, code: int, name: str) -> None:
        """Give a structure another name."""
        try:
            self._refuse_telling(name)
            self._session.rename_structure(code, name)
        except EarsegError as error:
            self._messages.notice(error.sentence())

    def recolor(self, code: int, color: str) -> None:
        """Give a structure another colour, sRGB hex."""
        self._session.color_structure(code, color)

    def remove(self, code: int) -> None:
        """Take a structure off the list; asks when something of it is painted."""
        found = self._session.state.segmentation
        structure = found.structure(code) if found else None
        if structure is None:
            return
        if structure.voxels:
            self._view.ask_remove(structure, lambda: self._session.remove_structure(code))
        else:
            self._session.remove_structure(code)

    def show(self, code: int, visible: bool) -> None:
        """Show or hide a structure."""
        self._session.show_structure(code, replace(self._session.state.display.structure(code), visible=visible))

    def set_opacity(self, code: int, opacity: float) -> None:
        """Set the opacity of a structure, 0…1."""
        self._session.show_structure(code, replace(self._session.state.display.structure(code), opacity=opacity))

    def _refuse_telling(self, name: str) -> None:
        state = self._session.state
        if state.case is None or common_named(name):
            return
        if code_refusal(name, patient_words(state.catalog, state.case.volume.series_uid)):
            raise EarsegError(TELLING)

    def _on_changed(self, old: State, new: State) -> None:
        if not new.is_stroke_after(old) and (new.has_other_case_than(old) or old.display is not new.display):
            self._refresh(new)

    def _refresh(self, state: State) -> None:
        display = structures_display(state)
        if display != self._display:
            self._display = display
            self._view.show_structures(display)


def structures_display(state: State) -> StructuresDisplay:
    """The list for a state."""
    found = state.segmentation
    if found is None:
        return StructuresDisplay()
    voxel_mm3 = found.grid.voxel_volume_mm3
    rows = tuple(
        StructureRow(replace(each, voxels=0), state.display.structure(each.code), each.voxels * voxel_mm3)
        for each in found.structures
    )
    return StructuresDisplay(rows, usable=True)
