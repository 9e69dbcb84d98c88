"""Measures by hand in a view: the mouse draws, drags and chooses them, and each shows in its own slice."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from earseg_app.domain.measuring.hand_measures import HandMeasure, Kind, MeasuringPlane
from earseg_app.domain.planes import PlanePose
from earseg_app.domain.slicing import Plane
from earseg_app.presenters.edit_display import BrushCursor
from earseg_app.presenters.hand_events import MarkAct, MarkEvent, PenAct, PenEvent
from earseg_app.render.hand_marks import NEXT, OWN, HandMark, mark_of
from earseg_app.render.slice_display import Annotations, HandleLine, SliceDisplay
from earseg_app.ui.slice_view import SliceView

LEFT = Qt.MouseButton.LeftButton
POSE = PlanePose.of((10.0, 20.0, 30.0), (1, 0, 0), (0, 1, 0))
AXIAL = MeasuringPlane("axial slice", (0.0, 0.0, 1.0), (1.0, 0.0, 0.0), 0.5)


def mark(number: int = 1, z: float = 30.0, label: str = "4.00 mm", **how: bool) -> HandMark:
    ends = ((20.0, 30.0, z), (24.0, 30.0, z))
    return mark_of(HandMeasure(number, Kind.DISTANCE, "it", ends, AXIAL), (label,), **how)


class View:
    """A view of 40 × 40 mm at 10 pixels a millimetre, and what it said."""

    def __init__(self, qtbot: QtBot) -> None:
        self.view = SliceView("Axial")
        qtbot.addWidget(self.view)
        self.view.resize(420, 402)
        self.view.show()
        self.canvas = self.view.canvas
        pixels = np.full((400, 400), 0xFF000000, np.uint32)
        self.view.show_display(SliceDisplay("Axial", Plane.AXIAL, pixels, (0.1, 0.1), POSE, 5, 1))
        self.said: list[PenEvent | MarkEvent] = []
        self.moved: list[object] = []
        self.maximised: list[bool] = []
        self.view.hand_used.connect(self.said.append)
        self.view.cursor_requested.connect(self.moved.append)
        self.view.maximise_requested.connect(lambda: self.maximised.append(True))

    def place(self, x: float, y: float) -> QPoint:
        """The pixel of an LPS point in the slice."""
        u, v, _ = POSE.uvw((x, y, 30.0))
        return QPointF(*self.canvas.camera.px(float(u), float(v))).toPoint()

    def mouse(self, kind: QEvent.Type, at: QPoint, button: Qt.MouseButton = LEFT) -> None:
        held = Qt.MouseButton.NoButton if kind is QEvent.Type.MouseButtonRelease else button
        place = QPointF(at)
        event = QMouseEvent(
            kind, place, QPointF(self.canvas.mapToGlobal(at)), button, held, Qt.KeyboardModifier.NoModifier
        )
        QApplication.sendEvent(self.canvas, event)

    def press(self, x: float, y: float) -> None:
        self.mouse(QEvent.Type.MouseButtonPress, self.place(x, y))

    def move(self, x: float, y: float) -> None:
        self.mouse(QEvent.Type.MouseMove, self.place(x, y))

    def release(self, x: float, y: float) -> None:
        self.mouse(QEvent.Type.MouseButtonRelease, self.place(x, y))

    def pen_acts(self) -> list[PenAct]:
        return [event.act for event in self.said if isinstance(event, PenEvent) and event.act is not PenAct.MOVE]

    def picture(self) -> np.ndarray:
        image = self.canvas.grab().toImage()
        return np.array(image.constBits()).reshape(image.height(), image.width(), 4)[..., :3].astype(int)


@pytest.fixture
def view(dressed: QtBot) -> View:
    return View(dressed)


def test_the_pen_draws_and_leaves_the_crosshair_alone(view: View) -> None:
    view.canvas.show_pen(Kind.DISTANCE)
    view.press(20.0, 30.0)
    view.move(26.0, 30.0)
    view.release(26.0, 30.0)
    assert view.pen_acts() == [PenAct.PRESS, PenAct.RELEASE]
    first, last = view.said[0], view.said[-1]
    assert isinstance(first, PenEvent) and isinstance(last, PenEvent)
    assert first.point_lps_mm == pytest.approx((20.0, 30.0, 30.0), abs=0.06)
    assert last.point_lps_mm == pytest.approx((26.0, 30.0, 30.0), abs=0.06)
    assert last.dragged and last.display.title == "Axial"
    assert view.moved == []


def test_a_click_is_no_drag(view: View) -> None:
    view.canvas.show_pen(Kind.DISTANCE)
    view.press(20.0, 30.0)
    view.move(20.1, 30.1)
    view.release(20.1, 30.1)
    last = view.said[-1]
    assert isinstance(last, PenEvent) and not last.dragged


def test_a_double_click_ends_a_polyline_and_does_not_maximise(view: View) -> None:
    view.canvas.show_pen(Kind.POLYLINE)
    view.press(20.0, 30.0)
    view.release(20.0, 30.0)
    view.mouse(QEvent.Type.MouseButtonDblClick, view.place(20.0, 30.0))
    view.release(20.0, 30.0)
    assert view.pen_acts() == [PenAct.PRESS, PenAct.RELEASE, PenAct.END]
    assert view.maximised == []
    view.canvas.show_pen(None)
    view.mouse(QEvent.Type.MouseButtonDblClick, view.place(20.0, 30.0))
    assert view.maximised == [True]


@pytest.mark.parametrize(("key", "act"), [(Qt.Key.Key_Return, PenAct.END), (Qt.Key.Key_Backspace, PenAct.BACK)])
def test_keys_end_what_is_drawn_and_take_a_point_back(view: View, key: Qt.Key, act: PenAct) -> None:
    view.canvas.show_pen(Kind.POLYLINE)
    QTest.keyClick(view.canvas, key)
    assert view.pen_acts() == [], "nothing is being drawn"
    draft = mark()
    view.canvas.show_hand_marks(
        (HandMark(1, Kind.POLYLINE, draft.line_lps_mm, draft.handles_lps_mm, AXIAL, is_draft=True),)
    )
    QTest.keyClick(view.canvas, key)
    assert view.pen_acts() == [act]


def test_a_point_is_dragged_from_where_it_was_gripped(view: View) -> None:
    view.canvas.show_hand_marks((mark(7),))
    view.press(24.3, 30.0)  # beside the end at 24 mm
    view.move(26.3, 31.0)
    view.release(26.3, 31.0)
    choose, move, drop = view.said
    assert isinstance(choose, MarkEvent) and isinstance(move, MarkEvent) and isinstance(drop, MarkEvent)
    assert (choose.act, move.act, drop.act) == (MarkAct.CHOOSE, MarkAct.MOVE, MarkAct.DROP)
    assert (move.number, move.handle) == (7, 1)
    assert move.point_lps_mm == pytest.approx((26.0, 31.0, 30.0), abs=0.11)
    assert view.moved == []


def test_a_point_of_the_next_slice_keeps_its_depth(view: View) -> None:
    view.canvas.show_hand_marks((mark(7, z=30.5),))
    view.press(24.0, 30.0)
    view.move(25.0, 30.0)
    move = view.said[-1]
    assert isinstance(move, MarkEvent)
    assert move.point_lps_mm[2] == pytest.approx(30.5)


def test_a_click_on_a_line_chooses_it_and_delete_removes_it(view: View) -> None:
    view.canvas.show_hand_marks((mark(7),))
    view.press(22.0, 30.0)
    view.release(22.0, 30.0)
    assert view.said == [MarkEvent(MarkAct.CHOOSE, 7)]
    assert view.moved == []
    view.canvas.show_hand_marks((mark(7, chosen=True),))
    QTest.keyClick(view.canvas, Qt.Key.Key_Delete)
    assert view.said[-1] == MarkEvent(MarkAct.REMOVE, 7)


def test_a_handle_of_the_cochlea_goes_before_a_line_that_crosses_it(view: View) -> None:
    view.view.show_annotations(Annotations(lines=(HandleLine("a", (22.0, 30.0, 30.0), (22.0, 40.0, 30.0)),)))
    view.canvas.show_hand_marks((mark(7),))
    held: list[object] = []
    view.view.handle_moved.connect(lambda *what: held.append(what))
    view.press(22.0, 30.0)
    view.move(22.0, 32.0)
    assert view.said == [] and len(held) == 1


def test_a_measure_of_another_slice_is_not_removed_by_a_key(view: View) -> None:
    view.canvas.show_hand_marks((mark(7, z=50.0, chosen=True),))
    QTest.keyClick(view.canvas, Qt.Key.Key_Delete)
    assert view.said == []


def test_under_the_brush_measures_have_no_say(view: View) -> None:
    view.canvas.show_hand_marks((mark(7),))
    view.canvas.show_brush(BrushCursor(1.0, "#E69F00"))
    painted: list[object] = []
    view.view.tool_pressed.connect(lambda *what: painted.append(what))
    for x in (22.0, 24.0):
        view.press(x, 30.0)
        view.release(x, 30.0)
    assert view.said == [] and len(painted) == 2


def test_beside_a_measure_the_crosshair_moves_as_ever(view: View) -> None:
    view.canvas.show_hand_marks((mark(7),))
    view.press(22.0, 33.0)
    assert view.said == [] and len(view.moved) == 1


def test_what_may_not_be_moved_is_not_gripped(view: View) -> None:
    view.canvas.show_hand_marks((mark(7, movable=False),))
    view.press(24.0, 30.0)
    assert view.said == [] and len(view.moved) == 1


@pytest.mark.parametrize(
    ("depth_mm", "strength"), [(0.0, OWN), (0.25, OWN), (0.5, NEXT), (-0.5, NEXT), (0.8, 0.0), (-3.0, 0.0)]
)
def test_a_measure_shows_in_its_slice_faintly_in_the_next_and_nowhere_else(depth_mm: float, strength: float) -> None:
    assert mark(z=30.0 + depth_mm).strength_in(POSE) == strength


@pytest.mark.parametrize(("tilt_deg", "strength"), [(0.9, OWN), (3.0, OWN), (4.9, NEXT), (5.1, 0.0), (60.0, 0.0)])
def test_a_measure_shows_in_a_plane_turned_by_up_to_five_degrees_as_far_as_it_lies_there(
    tilt_deg: float, strength: float
) -> None:
    tilted = PlanePose.of((20.0, 20.0, 30.0), *tilted_axes(tilt_deg))
    assert mark(z=30.0).strength_in(tilted) == strength


def tilted_axes(tilt_deg: float) -> tuple[tuple[float, float, float], tuple[float, float, float]]:
    """Right and down of a plane that is turned about its down axis."""
    tilt = float(np.radians(tilt_deg))
    return (float(np.cos(tilt)), 0.0, float(np.sin(tilt))), (0.0, 1.0, 0.0)


def test_a_measure_does_not_show_in_another_plane() -> None:
    coronal = PlanePose.of((10.0, 30.0, 30.0), (1, 0, 0), (0, 0, -1))
    assert mark().strength_in(coronal) == 0.0


def test_line_and_label_are_drawn_and_the_label_is_legible_on_white(view: View) -> None:
    bright = np.full((400, 400), 0xFFFFFFFF, np.uint32)
    view.view.show_display(SliceDisplay("Axial", Plane.AXIAL, bright, (0.1, 0.1), POSE, 5, 1))
    bare = view.picture()
    view.canvas.show_hand_marks((mark(label="8.88 mm"),))
    drawn = view.picture()
    changed = np.abs(drawn - bare).sum(axis=2) > 30
    assert changed[view.place(22.0, 30.0).y(), view.place(22.0, 30.0).x()]
    beyond = changed[:, view.place(24.0, 30.0).x() + 14 :]
    assert beyond.any(), "the label stands beyond the end"
    label = drawn[:, view.place(24.0, 30.0).x() + 14 :][beyond]
    luminance = ((label / 255.0) ** 2.2).mean(axis=1)  # of sRGB, near enough for greys and pale yellow
    dark, light = luminance.min(), luminance.max()
    assert (light + 0.05) / (dark + 0.05) > 4.5


def test_a_measure_elsewhere_costs_no_painting(view: View) -> None:
    painted: list[bool] = []
    view.canvas.update = lambda: painted.append(True)  # type: ignore[assignment, method-assign]
    view.canvas.show_hand_marks((mark(1, z=50.0),))
    view.canvas.show_hand_marks((mark(1, z=51.0),))
    assert painted == []
    view.canvas.show_hand_marks((mark(1),))
    assert painted == [True]
