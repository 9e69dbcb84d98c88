"""Query a PACS, retrieve and open, send: what the dialog shows of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol, TypeVar

import msgspec

from earseg_app.domain.errors import EarsegError
from earseg_app.domain.exchange.pacs import (
    MOST_MATCHES,
    FoundSeries,
    FoundStudy,
    PacsError,
    PacsNode,
    PacsQuery,
    checked,
)
from earseg_app.domain.progress import Reporter, Step
from earseg_app.domain.study import Series
from earseg_app.presenters.chosen_series import chosen_series, series_words, study_of
from earseg_app.presenters.ports import MessagePort, PacsPort, TaskPort
from earseg_app.presenters.wording import BUSY, count
from earseg_app.session.session import Session
from earseg_app.session.settings import Preferences

T = TypeVar("T")
NO_NODE = "No PACS is entered yet. Add the one of your hospital; its administrator knows the details."


@dataclass(frozen=True)
class SendRow:
    """A series that can be sent; `chosen`: ticked at first."""

    uid: str
    words: str
    chosen: bool = False


@dataclass(frozen=True)
class PacsDisplay:
    """`nodes`: names to choose from. `series` by the uid of their study. `sentence` says what is, `trouble` what isn't.

    `sending`: the series of the examination to send from, none while the dialog searches.
    `folder`: where series are received, "" for the program's own folder.
    """

    nodes: tuple[PacsNode, ...] = ()
    studies: tuple[FoundStudy, ...] = ()
    series: dict[str, tuple[FoundSeries, ...]] = field(default_factory=dict)
    progress: Step | None = None
    sentence: str = ""
    trouble: str = ""
    sending: tuple[SendRow, ...] = ()
    folder: str = ""


class PacsView(Protocol):
    """The dialog."""

    def open_pacs(self, display: PacsDisplay) -> None:
        """Come up."""

    def show_pacs(self, display: PacsDisplay) -> None:
        """Show this."""

    def close_pacs(self) -> None:
        """Go."""


class PacsPresenter:
    """Talks to archives on the user's behalf; received series are opened by `open_place`."""

    def __init__(
        self,
        session: Session,
        port: PacsPort,
        tasks: TaskPort,
        messages: MessagePort,
        preferences: Preferences,
        view: PacsView,
        open_place: Callable[[Path], None],
    ) -> None:
        self._session = session
        self._port = port
        self._tasks = tasks
        self._messages = messages
        self._preferences = preferences
        self._view = view
        self._open_place = open_place
        self._to_send: tuple[Series, ...] = ()
        self._display = PacsDisplay()

    def open_query(self) -> None:
        """Come up to search."""
        self._to_send = ()
        settings = self._preferences.settings
        nodes = settings.pacs_nodes
        self._display = PacsDisplay(nodes, sentence="" if nodes else NO_NODE, folder=settings.receive_folder)
        self._view.open_pacs(self._display)

    def open_send(self, uid: str) -> None:
        """Come up to send the series chosen in the browser, or the open one, and others of its examination."""
        try:
            chosen = chosen_series(self._session.state, uid)
        except EarsegError as error:
            self._messages.error(error)
            return
        self._to_send = study_of(self._session.state, chosen)
        rows = tuple(SendRow(one.uid, series_words(one), one is chosen) for one in self._to_send)
        nodes = self._preferences.settings.pacs_nodes
        self._display = PacsDisplay(nodes, sentence="" if nodes else NO_NODE, sending=rows)
        self._view.open_pacs(self._display)

    def search(self, node: PacsNode, query: PacsQuery) -> None:
        """Look for examinations; what can't be asked for is said before anybody is asked."""
        try:
            query = checked(query)
        except PacsError as error:
            self._show(trouble=error.sentence())
            return
        self._show(studies=(), series={})
        self._start("Searching", lambda reporter: self._port.find_studies(node, query, reporter), self._found)

    def look_into(self, node: PacsNode, study_uid: str) -> None:
        """List the series of an examination, once."""
        if study_uid in self._display.series:
            return

        def found(series: tuple[FoundSeries, ...]) -> None:
            self._show(series={**self._display.series, study_uid: series}, sentence=self._display.sentence)

        self._start("Looking into it", lambda reporter: self._port.find_series(node, study_uid, reporter), found)

    def retrieve(self, node: PacsNode, study_uid: str, series_uid: str) -> None:
        """Fetch one series, or every CT series of an examination when `series_uid` is empty, and open it."""
        folder = self._display.folder
        below = Path(folder) if folder else None

        def work(reporter: Reporter) -> Path:
            series = self._port.find_series(node, study_uid, reporter.part(0.0, 0.05))
            wanted = [one for one in series if one.uid == series_uid or (not series_uid and one.modality == "CT")]
            return self._port.retrieve(node, wanted, below, reporter.part(0.05, 1.0))

        def received(folder: Path) -> None:
            self._show()
            self._view.close_pacs()
            self._open_place(folder)

        self._start("Retrieving", work, received)

    def send(self, node: PacsNode, uids: tuple[str, ...]) -> None:
        """Send these series as they are."""
        wanted = [one for one in self._to_send if one.uid in uids]
        if not wanted:
            return

        def sent(images: int) -> None:
            self._show(sentence=f"{count(images, 'image')} sent to {node.name}.")

        self._start("Sending", lambda reporter: self._port.send(node, wanted, reporter), sent)

    def test(self, node: PacsNode) -> None:
        """Whether it answers."""

        def answered(_nothing: None) -> None:
            self._show(sentence=f"{node.name} answers and knows this computer.")

        self._start(f"Asking {node.name}", lambda reporter: self._port.test(node, reporter), answered)

    def receive_into(self, folder: str) -> None:
        """Receive series below this folder from now on; "" for the program's own."""
        self._preferences.change(msgspec.structs.replace(self._preferences.settings, receive_folder=folder))
        self._show(folder=folder)

    def keep_nodes(self, nodes: tuple[PacsNode, ...]) -> None:
        """Remember these archives."""
        self._preferences.change(msgspec.structs.replace(self._preferences.settings, pacs_nodes=nodes))
        self._show(nodes=nodes, sentence="" if nodes else NO_NODE)

    def cancel(self) -> None:
        """Stop what runs."""
        self._tasks.cancel()

    def _found(self, studies: tuple[FoundStudy, ...]) -> None:
        if not studies:
            sentence = "Nothing matches. Try less of the name, or a wider range of dates."
        elif len(studies) >= MOST_MATCHES:
            sentence = f"More than {MOST_MATCHES} match; these are {len(studies)} of them. Narrow the search."
        else:
            sentence = f"{count(len(studies), 'examination')} found."
        self._show(studies=studies, sentence=sentence)

    def _start(self, what: str, work: Callable[[Reporter], T], on_done: Callable[[T], None]) -> None:
        started = self._tasks.start(
            work,
            on_done=on_done,
            on_step=lambda step: self._show(progress=step),
            on_failed=self._failed,
            on_cancelled=lambda: self._show(sentence="Stopped; nothing half-received was kept."),
        )
        if started:
            self._show(progress=Step(0.0, what))
        else:
            self._show(trouble=BUSY)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, EarsegError):
            self._show(trouble=error.sentence())
        else:
            self._show()
            self._messages.error(error)

    def _show(self, **changes: object) -> None:
        """Show these changes; what was said before is over."""
        said = {"progress": None, "sentence": "", "trouble": "", **changes}
        self._display = replace(self._display, **said)  # type: ignore[arg-type]
        self._view.show_pacs(self._display)
