"""The cochlear views of the real window hang together: a place pointed at in one is shown in all."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from earseg_app.domain.anatomy import Side
from earseg_app.domain.slicing import Plane
from earseg_app.phantom.cases import Case
from earseg_app.session.session import WorkStep
from earseg_app.ui.views_area import ViewsArea
from tests.system.conftest import KnownEars
from tests.system.driver import Driver


@pytest.fixture
def measured(open_window: Callable[..., Driver], phantom: Case) -> Driver:
    """The window in the step Measure, both ears of a phantom measured, wide and high."""
    driver = open_window(KnownEars(phantom.labels))
    driver.window.resize(1900, 1000)
    driver.program.session.open_volume(phantom.volume)
    driver.program.session.accept_segmentation(phantom.labels)
    driver.program.shell.enter(WorkStep.MEASURE)
    driver.wait_until_idle()
    return driver


def views_of(driver: Driver) -> ViewsArea:
    assert driver.program.views is not None
    return driver.program.views


@pytest.mark.parametrize("side", list(Side))
def test_a_click_in_the_unrolled_cochlea_moves_the_crosshair_of_every_view(
    measured: Driver, qtbot: QtBot, side: Side
) -> None:
    measured.program.planning.measure.choose(side)
    views, display = views_of(measured), measured.program.session.state.display
    frame = views.unrolled.frame()
    assert frame is not None and views.unrolled.isVisible()
    assert views.unrolled.shown is not None and side.word in views.unrolled.shown.title
    QTest.mouseClick(views.unrolled, Qt.MouseButton.LeftButton, pos=frame.px(12.0, 0.3).toPoint())
    display = measured.program.session.state.display
    measures = measured.program.session.state.measures[side]
    assert measures.wall is not None
    place = measures.landmarks.frame().frame_from_lps(display.cursor_lps_mm)
    wall = measures.landmarks.frame().frame_from_lps(measures.wall.points_at_lps([12.0]))[0]
    assert place[2] == pytest.approx(wall[2] + 0.3, abs=0.1)
    assert place[:2] == pytest.approx(wall[:2] * (1.0 - 0.5 / (wall[0] ** 2 + wall[1] ** 2) ** 0.5), abs=0.1)
    axial = views.planes[Plane.AXIAL].canvas.shown
    assert axial is not None and axial.cursor_uv_mm is not None
    x, y, _ = axial.pose.lps(*axial.cursor_uv_mm)
    assert (x, y) == pytest.approx(display.cursor_lps_mm[:2], abs=0.01)
    cursor = views.unrolled.shown.cursor
    assert cursor is not None and (cursor.length_mm, cursor.height_mm) == pytest.approx((12.0, 0.3), abs=0.1)


def test_a_slab_is_cut_in_every_cochlear_view(measured: Driver) -> None:
    views = views_of(measured)
    bar = views.cochlear.bar
    bar.modes["max"].click()
    bar.slider.setValue(10)
    notes = [view.canvas.shown.note for view in (views.cochlear, views.height_view) if view.canvas.shown]
    assert notes == ["MIP over 2.0 mm"] * 2
    assert views.unrolled.shown is not None and views.unrolled.shown.note.endswith("MIP over 2.0 mm")


def test_the_uncertainty_comes_by_itself_and_goes_with_a_moved_landmark(measured: Driver, qtbot: QtBot) -> None:
    table = measured.window.measure.groups["Cochlea"].table
    assert table is not None
    qtbot.waitUntil(lambda: float(table.cell(0, 2).strip() or 0.0) > 0.0, timeout=120_000)
    case = measured.program.session.state.case
    assert case is not None
    x, y, z = case.measurements[measured.program.session.state.display.measured_side].landmarks.apex
    measured.program.planning.measure.move_handle("apex", 0, (x, y, z + 0.2))
    assert table.cell(0, 2) == " "
