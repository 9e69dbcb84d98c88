"""Measure: the cochlear view, A, B, H and what follows from them; every figure moves with its handle."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from earseg_app.domain.anatomy import Part, Side
from earseg_app.domain.cochlea import DEFINITIONS
from earseg_app.domain.errors import MeasurementError
from earseg_app.domain.formulas import DuctLength, duct_lengths
from earseg_app.domain.geometry import Triple
from earseg_app.domain.landmarks import triple
from earseg_app.domain.normal_ranges import ranges_of
from earseg_app.domain.progress import Reporter, Step
from earseg_app.domain.segmentation import Segmentation
from earseg_app.presenters.ports import MessagePort, TaskPort
from earseg_app.session.measurement import HANDLE_NAMES, EarMeasurement
from earseg_app.session.session import Case, Session, State, WorkStep

NO_SCAN = "No scan is open. Open one first."
NO_LABELS = "Nothing is segmented yet. The cochlea is measured in the segmented ears."
NO_EARS = "No ear was found in this scan, so there is nothing to measure."
NOT_YET = "The ears have not been measured yet."

Measured = tuple[dict[Side, EarMeasurement], dict[Side, str]]


class Lack(Enum):
    """What the step needs and has not."""

    NOTHING = "nothing"
    SCAN = "scan"
    SEGMENTATION = "segmentation"
    MEASUREMENT = "measurement"


@dataclass(frozen=True)
class Figure:
    """One value in mm; `usual`: its normal range; `warning`: why it should be looked at, in a sentence."""

    name: str
    value_mm: float
    definition: str
    by_hand: bool = False
    usual: str = ""
    warning: str = ""


@dataclass(frozen=True)
class MeasureDisplay:
    """What the panel shows of the chosen ear; `problem`: why this ear has no figures."""

    lack: Lack = Lack.NOTHING
    sentence: str = ""
    side: Side = Side.RIGHT
    sides: frozenset[Side] = frozenset()
    progress: Step | None = None
    problem: str = ""
    figures: tuple[Figure, ...] = ()
    lengths: tuple[DuctLength, ...] = ()
    wall_lengths: tuple[DuctLength, ...] = ()
    volumes_mm3: tuple[tuple[Part, float], ...] = ()
    canal_radii_mm: tuple[tuple[Part, float], ...] = ()
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
        session.changed.connect(self._on_changed)
        self._refresh(session.state)

    def run(self) -> None:
        """Find the cochlear view of each ear and measure it; by-hand changes are given up."""
        case = self._session.state.case
        if case is None or case.segmentation is None or not case.segmentation.ears:
            return
        labels = case.segmentation
        started = self._tasks.start(
            lambda reporter: measure_ears(labels, reporter),
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
        measured = self._measured(side)
        if measured is not None:
            self._visit(side, measured.landmarks.modiolus_base)

    def move_handle(self, name: str, end: int, point_lps_mm: Triple) -> None:
        """Put one end of A, B or H at another point, LPS mm; every figure follows."""
        side = self._session.state.display.measured_side
        measured = self._measured(side)
        if measured is not None and name in HANDLE_NAMES:
            self._session.measure(side, measured.moved(name, end, point_lps_mm))

    def reset(self) -> None:
        """Take back what was moved by hand in the shown ear."""
        side = self._session.state.display.measured_side
        measured = self._measured(side)
        if measured is not None:
            self._session.measure(side, measured.reset())

    def _measured(self, side: Side) -> EarMeasurement | None:
        case = self._session.state.case
        return case.measurements.get(side) if case else None

    def _done(self, labels: Segmentation, measured: Measured) -> None:
        self._progress = None
        case = self._session.state.case
        if case is not None and case.segmentation is labels:
            self._session.accept_measurements(*measured)
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
        if entered and measure_display(new).lack is Lack.MEASUREMENT and not self._tasks.busy:
            self.run()
        if old.case is not new.case or old.display.measured_side is not new.display.measured_side:
            self._refresh(self._session.state)

    def _refresh(self, state: State) -> None:
        display = measure_display(state, self._progress)
        if display != self._display:
            self._display = display
            self._view.show_measure(display)


def measure_ears(labels: Segmentation, reporter: Reporter) -> Measured:
    """Landmarks and handles of each ear of a segmentation, and a sentence for each ear that can't be measured.

    Raises:
        Cancelled: if the reporter was cancelled.
    """
    # Loads an optimiser, which the start of the window does without.
    from earseg_app.domain.lateral_wall import measured_lengths
    from earseg_app.domain.measure import measure_ear

    measured: dict[Side, EarMeasurement] = {}
    unmeasured: dict[Side, str] = {}
    for number, ear in enumerate(labels.ears):
        reporter.step(number / len(labels.ears), f"Measuring the {ear.side.word} ear")
        try:
            found = measure_ear(labels.labels, labels.grid, ear.side)
        except MeasurementError as error:
            unmeasured[ear.side] = error.sentence()
        else:
            measured[ear.side] = EarMeasurement(
                found.landmarks,
                found.handles,
                found.handles,
                tuple((canal.part, canal.radius_mm) for canal in found.canals),
                tuple(triple(point) for point in found.wall.points_lps_mm) if found.wall else (),
                measured_lengths(found.wall) if found.wall else (),
            )
    return measured, unmeasured


def measure_display(state: State, progress: Step | None = None) -> MeasureDisplay:
    """The panel for a state."""
    case, side = state.case, state.display.measured_side
    lack, sentence = _lack(case)
    if case is None or lack in (Lack.SCAN, Lack.SEGMENTATION) or case.segmentation is None:
        return MeasureDisplay(lack, sentence, progress=progress)
    ears = {ear.side: ear for ear in case.segmentation.ears}
    measured = case.measurements.get(side)
    if measured is None:
        problem = case.unmeasured.get(side, "" if side in ears or not ears else f"No {side.word} ear was found.")
        return MeasureDisplay(lack, sentence, side, frozenset(ears), progress, problem)
    size = measured.size
    return MeasureDisplay(
        lack,
        sentence,
        side,
        frozenset(ears),
        progress,
        figures=_figures(measured),
        lengths=duct_lengths(size.a_mm, size.b_mm),
        wall_lengths=measured.wall_lengths,
        volumes_mm3=tuple(ears[side].volumes_mm3.items()) if side in ears else (),
        canal_radii_mm=measured.canal_radii_mm,
        can_reset=measured != measured.reset(),
    )


def _figures(measured: EarMeasurement) -> tuple[Figure, ...]:
    size = measured.size
    values_mm = {"a": size.a_mm, "b": size.b_mm, "h": size.h_mm}
    return tuple(_figure(name.upper(), values_mm[name], measured.by_hand(name)) for name in HANDLE_NAMES)


def _figure(name: str, value_mm: float, by_hand: bool) -> Figure:
    usual, *_ = ranges_of(name)
    range_words = "–".join(f"{end:.1f}" for end in (usual.low, usual.high) if end is not None)
    outside = "" if usual.contains(value_mm) else f"{name} lies outside its usual range of {range_words} mm."
    definition = f"{name}: {DEFINITIONS[name]}\nUsual {usual.words()}: {usual.source}"
    return Figure(name, value_mm, definition, by_hand, range_words, outside)


def _lack(case: Case | None) -> tuple[Lack, str]:
    if case is None:
        return Lack.SCAN, NO_SCAN
    if case.segmentation is None:
        return Lack.SEGMENTATION, NO_LABELS
    if not case.segmentation.ears:
        return Lack.NOTHING, NO_EARS
    if not case.measurements and not case.unmeasured:
        return Lack.MEASUREMENT, NOT_YET
    return Lack.NOTHING, ""
