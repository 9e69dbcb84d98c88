"""Measure: the cochlear view, A, B, H and what follows from them; every figure moves with its handle."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum
from typing import Protocol

from earseg_app.domain.anatomy import Side
from earseg_app.domain.errors import MeasurementError
from earseg_app.domain.geometry import Triple
from earseg_app.domain.progress import Step
from earseg_app.domain.report.compared import ComparedSection
from earseg_app.domain.report.content import Figure, Section
from earseg_app.domain.segmentation import Segmentation
from earseg_app.domain.units import METRIC, Units
from earseg_app.presenters.measuring import MeasuredEar, MeasuredEars, known_in, measure_ears
from earseg_app.presenters.ports import MessagePort, TaskPort
from earseg_app.session.measurement import HANDLE_NAMES
from earseg_app.session.session import Session, State, WorkStep

NO_SCAN = "No scan is open. Open one first."
NO_LABELS = "Nothing is segmented yet. The cochlea is measured in the segmented ears."
NO_EARS = "No ear was found in this scan, so there is nothing to measure."
OUTDATED = "The labels were changed since the ears were measured. Measure them again."
VOLUME = METRIC.volume_symbol
NOT_YET = "The ears have not been measured yet."


class Lack(Enum):
    """What the step needs and has not."""

    NOTHING = "nothing"
    SCAN = "scan"
    SEGMENTATION = "segmentation"
    MEASUREMENT = "measurement"
    FRESHNESS = "freshness"


@dataclass(frozen=True)
class MeasureDisplay:
    """What the panel shows of the chosen ear; `problem`: why this ear has no figures.

    `sections`: every figure with its definition, in groups. `compared`: the same of both ears, where both were
    measured. `can_reset`: something was moved by hand.
    """

    lack: Lack = Lack.NOTHING
    sentence: str = ""
    side: Side = Side.RIGHT
    sides: frozenset[Side] = frozenset()
    progress: Step | None = None
    problem: str = ""
    sections: tuple[Section, ...] = ()
    compared: tuple[ComparedSection, ...] = ()
    can_reset: bool = False


class MeasureView(Protocol):
    """The panel."""

    def show_measure(self, display: MeasureDisplay) -> None:
        """Show this; only what differs from the last display is touched."""


class MeasurePresenter:
    """Measures the ears of the segmentation and follows the handles."""

    def __init__(
        self,
        session: Session,
        tasks: TaskPort,
        messages: MessagePort,
        view: MeasureView,
        visit: Callable[[Side, Triple], None],
    ) -> None:
        self._session = session
        self._tasks = tasks
        self._messages = messages
        self._view = view
        self._visit = visit
        self._progress: Step | None = None
        self._display: MeasureDisplay | None = None
        # The ears of `_labels`, prepared so that a drag can measure them again.
        self._ears: dict[Side, MeasuredEar] = {}
        self._labels: Segmentation | None = None
        session.changed.connect(self._on_changed)
        self._refresh(session.state)

    def run(self) -> None:
        """Measure each ear along the landmarks and handles that the case holds, else along those found.

        An ear whose labels were changed is searched anew, unless something of it was put by hand.
        """
        case = self._session.state.case
        if case is None or case.segmentation is None or not case.segmentation.ears:
            return
        labels, known = case.segmentation, known_in(case)
        started = self._tasks.start(
            lambda reporter: measure_ears(labels, known, reporter),
            on_done=lambda measured: self._done(labels, measured),
            on_step=self._show_progress,
            on_failed=self._failed,
            on_cancelled=lambda: self._show_progress(None),
        )
        if started:
            self._show_progress(Step(0.0, "Finding the cochlear view"))

    def cancel(self) -> None:
        """Stop measuring."""
        self._tasks.cancel()

    def choose(self, side: Side) -> None:
        """Show another ear."""
        self._session.choose_ear(side)
        case = self._session.state.case
        if case is not None and side in case.measurements:
            self._visit(side, case.measurements[side].landmarks.modiolus_base)

    def move_handle(self, name: str, end: int, point_lps_mm: Triple) -> None:
        """Put one end of A, B or H, or a landmark, at another point, LPS mm; every figure follows."""
        ear = self._ear()
        if ear is None:
            return
        try:
            moved = (
                ear.with_handle(name, end, point_lps_mm)
                if name in HANDLE_NAMES
                else ear.with_landmark(name, point_lps_mm)
            )
        except MeasurementError as error:
            self._messages.notice(error.sentence())
        else:
            words = f"{name.upper()}" if name in HANDLE_NAMES else name.replace("_", " ")
            self._take(moved, f"Move {words} ({moved.measures.side.word})", f"{name} {end}")

    def reset(self) -> None:
        """Take back what was moved by hand in the shown ear."""
        ear = self._ear()
        if ear is not None:
            self._take(ear.automatic(), f"Take back what was moved ({ear.measures.side.word})")

    def _ear(self) -> MeasuredEar | None:
        """The shown ear as the state has it; an undone step is followed here."""
        state = self._session.state
        side, case = state.display.measured_side, state.case
        ear, measures = self._ears.get(side), state.measures.get(side)
        if case is None or case.segmentation is not self._labels or ear is None or measures is None:
            return None
        return MeasuredEar(ear.ear, case.measurements[side], measures)

    def _take(self, ear: MeasuredEar, name: str, gesture: str = "") -> None:
        self._session.measure(ear.measures.side, ear.measurement, ear.measures, name, gesture)

    def _done(self, labels: Segmentation, measured: MeasuredEars) -> None:
        self._progress = None
        case = self._session.state.case
        if case is not None and case.segmentation is labels:
            self._labels, self._ears = labels, measured.ears
            found = {side: ear.measurement for side, ear in measured.ears.items()}
            follows = {side: ear.measures for side, ear in measured.ears.items()}
            self._session.accept_measurements(found, measured.refused, follows)
            sides = [ear.side for ear in labels.ears]
            side = self._session.state.display.measured_side
            self.choose(side if side in sides else sides[0])
        self._refresh(self._session.state)

    def _failed(self, error: Exception) -> None:
        self._show_progress(None)
        self._messages.error(error)

    def _show_progress(self, step: Step | None) -> None:
        self._progress = step
        self._refresh(self._session.state)

    def _on_changed(self, old: State, new: State) -> None:
        entered = new.step is WorkStep.MEASURE and (old.step is not new.step or old.case is not new.case)
        lacks = (Lack.MEASUREMENT, Lack.FRESHNESS) if old.step is not new.step else (Lack.MEASUREMENT,)
        if entered and _lack(new)[0] in lacks and not self._tasks.busy:
            self.run()
        seen, before = (
            (state.case, state.measures, state.uncertainties, state.display.measured_side, state.display.units)
            for state in (new, old)
        )
        if any(a is not b for a, b in zip(seen, before, strict=True)):
            self._refresh(self._session.state)

    def _refresh(self, state: State) -> None:
        display = measure_display(state, self._progress)
        if display != self._display:
            self._display = display
            self._view.show_measure(display)


def measure_display(state: State, progress: Step | None = None) -> MeasureDisplay:
    """The panel for a state."""
    case, side = state.case, state.display.measured_side
    lack, sentence = _lack(state)
    if case is None or lack in (Lack.SCAN, Lack.SEGMENTATION) or case.segmentation is None:
        return MeasureDisplay(lack, sentence, progress=progress)
    sides = frozenset(ear.side for ear in case.segmentation.ears)
    if side not in state.measures:
        problem = case.unmeasured.get(side, "" if side in sides or not sides else f"No {side.word} ear was found.")
        return MeasureDisplay(lack, sentence, side, sides, progress, problem)
    edited, sections = case.measurements[side].edited, _sections(state, side)
    compared = _compared(state, sections)
    return MeasureDisplay(lack, sentence, side, sides, progress, sections=sections, compared=compared, can_reset=edited)


def _compared(state: State, shown: tuple[Section, ...]) -> tuple[ComparedSection, ...]:
    from earseg_app.domain.report.compared import compared_sections

    side = state.display.measured_side
    if len(state.measures) < len(Side):
        return ()
    of_side = {each: shown if each is side else _sections(state, each) for each in Side}
    return compared_sections(of_side[Side.RIGHT], of_side[Side.LEFT])


def _sections(state: State, side: Side) -> tuple[Section, ...]:
    # Knows the measures, which load an optimiser; the start of the window does without.
    from earseg_app.domain.report.ear import measure_sections

    case = state.case
    by_hand = case.measurements[side].names_by_hand() if case else frozenset()
    sections = measure_sections(state.measures[side], by_hand, state.uncertainty(side) or {})
    return tuple(_read_in(state.display.units, section) for section in sections)


def _read_in(units: Units, section: Section) -> Section:
    """The same volumes in the unit of the reader; sentences keep the unit that they name."""

    def read(figure: Figure) -> Figure:
        if figure.unit != VOLUME:
            return figure
        return replace(figure, unit=units.volume_symbol, usual=figure.usual.replace(VOLUME, units.volume_symbol))

    return replace(section, figures=tuple(map(read, section.figures)))


def _lack(state: State) -> tuple[Lack, str]:
    case = state.case
    if case is None:
        return Lack.SCAN, NO_SCAN
    if case.segmentation is None:
        return Lack.SEGMENTATION, NO_LABELS
    if not case.segmentation.ears:
        return Lack.NOTHING, NO_EARS
    if not state.measures and case.outdated:
        return Lack.FRESHNESS, OUTDATED
    if not state.measures and not (case.unmeasured and not case.measurements):
        return Lack.MEASUREMENT, NOT_YET
    return Lack.NOTHING, ""
