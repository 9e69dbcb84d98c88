"""Segment: one button, its progress, and a verdict on each ear in sentences."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

from earseg_app.domain.anatomy import Part, Side
from earseg_app.domain.errors import ModelError
from earseg_app.domain.geometry import Triple
from earseg_app.domain.progress import Step
from earseg_app.domain.segmentation import EarFinding, Segmentation, Verdict
from earseg_app.domain.volume import Volume
from earseg_app.presenters.ports import MessagePort, ModelPort, TaskPort
from earseg_app.presenters.wording import BUSY, device_words
from earseg_app.session.session import Case, Session, State, WorkStep

NO_SCAN = "No scan is open. Open one first."
EDITED = "Changed by hand since this verdict was given."
NO_EAR = (
    "No inner ear was found in this scan. The views and the export of other series are not affected; "
    "try a thinner series that shows the temporal bones."
)


@dataclass(frozen=True)
class EarResult:
    """One ear: its verdict, the sentences behind it, the volume of each part in mm³."""

    side: Side
    verdict: Verdict
    reasons: tuple[str, ...]
    volumes_mm3: tuple[tuple[Part, float], ...]

    @property
    def total_mm3(self) -> float:
        """Volume of the whole ear, mm³."""
        return sum(volume_mm3 for _part, volume_mm3 in self.volumes_mm3)


@dataclass(frozen=True)
class SegmentDisplay:
    """What the panel shows; `need`: what is missing, in a sentence; `trouble`: why there is no model."""

    need: str = ""
    model: str = ""
    machine: str = ""
    trouble: str = ""
    notes: tuple[str, ...] = ()
    progress: Step | None = None
    ears: tuple[EarResult, ...] = ()
    nothing_found: str = ""
    made_in: str = ""
    volume_symbol: str = "mm³"

    @property
    def can_run(self) -> bool:
        """Whether the button can be pressed."""
        return not self.need and not self.trouble and self.progress is None


class SegmentView(Protocol):
    """The panel."""

    def show_segment(self, display: SegmentDisplay) -> None:
        """Show this; only what differs from the last display is touched."""


class SegmentPresenter:
    """Runs the segmenter and keeps the panel true."""

    def __init__(
        self,
        session: Session,
        segmenter: ModelPort,
        machine: str,
        tasks: TaskPort,
        messages: MessagePort,
        view: SegmentView,
        visit: Callable[[Side, Triple], None],
    ) -> None:
        self._session = session
        self._segmenter = segmenter
        self._machine = machine
        self._tasks = tasks
        self._messages = messages
        self._view = view
        self._visit = visit
        self._progress: Step | None = None
        self._model, self._trouble = "", ""
        self._display: SegmentDisplay | None = None
        session.changed.connect(self._on_changed)
        self._refresh(session.state)

    @property
    def progress(self) -> Step | None:
        """How far the segmentation that runs has come."""
        return self._progress

    def use_machine(self, machine: str) -> None:
        """Name in words what computes from now on."""
        self._machine = machine
        self._refresh(self._session.state)

    def run(self) -> None:
        """Segment both ears of the open scan."""
        case = self._session.state.case
        if case is None:
            self._messages.notice(NO_SCAN)
            return
        volume = case.volume
        self._session.enter(WorkStep.SEGMENT)
        started = self._tasks.start(
            lambda reporter: self._segmenter.segment(volume, reporter),
            on_done=lambda segmentation: self._done(volume, segmentation),
            on_step=self._show_progress,
            on_failed=self._failed,
            on_cancelled=self._cancelled,
        )
        if started:
            self._show_progress(Step(0.0, "Starting"))
        else:
            self._messages.notice(BUSY)

    def cancel(self) -> None:
        """Stop the segmentation that runs; what was there before stays."""
        self._tasks.cancel()

    def look_at(self, side: Side) -> None:
        """Show the middle of an ear in the views."""
        case = self._session.state.case
        ears = case.segmentation.ears if case and case.segmentation else ()
        for ear in ears:
            if ear.side is side:
                self._visit(side, ear.centroid_lps_mm)

    def look_at_model(self) -> None:
        """Read what model is installed, or why none can be used."""
        try:
            self._model, self._trouble = self._segmenter.describe(), ""
        except ModelError as error:
            self._model, self._trouble = "", error.sentence()
        self._refresh(self._session.state)

    def _done(self, volume: Volume, segmentation: Segmentation) -> None:
        self._progress = None
        case = self._session.state.case
        if case is not None and case.volume is volume:
            self._session.accept_segmentation(segmentation)
            if segmentation.ears:
                self._visit(segmentation.ears[0].side, segmentation.ears[0].centroid_lps_mm)
        self._refresh(self._session.state)

    def _failed(self, error: Exception) -> None:
        self._show_progress(None)
        self._messages.error(error)

    def _cancelled(self) -> None:
        self._show_progress(None)
        self._messages.notice("Segmentation stopped; nothing was changed.")

    def _show_progress(self, step: Step | None) -> None:
        self._progress = step
        self._refresh(self._session.state)

    def _on_changed(self, old: State, new: State) -> None:
        if new.step is WorkStep.SEGMENT and not self._model and not self._trouble:
            self.look_at_model()
        read_anew = old.display.units != new.display.units
        if read_anew or (not new.is_stroke_after(old) and new.has_other_case_than(old)):
            self._refresh(new)

    def _refresh(self, state: State) -> None:
        made = segment_display(state.case, self._model, self._machine, self._trouble, self._progress)
        display = replace(made, volume_symbol=state.display.units.volume_symbol)
        if display != self._display:
            self._display = display
            self._view.show_segment(display)


def segment_display(
    case: Case | None, model: str = "", machine: str = "", trouble: str = "", progress: Step | None = None
) -> SegmentDisplay:
    """The panel for a case."""
    if case is None:
        return SegmentDisplay(NO_SCAN, model, machine, trouble, progress=progress)
    found = case.segmentation
    return SegmentDisplay(
        model=model,
        machine=machine,
        trouble=trouble,
        notes=case.volume.notes,
        progress=progress,
        ears=tuple(_result(ear) for ear in found.ears) if found else (),
        nothing_found=NO_EAR if found and not found.ears else "",
        made_in=_made_in(found) if found else "",
    )


def _result(ear: EarFinding) -> EarResult:
    reasons = (*ear.reasons, EDITED) if ear.edited else ear.reasons
    return EarResult(ear.side, ear.verdict, reasons, tuple(ear.volumes_mm3.items()))


def _made_in(found: Segmentation) -> str:
    made_by = found.provenance
    if made_by is None:
        return ""
    where = f" on {device_words(made_by.device)}" if made_by.device else ""
    return f"{made_by.model} {made_by.version}, {made_by.seconds:.0f} s{where}"
