"""The frame: the path, the title, the status line."""

from __future__ import annotations

from unittest.mock import Mock, create_autospec

import pytest

from earseg_app.domain.segmentation import Segmentation
from earseg_app.domain.volume import Volume
from earseg_app.presenters.shell import ShellDisplay, ShellPresenter, ShellView, position_words, step_tabs
from earseg_app.session.session import Session, Window, WorkStep


@pytest.fixture
def view() -> Mock:
    return create_autospec(ShellView, instance=True)


@pytest.fixture
def presenter(session: Session, view: Mock) -> ShellPresenter:
    return ShellPresenter(session, "CPU, 2 threads", view)


def shown(view: Mock) -> ShellDisplay:
    display: ShellDisplay = view.show_shell.call_args.args[0]
    return display


def test_the_path_says_what_is_done_and_what_comes_next(
    session: Session, volume: Volume, segmentation: Segmentation
) -> None:
    def path() -> list[str]:
        tabs = step_tabs(session.state)
        return ["done" if t.done else "next" if t.next else "current" if t.current else "" for t in tabs]

    assert path() == ["current", "", "", "", ""]
    session.open_volume(volume)
    assert path() == ["done", "next", "", "", ""]
    session.accept_segmentation(segmentation)
    assert path() == ["done", "done", "next", "", ""]


def test_no_step_is_ever_locked(presenter: ShellPresenter, view: Mock) -> None:
    for step in WorkStep:
        presenter.enter(step)
        assert shown(view).step is step


def test_the_title_names_the_scan(presenter: ShellPresenter, session: Session, volume: Volume, view: Mock) -> None:
    assert shown(view).title == "EarSeg"
    session.open_volume(volume)
    assert shown(view).title == "EarSeg – Thin bone"


def test_positions_are_said_in_the_directions_of_the_patient() -> None:
    assert position_words((-31.2, 12.0, 204.5)) == "x  31.2 R  y  12.0 P  z 204.5 S mm"
    assert position_words((3.0, -4.0, -5.0)) == "x   3.0 L  y   4.0 A  z   5.0 I mm"


def test_the_status_line_describes_the_crosshair_or_what_is_under_the_mouse(
    presenter: ShellPresenter, session: Session, volume: Volume, segmentation: Segmentation, view: Mock
) -> None:
    session.open_volume(volume)
    session.accept_segmentation(segmentation)
    assert shown(view).status.density == "HU -1000"
    assert shown(view).status.part == ""
    x, y, z = volume.grid.lps_from_index((15, 6, 8))
    presenter.probe((float(x), float(y), float(z)))
    assert shown(view).status.part == "Cochlea (right)"
    presenter.probe((999.0, 0.0, 0.0))
    assert shown(view).status.density == ""
    assert shown(view).status.spacing == "0.5 × 0.5 × 0.5 mm"


def test_the_preset_is_named_or_the_window_was_set_by_hand(
    presenter: ShellPresenter, session: Session, view: Mock
) -> None:
    presenter.choose_preset("Bone")
    assert shown(view).preset == "Bone"
    session.set_window(Window(1234.0, 56.0))
    assert shown(view).preset == ""
