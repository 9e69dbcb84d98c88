"""A measure drawn in a cochlear view is found by one click on its row, however the landmarks have turned the view."""

from __future__ import annotations

from typing import Any
from unittest.mock import Mock, create_autospec

import numpy as np
import pytest

from earseg_app.domain.anatomy import Side
from earseg_app.domain.measuring.hand_measures import HandMeasure, Kind
from earseg_app.domain.segmentation import Segmentation
from earseg_app.domain.volume import Volume
from earseg_app.presenters.cochlea_views import CochleaViewsPresenter, ObliqueView
from earseg_app.presenters.hand_display import HandDisplay
from earseg_app.presenters.hand_events import PenAct, PenEvent
from earseg_app.presenters.hand_measures import HandMeasuresPresenter, HandView
from earseg_app.presenters.measure import MeasurePresenter, MeasureView
from earseg_app.render.hand_marks import HandMark
from earseg_app.render.slice_display import Annotations, SliceDisplay
from earseg_app.session.session import Session, WorkStep


class Desk:
    """Measures, draws and looks, as the window lets a surgeon do."""

    def __init__(self, session: Session, tasks: Any, messages: Mock) -> None:
        self.session = session
        self.views: Mock = create_autospec(ObliqueView, instance=True)
        self.panel: Mock = create_autospec(HandView, instance=True)
        self.measure = MeasurePresenter(session, tasks, messages, create_autospec(MeasureView), Mock())
        self.cochlea = CochleaViewsPresenter(session, self.views)
        self.hand = HandMeasuresPresenter(session, messages, self.panel, Mock())
        self.hand.place.show_depth = self.cochlea.show_depth
        self.hand.show_pen, self.hand.show_marks = Mock(), Mock()

    def picture(self, name: str = "cochlear") -> SliceDisplay:
        return self._last(name)[0]

    def annotations(self, name: str = "cochlear") -> Annotations:
        return self._last(name)[1]

    def _last(self, name: str) -> tuple[SliceDisplay, Annotations]:
        calls = [call.args for call in self.views.show_oblique.call_args_list if call.args[0] == name]
        return calls[-1][1], calls[-1][2]

    def draw(self, name: str = "cochlear") -> HandMeasure:
        display = self.picture(name)
        self.hand.take(Kind.DISTANCE)
        for act, u, v, dragged in ((PenAct.PRESS, 8.0, 9.0, False), (PenAct.RELEASE, 13.0, 12.0, True)):
            x, y, z = display.pose.lps(u, v)
            self.hand.use_pen(PenEvent(act, (float(x), float(y), float(z)), display, dragged))
        self.hand.leave()
        assert self.session.state.case is not None
        return self.session.state.case.hand_measures[-1]

    def turn_by_the_landmarks(self, by_mm: float = 1.5) -> None:
        """The axis is tilted by moving the apex across it."""
        assert self.session.state.case is not None
        landmarks = self.session.state.case.measurements[self.session.state.display.measured_side].landmarks
        frame = landmarks.frame()
        x, y, z = np.array(landmarks.apex) + by_mm * (np.array(frame.x) + np.array(frame.y))
        self.measure.move_handle("apex", 0, (float(x), float(y), float(z)))

    def strength(self, name: str = "cochlear") -> float:
        marks: tuple[HandMark, ...] = self.hand.show_marks.call_args.args[0]  # type: ignore[attr-defined]
        return marks[-1].strength_in(self.picture(name).pose)

    def group(self) -> HandDisplay:
        shown: HandDisplay = self.panel.show_hand.call_args.args[0]
        return shown


@pytest.fixture
def desk(session: Session, tasks: Any, messages: Mock, scan: Volume, ears: Segmentation) -> Desk:
    made = Desk(session, tasks, messages)
    session.open_volume(scan)
    session.accept_segmentation(ears)
    session.enter(WorkStep.MEASURE)
    tasks.finish()
    return made


