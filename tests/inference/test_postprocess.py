"""One ear in one piece, each part in one place."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from earseg_app.domain.anatomy import Part
from earseg_app.inference.postprocess import clean, impose, in_contact, largest_body, touches_border
from earseg_app.inference.preprocess import labels_from


def two_parts() -> np.ndarray:
    """A bar of cochlea (1) that goes over into a bar of vestibule (2) along x."""
    labels = np.zeros((12, 12, 30), np.uint8)
    labels[4:8, 4:8, 2:12] = 1
    labels[4:8, 4:8, 12:22] = 2
    return labels


def test_a_clean_ear_stays_as_it_is():
    np.testing.assert_array_equal(clean(two_parts()), two_parts())


def test_a_piece_far_from_the_ear_is_removed():
    labels = two_parts()
    labels[5:7, 5:7, 27:29] = 3
    np.testing.assert_array_equal(clean(labels), two_parts())


def test_half_a_canal_behind_a_gap_of_two_voxels_is_kept():
    labels = two_parts()
    labels[5:7, 5:7, 24:29] = 5
    assert np.count_nonzero(clean(labels) == 5) == 20


def test_an_island_inside_another_part_takes_its_label():
    labels = two_parts()
    labels[5:7, 5:7, 18:20] = 1
    np.testing.assert_array_equal(clean(labels), two_parts())


def test_a_loose_crumb_of_a_part_close_to_the_ear_is_removed():
    labels = two_parts()
    labels[5, 5, 23] = 2
    np.testing.assert_array_equal(clean(labels), two_parts())


def test_a_cochlea_that_bone_parts_from_the_rest_is_kept():
    labels = np.zeros((12, 12, 40), np.uint8)
    labels[4:8, 4:8, 2:12] = 1
    labels[4:8, 4:8, 22:36] = 2
    np.testing.assert_array_equal(clean(labels), labels)


def test_a_second_body_of_a_part_that_the_ear_has_is_none_of_it():
    labels = np.zeros((12, 12, 60), np.uint8)
    labels[4:8, 4:8, 2:12] = 1
    labels[4:8, 4:8, 12:26] = 2
    labels[4:8, 4:8, 32:38] = 1
    cleaned = clean(labels)
    assert not cleaned[..., 32:].any()
    np.testing.assert_array_equal(cleaned[..., :32], labels[..., :32])


def test_a_large_body_far_away_is_none_of_the_ear():
    labels = np.zeros((12, 12, 60), np.uint8)
    labels[4:8, 4:8, 2:16] = 2
    labels[4:8, 4:8, 45:55] = 1
    assert not (clean(labels) == 1).any()


def test_a_canal_in_two_halves_of_similar_size_keeps_both():
    labels = two_parts()
    labels[8:12, 5, 13] = 4
    labels[8:12, 5, 20] = 4
    np.testing.assert_array_equal(clean(labels), labels)


def test_nothing_stays_nothing():
    assert not clean(np.zeros((3, 3, 3), np.uint8)).any()


@given(hnp.arrays(np.uint8, st.tuples(*[st.integers(1, 7)] * 3), elements=st.integers(0, 5)))
def test_cleaning_never_adds_a_voxel(labels):
    before = labels.copy()
    assert not np.any((clean(labels) > 0) & (labels == 0))
    np.testing.assert_array_equal(labels, before)


def test_the_largest_body_is_the_one_with_most_voxels():
    mask = np.zeros((5, 5, 20), bool)
    mask[2, 2, 1:4] = mask[2, 2, 10:18] = True
    body = largest_body(mask)
    assert body.sum() == 8 and body[2, 2, 10]


@given(st.integers(0, 1000), hnp.arrays(np.uint8, (3, 4, 5), elements=st.integers(0, 5)))
def test_imposed_probabilities_name_the_cleaned_part_wherever_both_see_an_ear(seed, wanted):
    rng = np.random.default_rng(seed)
    probabilities = np.moveaxis(rng.dirichlet(np.ones(6), (3, 4, 5)), -1, 0).astype(np.float32)
    said = labels_from(probabilities)
    wanted = np.where(said > 0, wanted, 0).astype(np.uint8)
    imposed = impose(probabilities, wanted)
    np.testing.assert_allclose(imposed.sum(axis=0), 1.0, rtol=1e-5)
    np.testing.assert_array_equal(labels_from(imposed), wanted)


@pytest.mark.parametrize(("axis", "end"), [(0, 0), (1, 1), (2, 0)])
def test_the_border_that_is_touched_is_named(axis, end):
    mask = np.zeros((4, 5, 6), bool)
    index = [2, 2, 2]
    index[axis] = end * (mask.shape[axis] - 1)
    mask[tuple(index)] = True
    expected = [[False, False] for _ in range(3)]
    expected[axis][end] = True
    assert [list(pair) for pair in touches_border(mask)] == expected


def test_parts_are_in_contact_up_to_a_voxel_between_them():
    labels = two_parts()
    assert in_contact(labels, Part.COCHLEA, Part.VESTIBULE)
    labels[..., 12] = 0
    assert in_contact(labels, Part.COCHLEA, Part.VESTIBULE)
    labels[..., 13] = 0
    assert not in_contact(labels, Part.COCHLEA, Part.VESTIBULE)
    assert not in_contact(labels, Part.LATERAL_CANAL, Part.VESTIBULE)
