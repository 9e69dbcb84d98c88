"""The side of an ear comes from the patient's geometry and from its shape, and a contradiction is said."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from earseg_app.domain.anatomy import Part, Side
from earseg_app.domain.geometry import Grid
from earseg_app.domain.volume import Volume
from earseg_app.inference.sides import TETRAHEDRA, SideEvidence, chirality, chirality_of_labels, name_sides

C, V, S, P, L = Part
# A plain right ear in LPS mm: the cochlea in front and medial, the canals behind and lateral.
RIGHT_EAR = {C: (3.5, -4.0, -2.5), V: (0.0, 0.0, 0.0), S: (-1.0, 1.0, 4.5), P: (-1.5, 5.0, -0.5), L: (-3.5, 1.0, 1.0)}


def centers(mirror: bool = False, missing: tuple[Part, ...] = ()) -> dict[Part, np.ndarray]:
    sign = np.array([-1.0 if mirror else 1.0, 1.0, 1.0])
    return {part: np.array(point) * sign for part, point in RIGHT_EAR.items() if part not in missing}


def volume(width_mm: float = 200.0, hint: str = "", framed: bool = True) -> Volume:
    grid = Grid((2, 2, 2), (width_mm / 2,) * 3, (-width_mm / 4,) * 3)
    return Volume(np.zeros((2, 2, 2), np.int16), grid, side_hint=hint, has_patient_frame=framed)


def at(x: float, chirality: float) -> SideEvidence:
    return SideEvidence(np.array([x, 0.0, 0.0]), chirality)


def named(*ears: SideEvidence, volume: Volume) -> list[Side]:
    return [name.side for name in name_sides(ears, volume)]


def test_a_right_ear_is_positive_and_its_mirror_image_negative():
    assert chirality(centers()) > 0.5
    assert chirality(centers(mirror=True)) == pytest.approx(-chirality(centers()))


@pytest.mark.parametrize("part", list(Part))
def test_one_part_may_be_missing(part):
    assert chirality(centers(missing=(part,))) > 0.35


def test_three_parts_cannot_tell():
    assert chirality(centers(missing=(C, L))) == 0.0


def test_chirality_does_not_depend_on_how_the_head_is_turned():
    turn, _ = np.linalg.qr(np.random.default_rng(3).normal(size=(3, 3)))
    turn *= np.sign(np.linalg.det(turn))
    turned = {part: point @ turn.T + 100.0 for part, point in centers().items()}
    assert chirality(turned) == pytest.approx(chirality(centers()))


@pytest.mark.parametrize("flip", [1.0, -1.0])
def test_the_chirality_of_labels_follows_the_patient_not_the_storage_order(flip):
    grid = Grid.from_arrays(
        (40, 40, 40), (0.5,) * 3, (-10.0 * flip, -10.0, -10.0), ((0, 0, 1), (0, 1, 0), (flip, 0, 0))
    )
    labels = np.zeros((40, 40, 40), np.uint8)
    for part, point in centers().items():
        z, y, x = np.rint(grid.index_from_lps(point)).astype(int)
        labels[z - 1 : z + 2, y - 1 : y + 2, x - 1 : x + 2] = part
    assert chirality_of_labels(labels, grid) == pytest.approx(chirality(centers()), rel=0.2)


def test_two_ears_are_named_by_patient_x():
    assert named(at(30, -1), at(-30, 1), volume=volume()) == [Side.LEFT, Side.RIGHT]


def test_two_ears_in_a_mirrored_head_keep_the_place_and_say_the_contradiction():
    names = name_sides([at(-30, -1), at(30, 1)], volume())
    assert [name.side for name in names] == [Side.RIGHT, Side.LEFT]
    assert all("mirrored" in name.doubts[0] for name in names)


def test_two_ears_without_a_patient_frame_are_named_by_shape():
    assert named(at(-30, -1), at(30, 1), volume=volume(framed=False)) == [Side.LEFT, Side.RIGHT]


@pytest.mark.parametrize(("value", "side"), [(1.0, Side.RIGHT), (-1.0, Side.LEFT)])
def test_one_ear_of_a_crop_is_named_by_its_shape_wherever_it_lies(value, side):
    (name,) = name_sides([at(3.0, value)], volume(30.0))
    assert name.side is side and not name.doubts


def test_one_ear_of_a_whole_head_is_named_by_place_and_a_contradicting_shape_is_said():
    (name,) = name_sides([at(-40.0, -1.0)], volume())
    assert name.side is Side.RIGHT and "mirrored" in name.doubts[0]


def test_a_header_that_says_the_other_side_is_said():
    (name,) = name_sides([at(0.0, 1.0)], volume(30.0, hint="L"))
    assert name.side is Side.RIGHT and "say left" in name.doubts[0]


def test_the_header_decides_when_the_shape_cannot():
    (name,) = name_sides([at(-3.0, 0.1)], volume(30.0, hint="L"))
    assert name.side is Side.LEFT and not name.doubts


def test_a_guess_is_called_a_guess():
    (name,) = name_sides([at(-3.0, 0.0)], volume(30.0))
    assert name.side is Side.RIGHT and "guess" in name.doubts[0]


@pytest.mark.shared
def test_every_one_of_56_real_ears_and_every_set_of_four_parts_tells_its_side(shared_data: Path):
    shapes = np.load(shared_data / "labyrinth_shapes.npz")
    part = np.where(shapes["vertex_part"] == 6, 3, shapes["vertex_part"])
    values = []
    for vertices, side in zip(shapes["vertices_lps_mm"].astype(float), shapes["side"], strict=True):
        points = {p: vertices[part == p].mean(axis=0) for p in Part}
        sign = 1.0 if side == "R" else -1.0
        values.append(sign * chirality(points))
        for four, _ in TETRAHEDRA:
            assert sign * chirality({p: points[p] for p in four}) > 0.35
    assert min(values) > 0.7
    assert np.mean(values) == pytest.approx(1.1, abs=0.2)
