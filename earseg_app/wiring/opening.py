"""Discs and the library, joined to the window."""

from __future__ import annotations

from collections.abc import Callable

from earseg_app.presenters.browse import BrowsePresenter
from earseg_app.presenters.library import LibraryPresenter
from earseg_app.session.session import Session, State
from earseg_app.ui.main_window import MainWindow

# Does what ends the open case, once its unsaved work is safe.
WhenSafe = Callable[[Callable[[], None]], None]


def join_disc(session: Session, window: MainWindow, browse: BrowsePresenter, when_safe: WhenSafe) -> None:
    """A disc, a folder, the demo, and the questions they raise."""

    def turn_to_disc(old: State, new: State) -> None:
        # A disc that is still being read gives growing catalogs of the same source.
        if new.catalog is not None and (old.catalog is None or old.catalog.source != new.catalog.source):
            window.show_disc()

    session.changed.connect(turn_to_disc)
    window.empty.demo_requested.connect(browse.open_demo)
    window.empty.cancel_requested.connect(browse.cancel)
    window.browser.open_requested.connect(lambda uid: when_safe(lambda: browse.open_series(uid)))
    window.browser.cancel_requested.connect(browse.cancel)
    window.questions.answered.connect(browse.answer)


def join_library(window: MainWindow, library: LibraryPresenter, show: Callable[[], None], when_safe: WhenSafe) -> None:
    """The studies known so far; `show` brings them to the front."""
    window.browser.copy_requested.connect(library.copy)
    window.empty.study_requested.connect(library.open)
    window.empty.library_requested.connect(show)
    window.library.search_requested.connect(library.search)
    window.library.open_requested.connect(lambda uid: when_safe(lambda: library.open(uid)))
    window.library.removal_requested.connect(library.ask_to_remove)
    window.library.removal_answered.connect(library.remove)
