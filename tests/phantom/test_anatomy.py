from dataclasses import replace

import numpy as np
import pytest

from earseg_app.domain.anatomy import Part, Side
from earseg_app.phantom.anatomy import Anatomy
from earseg_app.phantom.dimensions import A_RANGE_MM, B_RANGE_MM, H_RANGE_MM, TURNS_RANGE
from earseg_app.phantom.labyrinth import PLANS, TO_APEX, Labyrinth
from earseg_app.phantom.truth import landmarks, measures

SEEDS = range(20)


def canal_normals(anatomy, side):
    """Unit normals of the canals' planes in LPS."""
    labyrinth, frame = Labyrinth(anatomy.ear(side)), anatomy.ear_frame(side)
    normals = {}
    for part in PLANS:
        curve = frame.to_lps(labyrinth.canals[part].curve_mm)
        normals[part] = np.linalg.svd(curve - curve.mean(axis=0))[2][2]
    return normals


def angle_deg(a, b):
    """Between two undirected normals."""
    return np.degrees(np.arccos(min(abs(float(a @ b)), 1.0)))


@pytest.fixture(scope="module")
def average():
    """A head at rest in the Frankfurt plane with average ears."""
    anatomy = Anatomy.draw(0)
    head = replace(anatomy.head, rotation_deg=(-18.0, 0.0, 0.0), position_lps_mm=(0.0, 0.0, 0.0))

    def level(ear):
        canals = {
            name: replace(getattr(ear, name), turn_deg=(0.0, 0.0, 0.0)) for name in ("superior", "posterior", "lateral")
        }
        cochlea = replace(ear.cochlea, turn_deg=(0.0, 0.0, 0.0))
        return replace(ear, turn_deg=(0.0, 0.0, 0.0), offset_mm=(0.0, 0.0, 0.0), cochlea=cochlea, **canals)

    return Anatomy(0, head, level(anatomy.right), level(anatomy.left))


@pytest.mark.parametrize("seed", SEEDS)
def test_drawn_cochleae_lie_within_the_published_ranges(seed):
    anatomy = Anatomy.draw(seed)
    for side in Side:
        m = measures(anatomy, side)
        assert A_RANGE_MM[0] <= m.a_mm <= A_RANGE_MM[1]
        assert B_RANGE_MM[0] <= m.b_mm <= B_RANGE_MM[1]
        assert H_RANGE_MM[0] <= m.h_mm <= H_RANGE_MM[1]
        assert TURNS_RANGE[0] <= m.turns <= TURNS_RANGE[1]
        # lateral walls of 33-44 mm: Koch 2017, 3.86 A + 4.99, over the range of A
        assert 33.0 <= m.lateral_wall_length_mm <= 44.0


def test_the_measures_are_the_drawn_dimensions():
    anatomy = Anatomy.draw(4)
    for side in Side:
        size, m = anatomy.ear(side).cochlea, measures(anatomy, side)
        assert (m.a_mm, m.b_mm, m.h_mm, m.turns) == pytest.approx(
            (size.a_mm, size.b_mm, size.h_mm, size.turns), abs=0.01
        )


def test_the_same_seed_draws_the_same_head_and_another_seed_another():
    assert Anatomy.draw(7) == Anatomy.draw(7)
    assert Anatomy.draw(7) != Anatomy.draw(8)


def test_a_given_ear_replaces_the_drawn_one_and_nothing_else():
    drawn = Anatomy.draw(7)
    ear = replace(drawn.left, aeration=0.0)
    assert Anatomy.draw(7, left=ear) == drawn.with_ear(ear)
    assert Anatomy.draw(7, left=ear).right == drawn.right


def test_heads_vary_in_aeration_and_pose():
    heads = [Anatomy.draw(seed) for seed in SEEDS]
    assert np.ptp([a.right.aeration for a in heads]) > 0.4
    assert np.ptp([a.head.rotation_deg[0] for a in heads]) > 10.0
    assert all(a.right != a.left for a in heads)


