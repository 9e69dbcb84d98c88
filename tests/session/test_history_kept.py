"""A case that was saved or recovered is undone and redone as if it had stayed open."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings

from earseg_app.domain.anatomy import Side
from earseg_app.domain.editing.block import LabelBlock
from earseg_app.domain.geometry import Grid
from earseg_app.domain.measuring.hand_measures import HandMeasure, Kind, MeasuringPlane, next_number
from earseg_app.domain.segmentation import EarShare, Provenance
from earseg_app.session.autosave import RecoveryStore, recover
from earseg_app.session.case_file import StoredCase, read_case, save_case
from earseg_app.session.case_record import Snapshot, snapshot_of
from earseg_app.session.session import Session
from tests.session.sample_case import sample_measurement
from tests.session.test_edits import actions, block, opened


def snapshot_now(session: Session) -> Snapshot:
    state = session.state
    assert state.case is not None
    return Snapshot(state.case, state.display, state.step, session.history)


def act(session: Session, action: LabelBlock | str) -> None:
    if isinstance(action, LabelBlock):
        session.edit("Brush", action)
        assert session.state.case is not None
        unmeasured = {Side.LEFT: f"after {len(session.history.done)}"}
        session.change_case("Note", dataclasses.replace(session.state.case, unmeasured=unmeasured))
    else:
        getattr(session, action)()


def reopened(stored: StoredCase, like: Session) -> Session:
    assert like.state.volume is not None
    made, notes = snapshot_of(stored.record, like.state.volume, stored.labels, stored.uncertainty, stored.history)
    assert notes == ()
    session = Session()
    session.restore(made.case, made.display, made.step, None, True, made.history)
    return session


def assert_same(one: Session, other: Session) -> None:
    a, b = one.state.case, other.state.case
    assert a is not None
    assert b is not None
    assert (a.segmentation is None) is (b.segmentation is None)
    if a.segmentation is not None and b.segmentation is not None:
        assert np.array_equal(a.segmentation.labels, b.segmentation.labels)
        assert a.segmentation.ears == b.segmentation.ears
    assert (a.measurements, a.unmeasured, a.outdated) == (b.measurements, b.unmeasured, b.outdated)
    assert [step.name for step in one.history.done] == [step.name for step in other.history.done]
    assert [step.name for step in one.history.undone] == [step.name for step in other.history.undone]


@settings(max_examples=25, deadline=None)
@given(before=actions, after=actions)
def test_steps_after_saving_and_opening_end_where_they_would_have(
    tmp_path_factory: pytest.TempPathFactory, before: list[LabelBlock | str], after: list[LabelBlock | str]
) -> None:
    folder = tmp_path_factory.mktemp("history")
    session, store = opened(), RecoveryStore(folder / "run")
    for action in before:
        store.keep(snapshot_now(session), "", None)
        act(session, action)
    store.keep(snapshot_now(session), "", None)
    save_case(folder / "a.earseg", snapshot_now(session), "")
    again = [reopened(read_case(folder / "a.earseg"), session), reopened(recover(store.folder).stored, session)]
    store.close()
    for action in [*after, *["undo"] * 50]:
        for one in (session, *again):
            act(one, action)
        for one in again:
            assert_same(session, one)


def test_undone_back_to_the_saved_state_nothing_is_unsaved() -> None:
    session = opened()
    case = session.state.case
    assert case is not None
    session.note_saved(case, Path("a.earseg"), session.history)
    session.begin_stroke("Brush")
    session.paint(block((0, 0, 0), (2, 2, 2), 3))
    assert session.state.unsaved
    session.end_stroke()
    assert session.state.unsaved
    session.undo()
    assert not session.state.unsaved
    session.undo()
    assert session.state.unsaved


def drawn(session: Session, name: str) -> None:
    case = session.state.case
    assert case is not None
    number = next_number(case.hand_measures)
    plane = MeasuringPlane("axial", (0.0, 0.0, 1.0), (1.0, 0.0, 0.0), 0.6)
    measure = HandMeasure(number, Kind.DISTANCE, name, ((0.0, 0.0, 0.0), (1.0, 0.0, 0.0)), plane, Side.LEFT)
    session.change_case(f"Draw {name}", dataclasses.replace(case, hand_measures=(*case.hand_measures, measure)))


def names(session: Session) -> list[str]:
    case = session.state.case
    assert case is not None
    return [measure.name for measure in case.hand_measures]


def test_what_was_drawn_is_undone_and_redone_also_after_opening_and_after_a_crash(tmp_path: Path) -> None:
    session, store = opened(), RecoveryStore(tmp_path / "run")
    for name in ("first", "second"):
        drawn(session, name)
        store.keep(snapshot_now(session), "", None)
    session.undo()
    store.keep(snapshot_now(session), "", None)
    save_case(tmp_path / "a.earseg", snapshot_now(session), "")
    read, recovered = read_case(tmp_path / "a.earseg"), recover(store.folder).stored
    store.close()
    for one in (session, reopened(read, session), reopened(recovered, session)):
        assert names(one) == ["first"]
        one.redo()
        assert names(one) == ["first", "second"]
        one.undo()
        one.undo()
        assert names(one) == []


def test_undoing_what_was_drawn_keeps_the_measures_that_were_made_since() -> None:
    session = opened()
    drawn(session, "before the ears were measured")
    session.accept_measurements({Side.RIGHT: sample_measurement()})
    session.undo()
    case = session.state.case
    assert case is not None
    assert (case.hand_measures, case.measurements) == ((), {Side.RIGHT: sample_measurement()})


def test_what_was_drawn_survives_another_segmentation() -> None:
    session = opened()
    drawn(session, "first")
    case = session.state.case
    assert case is not None and case.segmentation is not None
    session.accept_segmentation(dataclasses.replace(case.segmentation))
    assert names(session) == ["first"]


def result(session: Session, version: str) -> EarShare:
    """Another result of the network, unsure in its own way, and its share."""
    made = session.state.segmentation
    assert made is not None
    grid = Grid((3, 4, 5), (0.3, 0.3, 0.3), (float(len(version)), 2.0, 3.0), made.grid.axes_lps)
    share = EarShare(np.full((3, 4, 5), len(version), np.uint8), grid)
    unsure = np.full(made.labels.shape, 10 * len(version), np.uint8)
    session.accept_segmentation(
        dataclasses.replace(made, provenance=Provenance("EarSeg", version), uncertainty=unsure, shares=(share,))
    )
    return share


@pytest.mark.parametrize("way", ["saved", "recovered"])
def test_an_earlier_result_of_the_network_comes_back_with_what_it_took_for_ear(tmp_path: Path, way: str) -> None:
    session = opened()
    first, second = result(session, "1"), result(session, "22")
    session.edit("Brush", block((1, 1, 1), (1, 1, 1), 1))
    if way == "saved":
        save_case(tmp_path / "a.earseg", snapshot_now(session), "abc")
        stored = read_case(tmp_path / "a.earseg")
    else:
        store = RecoveryStore(tmp_path / "run")
        store.keep(snapshot_now(session), "abc", None)
        session.edit("Brush", block((2, 1, 1), (1, 1, 1), 1))
        store.keep(snapshot_now(session), "abc", None)
        store.close(keep=True)
        stored = recover(tmp_path / "run").stored
    assert session.state.volume is not None
    made, notes = snapshot_of(
        stored.record, session.state.volume, stored.labels, stored.uncertainty, stored.history, stored.shares
    )
    assert notes == ()
    again = Session()
    again.restore(made.case, made.display, made.step, None, True, made.history)

    def shares() -> tuple[EarShare, ...]:
        assert again.state.segmentation is not None
        return again.state.segmentation.shares

    for wanted in (second, first):
        while again.state.history.done[-1].name == "Brush":
            again.undo()
        (found,) = shares()
        assert found.grid == wanted.grid
        assert np.array_equal(found.share, wanted.share)
        again.undo()
    assert shares() == ()
