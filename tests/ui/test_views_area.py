"""Four panes, one wish at a time, and each can have the whole area."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from earseg_app.domain.planes import PlanePose
from earseg_app.domain.slicing import Plane
from earseg_app.render.slice_display import Annotations, SliceDisplay
from earseg_app.ui.pane_layout import Layout
from earseg_app.ui.views_area import ViewsArea


def display(plane: Plane | None) -> SliceDisplay:
    pose = PlanePose.of((0, 0, 0), (1, 0, 0), (0, 1, 0))
    return SliceDisplay("A plane", plane, np.zeros((50, 50), np.uint32), (0.4, 0.4), pose, 3, 20 if plane else 0)


@pytest.fixture
def area(qtbot: QtBot) -> ViewsArea:
    made = ViewsArea(QWidget())
    qtbot.addWidget(made)
    made.resize(1004, 804)
    made.show()
    for plane in Plane:
        made.show_slice(plane, display(plane))
    QApplication.processEvents()
    return made


def visible(area: ViewsArea) -> set[str]:
    panes = {**{p.value: v for p, v in area.planes.items()}, "3D": area.volume}
    panes |= {"Cochlear": area.cochlear, "Height": area.height_view}
    return {name for name, pane in panes.items() if pane.isVisible()}


FOUR = {"Axial", "Coronal", "Sagittal", "3D"}


def test_three_planes_and_3d_are_seen(area: ViewsArea) -> None:
    assert visible(area) == FOUR
    assert area.planes[Plane.AXIAL].geometry().topLeft() == QPoint(0, 0)
    assert area.volume.geometry().topRight() == QPoint(1003, 0)


def test_wishes_say_which_plane_they_come_from(area: ViewsArea) -> None:
    found: list[tuple[object, ...]] = []
    area.scrolled.connect(lambda plane, step: found.append((plane, step)))
    area.slice_requested.connect(lambda plane, number: found.append((plane, number)))
    area.planes[Plane.CORONAL].scrolled.emit(2)
    area.planes[Plane.SAGITTAL].slider.setValue(11)
    assert found == [(Plane.CORONAL, 2), (Plane.SAGITTAL, 11)]


def test_a_double_click_maximises_and_brings_back(area: ViewsArea) -> None:
    view = area.planes[Plane.CORONAL]
    QTest.mouseDClick(view.canvas, Qt.MouseButton.LeftButton)
    assert visible(area) == {"Coronal"} and view.geometry() == area.rect()
    QTest.mouseDClick(view.canvas, Qt.MouseButton.LeftButton)
    assert visible(area) == FOUR


def test_the_cochlear_views_take_the_place_of_coronal_and_sagittal(area: ViewsArea) -> None:
    area.show_cochlear(True)
    assert visible(area) == {"Axial", "3D", "Cochlear", "Height"}
    area.show_oblique("cochlear", display(None), Annotations())
    assert area.cochlear.canvas.shown is not None and area.height_view.canvas.shown is None
    area.show_cochlear(False)
    assert visible(area) == FOUR


def test_a_maximised_pane_that_leaves_gives_the_area_back(area: ViewsArea) -> None:
    area.toggle_maximised("sagittal")
    area.show_cochlear(True)
    assert visible(area) == {"Axial", "3D", "Cochlear", "Height"}


def test_handles_of_the_cochlear_view_come_through(area: ViewsArea) -> None:
    moved: list[tuple[object, ...]] = []
    area.handle_moved.connect(lambda *wish: moved.append(wish))
    area.cochlear.handle_moved.emit("A", 1, (1.0, 2.0, 3.0))
    scrolled: list[tuple[object, ...]] = []
    area.oblique_scrolled.connect(lambda *wish: scrolled.append(wish))
    area.height_view.scrolled.emit(-1)
    assert moved == [("A", 1, (1.0, 2.0, 3.0))] and scrolled == [("height", -1)]


@pytest.mark.parametrize("layout", list(Layout))
def test_every_layout_shows_four_panes_and_survives_resizing(area: ViewsArea, layout: Layout) -> None:
    area.set_arrangement(layout)
    area.resize(700, 500)
    QApplication.processEvents()
    assert visible(area) == FOUR
    assert all(area.rect().contains(view.geometry()) for view in area.planes.values())


def test_dragging_the_middle_resizes_all_panes_and_a_double_click_evens_them(area: ViewsArea) -> None:
    middle = QPoint(502, 402)
    QTest.mousePress(area, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, middle)
    QTest.mouseMove(area, QPoint(600, 500))
    QTest.mouseRelease(area, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(600, 500))
    axial = area.planes[Plane.AXIAL].geometry()
    assert (axial.width(), axial.height()) == (598, 498)
    QTest.mouseDClick(area, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(600, 500))
    assert area.planes[Plane.AXIAL].geometry().width() == 500


def test_zooming_to_a_point_reaches_every_plane_and_fit_undoes_it(area: ViewsArea) -> None:
    area.center_on((8.0, 8.0, 0.0), 5.0)
    assert all(view.canvas.camera.zoom > 2 for view in area.planes.values())
    area.fit()
    assert all(view.canvas.camera.zoom == 1 for view in area.planes.values())
