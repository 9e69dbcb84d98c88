"""Work on whole parts, and the network once more around the crosshair."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from earseg_app.domain.anatomy import Part, label_code
from earseg_app.domain.editing.block import Box, LabelBlock, around, start_of
from earseg_app.domain.editing.pieces import largest_only, without_small
from earseg_app.domain.editing.scope import Area, Subject
from earseg_app.domain.editing.shapes import Logic, combined, grown_by, holes_filled, smoothed
from earseg_app.domain.errors import EarsegError
from earseg_app.domain.progress import Step
from earseg_app.domain.segmentation import Segmentation
from earseg_app.domain.structures import FIRST_RIGHT, Structure
from earseg_app.presenters.edit_display import EditSettings, PartWork
from earseg_app.presenters.ports import MessagePort, SegmenterPort, TaskPort
from earseg_app.presenters.wording import BUSY
from earseg_app.session.corrections import SEGMENTED_HERE, corrected_by_hand
from earseg_app.session.session import Session, State

SMALL_MM3, SMOOTH_MM, MARGIN_MM = 0.5, 0.3, 0.3
WORK: dict[PartWork, Callable[[Subject, int], LabelBlock]] = {
    PartWork.LARGEST: largest_only,
    PartWork.SMALL: lambda subject, code: without_small(subject, code, SMALL_MM3),
    PartWork.HOLES: holes_filled,
    PartWork.SMOOTH: lambda subject, code: smoothed(subject, code, SMOOTH_MM),
    PartWork.GROW: lambda subject, code: grown_by(subject, code, MARGIN_MM),
    PartWork.SHRINK: lambda subject, code: grown_by(subject, code, -MARGIN_MM),
}


class Edits:
    """Makes steps of the session from what tools compute, and says what came of them."""

    def __init__(self, session: Session, messages: MessagePort) -> None:
        self._session = session
        self._messages = messages

    @property
    def state(self) -> State:
        """The state that is edited."""
        return self._session.state

    def subject(self, settings: EditSettings) -> Subject | None:
        """What is edited now, None without labels."""
        case = self._session.state.case
        if case is None or case.segmentation is None:
            return None
        scope = settings.scope
        if scope.area is Area.BOX:
            scope = replace(scope, box=self.box(settings.box_mm))
        return Subject(case.segmentation.labels, case.volume.hu, case.volume.grid, scope)

    def box(self, half_mm: float) -> Box | None:
        """The voxels of a box around the crosshair, half a side of it in mm; None without a scan."""
        state = self._session.state
        if state.case is None:
            return None
        grid = state.case.volume.grid
        index, reach = grid.index_from_lps(state.display.cursor_lps_mm), half_mm / grid.spacing
        # Voxels whose centre lies inside.
        return around(np.ceil(index - reach), np.floor(index + reach), grid.shape_zyx)

    def apply(self, name: str, make: Callable[[], LabelBlock]) -> None:
        """Take over a block as a step of that name, or say why there is none."""
        try:
            changed = self._session.edit(name, make())
        except EarsegError as error:
            self._messages.notice(error.sentence())
        else:
            self._messages.notice(f"{name}." if changed else "Nothing changed.")

    def say(self, sentence: str) -> None:
        """Tell the user."""
        self._messages.notice(sentence)

    def fail(self, error: Exception) -> None:
        """Tell the user what went wrong."""
        self._messages.error(error)


class WholePartPresenter:
    """Does what the panel asks for with the whole active part."""

    def __init__(
        self,
        edits: Edits,
        segmenter: SegmenterPort,
        tasks: TaskPort,
        settings: Callable[[], EditSettings],
        refresh: Callable[[], None],
    ) -> None:
        self._edits = edits
        self._segmenter = segmenter
        self._tasks = tasks
        self._settings = settings
        self._refresh = refresh
        self.progress: Step | None = None

    def work_on_part(self, work: PartWork) -> None:
        """Do something to the whole active part."""
        settings = self._settings()
        subject = self._edits.subject(settings)
        if subject is not None:
            self._edits.apply(f"{work.value}, {settings.words}", lambda: WORK[work](subject, settings.code))

    def combine(self, logic: Logic, other: Part | Structure) -> None:
        """Combine the active part with another of the same ear, or with a structure."""
        settings = self._settings().may_take
        subject = self._edits.subject(settings)
        if subject is None:
            return
        if isinstance(other, Part):
            code, words = label_code(settings.side, other), other.title.lower()
        else:
            code, words = other.code, other.words
        name = f"{logic.value}: {settings.words}, {words}"
        self._edits.apply(name, lambda: combined(subject, settings.code, code, logic))

    def rerun_here(self) -> None:
        """Let the network label the box around the crosshair anew; the rest stays, and what was corrected if wanted."""
        settings, state = self._settings(), self._edits.state
        subject, box = self._edits.subject(settings), self._edits.box(settings.box_mm)
        if subject is None or state.case is None or box is None:
            return
        volume, labels = state.case.volume, state.case.segmentation
        known = labels.ears if labels is not None else ()
        started = self._tasks.start(
            lambda reporter: self._segmenter.segment_near(volume, box, known, reporter),
            on_done=lambda found: self._take_box(found, box),
            on_step=self._show_progress,
            on_failed=self._failed,
            on_cancelled=lambda: self._show_progress(None),
        )
        if started:
            self._show_progress(Step(0.0, "Starting"))
        else:
            self._edits.say(BUSY)

    def cancel(self) -> None:
        """Stop the network."""
        self._tasks.cancel()

    def _take_box(self, found: Segmentation, box: Box) -> None:
        self._show_progress(None)
        settings = self._settings().may_take
        subject = self._edits.subject(settings)
        if subject is None or not found.grid.matches(subject.grid):
            return
        old, new = subject.labels[box], found.labels[box]
        permitted = subject.permitted(box) & ~np.isin(new, list(settings.scope.locked))
        permitted &= ~((old >= FIRST_RIGHT) & (new == 0))  # the network knows nothing of structures
        if settings.keep_corrections:
            permitted &= ~corrected_by_hand(self._edits.state.history, box)
        self._edits.apply(SEGMENTED_HERE, lambda: LabelBlock(start_of(box), np.where(permitted, new, old)))

    def _failed(self, error: Exception) -> None:
        self._show_progress(None)
        self._edits.fail(error)

    def _show_progress(self, step: Step | None) -> None:
        self.progress = step
        self._refresh()
