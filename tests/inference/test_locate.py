"""Traces of an ear become boxes around whole ears, the likeliest first."""

from __future__ import annotations

import numpy as np
import pytest

from earseg_app.domain.geometry import Grid
from earseg_app.domain.progress import Reporter
from earseg_app.domain.volume import Volume
from earseg_app.inference.locate import candidates, find_ears, find_pair

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


HEAD = Grid.from_arrays((70, 110, 240), (0.6,) * 3, (70, 30, 40), ((0, 0, -1), (0, -1, 0), (-1, 0, 0)))
RIGHT, LEFT = (-37.0, 1.0, 20.0), (35.0, -3.0, 18.0)


def in_petrous_bone(volume: Volume, *centers: tuple[float, float, float]) -> Volume:
    """The same volume with the bone beyond 13 mm of the centres made loose, 450 HU."""
    points = volume.grid.lps_from_index(np.moveaxis(np.indices(volume.grid.shape_zyx), 0, -1))
    away_mm = np.min([np.linalg.norm(points - center, axis=-1) for center in centers], axis=0)
    return Volume(np.where(away_mm < 13.0, volume.hu, 450).astype(np.int16), volume.grid)


def test_two_looks_at_the_densest_bone_find_both_ears_of_a_head(oracles, painted):
    volume = in_petrous_bone(painted(HEAD, (RIGHT, False), (LEFT, True))[0], RIGHT, LEFT)
    pair = sorted(find_pair(volume, oracles.locator, Reporter()), key=lambda c: c.region.center_lps_mm[0])
    everywhere = sorted(find_ears(volume, oracles.locator, Reporter()), key=lambda c: c.region.center_lps_mm[0])
    for one, other in zip(pair, everywhere, strict=True):
        np.testing.assert_allclose(one.region.center_lps_mm, other.region.center_lps_mm, atol=2.0)
        assert one.expected_mm3 == pytest.approx(other.expected_mm3, rel=0.15)


def test_the_densest_bone_is_looked_at_no_longer_than_it_takes(oracles, painted):
    volume = in_petrous_bone(painted(HEAD, (RIGHT, False), (LEFT, True))[0], RIGHT, LEFT)
    assert len(find_pair(volume, oracles.locator, Reporter())) == len(oracles.locator.seen) == 2


@pytest.mark.parametrize("ears", [(), ((RIGHT, False),), ((RIGHT, False), ((-10.0, 1.0, 20.0), True))])
def test_one_ear_or_two_that_are_too_near_are_no_pair(oracles, painted, ears):
    volume = in_petrous_bone(painted(HEAD, *ears)[0], RIGHT, *[center for center, _ in ears])
    assert find_pair(volume, oracles.locator, Reporter()) == ()


def test_in_a_field_too_small_for_two_ears_no_pair_is_looked_for(oracles, painted):
    volume, _ = painted(Grid((60, 60, 60), (0.6,) * 3, (0, 0, 0)), ((18.0, 18.0, 18.0), False))
    assert find_pair(volume, oracles.locator, Reporter()) == ()
    assert not oracles.locator.seen
