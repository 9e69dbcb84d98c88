"""The views follow the session, and the mouse's wishes become its verbs."""

from __future__ import annotations

from unittest.mock import create_autospec

import numpy as np
import pytest

from earseg_app.domain.anatomy import Part, Side, label_code
from earseg_app.domain.geometry import Grid
from earseg_app.domain.segmentation import Segmentation
from earseg_app.domain.slicing import Plane
from earseg_app.domain.volume import Volume
from earseg_app.presenters.view import WINDOW_DRAG_PX, ViewPresenter, ViewsView, VolumeView
from earseg_app.session.session import PartDisplay, Session, Window

GRID = Grid((20, 24, 28), (0.5, 0.4, 0.3), (-4.0, -5.0, 30.0))


class Stage:
    """A session, a presenter, and views that only remember what they were shown."""

    def __init__(self) -> None:
        self.session = Session()
        self.views = create_autospec(ViewsView, instance=True)
        self.volume = create_autospec(VolumeView, instance=True)
        self.presenter = ViewPresenter(self.session, self.views, self.volume)

    def shown_since(self) -> list[Plane]:
        planes = [call.args[0] for call in self.views.show_slice.call_args_list]
        self.views.show_slice.reset_mock()
        return planes

    def cursor_index(self) -> list[float]:
        return [round(float(i), 6) for i in GRID.index_from_lps(self.session.state.display.cursor_lps_mm)]


@pytest.fixture
def stage() -> Stage:
    made = Stage()
    made.session.open_volume(Volume(np.zeros(GRID.shape_zyx, np.int16), GRID))
    made.shown_since()
    return made


def lps(index_zyx: tuple[float, ...]) -> tuple[float, float, float]:
    x, y, z = GRID.lps_from_index(index_zyx)
    return float(x), float(y), float(z)


def test_opening_a_scan_fills_all_planes_fits_them_and_tells_3d() -> None:
    stage = Stage()
    stage.session.open_volume(Volume(np.zeros(GRID.shape_zyx, np.int16), GRID))
    assert set(stage.shown_since()) == set(Plane)
    stage.views.fit.assert_called_once()
    stage.volume.show_state.assert_called_with(stage.session.state)


def test_closing_the_case_empties_the_views(stage: Stage) -> None:
    stage.session.close_case()
    assert {call.args for call in stage.views.show_slice.call_args_list} == {(plane, None) for plane in Plane}
    stage.presenter.scroll(Plane.AXIAL, 1)


def test_a_moved_crosshair_shows_in_every_plane(stage: Stage) -> None:
    stage.presenter.move_cursor(lps((3, 4, 5)))
    assert set(stage.shown_since()) == set(Plane)
    assert stage.session.state.display.cursor_lps_mm == lps((3, 4, 5))


def test_what_does_not_change_a_slice_does_not_repaint_it(stage: Stage) -> None:
    stage.presenter.show_bone(True)
    stage.presenter.clip(Plane.CORONAL)
    stage.session.show_part(Side.RIGHT, Part.COCHLEA, PartDisplay(visible=True))
    assert stage.shown_since() == []
    assert stage.session.state.display.bone_visible and stage.session.state.display.clipping
    assert stage.session.state.display.clip_plane is Plane.CORONAL


def test_hiding_a_part_repaints_only_the_planes_that_show_it(stage: Stage) -> None:
    labels = np.zeros(GRID.shape_zyx, np.uint8)
    labels[2:4, 2:20, 2:20] = label_code(Side.RIGHT, Part.COCHLEA)
    stage.presenter.move_cursor(lps((12, 10, 10)))
    stage.session.accept_segmentation(Segmentation(labels, GRID))
    stage.shown_since()
    stage.session.show_part(Side.RIGHT, Part.COCHLEA, PartDisplay(visible=False))
    assert set(stage.shown_since()) >= {Plane.CORONAL, Plane.SAGITTAL}


def test_the_wheel_goes_to_the_next_slice_and_stops_at_the_last(stage: Stage) -> None:
    stage.presenter.move_cursor(lps((3, 4, 5)))
    stage.presenter.scroll(Plane.AXIAL, 1)
    assert stage.cursor_index() == [4, 4, 5]
    stage.presenter.scroll(Plane.SAGITTAL, -2)
    assert stage.cursor_index() == [4, 4, 3]
    stage.presenter.scroll(Plane.AXIAL, 1000)
    assert stage.cursor_index() == [19, 4, 3]


def test_coronal_slices_grow_towards_anterior(stage: Stage) -> None:
    stage.presenter.move_cursor(lps((3, 4, 5)))
    stage.presenter.scroll(Plane.CORONAL, 1)
    assert stage.cursor_index() == [3, 3, 5]


def test_the_slider_goes_to_its_slice(stage: Stage) -> None:
    stage.presenter.show_slice(Plane.AXIAL, 7)
    assert stage.cursor_index()[0] == 7


def test_dragging_changes_width_and_level(stage: Stage) -> None:
    stage.session.set_window(Window(1000.0, 300.0))
    stage.presenter.drag_window(WINDOW_DRAG_PX, 0)
    assert stage.session.state.display.window == Window(2000.0, 300.0)
    stage.presenter.drag_window(0, -WINDOW_DRAG_PX / 4)
    assert stage.session.state.display.window == Window(2000.0, -200.0)
    assert set(stage.shown_since()) == set(Plane)


def test_the_window_never_turns_inside_out(stage: Stage) -> None:
    stage.presenter.drag_window(-1e5, -1e5)
    window = stage.session.state.display.window
    assert window.width_hu == 1.0 and window.level_hu == -4000.0


def test_visiting_a_point_moves_the_crosshair_and_zooms(stage: Stage) -> None:
    stage.presenter.visit(lps((3, 4, 5)), 30.0)
    assert stage.cursor_index() == [3, 4, 5]
    stage.views.center_on.assert_called_once_with(lps((3, 4, 5)), 30.0)


def test_another_scan_forgets_the_pictures_of_the_first(stage: Stage) -> None:
    stage.session.open_volume(Volume(np.full(GRID.shape_zyx, 500, np.int16), GRID))
    assert set(stage.shown_since()) == set(Plane)
