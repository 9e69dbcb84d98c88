"""Hounsfield units and labels become the pixels one expects."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from earseg_app.domain.anatomy import Part, Side, label_code
from earseg_app.domain.part_colors import Palette
from earseg_app.domain.structures import Structure
from earseg_app.render.slice_image import (
    Tint,
    grey_table,
    outlines,
    paint_grey,
    paint_labels,
    rgb_of,
    rgba,
    tints,
)
from earseg_app.session.session import Display, PartDisplay, Window


def grey_of(hu: int, window: Window) -> int:
    return int(rgba(paint_grey(np.array([[hu]], np.int16), grey_table(window)))[0, 0, 0])


def test_the_window_goes_from_black_to_white_with_the_level_in_the_middle() -> None:
    window = Window(width_hu=4000, level_hu=700)
    assert [grey_of(hu, window) for hu in (-32768, -1300, 700, 2700, 32767)] == [0, 0, 128, 255, 255]


@given(st.integers(-32768, 32766), st.floats(1, 8000), st.floats(-1000, 3000))
def test_denser_is_never_darker(hu: int, width: float, level: float) -> None:
    window = Window(width, level)
    assert grey_of(hu, window) <= grey_of(hu + 1, window)


def test_pictures_of_ct_are_opaque_and_grey() -> None:
    hu = np.arange(-600, 600, dtype=np.int16).reshape(30, 40)
    picture = rgba(paint_grey(hu, grey_table(Window(1000, 0))))
    assert picture.shape == (30, 40, 4)
    assert (picture[..., 3] == 255).all()
    assert (picture[..., 0] == picture[..., 1]).all() and (picture[..., 1] == picture[..., 2]).all()


def test_a_slice_of_any_stride_is_painted_as_it_is_seen() -> None:
    hu = np.arange(24, dtype=np.int16).reshape(4, 6)[::-1].T
    table = grey_table(Window(48, 12))
    np.testing.assert_array_equal(paint_grey(hu, table), paint_grey(hu.copy(), table))


COCHLEA, LEFT_COCHLEA = label_code(Side.RIGHT, Part.COCHLEA), label_code(Side.LEFT, Part.COCHLEA)


def labelled() -> np.ndarray:
    labels = np.zeros((20, 30), np.uint8)
    labels[5:10, 3:9] = COCHLEA
    labels[12:15, 20:28] = LEFT_COCHLEA
    return labels


def black(shape: tuple[int, ...]) -> np.ndarray:
    return paint_grey(np.full(shape, -1000, np.int16), grey_table(Window(10, 0)))


def test_labels_tint_only_where_they_are_and_leave_the_ct_picture_alone() -> None:
    labels, plain = labelled(), black((20, 30))
    painted = rgba(paint_labels(plain, labels, {COCHLEA: Tint((200, 100, 50), 0.5)}))
    assert tuple(painted[7, 5]) == (100, 50, 25, 255)
    assert (painted[labels != COCHLEA][:, :3] == 0).all()
    assert (rgba(plain)[..., :3] == 0).all()


@pytest.mark.parametrize(("alpha", "red"), [(0.0, 0), (0.25, 50), (1.0, 200)])
def test_the_tint_is_as_strong_as_asked(alpha: float, red: int) -> None:
    assert rgba(paint_labels(black((20, 30)), labelled(), {COCHLEA: Tint((200, 0, 0), alpha)}))[7, 5, 0] == red


def test_an_empty_slice_is_not_copied() -> None:
    plain = black((20, 30))
    assert paint_labels(plain, np.zeros((20, 30), np.uint8), {}) is plain


def test_hidden_parts_have_no_tint_and_opacities_multiply() -> None:
    display = Display(
        parts={
            (Side.RIGHT, Part.COCHLEA): PartDisplay(visible=False),
            (Side.LEFT, Part.VESTIBULE): PartDisplay(opacity=0.5),
        },
        overlay_opacity=0.6,
    )
    shown = tints(display)
    assert COCHLEA not in shown and LEFT_COCHLEA in shown
    assert shown[label_code(Side.LEFT, Part.VESTIBULE)].alpha == pytest.approx(0.3)
    assert shown[LEFT_COCHLEA].rgb == rgb_of(Part.COCHLEA.color) == (230, 159, 0)


def test_structures_are_tinted_in_their_own_colour_and_hidden_by_their_own_eye() -> None:
    nerve, cyst = Structure(21, "Facial nerve", "#EFE340", Side.RIGHT), Structure(61, "Cyst", "#0080FF")
    display = Display(structures={61: PartDisplay(visible=False)}, overlay_opacity=0.6, palette=Palette.CONTRAST)
    shown = tints(display, (nerve, cyst))
    assert (shown[21].rgb, shown[21].alpha) == ((239, 227, 64), pytest.approx(0.6))
    assert 61 not in shown


def test_outlines_run_between_the_last_pixel_inside_and_the_first_outside() -> None:
    (outline,) = outlines(labelled(), {COCHLEA: Tint((1, 2, 3), 1.0)})
    (line,) = outline.lines
    np.testing.assert_allclose(line.min(axis=0), (2.5, 4.5))
    np.testing.assert_allclose(line.max(axis=0), (8.5, 9.5))
    assert outline.code == COCHLEA and outline.rgb == (1, 2, 3)
    np.testing.assert_allclose(line[0], line[-1])


def test_every_shown_part_has_its_outline_and_hidden_ones_have_none() -> None:
    both = {COCHLEA: Tint((1, 1, 1), 1.0), LEFT_COCHLEA: Tint((2, 2, 2), 1.0)}
    assert [each.code for each in outlines(labelled(), both)] == [COCHLEA, LEFT_COCHLEA]
    assert outlines(labelled(), {}) == ()
    assert outlines(np.zeros((4, 4), np.uint8), both) == ()


def test_a_part_that_touches_the_border_is_closed_there() -> None:
    labels = np.full((4, 5), COCHLEA, np.uint8)
    ((line,),) = (each.lines for each in outlines(labels, {COCHLEA: Tint((0, 0, 0), 1.0)}))
    np.testing.assert_allclose(line.max(axis=0), (4.5, 3.5))


def test_blurring_smooths_the_steps_of_large_voxels_without_moving_the_border() -> None:
    rows, columns = np.indices((25, 25)) - 12
    coarse = np.kron((rows**2 + columns**2 <= 100).astype(np.uint8) * COCHLEA, np.ones((4, 4), np.uint8))
    tint = {COCHLEA: Tint((0, 0, 0), 1.0)}
    ((stepped,),) = (each.lines for each in outlines(coarse, tint))
    ((smooth,),) = (each.lines for each in outlines(coarse, tint, blur_px=2.0))
    length = [np.linalg.norm(np.diff(line, axis=0), axis=1).sum() for line in (stepped, smooth)]
    assert length[1] < 0.9 * length[0]
    radius = np.linalg.norm(smooth - 49.5, axis=1)
    assert radius.mean() == pytest.approx(np.linalg.norm(stepped - 49.5, axis=1).mean(), abs=0.5)
