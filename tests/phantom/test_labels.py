import numpy as np
import pytest
from scipy import ndimage

from earseg_app.domain.anatomy import Part, Side, label_code
from earseg_app.phantom.anatomy import Anatomy
from earseg_app.phantom.cases import axial_grid, two_ears
from earseg_app.phantom.ct import truth_labels
from earseg_app.phantom.labyrinth import Labyrinth
from earseg_app.phantom.truth import landmarks, measures


def labelled_ear(seed, side, spacing_mm=0.2):
    anatomy = Anatomy.draw(seed)
    center = anatomy.ear_frame(side).to_lps((0.0, 0.3, 0.5))
    return anatomy, truth_labels(anatomy, axial_grid(center, [22.0] * 3, [spacing_mm] * 3))


@pytest.mark.parametrize(("seed", "side"), [(0, Side.RIGHT), (1, Side.LEFT), (5, Side.RIGHT), (9, Side.LEFT)])
def test_the_lumen_is_one_closed_piece_of_plausible_size(seed, side):
    _, truth = labelled_ear(seed, side)
    ear = truth.mask(side)
    assert ndimage.label(ear)[1] == 1
    assert np.array_equal(ndimage.binary_fill_holes(ear), ear)
    assert 180.0 <= ear.sum() * truth.grid.voxel_volume_mm3 <= 300.0
    for face in (ear[0], ear[-1], ear[:, 0], ear[:, -1], ear[:, :, 0], ear[:, :, -1]):
        assert not face.any()


def test_every_part_is_one_piece_and_codes_name_the_side():
    _, truth = labelled_ear(2, Side.LEFT)
    assert set(np.unique(truth.labels)) == {0, 11, 12, 13, 14, 15}
    for part in Part:
        components, count = ndimage.label(truth.mask(Side.LEFT, part), np.ones((3, 3, 3)))
        sizes = np.bincount(components.ravel())[1:]
        assert count == 1 or sizes.max() > 0.99 * sizes.sum()


def test_parts_have_plausible_volumes():
    _, truth = labelled_ear(3, Side.RIGHT)
    volumes = truth.ears[0].volumes_mm3
    assert 60.0 <= volumes[Part.COCHLEA] <= 110.0
    assert 40.0 <= volumes[Part.VESTIBULE] <= 75.0
    for part in (Part.SUPERIOR_CANAL, Part.POSTERIOR_CANAL, Part.LATERAL_CANAL):
        assert 12.0 <= volumes[part] <= 42.0


@pytest.mark.parametrize("seed", [0, 6, 11])
def test_a_b_and_h_measured_on_the_labels_are_the_true_ones(seed):
    side = Side.LEFT if seed % 2 else Side.RIGHT
    anatomy, truth = labelled_ear(seed, side)
    marks, m = landmarks(anatomy, side), measures(anatomy, side)
    base = np.array(marks.modiolus_base)
    to_window = np.array(marks.round_window) - base
    reach_mm = np.linalg.norm(to_window)
    x = to_window / reach_mm
    z = np.array(marks.apex) - base
    z /= np.linalg.norm(z)
    y = np.cross(z, x)
    points = truth.grid.lps_from_index(np.argwhere(truth.mask(side, Part.COCHLEA))) - base
    along, across, height = points @ x, points @ y, points @ z
    half_voxel = 0.1
    a_mm = reach_mm - along[np.abs(across) < 0.3].min() + half_voxel
    slab = across[np.abs(along) < 0.3]
    b_mm = slab.max() - slab.min() + 2 * half_voxel
    # away from the vestibule, into which the basal end is rounded
    body = height[along < 2.0]
    h_mm = body.max() - body.min() + 2 * half_voxel
    assert x @ z == pytest.approx(0.0, abs=1e-6)
    assert a_mm == pytest.approx(m.a_mm, abs=0.2)
    assert b_mm == pytest.approx(m.b_mm, abs=0.2)
    assert h_mm == pytest.approx(m.h_mm, abs=0.2)


def test_the_landmarks_lie_where_they_should():
    anatomy, truth = labelled_ear(4, Side.RIGHT)
    marks = landmarks(anatomy, Side.RIGHT)
    spacing = [0.2] * 3
    to_cochlea = ndimage.distance_transform_edt(~truth.mask(Side.RIGHT, Part.COCHLEA), sampling=spacing)
    to_vestibule = ndimage.distance_transform_edt(~truth.mask(Side.RIGHT, Part.VESTIBULE), sampling=spacing)

    def at(distances, point):
        return distances[tuple(np.rint(truth.grid.index_from_lps(point)).astype(int))]

    assert at(to_cochlea, marks.round_window) < 0.5
    assert at(to_vestibule, marks.oval_window) < 0.5
    assert at(to_cochlea, marks.apex) < 0.9


def test_both_ears_of_a_head_are_found_on_their_sides():
    case = two_ears(seed=5, spacing_mm=1.6)
    assert case.labels.sides() == (Side.RIGHT, Side.LEFT)
    right, left = case.labels.ears
    assert right.centroid_lps_mm[0] < 0.0 < left.centroid_lps_mm[0]
    assert case.labels.mask(Side.RIGHT, Part.COCHLEA).any()
    assert label_code(Side.LEFT, Part.COCHLEA) in case.labels.labels


@pytest.mark.parametrize("seed", range(8))
def test_bone_lies_between_the_turns_of_the_cochlea(seed):
    spiral = Labyrinth(Anatomy.draw(seed).right).spiral
    # halfway between the middles of the lumen one turn apart there must be wall, not lumen
    line = spiral.center_line_mm()
    gaps = []
    # the last turn is left out: around the helicotrema the wall thins out
    for angle in range(0, int(spiral.end_deg) - 450, 15):
        way = np.linspace(line[angle], line[angle + 360], 200).T.astype(np.float32)
        outside = spiral.distance(way) > 0.0
        gaps.append(outside.sum() * np.linalg.norm(line[angle] - line[angle + 360]) / 200)
    assert min(gaps) > 0.1
