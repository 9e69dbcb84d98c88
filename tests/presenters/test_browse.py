"""Load: from a place to rows, from a row to an open case; nothing that fails costs what is open."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest.mock import Mock, create_autospec

import numpy as np
import pytest

from earseg_app.domain.errors import UnreadableInput, UnsupportedVolume
from earseg_app.domain.gaps import Gap, Gaps, MissingSlices
from earseg_app.domain.progress import Cancelled, Reporter
from earseg_app.domain.reading import ReadOptions, TooLarge
from earseg_app.domain.study import BrokenFile, Catalog, Patient, Series, Study
from earseg_app.domain.volume import Volume
from earseg_app.presenters.browse import BrowsePresenter, BrowseView
from earseg_app.presenters.catalog_rows import BrowseDisplay, browse_display
from earseg_app.presenters.ports import LibraryPort
from earseg_app.session.session import Session, WorkStep
from earseg_app.session.settings import Preferences

FILE = (Path("a.dcm"),)
THIN = Series(
    "thin", "Temporal bone", "CT", 2, FILE, 312, pixel_spacing_mm=(0.3, 0.3), slice_spacing_mm=0.4, kernel="Br64",
    suitability=((2.0, "Thin slices."), (1.0, "A sharp kernel.")),
)  # fmt: skip
SCOUT = Series("scout", "Topogram", "CT", 1, FILE, 1, is_localizer=True, refusal="This is a localizer.")
DISC = Catalog(
    Path("/media/disc"),
    (Patient("4711", "Doe^Jane", "19700102", (Study("s", "CT skull", "20260309", (SCOUT, THIN)),)),),
    (BrokenFile(Path("/media/disc/x"), "This file is cut short."),),
)


@pytest.fixture
def library(volume: Volume) -> Mock:
    library: Mock = create_autospec(LibraryPort, instance=True)
    library.look.return_value = DISC
    library.read.return_value = volume
    library.thumbnail.return_value = np.zeros((8, 8), np.uint8)
    library.demo.return_value = Path("/demo")
    return library


@pytest.fixture
def background(tasks: Any) -> Any:
    return type(tasks)()


@pytest.fixture
def view() -> Mock:
    return create_autospec(BrowseView, instance=True)


@pytest.fixture
def presenter(
    session: Session, library: Mock, tasks: Any, background: Any, messages: Mock, preferences: Preferences, view: Mock
) -> BrowsePresenter:
    return BrowsePresenter(session, library, tasks, background, messages, preferences, (view,))


def shown(view: Mock) -> BrowseDisplay:
    display: BrowseDisplay = view.show_browse.call_args.args[0]
    return display


def test_a_place_becomes_rows_with_a_star_at_the_best_series(
    presenter: BrowsePresenter, tasks: Any, view: Mock
) -> None:
    presenter.open_place(Path("/media/disc"))
    assert shown(view).progress is not None
    tasks.finish()
    display = shown(view)
    assert display.progress is None
    assert display.patients[0].title == "Doe, Jane"
    assert display.patients[0].detail == "4711 · born 1970-01-02"
    assert display.patients[0].studies[0].title == "2026-03-09 · CT skull"
    scout, thin = display.patients[0].studies[0].series
    assert (scout.best, scout.refusal) == (False, "This is a localizer.")
    assert thin.best
    assert thin.detail == "312 images · 0.3 × 0.3 × 0.4 mm · Br64"
    assert thin.why == "Thin slices.\nA sharp kernel."
    assert display.broken == (("x", "This file is cut short."),)


def test_an_opened_place_is_the_newest_of_the_recent_ones(
    presenter: BrowsePresenter, tasks: Any, view: Mock, preferences: Preferences
) -> None:
    presenter.open_place(Path("/media/disc"))
    tasks.finish()
    assert preferences.settings.recent == ("/media/disc",)
    assert shown(view).recent == ("/media/disc",)


def test_a_slow_disc_shows_what_it_has_given_so_far_even_when_stopped(
    presenter: BrowsePresenter, tasks: Any, session: Session, library: Mock
) -> None:
    def slow(_place: Path, _reporter: Reporter, on_found: Callable[[Catalog], None]) -> Catalog:
        on_found(Catalog(Path("/media/disc")))
        assert session.state.catalog is None
        on_found(DISC)
        raise Cancelled

    library.look.side_effect = slow
    presenter.open_place(Path("/media/disc"))
    tasks.finish()
    assert session.state.catalog is DISC


def test_opening_a_series_makes_a_case_and_leads_on(
    presenter: BrowsePresenter, tasks: Any, view: Mock, session: Session, volume: Volume
) -> None:
    session.show_catalog(DISC)
    presenter.open_series("thin")
    tasks.finish()
    assert session.state.case is not None
    assert session.state.case.volume is volume
    assert session.state.step is WorkStep.SEGMENT
    assert shown(view).has_case


def test_a_refused_series_is_not_read_and_the_reason_is_said(
    presenter: BrowsePresenter, session: Session, messages: Mock, library: Mock
) -> None:
    session.show_catalog(DISC)
    presenter.open_series("scout")
    assert "localizer" in messages.error.call_args.args[0].message
    library.read.assert_not_called()


def test_a_nifti_file_opens_at_once(
    presenter: BrowsePresenter, tasks: Any, session: Session, library: Mock, volume: Volume
) -> None:
    library.look.return_value = volume
    presenter.open_place(Path("ear.nii.gz"))
    tasks.finish()
    assert session.state.case is not None
    assert session.state.case.volume is volume


def test_a_failure_is_said_and_what_is_open_stays_open(
    presenter: BrowsePresenter, tasks: Any, session: Session, library: Mock, messages: Mock, volume: Volume, view: Mock
) -> None:
    session.show_catalog(DISC)
    session.open_volume(volume)
    library.read.side_effect = UnsupportedVolume("Slices are missing.")
    presenter.open_series("thin")
    tasks.finish()
    assert messages.error.call_args.args[0] is library.read.side_effect
    assert session.state.case is not None
    assert session.state.case.volume is volume
    assert shown(view).progress is None


def test_an_empty_folder_is_said_and_the_old_list_stays(
    presenter: BrowsePresenter, tasks: Any, session: Session, library: Mock, messages: Mock
) -> None:
    session.show_catalog(DISC)
    library.look.return_value = Catalog(Path("/empty"))
    presenter.open_place(Path("/empty"))
    tasks.finish()
    assert isinstance(messages.error.call_args.args[0], UnreadableInput)
    assert session.state.catalog is DISC


def test_a_folder_of_broken_files_is_said_and_the_files_are_listed(
    presenter: BrowsePresenter, tasks: Any, library: Mock, messages: Mock, view: Mock
) -> None:
    library.look.return_value = Catalog(Path("/bad"), broken=(BrokenFile(Path("/bad/t.dcm"), "This is no DICOM."),))
    presenter.open_place(Path("/bad"))
    tasks.finish()
    assert "t.dcm: This is no DICOM." in messages.error.call_args.args[0].hint
    assert shown(view).broken == (("t.dcm", "This is no DICOM."),)


def test_the_demo_is_made_and_then_looked_at(
    presenter: BrowsePresenter, tasks: Any, library: Mock, session: Session
) -> None:
    presenter.open_demo()
    tasks.finish()
    assert library.look.call_args.args[0] == Path("/demo")
    assert session.state.catalog is DISC


def test_cancelling_says_so_and_changes_nothing(
    presenter: BrowsePresenter, tasks: Any, session: Session, messages: Mock, view: Mock
) -> None:
    presenter.open_place(Path("/media/disc"))
    presenter.cancel()
    tasks.finish()
    messages.notice.assert_called_once()
    assert session.state.catalog is None
    assert shown(view).progress is None


def test_a_second_wish_while_work_runs_is_answered_in_words(
    presenter: BrowsePresenter, tasks: Any, messages: Mock
) -> None:
    presenter.open_place(Path("/media/disc"))
    presenter.open_place(Path("/other"))
    assert "still running" in messages.notice.call_args.args[0]


def test_thumbnails_follow_one_by_one_and_a_failing_one_is_left_out(
    presenter: BrowsePresenter, tasks: Any, background: Any, library: Mock, view: Mock
) -> None:
    presenter.open_place(Path("/media/disc"))
    tasks.finish()
    library.thumbnail.side_effect = [UnreadableInput("no pixels"), np.ones((4, 4), np.uint8)]
    background.finish()
    view.show_thumbnail.assert_not_called()
    background.finish()
    assert view.show_thumbnail.call_args.args[0] == "thin"
    assert not background.busy


def test_the_opened_series_is_marked_in_its_list() -> None:
    row = browse_display(DISC, opened_uid="thin").row("thin")
    assert row is not None
    assert row.opened


def test_a_part_of_a_series_is_marked_and_not_the_other_part() -> None:
    parts = tuple(Series(uid, "Thin", "CT", 1, (Path("1"),), 1) for uid in ("1.2", "1.2#2", "1.22"))
    catalog = Catalog(Path("disc"), (Patient("1", "Doe", "", (Study("1", "", "", parts),)),))
    shown = browse_display(catalog, opened_uid="1.2#2")
    assert [row.uid for row in shown.patients[0].studies[0].series if row.opened] == ["1.2#2"]


def test_the_view_is_not_bothered_when_nothing_it_shows_changed(
    presenter: BrowsePresenter, session: Session, view: Mock, volume: Volume
) -> None:
    session.open_volume(volume)
    calls = view.show_browse.call_count
    session.move_cursor((1.0, 2.0, 3.0))
    assert view.show_browse.call_count == calls


def test_missing_slices_are_asked_about_and_the_answer_opens_the_series(
    presenter: BrowsePresenter, tasks: Any, session: Session, library: Mock, messages: Mock, view: Mock
) -> None:
    session.show_catalog(DISC)
    volume, library.read.side_effect = library.read.return_value, MissingSlices([Gap(3, 4.2)], 0.6)
    presenter.open_series("thin")
    tasks.finish()
    assert library.read.call_args.args[2].gaps is Gaps.ASK
    question = shown(view).question
    assert question is not None
    assert "4.20 mm between slices 3 and 4" in question.meaning
    assert [answer.options.gaps for answer in question.answers] == [Gaps.LEAVE_EMPTY, Gaps.INTERPOLATE]
    assert (messages.error.called, session.state.case) == (False, None)
    library.read.side_effect = None
    presenter.answer(question.answers[0].options)
    tasks.finish()
    assert library.read.call_args.args[2].gaps is Gaps.LEAVE_EMPTY
    assert session.state.case is not None
    assert session.state.case.volume is volume
    assert shown(view).question is None


def test_a_cancelled_question_opens_nothing(
    presenter: BrowsePresenter, tasks: Any, session: Session, library: Mock, messages: Mock, view: Mock
) -> None:
    session.show_catalog(DISC)
    library.read.side_effect = MissingSlices([Gap(3, 4.2)], 0.6)
    presenter.open_series("thin")
    tasks.finish()
    presenter.answer(None)
    assert not tasks.busy
    assert shown(view).question is None
    assert "not opened" in messages.notice.call_args.args[0]


def test_a_series_beyond_the_memory_is_offered_coarser(
    presenter: BrowsePresenter, tasks: Any, session: Session, library: Mock, view: Mock
) -> None:
    session.show_catalog(DISC)
    library.read.side_effect = TooLarge(9_000_000_000, 4_000_000_000, 2)
    presenter.open_series("thin")
    tasks.finish()
    question = shown(view).question
    assert question is not None
    assert "9.0 GB" in question.meaning
    assert [answer.options for answer in question.answers] == [ReadOptions(Gaps.ASK, 2)]


def test_a_series_too_large_even_then_is_an_error(
    presenter: BrowsePresenter, tasks: Any, session: Session, library: Mock, messages: Mock, view: Mock
) -> None:
    session.show_catalog(DISC)
    library.read.side_effect = TooLarge(900_000_000_000, 4_000_000_000, None)
    presenter.open_series("thin")
    tasks.finish()
    assert shown(view).question is None
    assert "900.0 GB" in messages.error.call_args.args[0].message
