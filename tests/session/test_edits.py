"""Everything that changes a case can be undone, and label arrays that somebody holds never change."""

from __future__ import annotations

import tracemalloc
from unittest.mock import create_autospec

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from earseg_app.domain.anatomy import Part, Side
from earseg_app.domain.editing.block import LabelBlock
from earseg_app.domain.geometry import Grid
from earseg_app.domain.measuring.measure import EarMeasures
from earseg_app.domain.segmentation import Segmentation, describe_ear
from earseg_app.domain.volume import Volume
from earseg_app.session.history import BlockChange, Change, History
from earseg_app.session.label_versions import LabelVersions
from earseg_app.session.session import Session, WorkStep
from tests.session.sample_case import sample_measurement

GRID = Grid((12, 14, 16), (0.5, 0.4, 0.3), (1.0, 2.0, 3.0))
CODES = (0, 1, 2, 3, 11, 15)


def opened() -> Session:
    session = Session()
    session.open_volume(Volume(np.zeros(GRID.shape_zyx, np.int16), GRID))
    labels = np.zeros(GRID.shape_zyx, np.uint8)
    labels[2:8, 2:8, 2:8] = 1
    ear = describe_ear(labels, GRID, Side.RIGHT)
    assert ear is not None
    session.accept_segmentation(Segmentation(labels, GRID, (ear,)))
    return session


def labels_of(session: Session) -> np.ndarray:
    case = session.state.case
    assert case is not None
    assert case.segmentation is not None
    return case.segmentation.labels


def block(start: tuple[int, int, int], shape: tuple[int, int, int], code: int) -> LabelBlock:
    return LabelBlock(start, np.full(shape, code, np.uint8))


blocks = st.tuples(
    st.tuples(st.integers(0, 9), st.integers(0, 11), st.integers(0, 13)),
    st.tuples(*[st.integers(1, 3)] * 3),
    st.sampled_from(CODES),
).map(lambda made: block(*made))
actions = st.lists(st.one_of(blocks, st.sampled_from(["undo", "redo"])), max_size=12)


@settings(max_examples=1000, deadline=None)
@given(actions)
def test_any_sequence_of_edits_undos_and_redos_ends_in_the_state_it_must(sequence: list[LabelBlock | str]) -> None:
    session = opened()
    done, undone = [labels_of(session).copy()], []
    for action in sequence:
        if isinstance(action, LabelBlock):
            expected = done[-1].copy()
            expected[action.box] = action.labels
            if session.edit("Brush", action):
                done.append(expected)
                undone = []
        elif action == "undo" and len(done) > 1:
            session.undo()
            undone.append(done.pop())
        elif action == "redo" and undone:
            assert session.redo() == "Brush"
            done.append(undone.pop())
    assert np.array_equal(labels_of(session), done[-1])
    case = session.state.case
    assert case is not None
    assert case.segmentation is not None
    for ear in case.segmentation.ears:
        counted = describe_ear(done[-1], GRID, ear.side)
        assert counted is not None
        assert ear.volumes_mm3 == pytest.approx(counted.volumes_mm3)
        assert ear.centroid_lps_mm == pytest.approx(counted.centroid_lps_mm)
    assert {ear.side for ear in case.segmentation.ears} == set(case.segmentation.sides())


@settings(max_examples=100, deadline=None)
@given(st.lists(blocks, max_size=10), st.lists(st.booleans(), min_size=10, max_size=10))
def test_a_label_array_that_somebody_holds_never_changes(changes: list[LabelBlock], held: list[bool]) -> None:
    versions, labels = LabelVersions(), np.zeros(GRID.shape_zyx, np.uint8)
    kept = [(labels, labels.copy())]
    expected = labels.copy()
    for change, keep in zip(changes, held, strict=False):
        labels = versions.with_block(labels, change)
        expected[change.box] = change.labels
        assert np.array_equal(labels, expected)
        if keep:
            kept.append((labels[2:], labels[2:].copy()))
    assert all(np.array_equal(array, copy) for array, copy in kept)


def test_memory_that_nobody_reads_any_more_is_used_again() -> None:
    versions, labels = LabelVersions(), np.zeros(GRID.shape_zyx, np.uint8)
    places = set()
    for number in range(20):
        labels = versions.with_block(labels, block((number % 9, 0, 0), (1, 1, 1), 1))
        places.add(labels.ctypes.data)
    assert len(places) == 2


