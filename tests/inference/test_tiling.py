"""Tiles cover everything, and blending leaves what all tiles agree on exactly as it is."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from earseg_app.domain.progress import Cancelled, Reporter, Step
from earseg_app.inference.tiling import Aggregator, Tile, blend_weight, cut, plan, predict_tiled

SIDES = st.tuples(*[st.integers(1, 70)] * 3)
PATCHES = st.tuples(*[st.sampled_from([8, 12, 16, 24])] * 3)


@given(SIDES, PATCHES, st.sampled_from([1, 4, 8]), st.sampled_from([0.0, 0.25, 0.5]))
def test_every_voxel_lies_in_a_tile_and_all_tiles_have_one_size_the_network_can_take(shape, patch, multiple, overlap):
    tiles = plan(shape, patch, multiple, overlap)
    covered = np.zeros(shape, int)
    for tile in tiles:
        covered[tile.slices] += 1
    assert covered.min() >= 1
    assert len({tile.shape_zyx for tile in tiles}) == 1
    assert all(side % multiple == 0 for side in tiles[0].shape_zyx)


@given(SIDES, PATCHES)
def test_tiles_are_never_much_larger_than_the_patch_and_reach_beyond_the_end_only_when_alone(shape, patch):
    tiles = plan(shape, patch, 4, 0.25)
    for tile in tiles:
        for start, size, side, wanted in zip(tile.start_zyx, tile.shape_zyx, shape, patch, strict=True):
            assert size <= 1.25 * wanted
            assert start + size <= side or start == 0


@given(st.integers(40, 300), st.sampled_from([0.25, 0.5]))
def test_neighbours_share_at_least_the_overlap_asked_for(side, overlap):
    starts = [tile.start_zyx[0] for tile in plan((side, 1, 1), (16, 16, 16), 8, overlap)]
    assert max(np.diff(starts)) <= np.ceil(16 * (1 - overlap))


@settings(max_examples=40)
@given(SIDES, PATCHES)
def test_the_weights_of_overlapping_tiles_sum_to_one(shape, patch):
    def ones(image):
        return np.ones((1, *image.shape), np.float32)

    result = predict_tiled(np.zeros(shape, np.float32), plan(shape, patch, 4), ones, 1)
    np.testing.assert_allclose(result, 1.0, rtol=1e-5)


@settings(max_examples=40)
@given(SIDES, PATCHES)
def test_a_function_of_single_voxels_gives_the_same_tiled_as_whole(shape, patch):
    image = np.random.default_rng(0).normal(size=shape).astype(np.float32)

    def two_classes(part):
        return np.stack([part, 2.0 * part])

    result = predict_tiled(image, plan(shape, patch, 4), two_classes, 2)
    np.testing.assert_allclose(result, np.stack([image, 2.0 * image]), rtol=1e-4, atol=1e-5)


def test_the_middle_of_a_tile_counts_more_than_its_edge():
    weight = blend_weight((9, 9, 9))
    assert weight[4, 4, 4] == weight.max() == 1.0
    assert 0.0 < weight[0, 0, 0] == weight[8, 8, 8] < 0.01


def test_where_no_tile_was_run_there_is_only_background():
    aggregator = Aggregator(2, (4, 4, 8))
    aggregator.add(Tile((0, 0, 0), (4, 4, 4)), np.stack([np.zeros((4, 4, 4)), np.ones((4, 4, 4))]).astype(np.float32))
    result = aggregator.result()
    np.testing.assert_allclose(result[1, :, :, :4], 1.0)
    np.testing.assert_allclose(result[0, :, :, 4:], 1.0)


def test_a_tile_beyond_the_end_sees_the_border_repeated():
    image = np.arange(3, dtype=np.float32).reshape(1, 1, 3)
    np.testing.assert_array_equal(cut(image, Tile((0, 0, 0), (1, 2, 5))), [[[0, 1, 2, 2, 2], [0, 1, 2, 2, 2]]])


def test_each_tile_is_a_step_and_a_point_to_cancel():
    steps: list[Step] = []
    image = np.zeros((8, 8, 40), np.float32)
    tiles = plan((8, 8, 40), (8, 8, 8), 8)
    reporter = Reporter(steps.append)
    predict_tiled(image, tiles, lambda part: part[None], 1, reporter, "Working")
    assert len(steps) == len(tiles) + 1
    assert steps[0].message == "Working" and steps[-1].fraction == 1.0

    def cancels(part):
        reporter.cancel()
        return part[None]

    with pytest.raises(Cancelled):
        predict_tiled(image, tiles, cancels, 1, reporter)
