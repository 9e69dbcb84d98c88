"""From one case to the next: edits of labels, and steps of the history forwards and back."""

from __future__ import annotations

import weakref
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import TypeVar

import numpy as np

from earseg_app.domain.anatomy import Side
from earseg_app.domain.cochlea.landmarks import EarLandmarks
from earseg_app.domain.editing.block import Box, LabelBlock, box_of, start_of, union
from earseg_app.domain.editing.follow import ears_after, sides_changed
from earseg_app.domain.measuring.hand_measures import HandMeasure
from earseg_app.domain.segmentation import Changed, LabelArray, Segmentation
from earseg_app.domain.structures import counted_after
from earseg_app.session.history import BlockChange, Change
from earseg_app.session.label_versions import LabelVersions
from earseg_app.session.measurement import EarMeasurement
from earseg_app.session.state import Case, CaseFacts, SegmentationFacts, State

K = TypeVar("K")
V = TypeVar("V")


def edited(case: Case, block: LabelBlock, versions: LabelVersions) -> Case:
    """The case with a block of labels changed by hand; its measures are out of date from now on.

    Raises:
        ValueError: if the case has no labels.
    """
    found = case.segmentation
    if found is None:
        raise ValueError("there are no labels to edit")
    old = found.labels[block.box]
    ears = ears_after(found.ears, old, block, found.grid)
    outdated = case.outdated | (sides_changed(old, block.labels) & {*case.measurements, *case.unmeasured})
    made = _with_block(found, block, versions)
    structures = counted_after(found.structures, old, block.labels)
    made = replace(made, ears=ears, structures=structures)
    return replace(case, segmentation=made, outdated=outdated, exported=())


def change_between(name: str, old: Case, new: Case, box: Box | None) -> Change[CaseFacts]:
    """The step from one case to the next, whose labels differ in `box` alone."""
    block = None
    if box is not None and old.segmentation is not None and new.segmentation is not None:
        block = BlockChange.between(start_of(box), old.segmentation.labels[box], new.segmentation.labels[box])
    return Change(name, CaseFacts.of(old), CaseFacts.of(new), block)


def replaced_segmentation(name: str, old: Case, new: Case) -> Change[CaseFacts]:
    """The step in which other labels took the place of all."""
    assert new.segmentation is not None
    after = new.segmentation.labels
    before = old.segmentation.labels if old.segmentation else np.zeros_like(after)
    boxes = [box for box in (labelled_box(before), labelled_box(after)) if box is not None]
    if not boxes:
        return Change(name, CaseFacts.of(old), CaseFacts.of(new))
    box = union(boxes[0], boxes[-1])
    return Change(
        name, CaseFacts.of(old), CaseFacts.of(new), BlockChange.between(start_of(box), before[box], after[box])
    )


def stepped(case: Case, change: Change[CaseFacts], undone: bool, versions: LabelVersions) -> Case:
    """The case after a step of its history, forwards or back; volume and place stay.

    So do the measures of the ears that the step did not touch: they may have been made since, without a step.
    """
    facts = change.before if undone else change.after
    if not _touches_labels(change) and not _touches_ears(change):
        return replace(case, hand_measures=facts.case.hand_measures)
    segmentation = _stepped_labels(case, change, undone, versions)
    if not _touches_ears(change):
        return replace(case, segmentation=segmentation, hand_measures=facts.case.hand_measures, exported=())
    return replace(facts.case, volume=case.volume, segmentation=segmentation, place=case.place, reading=case.reading)


def _stepped_labels(
    case: Case, change: Change[CaseFacts], undone: bool, versions: LabelVersions
) -> Segmentation | None:
    facts, segmentation = change.before if undone else change.after, None
    if facts.made is not None:
        found = case.segmentation or Segmentation(np.zeros(case.volume.grid.shape_zyx, np.uint8), case.volume.grid)
        if change.block is not None:
            found = _with_block(found, change.block.block(undone=undone), versions)
        segmentation = _with_facts(found, facts.made)
    return segmentation


def _touches_labels(change: Change[CaseFacts]) -> bool:
    """Whether a step changed labels or what is known of them."""
    before, after = change.before.made, change.after.made
    if before is None or after is None:
        return before is not after or change.block is not None
    return change.block is not None or not before.same_as(after)


def _touches_ears(change: Change[CaseFacts]) -> bool:
    """Whether a step changed labels of ears, what is known of them, or what was measured on them."""
    before, after, block = change.before, change.after, change.block
    if (before.made is None) is not (after.made is None):
        return True
    if before.made is not None and after.made is not None and not before.made.same_ears_as(after.made):
        return True
    if block is not None and sides_changed(block.block(undone=True).labels, block.block(undone=False).labels):
        return True
    names = ("measurements", "unmeasured", "outdated")
    return any(getattr(before.case, name) != getattr(after.case, name) for name in names)


def labelled_box(labels: LabelArray) -> Box | None:
    """The block that holds every labelled voxel of an array [z, y, x]; None when there is none."""
    slices = np.flatnonzero(labels.any(axis=(1, 2)))
    if not slices.size:
        return None
    seen = np.asarray(labels[slices[0] : slices[-1] + 1].any(axis=0))
    rows, columns = np.flatnonzero(seen.any(axis=1)), np.flatnonzero(seen.any(axis=0))
    return box_of((slices[0], rows[0], columns[0]), (slices[-1] + 1, rows[-1] + 1, columns[-1] + 1))


def measured(case: Case, measurements: Mapping[Side, EarMeasurement], unmeasured: Mapping[Side, str]) -> Case:
    """The case with other measurements; `unmeasured`: why an ear has none."""
    return replace(case, measurements=frozen_copy(measurements), unmeasured=frozen_copy(unmeasured))


def is_measured_anew(old: Case | None, new: Case | None) -> bool:
    """Whether what followed from the measurements no longer does."""
    if old is None or new is None:
        return old is not new
    if old.measurements is not new.measurements or old.segmentation is None or new.segmentation is None:
        return old.measurements is not new.measurements or old.segmentation is not new.segmentation
    return not new.segmentation.has_ears_of(old.segmentation)


def shown_landmarks(state: State) -> EarLandmarks | None:
    """The landmarks that the cochlear views stand by."""
    measured = state.case.measurements.get(state.display.measured_side) if state.case else None
    return measured.landmarks if measured else None


def turned_measure(state: State) -> HandMeasure | None:
    """The measure to whose plane a cochlear view is turned."""
    measures = state.case.hand_measures if state.case else ()
    return next((measure for measure in measures if measure.number == state.display.turned_to), None)


def frozen_copy(values: Mapping[K, V]) -> Mapping[K, V]:
    """A copy that nobody changes."""
    return MappingProxyType(dict(values))


def _with_block(found: Segmentation, block: LabelBlock, versions: LabelVersions) -> Segmentation:
    labels = versions.with_block(found.labels, block)
    return replace(found, labels=labels, changed=Changed(weakref.ref(found), block.box))


def _with_facts(found: Segmentation, made: SegmentationFacts) -> Segmentation:
    """The segmentation with these facts; the same one when it has them already, so that nothing is drawn anew."""
    if SegmentationFacts.of(found).same_as(made):
        return found
    return replace(
        found,
        ears=made.ears,
        provenance=made.provenance,
        uncertainty=made.uncertainty,
        shares=made.shares,
        structures=made.structures,
    )
