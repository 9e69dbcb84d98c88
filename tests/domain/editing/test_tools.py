"""Each tool against what geometry says it must do."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from earseg_app.domain.anatomy import Part, Side, label_code
from earseg_app.domain.editing.between import filled_between
from earseg_app.domain.editing.block import LabelBlock
from earseg_app.domain.editing.brush import Brush, brushed
from earseg_app.domain.editing.grow import grown, shared_out
from earseg_app.domain.editing.pieces import largest_only, piece_relabelled, side_relabelled, without_small
from earseg_app.domain.editing.scope import Area, Scope, Subject
from earseg_app.domain.editing.shapes import Logic, combined, grown_by, holes_filled, smoothed
from earseg_app.domain.errors import EarsegError
from earseg_app.domain.geometry import Grid, Triple

A = np.radians(25.0)
TURN = np.array([[1, 0, 0], [0, np.cos(A), np.sin(A)], [0, -np.sin(A), np.cos(A)]])
OBLIQUE = Grid.from_arrays((30, 34, 38), (0.5, 0.4, 0.3), (5.0, -20.0, 100.0), np.eye(3)[::-1] @ TURN)
CODE = 3


def subject(labels: np.ndarray | None = None, hu: np.ndarray | None = None, scope: Scope | None = None) -> Subject:
    return Subject(
        np.zeros(OBLIQUE.shape_zyx, np.uint8) if labels is None else labels,
        np.zeros(OBLIQUE.shape_zyx, np.int16) if hu is None else hu,
        OBLIQUE,
        scope or Scope(),
    )


def after(on: Subject, block: LabelBlock | None) -> np.ndarray:
    labels = on.labels.copy()
    if block is not None:
        labels[block.box] = block.labels
    return labels


def centers_lps_mm() -> np.ndarray:
    return OBLIQUE.lps_from_index(np.stack(np.meshgrid(*map(np.arange, OBLIQUE.shape_zyx), indexing="ij"), axis=-1))


def at(z: float, y: float, x: float) -> Triple:
    a, b, c = OBLIQUE.lps_from_index((z, y, x)).tolist()
    return a, b, c


def ball(center: Triple, radius_mm: float) -> np.ndarray:
    return np.linalg.norm(centers_lps_mm() - np.array(center), axis=-1) <= radius_mm


@settings(max_examples=40, deadline=None)
@given(
    st.tuples(st.floats(-2, 32), st.floats(-2, 36), st.floats(-2, 40)), st.floats(0.2, 3.0), st.integers(0, 2**16 - 1)
)
def test_a_sphere_paints_every_voxel_within_its_radius_and_no_other(
    place: tuple[float, float, float], radius_mm: float, _seed: int
) -> None:
    on, center = subject(), at(*place)
    painted = after(on, brushed(on, Brush(radius_mm), center, center, CODE)) == CODE
    nearest = np.rint(place).astype(int)
    # a place midway between two voxels, to rounding, is held by either
    assume(np.all(np.abs(np.array(place) % 1.0 - 0.5) > 1e-6))
    # a voxel whose centre lies on the sphere itself may fall on either side of it
    least, most = ball(center, radius_mm - 1e-6), ball(center, radius_mm + 1e-6)
    if np.all((nearest >= 0) & (nearest < OBLIQUE.shape_zyx)):
        least[tuple(nearest)] = most[tuple(nearest)] = True
    assert not (least & ~painted).any()
    assert not (painted & ~most).any()


def test_a_moving_sphere_paints_a_capsule() -> None:
    on, start, end = subject(), np.array(at(8, 10, 8)), np.array(at(20, 25, 30))
    painted = after(on, brushed(on, Brush(1.03), at(8, 10, 8), at(20, 25, 30), CODE)) == CODE
    line = end - start
    share = np.clip((centers_lps_mm() - start) @ line / (line @ line), 0, 1)[..., None]
    assert np.array_equal(painted, np.linalg.norm(centers_lps_mm() - start - share * line, axis=-1) <= 1.03)


@pytest.mark.parametrize("axis", [0, 1, 2])
def test_a_disc_paints_one_slice_of_its_plane(axis: int) -> None:
    on, center = subject(), at(15, 17, 19)
    x, y, z = OBLIQUE.axes[axis].tolist()
    painted = after(on, brushed(on, Brush(2.05, (x, y, z)), center, center, CODE)) == CODE
    slices = np.unique(np.argwhere(painted)[:, axis]).tolist()
    assert slices == [(15, 17, 19)[axis]]
    assert np.array_equal(painted, ball(center, 2.05) & (np.indices(painted.shape)[axis] == slices[0]))


def test_an_oblique_disc_leaves_no_hole_in_its_plane() -> None:
    on, center = subject(), np.array(at(15, 17, 19))
    normal = np.array([1.0, 1.0, 1.0]) / np.sqrt(3.0)
    painted = after(on, brushed(on, Brush(2.5, tuple(normal.tolist())), tuple(center), tuple(center), CODE)) == CODE
    u = np.cross(normal, [0.0, 0.0, 1.0])
    u /= np.linalg.norm(u)
    v = np.cross(normal, u)
    for angle in np.linspace(0, 2 * np.pi, 60):
        for radius in np.linspace(0, 2.0, 20):
            point = center + radius * (np.cos(angle) * u + np.sin(angle) * v)
            assert painted[tuple(np.rint(OBLIQUE.index_from_lps(point)).astype(int))]


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 2**32 - 1), st.sampled_from(list(Area)), st.booleans())
def test_nothing_changes_where_the_scope_forbids_it(seed: int, area: Area, in_range: bool) -> None:
    rng = np.random.default_rng(seed)
    labels = rng.choice(np.array([0, 1, 2, 3], np.uint8), OBLIQUE.shape_zyx)
    hu = rng.integers(-500, 500, OBLIQUE.shape_zyx).astype(np.int16)
    on = subject(labels, hu, Scope(frozenset({2}), (-100.0, 100.0) if in_range else None, area))
    new = after(on, brushed(on, Brush(2.05), at(15, 17, 19), at(15, 17, 19), CODE))
    changed = new != labels
    assert not (changed & (labels == 2)).any()
    assert not (changed & ~ball(at(15, 17, 19), 2.05)).any()
    if in_range:
        assert not (changed & (np.abs(hu) > 100)).any()
    if area is not Area.EVERYWHERE:
        assert not (changed & ((labels == 0) != (area is Area.UNLABELLED))).any()


def test_a_region_fills_its_lumen_to_the_reach_and_stops_at_a_locked_part() -> None:
    hu = np.full(OBLIQUE.shape_zyx, 1500, np.int16)
    hu[10:20, 10:12, 5:35] = 0
    labels = np.zeros(OBLIQUE.shape_zyx, np.uint8)
    labels[:, :, 25] = 2
    on = subject(labels, hu, Scope(frozenset({2})))
    new = after(on, grown(on, at(15, 11, 15), (-200.0, 200.0), 100.0, CODE))
    assert np.array_equal(new == CODE, (hu == 0) & (np.indices(hu.shape)[2] < 25))
    near = after(on, grown(on, at(15, 11, 15), (-200.0, 200.0), 1.05, CODE))
    assert np.array_equal(near == CODE, (hu == 0) & ball(at(15, 11, 15), 1.05))


def test_a_seed_in_bone_is_refused_in_words() -> None:
    on = subject(hu=np.full(OBLIQUE.shape_zyx, 1500, np.int16))
    with pytest.raises(EarsegError, match="Nothing grows"):
        grown(on, at(15, 11, 15), (-200.0, 200.0), 5.0, CODE)


def test_two_strokes_share_a_rod_at_its_middle_and_an_edge_of_density_moves_the_border_there() -> None:
    labels = np.zeros(OBLIQUE.shape_zyx, np.uint8)
    labels[10:13, 10:13, 4:33] = 1
    strokes = [(1, [at(11, 11, 5)]), (2, [at(11, 11, 31)])]
    new = after(subject(labels), shared_out(subject(labels), strokes))
    assert np.array_equal(new > 0, labels > 0)
    assert (new[11, 11, 4:18] == 1).all()
    assert (new[11, 11, 19:33] == 2).all()
    hu = np.zeros(OBLIQUE.shape_zyx, np.int16)
    hu[:, :, 25:] = 4000
    edge = after(subject(labels, hu), shared_out(subject(labels, hu), strokes))
    assert np.array_equal(np.flatnonzero(edge[11, 11] == 2), np.arange(25, 33))


def two_balls() -> np.ndarray:
    labels = np.zeros(OBLIQUE.shape_zyx, np.uint8)
    labels[ball(at(10, 10, 10), 2.0)] = CODE
    labels[ball(at(22, 24, 28), 1.0)] = CODE
    return labels


def test_islands_go_and_the_largest_piece_stays() -> None:
    on = subject(two_balls())
    large = ball(at(10, 10, 10), 2.0)
    assert np.array_equal(after(on, largest_only(on, CODE)) == CODE, large)
    assert np.array_equal(after(on, without_small(on, CODE, 10.0)) == CODE, large)
    assert np.array_equal(after(on, without_small(on, CODE, 0.1)), on.labels)


def test_the_piece_under_the_mouse_becomes_another_part() -> None:
    on = subject(two_balls())
    new = after(on, piece_relabelled(on, at(22, 24, 28), 4))
    assert np.array_equal(new == 4, ball(at(22, 24, 28), 1.0))
    assert np.array_equal(new == CODE, ball(at(10, 10, 10), 2.0))


def test_the_side_of_a_plane_becomes_another_part() -> None:
    on = subject(two_balls())
    normal = (0.6, 0.0, 0.8)
    new = after(on, side_relabelled(on, CODE, at(10, 10, 10), normal, 4))
    beyond = (centers_lps_mm() - np.array(at(10, 10, 10))) @ np.array(normal) > 1e-6
    assert np.array_equal(new == 4, beyond & (on.labels == CODE))
    assert np.array_equal(new > 0, on.labels > 0)


def test_a_cavity_is_filled_but_not_where_another_part_lies_in_it() -> None:
    labels = np.zeros(OBLIQUE.shape_zyx, np.uint8)
    labels[ball(at(15, 17, 19), 3.0)] = CODE
    labels[ball(at(15, 17, 19), 1.5)] = 0
    labels[15, 17, 19] = 2
    on = subject(labels)
    new = after(on, holes_filled(on, CODE))
    assert new[15, 17, 19] == 2
    assert np.array_equal(new > 0, ball(at(15, 17, 19), 3.0))


def test_a_ball_grows_and_shrinks_by_millimetres() -> None:
    labels = np.zeros(OBLIQUE.shape_zyx, np.uint8)
    labels[15, 17, 19] = CODE
    on = subject(labels)
    assert np.array_equal(after(on, grown_by(on, CODE, 2.05)) == CODE, ball(at(15, 17, 19), 2.05))
    labels[ball(at(15, 17, 19), 4.0)] = CODE
    less = after(on, grown_by(on, CODE, -1.0)) == CODE
    assert not (less & ~ball(at(15, 17, 19), 3.5)).any()
    assert not (ball(at(15, 17, 19), 2.5) & ~less).any()


def test_growing_takes_nothing_from_another_part() -> None:
    labels = two_balls()
    labels[ball(at(10, 10, 22), 2.0)] = 5
    on = subject(labels)
    assert np.array_equal(after(on, grown_by(on, CODE, 3.0)) == 5, labels == 5)


def test_smoothing_removes_a_spike_and_keeps_the_volume() -> None:
    labels = np.zeros(OBLIQUE.shape_zyx, np.uint8)
    labels[ball(at(15, 17, 15), 3.0)] = CODE
    count = int((labels == CODE).sum())
    labels[15, 17, 24:34] = CODE
    on = subject(labels)
    new = after(on, smoothed(on, CODE, 0.5)) == CODE
    assert not new[15, 17, 30:].any()
    assert int(new.sum()) == pytest.approx(count + 10, abs=2)


def test_parts_are_combined() -> None:
    labels = np.zeros(OBLIQUE.shape_zyx, np.uint8)
    labels[10:20, 10:20, 5:10] = CODE
    labels[10:20, 10:20, 10:15] = 4
    labels[2:4, 2:4, 2:4] = CODE
    on = subject(labels)
    assert np.array_equal(after(on, combined(on, CODE, 4, Logic.ADD)) == CODE, labels > 0)
    assert not (after(on, combined(on, CODE, 4, Logic.SUBTRACT))[:, :, 9] == CODE).any()
    kept = after(on, combined(on, CODE, 4, Logic.KEEP_COMMON))
    assert not kept[2:4, 2:4, 2:4].any()
    assert (kept[10:20, 10:20, 5:10] == CODE).all()


@pytest.mark.parametrize("axis", [0, 1, 2])
def test_between_two_discs_lies_the_cone_that_joins_them(axis: int) -> None:
    labels = np.zeros(OBLIQUE.shape_zyx, np.uint8)
    index = np.moveaxis(np.indices(OBLIQUE.shape_zyx), 0, -1) * OBLIQUE.spacing
    flat = np.delete(index - np.array((15, 17, 19)) * OBLIQUE.spacing, axis, axis=-1)
    radius = np.linalg.norm(flat, axis=-1)
    number = np.indices(OBLIQUE.shape_zyx)[axis]
    labels[(number == 8) & (radius <= 2.0)] = CODE
    labels[(number == 20) & (radius <= 4.0)] = CODE
    on = subject(labels)
    points = [[15, 17, 19], [15, 17, 19]]
    points[0][axis], points[1][axis] = 8, 20
    new = after(on, filled_between(on, axis, at(*points[0]), at(*points[1])))
    middle = np.argwhere(new.take(14, axis) == CODE) * np.delete(OBLIQUE.spacing, axis)
    area = len(middle) * float(np.prod(np.delete(OBLIQUE.spacing, axis)))
    assert np.sqrt(area / np.pi) == pytest.approx(3.0, abs=0.25)
    assert np.array_equal(np.unique(number[new == CODE]), np.arange(8, 21))


@pytest.mark.parametrize(
    "work",
    [
        lambda on: largest_only(on, CODE),
        lambda on: holes_filled(on, CODE),
        lambda on: smoothed(on, CODE, 1.0),
        lambda on: grown_by(on, CODE, 1.0),
        lambda on: combined(on, CODE, 4, Logic.SUBTRACT),
    ],
)
def test_an_empty_part_is_refused_in_words(work: Callable[[Subject], LabelBlock]) -> None:
    with pytest.raises(EarsegError, match="no voxels"):
        work(subject())


def test_parts_that_no_stroke_touches_stay_when_a_piece_is_shared_out() -> None:
    cochlea, vestibule, superior = (
        label_code(Side.RIGHT, part) for part in (Part.COCHLEA, Part.VESTIBULE, Part.SUPERIOR_CANAL)
    )
    labels = np.zeros((10, 10, 30), np.uint8)
    labels[4:6, 4:6, :10], labels[4:6, 4:6, 10:20], labels[4:6, 4:6, 20:] = cochlea, vestibule, superior
    grid = Grid(labels.shape, (1.0, 1.0, 1.0), (0.0, 0.0, 0.0))
    on = Subject(labels, np.zeros(labels.shape, np.int16), grid)
    # The vestibule is split: its half beside the canal is canal.
    block = shared_out(on, [(vestibule, [(11.0, 5.0, 5.0)]), (superior, [(18.0, 5.0, 5.0)])])
    new = labels.copy()
    new[block.box] = block.labels
    assert np.all(new[4:6, 4:6, :10] == cochlea)
    assert np.all(new[4:6, 4:6, 10:14] == vestibule) and np.all(new[4:6, 4:6, 16:] == superior)
