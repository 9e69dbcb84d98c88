"""Measure: every figure comes from the handles, and moves with them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from unittest.mock import Mock, create_autospec

import pytest

from earseg_app.domain.anatomy import Side
from earseg_app.domain.cochlea import Handles
from earseg_app.domain.landmarks import EarLandmarks
from earseg_app.domain.segmentation import Segmentation
from earseg_app.domain.volume import Volume
from earseg_app.presenters.cochlea_views import CochleaViewsPresenter, ObliqueView
from earseg_app.presenters.measure import (
    NO_EARS,
    NO_LABELS,
    NO_SCAN,
    Lack,
    MeasureDisplay,
    MeasurePresenter,
    MeasureView,
)
from earseg_app.session.measurement import EarMeasurement
from earseg_app.session.session import Session, WorkStep

HANDLES = Handles(
    a=((-4.5, 0.0, 0.0), (4.5, 0.0, 0.0)), b=((0.0, -3.3, 0.0), (0.0, 3.3, 0.0)), h=((0.0, 0.0, -1.0), (0.0, 0.0, 3.0))
)


def measured(side: Side) -> EarMeasurement:
    landmarks = EarLandmarks(side, (-4.5, 0.0, 0.0), (-4.0, 2.0, 1.0), (0.0, 0.0, 0.0), (0.0, 0.0, 3.0))
    return EarMeasurement(landmarks, HANDLES, HANDLES)


@pytest.fixture
def view() -> Mock:
    return create_autospec(MeasureView, instance=True)


@pytest.fixture
def visit() -> Mock:
    return Mock()


@pytest.fixture
def presenter(session: Session, tasks: Any, messages: Mock, view: Mock, visit: Mock) -> MeasurePresenter:
    return MeasurePresenter(session, tasks, messages, view, visit)


@pytest.fixture
def both_measured(
    presenter: MeasurePresenter, session: Session, volume: Volume, segmentation: Segmentation
) -> MeasurePresenter:
    session.open_volume(volume)
    session.accept_segmentation(segmentation)
    session.accept_measurements({side: measured(side) for side in Side})
    session.enter(WorkStep.MEASURE)
    return presenter


def shown(view: Mock) -> MeasureDisplay:
    display: MeasureDisplay = view.show_measure.call_args.args[0]
    return display


def test_what_is_missing_is_said(
    presenter: MeasurePresenter, session: Session, volume: Volume, segmentation: Segmentation, view: Mock
) -> None:
    assert (shown(view).lack, shown(view).sentence) == (Lack.SCAN, NO_SCAN)
    session.open_volume(volume)
    assert (shown(view).lack, shown(view).sentence) == (Lack.SEGMENTATION, NO_LABELS)
    session.accept_segmentation(replace(segmentation, ears=()))
    assert (shown(view).lack, shown(view).sentence) == (Lack.NOTHING, NO_EARS)


def test_entering_the_step_measures_by_itself(
    presenter: MeasurePresenter, session: Session, volume: Volume, segmentation: Segmentation, tasks: Any
) -> None:
    session.open_volume(volume)
    session.accept_segmentation(segmentation)
    assert not tasks.busy
    session.enter(WorkStep.MEASURE)
    assert tasks.busy


def test_an_ear_that_cannot_be_measured_says_why(
    presenter: MeasurePresenter, session: Session, volume: Volume, segmentation: Segmentation, view: Mock
) -> None:
    session.open_volume(volume)
    session.accept_segmentation(segmentation)
    session.accept_measurements({Side.LEFT: measured(Side.LEFT)}, {Side.RIGHT: "The right cochlea is cut off."})
    assert shown(view).problem == "The right cochlea is cut off."
    assert shown(view).figures == ()
    presenter.choose(Side.LEFT)
    assert shown(view).problem == ""


def test_figures_are_the_lengths_between_the_handles(both_measured: MeasurePresenter, view: Mock) -> None:
    a, b, h = shown(view).figures
    assert (a.name, b.name, h.name) == ("A", "B", "H")
    assert (a.value_mm, b.value_mm, h.value_mm) == pytest.approx((9.0, 6.6, 4.0))
    alexiades = next(length for length in shown(view).lengths if length.name == "Alexiades")
    assert alexiades.value_mm == pytest.approx(4.16 * 9.0 - 4.0)


def test_a_value_outside_its_usual_range_is_flagged_in_a_sentence(both_measured: MeasurePresenter, view: Mock) -> None:
    assert shown(view).figures[0].warning == ""
    both_measured.move_handle("a", 1, (7.5, 0.0, 0.0))
    assert shown(view).figures[0].warning == "A lies outside its usual range of 8.4–10.4 mm."


def test_dragging_a_handle_moves_every_figure_and_is_marked(both_measured: MeasurePresenter, view: Mock) -> None:
    both_measured.move_handle("a", 1, (5.5, 0.0, 0.0))
    a, b, _h = shown(view).figures
    assert (a.value_mm, a.by_hand, b.by_hand) == (pytest.approx(10.0), True, False)
    assert shown(view).can_reset
    alexiades = next(length for length in shown(view).lengths if length.name == "Alexiades")
    assert alexiades.value_mm == pytest.approx(4.16 * 10.0 - 4.0)


def test_back_to_automatic_takes_the_drag_back(both_measured: MeasurePresenter, view: Mock) -> None:
    both_measured.move_handle("h", 0, (0.0, 0.0, -2.0))
    both_measured.reset()
    assert not shown(view).can_reset
    assert shown(view).figures[2].value_mm == pytest.approx(4.0)


def test_each_ear_keeps_its_own_handles(both_measured: MeasurePresenter, session: Session, view: Mock) -> None:
    both_measured.move_handle("a", 1, (5.5, 0.0, 0.0))
    both_measured.choose(Side.LEFT)
    assert shown(view).side is Side.LEFT
    assert shown(view).figures[0].value_mm == pytest.approx(9.0)


def test_choosing_an_ear_takes_the_views_there(both_measured: MeasurePresenter, visit: Mock) -> None:
    both_measured.choose(Side.LEFT)
    visit.assert_called_once_with(Side.LEFT, (0.0, 0.0, 0.0))


def test_a_new_segmentation_forgets_the_measures(
    both_measured: MeasurePresenter, session: Session, segmentation: Segmentation
) -> None:
    session.enter(WorkStep.SEGMENT)
    session.accept_segmentation(segmentation)
    assert session.state.case is not None
    assert not session.state.case.measurements


def test_cochlear_views_come_with_the_step_and_go_with_it(both_measured: MeasurePresenter, session: Session) -> None:
    views: Mock = create_autospec(ObliqueView, instance=True)
    _held = CochleaViewsPresenter(session, views)  # listens as long as it is held
    views.show_cochlear.assert_called_with(True)
    names = {call.args[0] for call in views.show_oblique.call_args_list}
    assert names == {"cochlear", "height"}
    session.enter(WorkStep.EXPORT)
    views.show_cochlear.assert_called_with(False)


def test_cochlear_views_draw_the_handles_with_their_lengths(both_measured: MeasurePresenter, session: Session) -> None:
    views: Mock = create_autospec(ObliqueView, instance=True)
    _held = CochleaViewsPresenter(session, views)  # listens as long as it is held
    both_measured.move_handle("b", 0, (0.0, -4.3, 0.0))
    shown_last = {call.args[0]: call.args for call in views.show_oblique.call_args_list}
    _name, display, annotations = shown_last["cochlear"]
    assert [line.label for line in annotations.lines] == ["A 9.0 mm", "B 7.6 mm by hand"]
    assert "right ear" in display.title
    assert [line.label for line in shown_last["height"][2].lines] == ["H 4.0 mm"]


def test_moving_the_crosshair_leaves_the_cochlear_views_alone(
    both_measured: MeasurePresenter, session: Session
) -> None:
    views: Mock = create_autospec(ObliqueView, instance=True)
    _held = CochleaViewsPresenter(session, views)  # listens as long as it is held
    calls = views.show_oblique.call_count
    session.move_cursor((1.0, 1.0, 1.0))
    assert views.show_oblique.call_count == calls


def test_scrolling_moves_the_plane_and_says_how_far(both_measured: MeasurePresenter, session: Session) -> None:
    views: Mock = create_autospec(ObliqueView, instance=True)
    presenter = CochleaViewsPresenter(session, views)
    presenter.scroll("cochlear", 2)
    display = views.show_oblique.call_args_list[-2].args[1]
    assert display.note == "0.4 mm before the measuring plane"
