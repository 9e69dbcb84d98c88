"""The report from the window: of the measures as they stand, with the patient's name only on request."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from earseg_app.domain.errors import EarsegError
from earseg_app.domain.progress import Step
from earseg_app.domain.study import Catalog
from earseg_app.presenters.ports import MessagePort, PatientWords, ReportContent, ReportPort, ReportRequest, TaskPort
from earseg_app.presenters.wording import BUSY, date_words, name_words
from earseg_app.session.session import Case, Session

NOTHING_MEASURED = "The report follows from the measures. Measure the ears first."
STOPPED = "Stopped; nothing was written."


@dataclass(frozen=True)
class ReportDisplay:
    """What the dialog shows; `patient`: what would be named, empty where the scan names nobody."""

    patient: PatientWords = ()
    progress: Step | None = None
    result: str = ""
    trouble: str = ""


class ReportView(Protocol):
    """The dialog."""

    def open_report(self, display: ReportDisplay) -> None:
        """Come up; the patient is not named until the user asks for it anew."""

    def show_report(self, display: ReportDisplay) -> None:
        """Show this."""


class ReportPresenter:
    """Turns the wish for a report into files."""

    def __init__(
        self, session: Session, port: ReportPort, tasks: TaskPort, messages: MessagePort, view: ReportView
    ) -> None:
        self._session = session
        self._port = port
        self._tasks = tasks
        self._messages = messages
        self._view = view
        self._display = ReportDisplay()

    def open(self) -> None:
        """Ask what to write, once there is something measured."""
        if self._content(named=False) is None:
            self._messages.notice(NOTHING_MEASURED)
            return
        self._display = ReportDisplay(self._patient())
        self._view.open_report(self._display)

    def write(self, request: ReportRequest) -> None:
        """Write the report of the measures as they stand now."""
        content = self._content(request.name_patient)
        if content is None:
            self._show(trouble=NOTHING_MEASURED)
            return
        if self._tasks.busy:
            self._show(trouble=BUSY)
            return
        self._show(progress=Step(0.0, "Drawing the surfaces"))
        surfaces = self._port.surfaces(content.case) if "pdf" in request.formats else None
        self._tasks.start(
            lambda reporter: self._port.write(content, surfaces, request, reporter),
            on_done=self._written,
            on_step=lambda step: self._show(progress=step),
            on_failed=self._failed,
            on_cancelled=lambda: self._show(trouble=STOPPED),
        )

    def cancel(self) -> None:
        """Stop the writing that runs."""
        self._tasks.cancel()

    def _content(self, named: bool) -> ReportContent | None:
        state = self._session.state
        if state.case is None or (not state.measures and not self._only_by_hand(state.case)):
            return None
        return ReportContent(state.case, state.measures, self._patient() if named else ())

    def _only_by_hand(self, case: Case) -> bool:
        """Whether there is something drawn by hand and no ear that waits to be measured."""
        ears = case.segmentation.ears if case.segmentation else ()
        return bool(case.hand_measures) and all(ear.side in case.unmeasured for ear in ears)

    def _patient(self) -> PatientWords:
        state = self._session.state
        uid = state.case.volume.series_uid if state.case else ""
        return patient_words(state.catalog, uid)

    def _written(self, files: tuple[Path, ...]) -> None:
        self._show(result="Written: " + ", ".join(file.name for file in files))

    def _failed(self, error: Exception) -> None:
        if isinstance(error, EarsegError):
            self._show(trouble=error.sentence())
        else:
            self._show()
            self._messages.error(error)

    def _show(self, progress: Step | None = None, result: str = "", trouble: str = "") -> None:
        self._display = replace(self._display, progress=progress, result=result, trouble=trouble)
        self._view.show_report(self._display)


def patient_words(catalog: Catalog | None, series_uid: str) -> PatientWords:
    """Name, id and date of the examination of a series; nothing where the catalog does not hold it."""
    for patient in catalog.patients if catalog and series_uid else ():
        for study in patient.studies:
            if any(series.uid.startswith(series_uid) for series in study.series):
                name, date = name_words(patient.name), date_words(study.date)
                words = (("Name", name), ("Patient ID", patient.id), ("Date of the scan", date))
                return tuple((title, said) for title, said in words if said)
    return ()
