"""Export a de-identified copy: which series, under which code, what is kept, where to."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Protocol

from earseg_app.domain.errors import EarsegError
from earseg_app.domain.exchange.deidentification import CopyRequest, CopyResult
from earseg_app.domain.progress import Step
from earseg_app.domain.study import Series
from earseg_app.presenters.chosen_series import chosen_series, series_words
from earseg_app.presenters.ports import MessagePort, PrivacyPort, TaskPort
from earseg_app.presenters.wording import BUSY, count
from earseg_app.session.session import Session


@dataclass(frozen=True)
class CopyDisplay:
    """What the dialog shows; `result` and `warnings` once a copy is written, `trouble` when it was not."""

    series: str = ""
    code: str = ""
    progress: Step | None = None
    result: str = ""
    warnings: tuple[str, ...] = ()
    trouble: str = ""


class CopyView(Protocol):
    """The dialog."""

    def open_copy(self, display: CopyDisplay) -> None:
        """Come up, with fresh fields."""

    def show_copy(self, display: CopyDisplay) -> None:
        """Show this."""


class PrivacyPresenter:
    """Turns the wish for a copy into one."""

    def __init__(
        self, session: Session, port: PrivacyPort, tasks: TaskPort, messages: MessagePort, view: CopyView
    ) -> None:
        self._session = session
        self._port = port
        self._tasks = tasks
        self._messages = messages
        self._view = view
        self._series: Series | None = None
        self._display = CopyDisplay()

    def open(self, uid: str) -> None:
        """Ask about the series chosen in the browser, or the open one."""
        try:
            self._series = chosen_series(self._session.state, uid)
        except EarsegError as error:
            self._messages.error(error)
            return
        self._display = CopyDisplay(series_words(self._series), self._port.suggest_code())
        self._view.open_copy(self._display)

    def write(self, request: CopyRequest) -> None:
        """Write the copy."""
        series = self._series
        if series is None:
            return
        started = self._tasks.start(
            lambda reporter: self._port.copy([series], request, reporter),
            on_done=self._written,
            on_step=lambda step: self._show(progress=step),
            on_failed=self._failed,
            on_cancelled=lambda: self._show(trouble="Stopped; nothing was written."),
        )
        if started:
            self._show(progress=Step(0.0, "Copying"))
        else:
            self._show(trouble=BUSY)

    def cancel(self) -> None:
        """Stop the copying that runs."""
        self._tasks.cancel()

    def _written(self, result: CopyResult) -> None:
        left = (
            f"; {count(result.left_out, 'image')} with possible words in the pixels left out" if result.left_out else ""
        )
        self._show(result=f"{count(result.image_count, 'image')} copied{left}.", warnings=result.warnings)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, EarsegError):
            self._show(trouble=error.sentence())
        else:
            self._show()
            self._messages.error(error)

    def _show(
        self, progress: Step | None = None, result: str = "", warnings: tuple[str, ...] = (), trouble: str = ""
    ) -> None:
        self._display = replace(self._display, progress=progress, result=result, warnings=warnings, trouble=trouble)
        self._view.show_copy(self._display)
