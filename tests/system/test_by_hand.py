"""Measured by hand in the real window: drawn with the mouse, named, moved, undone, kept, restored and reported."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import msgspec
import numpy as np
import pytest
from pypdf import PdfReader
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from earseg_app.domain.anatomy import Side
from earseg_app.domain.geometry import Triple
from earseg_app.domain.measuring.hand_measures import HandMeasure, Kind
from earseg_app.domain.slicing import Plane
from earseg_app.session.autosave import recover
from earseg_app.ui.slice_canvas import SliceCanvas
from tests.system.conftest import KnownEars
from tests.system.driver import Driver

LEFT = Qt.MouseButton.LeftButton


def measures(driver: Driver) -> tuple[HandMeasure, ...]:
    case = driver.program.session.state.case
    assert case is not None
    return case.hand_measures


def canvas(driver: Driver, plane: Plane) -> SliceCanvas:
    assert driver.program.views is not None
    return driver.program.views.planes[plane].canvas


def drag(canvas: SliceCanvas, start: QPoint, end: QPoint) -> None:
    QTest.mouseMove(canvas, start)
    QTest.mousePress(canvas, LEFT, pos=start)
    for step in range(1, 5):
        QTest.mouseMove(canvas, start + (end - start) * step / 4)
        QTest.qWait(5)
    QTest.mouseRelease(canvas, LEFT, pos=end)


def pixel(canvas: SliceCanvas, point_lps_mm: Triple) -> QPoint:
    assert canvas.shown is not None
    u, v, _ = canvas.shown.pose.uvw(point_lps_mm)
    return QPointF(*canvas.camera.px(float(u), float(v))).toPoint()


def draw(driver: Driver, tool: str, plane: Plane, start: QPoint, end: QPoint) -> HandMeasure:
    view = canvas(driver, plane)
    driver.window.actions_by_key[tool].trigger()
    middle = QPoint(view.width() // 2, view.height() // 2)
    drag(view, middle + start, middle + end)
    driver.window.actions_by_key["leave"].trigger()
    return measures(driver)[-1]


def test_a_distance_is_drawn_named_moved_and_undone_with_mouse_and_keys(measured: Driver) -> None:
    view, group, session = canvas(measured, Plane.AXIAL), measured.window.measure.by_hand, measured.program.session
    made = draw(measured, "distance", Plane.AXIAL, QPoint(-60, -50), QPoint(40, -50))
    assert made.kind is Kind.DISTANCE and made.side is Side.RIGHT
    assert made.value == pytest.approx(100.0 / view.camera.px_per_mm, abs=2.0 / view.camera.px_per_mm)
    cursor = session.state.display.cursor_lps_mm
    drag(view, pixel(view, made.points_lps_mm[1]), pixel(view, made.points_lps_mm[1]) + QPoint(50, 0))
    moved = measures(measured)[0]
    assert moved.value == pytest.approx(made.value * 1.5, rel=0.02)
    assert session.state.display.cursor_lps_mm == cursor, "a dragged point leaves the crosshair alone"
    item = group.list.item(0, 0)
    assert item is not None
    item.setText("Facial recess")
    assert measures(measured)[0].name == "Facial recess"
    QTest.keyClick(view, Qt.Key.Key_Delete)
    assert measures(measured) == ()
    for _ in range(3):
        measured.window.actions_by_key["undo"].trigger()
    assert measures(measured) == (made,)
    assert measured.program.session.state.measures, "the ears stay measured"


def test_a_guided_width_is_drawn_in_the_plane_that_the_window_turned_to(measured: Driver) -> None:
    guided, session = measured.window.measure.by_hand.guided, measured.program.session
    guided.head.click()
    row = next(
        row for row in range(guided.table.rowCount()) if guided.table.item(row, 0).text().startswith("Cochlear h")
    )
    guided.table.cellClicked.emit(row, 0)
    measured.qtbot.waitUntil(lambda: canvas(measured, Plane.CORONAL).isVisible())
    view = canvas(measured, Plane.CORONAL)
    cochlea = np.array(session.state.case.measurements[Side.RIGHT].landmarks.modiolus_base)  # type: ignore[union-attr]
    assert np.linalg.norm(np.array(session.state.display.cursor_lps_mm) - cochlea) < 5.0
    middle = QPoint(view.width() // 2, view.height() // 2)
    drag(view, middle - QPoint(0, 30), middle + QPoint(0, 30))
    made = measures(measured)[0]
    assert (made.guided, made.side, made.plane.title) == ("cochlear_height_coronal", Side.RIGHT, "coronal slice")
    item = guided.table.item(row, 2)
    assert item is not None and item.text() == f"{made.value:.2f}"
    assert measured.window.measure.by_hand.views.isChecked() is False
    measured.window.measure.by_hand.views.click()
    measured.qtbot.waitUntil(lambda: not view.isVisible())


def test_pen_and_brush_put_each_other_away(measured: Driver) -> None:
    keys = measured.window.actions_by_key
    keys["ellipse"].trigger()
    keys["brush"].trigger()
    group = measured.window.measure.by_hand
    assert not any(button.isChecked() for button in group.tools.values())
    keys["angle"].trigger()
    assert group.tools[Kind.ANGLE].isChecked()
    assert measured.program.correcting.edit.settings.tool.value == "Crosshair"


def test_what_was_drawn_is_reported(measured: Driver, tmp_path: Path) -> None:
    draw(measured, "distance", Plane.AXIAL, QPoint(-60, -50), QPoint(40, -50))
    draw(measured, "ellipse", Plane.AXIAL, QPoint(-20, -20), QPoint(20, 20))
    measured.window.actions_by_key["report"].trigger()
    dialog = measured.program.planning.report_dialog
    dialog.folder.setText(str(tmp_path))
    for box in dialog.formats.values():
        box.setChecked(True)
    dialog.write_button.click()
    measured.wait_until_idle()
    table = list(csv.DictReader(next(tmp_path.glob("*.csv")).read_text("utf-8-sig").splitlines()))
    rows = [row for row in table if row["section"] == "Measured by hand"]
    assert [(row["ear"], row["name"]) for row in rows][:2] == [("right", "Distance 1"), ("right", "Ellipse 1, area")]
    assert "axial slice" in rows[0]["definition"]
    assert float(rows[0]["value"]) == pytest.approx(measures(measured)[0].value, abs=1e-3)
    words = " ".join(page.extract_text() for page in PdfReader(next(tmp_path.glob("*.pdf"))).pages)
    assert "Measured by hand, right ear" in words


def test_what_was_drawn_is_kept_in_the_file_and_after_a_crash(
    measured: Driver, open_window: Callable[..., Driver], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program, path = measured.program, tmp_path / "a.earseg"
    program.keeping.begin()
    made = draw(measured, "distance", Plane.AXIAL, QPoint(-60, -50), QPoint(40, -50))
    program.keeping.autosave.tick()
    measured.qtbot.waitUntil(lambda: bool(left_in(tmp_path)), timeout=30_000)
    assert left_in(tmp_path) == [made]
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(path), ""))
    measured.window.actions_by_key["save_with_scan"].trigger()
    measured.qtbot.waitUntil(lambda: program.session.state.file == path, timeout=30_000)
    program.keeping.end()
    again = open_window(KnownEars(program.session.state.segmentation))  # type: ignore[arg-type]
    again.program.open_place(path)
    again.wait_until_idle()
    again.qtbot.waitUntil(lambda: again.program.session.state.case is not None, timeout=30_000)
    assert measures(again) == (made,)
    again.window.actions_by_key["undo"].trigger()
    assert measures(again) == ()


def left_in(folder: Path) -> list[HandMeasure]:
    """What a crash at this moment would leave behind."""
    found = []
    for base in folder.rglob("base-*"):
        stored = recover(base.parent).stored
        found = list(stored.record.hand_measures)
    return [msgspec.convert(each, HandMeasure) for each in found]


def test_one_click_on_its_row_finds_a_measure_whose_view_was_turned_by_a_landmark(measured: Driver) -> None:
    views, group = measured.program.views, measured.window.measure.by_hand
    assert views is not None
    view, session = views.cochlear.canvas, measured.program.session
    measured.window.actions_by_key["distance"].trigger()
    middle = QPoint(view.width() // 2, view.height() // 2)
    drag(view, middle - QPoint(40, 10), middle + QPoint(40, 20))
    measured.window.actions_by_key["leave"].trigger()
    made = measures(measured)[0]
    assert made.plane.is_oblique and shows(view)
    case = session.state.case
    assert case is not None
    landmarks = case.measurements[Side.RIGHT].landmarks
    x, y, z = np.array(landmarks.apex) + 1.5 * np.array(landmarks.frame().x) + 1.0 * np.array(landmarks.frame().y)
    measured.program.planning.measure.move_handle("apex", 0, (x, y, z))
    assert not shows(view), "the view shows another plane now"
    item = group.list.visualItemRect(group.list.item(0, 0)).center()
    QTest.mouseClick(group.list.viewport(), LEFT, pos=item)
    assert shows(view)
    assert "The view is turned" in group.place.text() and group.back.isVisible()
    assert view.rect().contains(pixel(view, made.center_lps_mm))
    QTest.mouseClick(group.back, LEFT)
    assert not shows(view) and not group.back.isVisible()


def shows(view: SliceCanvas) -> bool:
    """Whether a measure shows in full where the view stands."""
    assert view.shown is not None
    return any(mark.strength_in(view.shown.pose) == 1.0 for mark in view._hand_marks)
