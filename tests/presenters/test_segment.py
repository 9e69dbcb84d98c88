"""Segment: one button, its progress, a verdict in sentences."""

from __future__ import annotations

from typing import Any
from unittest.mock import Mock, create_autospec

import numpy as np
import pytest

from earseg_app.domain.anatomy import Part, Side
from earseg_app.domain.errors import ModelError
from earseg_app.domain.segmentation import Segmentation, Verdict
from earseg_app.domain.units import Units, VolumeUnit
from earseg_app.domain.volume import Volume
from earseg_app.presenters.ports import ModelPort
from earseg_app.presenters.segment import NO_EAR, NO_SCAN, SegmentDisplay, SegmentPresenter, SegmentView
from earseg_app.session.session import Session, WorkStep


@pytest.fixture
def segmenter(segmentation: Segmentation) -> Mock:
    segmenter: Mock = create_autospec(ModelPort, instance=True)
    segmenter.segment.return_value = segmentation
    segmenter.describe.return_value = "EarSeg ear 1.0"
    return segmenter


@pytest.fixture
def view() -> Mock:
    return create_autospec(SegmentView, instance=True)


@pytest.fixture
def visit() -> Mock:
    return Mock()


@pytest.fixture
def presenter(
    session: Session, segmenter: Mock, tasks: Any, messages: Mock, view: Mock, visit: Mock
) -> SegmentPresenter:
    return SegmentPresenter(session, segmenter, "CPU, 2 threads", tasks, messages, view, visit)


def shown(view: Mock) -> SegmentDisplay:
    display: SegmentDisplay = view.show_segment.call_args.args[0]
    return display


def test_without_a_scan_the_panel_says_what_is_missing(presenter: SegmentPresenter, view: Mock, tasks: Any) -> None:
    assert shown(view).need == NO_SCAN
    presenter.run()
    assert not tasks.busy


def test_the_button_becomes_progress_and_then_a_verdict_for_each_ear(
    presenter: SegmentPresenter, view: Mock, tasks: Any, session: Session, volume: Volume, segmentation: Segmentation
) -> None:
    session.open_volume(volume)
    assert shown(view).can_run
    presenter.run()
    assert not shown(view).can_run
    assert shown(view).progress is not None
    tasks.finish()
    right, left = shown(view).ears
    assert (right.side, right.verdict, right.reasons) == (Side.RIGHT, Verdict.GOOD, ())
    assert (left.side, left.verdict, left.reasons) == (Side.LEFT, Verdict.CHECK, ("The apex is blurred.",))
    assert right.total_mm3 == pytest.approx(5 * 10 * 5 * 8 * 0.125)
    assert session.state.case is not None
    assert session.state.case.segmentation is segmentation
    assert shown(view).made_in == "EarSeg 1.0, 4 s on CPU (OpenVINO)"


def test_the_views_go_to_the_first_ear_found_and_to_any_on_request(
    presenter: SegmentPresenter, tasks: Any, session: Session, volume: Volume, segmentation: Segmentation, visit: Mock
) -> None:
    session.open_volume(volume)
    presenter.run()
    tasks.finish()
    visit.assert_called_once_with(Side.RIGHT, segmentation.ears[0].centroid_lps_mm)
    presenter.look_at(Side.LEFT)
    visit.assert_called_with(Side.LEFT, segmentation.ears[1].centroid_lps_mm)


def test_no_ear_is_said_plainly(
    presenter: SegmentPresenter, view: Mock, tasks: Any, session: Session, volume: Volume, segmenter: Mock
) -> None:
    segmenter.segment.return_value = Segmentation(np.zeros(volume.grid.shape_zyx, np.uint8), volume.grid)
    session.open_volume(volume)
    presenter.run()
    tasks.finish()
    assert shown(view).nothing_found == NO_EAR
    assert shown(view).ears == ()


def test_cancelling_keeps_what_was_there(
    presenter: SegmentPresenter, tasks: Any, session: Session, volume: Volume, segmentation: Segmentation, view: Mock
) -> None:
    session.open_volume(volume)
    session.accept_segmentation(segmentation)
    presenter.run()
    presenter.cancel()
    tasks.finish()
    assert session.state.case is not None
    assert session.state.case.segmentation is segmentation
    assert shown(view).progress is None


def test_a_damaged_model_is_said_before_the_button_is_pressed(
    presenter: SegmentPresenter, segmenter: Mock, session: Session, volume: Volume, view: Mock
) -> None:
    segmenter.describe.side_effect = ModelError("The model file is damaged.", "Install the program again.")
    session.open_volume(volume)
    session.enter(WorkStep.SEGMENT)
    assert shown(view).trouble == "The model file is damaged. Install the program again."
    assert not shown(view).can_run


def test_a_failure_is_shown_and_the_button_comes_back(
    presenter: SegmentPresenter,
    segmenter: Mock,
    tasks: Any,
    session: Session,
    volume: Volume,
    view: Mock,
    messages: Mock,
) -> None:
    segmenter.segment.side_effect = ModelError("The model file is missing.")
    session.open_volume(volume)
    presenter.run()
    tasks.finish()
    messages.error.assert_called_once_with(segmenter.segment.side_effect)
    assert shown(view).can_run


def test_a_result_for_a_scan_that_was_closed_meanwhile_is_dropped(
    presenter: SegmentPresenter, tasks: Any, session: Session, volume: Volume
) -> None:
    session.open_volume(volume)
    presenter.run()
    other = Volume(volume.hu.copy(), volume.grid)
    session.open_volume(other)
    tasks.finish()
    assert session.state.case is not None
    assert session.state.case.segmentation is None


def test_volumes_come_part_by_part(
    presenter: SegmentPresenter, tasks: Any, session: Session, volume: Volume, view: Mock
) -> None:
    session.open_volume(volume)
    presenter.run()
    tasks.finish()
    assert [part for part, _volume_mm3 in shown(view).ears[0].volumes_mm3] == list(Part)


def test_volumes_are_read_in_microlitres_where_the_user_wants_it(
    presenter: SegmentPresenter, view: Mock, session: Session
) -> None:
    assert shown(view).volume_symbol == "mm³"
    session.read_in(Units(volume=VolumeUnit.MICROLITRES))
    assert shown(view).volume_symbol == "µL"
