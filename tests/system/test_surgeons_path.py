"""The surgeon's path in the real window, by mouse: from a CD to surfaces on the disk."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import trimesh
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from earseg_app.domain.anatomy import Side
from earseg_app.phantom.cases import Case
from earseg_app.presenters.shell import step_tabs
from earseg_app.session.session import WorkStep
from tests.system.driver import Driver

LEFT_BUTTON = Qt.MouseButton.LeftButton


def click(qtbot: QtBot, button: QAbstractButton) -> None:
    assert button.isVisible()
    assert button.isEnabled()
    qtbot.mouseClick(button, LEFT_BUTTON)


def pick_series(driver: Driver, title: str) -> None:
    tree = driver.window.browser.tree
    catalog = driver.program.session.state.catalog
    assert catalog is not None
    uid = next(series.uid for series in catalog.all_series() if series.description == title)
    place = tree.visualRect(driver.window.browser.index_of(uid)).center()
    driver.qtbot.mouseClick(tree.viewport(), LEFT_BUTTON, pos=QPoint(place))


def open_thin_series(driver: Driver, disc: Path) -> None:
    driver.program.browse.open_place(disc)
    driver.wait_until_idle()
    pick_series(driver, "Temporal bone thin")
    click(driver.qtbot, driver.window.browser.open_button)
    driver.wait_until_idle()


def segment(driver: Driver) -> None:
    click(driver.qtbot, driver.window.segment.run_button)
    assert driver.window.segment.progress.isVisible()
    driver.wait_until_idle()


def drag_first_handle(driver: Driver, by_px: int) -> None:
    """Drag the far end of A in the cochlear view."""
    assert driver.program.views is not None
    canvas = driver.program.views.cochlear.canvas
    case = driver.program.session.state.case
    assert case is not None
    assert canvas.shown is not None
    side = driver.program.session.state.display.measured_side
    u, v, _w = canvas.shown.pose.uvw(case.measurements[side].handles.a[1])
    x, y = canvas.camera.px(u, v)
    start, end = QPoint(round(x), round(y)), QPoint(round(x) - by_px, round(y))
    qtbot = driver.qtbot
    qtbot.mousePress(canvas, LEFT_BUTTON, pos=start)
    qtbot.mouseMove(canvas, end)
    qtbot.mouseRelease(canvas, LEFT_BUTTON, pos=end)


def shown_a_mm(driver: Driver) -> float:
    """A as the panel shows it."""
    table = driver.window.measure.groups["Cochlea"].table
    assert table is not None
    return float(table.cell(0, 1).split()[0])


def test_from_a_cd_to_a_printed_inner_ear(driver: Driver, disc: Path, phantom: Case, tmp_path: Path) -> None:
    window, session, qtbot = driver.window, driver.program.session, driver.qtbot
    open_thin_series(driver, disc)
    case = session.state.case
    assert case is not None
    assert case.volume.grid.matches(phantom.volume.grid)
    assert session.state.step is WorkStep.SEGMENT

    segment(driver)
    assert {ear.side for ear in session.state.case.segmentation.ears} == set(Side)  # type: ignore[union-attr]
    assert window.segment.verdicts[Side.RIGHT].isVisible()

    click(qtbot, window.segment.measure_button)
    driver.wait_until_idle()
    a_before = shown_a_mm(driver)
    assert 7.0 < a_before < 11.5
    drag_first_handle(driver, by_px=30)
    assert shown_a_mm(driver) != a_before
    assert window.measure.groups["Cochlea"].table.cell(0, 0) == "by hand"
    click(qtbot, window.measure.reset_button)
    assert shown_a_mm(driver) == a_before

    qtbot.mouseClick(window.top.steps.button(WorkStep.EXPORT), LEFT_BUTTON)
    out = tmp_path / "surfaces"
    out.mkdir()
    driver.program.export.choose_folder(out)
    click(qtbot, window.export.write_button)
    driver.wait_until_idle()
    if window.export.go_on_button.isVisible():  # a warning about an odd shape, which the user has read
        click(qtbot, window.export.go_on_button)
        driver.wait_until_idle()
    assert driver.error() is None
    check_surfaces(out, window.export.files.text().splitlines(), phantom)
    assert all(tab.done for tab in step_tabs(session.state))


def check_surfaces(folder: Path, listed: list[str], phantom: Case) -> None:
    """Every listed file is there, closed, outward, and the ears lie where the phantom has them."""
    written = {path.name for path in folder.glob("*.stl")}
    assert written == {name for name in listed if name.endswith(".stl")}
    for name in written:
        mesh = trimesh.load(folder / name)
        assert mesh.is_watertight, name
        assert mesh.volume > 0, name
    for side in Side:
        truth = np.argwhere(phantom.labels.mask(side))
        middle = phantom.volume.grid.lps_from_index(truth.mean(axis=0))
        assert f"{side.word}_cochlea.stl" in written
        whole = trimesh.load(folder / f"{side.word}_inner_ear.stl")
        assert np.linalg.norm(whole.center_mass - middle) < 2.0


def test_segmenting_can_be_cancelled_and_started_again(driver: Driver, disc: Path) -> None:
    open_thin_series(driver, disc)
    click(driver.qtbot, driver.window.segment.run_button)
    driver.window.segment.progress.cancel_requested.emit()
    driver.wait_until_idle()
    assert driver.window.segment.run_button.isVisible()
    assert driver.window.segment.run_button.isEnabled()


def test_the_window_closes_while_it_works(driver: Driver, disc: Path) -> None:
    open_thin_series(driver, disc)
    driver.program.segment.run()
    driver.window.close()
    assert not driver.program.tasks.busy


def test_the_cursor_follows_a_click_and_the_wheel_scrolls(driver: Driver, disc: Path) -> None:
    open_thin_series(driver, disc)
    views = driver.program.views
    assert views is not None
    canvas = next(iter(views.planes.values())).canvas
    before = driver.program.session.state.display.cursor_lps_mm
    driver.qtbot.mouseClick(canvas, LEFT_BUTTON, pos=QPoint(canvas.width() // 3, canvas.height() // 3))
    after = driver.program.session.state.display.cursor_lps_mm
    assert after != before
    assert driver.window.status.fields["position"].text().startswith("x ")


@pytest.mark.parametrize("preset", ["Bone", "Soft tissue"])
def test_a_preset_changes_the_grey_window(driver: Driver, disc: Path, preset: str) -> None:
    open_thin_series(driver, disc)
    driver.window.top.presets.setCurrentText(preset)
    driver.window.top.presets.activated.emit(driver.window.top.presets.currentIndex())
    assert driver.program.session.state.display.window.width_hu in (2000.0, 400.0)
