"""Signs of a malformed ear withhold the formulas and say why."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from earseg_app.domain.anatomy import Part, Side
from earseg_app.domain.cochlea.lateral_wall import MEAN_SIZE
from earseg_app.domain.cochlea.size import CochlearSize
from earseg_app.domain.labyrinth.canals import Canal
from earseg_app.domain.labyrinth.malformation import signs_of_malformation, turns_seen
from earseg_app.domain.measuring.measure import MeasurableEar
from tests.domain.ears import phantom_ear
from tests.domain.electrodes.test_insertion import cochlea

LATERAL = Canal(Part.LATERAL_CANAL, (0, 0, 0), (0, 0, 1), 2.5, 0.1, 240.0, 1.1, 1.0, 3.9)


def test_a_usual_ear_shows_none() -> None:
    assert signs_of_malformation(MEAN_SIZE, cochlea().wall, (LATERAL,)) == ()
    assert turns_seen(cochlea().wall) == pytest.approx(1.75)


@pytest.mark.parametrize(
    ("size", "sentence"),
    [
        (CochlearSize(9.0, 5.1, 4.2), "B of 5.10 mm lies outside at least 5.4 mm \\(D'Arco"),
        (CochlearSize(9.0, 6.9, 2.4), "H of 2.4 mm is less"),
        (CochlearSize(0.5, 6.9, 4.2), "A of 0.5 mm is less"),
    ],
)
def test_a_cochlea_too_narrow_or_too_low_is_one(size: CochlearSize, sentence: str) -> None:
    (sign,) = signs_of_malformation(size, cochlea().wall)
    assert np.char.find(sign, sentence.replace("\\", "")) >= 0


def test_a_cochlea_of_too_few_turns_is_one() -> None:
    wall = cochlea().wall
    short = replace(wall, found=wall.found & (wall.angles_deg < 450.0))
    assert "over 1.2 turns only" in signs_of_malformation(MEAN_SIZE, short)[0]
    assert "can't be followed" in signs_of_malformation(MEAN_SIZE, None)[0]


def test_a_small_bony_island_is_one_and_an_unmeasured_one_is_not() -> None:
    (sign,) = signs_of_malformation(MEAN_SIZE, cochlea().wall, (replace(LATERAL, island_mm=2.1),))
    assert "island of 2.10 mm" in sign
    assert signs_of_malformation(MEAN_SIZE, cochlea().wall, (replace(LATERAL, island_mm=None),)) == ()


def test_with_a_sign_only_what_was_measured_in_space_is_told() -> None:
    ear = phantom_ear(0, Side.RIGHT)
    usual = MeasurableEar.of_labels(ear.labels, ear.grid, ear.side)
    doubted = replace(usual, said="The ear has no usual shape.")
    whole, withheld = usual.measured(ear.landmarks), doubted.measured(ear.landmarks)
    assert whole.malformed == ()
    assert withheld.malformed == ("The ear has no usual shape.",)
    assert any(length.name == "Escudé" for length in whole.duct_lengths)
    assert {length.name.split(",")[0] for length in withheld.duct_lengths} == {"Measured in 3D"}
