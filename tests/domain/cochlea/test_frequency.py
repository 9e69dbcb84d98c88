"""Places and tones."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from earseg_app.domain.cochlea.frequency import (
    SPIRAL_GANGLION_DEG,
    SPIRAL_GANGLION_HZ,
    greenwood_fraction,
    greenwood_hz,
    spiral_ganglion_hz,
)


def test_greenwood_gives_its_published_ends_and_quarters() -> None:
    found = greenwood_hz([0.0, 0.25, 0.5, 0.75, 1.0])
    assert found == pytest.approx([19.85, 408.5, 1710.3, 6070.8, 20677.0], rel=1e-3)


@given(st.floats(0.0, 1.0))
def test_a_place_comes_back_from_its_tone(fraction: float) -> None:
    assert float(greenwood_fraction(greenwood_hz(fraction))) == pytest.approx(fraction, abs=1e-9)


def test_the_spiral_ganglion_map_passes_through_its_table() -> None:
    assert spiral_ganglion_hz(SPIRAL_GANGLION_DEG) == pytest.approx(SPIRAL_GANGLION_HZ)


def test_the_spiral_ganglion_map_falls_all_the_way_to_the_apex() -> None:
    assert np.all(np.diff(spiral_ganglion_hz(np.arange(0.0, 721.0))) < 0.0)


def test_beyond_two_turns_the_spiral_ganglion_map_is_silent() -> None:
    assert np.isnan(spiral_ganglion_hz([-1.0, 721.0])).all()
