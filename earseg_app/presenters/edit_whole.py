"""Work on whole parts, and the network once more around the crosshair."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from earseg_app.domain.anatomy import Part, label_code
from earseg_app.domain.editing.block import LabelBlock, around, start_of
from earseg_app.domain.editing.pieces import largest_only, without_small
from earseg_app.domain.editing.scope import Subject
from earseg_app.domain.editing.shapes import Logic, combined, grown_by, holes_filled, smoothed
from earseg_app.domain.errors import EarsegError
from earseg_app.domain.geometry import Triple
from earseg_app.domain.progress import Step
from earseg_app.domain.segmentation import Segmentation
from earseg_app.presenters.edit_display import EditSettings, PartWork
from earseg_app.presenters.ports import MessagePort, SegmenterPort, TaskPort
from earseg_app.presenters.wording import BUSY
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
        return Subject(case.segmentation.labels, case.volume.hu, case.volume.grid, settings.scope)

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

    def combine(self, logic: Logic, other: Part) -> None:
        """Combine the active part with another of the same ear."""
        settings = self._settings()
        subject = self._edits.subject(settings)
        if subject is not None:
            code = label_code(settings.side, other)
            name = f"{logic.value}: {settings.words}, {other.title.lower()}"
            self._edits.apply(name, lambda: combined(subject, settings.code, code, logic))

    def rerun_here(self) -> None:
        """Let the network label the surroundings of the crosshair anew, within the reach; the rest stays."""
        settings, state = self._settings(), self._edits.state
        subject = self._edits.subject(settings)
        if subject is None or state.case is None:
            return
        volume, here = state.case.volume, state.display.cursor_lps_mm
        started = self._tasks.start(
            lambda reporter: self._segmenter.segment(volume, reporter),
            on_done=lambda found: self._take_box(found, here),
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

    def _take_box(self, found: Segmentation, here_lps_mm: Triple) -> None:
        self._show_progress(None)
        settings = self._settings()
        subject = self._edits.subject(settings)
        if subject is None or not found.grid.matches(subject.grid):
            return
        index, reach = subject.grid.index_from_lps(here_lps_mm), settings.reach_mm / subject.grid.spacing
        box = around(index - reach, index + reach, subject.grid.shape_zyx)
        if box is not None:
            old, new = subject.labels[box], found.labels[box]
            permitted = subject.permitted(box) & ~np.isin(new, list(settings.scope.locked))
            self._edits.apply("Segment again here", lambda: LabelBlock(start_of(box), np.where(permitted, new, old)))

    def _failed(self, error: Exception) -> None:
        self._show_progress(None)
        self._edits.fail(error)

    def _show_progress(self, step: Step | None) -> None:
        self.progress = step
        self._refresh()
