"""Whatever else is painted round an ear, all that is said of the ear stays the same."""

from __future__ import annotations

import numpy as np

from earseg_app.domain.anatomy import Part, Side
from earseg_app.domain.cochlea.find_landmarks import find_landmarks
from earseg_app.domain.labels.on_grid import labels_on
from earseg_app.domain.labyrinth.split import is_whole_labyrinth
from earseg_app.domain.measuring.measure import measure_ear
from earseg_app.domain.measuring.uncertainty import uncertainty_of
from earseg_app.domain.segmentation import Segmentation, describe_ear
from tests.domain.ears import phantom_ear

EAR = phantom_ear(0, Side.RIGHT, 0.4)
# Every voxel that is no ear belongs to a structure: more can't be painted.
SURROUNDED = np.where(EAR.labels == 0, np.uint8(21), EAR.labels)


def test_finding_landmarks_measures_and_their_uncertainty() -> None:
    sure = np.where(EAR.labels > 0, 100, 0).astype(np.uint8)
    assert find_landmarks(SURROUNDED, EAR.grid, EAR.side) == find_landmarks(EAR.labels, EAR.grid, EAR.side)
    alone, beside = (measure_ear(labels, EAR.grid, EAR.side) for labels in (EAR.labels, SURROUNDED))
    assert (alone.volumes_mm3, alone.areas_mm2) == (beside.volumes_mm3, beside.areas_mm2)
    assert alone.canals == beside.canals
    assert alone.size == beside.size
    found = [uncertainty_of(alone, labels, EAR.grid, sure, repeats=3).plus_minus for labels in (EAR.labels, SURROUNDED)]
    assert found[0] == found[1]


def test_what_is_known_of_the_ear() -> None:
    alone, beside = (describe_ear(labels, EAR.grid, EAR.side) for labels in (EAR.labels, SURROUNDED))
    assert alone == beside
    found = Segmentation(SURROUNDED, EAR.grid)
    assert found.sides() == (EAR.side,)
    assert np.array_equal(found.mask(EAR.side), EAR.labels > 0)
    assert np.array_equal(found.without_structures().labels, EAR.labels)
    merged = np.where((SURROUNDED > 0) & (SURROUNDED < 20), np.uint8(Part.COCHLEA), SURROUNDED)
    assert is_whole_labyrinth(merged, EAR.grid, EAR.side)


def test_its_voxels_on_another_grid() -> None:
    target = EAR.grid.crop((3, 4, 5), np.array(EAR.grid.shape_zyx) - 10)
    shifted = type(target).from_arrays(
        target.shape_zyx, target.spacing_zyx_mm, np.array(target.origin) + 0.13, target.axes
    )
    alone, beside = (labels_on(labels, EAR.grid, shifted) for labels in (EAR.labels, SURROUNDED))
    assert np.array_equal(np.where(beside.labels < 20, beside.labels, 0), alone.labels)
    assert (beside.labels == 21).sum() > 0.9 * (alone.labels == 0).sum()
    assert alone.notes == beside.notes
