"""Structures are edited with the tools of the parts, and never at the cost of an ear unless the user points at it."""

from __future__ import annotations

from collections.abc import Callable
from unittest.mock import Mock, create_autospec

import numpy as np
import pytest

from earseg_app.domain.anatomy import Part, Side
from earseg_app.domain.editing.block import LabelBlock
from earseg_app.domain.editing.shapes import Logic
from earseg_app.domain.geometry import Triple
from earseg_app.domain.segmentation import Segmentation
from earseg_app.domain.volume import Volume
from earseg_app.presenters.edit import EditPresenter, EditView
from earseg_app.presenters.edit_display import BrushCursor, EditDisplay, PartWork, Tool
from earseg_app.presenters.ports import MessagePort
from earseg_app.session.session import Session, WorkStep
from tests.presenters.test_edit import (
    BEHIND,
    COCHLEA,
    GRID,
    MIDDLE,
    NETWORK,
    VESTIBULE,
    AtOnce,
    codes,
    segmented,
    vestibule_network,
)

NERVE = 21
# The cochlea fills the voxels 10 to 29 along every axis, voxels of 0.5 mm: this lies beside it.
BESIDE: Triple = (3.0, 10.0, 10.0)


@pytest.fixture
def session() -> Session:
    session = Session()
    hu = np.where(np.indices(GRID.shape_zyx)[2] < 8, np.int16(-500), np.int16(0))
    session.open_volume(Volume(hu.astype(np.int16), GRID))
    session.accept_segmentation(segmented(COCHLEA, NETWORK))
    session.add_structure("Facial nerve", Side.RIGHT)
    session.enter(WorkStep.CORRECT)
    return session


@pytest.fixture
def segmenter() -> Mock:
    return vestibule_network()


@pytest.fixture
def messages() -> Mock:
    return create_autospec(MessagePort, instance=True)


@pytest.fixture
def view() -> Mock:
    return create_autospec(EditView, instance=True)


@pytest.fixture
def edit(session: Session, segmenter: Mock, messages: Mock, view: Mock) -> EditPresenter:
    made = EditPresenter(session, segmenter, AtOnce(), messages, view)  # type: ignore[arg-type]
    made.choose_structure(NERVE)
    made.set_sphere(True)
    return made


def nerve(session: Session) -> np.ndarray:
    return codes(session) == NERVE


def stroke(edit: EditPresenter, tool: Tool, *points: Triple) -> None:
    if edit.settings.tool is not tool:
        edit.choose_tool(tool)
    edit.press(points[0], BEHIND)
    for point in points[1:]:
        edit.drag(point)
    edit.release()


def made(session: Session) -> Segmentation:
    assert session.state.segmentation is not None
    return session.state.segmentation


def test_the_brush_paints_it_and_stops_at_the_ear(edit: EditPresenter, session: Session) -> None:
    ear = made(session).ears[0]
    stroke(edit, Tool.BRUSH, BESIDE, MIDDLE)
    assert nerve(session).any()
    assert (codes(session) == COCHLEA).sum() == 20**3
    assert made(session).ears[0] is ear
    assert made(session).structures[0].voxels == nerve(session).sum()
    assert session.undo() == "Brush, facial nerve (right)"
    assert not nerve(session).any()


def test_the_eraser_takes_away_nothing_else(edit: EditPresenter, session: Session) -> None:
    stroke(edit, Tool.BRUSH, BESIDE)
    session.add_structure("Chorda tympani", Side.RIGHT)
    session.edit("Brush", LabelBlock((20, 20, 8), np.full((1, 1, 2), 22, np.uint8)))
    stroke(edit, Tool.ERASER, BESIDE, MIDDLE)
    assert not nerve(session).any()
    assert (codes(session) == 22).sum() == 2
    assert (codes(session) == COCHLEA).sum() == 20**3


def test_a_part_painted_over_a_structure_takes_its_voxels_unless_it_is_locked(
    edit: EditPresenter, session: Session
) -> None:
    stroke(edit, Tool.BRUSH, BESIDE)
    edit.choose_part(Side.RIGHT, Part.VESTIBULE)
    edit.lock_structure(NERVE, True)
    before = nerve(session).copy()
    stroke(edit, Tool.BRUSH, BESIDE)
    assert np.array_equal(nerve(session), before)
    edit.lock_structure(NERVE, False)
    stroke(edit, Tool.BRUSH, BESIDE)
    assert not nerve(session).any()


def test_a_region_grows_up_to_the_ear(edit: EditPresenter, session: Session) -> None:
    edit.choose_tool(Tool.GROW)
    edit.press((6.0, 2.0, 10.0), BEHIND)
    assert nerve(session).sum() > 500
    assert (codes(session) == COCHLEA).sum() == 20**3


