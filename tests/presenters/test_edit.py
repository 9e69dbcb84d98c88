"""The tools stay where they may work, and the network leaves alone what was corrected by hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from unittest.mock import Mock, create_autospec

import numpy as np
import pytest

from earseg_app.domain.anatomy import Part, Side, label_code
from earseg_app.domain.editing.block import LabelBlock, box_of
from earseg_app.domain.editing.scope import Area
from earseg_app.domain.geometry import Grid, Triple
from earseg_app.domain.progress import Reporter
from earseg_app.domain.segmentation import Provenance, Segmentation, describe_ear
from earseg_app.domain.volume import Volume
from earseg_app.presenters.edit import EditPresenter, EditView
from earseg_app.presenters.edit_display import BrushCursor, Tool
from earseg_app.presenters.parts import PartsPresenter, PartsView
from earseg_app.presenters.ports import MessagePort, SegmenterPort
from earseg_app.session.corrections import corrected_by_hand
from earseg_app.session.session import Session, WorkStep

GRID = Grid((40, 40, 40), (0.5, 0.5, 0.5), (0.0, 0.0, 0.0))
COCHLEA, VESTIBULE = (label_code(Side.RIGHT, part) for part in (Part.COCHLEA, Part.VESTIBULE))
MIDDLE: Triple = (10.0, 10.0, 10.0)
BEHIND: Triple = (0.0, 0.0, 1.0)
NETWORK = Provenance("network", "1")


def segmented(code: int, provenance: Provenance | None = None) -> Segmentation:
    labels = labels_with(code)
    ear = describe_ear(labels, GRID, Side.RIGHT)
    assert ear is not None
    return Segmentation(labels, GRID, (ear,), provenance)


def labels_with(code: int) -> np.ndarray:
    labels = np.zeros(GRID.shape_zyx, np.uint8)
    labels[10:30, 10:30, 10:30] = code
    return labels


@pytest.fixture
def session() -> Session:
    session = Session()
    session.open_volume(Volume(np.zeros(GRID.shape_zyx, np.int16), GRID))
    session.accept_segmentation(segmented(COCHLEA, NETWORK))
    session.move_cursor(MIDDLE)
    return session


class AtOnce:
    """Does the work where it is asked for."""

    busy = False

    def start(
        self, work: Callable[[Reporter], Segmentation], *, on_done: Callable[[Segmentation], None], **_: object
    ) -> bool:
        on_done(work(Reporter()))
        return True

    def cancel(self) -> None: ...


def vestibule_network() -> Mock:
    """A network that names everything vestibule."""
    made: Mock = create_autospec(SegmenterPort, instance=True)
    made.segment_near.return_value = segmented(VESTIBULE)
    return made


@pytest.fixture
def segmenter() -> Mock:
    return vestibule_network()


@pytest.fixture
def edit(session: Session, segmenter: Mock) -> EditPresenter:
    messages, view = create_autospec(MessagePort, instance=True), create_autospec(EditView, instance=True)
    return EditPresenter(session, segmenter, AtOnce(), messages, view)  # type: ignore[arg-type]


def codes(session: Session) -> np.ndarray:
    case = session.state.case
    assert case is not None and case.segmentation is not None
    return case.segmentation.labels


def paint(edit: EditPresenter, part: Part, *points: Triple) -> None:
    edit.choose_part(Side.RIGHT, part)
    if edit.settings.tool is not Tool.BRUSH:
        edit.choose_tool(Tool.BRUSH)
    edit.press(points[0], BEHIND)
    for point in points[1:]:
        edit.drag(point)
    edit.release()


def test_a_brush_stays_in_the_box_around_the_crosshair(edit: EditPresenter, session: Session) -> None:
    edit.set_area(Area.BOX)
    edit.set_box(2.0)
    edit.set_sphere(True)
    before = codes(session).copy()
    paint(edit, Part.VESTIBULE, (4.0, 10.0, 10.0), (16.0, 10.0, 10.0))
    changed = np.argwhere(codes(session) != before) * 0.5
    assert changed.size
    assert np.all(np.abs(changed - 10.0) <= 2.0)


def test_the_box_is_shown_while_edits_stay_in_it(edit: EditPresenter) -> None:
    shown: list[BrushCursor | None] = []
    edit.show_cursor = shown.append
    edit.choose_tool(Tool.BRUSH)
    edit.set_area(Area.BOX)
    edit.set_box(6.0)
    assert shown[0] is not None and shown[0].box_mm == 0.0
    assert shown[-1] is not None and shown[-1].box_mm == 6.0


def test_the_network_labels_the_box_anew_and_nothing_else(edit: EditPresenter, session: Session) -> None:
    edit.set_box(2.0)
    edit.whole.rerun_here()
    expected = labels_with(COCHLEA)
    expected[16:25, 16:25, 16:25] = VESTIBULE
    assert np.array_equal(codes(session), expected)
    assert session.undo() == "Segment again here"


def test_the_network_looks_at_the_ear_of_the_box_and_at_no_more(
    edit: EditPresenter, session: Session, segmenter: Mock
) -> None:
    edit.set_box(2.0)
    edit.whole.rerun_here()
    volume, box, known, _ = segmenter.segment_near.call_args.args
    assert box == box_of((16, 16, 16), (25, 25, 25))
    assert session.state.case is not None and volume is session.state.case.volume
    assert [ear.side for ear in known] == [Side.RIGHT]
    segmenter.segment.assert_not_called()


def test_the_network_keeps_what_was_corrected_by_hand(edit: EditPresenter, session: Session) -> None:
    paint(edit, Part.SUPERIOR_CANAL, MIDDLE)
    corrected = codes(session) == label_code(Side.RIGHT, Part.SUPERIOR_CANAL)
    edit.whole.rerun_here()
    assert corrected.any()
    assert np.array_equal(codes(session) == label_code(Side.RIGHT, Part.SUPERIOR_CANAL), corrected)
    assert codes(session)[22, 22, 22] == VESTIBULE


def test_corrections_are_given_up_when_that_is_chosen(edit: EditPresenter, session: Session) -> None:
    paint(edit, Part.SUPERIOR_CANAL, MIDDLE)
    edit.keep_corrections(False)
    edit.whole.rerun_here()
    assert not (codes(session) == label_code(Side.RIGHT, Part.SUPERIOR_CANAL)).any()


def test_what_the_network_labelled_again_is_no_correction(edit: EditPresenter, session: Session) -> None:
    paint(edit, Part.SUPERIOR_CANAL, MIDDLE)
    edit.keep_corrections(False)
    edit.whole.rerun_here()
    everything = box_of((0, 0, 0), GRID.shape_zyx)
    assert not corrected_by_hand(session.state.history, everything).any()
    paint(edit, Part.POSTERIOR_CANAL, MIDDLE)
    corrected = corrected_by_hand(session.state.history, everything)
    assert np.array_equal(corrected, codes(session) == label_code(Side.RIGHT, Part.POSTERIOR_CANAL))
    session.undo()
    assert not corrected_by_hand(session.state.history, everything).any()


def test_a_new_segmentation_forgets_what_was_corrected_before(edit: EditPresenter, session: Session) -> None:
    paint(edit, Part.SUPERIOR_CANAL, MIDDLE)
    session.accept_segmentation(segmented(COCHLEA, replace(NETWORK, version="2")))
    assert not corrected_by_hand(session.state.history, box_of((0, 0, 0), GRID.shape_zyx)).any()


def test_the_other_ear_keeps_the_part(edit: EditPresenter) -> None:
    edit.choose_part(Side.RIGHT, Part.LATERAL_CANAL)
    edit.choose_other_ear()
    assert (edit.settings.side, edit.settings.part) == (Side.LEFT, Part.LATERAL_CANAL)


@pytest.mark.parametrize("step", [WorkStep.LOAD, WorkStep.SEGMENT, WorkStep.MEASURE, WorkStep.EXPORT])
def test_a_tool_is_put_away_with_its_step_so_that_no_click_paints_unseen(
    edit: EditPresenter, session: Session, step: WorkStep
) -> None:
    session.enter(WorkStep.CORRECT)
    edit.choose_tool(Tool.BRUSH)
    cursors: list[BrushCursor | None] = []
    edit.show_cursor = cursors.append
    session.enter(step)
    assert edit.settings.tool is Tool.NONE
    assert cursors == [None]


def test_a_tool_taken_beside_the_cochlear_views_works_there_and_elsewhere_leads_to_its_step(
    edit: EditPresenter, session: Session
) -> None:
    session.enter(WorkStep.MEASURE)
    edit.choose_tool(Tool.BRUSH)
    assert (edit.settings.tool, session.state.step) == (Tool.BRUSH, WorkStep.MEASURE)
    session.enter(WorkStep.EXPORT)
    edit.choose_tool(Tool.ERASER)
    assert (edit.settings.tool, session.state.step) == (Tool.ERASER, WorkStep.CORRECT)


def test_strokes_are_seen_until_they_are_shared_out(edit: EditPresenter, session: Session) -> None:
    shown: list[BrushCursor | None] = []
    edit.show_cursor = shown.append
    edit.choose_tool(Tool.SPLIT)
    for part, x in ((Part.VESTIBULE, 7.0), (Part.LATERAL_CANAL, 13.0)):
        edit.choose_part(Side.RIGHT, part)
        edit.press((x, 10.0, 10.0), BEHIND)
        edit.drag((x, 12.0, 10.0))
        edit.release()
    last = shown[-1]
    assert last is not None
    assert [stroke.color for stroke in last.strokes] == [Part.VESTIBULE.color, Part.LATERAL_CANAL.color]
    assert last.strokes[0].points_lps_mm[-1] == (7.0, 12.0, 10.0)
    edit.share_out()
    assert shown[-1] is not None and shown[-1].strokes == ()
    assert set(np.unique(codes(session))) == {0, VESTIBULE, label_code(Side.RIGHT, Part.LATERAL_CANAL)}


def test_panels_wait_for_the_end_of_a_stroke_and_then_follow(session: Session) -> None:
    view = create_autospec(PartsView, instance=True)
    kept = PartsPresenter(session, view)
    session.begin_stroke("Brush")
    view.show_parts.reset_mock()
    session.paint(LabelBlock((2, 2, 2), np.full((1, 1, 1), label_code(Side.RIGHT, Part.LATERAL_CANAL), np.uint8)))
    view.show_parts.assert_not_called()
    session.end_stroke()
    (display,) = view.show_parts.call_args.args
    assert kept is not None and next(row for row in display.rows if row.part is Part.LATERAL_CANAL).right
