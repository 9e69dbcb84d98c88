"""Cases are opened, saved and never lost unasked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from unittest.mock import Mock, create_autospec

import numpy as np
import pytest

from earseg_app.domain.errors import UnreadableInput
from earseg_app.domain.gaps import Gaps
from earseg_app.domain.progress import Reporter
from earseg_app.domain.reading import DEFAULT, ReadOptions
from earseg_app.domain.segmentation import Segmentation
from earseg_app.domain.study import Catalog, Patient, Series, Study
from earseg_app.domain.volume import Volume
from earseg_app.files.lock import Lock, lock_path
from earseg_app.presenters.case import NO_CASE, NOT_OPENED, Answer, CasePresenter, CaseView
from earseg_app.presenters.ports import LibraryPort
from earseg_app.session.case_file import Fingerprints, read_case
from earseg_app.session.session import Session
from earseg_app.session.settings import Preferences
from tests.presenters.conftest import StepwiseTasks


class Shelf:
    """A `LibraryPort` with one scan at each of some places."""

    def __init__(self) -> None:
        self.scans: dict[Path, Volume] = {}
        self.read_with = DEFAULT

    def look(self, place: Path, _reporter: Reporter, _found: Callable[[Catalog], None]) -> Catalog | Volume:
        series = Series(self.scans[place].series_uid, "Bone", "CT", 1, (place / "1",), 1)
        return Catalog(place, (Patient("1", "Doe", "", (Study("1", "", "", (series,)),)),))

    def read(self, series: Series, _reporter: Reporter, options: ReadOptions) -> Volume:
        self.read_with = options
        return self.scans[series.files[0].parent]

    thumbnail = demo = None


@pytest.fixture
def shelf(tmp_path: Path, volume: Volume) -> Shelf:
    (tmp_path / "disc").mkdir()
    shelf: LibraryPort = Shelf()  # type: ignore[assignment]
    assert isinstance(shelf, Shelf)
    shelf.scans[tmp_path / "disc"] = volume
    return shelf


@pytest.fixture
def view() -> Mock:
    return create_autospec(CaseView, instance=True)


@pytest.fixture
def saving() -> StepwiseTasks:
    return StepwiseTasks()


@pytest.fixture
def build(
    tasks: StepwiseTasks, saving: StepwiseTasks, messages: Mock, preferences: Preferences, shelf: Shelf, view: Mock
) -> Callable[[Session], CasePresenter]:
    return lambda session: CasePresenter(
        session,
        shelf,
        tasks,
        saving,
        messages,
        preferences,
        Fingerprints(),
        view,  # type: ignore[arg-type]
    )


@pytest.fixture
def presenter(build: Callable[[Session], CasePresenter], session: Session) -> CasePresenter:
    return build(session)


@pytest.fixture
def worked(session: Session, volume: Volume, segmentation: Segmentation, tmp_path: Path) -> Session:
    """A session with unsaved work."""
    session.open_volume(volume, tmp_path / "disc", ReadOptions(Gaps.INTERPOLATE, 2))
    session.accept_segmentation(segmentation)
    return session


@pytest.fixture
def saved(worked: Session, presenter: CasePresenter, saving: StepwiseTasks, view: Mock, tmp_path: Path) -> Path:
    """The case file of that work; its window has closed."""
    view.ask_save_place.return_value = tmp_path / "one.earseg"
    presenter.save()
    saving.finish()
    presenter.release()
    return tmp_path / "one.earseg"


def labels_of(session: Session) -> np.ndarray:
    case = session.state.case
    assert case is not None
    assert case.segmentation is not None
    return case.segmentation.labels


def test_without_a_case_there_is_nothing_to_save(presenter: CasePresenter, messages: Mock) -> None:
    presenter.save()
    messages.notice.assert_called_once_with(NO_CASE)


def test_the_first_saving_asks_where_and_the_next_does_not(
    worked: Session,
    presenter: CasePresenter,
    saving: StepwiseTasks,
    view: Mock,
    tmp_path: Path,
    preferences: Preferences,
) -> None:
    view.ask_save_place.return_value = tmp_path / "one"
    assert worked.state.unsaved
    presenter.save()
    saving.finish()
    assert view.ask_save_place.call_args.args[0].name == "Thin bone.earseg"
    assert worked.state.file == tmp_path / "one.earseg"
    assert not worked.state.unsaved
    assert preferences.settings.recent[0] == str(tmp_path / "one.earseg")
    worked.accept_measurements({}, {})
    presenter.save()
    saving.finish()
    assert view.ask_save_place.call_count == 1
    presenter.release()


def test_work_done_while_saving_stays_unsaved(
    worked: Session,
    presenter: CasePresenter,
    saving: StepwiseTasks,
    segmentation: Segmentation,
    view: Mock,
    tmp_path: Path,
) -> None:
    view.ask_save_place.return_value = tmp_path / "one.earseg"
    presenter.save()
    worked.accept_segmentation(Segmentation(segmentation.labels, segmentation.grid))
    saving.finish()
    assert worked.state.unsaved
    presenter.release()


def test_a_scan_just_opened_is_nothing_to_lose(session: Session, volume: Volume) -> None:
    session.open_volume(volume)
    assert not session.state.unsaved
    session.note_export((Path("a.stl"),))
    assert not session.state.unsaved


def test_a_case_opens_with_its_scan_from_where_it_lay(
    saved: Path,
    build: Callable[[Session], CasePresenter],
    tasks: StepwiseTasks,
    segmentation: Segmentation,
    shelf: Shelf,
) -> None:
    session = Session()
    presenter = build(session)
    presenter.open(saved)
    tasks.finish()
    assert shelf.read_with == ReadOptions(Gaps.INTERPOLATE, 2)
    assert np.array_equal(labels_of(session), segmentation.labels)
    assert session.state.file == saved
    assert not session.state.unsaved
    presenter.release()


def test_a_scan_that_has_moved_is_asked_for(
    saved: Path,
    build: Callable[[Session], CasePresenter],
    tasks: StepwiseTasks,
    view: Mock,
    shelf: Shelf,
    tmp_path: Path,
) -> None:
    (tmp_path / "disc").rename(tmp_path / "moved")
    shelf.scans[tmp_path / "moved"] = shelf.scans[tmp_path / "disc"]
    view.ask_scan_place.return_value = tmp_path / "moved"
    session = Session()
    presenter = build(session)
    presenter.open(saved)
    tasks.finish()
    assert "is not at" in view.ask_scan_place.call_args.args[0]
    tasks.finish()
    assert session.state.case is not None
    assert session.state.case.place == tmp_path / "moved"
    presenter.release()


def test_a_scan_beside_the_case_file_is_found_on_another_machine(
    saved: Path,
    build: Callable[[Session], CasePresenter],
    tasks: StepwiseTasks,
    shelf: Shelf,
    tmp_path: Path,
    view: Mock,
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    saved.rename(stick / "one.earseg")
    (tmp_path / "disc").rename(stick / "disc")
    shelf.scans[stick / "disc"] = shelf.scans[tmp_path / "disc"]
    session = Session()
    presenter = build(session)
    presenter.open(stick / "one.earseg")
    tasks.finish()
    view.ask_scan_place.assert_not_called()
    assert session.state.case is not None
    presenter.release()


def test_another_scan_is_refused_and_nothing_opens(
    saved: Path, build: Callable[[Session], CasePresenter], tasks: StepwiseTasks, view: Mock, shelf: Shelf,
    tmp_path: Path, volume: Volume, messages: Mock,
) -> None:  # fmt: skip
    shelf.scans[tmp_path / "disc"] = Volume(volume.hu + np.int16(1), volume.grid, "", volume.series_uid)
    view.ask_scan_place.return_value = None
    session = Session()
    build(session).open(saved)
    tasks.finish()
    assert "is not the one this case was made of" in view.ask_scan_place.call_args.args[0]
    assert session.state.case is None
    messages.notice.assert_called_with(NOT_OPENED)


def test_a_case_with_its_scan_inside_needs_no_disc_and_stays_so(
    worked: Session, presenter: CasePresenter, saving: StepwiseTasks, tasks: StepwiseTasks, view: Mock, tmp_path: Path,
    build: Callable[[Session], CasePresenter], shelf: Shelf,
) -> None:  # fmt: skip
    path = tmp_path / "whole.earseg"
    view.ask_save_place.return_value = path
    presenter.save_with_scan()
    saving.finish()
    presenter.release()
    shelf.scans.clear()
    session = Session()
    again = build(session)
    again.open(path)
    tasks.finish()
    assert session.state.case is not None
    again.save()
    saving.finish()
    assert read_case(path).volume is not None
    again.release()


def test_an_opened_case_is_named_and_no_progress_stays_behind(
    saved: Path, build: Callable[[Session], CasePresenter], tasks: StepwiseTasks, messages: Mock
) -> None:
    again = build(Session())
    again.open(saved)
    tasks.finish()
    messages.notice.assert_called_with(f"Opened {saved.name}.")
    again.release()


def test_a_case_that_another_window_has_opens_as_a_copy(
    saved: Path, build: Callable[[Session], CasePresenter], tasks: StepwiseTasks, messages: Mock
) -> None:
    other = Lock.take(lock_path(saved))
    session = Session()
    build(session).open(saved)
    tasks.finish()
    assert session.state.case is not None
    assert session.state.file is None
    assert "one.earseg is open in another window" in messages.notice.call_args.args[0]
    other.release()


def test_saving_over_a_case_that_another_window_has_is_refused(
    worked: Session, presenter: CasePresenter, saving: StepwiseTasks, view: Mock, messages: Mock, tmp_path: Path
) -> None:
    view.ask_save_place.return_value = tmp_path / "one.earseg"
    other = Lock.take(lock_path(tmp_path / "one.earseg"))
    presenter.save()
    assert not saving.busy
    assert "open in another window" in messages.error.call_args.args[0].message
    other.release()


def test_a_damaged_case_leaves_the_open_one_alone(
    worked: Session, presenter: CasePresenter, tasks: StepwiseTasks, messages: Mock, tmp_path: Path
) -> None:
    (tmp_path / "bad.earseg").write_bytes(b"no zip")
    before = worked.state
    presenter.open(tmp_path / "bad.earseg")
    tasks.finish()
    assert isinstance(messages.error.call_args.args[0], UnreadableInput)
    assert worked.state is before


def test_unsaved_work_is_asked_about(worked: Session, presenter: CasePresenter, view: Mock) -> None:
    action = Mock()
    presenter.when_safe(action)
    action.assert_not_called()
    answer = view.ask_unsaved.call_args.args[1]
    answer(Answer.CANCEL)
    action.assert_not_called()
    answer(Answer.DISCARD)
    action.assert_called_once_with()


def test_saving_first_goes_on_only_when_it_is_saved(
    worked: Session, presenter: CasePresenter, saving: StepwiseTasks, view: Mock, tmp_path: Path
) -> None:
    action = Mock()
    view.ask_save_place.return_value = None
    presenter.when_safe(action)
    view.ask_unsaved.call_args.args[1](Answer.SAVE)
    action.assert_not_called()
    view.ask_save_place.return_value = tmp_path / "gone" / "one.earseg"
    view.ask_unsaved.call_args.args[1](Answer.SAVE)
    saving.finish()
    action.assert_not_called()
    view.ask_save_place.return_value = tmp_path / "one.earseg"
    view.ask_unsaved.call_args.args[1](Answer.SAVE)
    saving.finish()
    action.assert_called_once_with()
    presenter.release()
