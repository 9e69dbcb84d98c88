"""Export: which surfaces go where; checked in words before anything is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import msgspec

from earseg_app.domain.errors import MeshError
from earseg_app.domain.geometry import Triple
from earseg_app.domain.progress import Step
from earseg_app.presenters.export_display import (
    NO_FOLDER,
    ExportDisplay,
    ExportView,
    lack_of,
    nothing_chosen,
    painted_in,
    telling_of,
    within,
)
from earseg_app.presenters.export_job import ExportJob
from earseg_app.presenters.ports import MessagePort, TaskPort
from earseg_app.presenters.surface_port import CheckedSurfaces, ExportRequest, SurfacePort
from earseg_app.presenters.wording import BUSY, count
from earseg_app.session.model_preview import PreviewDisplay
from earseg_app.session.session import Session, State
from earseg_app.session.settings import Preferences


class ExportPresenter:
    """Makes, checks and writes surfaces of the current segmentation."""

    def __init__(
        self,
        session: Session,
        surfaces: SurfacePort,
        tasks: TaskPort,
        messages: MessagePort,
        preferences: Preferences,
        view: ExportView,
    ) -> None:
        self._session = session
        self._surfaces = surfaces
        self._tasks = tasks
        self._messages = messages
        self._preferences = preferences
        self._view = view
        self._request = ExportRequest()
        self._progress: Step | None = None
        self._job: ExportJob | None = None
        self._waiting: tuple[ExportJob, ...] = ()
        self._checked: CheckedSurfaces | None = None
        self._question, self._answer = "", ""
        self._mended: tuple[str, ...] = ()
        self._display: ExportDisplay | None = None
        session.changed.connect(self._on_changed)
        self._refresh()

    def choose(self, request: ExportRequest) -> None:
        """Change what is to be written."""
        self._request = request
        self._chosen_anew()

    def choose_folder(self, folder: Path) -> None:
        """Change where it is to be written."""
        settings = self._preferences.settings
        self._preferences.change(msgspec.structs.replace(settings, export_folder=str(folder)))
        self._chosen_anew()

    def preview(self) -> None:
        """Make and check the model, and show it."""
        job = self._wish(writes=False)
        if job is not None and self._job is None:
            self._make(job, self._previewed)

    def repair(self) -> None:
        """Mend the labels for this model, and show what comes of it."""
        self.choose(replace(self._request, repair=True))
        self.preview()

    def fit(self) -> None:
        """Make the model as large as its printer can build it, and show it."""
        scale = self._checked.fitting_scale if self._checked else None
        if scale is not None:
            self.choose(replace(self._request, scale=scale))
            self.preview()

    def look(self, preview: PreviewDisplay) -> None:
        """Cut the model, colour it, or stop."""
        self._session.look_at_model(preview)

    def measure(self, point_mm: Triple) -> None:
        """The next end of the ruler; the third begins a new one."""
        preview = self._session.state.preview
        kept = preview.ruler_mm if len(preview.ruler_mm) == 1 else ()
        self._session.look_at_model(replace(preview, ruler_mm=(*kept, point_mm)))

    def write(self) -> None:
        """Make and check the model unless it is shown already; write it at once when there is nothing to ask.

        While another export runs, this one waits for it.
        """
        job = self._wish(writes=True)
        if job is None:
            return
        if self._job is not None:
            self._waiting = (*self._waiting, job)
            self._refresh()
        elif self._checked is not None:
            self._job = job
            self._made(self._checked)
        else:
            self._make(job, self._made)

    def drop(self, number: int) -> None:
        """Take an export that waits out of the queue; counted from 0."""
        self._waiting = (*self._waiting[:number], *self._waiting[number + 1 :])
        self._refresh()

    def _wish(self, writes: bool) -> ExportJob | None:
        """What is chosen now; None, with the reason said, where something is missing."""
        display, case = self._resolve(self._session.state), self._session.state.case
        if case is None or case.segmentation is None or not display.files:
            self._messages.notice(display.sentence)
        elif writes and not display.folder:
            self._messages.notice(NO_FOLDER)
        else:
            return ExportJob(
                display.request, case.segmentation, case.volume, Path(display.folder), display.files, writes
            )
        return None

    def _make(self, job: ExportJob, on_done: Callable[[CheckedSurfaces], None]) -> None:
        started = self._tasks.start(
            lambda reporter: self._surfaces.make(job.labels, job.volume, job.request, reporter),
            on_done=on_done,
            on_step=self._show_progress,
            on_failed=self._failed,
            on_cancelled=self._cancelled,
        )
        if started:
            self._job = job
            self._show_progress(Step(0.0, "Making the model"))
        else:
            self._messages.notice(BUSY)

    def go_on(self) -> None:
        """The user has read the question and wants the files."""
        self._question = ""
        self._write(overwrite=True)

    def cancel(self) -> None:
        """Stop what runs, or answer the question with no; what waits goes on."""
        if self._question:
            self._question = ""
            self._next()
        else:
            self._tasks.cancel()

    def _previewed(self, checked: CheckedSurfaces) -> None:
        self._show(checked)
        self._next()

    def _show(self, checked: CheckedSurfaces) -> None:
        self._progress = None
        self._checked, self._mended = checked, checked.mended
        if self._is_chosen():
            self._session.show_model(checked.preview)
        self._refresh()

    def _made(self, checked: CheckedSurfaces) -> None:
        self._show(checked)
        if checked.errors:
            self._failed(MeshError("A surface cannot be printed, so nothing was written.", " ".join(checked.errors)))
            return
        if self._job is not None:
            self._question, self._answer = self._job.question(checked.warnings, self._is_chosen())
        if self._question:
            self._refresh()
        else:
            self._write(overwrite=False)

    def _write(self, overwrite: bool) -> None:
        checked, job = self._checked, self._job
        if checked is None or job is None:
            return
        self._tasks.start(
            lambda reporter: self._surfaces.write(checked, job.labels, job.request, job.folder, overwrite, reporter),
            on_done=self._written,
            on_step=self._show_progress,
            on_failed=self._failed,
            on_cancelled=self._cancelled,
        )
        self._show_progress(Step(0.0, "Writing"))

    def _written(self, files: tuple[Path, ...]) -> None:
        self._progress = None
        case = self._session.state.case
        if self._job and case and case.segmentation is self._job.labels:
            self._session.note_export(files)
        self._next()

    def _failed(self, error: Exception) -> None:
        self._forget()
        self._messages.error(error)
        self._next()

    def _cancelled(self) -> None:
        self._forget()
        self._messages.notice("Export stopped; nothing was written.")
        self._next()

    def _next(self) -> None:
        """Begin what waits; a model of another choice than that of the panel is forgotten."""
        if not self._is_chosen():
            self._forget()
        self._job = None
        if self._waiting:
            job, self._waiting = self._waiting[0], self._waiting[1:]
            self._forget()
            self._make(job, self._made)
        self._refresh()

    def _is_chosen(self) -> bool:
        """Whether the job at work is still what the panel says."""
        return self._job is None or self._job.request == self._resolve(self._session.state).request

    def _chosen_anew(self) -> None:
        if self._job is None:
            self._forget()
        self._refresh()

    def _forget(self) -> None:
        self._progress = self._checked = None
        self._question, self._mended = "", ()
        self._session.show_model(None)

    def _show_progress(self, step: Step) -> None:
        self._progress = step
        self._refresh()

    def _on_changed(self, old: State, new: State) -> None:
        if (old.model, old.preview, old.display.units) != (new.model, new.preview, new.display.units):
            self._refresh()
        follows = self._waiting or self._question or not new.is_stroke_after(old)
        if follows and new.has_other_case_than(old):
            if old.painting or old.segmentation is not new.segmentation:
                self._drop_all()
            self._refresh()

    def _drop_all(self) -> None:
        """Other labels: what waits, or asks, was of those before."""
        dropped = len(self._waiting) + bool(self._question)
        self._job = None if self._question else self._job
        self._checked, self._question, self._waiting = None, "", ()
        if dropped:
            self._messages.notice(f"{count(dropped, 'export')} not written, because the labels have changed.")

    def _refresh(self) -> None:
        display = self._resolve(self._session.state)
        if display != self._display:
            self._display = display
            self._view.show_export(display)

    def _resolve(self, state: State) -> ExportDisplay:
        labels = state.case.segmentation if state.case else None
        sides = frozenset(ear.side for ear in labels.ears) if labels else frozenset()
        painted = painted_in(state)
        request = within(self._request, sides, painted)
        need, sentence = lack_of(state, bool(sides or painted))
        telling = telling_of(state, request)
        chosen = not request.is_empty and not telling
        checked = self._checked or CheckedSurfaces(None)
        return ExportDisplay(
            need=need,
            sentence=sentence or telling or ("" if chosen else nothing_chosen(painted)),
            sides=sides,
            request=request,
            formats=self._surfaces.formats(),
            folder=self._preferences.settings.export_folder,
            files=self._surfaces.file_names(labels, request) if labels and chosen else (),
            progress=self._progress,
            question=self._question,
            answer=self._answer,
            written=tuple(file.name for file in state.case.exported) if state.case else (),
            mended=self._mended,
            printers=self._surfaces.printers(),
            figures=checked.figures(state.display.units),
            findings=(*checked.errors, *checked.warnings) if not self._question else (),
            can_repair=checked.repairable and not request.repair,
            fitting_scale=checked.fitting_scale,
            has_shares=bool(labels and labels.shares),
            preview=state.preview if state.model is not None else None,
            waiting=tuple(job.title for job in self._waiting),
            previewing=self._job is not None and not self._job.writes,
            structures=painted,
        )
