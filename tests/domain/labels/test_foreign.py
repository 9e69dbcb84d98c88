"""Somebody else's label map is understood rightly or refused in a sentence."""

from __future__ import annotations

import numpy as np
import pytest

from earseg_app.domain.anatomy import Part, Side
from earseg_app.domain.errors import UnreadableInput
from earseg_app.domain.geometry import Grid
from earseg_app.domain.labels.foreign import adopted
from earseg_app.domain.labels.label_map import LabelMap
from earseg_app.domain.segmentation import Segmentation, describe_ear
from earseg_app.domain.structures import Structure
from tests.domain.ears import phantom_ear

GRID = Grid((40, 40, 40), (0.5, 0.5, 0.5), (0.0, 0.0, 0.0))


@pytest.fixture(scope="module")
def ear() -> Segmentation:
    ear = phantom_ear(side=Side.RIGHT)
    found = describe_ear(ear.labels, ear.grid, Side.RIGHT)
    assert found is not None
    return Segmentation(ear.labels.copy(), ear.grid, (found,))


def test_codes_are_taken_as_they_are(ear: Segmentation):
    taken, notes = adopted(LabelMap(ear.labels.astype(np.int16), ear.grid), ear.grid, "a.nii")
    assert np.array_equal(taken.labels, ear.labels)
    assert notes == ()
    assert taken.ears[0].volumes_mm3 == ear.ears[0].volumes_mm3


@pytest.mark.parametrize("value", [1, 255])
def test_a_mask_of_a_whole_labyrinth_gets_side_and_parts_by_its_shape(ear: Segmentation, value: int):
    mask = np.where(ear.labels > 0, value, 0)
    taken, notes = adopted(LabelMap(mask, ear.grid), ear.grid, "mask.nii.gz")
    assert taken.sides() == ear.sides()
    assert "named by its shape" in notes[0]
    for part in Part:
        truth, found = ear.mask(ear.ears[0].side, part), taken.mask(ear.ears[0].side, part)
        dice = 2 * np.count_nonzero(truth & found) / (np.count_nonzero(truth) + np.count_nonzero(found))
        assert dice > 0.6, part


def test_a_mirrored_mask_is_the_other_ear(ear: Segmentation):
    mask = np.flip(ear.labels > 0, axis=2)
    taken, _ = adopted(LabelMap(mask, ear.grid), ear.grid, "mask.nii.gz")
    assert taken.sides() == (Side.LEFT if ear.ears[0].side is Side.RIGHT else Side.RIGHT,)


def test_unknown_values_are_refused_with_the_codes():
    values = np.zeros(GRID.shape_zyx, np.uint8)
    values[5:9, 5:9, 5:9], values[20:22, 20:22, 20:22] = 7, 8
    with pytest.raises(UnreadableInput, match=r"no label codes \(7, 8\)") as caught:
        adopted(LabelMap(values, GRID), GRID, "other.nii")
    assert "1 to 5" in caught.value.hint


def test_a_mask_of_something_else_is_refused():
    values = np.zeros(GRID.shape_zyx, np.uint8)
    values[5:30, 5:30, 5:30] = 1
    with pytest.raises(UnreadableInput, match="does not tell which ear"):
        adopted(LabelMap(values, GRID), GRID, "tumour.nii")


def test_codes_that_mean_right_and_left_are_not_taken_for_parts_of_one_ear():
    """1 = right labyrinth, 2 = left labyrinth would read as cochlea and vestibule of a right ear."""
    wide = Grid((20, 20, 120), (1.0, 1.0, 1.0), (0.0, 0.0, 0.0))
    values = np.zeros(wide.shape_zyx, np.uint8)
    values[5:12, 5:12, 5:12], values[5:12, 5:12, 100:107] = 1, 2
    with pytest.raises(UnreadableInput, match="101 mm apart"):
        adopted(LabelMap(values, wide), wide, "both.nii")


def test_an_empty_map_is_an_empty_segmentation():
    taken, notes = adopted(LabelMap(np.zeros(GRID.shape_zyx), GRID), GRID, "empty.nii")
    assert taken.ears == ()
    assert notes == ()


def test_structures_come_along_with_their_names_and_leave_the_ears_alone(ear: Segmentation):
    labels = np.where(ear.labels > 0, ear.labels, 0)
    labels[0, 0, :3], labels[0, 1, :2] = 41, 63
    cyst = Structure(63, "Cyst", "#FFFFFF")
    taken, notes = adopted(LabelMap(labels, ear.grid, (cyst,)), ear.grid, "a.seg.nrrd")
    assert [(each.code, each.title, each.voxels) for each in taken.structures] == [
        (41, "Facial nerve (left)", 3),
        (63, "Cyst", 2),
    ]
    assert taken.ears[0].volumes_mm3 == ear.ears[0].volumes_mm3
    assert [found.side for found in taken.ears] == [Side.RIGHT]
    assert notes == ()


def test_codes_whose_names_the_file_cannot_keep_are_said():
    values = np.zeros(GRID.shape_zyx, np.uint8)
    values[5:9, 5:9, 5:9] = 61
    taken, notes = adopted(LabelMap(values, GRID), GRID, "a.nii.gz")
    assert [each.name for each in taken.structures] == ["Structure 61"]
    assert "61" in notes[0]


def test_a_structure_alone_however_large_is_no_mask_of_an_ear():
    values = np.zeros(GRID.shape_zyx, np.uint8)
    values[5:30, 5:30, 5:30] = 25
    taken, _ = adopted(LabelMap(values, GRID), GRID, "sinus.nii.gz")
    assert taken.ears == ()
    assert [each.title for each in taken.structures] == ["Sigmoid sinus (right)"]
