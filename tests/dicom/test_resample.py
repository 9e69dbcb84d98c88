"""Moving a slice within its plane keeps its values at their places."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from earseg_app.dicom.resample import moved

AIR = -1024


def picture(rows: int = 12, columns: int = 9) -> np.ndarray:
    return np.random.default_rng(1).integers(-1000, 3000, (rows, columns)).astype(np.int16)


@pytest.mark.parametrize("shift", [(0, 0), (3, 0), (0, 2), (4, 5)])
def test_whole_pixels_are_moved_exactly(shift: tuple[int, int]) -> None:
    image = picture()
    frame = moved(image, np.array(shift, float), (20, 16), AIR)
    inside = frame[shift[0] : shift[0] + 12, shift[1] : shift[1] + 9]
    assert np.array_equal(inside, image)
    assert np.count_nonzero(frame != AIR) == np.count_nonzero(image != AIR)


@given(st.floats(0.0, 3.0), st.floats(0.0, 3.0))
def test_a_ramp_stays_a_ramp(down: float, right: float) -> None:
    rows, columns = np.mgrid[:12, :9]
    frame = moved((40 * rows + 25 * columns).astype(np.int16), np.array([down, right]), (16, 13), AIR)
    r, c = np.mgrid[5:10, 5:7]
    assert np.abs(frame[5:10, 5:7] - (40 * (r - down) + 25 * (c - right))).max() <= 0.51


def test_half_a_pixel_there_and_half_back_is_nearly_nothing() -> None:
    x = np.arange(40)
    smooth = np.round(1000 * np.sin(x / 3.0))[None].repeat(6, axis=0).astype(np.int16)
    there = moved(smooth, np.array([0.0, 0.5]), (6, 41), AIR)
    back = moved(there, np.array([0.0, 0.5]), (6, 42), AIR)
    assert np.abs(back[:, 5:37].astype(int) - smooth[:, 4:36]).max() <= 10


def test_strong_edges_never_leave_int16() -> None:
    image = np.where(np.indices((8, 8)).sum(0) % 2, 32767, -32768).astype(np.int16)
    frame = moved(image, np.array([0.5, 0.5]), (9, 9), AIR)
    assert frame.dtype == np.int16
