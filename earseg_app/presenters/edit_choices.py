"""What is chosen for the tool in hand: the active part, what is locked, how large the brush is, where it may work."""

from __future__ import annotations

from dataclasses import replace

from earseg_app.domain.anatomy import Part, Side, part_of_label
from earseg_app.domain.editing.scope import Area
from earseg_app.domain.structures import Structure
from earseg_app.presenters.edit_display import BRUSH_STEP, LARGEST_MM, SMALLEST_MM, EditSettings, part_words
from earseg_app.presenters.ports import MessagePort
from earseg_app.session.session import Session, State


def structures_in(state: State) -> tuple[Structure, ...]:
    """The structures of the open case."""
    return state.segmentation.structures if state.segmentation else ()


class EditChoices:
    """What the panel and the keys can choose of `EditSettings`."""

    _session: Session
    _messages: MessagePort
    _settings: EditSettings

    def _set(self, **changes: object) -> None:
        raise NotImplementedError

    def choose_part(self, side: Side, part: Part) -> None:
        """Make a part the active one."""
        self._set(side=side, part=part, structure=None)

    def choose_structure(self, code: int) -> None:
        """Make a structure the active part."""
        found = next((each for each in self._structures() if each.code == code), None)
        if found is not None:
            self._set(structure=replace(found, voxels=0), side=found.side or self._settings.side)

    def lock(self, part: Part, locked: bool) -> None:
        """Keep a part of both ears from being changed, or not."""
        self._set(locked=self._settings.locked | {part} if locked else self._settings.locked - {part})

    def lock_structure(self, code: int, locked: bool) -> None:
        """Keep a structure from being changed, or not."""
        kept = self._settings.kept
        self._set(kept=kept | {code} if locked else kept - {code})

    def set_radius(self, radius_mm: float) -> None:
        """Set the size of the brush, mm."""
        self._set(radius_mm=min(max(radius_mm, SMALLEST_MM), LARGEST_MM))

    def step_radius(self, notches: int) -> None:
        """Make the brush larger or smaller by notches of the wheel."""
        self.set_radius(self._settings.radius_mm * BRUSH_STEP**notches)

    def set_sphere(self, sphere: bool) -> None:
        """Paint in space, or in the slice alone."""
        self._set(sphere=sphere)

    def set_range(self, range_hu: tuple[int, int] | None) -> None:
        """Change only voxels within a range of Hounsfield units, or all."""
        self._set(range_hu=range_hu)

    def set_box(self, box_mm: float) -> None:
        """Set half the side of the box around the crosshair, mm."""
        self._set(box_mm=box_mm)

    def keep_corrections(self, keep: bool) -> None:
        """Let the network leave alone what was corrected by hand, or not."""
        self._set(keep_corrections=keep)

    def choose_other_ear(self) -> None:
        """Make the same part of the other ear the active one."""
        settings = self._settings
        other = next(side for side in Side if side is not settings.side)
        if settings.structure is None:
            self.choose_part(other, settings.part)
            return
        twins = [each for each in self._structures() if each.side is other and each.name == settings.structure.name]
        if twins:
            self.choose_structure(twins[0].code)
        else:
            self._messages.notice(f"There is no {settings.structure.name.lower()} ({other.word}) yet: add it.")

    def set_area(self, area: Area) -> None:
        """Change only labelled or unlabelled voxels, or all."""
        self._set(area=area)

    def _structures(self) -> tuple[Structure, ...]:
        return structures_in(self._session.state)

    def _words_of(self, code: int) -> str:
        found, beside = part_of_label(code), {each.code: each.words for each in self._structures()}
        return part_words(*found) if found else beside.get(code, "")

    def _color_of(self, code: int) -> str:
        found, beside = part_of_label(code), {each.code: each.color for each in self._structures()}
        return self._session.state.display.palette.color(found[1]) if found else beside.get(code, "")
