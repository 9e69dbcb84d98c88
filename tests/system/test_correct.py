"""Correcting with the mouse in the real window."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from earseg_app.domain.anatomy import Part, Side, label_code
from earseg_app.domain.segmentation import Segmentation, describe_ear
from earseg_app.domain.slicing import Plane
from earseg_app.phantom.cases import Case
from earseg_app.presenters.edit_display import Tool
from earseg_app.session.session import WorkStep
from earseg_app.ui.slice_canvas import SliceCanvas
from tests.system.driver import Driver

LEFT = Qt.MouseButton.LeftButton
CODE = label_code(Side.RIGHT, Part.SUPERIOR_CANAL)


def segmented(open_window: Callable[..., Driver], phantom: Case) -> tuple[Driver, SliceCanvas]:
    """The window with the true labels, in the step Correct, zoomed to the right ear."""
    driver = open_window()
    session = driver.program.session
    session.open_volume(phantom.volume)
    truth = phantom.labels
    ears = tuple(filter(None, (describe_ear(truth.labels, truth.grid, side) for side in Side)))
    session.accept_segmentation(Segmentation(truth.labels, phantom.volume.grid, ears))
    session.enter(WorkStep.CORRECT)
    view, views = driver.program.view, driver.program.views
    assert view is not None
    assert views is not None
    right = next(ear for ear in ears if ear.side is Side.RIGHT)
    view.visit(right.centroid_lps_mm)
    QApplication.processEvents()
    return driver, views.planes[Plane.AXIAL].canvas


def codes(driver: Driver) -> np.ndarray:
    case = driver.program.session.state.case
    assert case is not None
    assert case.segmentation is not None
    return case.segmentation.labels


def stroke(driver: Driver, canvas: SliceCanvas, by_px: int = 40) -> None:
    middle = QPoint(canvas.width() // 2, canvas.height() // 2)
    driver.qtbot.mousePress(canvas, LEFT, pos=middle)
    for step in range(1, 5):
        driver.qtbot.mouseMove(canvas, middle + QPoint(by_px * step // 4, 0))
    driver.qtbot.mouseRelease(canvas, LEFT, pos=middle + QPoint(by_px, 0))


def test_a_stroke_paints_the_part_is_one_step_and_can_be_undone(
    open_window: Callable[..., Driver], phantom: Case
) -> None:
    driver, canvas = segmented(open_window, phantom)
    window, before = driver.window, codes(driver).copy()
    driver.program.correcting.edit.choose_part(Side.RIGHT, Part.SUPERIOR_CANAL)
    window.edit.tools[Tool.BRUSH].click()
    stroke(driver, canvas)
    painted = (codes(driver) == CODE) & (before != CODE)
    assert painted.any()
    assert len(np.unique(np.argwhere(painted)[:, 0])) == 1
    assert window.edit.history.item(window.edit.history.count() - 1).text() == "Brush, superior canal (right)"
    window.top.undo.click()
    assert np.array_equal(codes(driver), before)
    window.actions_by_key["redo"].trigger()
    assert np.array_equal((codes(driver) == CODE) & (before != CODE), painted)


def test_the_3d_view_follows_a_stroke(open_window: Callable[..., Driver], phantom: Case) -> None:
    driver, canvas = segmented(open_window, phantom)
    volume = driver.program.volume
    assert volume is not None
    driver.qtbot.waitUntil(lambda: volume.started and volume.settled, timeout=30000)
    driver.program.correcting.edit.choose_part(Side.RIGHT, Part.SUPERIOR_CANAL)
    driver.window.edit.tools[Tool.BRUSH].click()
    shown = volume._scene._parts[Side.RIGHT, Part.SUPERIOR_CANAL]
    other = volume._scene._parts[Side.LEFT, Part.SUPERIOR_CANAL]
    stroke(driver, canvas)
    driver.qtbot.waitUntil(lambda: volume.settled, timeout=30000)
    assert volume._scene._parts[Side.RIGHT, Part.SUPERIOR_CANAL] is not shown
    assert volume._scene._parts[Side.LEFT, Part.SUPERIOR_CANAL] is other


def test_shift_and_wheel_change_the_brush_and_escape_puts_it_away(
    open_window: Callable[..., Driver], phantom: Case
) -> None:
    driver, canvas = segmented(open_window, phantom)
    edit, window = driver.program.correcting.edit, driver.window
    window.actions_by_key["brush"].trigger()
    before = edit.settings.radius_mm
    place = QPointF(canvas.width() / 2, canvas.height() / 2)
    wheel = QWheelEvent(
        place, canvas.mapToGlobal(place), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ShiftModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(canvas, wheel)
    assert edit.settings.radius_mm > before
    window.actions_by_key["leave"].trigger()
    assert edit.settings.tool is Tool.NONE
    labels = codes(driver)
    stroke(driver, canvas)
    assert codes(driver) is labels


def test_every_tool_takes_a_stroke(open_window: Callable[..., Driver], phantom: Case) -> None:
    driver, canvas = segmented(open_window, phantom)
    for tool, button in driver.window.edit.tools.items():
        button.click()
        stroke(driver, canvas)
        assert driver.program.correcting.edit.settings.tool is tool
        assert driver.error() is None
