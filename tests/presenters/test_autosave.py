"""Unsaved work is kept by itself, forgotten when saved, and offered after a crash."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from unittest.mock import Mock, create_autospec

import numpy as np
import pytest

from earseg_app.domain.anatomy import Side
from earseg_app.domain.segmentation import Segmentation
from earseg_app.domain.volume import Volume
from earseg_app.presenters.autosave import AutosavePresenter, Choice, RecoveryView
from earseg_app.session.autosave import left_behind, recover
from earseg_app.session.case_file import Fingerprints
from earseg_app.session.session import Session
from earseg_app.session.settings import KEPT_EVERY_S
from tests.presenters.conftest import StepwiseTasks


@pytest.fixture
def view() -> Mock:
    return create_autospec(RecoveryView, instance=True)


@pytest.fixture
def opened() -> Mock:
    return Mock()


@pytest.fixture
def build(
    tasks: StepwiseTasks, messages: Mock, view: Mock, opened: Mock, tmp_path: Path
) -> Callable[[Session], AutosavePresenter]:
    return lambda session: AutosavePresenter(
        session, tasks, messages, Fingerprints(), tmp_path / "recovery", view, opened
    )


@pytest.fixture
def presenter(session: Session, build: Callable[[Session], AutosavePresenter]) -> AutosavePresenter:
    return build(session)


@pytest.fixture
def worked(session: Session, volume: Volume, segmentation: Segmentation) -> Session:
    session.open_volume(volume)
    session.accept_segmentation(segmentation)
    return session


@pytest.fixture
def crashed(worked: Session, presenter: AutosavePresenter, tasks: StepwiseTasks) -> Path:
    """The folder that a window left behind which ended with unsaved work."""
    presenter.tick()
    tasks.finish()
    store = presenter._store
    assert store is not None
    store.close(keep=True)
    return store.folder


def test_at_most_half_a_minute_is_ever_at_stake() -> None:
    assert max(KEPT_EVERY_S) <= 20


def test_nothing_is_kept_while_nothing_can_be_lost(
    session: Session, presenter: AutosavePresenter, tasks: StepwiseTasks, volume: Volume
) -> None:
    presenter.tick()
    session.open_volume(volume)
    presenter.tick()
    assert not tasks.busy


def test_work_is_kept_once_for_each_change(
    worked: Session, presenter: AutosavePresenter, tasks: StepwiseTasks, segmentation: Segmentation
) -> None:
    presenter.tick()
    tasks.finish()
    presenter.tick()
    assert not tasks.busy
    worked.accept_measurements({}, {Side.RIGHT: "The cochlea is cut off."})
    presenter.tick()
    assert tasks.busy
    tasks.finish()
    assert presenter._store is not None
    assert np.array_equal(recover(presenter._store.folder).stored.labels, segmentation.labels)
    presenter.end()


def test_what_is_saved_is_forgotten(
    worked: Session, presenter: AutosavePresenter, tasks: StepwiseTasks, tmp_path: Path
) -> None:
    presenter.tick()
    tasks.finish()
    assert worked.state.case is not None
    worked.note_saved(worked.state.case, tmp_path / "a.earseg", worked.history)
    presenter.tick()
    presenter.end()
    assert left_behind(tmp_path / "recovery") == ()


def test_a_window_that_is_ended_with_unsaved_work_offers_it_next_time(
    worked: Session, presenter: AutosavePresenter, tasks: StepwiseTasks, tmp_path: Path
) -> None:
    presenter.tick()
    tasks.finish()
    presenter.end()
    assert len(left_behind(tmp_path / "recovery")) == 1


def test_work_that_was_given_up_is_not_offered(
    worked: Session, presenter: AutosavePresenter, tasks: StepwiseTasks, tmp_path: Path
) -> None:
    presenter.tick()
    tasks.finish()
    presenter.give_up()
    presenter.end()
    assert left_behind(tmp_path / "recovery") == ()


def test_a_full_disk_is_said_once(
    worked: Session, presenter: AutosavePresenter, tasks: StepwiseTasks, messages: Mock, tmp_path: Path
) -> None:
    (tmp_path / "recovery").write_text("a file where the folder should be")
    for _ in range(3):
        presenter.tick()
        tasks.finish()
    assert messages.error.call_count == 1
    assert "not protected against a crash" in messages.error.call_args.args[0].message


def test_after_a_crash_the_case_is_offered_and_recovered(
    crashed: Path, build: Callable[[Session], AutosavePresenter], tasks: StepwiseTasks, view: Mock, opened: Mock,
    segmentation: Segmentation,
) -> None:  # fmt: skip
    again = build(Session())
    again.offer()
    tasks.finish()
    offer, answer = view.ask_recovery.call_args.args
    assert offer.scan == "Thin bone"
    answer(Choice.RECOVER)
    found, restored = opened.call_args.args
    assert np.array_equal(found.stored.labels, segmentation.labels)
    restored()
    assert crashed.exists()
    again.end()


def test_a_recovery_that_comes_to_nothing_is_offered_again(
    crashed: Path, build: Callable[[Session], AutosavePresenter], tasks: StepwiseTasks, view: Mock
) -> None:
    """The scan was not at hand, say."""
    again = build(Session())
    again.offer()
    tasks.finish()
    view.ask_recovery.call_args.args[1](Choice.RECOVER)
    again.tick()
    again.end()
    assert left_behind(crashed.parent) == (crashed,)


@pytest.mark.parametrize(("choice", "stays"), [(Choice.DISCARD, False), (Choice.LATER, True)])
def test_what_is_discarded_goes_and_what_is_put_off_stays(
    crashed: Path, build: Callable[[Session], AutosavePresenter], tasks: StepwiseTasks, view: Mock,
    choice: Choice, stays: bool,
) -> None:  # fmt: skip
    again = build(Session())
    again.offer()
    tasks.finish()
    view.ask_recovery.call_args.args[1](choice)
    again.end()
    assert crashed.exists() is stays