def test_no_brush_step_copies_the_labels_of_the_whole_scan() -> None:
    """Nor in later strokes, while what keeps work safe holds the labels of the stroke before."""
    grid = Grid((96, 96, 96), (0.3, 0.3, 0.3), (0.0, 0.0, 0.0))
    session = Session()
    session.open_volume(Volume(np.zeros(grid.shape_zyx, np.int16), grid))
    session.accept_segmentation(Segmentation(np.zeros(grid.shape_zyx, np.uint8), grid))
    session.enter(WorkStep.CORRECT)
    tracemalloc.start()
    try:
        for stroke in range(4):
            kept = session.state.case
            session.begin_stroke("Brush")
            for step in range(6):
                tracemalloc.reset_peak()
                held, _ = tracemalloc.get_traced_memory()
                session.paint(block((10 * step, 10 * stroke, 0), (5, 5, 5), 1))
                assert tracemalloc.get_traced_memory()[1] - held < np.prod(grid.shape_zyx) / 4
                kept = session.state.case if step == 3 else kept
            session.end_stroke()
            session._versions.wait()
    finally:
        tracemalloc.stop()
    assert kept is not None


def test_a_stroke_is_one_step_with_its_name() -> None:
    session = opened()
    before = labels_of(session).copy()
    session.begin_stroke("Brush, superior canal (right)")
    for z in range(5):
        session.paint(block((z, 0, 0), (1, 2, 2), 3))
    session.end_stroke()
    assert [change.name for change in session.state.history.done][1:] == ["Brush, superior canal (right)"]
    assert session.undo() == "Brush, superior canal (right)"
    assert np.array_equal(labels_of(session), before)


def test_a_stroke_that_changes_nothing_leaves_no_step() -> None:
    session = opened()
    history = session.state.history
    assert not session.edit("Brush", block((3, 3, 3), (2, 2, 2), 1))
    assert session.state.history is history


def test_the_network_s_result_can_be_undone_and_redone() -> None:
    session = opened()
    corrected = labels_of(session).copy()
    other = np.zeros_like(corrected)
    other[9:, 9:, 9:] = 12
    session.accept_segmentation(Segmentation(other, GRID))
    session.undo()
    assert np.array_equal(labels_of(session), corrected)
    session.undo()
    case = session.state.case
    assert case is not None
    assert case.segmentation is None
    session.redo()
    session.redo()
    assert np.array_equal(labels_of(session), other)


def test_an_edit_marks_the_ear_as_edited_and_its_measures_as_out_of_date_until_it_is_undone() -> None:
    session = opened()
    session.accept_measurements({Side.RIGHT: sample_measurement()})
    session.edit("Brush", block((0, 0, 0), (2, 2, 2), 3))
    case = session.state.case
    assert case is not None
    assert case.segmentation is not None
    assert case.outdated == {Side.RIGHT}
    assert case.segmentation.ears[0].edited
    session.undo()
    case = session.state.case
    assert case is not None
    assert case.segmentation is not None
    assert not case.outdated
    assert not case.segmentation.ears[0].edited


def test_a_part_painted_where_no_ear_was_makes_an_ear_to_check() -> None:
    session = opened()
    session.edit("Brush", block((9, 9, 9), (2, 2, 2), 13))
    case = session.state.case
    assert case is not None
    assert case.segmentation is not None
    left = next(ear for ear in case.segmentation.ears if ear.side is Side.LEFT)
    assert left.volumes_mm3[Part.SUPERIOR_CANAL] == pytest.approx(8 * 0.06)


def test_moves_of_one_drag_are_one_step() -> None:
    session = opened()
    found = sample_measurement()
    session.accept_measurements({Side.RIGHT: found})
    steps = len(session.state.history.done)
    for x in (1.0, 2.0, 3.0):
        moved = found.moved("a", 0, (x, 0.0, 0.0))
        session.measure(Side.RIGHT, moved, create_autospec(EarMeasures), "Move A (right)", "a 0")
    session.end_gesture()
    assert len(session.state.history.done) == steps + 1
    session.undo()
    case = session.state.case
    assert case is not None
    assert case.measurements[Side.RIGHT] == found


def test_another_scan_begins_without_a_history() -> None:
    session = opened()
    session.open_volume(Volume(np.zeros(GRID.shape_zyx, np.int16), GRID))
    assert session.state.history == History()


def test_five_hundred_strokes_on_a_large_scan_take_little_memory() -> None:
    rng = np.random.default_rng(0)
    versions, labels, history = LabelVersions(), np.zeros((512, 512, 512), np.uint8), History[None]()
    for _ in range(500):
        z, y, x = rng.integers(0, 448, 3).tolist()
        painted = (rng.random((8, 8, 8)) > 0.5).repeat(8, 0).repeat(8, 1).repeat(8, 2)
        stroke = LabelBlock((z, y, x), painted.astype(np.uint8))
        new = versions.with_block(labels, stroke)
        history = history.with_change(
            Change("Brush", None, None, BlockChange.between(stroke.start_zyx, labels[stroke.box], new[stroke.box]))
        )
        labels = new
    assert len(history.done) == 500
    assert sum(change.size_bytes for change in history.done) < 256 * 2**20
