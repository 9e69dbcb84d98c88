"""Slices are laid into one right-angled grid exactly where their headers say, whatever their order, turn or tilt."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from earseg_app.dicom.stack import Slice, lay, plane_axes, sort_order
from earseg_app.domain.errors import UnsupportedVolume
from earseg_app.domain.gaps import Gap, Gaps, MissingSlices

AXIAL = (1.0, 0.0, 0.0, 0.0, 1.0, 0.0)


def slices(
    heights: list[float], orientation: tuple[float, ...] = AXIAL, start: tuple[float, ...] = (0, 0, 0)
) -> list[Slice]:
    normal = plane_axes(orientation)[0]
    places = [np.array(start, float) + h * normal for h in heights]
    return [Slice((float(x), float(y), float(z)), orientation, (0.3, 0.4), 20, 24) for x, y, z in places]


def turned(a: float, b: float, c: float) -> tuple[float, ...]:
    """Two orthonormal directions from three angles in radians."""
    ca, sa, cb, sb, cc, sc = np.cos(a), np.sin(a), np.cos(b), np.sin(b), np.cos(c), np.sin(c)
    z = np.array([[ca, -sa, 0], [sa, ca, 0], [0, 0, 1]])
    y = np.array([[cb, 0, sb], [0, 1, 0], [-sb, 0, cb]])
    x = np.array([[1, 0, 0], [0, cc, -sc], [0, sc, cc]])
    turn = z @ y @ x
    return (*turn[:, 0].tolist(), *turn[:, 1].tolist())


angles = st.floats(-3.1, 3.1)


@given(angles, angles, angles, st.integers(2, 30), st.floats(0.1, 5.0), st.randoms(use_true_random=False))
def test_each_slice_lies_where_its_position_says(a, b, c, count, spacing, shuffle) -> None:  # type: ignore[no-untyped-def]
    heights = [spacing * i for i in range(count)]
    shuffle.shuffle(heights)
    given_slices = slices(heights, turned(a, b, c), (10.0, -20.0, 30.0))
    stack = lay(given_slices)
    assert stack.notes == ()
    assert [layer.first for layer in stack.layers] == list(sort_order(given_slices))
    for index, layer in enumerate(stack.layers):
        corner = stack.grid.lps_from_index((index, 0, 0))
        assert corner == pytest.approx(given_slices[layer.first].position_lps_mm, abs=1e-6)


@given(st.floats(-40.0, 40.0), st.integers(2, 20), st.floats(0.3, 3.0))
def test_a_tilted_stack_keeps_every_pixel_inside_and_in_place(tilt_deg: float, count: int, step: float) -> None:
    angle = np.radians(tilt_deg)
    orientation = (1.0, 0.0, 0.0, 0.0, float(np.cos(angle)), float(-np.sin(angle)))
    tilted = [Slice((5.0, 6.0, step * i), orientation, (0.3, 0.4), 20, 24) for i in range(count)]
    stack = lay(tilted)
    down, along = plane_axes(orientation)[1:]
    for index, layer in enumerate(stack.layers):
        shift = stack.shift_px[layer.first]
        for row, column in ((0, 0), (19, 23)):
            wanted = np.array(tilted[layer.first].position_lps_mm) + row * 0.3 * down + column * 0.4 * along
            found = stack.grid.lps_from_index((index, row + shift[0], column + shift[1]))
            # Shifts below a twentieth of a pixel are taken for rounding.
            assert found == pytest.approx(wanted, abs=0.05 * 0.4 + 1e-9)
            assert row + shift[0] <= stack.grid.shape_zyx[1] - 1 + 0.06


def test_the_stated_tilt_is_said_in_degrees() -> None:
    orientation = (1.0, 0.0, 0.0, 0.0, float(np.cos(0.2)), float(np.sin(0.2)))
    (note,) = lay([Slice((0.0, 0.0, 0.6 * i), orientation, (0.3, 0.4), 20, 24) for i in range(9)]).notes
    assert "tilted by 11.5°" in note


def test_slices_moved_sideways_without_a_rule_are_not_called_a_tilt() -> None:
    moves = [0.0, 3.0, -2.0, 1.0, 0.0]
    (note,) = lay([Slice((m, 0.0, 0.6 * i), AXIAL, (0.3, 0.4), 20, 24) for i, m in enumerate(moves)]).notes
    assert "sideways" in note
    assert "tilted" not in note


def test_a_wide_gap_can_be_left_empty_on_request() -> None:
    with_gap = slices([0, 0.6, 1.2, 1.8, 6.0, 6.6, 7.2])
    stack = lay(with_gap, Gaps.LEAVE_EMPTY)
    assert [layer.is_empty for layer in stack.layers] == [False] * 4 + [True] * 6 + [False] * 3
    assert "4.20 mm after slice 4" in stack.notes[0]
    assert "left empty" in stack.notes[0]
    with pytest.raises(UnsupportedVolume, match="between slices 4 and 5"):
        lay(with_gap)


def test_a_wide_gap_can_be_interpolated_on_request_and_stays_marked() -> None:
    stack = lay(slices([0, 0.6, 1.2, 1.8, 6.0, 6.6, 7.2]), Gaps.INTERPOLATE)
    assert not any(layer.is_empty for layer in stack.layers)
    assert [layer.weight for layer in stack.layers[4:9]] == pytest.approx([i / 7 for i in range(1, 6)])
    assert "nothing was scanned there" in stack.notes[0]
    assert stack.mark == "Gap of 4.2 mm interpolated"


def test_every_missing_slice_is_asked_about_where_the_user_can_answer() -> None:
    one_missing = slices([0.6 * i for i in range(9) if i != 4])
    assert lay(one_missing).notes
    with pytest.raises(MissingSlices) as asked:
        lay(one_missing, Gaps.ASK)
    assert asked.value.gaps == (Gap(4, pytest.approx(1.2)),)
    assert asked.value.spacing_mm == pytest.approx(0.6)
    assert "1.20 mm between slices 4 and 5" in asked.value.message


def test_a_short_gap_too_is_left_empty_when_the_user_wants_it() -> None:
    stack = lay(slices([0.6 * i for i in range(9) if i != 4]), Gaps.LEAVE_EMPTY)
    assert [layer.is_empty for layer in stack.layers] == [i == 4 for i in range(9)]
    assert stack.mark == "Gap of 1.2 mm left empty"


def test_uneven_spacing_without_a_missing_slice_needs_no_answer() -> None:
    stack = lay(slices([0, 1.0, 2.0, 3.0, 4.4, 5.4, 6.4]), Gaps.ASK)
    assert "not evenly spaced" in stack.notes[0]
    assert stack.mark == ""


def test_two_blocks_of_different_spacing_are_resampled_to_one() -> None:
    stack = lay(slices([0, 0.5, 1.0, 1.5, 2.0, 2.5, 3.5, 4.5]))
    assert stack.grid.spacing_zyx_mm[0] == pytest.approx(0.5)
    assert stack.grid.shape_zyx[0] == 10
    assert (stack.layers[7].first, stack.layers[7].second, stack.layers[7].weight) == (6, 7, 0.0)
    assert (stack.layers[8].first, stack.layers[8].second, stack.layers[8].weight) == (6, 7, 0.5)
    assert "1.00 mm after slice 6, 1.00 mm after slice 7, expected 0.50 mm" in stack.notes[0]


@pytest.mark.parametrize("missing", [1, 2, 3])
def test_a_missing_slice_of_five_is_found_wherever_it_is(missing: int) -> None:
    stack = lay(slices([0.6 * i for i in range(5) if i != missing]))
    assert stack.grid.shape_zyx[0] == 5
    assert stack.grid.spacing_zyx_mm[0] == pytest.approx(0.6)
    weights = [layer.weight % 1.0 for layer in stack.layers]
    assert weights == pytest.approx([0.5 if i == missing else 0.0 for i in range(5)])


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"rows": 21}, "differ in size"),
        ({"pixel_spacing_mm": (0.3, 0.41)}, "differ in pixel size"),
        ({"orientation": (0.0, 1.0, 0.0, 0.0, 0.0, -1.0)}, "oriented differently"),
    ],
)
def test_slices_that_differ_are_refused(change: dict[str, object], sentence: str) -> None:
    stack = slices([0, 1, 2])
    odd = {**stack[1].__dict__, **change}
    with pytest.raises(UnsupportedVolume, match=sentence):
        lay([stack[0], Slice(**odd), stack[2]])


def test_all_images_at_one_place_are_no_stack() -> None:
    with pytest.raises(UnsupportedVolume, match="single slice"):
        lay(slices([1.0, 1.0, 1.0]))
