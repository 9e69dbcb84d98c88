"""Load: what is on a disc, which series to open, and how far the reading has come."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from earseg_app.domain.errors import UnreadableInput, UnsupportedVolume
from earseg_app.domain.progress import Reporter, Step
from earseg_app.domain.reading import DEFAULT, ReadOptions
from earseg_app.domain.study import Catalog, Series
from earseg_app.domain.volume import Volume
from earseg_app.presenters.catalog_rows import BrowseDisplay, browse_display
from earseg_app.presenters.ports import LibraryPort, MessagePort, TaskPort
from earseg_app.presenters.read_question import ASKING, ReadQuestion, question_about
from earseg_app.presenters.wording import BUSY
from earseg_app.session.session import Session, State, WorkStep
from earseg_app.session.settings import Preferences

T = TypeVar("T")


class BrowseView(Protocol):
    """Shows what was found."""

    def show_browse(self, display: BrowseDisplay) -> None:
        """Show this; only what differs from the last display is touched."""

    def show_thumbnail(self, uid: str, image: NDArray[np.uint8]) -> None:
        """The picture of a series, grey values [row, column]."""


class BrowsePresenter:
    """Turns places and series the user picks into a catalog and an open case."""

    def __init__(
        self,
        session: Session,
        library: LibraryPort,
        tasks: TaskPort,
        background: TaskPort,
        messages: MessagePort,
        preferences: Preferences,
        views: tuple[BrowseView, ...],
    ) -> None:
        self._session = session
        self._library = library
        self._tasks = tasks
        self._background = background
        self._messages = messages
        self._preferences = preferences
        self._views = views
        self._display: BrowseDisplay | None = None
        self._progress: Step | None = None
        self._question: ReadQuestion | None = None
        self._waiting: deque[Series] = deque()
        self._titles: dict[Path, str] = {}
        session.changed.connect(self._on_changed)
        self._refresh()

    def open_place(self, place: Path) -> None:
        """Look what lies at a place the user chose or dropped."""
        self._look(place, self._found(place))

    def open_known(self, place: Path, title: str) -> None:
        """Look what lies at a place of the library; `title` takes the place of its name."""
        self._titles[place] = title or place.name
        self._look(place, self._found(None))

    def _look(self, place: Path, on_done: Callable[[Catalog | Volume], None]) -> None:
        self.run(
            f"Looking at {self._titles.get(place, place.name)}",
            lambda reporter: self._library.look(place, reporter, self._found_so_far),
            on_done,
        )

    def open_demo(self) -> None:
        """Open the demo CD; the first time it has to be made."""

        def make_and_look(reporter: Reporter) -> Catalog | Volume:
            folder = self._library.demo(reporter.part(0.0, 0.9))
            return self._library.look(folder, reporter.part(0.9, 1.0), self._found_so_far)

        self.run("Making the demo CD", make_and_look, self._found(None))

    def open_series(self, uid: str) -> None:
        """Read a series of the catalog and make it the open case."""
        series = self._series(uid)
        if series is None:
            return
        if series.refusal:
            self._messages.error(UnsupportedVolume(series.refusal, "Choose another series of the list."))
            return
        self._read(series, ASKING)

    def answer(self, options: ReadOptions | None) -> None:
        """Open the series that was asked about as the user wants it read, or not at all (None)."""
        question, self._question = self._question, None
        series = self._series(question.uid) if question else None
        self._refresh()
        if options is None:
            self._messages.notice("The series was not opened; what was open stays open.")
        elif series is not None:
            self._read(series, options)

    def cancel(self) -> None:
        """Stop the reading that runs."""
        self._tasks.cancel()

    def _read(self, series: Series, options: ReadOptions) -> None:
        def ask_or_say(error: Exception) -> None:
            self._question = question_about(series.uid, error, options)
            if self._question is None:
                self._messages.error(error)

        catalog = self._session.state.catalog
        place = catalog.source if catalog else None
        self.run(
            "Reading the images",
            lambda reporter: self._library.read(series, reporter, options),
            lambda volume: self._opened(volume, place, options),
            ask_or_say,
        )

    def run(
        self,
        what: str,
        work: Callable[[Reporter], T],
        on_done: Callable[[T], None],
        on_failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Do long work with progress and cancel in the browser; what fails is said unless `on_failed` takes it."""

        def done(result: T) -> None:
            self._show_progress(None)
            on_done(result)

        def failed(error: Exception) -> None:
            self._progress = None
            (on_failed or self._messages.error)(error)
            self._refresh()

        def cancelled() -> None:
            self._show_progress(None)
            self._messages.notice("Stopped; what was open stays open.")

        if self._tasks.start(work, on_done=done, on_step=self._show_progress, on_failed=failed, on_cancelled=cancelled):
            self._show_progress(Step(0.0, what))
        else:
            self._messages.notice(BUSY)

    def _found(self, place: Path | None) -> Callable[[Catalog | Volume], None]:
        def take_over(found: Catalog | Volume) -> None:
            if place is not None:
                self._preferences.change(self._preferences.settings.with_recent(str(place)))
            if isinstance(found, Volume):
                self._opened(found, place)
            else:
                if not found.all_series():
                    self._messages.error(nothing_found(found))
                if found.all_series() or found.broken:
                    self._show_catalog(found)
            self._refresh()

        return take_over

    def _found_so_far(self, catalog: Catalog) -> None:
        """Called within the work: show what a slow disc has given so far."""
        if catalog.all_series():
            self._tasks.post(lambda: self._session.show_catalog(catalog))

    def _show_catalog(self, catalog: Catalog) -> None:
        self._session.enter(WorkStep.LOAD)
        self._session.show_catalog(catalog)
        self._waiting = deque(series for series in catalog.all_series() if series.files)
        self._next_thumbnail()

    def _opened(self, volume: Volume, place: Path | None, reading: ReadOptions = DEFAULT) -> None:
        self._session.open_volume(volume, place, reading)
        self._session.enter(WorkStep.SEGMENT)

    def _next_thumbnail(self) -> None:
        if not self._waiting or self._background.busy:
            return
        series = self._waiting.popleft()

        def show(image: NDArray[np.uint8]) -> None:
            for view in self._views:
                view.show_thumbnail(series.uid, image)
            self._next_thumbnail()

        self._background.start(
            lambda _reporter: self._library.thumbnail(series),
            on_done=show,
            on_step=lambda _step: None,
            on_failed=lambda _error: self._next_thumbnail(),
            on_cancelled=lambda: None,
        )

    def _series(self, uid: str) -> Series | None:
        catalog = self._session.state.catalog
        return next((s for s in catalog.all_series() if s.uid == uid), None) if catalog else None

    def _show_progress(self, step: Step | None) -> None:
        self._progress = step
        self._refresh()

    def _on_changed(self, old: State, new: State) -> None:
        if old.catalog is not new.catalog or old.case is not new.case:
            self._refresh()

    def _refresh(self) -> None:
        display = self._resolve(self._session.state)
        if display != self._display:
            self._display = display
            for view in self._views:
                view.show_browse(display)

    def _resolve(self, state: State) -> BrowseDisplay:
        uid = state.case.volume.series_uid if state.case else ""
        shown = browse_display(state.catalog, uid)
        return replace(
            shown,
            source=self._titles.get(state.catalog.source, shown.source) if state.catalog else "",
            recent=self._preferences.settings.recent,
            progress=self._progress,
            question=self._question,
            has_case=state.case is not None,
        )


def nothing_found(catalog: Catalog) -> UnreadableInput:
    """What to say of a place that holds no series."""
    name = catalog.source.name or str(catalog.source)
    if not catalog.broken:
        return UnreadableInput(f"{name} holds no scans.", "Choose the folder or disc that holds the DICOM images.")
    first = catalog.broken[0]
    return UnreadableInput(f"{name} holds no scan that can be read.", f"{first.path.name}: {first.reason}")