@pytest.mark.parametrize("name", ["cochlear", "height"])
def test_one_click_turns_the_view_back_to_the_plane_of_a_measure(desk: Desk, name: str, messages: Mock) -> None:
    drawn = desk.draw(name)
    as_drawn = desk.picture(name).pose
    assert desk.strength(name) == 1.0
    desk.turn_by_the_landmarks()
    assert desk.strength(name) == 0.0
    desk.hand.jump(drawn.number)
    turned = desk.picture(name)
    assert desk.strength(name) == 1.0
    assert turned.pose.right_lps == pytest.approx(as_drawn.right_lps)
    assert turned.pose.down_lps == pytest.approx(as_drawn.down_lps)
    assert turned.pose.uvw(drawn.points)[:, 2] == pytest.approx(0.0, abs=1e-9)
    assert f"to {drawn.name}" in turned.note and turned.note.startswith("turned ")
    assert desk.annotations(name) == Annotations(), "A and B do not lie in this plane"
    messages.notice.assert_not_called()


def test_the_row_says_how_far_the_view_stands_from_its_plane_and_offers_the_way_back(desk: Desk) -> None:
    drawn = desk.draw()
    desk.hand.jump(drawn.number)
    assert desk.group().place == "" and not desk.group().is_turned
    desk.turn_by_the_landmarks()
    assert "a click on its row turns the view to it" in desk.group().place
    desk.hand.jump(drawn.number)
    assert desk.group().place.startswith("The view is turned ") and desk.group().is_turned
    usual = desk.hand.place.turn_back()
    assert usual and not desk.group().is_turned
    assert [line.name for line in desk.annotations().lines] == ["a", "b"]
    assert not desk.hand.leave(), "nothing is left to leave"


def test_escape_turns_the_view_back(desk: Desk) -> None:
    drawn = desk.draw()
    desk.turn_by_the_landmarks()
    desk.hand.jump(drawn.number)
    assert desk.hand.leave()
    assert desk.session.state.display.turned_to is None
    assert desk.strength() == 0.0


def test_a_moved_landmark_another_ear_or_an_undone_step_brings_the_usual_view(desk: Desk) -> None:
    drawn = desk.draw()
    ways = (desk.turn_by_the_landmarks, lambda: desk.session.choose_ear(Side.LEFT), desk.session.undo)
    for change in ways:
        desk.turn_by_the_landmarks()
        desk.hand.jump(drawn.number)
        assert desk.session.state.display.turned_to == drawn.number
        change()
        assert desk.session.state.display.turned_to is None
        assert "turned" not in desk.picture().note


def test_a_turned_view_is_scrolled_from_the_plane_of_the_measure(desk: Desk) -> None:
    drawn = desk.draw()
    desk.turn_by_the_landmarks()
    desk.cochlea.scroll("cochlear", 5)
    desk.hand.jump(drawn.number)
    assert desk.strength() == 1.0, "the depth of the usual view is left"
    desk.cochlea.scroll("cochlear", -3)
    assert desk.picture().pose.uvw(drawn.points)[:, 2] == pytest.approx(-0.6)
    assert desk.picture().note.startswith(f"0.6 mm behind the plane of {drawn.name}")


def test_a_view_that_was_hardly_turned_still_shows_the_measure(desk: Desk) -> None:
    desk.draw()
    desk.turn_by_the_landmarks(0.1)
    assert desk.strength() > 0.0


def test_what_was_drawn_in_a_turned_view_says_so(desk: Desk) -> None:
    first = desk.draw()
    desk.turn_by_the_landmarks()
    desk.hand.jump(first.number)
    second = desk.draw()
    assert f"to {first.name}" in second.plane.title
    assert second.plane.normal_lps == pytest.approx(first.plane.normal_lps)


def test_an_undone_drawing_leaves_no_turned_view(desk: Desk) -> None:
    desk.draw()
    desk.turn_by_the_landmarks()
    second = desk.draw()
    desk.turn_by_the_landmarks()
    desk.hand.jump(second.number)
    desk.hand.remove(second.number)
    assert not desk.group().is_turned
    assert [line.name for line in desk.annotations().lines] == ["a", "b"]
