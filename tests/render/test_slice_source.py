"""The displays of the planes agree with each other and are made anew only where something changed."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from earseg_app.domain.anatomy import Part, Side, label_code
from earseg_app.domain.geometry import Grid
from earseg_app.domain.part_colors import LabelStyle
from earseg_app.domain.planes import PlanePose
from earseg_app.domain.segmentation import Segmentation
from earseg_app.domain.slicing import Plane
from earseg_app.domain.volume import Volume
from earseg_app.render.oblique import ObliqueCut, ObliqueSource
from earseg_app.render.slice_image import rgba
from earseg_app.render.slice_source import SliceSource
from earseg_app.session.session import Case, Display, PartDisplay, Window

GRID = Grid((24, 30, 40), (0.6, 0.5, 0.4), (-8.0, -7.0, 50.0))
BRIGHT_ZYX = (6, 9, 12)
WINDOW = Window(100, 0)


@pytest.fixture
def volume() -> Volume:
    hu = np.full(GRID.shape_zyx, -1000, np.int16)
    hu[BRIGHT_ZYX] = 1000
    return Volume(hu, GRID)


@pytest.fixture
def segmentation() -> Segmentation:
    labels = np.zeros(GRID.shape_zyx, np.uint8)
    labels[4:9, 6:12, 5:10] = label_code(Side.RIGHT, Part.COCHLEA)
    labels[4:9, 6:12, 30:35] = label_code(Side.LEFT, Part.VESTIBULE)
    return Segmentation(labels, GRID)


def at(index_zyx: tuple[float, ...]) -> Display:
    x, y, z = GRID.lps_from_index(index_zyx)
    return Display(cursor_lps_mm=(float(x), float(y), float(z)), window=WINDOW)


@pytest.mark.parametrize("plane", list(Plane))
def test_the_crosshair_stands_on_the_pixel_of_its_voxel(volume: Volume, plane: Plane) -> None:
    shown = SliceSource(Case(volume)).display(plane, None, at(BRIGHT_ZYX))
    row, column = np.argwhere(rgba(shown.pixels)[..., 0] == 255)[0]
    assert shown.cursor_uv_mm is not None
    u, v = shown.cursor_uv_mm
    assert (column, row) == pytest.approx((u / shown.spacing_mm[0], v / shown.spacing_mm[1]))


@pytest.mark.parametrize(("plane", "count"), [(Plane.AXIAL, 24), (Plane.CORONAL, 30), (Plane.SAGITTAL, 40)])
def test_slices_are_counted_along_their_normal(volume: Volume, plane: Plane, count: int) -> None:
    assert SliceSource(Case(volume)).display(plane, None, at(BRIGHT_ZYX)).count == count


def test_moving_within_a_slice_keeps_its_picture(volume: Volume, segmentation: Segmentation) -> None:
    source = SliceSource(Case(volume))
    before = source.display(Plane.AXIAL, segmentation, at((6, 9, 12)))
    after = source.display(Plane.AXIAL, segmentation, at((6, 20, 31)))
    assert after.pixels is before.pixels and after.outlines is before.outlines
    assert after.cursor_uv_mm != before.cursor_uv_mm


def test_another_slice_window_or_label_map_gives_another_picture(volume: Volume, segmentation: Segmentation) -> None:
    source = SliceSource(Case(volume))
    shown = [
        source.display(Plane.AXIAL, None, at((6, 9, 12))).pixels,
        source.display(Plane.AXIAL, None, at((7, 9, 12))).pixels,
        source.display(Plane.AXIAL, None, replace(at((7, 9, 12)), window=Window(50, 10))).pixels,
        source.display(Plane.AXIAL, segmentation, replace(at((7, 9, 12)), window=Window(50, 10))).pixels,
    ]
    assert len({id(each) for each in shown}) == 4


def test_parts_are_drawn_as_contours_filled_or_both(volume: Volume, segmentation: Segmentation) -> None:
    source = SliceSource(Case(volume))
    plain = source.display(Plane.AXIAL, None, at(BRIGHT_ZYX)).pixels
    for style, filled, contours in (
        (LabelStyle.BOTH, True, 2),
        (LabelStyle.CONTOUR, False, 2),
        (LabelStyle.FILLED, True, 0),
        (LabelStyle.BOTH, True, 2),
    ):
        shown = source.display(Plane.AXIAL, segmentation, replace(at(BRIGHT_ZYX), label_style=style))
        assert (not np.array_equal(shown.pixels, plain)) == filled
        assert len(shown.outlines) == contours and len(shown.side_tags) == 2


def test_an_oblique_view_is_filled_where_contours_are_not_wanted(volume: Volume, segmentation: Segmentation) -> None:
    pose = PlanePose.around(GRID.lps_from_index(BRIGHT_ZYX), (1, 0, 0), (0, 1, 0), size_mm=8.0)
    display, cut = replace(at(BRIGHT_ZYX), label_style=LabelStyle.FILLED), ObliqueCut(pose, 8.0, 0.1)
    plain, filled = (ObliqueSource().display(volume, each, cut, display, "A and B") for each in (None, segmentation))
    assert filled.outlines == () and not np.array_equal(filled.pixels, plain.pixels)


def test_a_hidden_part_leaves_the_slice(volume: Volume, segmentation: Segmentation) -> None:
    source = SliceSource(Case(volume))
    everything = source.display(Plane.AXIAL, segmentation, at(BRIGHT_ZYX))
    hidden = replace(at(BRIGHT_ZYX), parts={(Side.RIGHT, Part.COCHLEA): PartDisplay(visible=False)})
    fewer = source.display(Plane.AXIAL, segmentation, hidden)
    assert len(everything.outlines) == 2 and len(fewer.outlines) == 1


def test_each_ear_in_the_slice_carries_its_letter(volume: Volume, segmentation: Segmentation) -> None:
    shown = SliceSource(Case(volume)).display(Plane.AXIAL, segmentation, at(BRIGHT_ZYX))
    right, left = shown.side_tags
    assert (right.letter, left.letter) == ("R", "L")
    assert right.u_mm == pytest.approx(7 * 0.4) and right.v_mm == pytest.approx(5.5 * 0.5)
    assert left.u_mm > right.u_mm


def test_a_slice_without_an_ear_carries_no_letter(volume: Volume, segmentation: Segmentation) -> None:
    assert SliceSource(Case(volume)).display(Plane.AXIAL, segmentation, at((20, 9, 12))).side_tags == ()


def test_an_oblique_view_shows_the_volume_and_the_labels_borders(volume: Volume, segmentation: Segmentation) -> None:
    pose = PlanePose.around(GRID.lps_from_index(BRIGHT_ZYX), (1, 0, 0), (0, 1, 0), size_mm=8.0)
    shown = ObliqueSource().display(volume, segmentation, ObliqueCut(pose, 8.0, 0.1), at(BRIGHT_ZYX), "Cochlear view")
    assert shown.pixels.shape == (80, 80) and shown.plane is None
    assert rgba(shown.pixels)[40, 40, 0] == 255
    assert [each.code for each in shown.outlines] == [label_code(Side.RIGHT, Part.COCHLEA)]


def test_an_oblique_view_is_sampled_again_only_for_another_cut(volume: Volume) -> None:
    source, pose = ObliqueSource(), PlanePose.around(GRID.center_lps_mm, (1, 0, 0), (0, 1, 0), size_mm=8.0)
    first = source.display(volume, None, ObliqueCut(pose, 8.0), at(BRIGHT_ZYX), "H")
    hu = source._hu
    source.display(volume, None, ObliqueCut(pose, 8.0), replace(at(BRIGHT_ZYX), window=Window(1, 1)), "H")
    assert source._hu is hu
    source.display(volume, None, ObliqueCut(pose.shifted(1.0), 8.0), at(BRIGHT_ZYX), "H")
    assert source._hu is not hu and first.count == 0


def test_no_view_is_without_the_mark_of_the_scan(volume: Volume) -> None:
    marked = replace(volume, mark="Gap of 4.2 mm left empty")
    pose = PlanePose.around(GRID.center_lps_mm, (1, 0, 0), (0, 1, 0), size_mm=8.0)
    shown = [SliceSource(Case(marked)).display(plane, None, at(BRIGHT_ZYX)) for plane in Plane]
    shown.append(ObliqueSource().display(marked, None, ObliqueCut(pose, 8.0), at(BRIGHT_ZYX), "Cochlear view"))
    assert [display.warning for display in shown] == [marked.mark] * 4
