"""The mean cochlea is learned from aligned ears and written as numbers."""

from __future__ import annotations

import numpy as np
import pytest

from earseg_app.domain.anatomy import Side
from earseg_app.domain.cochlea.find_landmarks import find_landmarks
from earseg_app.domain.cochlea.template import TABLE_UNIT_MM, mean_cochlea
from earseg_app.domain.labyrinth.distance_field import DistanceField
from tests.domain.ears import LabelledEar, distance_mm, phantom_ear
from training.cochlea_template import Ear, learn, module_text


def as_ear(labelled: LabelledEar, name: str) -> Ear:
    mask = labelled.labels > 0
    return Ear(name, mask, labelled.grid, DistanceField.of(mask, labelled.grid), labelled.landmarks)


def test_the_shipped_template_lies_in_the_cochlear_frame() -> None:
    template = mean_cochlea()
    assert template.modiolus_base_mm == pytest.approx([0.0, 0.0, 0.0], abs=0.1)
    assert template.apex_mm[:2] == pytest.approx([0.0, 0.0], abs=0.1)
    assert template.round_window_mm[1:] == pytest.approx([0.0, 0.0], abs=0.1)
    assert np.linalg.norm(template.points_mm, axis=1).max() < 9.0
    assert (template.distances_mm < -0.3).any() and (template.distances_mm > 0.3).any()


def test_written_numbers_are_those_of_the_template() -> None:
    template = mean_cochlea()
    numbers: dict[str, tuple] = {}
    exec(module_text(template), numbers)
    rows = np.array(numbers["POINTS"], float).reshape(-1, 4) * TABLE_UNIT_MM
    assert rows[:, :3] == pytest.approx(template.points_mm, abs=TABLE_UNIT_MM)
    assert rows[:, 3] == pytest.approx(template.distances_mm, abs=TABLE_UNIT_MM)
    assert numbers["APEX_MM"] == pytest.approx(template.apex_mm, abs=0.006)


def test_a_template_learned_from_two_ears_finds_the_landmarks_of_a_third() -> None:
    known = [(2, Side.RIGHT), (1, Side.LEFT)]
    template = learn([as_ear(phantom_ear(seed, side, 0.4), str(seed)) for seed, side in known])
    unseen = phantom_ear(0, Side.RIGHT, 0.4)
    found = find_landmarks(unseen.labels, unseen.grid, Side.RIGHT, template)
    for name, truth in unseen.landmarks.points().items():
        assert distance_mm(found.points()[name], truth) < 0.7, name