def test_the_right_ear_lies_at_negative_x():
    anatomy = Anatomy.draw(1)
    assert landmarks(anatomy, Side.RIGHT).modiolus_base[0] < -20.0
    assert landmarks(anatomy, Side.LEFT).modiolus_base[0] > 20.0


def test_the_canals_are_nearly_at_right_angles_to_one_another():
    for seed in SEEDS[::4]:
        n = canal_normals(Anatomy.draw(seed), Side.RIGHT)
        pairs = [(a, b) for a in n for b in n if a < b]
        assert min(angle_deg(n[a], n[b]) for a, b in pairs) > 70.0


def test_the_lateral_canal_is_tilted_against_the_frankfurt_plane(average):
    for side in Side:
        normal = canal_normals(average, side)[Part.LATERAL_CANAL]
        assert 20.0 < angle_deg(normal, np.array([0.0, 0.0, 1.0])) < 32.0


def test_the_superior_canal_stands_at_half_a_right_angle_to_the_sagittal_plane(average):
    for side in Side:
        normal = canal_normals(average, side)[Part.SUPERIOR_CANAL]
        assert 28.0 < angle_deg(normal, np.array([1.0, 0.0, 0.0])) < 52.0


def test_the_left_superior_canal_is_nearly_parallel_to_the_right_posterior(average):
    left, right = canal_normals(average, Side.LEFT), canal_normals(average, Side.RIGHT)
    assert angle_deg(left[Part.SUPERIOR_CANAL], right[Part.POSTERIOR_CANAL]) < 28.0
    assert angle_deg(right[Part.SUPERIOR_CANAL], left[Part.POSTERIOR_CANAL]) < 28.0


@pytest.mark.parametrize("side", list(Side))
def test_the_cochlea_points_forwards_outwards_and_a_little_down(average, side):
    marks = landmarks(average, side)
    axis = np.array(marks.apex) - np.array(marks.modiolus_base)
    axis /= np.linalg.norm(axis)
    outwards = -1.0 if side is Side.RIGHT else 1.0
    assert axis[1] < -0.5
    assert axis[0] * outwards > 0.3
    assert axis[2] < 0.1
    assert np.linalg.norm(TO_APEX) == pytest.approx(1.0, abs=0.01)


@pytest.mark.parametrize("side", list(Side))
def test_the_round_window_looks_backwards_and_outwards(average, side):
    marks = landmarks(average, side)
    to_window = np.array(marks.round_window) - np.array(marks.modiolus_base)
    assert to_window[1] > 1.0
    assert to_window[0] * (-1.0 if side is Side.RIGHT else 1.0) > 1.0


def test_the_left_ear_is_the_mirror_image_of_the_right(average):
    mirrored = average.with_ear(replace(average.right, side=Side.LEFT))
    right, left = landmarks(mirrored, Side.RIGHT), landmarks(mirrored, Side.LEFT)
    for name in ("round_window", "oval_window", "modiolus_base", "apex"):
        x, y, z = getattr(right, name)
        assert getattr(left, name) == pytest.approx((-x, y, z), abs=1e-6)


def handedness(anatomy, side):
    """Sign of the cochlea's turning sense, seen in the patient."""
    labyrinth, frame = Labyrinth(anatomy.ear(side)), anatomy.ear_frame(side)
    line = frame.to_lps(labyrinth.spiral.lateral_wall_mm() @ labyrinth.axes + labyrinth.modiolus_base_mm)
    marks = landmarks(anatomy, side)
    axis = np.array(marks.apex) - np.array(marks.modiolus_base)
    start, quarter = line[0] - np.array(marks.modiolus_base), line[90] - np.array(marks.modiolus_base)
    return np.sign(np.cross(start, quarter) @ axis)


def test_the_right_cochlea_turns_right_handed_and_the_left_left_handed():
    for seed in SEEDS:
        anatomy = Anatomy.draw(seed)
        assert handedness(anatomy, Side.RIGHT) == 1.0
        assert handedness(anatomy, Side.LEFT) == -1.0
