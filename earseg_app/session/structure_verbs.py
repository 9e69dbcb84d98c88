"""The verbs of the session that add, name, colour and remove structures, each a step that can be undone."""

from __future__ import annotations

import weakref
from dataclasses import replace

import numpy as np

from earseg_app.domain.anatomy import Side
from earseg_app.domain.editing.block import Box, LabelBlock, box_of, start_of
from earseg_app.domain.segmentation import Changed, Segmentation
from earseg_app.domain.structures import FIRST_RIGHT, Structure, counted, new_structure, sound_name
from earseg_app.session.changes import change_between, edited, labelled_box
from earseg_app.session.history import Change
from earseg_app.session.label_versions import LabelVersions
from earseg_app.session.state import Case, CaseFacts, State

NOWHERE = box_of((0, 0, 0), (0, 0, 0))


class StructureVerbs:
    """What a session can do to the structures of its case."""

    _state: State
    _versions: LabelVersions

    def _take(self, case: Case, change: Change[CaseFacts]) -> None:
        raise NotImplementedError

    def end_stroke(self) -> None:
        """Close the stroke that is under way."""
        raise NotImplementedError

    def add_structure(self, name: str, side: Side | None) -> Structure:
        """Enter a structure that can be painted from now on.

        Raises:
            EarsegError: if the name cannot be taken, or there are too many.
            ValueError: if nothing is labelled yet.
        """
        others = self._labelled().structures
        made = new_structure(name, side, others)
        self._list(f"Add {made.words}", (*others, made))
        return made

    def rename_structure(self, code: int, name: str) -> None:
        """Give a structure another name; its voxels, code and colour stay.

        Raises:
            EarsegError: if the name cannot be taken.
        """
        old = self._named(code)
        others = [each for each in self._labelled().structures if each.code != code]
        new = replace(old, name=sound_name(name, old.side, others))
        self._replace(f"Rename {old.words} to {new.words}", new)

    def color_structure(self, code: int, color: str) -> None:
        """Give a structure another colour, sRGB hex."""
        old = self._named(code)
        self._replace(f"Colour {old.words}", replace(old, color=color))

    def remove_structure(self, code: int) -> None:
        """Take a structure off the list, and its voxels with it."""
        old, found = self._named(code), self._labelled()
        rest = tuple(each for each in found.structures if each.code != code)
        box = labelled_box((found.labels == code).view(np.uint8)) if old.voxels else None
        if box is None:
            self._list(f"Remove {old.words}", rest)
        else:
            here = found.labels[box]
            self._list(f"Remove {old.words}", rest, LabelBlock(start_of(box), np.where(here == code, 0, here)), box)

    def _replace(self, name: str, new: Structure) -> None:
        found = self._labelled()
        if new != found.structure(new.code):
            self._list(name, tuple(new if each.code == new.code else each for each in found.structures))

    def _list(
        self, name: str, structures: tuple[Structure, ...], block: LabelBlock | None = None, box: Box | None = None
    ) -> None:
        """Take over another list, with the block of labels that goes with it, as one step."""
        self.end_stroke()
        case, found = self._state.case, self._labelled()
        assert case is not None
        if block is None:
            made = replace(found, structures=structures, changed=Changed(weakref.ref(found), NOWHERE))
            new = replace(case, segmentation=made)
        else:
            new = edited(case, block, self._versions)
            assert new.segmentation is not None
            new = replace(new, segmentation=replace(new.segmentation, structures=structures))
        self._take(new, change_between(name, case, new, box))

    def _labelled(self) -> Segmentation:
        found = self._state.segmentation
        if found is None:
            raise ValueError("nothing is labelled yet")
        return found

    def _named(self, code: int) -> Structure:
        found = self._labelled().structure(code)
        if found is None:
            raise ValueError(f"there is no structure of code {code}")
        return found


def keeping_structures(new: Segmentation, old: Segmentation | None) -> Segmentation:
    """The new labels with the structures of the old ones where they say nothing, unless they bring their own.

    Findings of ears that both share are copied: they belong to other labels now.
    """
    if new.has_ears_of(old) and new is not old:
        new = replace(new, ears=tuple(replace(ear) for ear in new.ears))
    if old is None or not old.structures or new.structures:
        return new
    box = labelled_box((old.labels >= FIRST_RIGHT).view(np.uint8))
    if box is None:
        return replace(new, structures=old.structures)
    labels = new.labels.copy()
    painted = (old.labels[box] >= FIRST_RIGHT) & (labels[box] == 0)
    labels[box][painted] = old.labels[box][painted]
    return replace(new, labels=labels, structures=counted(old.structures, labels[box]), changed=None)
