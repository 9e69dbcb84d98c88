"""The library: studies opened so far, found again by a few letters, copied so that the disc can go back."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from earseg_app.domain.exchange.library import KnownStudy
from earseg_app.domain.progress import Reporter
from earseg_app.domain.study import Catalog
from earseg_app.presenters.catalog_rows import SeriesRow
from earseg_app.presenters.ports import MessagePort, StudyLibraryPort, TaskPort
from earseg_app.presenters.wording import count, date_words, name_words
from earseg_app.session.session import Session, State

T = TypeVar("T")
Found = tuple[tuple[KnownStudy, ...], Mapping[int, NDArray[np.uint8]]]
# Pictures are fetched for so many rows; further ones are found by searching.
PICTURED = 100
COPIED = "Copied to the library; the disc can go back."


@dataclass(frozen=True)
class LibraryDisplay:
    """What the library shows; `rows` have the numbers of their studies as uid.

    `recent`: the studies opened last, whatever is searched for. `question`: asked before `removing` is removed.
    """

    rows: tuple[SeriesRow, ...] = ()
    wanted: str = ""
    recent: tuple[SeriesRow, ...] = ()
    removing: str = ""
    question: str = ""


class LibraryView(Protocol):
    """Shows the library."""

    def show_library(self, display: LibraryDisplay) -> None:
        """Show this; only what differs from the last display is touched."""

    def show_study_picture(self, uid: str, image: NDArray[np.uint8]) -> None:
        """The picture of a row, grey values [row, column]."""


class Runner(Protocol):
    """Runs long work with the progress and the cancel button of the browser."""

    def __call__(self, what: str, work: Callable[[Reporter], T], on_done: Callable[[T], None]) -> None:
        """Start it, or say that other work still runs."""


class LibraryPresenter:
    """Enters what is opened, searches, copies and removes."""

    def __init__(
        self,
        session: Session,
        library: StudyLibraryPort,
        tasks: TaskPort,
        run: Runner,
        open_place: Callable[[Path, str], None],
        messages: MessagePort,
        views: tuple[LibraryView, ...],
    ) -> None:
        self._session = session
        self._library = library
        self._tasks = tasks
        self._run = run
        self._open_place = open_place
        self._messages = messages
        self._views = views
        self._known: dict[int, KnownStudy] = {}
        self._pictured: set[int] = set()
        self._display = LibraryDisplay()
        self._waiting: deque[Callable[[], None]] = deque()
        session.changed.connect(self._on_changed)

    def begin(self) -> None:
        """Look whether the library is in order, mend it if not, and list it."""

        def mended(sentence: str) -> None:
            if sentence:
                self._messages.notice(sentence)
            self._list()

        self._later(self._library.mend, mended)

    def search(self, words: str) -> None:
        """List the studies in which all these words occur."""
        self._show(replace(self._display, wanted=words))
        self._list()

    def open(self, uid: str) -> None:
        """Look at a study of the list, from its copy or where it was found."""
        known = self._known.get(int(uid))
        if known is not None:
            self._open_place(known.place, "Library" if known.copy else "")

    def copy(self, series_uid: str) -> None:
        """Copy the study of a series of the open disc into the library."""
        catalog = self._session.state.catalog
        if catalog is None:
            return

        def copied(_known: KnownStudy) -> None:
            self._messages.notice(COPIED)
            self._list()

        self._run("Copying to the library", lambda reporter: self._library.copy(catalog, series_uid, reporter), copied)

    def ask_to_remove(self, uid: str) -> None:
        """Ask before a study is removed."""
        known = self._known.get(int(uid))
        if known is not None:
            self._show(replace(self._display, removing=uid, question=removal_question(known)))

    def remove(self, sure: bool) -> None:
        """Remove what was asked about, or keep it."""
        uid = self._display.removing
        self._show(replace(self._display, removing="", question=""))
        if sure and uid:
            self._later(lambda _reporter: self._library.remove(int(uid)), lambda _none: self._list())

    def _on_changed(self, old: State, new: State) -> None:
        opened, catalog = new.case, new.catalog
        if opened is None or catalog is None or opened.volume is (old.case.volume if old.case else None):
            return
        uid = opened.volume.series_uid
        if uid and any(series.uid == uid for series in catalog.all_series()):
            self._enter(catalog, uid)

    def _enter(self, catalog: Catalog, uid: str) -> None:
        self._later(lambda _reporter: self._library.enter(catalog, uid), lambda _known: self._list())

    def _list(self) -> None:
        wanted, pictured = self._display.wanted, frozenset(self._pictured)

        def find(_reporter: Reporter) -> tuple[Found, tuple[KnownStudy, ...]]:
            found = self._library.studies(wanted)
            recent = self._library.studies("") if wanted else found
            wanting = [known.number for known in found[:PICTURED] if known.number not in pictured]
            pictures = {number: self._library.thumbnail(number) for number in wanting}
            return (found, {n: picture for n, picture in pictures.items() if picture is not None}), recent

        self._later(find, lambda result: self._listed(*result))

    def _listed(self, found: Found, recent: tuple[KnownStudy, ...]) -> None:
        studies, pictures = found
        self._known = {known.number: known for known in (*recent, *studies)}
        rows, last = (tuple(study_row(known) for known in listed) for listed in (studies, recent))
        self._show(replace(self._display, rows=rows, recent=last))
        for number, picture in pictures.items():
            self._pictured.add(number)
            for view in self._views:
                view.show_study_picture(str(number), picture)

    def _later(self, work: Callable[[Reporter], T], on_done: Callable[[T], None]) -> None:
        """Do the work beside the window, once what waits before it is done."""
        self._waiting.append(lambda: self._start(work, on_done))
        self._go_on()

    def _go_on(self) -> None:
        if self._waiting and not self._tasks.busy:
            self._waiting.popleft()()

    def _start(self, work: Callable[[Reporter], T], on_done: Callable[[T], None]) -> None:
        def done(result: T) -> None:
            on_done(result)
            self._go_on()

        def failed(error: Exception) -> None:
            self._messages.error(error)
            self._go_on()

        self._tasks.start(work, on_done=done, on_step=lambda _step: None, on_failed=failed, on_cancelled=self._go_on)

    def _show(self, display: LibraryDisplay) -> None:
        if display != self._display:
            self._display = display
            for view in self._views:
                view.show_library(display)


def study_row(known: KnownStudy) -> SeriesRow:
    """A study as a row: the patient, the examination, and whether a copy makes its disc needless."""
    details = [date_words(known.date), known.description or "Examination", count(known.images, "image")]
    return SeriesRow(
        uid=str(known.number),
        title=name_words(known.patient_name) or known.patient_id or "Unnamed patient",
        detail=" · ".join(filter(None, details)),
        why="Copied: opens without the disc." if known.copy else f"Not copied: opens from {known.source}.",
        copied=known.copy is not None,
    )


def removal_question(known: KnownStudy) -> str:
    """What is lost when a study is removed."""
    name = name_words(known.patient_name) or known.patient_id or "this patient"
    if known.copy is None:
        return f"Remove {name} from the list? The disc is not touched."
    return f"Remove {name}? The copy of {count(known.images, 'image')} is deleted; the disc is not touched."
