"""The unrolled cochlea follows the ear that is measured, and leads the crosshair back into the patient."""

from __future__ import annotations

from dataclasses import replace
from unittest.mock import Mock, create_autospec

import numpy as np
import pytest

from earseg_app.domain.anatomy import Side
from earseg_app.domain.electrodes.arrays import Course, ElectrodeArray
from earseg_app.domain.measuring.measure import EarMeasures, measure_ear
from earseg_app.domain.segmentation import Segmentation, describe_ear
from earseg_app.domain.units import AngleUnit, Units
from earseg_app.domain.volume import Volume
from earseg_app.presenters.unrolled import NO_WALL, UnrolledPane, UnrolledPresenter
from earseg_app.render.unrolled_display import UnrolledDisplay
from earseg_app.session.measurement import EarMeasurement
from earseg_app.session.session import Session, WorkStep
from earseg_app.session.state import VirtualArray
from tests.domain.ears import phantom_ear


@pytest.fixture(scope="module")
def ear() -> Segmentation:
    found = phantom_ear(3, Side.LEFT, 0.4)
    finding = describe_ear(found.labels, found.grid, Side.LEFT)
    assert finding is not None
    return Segmentation(found.labels, found.grid, (finding,))


@pytest.fixture(scope="module")
def measures(ear: Segmentation) -> EarMeasures:
    return measure_ear(ear.labels, ear.grid, Side.LEFT)


@pytest.fixture
def pane() -> Mock:
    return create_autospec(UnrolledPane, instance=True)


@pytest.fixture
def presenter(session: Session, ear: Segmentation, measures: EarMeasures, pane: Mock) -> UnrolledPresenter:
    hu = np.where(ear.labels > 0, 0, 1500).astype(np.int16)
    session.open_volume(Volume(hu, ear.grid))
    session.accept_segmentation(ear)
    session.enter(WorkStep.MEASURE)
    session.choose_ear(Side.LEFT)
    accept(session, measures)
    return UnrolledPresenter(session, pane)


def accept(session: Session, measures: EarMeasures) -> None:
    measurement = EarMeasurement(measures.landmarks, measures.handles, measures.handles)
    session.accept_measurements({Side.LEFT: measurement}, {}, {Side.LEFT: measures})


def shown(pane: Mock) -> UnrolledDisplay:
    display: UnrolledDisplay = pane.show_unrolled.call_args.args[0]
    return display


def array() -> ElectrodeArray:
    return ElectrodeArray("Test", "T1", Course.LATERAL_WALL, 20.0, 15.4, 12, 1.4, 0.3, ())


def test_it_shows_the_whole_wall_with_its_side_its_length_and_its_angles(
    presenter: UnrolledPresenter, measures: EarMeasures, pane: Mock
) -> None:
    display = shown(pane)
    assert "left ear" in display.title
    assert measures.wall is not None
    assert display.extent_mm[0] == pytest.approx(measures.wall.length_mm, abs=0.2)
    assert [tick.words for tick in display.angle_ticks][:3] == ["0°", "90°", "180°"]
    assert display.angle_ticks[-1].length_mm == pytest.approx(measures.wall.length_mm)
    assert display.seen[0][0] == pytest.approx(measures.wall.length_at_mm(25.0), abs=0.1)


def test_a_click_puts_the_crosshair_there_and_shows_it_there(
    presenter: UnrolledPresenter, session: Session, measures: EarMeasures, pane: Mock
) -> None:
    presenter.point_at(12.0, 0.4)
    cursor = shown(pane).cursor
    assert cursor is not None
    assert (cursor.length_mm, cursor.height_mm) == pytest.approx((12.0, 0.4), abs=0.1)
    assert measures.wall is not None
    frame = measures.landmarks.frame()
    x, y, _ = frame.frame_from_lps(session.state.display.cursor_lps_mm)
    assert np.degrees(np.arctan2(y, x)) % 360.0 == pytest.approx(measures.wall.angle_at_deg(12.0) % 360.0, abs=2.0)


def test_a_crosshair_elsewhere_is_not_shown(presenter: UnrolledPresenter, session: Session, pane: Mock) -> None:
    session.move_cursor((900.0, 0.0, 0.0))
    assert shown(pane).cursor is None


def test_moving_the_crosshair_paints_nothing_anew(presenter: UnrolledPresenter, session: Session, pane: Mock) -> None:
    before = shown(pane).pixels
    presenter.point_at(10.0, 0.0)
    assert shown(pane).pixels is before


def test_scrolling_goes_deeper_and_says_how_deep(presenter: UnrolledPresenter, pane: Mock) -> None:
    assert shown(pane).note == "0.5 mm inside the wall"
    before = shown(pane).pixels
    presenter.scroll(3)
    assert shown(pane).note == "0.8 mm inside the wall"
    assert shown(pane).pixels is not before
    presenter.scroll(-99)
    assert shown(pane).note == "on the wall"


def test_the_lumen_is_dark_and_the_bone_above_it_bright(presenter: UnrolledPresenter, pane: Mock) -> None:
    display = shown(pane)
    grey = display.pixels & np.uint32(255)
    column = round(10.0 / display.pixel_mm)
    middle = round(display.top_mm / display.pixel_mm)
    assert grey[middle, column] < grey[0, column]


def test_a_slab_is_cut_here_too_but_not_beyond_the_axis(
    presenter: UnrolledPresenter, session: Session, pane: Mock
) -> None:
    session.cut_slab(5.0, "min")
    assert shown(pane).note == "0.5 mm inside the wall · MinIP over 2.0 mm"


def test_the_contacts_of_the_array_lie_at_their_angles(
    presenter: UnrolledPresenter, session: Session, measures: EarMeasures, pane: Mock
) -> None:
    assert shown(pane).contacts == ()
    session.hold_array(VirtualArray(array(), 20.0))
    contacts = shown(pane).contacts
    assert [contact.label for contact in contacts] == [str(number) for number in range(1, 13)]
    lengths = [contact.length_mm for contact in contacts]
    assert lengths == sorted(lengths, reverse=True)
    assert all(contact.height_mm < 0.0 for contact in contacts), "the scala tympani lies below the middle"
    session.hold_array(VirtualArray(array(), 10.0))
    assert shown(pane).contacts[0].length_mm < lengths[0]


def test_without_a_wall_a_sentence_says_why(
    presenter: UnrolledPresenter, session: Session, measures: EarMeasures, pane: Mock
) -> None:
    accept(session, replace(measures, wall=None))
    pane.show_unrolled.assert_called_with(None, NO_WALL)


def test_it_goes_with_the_step(presenter: UnrolledPresenter, session: Session, pane: Mock) -> None:
    session.enter(WorkStep.EXPORT)
    pane.show_unrolled.assert_called_with(None)


def test_the_axis_is_read_in_turns_where_the_user_wants_it(
    presenter: UnrolledPresenter, session: Session, pane: Mock
) -> None:
    session.read_in(Units(AngleUnit.TURNS))
    assert [tick.words for tick in shown(pane).angle_ticks][:3] == ["0.00 turns", "0.25", "0.50"]
    assert shown(pane).units.angle_words(180.0) == "0.50 turns"
