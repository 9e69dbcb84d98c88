"""Simulated tissue has the densities of tissue, and hollows in bone are told from what lies outside it."""

import numpy as np

from training.bones import AIR, BONE, LABYRINTH, SOFT, with_air, without_gaps
from training.cases import Case
from training.coarse import coarsen
from training.simulate import render


def block() -> np.ndarray:
    """A block of bone with a labyrinth and a closed hollow inside, soft tissue around; 0.4 mm voxels."""
    tissue = np.zeros((60, 60, 60), np.uint8)
    tissue[15:45, 15:45, 15:45] = BONE
    tissue[20:26, 20:40, 20:26] = LABYRINTH
    tissue[34:40, 20:40, 34:40] = SOFT
    return tissue


def test_a_hollow_inside_bone_is_air_and_the_space_outside_is_not() -> None:
    tissue = with_air(block(), 0.4)
    assert (tissue[34:40, 20:40, 34:40] == AIR).mean() > 0.9
    assert (tissue[:8] == SOFT).all()
    assert (tissue == LABYRINTH).sum() == (block() == LABYRINTH).sum()


def test_a_gap_between_labyrinth_and_bone_is_bone_and_a_wide_space_is_not() -> None:
    tissue = block()
    tissue[20:26, 20:40, 26] = SOFT
    closed = without_gaps(tissue)
    assert (closed[21:25, 21:39, 26] == BONE).all()
    assert (closed[34:40, 20:40, 34:40] == SOFT).all()
    assert (closed == LABYRINTH).sum() == (tissue == LABYRINTH).sum()


def test_tissues_have_their_densities() -> None:
    tissue = with_air(block(), 0.4)
    hu = render(tissue, 0.4, np.random.default_rng(2))
    assert hu.dtype == np.int16
    assert -150 < np.median(hu[22:24, 24:36, 22:24]) < 400
    assert np.median(hu[18:19, 22:38, 22:38]) > 1200
    assert 0 < np.median(hu[:6]) < 80


def test_the_coarse_blob_lies_on_the_labyrinth_and_is_larger() -> None:
    labels = (block() == LABYRINTH).astype(np.uint8)
    coarse = coarsen(Case("x", np.zeros(labels.shape, np.int16), labels, (0.4, 0.4, 0.4)))
    assert coarse.spacing_zyx_mm == (0.8, 0.8, 0.8)
    volume = coarse.labels.sum() * 0.8**3
    assert labels.sum() * 0.4**3 < volume < 4 * labels.sum() * 0.4**3
    center = (np.argwhere(coarse.labels).mean(axis=0) + 0.5) * 0.8
    np.testing.assert_allclose(center, (np.argwhere(labels).mean(axis=0) + 0.5) * 0.4, atol=0.2)
