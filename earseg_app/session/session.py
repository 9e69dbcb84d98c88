"""The holder of the one observable state: an immutable `State`, and verbs that replace it.

Presenters listen to `Session.changed(old, new)`, compute what their view should show from `new`,
and touch only what differs. Nothing else in the program holds state that a picture depends on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from psygnal import Signal

from earseg_app.domain.anatomy import Side
from earseg_app.domain.editing.block import Box, LabelBlock, changed_only, union
from earseg_app.domain.reading import DEFAULT, ReadOptions
from earseg_app.domain.segmentation import Segmentation
from earseg_app.domain.study import Catalog
from earseg_app.domain.volume import Volume
from earseg_app.session.changes import (
    change_between,
    edited,
    frozen_copy,
    is_measured_anew,
    measured,
    replaced_segmentation,
    shown_landmarks,
    stepped,
)
from earseg_app.session.display_verbs import DisplayVerbs
from earseg_app.session.history import Change, History
from earseg_app.session.label_versions import LabelVersions
from earseg_app.session.measurement import EarMeasurement
from earseg_app.session.model_preview import ModelPreview, PreviewDisplay
from earseg_app.session.state import (
    WINDOW_PRESETS,
    Case,
    CaseFacts,
    Display,
    KnownUncertainty,
    PartDisplay,
    State,
    Window,
    WorkStep,
)
from earseg_app.session.structure_verbs import StructureVerbs, keeping_structures

if TYPE_CHECKING:  # loads an optimiser, which the start of the window does without
    from earseg_app.domain.measuring.measure import EarMeasures

__all__ = ["WINDOW_PRESETS", "Case", "Display", "PartDisplay", "Session", "State", "Window", "WorkStep"]


class Session(DisplayVerbs, StructureVerbs):
    """Holds the current `State` and emits `changed(old, new)` after each verb that altered it."""

    changed = Signal(State, State)

    def __init__(self) -> None:
        self._state = State()
        self._versions = LabelVersions()
        self._stroke: tuple[str, Case, Box | None] | None = None
        self._gesture = ""

    @property
    def state(self) -> State:
        """The current state; immutable."""
        return self._state

    @property
    def history(self) -> History[CaseFacts]:
        """The history that belongs to the labels as they are now: a stroke under way is its last step."""
        stroke, case, history = self._stroke, self._state.case, self._state.history
        if stroke is None or stroke[2] is None or case is None:
            return history
        return history.with_change(change_between(stroke[0], stroke[1], case, stroke[2]))

    def enter(self, step: WorkStep) -> None:
        """Go to a step of the path."""
        found = self._state.case.segmentation if self._state.case else None
        if step is WorkStep.CORRECT and found is not None:
            self._versions.prepare(found.labels)
        self._become(replace(self._state, step=step))

    def show_catalog(self, catalog: Catalog | None) -> None:
        """Put what was found on a disc before the user; an open case stays open."""
        self._become(replace(self._state, catalog=catalog))

    def open_volume(self, volume: Volume, place: Path | None = None, reading: ReadOptions = DEFAULT) -> None:
        """Start a new case on `volume`, read from `place`, the crosshair in its middle, the window kept."""
        x, y, z = volume.grid.center_lps_mm
        old = self._state.display
        display = Display((float(x), float(y), float(z)), old.window).of_user(old)
        case = Case(volume, place=place, reading=reading)
        self.restore(case, display, self._state.step, None, saved=True)

    def close_case(self) -> None:
        """Forget the open case."""
        self._become(replace(self._state, case=None, file=None, saved=None, history=History()))

    def restore(
        self,
        case: Case,
        display: Display,
        step: WorkStep,
        file: Path | None,
        saved: bool,
        history: History[CaseFacts] | None = None,
    ) -> None:
        """Take over a whole case; `file`: where it is kept; `saved`: whether that file holds it as it is."""
        display = display.of_user(self._state.display)
        steps = history or History()
        new = replace(self._state, case=case, display=display, step=step, file=file, history=steps)
        self._become(replace(new, saved=case if saved else None, saved_history=steps))

    def note_saved(self, case: Case, file: Path, history: History[CaseFacts]) -> None:
        """Remember that `case` and its history, as they were when the saving began, lie in `file`."""
        if self._state.case is not None and self._state.case.volume is case.volume:
            self._become(replace(self._state, file=file, saved=case, saved_history=history))

    def accept_segmentation(self, segmentation: Segmentation, name: str = "Segment both ears") -> None:
        """Take over labels made for the open volume, as a step that can be undone.

        Structures painted before stay where it says nothing, unless it brings structures of its own.

        Raises:
            ValueError: if no volume is open or the labels lie on another grid.
        """
        self.end_stroke()
        case = self._state.case
        if case is None or not segmentation.grid.matches(case.volume.grid):
            raise ValueError("the segmentation does not belong to the open volume")
        found = keeping_structures(segmentation, case.segmentation)
        new = Case(case.volume, found, place=case.place, reading=case.reading, hand_measures=case.hand_measures)
        self._take(new, replaced_segmentation(name, case, new))

    def accept_measurements(
        self,
        measurements: Mapping[Side, EarMeasurement],
        unmeasured: Mapping[Side, str] | None = None,
        measures: Mapping[Side, EarMeasures] | None = None,
    ) -> None:
        """Take over what was measured on the current segmentation, why an ear could not be, and what follows.

        A case that holds these measurements already stays the same, so that nothing needs saving. This is no step of
        the history: what is measured follows from the labels, and would be measured again after it was undone.
        """
        case = self._state.case
        if case is None:
            return
        known = dict(case.measurements), dict(case.unmeasured)
        if case.outdated or known != (dict(measurements), dict(unmeasured or {})):
            case = replace(measured(case, measurements, unmeasured or {}), outdated=frozenset())
        self._become(replace(self._state, case=case, measures=frozen_copy(measures or {})))

    def measure(
        self, side: Side, measurement: EarMeasurement, measures: EarMeasures, name: str = "", gesture: str = ""
    ) -> None:
        """Replace the measurement of one ear, and what follows from it, as a step that can be undone.

        `name`: the step in words. Steps of one `gesture`, such as a drag, count as one until `end_gesture`.
        """
        case = self._state.case
        if case is not None and case.measurements.get(side) != measurement:
            new = measured(case, {**case.measurements, side: measurement}, case.unmeasured)
            history = self._with_step(name or f"Change measures ({side.word})", new, gesture)
            all_measures = frozen_copy({**self._state.measures, side: measures})
            self._become(replace(self._state, case=new, measures=all_measures, history=history))

    def accept_uncertainty(self, side: Side, found: KnownUncertainty) -> None:
        """Take over how far the measures of one ear can be trusted."""
        self._become(replace(self._state, uncertainties=frozen_copy({**self._state.uncertainties, side: found})))

    def change_case(self, name: str, new: Case, gesture: str = "") -> None:
        """Replace everything but the labels of the open case, as a step that can be undone; see `measure`."""
        if self._state.case is not None and self._state.case is not new:
            self._become(replace(self._state, case=new, history=self._with_step(name, new, gesture)))

    def end_gesture(self) -> None:
        """The mouse was released: what comes next is a step of its own."""
        self._gesture = ""

    def edit(self, name: str, block: LabelBlock) -> bool:
        """Change a block of labels by hand, as a step that can be undone; False when nothing differs."""
        self.end_stroke()
        self.begin_stroke(name)
        changed = self.paint(block)
        self.end_stroke()
        return changed

    def begin_stroke(self, name: str) -> None:
        """What is painted from now on, until `end_stroke`, is one step of the history."""
        if self._state.case is not None and self._state.case.segmentation is not None:
            self._stroke = (name, self._state.case, None)

    def paint(self, block: LabelBlock) -> bool:
        """Change a block of labels within the stroke; False when nothing differs."""
        case = self._state.case
        if self._stroke is None or case is None or case.segmentation is None:
            return False
        needed = changed_only(case.segmentation.labels, block)
        if needed is None:
            return False
        name, before, box = self._stroke
        self._stroke = (name, before, needed.box if box is None else union(box, needed.box))
        self._become(replace(self._state, case=edited(case, needed, self._versions), painting=True))
        return True

    def end_stroke(self) -> None:
        """Close the stroke; one that changed nothing leaves no step."""
        stroke, self._stroke, case = self._stroke, None, self._state.case
        if stroke is not None and stroke[2] is not None and case is not None:
            self._take(case, change_between(stroke[0], stroke[1], case, stroke[2]))
            if case.segmentation is not None:
                self._versions.top_up(case.segmentation.labels)

    def undo(self) -> str:
        """Take the last step back; returns its name, or "" when there is none."""
        self.end_stroke()
        return self._step(undone=True)

    def redo(self) -> str:
        """Do the step again that was undone last; returns its name, or "" when there is none."""
        self.end_stroke()
        return self._step(undone=False)

    def _step(self, undone: bool) -> str:
        case, history = self._state.case, self._state.history
        steps = history.done if undone else history.undone
        if case is None or not steps:
            return ""
        self._gesture = ""
        after = history.after_undo() if undone else history.after_redo()
        self._become(replace(self._state, case=stepped(case, steps[-1], undone, self._versions), history=after))
        return steps[-1].name

    def _with_step(self, name: str, new: Case, gesture: str) -> History[CaseFacts]:
        """The history after a step to `new`, one with the last step when both belong to one gesture."""
        old, history = self._state.case, self._state.history
        assert old is not None
        change = change_between(name, old, new, None)
        goes_on = bool(gesture) and gesture == self._gesture and bool(history.done)
        self._gesture = gesture
        if goes_on:
            return history.with_last(replace(history.done[-1], after=change.after))
        return history.with_change(change)

    def _take(self, case: Case, change: Change[CaseFacts]) -> None:
        self._gesture = ""
        history = self._state.history.with_change(change)
        self._become(replace(self._state, case=case, history=history, painting=False))

    def note_export(self, files: tuple[Path, ...]) -> None:
        """Remember the files written from the current segmentation."""
        if self._state.case is not None:
            self._become(replace(self._state, case=replace(self._state.case, exported=files)))

    def show_model(self, model: ModelPreview | None) -> None:
        """Show the model that will be written, or none."""
        if model is not None or self._state.model is not None:
            self._become(replace(self._state, model=model, preview=replace(self._state.preview, ruler_mm=())))

    def look_at_model(self, preview: PreviewDisplay) -> None:
        """Show the model like this."""
        self._become(replace(self._state, preview=preview))

    def _become(self, new: State) -> None:
        old = self._state
        if new.volume is not old.volume:
            # they belong to the case that is closed
            self._stroke, new = None, replace(new, painting=False, uncertainties=frozen_copy({}))
        if new.measures is old.measures and is_measured_anew(old.case, new.case):
            new = replace(new, measures=frozen_copy({}))
        if new.model is not None and new.segmentation is not old.segmentation:
            new = replace(new, model=None)  # it was made of other labels
        if new.display.turned_to is not None and shown_landmarks(new) != shown_landmarks(old):
            new = replace(new, display=replace(new.display, turned_to=None))  # the view stands by them again
        self._state = new
        self.changed.emit(old, new)
