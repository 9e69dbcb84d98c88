"""A malformed ear is flagged as such; a usual one, or one that is only badly seen, is not."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.spatial import ConvexHull, Delaunay

from earseg_app.domain.anatomy import LEFT_OFFSET, Part, Side
from earseg_app.domain.geometry import Grid
from earseg_app.inference.ear_shape import MERGED_TURNS, UNCLEAR_HAND, UNUSUAL_SHAPE, WIDE_CANAL, with_shape
from earseg_app.inference.fine_ear import FineEar, cleaned
from earseg_app.inference.shape import cochlear_height, fit_shape
from earseg_app.inference.sides import CLEAR_CHIRALITY
from earseg_app.phantom.anatomy import Anatomy
from earseg_app.phantom.cases import axial_grid
from earseg_app.phantom.ct import truth_labels


@pytest.fixture(scope="module")
def usual() -> tuple[np.ndarray, Grid]:
    """Part codes of a phantom's right ear on cubic voxels, and their grid."""
    anatomy = Anatomy.draw(5)
    center = anatomy.ear_frame(Side.RIGHT).to_lps((0.0, 0.5, 0.0))
    truth = truth_labels(anatomy, axial_grid(center, [28.0] * 3, [0.35] * 3))
    return truth.labels, truth.grid


def sure(codes: np.ndarray, grid: Grid) -> FineEar:
    """The ear of a network that is sure of these part codes."""
    return cleaned(np.stack([codes == part for part in (0, *Part)]).astype(np.float32), grid)


def without_upper_turns(codes: np.ndarray, grid: Grid) -> np.ndarray:
    """The ear without the upper half of its cochlea, as in an incomplete partition."""
    placement = fit_shape(codes > 0, grid).placement
    index = np.argwhere(codes == Part.COCHLEA)
    whole = codes == Part.COCHLEA
    for share in np.arange(0.95, 0.3, -0.05):
        low = whole.copy()
        low[tuple(index[above(index, placement, grid) > share].T)] = False
        if cochlear_height(low, placement, grid) < 0.72:
            break
    return np.where(whole & ~low, 0, codes).astype(np.uint8)


def above(index: np.ndarray, placement, grid: Grid) -> np.ndarray:
    """Rank, 0…1, of voxels by their height along the axis of the modiolus."""
    from earseg_app.domain.cochlea.template import mean_cochlea

    template = mean_cochlea()
    height = placement.from_lps(grid.lps_from_index(index)) @ (template.apex_mm - template.modiolus_base_mm)
    return height.argsort().argsort() / len(height)


def test_a_usual_ear_is_not_malformed(usual) -> None:
    codes, grid = usual
    assert with_shape(sure(codes, grid), names_parts=True, is_sharp=True).malformed == ""


def test_a_cochlea_without_its_upper_turns_is_malformed(usual) -> None:
    codes, grid = usual
    ear = sure(without_upper_turns(codes, grid), grid)
    assert "too few turns" in with_shape(ear, names_parts=True, is_sharp=True).malformed


def test_upper_turns_that_no_bone_parts_are_malformed(usual) -> None:
    codes, grid = usual
    placement = fit_shape(codes > 0, grid).placement
    index = np.argwhere(codes == Part.COCHLEA)
    upper = index[above(index, placement, grid) > 0.45]
    everywhere = np.moveaxis(np.indices(codes.shape), 0, -1)
    cyst = Delaunay(upper[ConvexHull(upper).vertices]).find_simplex(everywhere) >= 0
    merged = np.where(cyst & (codes == 0), Part.COCHLEA, codes).astype(np.uint8)
    assert with_shape(sure(merged, grid), names_parts=True, is_sharp=True).malformed == MERGED_TURNS


def test_in_thick_slices_the_same_is_a_doubt_and_no_malformation(usual) -> None:
    codes, grid = usual
    ear = with_shape(sure(without_upper_turns(codes, grid), grid), names_parts=True, is_sharp=False)
    assert ear.malformed == "" and any("too few turns" in doubt for doubt in ear.doubts)


def test_a_lateral_canal_whose_loop_is_filled_is_malformed_and_nothing_of_it_is_left_out(usual) -> None:
    codes, grid = usual
    middle = np.argwhere(codes == Part.LATERAL_CANAL).mean(axis=0)
    away = np.linalg.norm(np.moveaxis(np.indices(codes.shape), 0, -1) - middle, axis=-1) * 0.35
    bulged = np.where((away < 2.2) & (codes == 0), Part.LATERAL_CANAL, codes).astype(np.uint8)
    ear = with_shape(sure(bulged, grid), names_parts=True, is_sharp=True)
    assert ear.malformed == WIDE_CANAL
    assert np.count_nonzero(ear.labels) == np.count_nonzero(bulged)


@pytest.mark.parametrize("side", list(Side))
@pytest.mark.parametrize("seed", [0, 1, 3])
def test_whole_and_parts_together_tell_the_hand(side: Side, seed: int) -> None:
    anatomy = Anatomy.draw(seed)
    center = anatomy.ear_frame(side).to_lps((0.0, 0.5, 0.0))
    truth = truth_labels(anatomy, axial_grid(center, [28.0] * 3, [0.35] * 3))
    codes = np.where(truth.labels > LEFT_OFFSET, truth.labels - LEFT_OFFSET, truth.labels).astype(np.uint8)
    hand = with_shape(sure(codes, truth.grid), names_parts=True, is_sharp=True).chirality
    assert (hand if side is Side.RIGHT else -hand) > CLEAR_CHIRALITY


def test_parts_that_contradict_the_whole_stay_as_they_are_and_the_hand_is_doubted(usual) -> None:
    codes, grid = usual
    swapped = np.array([0, 1, 2, 5, 4, 3], np.uint8)[codes]  # superior and lateral canal: a mirrored order
    ear = with_shape(sure(swapped, grid), names_parts=True, is_sharp=True)
    assert UNCLEAR_HAND in ear.doubts
    np.testing.assert_array_equal(ear.labels > 0, swapped > 0)
    assert np.mean(ear.labels[swapped > 0] == swapped[swapped > 0]) > 0.99


def test_a_ball_has_no_usual_shape() -> None:
    z, y, x = np.indices((60, 60, 60)) - 29.5
    grid = Grid((60, 60, 60), (0.3,) * 3, (0, 0, 0))
    ball = np.where(z**2 + y**2 + x**2 < 12.0**2, Part.COCHLEA, 0).astype(np.uint8)
    assert with_shape(sure(ball, grid), names_parts=True, is_sharp=True).malformed == UNUSUAL_SHAPE
