"""What would not print is mended and said; what is sound stays as it is."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from earseg_app.domain.anatomy import Part, Side
from earseg_app.domain.geometry import Grid
from earseg_app.domain.segmentation import Segmentation, describe_ear
from earseg_app.mesh.ears import ear_surfaces
from earseg_app.mesh.repair import repaired
from earseg_app.mesh.topology import topology_of


@pytest.fixture
def labels() -> np.ndarray:
    """A right cochlea and vestibule side by side, and one voxel of a left ear."""
    labels = np.zeros((16, 16, 30), np.uint8)
    labels[3:13, 3:13, 3:14] = 1
    labels[3:13, 3:13, 14:25] = 2
    labels[8, 8, 28] = 12
    return labels


def _segmentation(labels: np.ndarray) -> Segmentation:
    grid = Grid(labels.shape, (0.3, 0.3, 0.3), (0.0, 0.0, 0.0))
    ears = tuple(ear for side in Side if (ear := describe_ear(labels, grid, side)))
    return Segmentation(labels, grid, ears)


def test_a_sound_ear_is_left_alone(labels):
    segmentation = _segmentation(labels)
    assert repaired(segmentation, Side.RIGHT) == (segmentation, ())


def test_an_island_is_dropped_and_said(labels):
    clean = labels.copy()
    labels[0, 0, 0:3] = 2
    mended, mendings = repaired(_segmentation(labels), Side.RIGHT)

    np.testing.assert_array_equal(mended.labels, clean)
    assert [mending.done() for mending in mendings] == ["Dropped 1 island of 0.081 mm³ beside the right ear."]


def test_what_could_be_mended_is_said_before_it_is(labels):
    labels[0, 0, 0:3] = 2
    labels[5, 5, 20] = 1
    found = [mending.found() for mending in repaired(_segmentation(labels), Side.RIGHT)[1]]
    assert found == [
        "The labels hold 1 island of 0.081 mm³ beside the right ear.",
        "The labels hold 1 speck of the right cochlea apart from the rest of it.",
    ]


def test_a_cavity_is_filled_with_the_part_around_it(labels):
    clean = labels.copy()
    labels[7:9, 7:9, 6:8] = 0
    mended, mendings = repaired(_segmentation(labels), Side.RIGHT)

    np.testing.assert_array_equal(mended.labels, clean)
    assert [mending.done() for mending in mendings] == ["Filled 1 cavity of 0.22 mm³ inside the right ear."]


def test_specks_of_one_part_inside_another_go_to_that_part(labels):
    clean = labels.copy()
    labels[5, 5, 20] = labels[9, 9, 20] = 1
    mended, mendings = repaired(_segmentation(labels), Side.RIGHT)

    np.testing.assert_array_equal(mended.labels, clean)
    assert [mending.done() for mending in mendings] == ["Gave 2 specks of the right cochlea to the parts around."]
    cochlea = next(ear for ear in mended.ears if ear.side is Side.RIGHT).volumes_mm3[Part.COCHLEA]
    assert cochlea == pytest.approx(10 * 10 * 11 * 0.027)


def test_every_part_of_a_mended_ear_is_one_shell(labels):
    labels[0, 0, 0] = 1
    labels[7, 7, 7] = 0
    labels[5, 5, 20] = 1
    mended, mendings = repaired(_segmentation(labels), Side.RIGHT)

    assert len(mendings) == 3
    for surface in ear_surfaces(mended, Side.RIGHT, whole=True):
        assert topology_of(surface.triangles).shells == 1


def test_an_ear_that_is_not_there_needs_no_repair(labels):
    empty = replace(_segmentation(np.zeros_like(labels)))
    assert repaired(empty, Side.LEFT) == (empty, ())
