"""Traces of an ear become boxes around whole ears, the likeliest first."""

from __future__ import annotations

import numpy as np
import pytest

from earseg_app.domain.geometry import Grid
from earseg_app.domain.progress import Reporter
from earseg_app.domain.volume import Volume
from earseg_app.inference.locate import candidates, find_ears

GRID = Grid((40, 50, 90), (2.0, 2.0, 2.0), (-90.0, -50.0, -40.0))


def probability(*boxes: tuple[tuple[int, int, int], int, float]) -> np.ndarray:
    """A map with cubes: (first voxel, side in voxels, probability)."""
    values = np.zeros(GRID.shape_zyx, np.float32)
    for (z, y, x), side, value in boxes:
        values[z : z + side, y : y + side, x : x + side] = value
    return values


def test_two_traces_give_two_boxes_the_larger_one_first():
    found = candidates(probability(((10, 20, 10), 3, 0.9), ((10, 20, 70), 4, 0.9)), GRID)
    assert [round(c.expected_mm3) for c in found] == [round(64 * 8 * 0.9), round(27 * 8 * 0.9)]
    np.testing.assert_allclose(found[1].region.center_lps_mm, GRID.lps_from_index((11, 21, 11)))


def test_a_box_has_room_around_the_trace():
    (found,) = candidates(probability(((10, 20, 10), 8, 0.9)), GRID)
    assert found.region.size_zyx_mm == (26.0, 26.0, 26.0)


def test_pieces_of_one_ear_share_a_box():
    (found,) = candidates(probability(((10, 20, 10), 3, 0.9), ((10, 20, 14), 2, 0.9)), GRID)
    x = found.region.center_lps_mm[0]
    assert x == pytest.approx(GRID.lps_from_index((0, 0, 12.5))[0])


def test_no_box_is_much_larger_than_an_ear_even_when_everything_looks_like_one():
    (found,) = candidates(np.ones(GRID.shape_zyx, np.float32), GRID)
    assert max(found.region.size_zyx_mm) == 33.0


@pytest.mark.parametrize(
    "noise", [probability(), probability(((10, 20, 10), 1, 0.9)), probability(((0, 0, 0), 9, 0.2))]
)
def test_a_speck_or_a_faint_cloud_is_no_trace(noise):
    assert candidates(noise, GRID) == ()


def test_no_more_than_four_places_are_looked_at():
    many = [((z, y, x), 3, 0.9) for z in (2, 30) for y in (2, 40) for x in (2, 40, 80)]
    assert len(candidates(probability(*many), GRID)) == 4


def test_the_boxes_lie_around_the_ears_in_patient_millimetres(oracles, painted):
    grid = Grid.from_arrays((70, 110, 240), (0.6,) * 3, (70, 30, 40), ((0, 0, -1), (0, -1, 0), (-1, 0, 0)))
    centers = ((-37.0, 1.0, 20.0), (35.0, -3.0, 18.0))
    volume, _ = painted(grid, (centers[0], False), (centers[1], True))
    found = sorted(find_ears(volume, oracles.locator, Reporter()), key=lambda c: c.region.center_lps_mm[0])
    assert len(found) == 2
    for candidate, center in zip(found, centers, strict=True):
        assert np.linalg.norm(np.array(candidate.region.center_lps_mm) - center) < 4.0
        assert 20.0 < min(candidate.region.size_zyx_mm) <= max(candidate.region.size_zyx_mm) < 32.0


def test_where_there_is_no_bone_the_network_does_not_run(oracles):
    soft = Volume(np.full((60, 60, 60), 60, np.int16), Grid((60, 60, 60), (1.0,) * 3, (0, 0, 0)))
    assert find_ears(soft, oracles.locator, Reporter()) == ()
    assert not oracles.locator.seen