@pytest.mark.parametrize("work", list(PartWork))
def test_what_can_be_done_to_a_whole_part_can_be_done_to_it(
    edit: EditPresenter, session: Session, work: PartWork, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("earseg_app.presenters.edit_whole.MARGIN_MM", 0.6)  # more than a voxel
    block = np.zeros((8, 8, 9), np.uint8)
    block[:, :, :6] = NERVE
    block[2:4, 2:4, 2:4], block[0, 0, 8] = 0, NERVE
    session.edit("Brush, facial nerve (right)", LabelBlock((12, 12, 1), block))
    before = nerve(session).copy()
    edit.whole.work_on_part(work)
    assert not np.array_equal(nerve(session), before)
    assert (codes(session) == COCHLEA).sum() == 20**3
    assert session.state.history.done[-1].name == f"{work.value}, facial nerve (right)"


def test_a_piece_of_an_ear_that_the_user_points_at_becomes_it(edit: EditPresenter, session: Session) -> None:
    edit.choose_tool(Tool.PIECE)
    edit.press(MIDDLE, BEHIND)
    assert nerve(session).sum() == 20**3
    assert made(session).ears == ()
    session.undo()
    assert made(session).ears[0].side is Side.RIGHT


def test_a_side_of_a_part_becomes_it(edit: EditPresenter, session: Session) -> None:
    edit.choose_tool(Tool.SIDE)
    edit.press(MIDDLE, BEHIND)
    assert 0 < nerve(session).sum() < 20**3
    assert session.state.history.done[-1].name == "Relabel a side of the cochlea (right) as facial nerve (right)"


def test_the_gap_between_two_slices_is_filled_beside_the_ear(edit: EditPresenter, session: Session) -> None:
    disc = np.full((1, 6, 6), NERVE, np.uint8)
    session.edit("Brush", LabelBlock((12, 7, 7), disc))
    session.edit("Brush", LabelBlock((20, 7, 7), disc))
    edit.choose_tool(Tool.BETWEEN)
    for z in (6.0, 10.0):
        edit.press((4.0, 4.0, z), BEHIND)
    assert nerve(session)[16].any()
    assert (codes(session) == COCHLEA).sum() == 20**3 - 2 * 9


def test_strokes_share_a_piece_between_ear_and_structure(edit: EditPresenter, session: Session) -> None:
    shown: list[BrushCursor | None] = []
    edit.show_cursor = shown.append
    edit.choose_tool(Tool.SPLIT)
    edit.press((7.0, 10.0, 10.0), BEHIND)
    edit.release()
    edit.choose_part(Side.RIGHT, Part.COCHLEA)
    edit.press((13.0, 10.0, 10.0), BEHIND)
    edit.release()
    assert shown[-1] is not None
    assert [each.color for each in shown[-1].strokes] == ["#EFE340", Part.COCHLEA.color]
    edit.share_out()
    assert nerve(session)[20, 20, 12]
    assert codes(session)[20, 20, 28] == COCHLEA


@pytest.mark.parametrize("logic", list(Logic))
def test_it_is_combined_with_a_part_and_with_a_structure(edit: EditPresenter, session: Session, logic: Logic) -> None:
    session.edit("Brush", LabelBlock((12, 12, 8), np.full((4, 4, 2), NERVE, np.uint8)))
    session.edit("Brush", LabelBlock((2, 2, 2), np.full((2, 2, 2), NERVE, np.uint8)))
    edit.whole.combine(logic, Part.COCHLEA)
    kept = {Logic.ADD: 20**3 + 32 + 8, Logic.SUBTRACT: 16 + 8, Logic.KEEP_COMMON: 32}[logic]
    assert nerve(session).sum() == kept
    chorda = session.add_structure("Chorda tympani", Side.RIGHT)
    edit.choose_structure(chorda.code)
    if logic is Logic.ADD:
        edit.whole.combine(logic, made(session).structures[0])
        assert not nerve(session).any()
        assert session.state.history.done[-1].name == "Add: chorda tympani (right), facial nerve (right)"


def test_the_network_run_again_here_leaves_it_where_it_finds_no_ear(edit: EditPresenter, session: Session) -> None:
    stroke(edit, Tool.BRUSH, BESIDE)
    before = nerve(session).copy()
    session.move_cursor((5.0, 10.0, 10.0))
    edit.set_box(4.0)
    edit.whole.rerun_here()
    assert np.array_equal(nerve(session), before)
    # the active structure does not protect the ear from the network
    assert codes(session)[20, 20, 12] == VESTIBULE


def test_the_other_ear_has_the_same_one_or_it_is_said(edit: EditPresenter, session: Session, messages: Mock) -> None:
    edit.choose_other_ear()
    assert edit.settings.code == NERVE
    assert "no facial nerve (left)" in messages.notice.call_args.args[0]
    session.add_structure("Facial nerve", Side.LEFT)
    edit.choose_other_ear()
    assert (edit.settings.code, edit.settings.side) == (41, Side.LEFT)


@pytest.mark.parametrize(
    "change, words, color",
    [
        (lambda session: session.rename_structure(NERVE, "Nerve VII"), "Nerve VII (right)", "#EFE340"),
        (lambda session: session.color_structure(NERVE, "#123456"), "facial nerve (right)", "#123456"),
        (lambda session: session.remove_structure(NERVE), "cochlea (right)", Part.COCHLEA.color),
    ],
)
def test_tool_and_panel_follow_what_becomes_of_it(
    edit: EditPresenter, session: Session, view: Mock, change: Callable[[Session], None], words: str, color: str
) -> None:
    shown: list[BrushCursor | None] = []
    edit.show_cursor = shown.append
    edit.choose_tool(Tool.BRUSH)
    edit.lock_structure(NERVE, True)
    change(session)
    display: EditDisplay = view.show_edit.call_args.args[0]
    assert display.settings.words == words
    assert shown[-1] is not None
    assert shown[-1].color == color
    assert display.settings.kept == {each.code for each in display.structures}
