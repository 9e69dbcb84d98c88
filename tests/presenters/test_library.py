"""The library's presenter: what is opened is entered, found again, copied and removed; nothing is removed unasked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest.mock import Mock, create_autospec

import numpy as np
import pytest

from earseg_app.domain.errors import ExportError
from earseg_app.domain.exchange.library import KnownStudy
from earseg_app.domain.progress import Reporter
from earseg_app.domain.study import Catalog, Patient, Series, Study
from earseg_app.domain.volume import Volume
from earseg_app.presenters.library import LibraryDisplay, LibraryPresenter, LibraryView
from earseg_app.presenters.ports import StudyLibraryPort
from earseg_app.session.session import Session

JANE = KnownStudy(
    1, "1.2", "Doe^Jane", "4711", "", "20260309", "CT skull", 312, "2026", Path("/media/disc"), Path("/user/copy")
)
ADA = KnownStudy(2, "1.3", "Example^Ada", "7", "", "20251224", "", 1, "2025", Path("/media/other"))
SERIES = Series("1.2.3", "Thin", "CT", 1, (Path("a"),), 312)
DISC = Catalog(Path("/media/disc"), (Patient("4711", "Doe^Jane", "", (Study("1.2", "", "", (SERIES,)),)),))


@pytest.fixture
def library() -> Mock:
    library: Mock = create_autospec(StudyLibraryPort, instance=True)
    library.studies.side_effect = lambda wanted: (JANE, ADA) if not wanted else (ADA,)
    library.thumbnail.side_effect = lambda number: np.zeros((4, 4), np.uint8) if number == 1 else None
    library.mend.return_value = ""
    return library


@pytest.fixture
def view() -> Mock:
    return create_autospec(LibraryView, instance=True)


@pytest.fixture
def opened() -> list[tuple[Path, str]]:
    return []


@pytest.fixture
def presenter(
    session: Session, library: Mock, tasks: Any, messages: Mock, view: Mock, opened: list[tuple[Path, str]]
) -> LibraryPresenter:
    def run(what: str, work: Callable[[Reporter], Any], on_done: Callable[[Any], None]) -> None:
        on_done(work(Reporter()))

    def open_place(place: Path, title: str) -> None:
        opened.append((place, title))

    return LibraryPresenter(session, library, tasks, run, open_place, messages, (view,))


def finish(tasks: Any) -> None:
    while tasks.busy:
        tasks.finish()


def shown(view: Mock) -> LibraryDisplay:
    display: LibraryDisplay = view.show_library.call_args.args[0]
    return display


def test_the_library_is_mended_and_listed_at_the_start(
    presenter: LibraryPresenter, library: Mock, tasks: Any, messages: Mock, view: Mock
) -> None:
    library.mend.return_value = "It was damaged."
    presenter.begin()
    finish(tasks)
    messages.notice.assert_called_once_with("It was damaged.")
    jane, ada = shown(view).rows
    assert (jane.title, jane.detail, jane.copied) == ("Doe, Jane", "2026-03-09 · CT skull · 312 images", True)
    assert (ada.detail, ada.copied) == ("2025-12-24 · Examination · 1 image", False)
    assert shown(view).recent == (jane, ada)
    assert [call.args[0] for call in view.show_study_picture.call_args_list] == ["1"]


def test_what_is_typed_is_searched_and_the_recent_studies_stay(
    presenter: LibraryPresenter, tasks: Any, view: Mock
) -> None:
    presenter.search("a")
    presenter.search("ada")
    finish(tasks)
    assert [row.uid for row in shown(view).rows] == ["2"]
    assert [row.uid for row in shown(view).recent] == ["1", "2"]
    assert shown(view).wanted == "ada"


def test_a_copy_is_opened_before_the_place_it_came_from(
    presenter: LibraryPresenter, tasks: Any, opened: list[tuple[Path, str]]
) -> None:
    presenter.begin()
    finish(tasks)
    presenter.open("1")
    presenter.open("2")
    presenter.open("99")
    assert opened == [(Path("/user/copy"), "Library"), (Path("/media/other"), "")]


def test_an_opened_series_enters_its_study(
    presenter: LibraryPresenter, session: Session, library: Mock, tasks: Any, volume: Volume
) -> None:
    session.show_catalog(DISC)
    session.open_volume(volume)
    finish(tasks)
    library.enter.assert_called_once_with(DISC, "1.2.3")
    assert library.studies.called


def test_a_scan_that_is_no_dicom_is_not_entered(
    presenter: LibraryPresenter, session: Session, library: Mock, tasks: Any, volume: Volume
) -> None:
    session.open_volume(volume)
    assert not tasks.busy
    assert not library.enter.called


def test_a_study_is_copied_and_the_disc_may_go_back(
    presenter: LibraryPresenter, session: Session, library: Mock, tasks: Any, messages: Mock
) -> None:
    session.show_catalog(DISC)
    presenter.copy("1.2.3")
    finish(tasks)
    assert library.copy.call_args.args[:2] == (DISC, "1.2.3")
    assert "disc can go back" in messages.notice.call_args.args[0]


@pytest.mark.parametrize("sure", [True, False])
def test_nothing_is_removed_unasked(
    presenter: LibraryPresenter, library: Mock, tasks: Any, view: Mock, sure: bool
) -> None:
    presenter.begin()
    finish(tasks)
    presenter.ask_to_remove("1")
    assert "312 images is deleted; the disc is not touched" in shown(view).question
    assert not library.remove.called
    presenter.remove(sure)
    finish(tasks)
    assert shown(view).question == ""
    assert library.remove.called == sure


def test_a_refusal_is_said_and_the_next_wish_is_still_done(
    presenter: LibraryPresenter, library: Mock, tasks: Any, messages: Mock, view: Mock
) -> None:
    library.mend.side_effect = ExportError("The library cannot be read or written.")
    presenter.begin()
    presenter.search("ada")
    finish(tasks)
    assert messages.error.call_count == 1
    assert [row.uid for row in shown(view).rows] == ["2"]
