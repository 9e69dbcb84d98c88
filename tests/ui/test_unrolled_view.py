"""The unrolled pane: what is pointed at comes out in millimetres of the cochlea."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from earseg_app.render.unrolled_display import Tick, UnrolledDisplay, UnrolledPoint
from earseg_app.ui.unrolled_view import UnrolledView


def display(**changes: object) -> UnrolledDisplay:
    fields = {
        "title": "Unrolled along the lateral wall, right ear",
        "note": "0.5 mm inside the wall",
        "pixels": np.full((40, 440), 0xFF808080, np.uint32),
        "pixel_mm": 0.08,
        "top_mm": 1.6,
        "angles_deg": np.linspace(0.0, 900.0, 440),
        "angle_ticks": (Tick(0.0, "0°"), Tick(9.0, "90°")),
        "length_ticks": (Tick(0.0, "0 mm"), Tick(5.0, "5")),
        "seen": ((1.0, 30.0),),
    }
    return UnrolledDisplay(**{**fields, **changes})  # type: ignore[arg-type]


@pytest.fixture
def view(dressed: QtBot) -> UnrolledView:
    made = UnrolledView()
    dressed.addWidget(made)
    made.resize(1200, made.wanted_px(1200, 1000))
    made.show_unrolled(display())
    made.show()
    dressed.waitExposed(made)
    return made


def grabbed(view: UnrolledView, x: float, y: float) -> tuple[int, int, int]:
    color = view.grab().toImage().pixelColor(round(x), round(y))
    return color.red(), color.green(), color.blue()


def test_a_click_says_how_far_along_and_how_high(view: UnrolledView) -> None:
    found: list[tuple[float, float]] = []
    view.place_requested.connect(lambda length, height: found.append((length, height)))
    frame = view.frame()
    assert frame is not None
    place = frame.px(12.0, 0.7).toPoint()
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=place)
    assert found[0] == pytest.approx((12.0, 0.7), abs=0.05)


def test_both_directions_have_one_scale(view: UnrolledView) -> None:
    frame = view.frame()
    assert frame is not None
    right, up = frame.px(10.0, 0.0) - frame.px(0.0, 0.0), frame.px(0.0, 1.0) - frame.px(0.0, 0.0)
    assert right.x() / 10.0 == pytest.approx(-up.y())


def test_the_crosshair_and_the_contacts_are_drawn_where_they_lie(view: UnrolledView) -> None:
    frame = view.frame()
    assert frame is not None
    contact = frame.px(20.0, -0.8)
    before = grabbed(view, contact.x(), contact.y())
    view.show_unrolled(display(contacts=(UnrolledPoint(20.0, -0.8, "1"),), cursor=UnrolledPoint(5.0, 0.5)))
    assert grabbed(view, contact.x(), contact.y()) != before
    tick = frame.px(5.0, 0.5) + QPointF(12.0, 0.0)
    assert grabbed(view, tick.x(), tick.y()) != before


def test_the_wheel_goes_deeper(view: UnrolledView) -> None:
    steps: list[int] = []
    view.scrolled.connect(steps.append)
    QTest.keyClick(view, Qt.Key.Key_Down)
    QTest.keyClick(view, Qt.Key.Key_Up)
    assert steps == [1, -1]


def test_it_folds_to_its_title_and_back(view: UnrolledView) -> None:
    tall = view.wanted_px(1200, 1000)
    view.fold_button.click()
    assert view.wanted_px(1200, 1000) < tall / 3
    assert view.frame() is None
    view.fold_button.click()
    assert view.wanted_px(1200, 1000) == tall


def test_a_low_window_starts_folded_until_the_user_wants_it(dressed: QtBot) -> None:
    view = UnrolledView()
    dressed.addWidget(view)
    low = view.wanted_px(1000, 700)
    assert low < 40
    view.fold_button.click()
    assert view.wanted_px(1000, 700) > 100


def test_without_a_picture_the_sentence_stands_there(view: UnrolledView) -> None:
    view.show_unrolled(None, "Too little of the lateral wall is seen.")
    assert view.frame() is None
    view.grab()
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(100, 60))
