"""Structures are listed in the case, every change of them can be undone, and the ears do not notice."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from unittest.mock import create_autospec

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from earseg_app.domain.anatomy import Side
from earseg_app.domain.editing.block import LabelBlock
from earseg_app.domain.errors import EarsegError
from earseg_app.domain.measuring.measure import EarMeasures
from earseg_app.domain.segmentation import Provenance, Segmentation, describe_ear
from earseg_app.domain.structures import Structure
from earseg_app.session.autosave import RecoveryStore, left_behind, recover
from earseg_app.session.case_file import fingerprint, read_case, save_case
from earseg_app.session.case_record import Snapshot, snapshot_of
from earseg_app.session.corrections import corrected_by_hand
from earseg_app.session.session import PartDisplay, Session
from earseg_app.session.state import KnownUncertainty
from tests.session.sample_case import sample_measurement
from tests.session.test_edits import GRID, block, labels_of, opened

NERVE = block((9, 9, 9), (1, 2, 3), 21)
BOX = (slice(9, 10), slice(9, 11), slice(9, 12))


def with_nerve() -> Session:
    """A case whose right facial nerve has six voxels."""
    session = opened()
    session.add_structure("Facial nerve", Side.RIGHT)
    session.edit("Brush, facial nerve (right)", NERVE)
    return session


def structures(session: Session) -> tuple[Structure, ...]:
    assert session.state.segmentation is not None
    return session.state.segmentation.structures


def names(session: Session) -> list[str]:
    return [change.name for change in session.state.history.done]


def test_a_structure_is_added_painted_counted_and_removed_step_by_step() -> None:
    session = with_nerve()
    assert [(each.code, each.voxels) for each in structures(session)] == [(21, 6)]
    session.remove_structure(21)
    assert structures(session) == ()
    assert not (labels_of(session) == 21).any()
    assert names(session)[1:] == [
        "Add facial nerve (right)",
        "Brush, facial nerve (right)",
        "Remove facial nerve (right)",
    ]
    session.undo()
    assert [(each.code, each.voxels) for each in structures(session)] == [(21, 6)]
    assert int((labels_of(session) == 21).sum()) == 6
    session.undo()
    assert [each.voxels for each in structures(session)] == [0]
    session.undo()
    assert structures(session) == ()
    for _ in range(3):
        session.redo()
    assert structures(session) == ()
    assert not (labels_of(session) == 21).any()


@pytest.mark.parametrize(
    "change, name, color",
    [
        (lambda session: session.rename_structure(21, "Nerve VII"), "Nerve VII", "#EFE340"),
        (lambda session: session.color_structure(21, "#112233"), "Facial nerve", "#112233"),
    ],
)
def test_its_name_and_colour_can_be_changed_and_changed_back(
    change: Callable[[Session], None], name: str, color: str
) -> None:
    session = with_nerve()
    change(session)
    (after,) = structures(session)
    assert (after.name, after.color, after.voxels) == (name, color, 6)
    session.undo()
    assert (structures(session)[0].name, structures(session)[0].color) == ("Facial nerve", "#EFE340")


def test_a_name_that_is_there_already_changes_nothing() -> None:
    session = with_nerve()
    session.add_structure("Chorda tympani", Side.RIGHT)
    steps = len(names(session))
    with pytest.raises(EarsegError):
        session.rename_structure(22, "Facial nerve")
    session.color_structure(22, structures(session)[1].color)
    assert len(names(session)) == steps


def test_nothing_that_is_known_of_the_ears_changes() -> None:
    session = opened()
    assert session.state.case is not None
    before = session.state.case.segmentation
    assert before is not None
    measures = create_autospec(EarMeasures, instance=True)
    session.accept_measurements({Side.RIGHT: sample_measurement()}, {}, {Side.RIGHT: measures})
    session.accept_uncertainty(Side.RIGHT, KnownUncertainty(before, sample_measurement().landmarks, {"a": 0.1}))
    session.add_structure("Facial nerve", Side.RIGHT)
    session.edit("Brush, facial nerve (right)", NERVE)
    session.color_structure(21, "#112233")
    for _ in range(2):
        state = session.state
        assert state.case is not None
        assert state.segmentation is not None
        assert state.segmentation.ears[0] is before.ears[0]
        assert not state.segmentation.ears[0].edited
        assert state.case.outdated == frozenset()
        assert state.case.measurements == {Side.RIGHT: sample_measurement()}
        assert state.measures[Side.RIGHT] is measures
        assert state.uncertainty(Side.RIGHT) == {"a": 0.1}
        session.undo()  # measured since, and kept: it follows from the ear, which the step did not touch
        session.undo()


def test_painting_over_an_ear_changes_that_ear() -> None:
    session = opened()
    session.accept_measurements({Side.RIGHT: sample_measurement()}, {})
    session.add_structure("Facial nerve", Side.RIGHT)
    session.edit("Relabel a piece as facial nerve (right)", block((2, 2, 2), (2, 2, 2), 21))
    assert session.state.segmentation is not None
    assert session.state.case is not None
    assert session.state.segmentation.ears[0].edited
    assert session.state.case.outdated == {Side.RIGHT}


def test_structures_outlive_another_segmentation_and_give_way_to_its_ears() -> None:
    session = with_nerve()
    labels = np.zeros(GRID.shape_zyx, np.uint8)
    labels[9, 9, 9:11] = 11
    labels[2:5, 2:5, 2:5] = 1
    ears = tuple(filter(None, (describe_ear(labels, GRID, side) for side in Side)))
    session.accept_segmentation(Segmentation(labels, GRID, ears, Provenance("EarSeg", "2")))
    made = session.state.segmentation
    assert made is not None
    assert made.ears == ears
    assert np.array_equal(np.where(made.labels < 21, made.labels, 0), labels)
    assert [(each.name, each.voxels) for each in made.structures] == [("Facial nerve", 4)]
    session.undo()
    assert [each.voxels for each in structures(session)] == [6]


def test_labels_that_bring_their_own_structures_take_the_place_of_all() -> None:
    session = with_nerve()
    labels = np.zeros(GRID.shape_zyx, np.uint8)
    labels[0, 0, 0] = 61
    session.accept_segmentation(Segmentation(labels, GRID, structures=(Structure(61, "Cyst", "#FFFFFF", voxels=1),)))
    assert [each.name for each in structures(session)] == ["Cyst"]
    assert not (labels_of(session) == 21).any()


def test_a_painted_structure_is_no_correction_of_the_ear() -> None:
    assert not corrected_by_hand(with_nerve().state.history, BOX).any()


def test_it_lies_in_the_case_file_with_its_history_and_how_it_is_shown(tmp_path: Path) -> None:
    session = with_nerve()
    session.rename_structure(21, "Nerve VII")
    session.show_structure(21, PartDisplay(False, 0.25))
    state = session.state
    assert state.case is not None
    snapshot = Snapshot(state.case, state.display, state.step, state.history)
    save_case(tmp_path / "a.earseg", snapshot, fingerprint(state.case.volume))
    stored = read_case(tmp_path / "a.earseg")
    back, notes = snapshot_of(stored.record, state.case.volume, stored.labels, stored.uncertainty, stored.history)
    assert notes == ()
    again = Session()
    again.restore(back.case, back.display, back.step, None, saved=True, history=back.history)
    assert structures(again) == structures(session)
    assert again.state.display.structure(21) == PartDisplay(False, 0.25)
    again.undo()
    assert [each.name for each in structures(again)] == ["Facial nerve"]
    again.undo()
    assert [each.voxels for each in structures(again)] == [0]
    assert not (labels_of(again) == 21).any()


def test_after_a_crash_it_is_there_again(tmp_path: Path) -> None:
    session = opened()
    store = RecoveryStore(tmp_path / "run")

    def keep() -> None:
        state = session.state
        assert state.case is not None
        store.keep(Snapshot(state.case, state.display, state.step, state.history), "abc", None)

    keep()
    session.add_structure("Tumour", None)
    session.edit("Brush, tumour", LabelBlock((9, 9, 9), np.full((1, 1, 2), 61, np.uint8)))
    keep()
    store.close(keep=True)
    (folder,) = left_behind(tmp_path)
    found = recover(folder).stored
    assert found.record.segmentation is not None
    assert [(each.name, each.voxels) for each in found.record.segmentation.structures] == [("Tumour", 2)]
    assert found.labels is not None
    assert int((found.labels == 61).sum()) == 2


def test_a_shown_structure_is_kept_apart_from_the_parts() -> None:
    session = with_nerve()
    session.show_structure(21, PartDisplay(False))
    assert session.state.display.parts == MappingProxyType({})
    assert session.state.display.structure(41) == PartDisplay()
    assert replace(session.state.display).structure(21) == PartDisplay(False)


NAMES = ("Facial nerve", "Tumour", "Cyst", "Cyst of the apex")
CODES = (0, 1, 11, 21, 31, 61, 62)
paintings = st.tuples(
    st.tuples(st.integers(0, 9), st.integers(0, 11), st.integers(0, 13)),
    st.tuples(*[st.integers(1, 3)] * 3),
    st.sampled_from(CODES),
).map(lambda made: block(*made))
changes = st.one_of(
    paintings,
    st.tuples(st.just("add"), st.sampled_from(NAMES), st.sampled_from([Side.RIGHT, None])),
    st.tuples(st.just("rename"), st.integers(0, 3), st.sampled_from(NAMES)),
    st.tuples(st.just("color"), st.integers(0, 3), st.sampled_from(["#111111", "#222222"])),
    st.tuples(st.just("remove"), st.integers(0, 3), st.just("")),
    st.sampled_from(["undo", "redo"]),
)


def _act(session: Session, action: LabelBlock | tuple[str, object, object] | str) -> None:
    listed = structures(session)
    if isinstance(action, LabelBlock):
        known = {0, 1, 11, *(each.code for each in listed)}
        if int(action.labels.flat[0]) in known:
            session.edit("Brush", action)
    elif isinstance(action, str):
        if action == "redo" or len(session.state.history.done) > 1:  # the ears themselves stay
            getattr(session, action)()
    elif action[0] == "add":
        with suppress(EarsegError):
            session.add_structure(str(action[1]), action[2])  # type: ignore[arg-type]
    elif listed:
        code = listed[int(action[1]) % len(listed)].code  # type: ignore[call-overload]
        extra = [] if action[0] == "remove" else [action[2]]
        with suppress(EarsegError):
            getattr(session, f"{action[0]}_structure")(code, *extra)


@settings(max_examples=300, deadline=None)
@given(st.lists(changes, max_size=14))
def test_any_sequence_of_changes_keeps_list_labels_and_ears_true(sequence: list[object]) -> None:
    session = opened()
    # What stood after each step that is done; the first labelled the ears.
    after: list[tuple[tuple[Structure, ...], np.ndarray]] = [((), labels_of(session).copy())]
    for action in sequence:
        _act(session, action)  # type: ignore[arg-type]
        found, labels = session.state.segmentation, labels_of(session)
        assert found is not None
        assert [each.voxels for each in found.structures] == [
            int((labels == each.code).sum()) for each in found.structures
        ]
        assert {*np.unique(labels).tolist()} <= {0, 1, 11, *(each.code for each in found.structures)}
        expected = [describe_ear(labels, GRID, side) for side in Side]
        assert [ear.volumes_mm3 for ear in found.ears] == [ear.volumes_mm3 for ear in expected if ear]
        del after[len(session.state.history.done) - 1 :]
        after.append((found.structures, labels.copy()))
    redone = len(session.state.history.done) + len(session.state.history.undone)
    for listed, codes in reversed(after):
        assert structures(session) == listed
        assert np.array_equal(labels_of(session), codes)
        session.undo()
    while session.redo():
        pass
    assert len(session.state.history.done) == redone
