"""The mean labyrinth names the parts of real ears that it was not learned from."""

from __future__ import annotations

import numpy as np
import pytest

from earseg_app.domain.labyrinth.template import mean_labyrinth
from training.cases import Case
from training.data import VALIDATION, part_labels
from training.labyrinth_template import PlacedEar, learn, module_text, part_dice, place
from training.nifti import read_nifti
from training.shapes import load_model


@pytest.mark.parametrize("name", VALIDATION)
def test_the_parts_of_a_real_ear_that_was_left_out_are_named(shared_data, name):
    model = load_model(shared_data / "labyrinth_shapes.npz")
    mask, spacing = read_nifti(shared_data / "ears" / f"{name}_label.nii.gz")
    labels, _ = part_labels(model, mask > 0, spacing, name == "T03")
    z, y, x = (float(s) for s in spacing)
    ear = place(Case(name, np.zeros(labels.shape, np.int16), labels, (z, y, x)))
    assert (part_dice(mean_labyrinth(), ear) > 0.9).all()


def test_a_template_learned_from_copies_of_the_mean_names_them_and_is_written_as_source():
    mean = mean_labyrinth()
    rng = np.random.default_rng(0)
    points = np.repeat(mean.points_mm, 20, axis=0) + rng.normal(0, 0.2, (20 * len(mean.points_mm), 3))
    parts = np.repeat(mean.shares.argmax(axis=1) + 1, 20)
    ears = [PlacedEar(points[start::3], parts[start::3]) for start in range(3)]
    learned = learn(ears[:2])
    assert (part_dice(learned, ears[2]) > 0.85).all()
    table: dict[str, object] = {}
    exec(module_text(learned), table)
    rows = np.array(table["POINTS"]).reshape(-1, 8)
    np.testing.assert_allclose(rows[:, :3] / 100, learned.points_mm, atol=0.006)
