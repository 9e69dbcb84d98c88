"""Finds, quietly beside the work, how far the measures of each ear can be trusted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from earseg_app.domain.anatomy import Side
from earseg_app.domain.progress import Reporter, Step
from earseg_app.presenters.patience import Patience
from earseg_app.presenters.ports import TaskPort
from earseg_app.session.session import Session, State, WorkStep
from earseg_app.session.state import KnownUncertainty

if TYPE_CHECKING:  # loads an optimiser, which the start of the window does without
    from earseg_app.domain.cochlea.landmarks import EarLandmarks
    from earseg_app.domain.measuring.measure import EarMeasures
    from earseg_app.domain.segmentation import Segmentation

Wanted = tuple["Segmentation", "EarLandmarks"]


class UncertaintyPresenter:
    """Measures each ear of the step Measure again and again, the shown one first; what is out of date is stopped.

    It waits while something is dragged or scrolled.

    Nothing of it can be seen but the ± that appear: an ear whose ± can't be found has none.
    """

    def __init__(self, session: Session, tasks: TaskPort) -> None:
        self._session = session
        self._tasks = tasks
        self._patience = Patience()
        self._running: tuple[Side, Wanted] | None = None
        # What was tried to no avail, so that it is not tried again.
        self._hopeless: dict[Side, Wanted] = {}
        session.changed.connect(self._on_changed)

    def _on_changed(self, old: State, new: State) -> None:
        self._patience.touch()
        seen, before = ((state.step, state.case, state.measures, state.display.measured_side) for state in (new, old))
        if any(a is not b for a, b in zip(seen, before, strict=True)):
            self._follow()

    def _follow(self) -> None:
        """Start what is wanted next, or stop what is no longer wanted: its end leads here again."""
        wanted = self._next(self._session.state)
        if self._tasks.busy:
            if self._running is not None and not _same(wanted, self._running):
                self._tasks.cancel()
        elif wanted is not None:
            self._start(*wanted)

    def _next(self, state: State) -> tuple[Side, Wanted] | None:
        case = state.case
        if case is None or case.segmentation is None or state.step is not WorkStep.MEASURE:
            return None
        shown = state.display.measured_side
        for side in sorted(state.measures, key=lambda each: each is not shown):
            if state.uncertainty(side) is None and side in case.measurements:
                wanted = case.segmentation, case.measurements[side].landmarks
                if not _same_ear(self._hopeless.get(side), wanted):
                    return side, wanted
        return None

    def _start(self, side: Side, wanted: Wanted) -> None:
        measures = self._session.state.measures[side]
        labels, landmarks = wanted
        self._running = side, wanted
        self._tasks.start(
            lambda reporter: _found(labels, landmarks, measures, self._patience.patient(reporter)),
            on_done=lambda found: self._done(side, found),
            on_step=_ignore,
            on_failed=lambda _error: self._failed(side, wanted),
            on_cancelled=self._end,
        )

    def _done(self, side: Side, found: KnownUncertainty) -> None:
        self._running = None
        case = self._session.state.case
        if case is not None and found.segmentation.has_ears_of(case.segmentation):
            self._session.accept_uncertainty(side, found)
        self._follow()

    def _failed(self, side: Side, wanted: Wanted) -> None:
        self._hopeless[side] = wanted
        self._end()

    def _end(self) -> None:
        self._running = None
        self._follow()


def _found(
    labels: Segmentation, landmarks: EarLandmarks, measures: EarMeasures, reporter: Reporter
) -> KnownUncertainty:
    from earseg_app.domain.measuring.uncertainty import uncertainty_of

    reporter.step(0.0)
    found = uncertainty_of(measures, labels.labels, labels.grid, labels.uncertainty, reporter=reporter)
    return KnownUncertainty(labels, landmarks, found.plus_minus)


def _ignore(_step: Step) -> None:
    """Nobody waits for it, so nothing is shown."""


def _same(wanted: tuple[Side, Wanted] | None, running: tuple[Side, Wanted]) -> bool:
    return wanted is not None and wanted[0] is running[0] and _same_ear(wanted[1], running[1])


def _same_ear(one: Wanted | None, other: Wanted) -> bool:
    return one is not None and one[0].has_ears_of(other[0]) and one[1] == other[1]
