"""Angle, length and frequency of a place lead to one another."""

from __future__ import annotations

import pytest

from tests.domain.electrodes.test_insertion import cochlea


def test_angle_length_and_frequency_lead_back_to_one_another() -> None:
    place = cochlea().at_angle(400.0)
    assert cochlea().at_wall_length(place.wall_mm).angle_deg == pytest.approx(400.0)
    assert cochlea().at_frequency(place.greenwood_hz).angle_deg == pytest.approx(400.0, abs=0.5)


def test_the_round_window_hears_the_highest_and_the_end_the_lowest_tone() -> None:
    base, end = cochlea().at_angle(0.0), cochlea().at_angle(900.0)
    assert base.greenwood_hz == pytest.approx(20677, rel=1e-3)
    assert end.greenwood_hz == pytest.approx(19.85, rel=1e-3)
    assert (base.wall_mm, base.corti_share, end.corti_share) == (0.0, 0.0, 1.0)


def test_the_wall_is_longer_than_the_organ_of_corti_and_that_longer_than_the_centre_line() -> None:
    place = cochlea().at_angle(720.0)
    assert place.wall_mm > place.corti_mm + 4.0
    assert place.corti_mm > place.center_mm


def test_the_map_of_the_spiral_ganglion_ends_at_720_degrees() -> None:
    assert cochlea().at_angle(360.0).ganglion_hz == pytest.approx(785.0)
    assert cochlea().at_angle(721.0).ganglion_hz is None
