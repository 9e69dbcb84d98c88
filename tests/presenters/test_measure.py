"""Measure: every figure comes from the handles, and moves with them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from unittest.mock import Mock, create_autospec

import numpy as np
import pytest

from earseg_app.domain.anatomy import Part, Side
from earseg_app.domain.report.content import Figure
from earseg_app.domain.segmentation import Segmentation
from earseg_app.domain.units import Units, VolumeUnit
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
    presenter: MeasurePresenter, session: Session, tasks: Any, scan: Volume, ears: Segmentation
) -> MeasurePresenter:
    session.open_volume(scan)
    session.accept_segmentation(ears)
    session.enter(WorkStep.MEASURE)
    tasks.finish()
    return presenter


def measurement(session: Session, side: Side = Side.RIGHT) -> EarMeasurement:
    assert session.state.case is not None
    return session.state.case.measurements[side]


def beyond(session: Session, name: str, by_mm: float) -> tuple[float, float, float]:
    """Where the second end of a diameter lies when it is drawn out by so much."""
    start, end = (np.array(point) for point in getattr(measurement(session).handles, name))
    x, y, z = end + by_mm * (end - start) / np.linalg.norm(end - start)
    return float(x), float(y), float(z)


def figure(view: Mock, name: str, section: str = "Cochlea") -> Figure:
    found = next(each for each in shown(view).sections if each.title == section)
    return next(each for each in found.figures if each.name == name)


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


def test_ears_are_compared_when_both_were_measured(
    presenter: MeasurePresenter, session: Session, tasks: Any, scan: Volume, ears: Segmentation, view: Mock
) -> None:
    session.open_volume(scan)
    session.accept_segmentation(ears)
    session.enter(WorkStep.MEASURE)
    tasks.finish()
    first, *_ = shown(view).compared
    a = first.figures[0]
    assert (first.title, a.right.name) == ("Cochlea", "A")
    presenter.choose(Side.LEFT)
    assert figure(view, "A").value == a.left.value
    presenter.choose(Side.RIGHT)
    assert figure(view, "A").value == a.right.value
    presenter.move_handle("a", 0, session.state.case.measurements[Side.RIGHT].landmarks.modiolus_base)  # type: ignore[union-attr]
    assert shown(view).compared[0].figures[0].right.value == figure(view, "A").value != a.right.value


def test_diameters_that_no_cochlea_has_are_told_but_no_formula_follows_them(
    presenter: MeasurePresenter, session: Session, tasks: Any, scan: Volume, ears: Segmentation, view: Mock
) -> None:
    session.open_volume(scan)
    session.accept_segmentation(ears)
    session.enter(WorkStep.MEASURE)
    tasks.finish()
    assert session.state.case is not None
    start, end = (np.array(point) for point in session.state.case.measurements[Side.RIGHT].handles.a)
    presenter.move_handle("a", 1, tuple(start + 0.05 * (end - start)))
    a_mm = figure(view, "A").value
    assert a_mm is not None
    assert a_mm < 1.0
    lengths = {each.name for section in shown(view).sections if "length" in section.title for each in section.figures}
    assert all(name.startswith("Measured in 3D") for name in lengths)


def test_an_ear_that_cannot_be_measured_says_why(
    presenter: MeasurePresenter, session: Session, tasks: Any, scan: Volume, ears: Segmentation, view: Mock
) -> None:
    labels = np.where(ears.labels == Part.COCHLEA, 0, ears.labels).astype(np.uint8)
    session.open_volume(scan)
    session.accept_segmentation(replace(ears, labels=labels))
    session.enter(WorkStep.MEASURE)
    tasks.finish()
    assert "no cochlea" in shown(view).problem
    assert shown(view).sections == ()
    presenter.choose(Side.LEFT)
    assert shown(view).problem == ""
    assert shown(view).sections


def test_figures_are_the_lengths_between_the_handles(
    both_measured: MeasurePresenter, session: Session, view: Mock
) -> None:
    size = measurement(session).size
    values = tuple(figure(view, name).value for name in ("A", "B", "H"))
    assert values == pytest.approx((size.a_mm, size.b_mm, size.h_mm))
    assert figure(view, "Alexiades", "Duct length, organ of Corti").value == pytest.approx(4.16 * size.a_mm - 4.0)


def test_volumes_are_read_in_microlitres_where_the_user_wants_it(
    both_measured: MeasurePresenter, session: Session, view: Mock
) -> None:
    before = figure(view, "Cochlea", "Volumes")
    session.read_in(Units(volume=VolumeUnit.MICROLITRES))
    after = figure(view, "Cochlea", "Volumes")
    assert (before.unit, after.unit, after.usual) == ("mm³", "µL", "60.0–120.0 µL")
    assert after.value == before.value, "a cubic millimetre is a microlitre"
    assert figure(view, "A").unit == "mm"


def test_a_value_outside_its_usual_range_is_flagged_in_a_sentence(
    both_measured: MeasurePresenter, session: Session, view: Mock
) -> None:
    assert figure(view, "A").remark == ""
    both_measured.move_handle("a", 1, beyond(session, "a", 3.0))
    assert "lies outside 8.4–10.4 mm" in figure(view, "A").remark


def test_dragging_a_handle_moves_every_figure_and_is_marked(
    both_measured: MeasurePresenter, session: Session, view: Mock
) -> None:
    before = measurement(session).size.a_mm
    both_measured.move_handle("a", 1, beyond(session, "a", 1.0))
    assert figure(view, "A").value == pytest.approx(before + 1.0)
    assert (figure(view, "A").by_hand, figure(view, "B").by_hand) == (True, False)
    koch = figure(view, "Koch", "Duct length, organ of Corti").value
    assert koch == pytest.approx(4.16 * (before + 1.0) - 5.05)
    assert shown(view).can_reset


def test_dragging_a_landmark_turns_the_cochlear_view_and_measures_anew(
    both_measured: MeasurePresenter, session: Session, view: Mock
) -> None:
    before = measurement(session)
    x, y, z = before.landmarks.round_window
    both_measured.move_handle("round_window", 0, (x, y, z + 1.0))
    after = measurement(session)
    assert after.landmarks.by_hand == {"round_window"}
    assert after.handles != before.handles
    assert after.names_by_hand() == frozenset()
    assert shown(view).can_reset


def test_a_landmark_dragged_out_of_the_cochlea_is_refused_in_a_sentence(
    both_measured: MeasurePresenter, session: Session, messages: Mock
) -> None:
    before = measurement(session)
    both_measured.move_handle("apex", 0, before.landmarks.modiolus_base)
    assert measurement(session) == before
    messages.notice.assert_called_once()


def test_back_to_automatic_takes_every_drag_back(both_measured: MeasurePresenter, session: Session, view: Mock) -> None:
    before = measurement(session)
    x, y, z = before.landmarks.apex
    both_measured.move_handle("apex", 0, (x + 0.5, y, z))
    both_measured.move_handle("h", 1, beyond(session, "h", 1.0))
    both_measured.reset()
    assert not shown(view).can_reset
    assert measurement(session).handles == before.handles
    assert measurement(session).landmarks == before.landmarks


def test_each_ear_keeps_its_own_handles(both_measured: MeasurePresenter, session: Session, view: Mock) -> None:
    left = measurement(session, Side.LEFT).size.a_mm
    both_measured.move_handle("a", 1, beyond(session, "a", 1.0))
    both_measured.choose(Side.LEFT)
    assert shown(view).side is Side.LEFT
    assert figure(view, "A").value == pytest.approx(left)


def test_measures_of_a_reopened_case_follow_its_own_handles(
    both_measured: MeasurePresenter, session: Session, tasks: Any, view: Mock
) -> None:
    both_measured.move_handle("a", 1, beyond(session, "a", 1.0))
    case, kept = session.state.case, figure(view, "A").value
    assert case is not None
    session.close_case()
    session.restore(case, session.state.display, WorkStep.MEASURE, None, saved=True)
    tasks.finish()
    assert figure(view, "A").value == pytest.approx(kept)
    assert figure(view, "A").by_hand
    assert session.state.case is case, "measuring alone changes nothing that would have to be saved"


def test_choosing_an_ear_takes_the_views_there(both_measured: MeasurePresenter, session: Session, visit: Mock) -> None:
    both_measured.choose(Side.LEFT)
    visit.assert_called_with(Side.LEFT, measurement(session, Side.LEFT).landmarks.modiolus_base)


def test_a_new_segmentation_forgets_the_measures(
    both_measured: MeasurePresenter, session: Session, ears: Segmentation
) -> None:
    session.enter(WorkStep.SEGMENT)
    session.accept_segmentation(ears)
    assert session.state.case is not None
    assert not session.state.case.measurements
    assert not session.state.measures


def test_cochlear_views_come_with_the_step_and_go_with_it(both_measured: MeasurePresenter, session: Session) -> None:
    views: Mock = create_autospec(ObliqueView, instance=True)
    _held = CochleaViewsPresenter(session, views)  # listens as long as it is held
    views.show_cochlear.assert_called_with(True)
    names = {call.args[0] for call in views.show_oblique.call_args_list}
    assert names == {"cochlear", "height"}
    session.enter(WorkStep.EXPORT)
    views.show_cochlear.assert_called_with(False)


def test_the_planes_come_back_beside_the_measures_when_wanted(
    both_measured: MeasurePresenter, session: Session
) -> None:
    views: Mock = create_autospec(ObliqueView, instance=True)
    _held = CochleaViewsPresenter(session, views)  # listens as long as it is held
    session.show_cochlear_views(False)
    views.show_cochlear.assert_called_with(False)
    session.show_cochlear_views(True)
    views.show_cochlear.assert_called_with(True)


def test_a_cochlear_view_moves_to_the_depth_of_what_was_drawn_in_it(
    both_measured: MeasurePresenter, session: Session
) -> None:
    views: Mock = create_autospec(ObliqueView, instance=True)
    presenter = CochleaViewsPresenter(session, views)
    frame = measurement(session).landmarks.frame()
    x, y, z = np.array(frame.origin_lps_mm) + 0.7 * np.array(frame.z)
    assert presenter.show_depth((x, y, z), frame.z)
    shown = {call.args[0]: call.args[1] for call in views.show_oblique.call_args_list}
    assert shown["cochlear"].pose.uvw((x, y, z))[2] == pytest.approx(0.0, abs=1e-9)
    turned = np.cross(frame.z, frame.x) + 0.2 * np.array(frame.z)
    assert not presenter.show_depth((x, y, z), tuple(turned / np.linalg.norm(turned)))


def test_cochlear_views_draw_the_handles_with_their_lengths(both_measured: MeasurePresenter, session: Session) -> None:
    views: Mock = create_autospec(ObliqueView, instance=True)
    _held = CochleaViewsPresenter(session, views)  # listens as long as it is held
    both_measured.move_handle("b", 1, beyond(session, "b", 1.0))
    size = measurement(session).size
    shown_last = {call.args[0]: call.args for call in views.show_oblique.call_args_list}
    _name, display, annotations = shown_last["cochlear"]
    labels = [line.label for line in annotations.lines]
    assert labels == [f"A {size.a_mm:.1f} mm", f"B {size.b_mm:.1f} mm by hand"]
    assert "right ear" in display.title
    assert [line.label for line in shown_last["height"][2].lines] == [f"H {size.h_mm:.1f} mm"]


def test_landmarks_can_be_dragged_in_both_cochlear_views(both_measured: MeasurePresenter, session: Session) -> None:
    views: Mock = create_autospec(ObliqueView, instance=True)
    _held = CochleaViewsPresenter(session, views)  # listens as long as it is held
    apex = np.array(measurement(session).landmarks.apex)
    both_measured.move_handle("apex", 0, tuple(apex + 0.2))
    shown_last = {call.args[0]: call.args[2] for call in views.show_oblique.call_args_list}
    names = {view: [mark.name for mark in marks.points if mark.movable] for view, marks in shown_last.items()}
    assert names["cochlear"] == ["round_window", "oval_window", "modiolus_base"]
    assert names["height"] == ["round_window", "modiolus_base", "apex"]
    assert [mark.label for mark in shown_last["height"].points][-1] == "apex, by hand"


def pictures(views: Mock) -> dict[str, Any]:
    return {call.args[0]: call.args[1] for call in views.show_oblique.call_args_list}


def test_the_crosshair_is_seen_in_the_views_it_lies_in_and_paints_no_picture_anew(
    both_measured: MeasurePresenter, session: Session
) -> None:
    views: Mock = create_autospec(ObliqueView, instance=True)
    _held = CochleaViewsPresenter(session, views)  # listens as long as it is held
    before = pictures(views)
    frame = measurement(session).landmarks.frame()
    x, y, z = frame.lps_from_frame([1.0, 0.0, 2.0])
    session.move_cursor((x, y, z))
    after = pictures(views)
    assert after["cochlear"].cursor_uv_mm is None, "it lies 2 mm above the cochlear view"
    height = after["height"]
    assert height.pose.lps(*height.cursor_uv_mm) == pytest.approx((x, y, z))
    assert all(after[name].pixels is before[name].pixels for name in before)


def test_a_slab_thickens_both_views_and_they_say_so(both_measured: MeasurePresenter, session: Session) -> None:
    views: Mock = create_autospec(ObliqueView, instance=True)
    presenter = CochleaViewsPresenter(session, views)
    views.show_slab.assert_called_with(0.6, "mean")
    assert {display.note for display in pictures(views).values()} == {""}
    presenter.cut_slab(3.0, "max")
    views.show_slab.assert_called_with(3.0, "max")
    assert {display.note for display in pictures(views).values()} == {"MIP over 3.0 mm"}
    presenter.cut_slab(99.0, "min")
    assert session.state.display.slab_mm == 5.0
    presenter.cut_slab(0.0, "min")
    assert {display.note for display in pictures(views).values()} == {""}


def test_dragging_a_diameter_leaves_the_picture_below_as_it_is(
    both_measured: MeasurePresenter, session: Session
) -> None:
    views: Mock = create_autospec(ObliqueView, instance=True)
    _held = CochleaViewsPresenter(session, views)  # listens as long as it is held
    before = {call.args[0]: call.args[1] for call in views.show_oblique.call_args_list}
    both_measured.move_handle("b", 1, beyond(session, "b", 1.0))
    after = {call.args[0]: call.args[1] for call in views.show_oblique.call_args_list}
    assert all(after[name] is before[name] for name in ("cochlear", "height"))


def test_scrolling_moves_the_plane_and_says_how_far(both_measured: MeasurePresenter, session: Session) -> None:
    views: Mock = create_autospec(ObliqueView, instance=True)
    presenter = CochleaViewsPresenter(session, views)
    presenter.scroll("cochlear", 2)
    display = views.show_oblique.call_args_list[-2].args[1]
    assert display.note == "0.4 mm before the measuring plane"
