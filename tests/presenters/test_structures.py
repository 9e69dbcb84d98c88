"""The list of structures beside the ears."""

from __future__ import annotations

from pathlib import Path
from unittest.mock import Mock, create_autospec

import numpy as np
import pytest

from earseg_app.domain.anatomy import Side
from earseg_app.domain.editing.block import LabelBlock
from earseg_app.domain.segmentation import Segmentation
from earseg_app.domain.study import Catalog, Patient, Series, Study
from earseg_app.domain.volume import Volume
from earseg_app.presenters.edit_display import EditSettings
from earseg_app.presenters.shell import shell_display
from earseg_app.presenters.structures import NO_LABELS, TELLING, StructuresDisplay, StructuresPresenter, StructuresView
from earseg_app.session.session import PartDisplay, Session, WorkStep

# What the tools work on.
IN_HAND = {0: EditSettings(side=Side.LEFT)}


@pytest.fixture
def view() -> Mock:
    return create_autospec(StructuresView, instance=True)


@pytest.fixture
def choose() -> Mock:
    return Mock()


@pytest.fixture
def presenter(session: Session, messages: Mock, view: Mock, choose: Mock) -> StructuresPresenter:
    return StructuresPresenter(session, messages, view, choose, lambda: IN_HAND[0])


@pytest.fixture
def ready(
    presenter: StructuresPresenter, session: Session, volume: Volume, segmentation: Segmentation
) -> StructuresPresenter:
    session.open_volume(volume)
    session.accept_segmentation(segmentation)
    return presenter


def shown(view: Mock) -> StructuresDisplay:
    display: StructuresDisplay = view.show_structures.call_args.args[0]
    return display


def test_there_is_nothing_to_paint_beside_before_ears_are_labelled(
    presenter: StructuresPresenter, session: Session, volume: Volume, view: Mock, messages: Mock
) -> None:
    assert not shown(view).usable
    session.open_volume(volume)
    for wish in (presenter.ask, lambda: presenter.add("Facial nerve", Side.RIGHT)):
        wish()
        messages.notice.assert_called_with(NO_LABELS)
        messages.notice.reset_mock()
    view.ask_new.assert_not_called()


def test_a_structure_that_is_added_is_the_active_part(
    ready: StructuresPresenter, session: Session, view: Mock, choose: Mock
) -> None:
    ready.add("Facial nerve", Side.LEFT)
    (row,) = shown(view).rows
    assert (row.structure.title, row.painted) == ("Facial nerve (left)", False)
    choose.assert_called_once_with(41)
    assert session.state.step is WorkStep.CORRECT


def test_the_side_in_work_is_offered_and_a_key_goes_through_the_list(
    ready: StructuresPresenter, session: Session, view: Mock, choose: Mock, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready.choose_next()  # there is none yet
    view.ask_new.assert_called_once_with(Side.LEFT)
    ready.add("Facial nerve", Side.LEFT)
    ready.add("Tumour", None)
    for in_hand, following in ((None, 41), (41, 61), (61, 41)):
        found = session.state.segmentation.structure(in_hand) if in_hand and session.state.segmentation else None
        monkeypatch.setitem(IN_HAND, 0, EditSettings(structure=found))
        ready.choose_next()
        choose.assert_called_with(following)


def test_a_name_that_cannot_be_taken_is_answered(ready: StructuresPresenter, view: Mock, messages: Mock) -> None:
    ready.add("Facial nerve", Side.LEFT)
    ready.add("facial nerve", Side.LEFT)
    assert "there already" in messages.notice.call_args.args[0]
    ready.rename(41, "Cochlea")
    assert [row.structure.name for row in shown(view).rows] == ["Facial nerve"]


@pytest.mark.parametrize("name, refused", [("Doe's cyst", True), ("Cyst 4711", True), ("Cyst", False)])
def test_a_name_never_tells_the_patients(
    ready: StructuresPresenter, session: Session, volume: Volume, messages: Mock, view: Mock, name: str, refused: bool
) -> None:
    study = Study("1", "", "", (Series(volume.series_uid, "Thin bone", "CT", 1, (), 40),))
    session.show_catalog(Catalog(Path("cd"), (Patient("4711", "Doe^Jane", "", (study,)),)))
    ready.add("Chorda tympani", Side.LEFT)
    ready.add(name, None)
    assert (len(shown(view).rows) == 1) is refused
    ready.rename(42, name + " there")
    assert any(TELLING in call.args[0] for call in messages.notice.call_args_list) is refused


def test_removing_asks_only_where_something_is_painted(
    ready: StructuresPresenter, session: Session, view: Mock
) -> None:
    for name in ("Facial nerve", "Chorda tympani"):
        ready.add(name, Side.RIGHT)
    session.edit("Brush", LabelBlock((0, 0, 0), np.full((1, 1, 2), 21, np.uint8)))
    assert [row.painted for row in shown(view).rows] == [True, False]
    assert session.state.segmentation is not None
    assert shown(view).rows[0].volume_mm3 == pytest.approx(2 * session.state.segmentation.grid.voxel_volume_mm3)
    ready.remove(22)
    view.ask_remove.assert_not_called()
    ready.remove(21)
    structure, answer = view.ask_remove.call_args.args
    assert structure.name == "Facial nerve"
    assert len(shown(view).rows) == 1
    answer()
    assert shown(view).rows == ()
    session.undo()
    assert shown(view).rows[0].painted


def test_eye_opacity_and_colour(ready: StructuresPresenter, session: Session, view: Mock) -> None:
    ready.add("Facial nerve", Side.RIGHT)
    ready.show(21, visible=False)
    ready.set_opacity(21, 0.4)
    ready.recolor(21, "#010203")
    (row,) = shown(view).rows
    assert (row.shown, row.structure.color) == (PartDisplay(False, 0.4), "#010203")


def test_the_list_waits_for_the_end_of_a_stroke(ready: StructuresPresenter, session: Session, view: Mock) -> None:
    ready.add("Facial nerve", Side.RIGHT)
    session.begin_stroke("Brush")
    calls = view.show_structures.call_count
    session.paint(LabelBlock((0, 0, 0), np.full((1, 1, 2), 21, np.uint8)))
    assert view.show_structures.call_count == calls
    session.end_stroke()
    assert shown(view).rows[0].painted


def test_the_status_line_names_it(ready: StructuresPresenter, session: Session, volume: Volume) -> None:
    ready.add("Facial nerve", Side.RIGHT)
    session.edit("Brush", LabelBlock((0, 0, 0), np.full((1, 1, 2), 21, np.uint8)))
    x, y, z = volume.grid.lps_from_index((0, 0, 1))
    assert shell_display(session.state, "CPU", (float(x), float(y), float(z))).status.part == "Facial nerve (right)"
