"""Drawing by hand: clicks and drags become measures of the case, each a step that can be undone."""

from __future__ import annotations

from dataclasses import replace
from unittest.mock import Mock, create_autospec

import numpy as np
import pytest

from earseg_app.domain.anatomy import Side
from earseg_app.domain.geometry import Triple
from earseg_app.domain.measuring.hand_measures import HandMeasure, Kind
from earseg_app.domain.planes import PlanePose, SlabMode
from earseg_app.domain.segmentation import Segmentation
from earseg_app.domain.slicing import Plane, plane_frame
from earseg_app.domain.volume import Volume
from earseg_app.presenters.hand_display import HandDisplay
from earseg_app.presenters.hand_events import MarkAct, MarkEvent, Pen, PenAct, PenEvent
from earseg_app.presenters.hand_measures import HandMeasuresPresenter, HandView
from earseg_app.render.hand_marks import HandMark
from earseg_app.render.slice_display import SliceDisplay
from earseg_app.session.session import Session, WorkStep


class Hand:
    """Draws with the presenter as a view would."""

    def __init__(self, presenter: HandMeasuresPresenter, volume: Volume) -> None:
        self.presenter = presenter
        self.volume = volume
        self.visited: list[tuple[Side, Triple]] = []
        self.display = self.slice(Plane.AXIAL, 20)

    def slice(self, plane: Plane, number: int) -> SliceDisplay:
        frame = plane_frame(self.volume.grid, plane)
        spacing = (frame.right.spacing_mm, frame.down.spacing_mm)
        return SliceDisplay(plane.value, plane, np.zeros((40, 40), np.uint32), spacing, frame.pose(number), number, 40)

    def at(self, u: float, v: float) -> Triple:
        x, y, z = self.display.pose.lps(u, v)
        return float(x), float(y), float(z)

    def act(self, act: PenAct, u: float, v: float, *, dragged: bool = False) -> None:
        self.presenter.use_pen(PenEvent(act, self.at(u, v), self.display, dragged))

    def click(self, u: float, v: float) -> None:
        self.act(PenAct.MOVE, u, v)
        self.act(PenAct.PRESS, u, v)
        self.act(PenAct.RELEASE, u, v)

    def drag(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        self.act(PenAct.PRESS, *start)
        self.act(PenAct.MOVE, *end)
        self.act(PenAct.RELEASE, *end, dragged=True)


@pytest.fixture
def view() -> Mock:
    return create_autospec(HandView, instance=True)


@pytest.fixture
def hand(session: Session, messages: Mock, view: Mock, volume: Volume) -> Hand:
    session.open_volume(volume)
    session.enter(WorkStep.MEASURE)
    visited: list[tuple[Side, Triple]] = []
    presenter = HandMeasuresPresenter(session, messages, view, lambda side, point: visited.append((side, point)))
    presenter.show_pen = Mock()
    presenter.show_marks = Mock()
    made = Hand(presenter, volume)
    made.visited = visited
    return made


def measures(session: Session) -> tuple[HandMeasure, ...]:
    assert session.state.case is not None
    return session.state.case.hand_measures


def panel(view: Mock) -> HandDisplay:
    shown: HandDisplay = view.show_hand.call_args.args[0]
    return shown


def marks(hand: Hand) -> tuple[HandMark, ...]:
    shown: tuple[HandMark, ...] = hand.presenter.show_marks.call_args.args[0]  # type: ignore[attr-defined]
    return shown


def test_a_distance_is_drawn_by_a_drag_or_by_two_clicks(hand: Hand, session: Session) -> None:
    hand.presenter.take(Kind.DISTANCE)
    hand.drag((2.0, 3.0), (5.0, 7.0))
    hand.click(1.0, 1.0)
    hand.click(7.0, 9.0)
    first, second = measures(session)
    assert (first.value, second.value) == (pytest.approx(5.0), pytest.approx(10.0))
    assert (first.name, second.name) == ("Distance 1", "Distance 2")
    assert (first.plane.title, first.plane.slice_mm) == ("axial slice", 0.5)
    assert [step.name for step in session.history.done] == ["Draw Distance 1", "Draw Distance 2"]


def test_the_value_shows_while_drawing_and_nothing_is_kept_before_the_end(hand: Hand, session: Session) -> None:
    hand.presenter.take(Kind.DISTANCE)
    hand.click(2.0, 3.0)
    hand.act(PenAct.MOVE, 5.0, 7.0)
    assert marks(hand)[-1].label == ("5.00 mm",)
    hand.act(PenAct.MOVE, 5.0, 3.0)
    assert marks(hand)[-1].label == ("3.00 mm",)
    assert marks(hand)[-1].is_draft
    assert measures(session) == () and session.history.done == ()


def test_an_angle_needs_three_points_and_shows_its_first_arm_without_a_value(hand: Hand, session: Session) -> None:
    hand.presenter.take(Kind.ANGLE)
    hand.click(9.0, 4.0)
    hand.act(PenAct.MOVE, 4.0, 4.0)
    assert (marks(hand)[-1].kind, marks(hand)[-1].label) == (Kind.POLYLINE, ())
    hand.click(4.0, 4.0)
    hand.act(PenAct.MOVE, 4.0, 9.0)
    assert marks(hand)[-1].label == ("90.0°",)
    hand.click(4.0, 9.0)
    assert measures(session)[0].value == pytest.approx(90.0)


def test_a_polyline_ends_when_the_user_says_so(hand: Hand, session: Session) -> None:
    hand.presenter.take(Kind.POLYLINE)
    for point in ((1.0, 1.0), (4.0, 1.0), (4.0, 5.0), (9.0, 9.0)):
        hand.click(*point)
    hand.act(PenAct.BACK, 0.0, 0.0)
    assert measures(session) == ()
    hand.act(PenAct.END, 0.0, 0.0)
    assert measures(session)[0].value == pytest.approx(7.0)
    assert len(measures(session)[0].points_lps_mm) == 3


def test_an_ellipse_tells_the_hounsfield_units_inside(session: Session, hand: Hand, view: Mock) -> None:
    hand.presenter.take(Kind.ELLIPSE)
    hand.drag((4.0, 4.0), (10.0, 8.0))
    measure = measures(session)[0]
    assert measure.value == pytest.approx(np.pi * 3.0 * 2.0)
    assert marks(hand)[-1].label == ("18.85 mm²", "mean -1000 ± 0 HU (SD)", "-1000 to -1000 HU")
    assert "Mean -1000 ± 0 HU (SD), -1000 to -1000 HU. Drawn in the axial slice." in panel(view).details


def test_a_click_that_draws_nothing_leaves_nothing(hand: Hand, session: Session) -> None:
    hand.presenter.take(Kind.POLYLINE)
    hand.click(1.0, 1.0)
    hand.act(PenAct.END, 1.0, 1.0)
    assert measures(session) == () and session.history.done == ()


def test_another_slice_begins_anew_and_says_so(hand: Hand, session: Session, messages: Mock) -> None:
    hand.presenter.take(Kind.DISTANCE)
    hand.click(1.0, 1.0)
    hand.display = hand.slice(Plane.AXIAL, 21)
    hand.click(4.0, 1.0)
    messages.notice.assert_called_once()
    hand.click(4.0, 5.0)
    assert measures(session)[0].value == pytest.approx(4.0)
    hand.display = hand.slice(Plane.CORONAL, 7)
    hand.drag((0.0, 0.0), (0.0, 3.0))
    assert measures(session)[1].plane.title == "coronal slice"


def test_in_an_oblique_view_the_measure_knows_the_view(hand: Hand, session: Session) -> None:
    pose = PlanePose.around((0.0, 0.0, 0.0), (1.0, 0.0, 0.0), (0.0, 0.6, 0.8), 20.0)
    hand.display = replace(hand.display, plane=None, title="Cochlear view, right ear", pose=pose)
    hand.presenter.take(Kind.DISTANCE)
    hand.drag((1.0, 1.0), (1.0, 3.5))
    measure = measures(session)[0]
    assert measure.plane.title == "cochlear view, right ear"
    assert measure.plane.normal_lps == pytest.approx(pose.behind_lps)
    assert measure.value == pytest.approx(2.5)


def test_escape_gives_up_the_drawing_first_and_then_the_tool(hand: Hand, session: Session, view: Mock) -> None:
    hand.presenter.take(Kind.POLYLINE)
    hand.click(1.0, 1.0)
    assert hand.presenter.leave()
    assert panel(view).pen == Pen(Kind.POLYLINE)
    assert hand.presenter.leave()
    assert panel(view).pen is None
    assert not hand.presenter.leave()
    assert measures(session) == ()


def test_points_are_dragged_in_one_step_until_the_mouse_lets_go(hand: Hand, session: Session) -> None:
    hand.presenter.take(Kind.DISTANCE)
    hand.drag((2.0, 3.0), (5.0, 3.0))
    number = measures(session)[0].number
    for v in (4.0, 5.0, 7.0):
        hand.presenter.use_mark(MarkEvent(MarkAct.MOVE, number, 1, hand.at(5.0, v)))
    hand.presenter.use_mark(MarkEvent(MarkAct.DROP, number, 1))
    assert measures(session)[0].value == pytest.approx(5.0)
    hand.presenter.use_mark(MarkEvent(MarkAct.MOVE, number, 0, hand.at(5.0, 3.0)))
    assert [step.name for step in session.history.done] == ["Draw Distance 1", *["Move Distance 1"] * 2]
    session.undo()
    session.undo()
    assert measures(session)[0].value == pytest.approx(3.0)
    session.redo()
    assert measures(session)[0].value == pytest.approx(5.0)


def test_a_point_cannot_be_dragged_onto_the_other(hand: Hand, session: Session) -> None:
    hand.presenter.take(Kind.DISTANCE)
    hand.drag((2.0, 3.0), (5.0, 3.0))
    hand.presenter.use_mark(MarkEvent(MarkAct.MOVE, measures(session)[0].number, 1, hand.at(2.0, 3.0)))
    assert measures(session)[0].value == pytest.approx(3.0)


def test_names_are_changed_and_measures_removed_and_both_come_back(hand: Hand, session: Session, view: Mock) -> None:
    hand.presenter.take(Kind.DISTANCE)
    hand.drag((2.0, 3.0), (5.0, 3.0))
    number = measures(session)[0].number
    hand.presenter.rename(number, "  Facial   recess ")
    assert measures(session)[0].name == "Facial recess"
    assert (marks(hand)[0].name, marks(hand)[0].label) == ("Facial recess", ("3.00 mm",))
    hand.presenter.rename(number, "   ")
    assert panel(view).rows[0].name == "Facial recess"
    hand.presenter.use_mark(MarkEvent(MarkAct.REMOVE, number))
    assert measures(session) == () and marks(hand) == () and panel(view).rows == ()
    session.undo()
    assert measures(session)[0].name == "Facial recess"
    session.undo()
    assert panel(view).rows[0].name == "Distance 1"


def test_a_click_in_the_list_goes_there(hand: Hand, session: Session, view: Mock) -> None:
    hand.display = hand.slice(Plane.CORONAL, 7)
    hand.presenter.take(Kind.DISTANCE)
    hand.drag((2.0, 3.0), (6.0, 3.0))
    hand.presenter.leave()
    session.move_cursor((0.0, 0.0, 0.0))
    hand.presenter.jump(measures(session)[0].number)
    assert session.state.display.cursor_lps_mm == pytest.approx(hand.at(4.0, 3.0))
    assert not session.state.display.cochlear_views, "the coronal slice has to be seen"
    assert panel(view).chosen == measures(session)[0].number


def oblique(hand: Hand, slab_mm: float = 0.6, mode: SlabMode = "mean", note: str = "") -> SliceDisplay:
    pose = PlanePose.around((0.0, 0.0, 0.0), (1.0, 0.0, 0.0), (0.0, 0.6, 0.8), 20.0)
    title = "Cochlear view, right ear"
    return replace(hand.display, plane=None, title=title, pose=pose, slab_mm=slab_mm, slab_mode=mode, note=note)


def test_a_cochlear_view_that_no_longer_exists_is_said_to_be_missing(
    hand: Hand, session: Session, messages: Mock
) -> None:
    hand.display = oblique(hand)
    hand.presenter.take(Kind.DISTANCE)
    hand.drag((1.0, 1.0), (1.0, 3.0))
    hand.presenter.leave()
    hand.presenter.jump(measures(session)[0].number)
    assert "Measure the ear" in messages.notice.call_args.args[0]
    assert session.state.display.cursor_lps_mm == pytest.approx(hand.at(1.0, 2.0))


def test_what_is_drawn_in_a_slab_remembers_the_slab_and_says_it(hand: Hand, session: Session, view: Mock) -> None:
    hand.display = oblique(hand, 2.0, "max", "MIP over 2.0 mm")
    hand.presenter.take(Kind.ELLIPSE)
    hand.drag((3.0, 3.0), (6.0, 6.0))
    hand.presenter.leave()
    (made,) = measures(session)
    assert (made.plane.slice_mm, made.plane.mode) == (2.0, "max")
    assert marks(hand)[0].label[-1] == "voxels within 2.0 mm, not the MIP"
    hand.presenter.jump(made.number)
    assert "Hounsfield units of every voxel within 2.0 mm, not of the MIP." in panel(view).details
    assert "cochlear view, right ear, MIP over 2.0 mm" in panel(view).details


def test_a_plane_without_thickness_counts_as_thick_as_a_voxel_is_long(hand: Hand, session: Session) -> None:
    hand.display = oblique(hand, 0.0)
    hand.presenter.take(Kind.DISTANCE)
    hand.drag((3.0, 3.0), (6.0, 6.0))
    assert measures(session)[0].plane.slice_mm == pytest.approx(0.5)


def test_a_measure_near_an_ear_says_whose_it_is(
    hand: Hand, session: Session, segmentation: Segmentation, view: Mock
) -> None:
    session.accept_segmentation(segmentation)
    hand.presenter.take(Kind.DISTANCE)
    hand.drag((2.0, 3.0), (5.0, 3.0))
    hand.drag((16.0, 3.0), (18.0, 3.0))
    assert [measure.side for measure in measures(session)] == [Side.RIGHT, Side.LEFT]
    assert [row.side for row in panel(view).rows] == ["R", "L"]
    assert marks(hand)[0].label == ("3.00 mm R",)


def test_taking_a_tool_goes_to_the_step_and_makes_room(hand: Hand, session: Session) -> None:
    session.enter(WorkStep.CORRECT)
    hand.presenter.make_room = Mock()
    hand.presenter.take(Kind.ANGLE)
    assert session.state.step is WorkStep.MEASURE
    hand.presenter.make_room.assert_called_once()
    hand.presenter.show_pen.assert_called_with(Kind.ANGLE)  # type: ignore[attr-defined]
    session.enter(WorkStep.EXPORT)
    hand.presenter.show_pen.assert_called_with(None)  # type: ignore[attr-defined]


def test_without_a_scan_there_is_nothing_to_draw_on(session: Session, messages: Mock, view: Mock) -> None:
    presenter = HandMeasuresPresenter(session, messages, view, Mock())
    presenter.take(Kind.DISTANCE)
    messages.notice.assert_called_once()
    assert not panel(view).usable and panel(view).pen is None


@pytest.fixture
def segmented(hand: Hand, session: Session, segmentation: Segmentation) -> Hand:
    session.accept_segmentation(segmentation)
    session.choose_ear(Side.LEFT)
    return hand


def test_a_guided_width_turns_to_its_ear_and_takes_its_pen(segmented: Hand, session: Session, view: Mock) -> None:
    segmented.presenter.take_guided("cochlear_height_coronal")
    side, place = segmented.visited[0]
    assert side is Side.LEFT
    ear = segmented.volume.grid.lps_from_index(np.argwhere(session.state.segmentation.mask(Side.LEFT)).mean(axis=0))  # type: ignore[union-attr]
    assert np.linalg.norm(np.array(place) - ear) < 15.0
    assert not session.state.display.cochlear_views
    assert panel(view).pen == Pen(Kind.DISTANCE, "cochlear_height_coronal", Side.LEFT)
    assert "lowest to the highest point of the cochlea" in panel(view).guided_hint
    assert "coronal view" in panel(view).guided_hint


def test_a_guided_width_is_held_against_its_usual_range(segmented: Hand, session: Session, view: Mock) -> None:
    segmented.presenter.take_guided("cochlear_nerve_canal")
    segmented.drag((14.0, 3.0), (15.0, 3.0))
    measure = measures(session)[0]
    assert (measure.name, measure.side, measure.guided) == ("Cochlear nerve canal", Side.LEFT, "cochlear_nerve_canal")
    row = next(row for row in panel(view).guided if row.key == "cochlear_nerve_canal")
    assert (row.value, row.usual) == ("1.00", "1.4–2.5 mm")
    assert "lies outside 1.4–2.5 mm" in row.remark
    assert panel(view).rows == (), "it stands among the guided ones"
    assert panel(view).pen is None, "one is enough"
    assert session.history.done[-1].name == "Draw Cochlear nerve canal (left)"


def test_a_guided_width_is_taken_again_in_the_place_of_the_one_before(
    segmented: Hand, session: Session, view: Mock
) -> None:
    segmented.presenter.take_guided("cochlear_nerve_canal")
    segmented.drag((14.0, 3.0), (15.0, 3.0))
    segmented.presenter.take_guided("cochlear_nerve_canal")
    assert segmented.presenter.leave() is False, "a click on one that was taken shows it"
    segmented.presenter.take_guided("cochlear_nerve_canal", again=True)
    segmented.drag((14.0, 3.0), (16.0, 3.0))
    session.choose_ear(Side.RIGHT)
    segmented.presenter.take_guided("cochlear_nerve_canal")
    segmented.drag((4.0, 3.0), (5.5, 3.0))
    assert [(m.side, m.value) for m in measures(session)] == [
        (Side.LEFT, pytest.approx(2.0)),
        (Side.RIGHT, pytest.approx(1.5)),
    ]
    canal = next(row for row in panel(view).guided if row.key == "cochlear_nerve_canal")
    assert (canal.value, canal.definition.endswith("The left ear: 2.00 mm.")) == ("1.50", True)
    session.undo()
    session.undo()
    assert [m.value for m in measures(session)] == [pytest.approx(1.0)]


def test_a_guided_width_drawn_at_the_other_ear_is_refused_and_said(
    segmented: Hand, session: Session, messages: Mock, view: Mock
) -> None:
    segmented.presenter.take_guided("cochlear_nerve_canal")  # of the left ear
    segmented.drag((3.0, 3.0), (4.5, 3.0))
    assert measures(session) == ()
    assert "lies at the right ear" in messages.notice.call_args.args[0]
    assert panel(view).pen == Pen(Kind.DISTANCE, "cochlear_nerve_canal", Side.LEFT), "the pen stays in hand"


def test_guided_widths_are_offered_where_the_ear_is_not_segmented(
    hand: Hand, session: Session, messages: Mock, view: Mock
) -> None:
    assert panel(view).choose_side and len(panel(view).guided) == 5
    session.choose_ear(Side.LEFT)
    hand.presenter.take_guided("vestibular_aqueduct_midpoint")
    assert "left ear is not segmented" in messages.notice.call_args.args[0]
    assert hand.visited == []
    hand.drag((14.0, 3.0), (15.0, 3.0))
    assert (measures(session)[0].side, measures(session)[0].guided) == (Side.LEFT, "vestibular_aqueduct_midpoint")


def test_choosing_the_other_ear_puts_the_pen_of_a_guided_width_away(
    segmented: Hand, session: Session, view: Mock
) -> None:
    segmented.presenter.take_guided("cochlear_nerve_canal")
    session.choose_ear(Side.RIGHT)
    assert panel(view).pen is None
    segmented.presenter.take(Kind.DISTANCE)
    session.choose_ear(Side.LEFT)
    assert panel(view).pen == Pen(Kind.DISTANCE)


def test_another_scan_forgets_the_pen_and_what_was_known(hand: Hand, session: Session, volume: Volume) -> None:
    hand.presenter.take(Kind.DISTANCE)
    hand.drag((1.0, 1.0), (4.0, 1.0))
    hand.click(1.0, 1.0)
    session.open_volume(replace(volume))
    hand.presenter.show_pen.assert_called_with(None)  # type: ignore[attr-defined]
    assert marks(hand) == ()
