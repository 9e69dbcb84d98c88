"""The panes fill the area without overlap, in every layout."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from earseg_app.ui.pane_layout import GAP_PX, LEAST_SHARE, Layout, Rect, Split, arrange, line_at

SLOTS = ("axial", "volume", "coronal", "sagittal")


def apart(a: Rect, b: Rect) -> bool:
    return (
        a.x + a.width + GAP_PX <= b.x
        or b.x + b.width + GAP_PX <= a.x
        or a.y + a.height + GAP_PX <= b.y
        or b.y + b.height + GAP_PX <= a.y
    )


@given(
    st.sampled_from(list(Layout)), st.integers(300, 4000), st.integers(200, 3000), st.floats(-1, 1), st.floats(-1, 1)
)
def test_panes_never_overlap_and_reach_the_borders(
    layout: Layout, width: int, height: int, dx: float, dy: float
) -> None:
    rects = arrange(layout, SLOTS, width, height, Split().moved(dx, dy))
    assert set(rects) == set(SLOTS)
    for a, b in combinations(rects.values(), 2):
        assert apart(a, b)
    assert min(r.x for r in rects.values()) == 0 and min(r.y for r in rects.values()) == 0
    assert max(r.x + r.width for r in rects.values()) == width
    assert max(r.y + r.height for r in rects.values()) == height


def test_four_views_stand_as_axial_and_3d_over_coronal_and_sagittal() -> None:
    rects = arrange(Layout.FOUR, SLOTS, 1004, 804, Split())
    assert rects["axial"] == Rect(0, 0, 500, 400)
    assert rects["volume"] == Rect(504, 0, 500, 400)
    assert rects["coronal"] == Rect(0, 404, 500, 400)
    assert rects["sagittal"] == Rect(504, 404, 500, 400)


@pytest.mark.parametrize(("layout", "large"), [(Layout.LARGE_AXIAL, "axial"), (Layout.LARGE_3D, "volume")])
def test_a_large_view_has_the_whole_height(layout: Layout, large: str) -> None:
    rects = arrange(layout, SLOTS, 1200, 800, Split())
    assert rects[large].height == 800
    assert rects[large].width > 2 * max(r.width for name, r in rects.items() if name != large)


def test_lines_stop_before_a_pane_vanishes() -> None:
    assert Split().moved(-5, 5) == Split(LEAST_SHARE, 1 - LEAST_SHARE)


def test_the_lines_are_found_where_they_are() -> None:
    assert line_at(1000, 800, Split(), 501, 100) == (True, False)
    assert line_at(1000, 800, Split(), 501, 399) == (True, True)
    assert line_at(1000, 800, Split(), 100, 100) == (False, False)
