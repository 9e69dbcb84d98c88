"""A guided measure is looked for where its structure is: near its own ear, and on the right side of it."""

from __future__ import annotations

import numpy as np
import pytest

from earseg_app.domain.anatomy import Part, Side, label_code
from earseg_app.domain.cochlea.find_landmarks import find_landmarks
from earseg_app.domain.cochlea.landmarks import EarLandmarks
from earseg_app.domain.geometry import Grid
from earseg_app.domain.measuring.guided_measures import GUIDED_MEASURES
from earseg_app.domain.measuring.guided_places import place_of
from earseg_app.domain.segmentation import Segmentation
from tests.domain.ears import phantom_ear


def ear(side: Side) -> tuple[Segmentation, EarLandmarks]:
    made = phantom_ear(0, side, 0.4)
    segmentation = Segmentation(made.labels, made.grid)
    return segmentation, find_landmarks(made.labels, made.grid, side)


@pytest.mark.parametrize("side", Side)
@pytest.mark.parametrize("key", [guided.key for guided in GUIDED_MEASURES])
def test_every_place_lies_at_its_ear(side: Side, key: str) -> None:
    segmentation, landmarks = ear(side)
    inside = segmentation.grid.lps_from_index(np.argwhere(segmentation.mask(side)))
    for known in (landmarks, None):
        place = place_of(key, segmentation, side, known)
        assert place is not None
        assert np.linalg.norm(inside - np.array(place), axis=1).min() < 8.0


@pytest.mark.parametrize("side", Side)
def test_canal_and_meatus_lie_towards_the_midline_and_the_aqueduct_behind(side: Side) -> None:
    segmentation, landmarks = ear(side)
    medial = 1.0 if side is Side.RIGHT else -1.0
    base = np.array(landmarks.modiolus_base)
    canal, meatus, middle, operculum = (
        np.array(place_of(key, segmentation, side, landmarks))
        for key in (
            "cochlear_nerve_canal",
            "internal_auditory_canal",
            "vestibular_aqueduct_midpoint",
            "vestibular_aqueduct_operculum",
        )
    )
    assert medial * (meatus - base)[0] > 3.0
    assert np.linalg.norm(canal - base) < np.linalg.norm(meatus - base)
    posterior = segmentation.grid.lps_from_index(np.argwhere(segmentation.mask(side, Part.POSTERIOR_CANAL))).mean(
        axis=0
    )
    assert (operculum - posterior)[1] > (middle - posterior)[1] > 0.0
    assert medial * (middle - posterior)[0] > 0.0


def test_without_its_part_there_is_no_place() -> None:
    labels = np.zeros((4, 4, 4), np.uint8)
    labels[1, 1, 1] = label_code(Side.RIGHT, Part.VESTIBULE)
    segmentation = Segmentation(labels, Grid((4, 4, 4), (0.5, 0.5, 0.5), (0.0, 0.0, 0.0)))
    assert {place_of(guided.key, segmentation, Side.RIGHT) for guided in GUIDED_MEASURES} == {None}
