"""Electrode arrays in a measured ear: each with its figures, one of them at any depth, none recommended."""

from __future__ import annotations

from unittest.mock import Mock, create_autospec

import numpy as np
import pytest

from earseg_app.adapters.electrode_library import electrode_arrays
from earseg_app.domain.anatomy import Side
from earseg_app.domain.electrodes.insertion import insert_array
from earseg_app.domain.measuring.measure import EarMeasures, measure_ear
from earseg_app.domain.segmentation import Segmentation, describe_ear
from earseg_app.domain.units import AngleUnit, Units
from earseg_app.domain.volume import Volume
from earseg_app.presenters.electrodes import ElectrodesDisplay, ElectrodesPresenter, ElectrodesView
from earseg_app.presenters.measuring import measurement_of
from earseg_app.render.virtual_array import array_marks, inserted_array
from earseg_app.session.session import Session, WorkStep
from tests.domain.ears import phantom_ear

ARRAYS = {array.name: array for array in electrode_arrays()}
FLEX28 = "MED-EL FLEX28"


@pytest.fixture(scope="module")
def ear() -> Segmentation:
    right = phantom_ear(0, Side.RIGHT, 0.4)
    found = describe_ear(right.labels, right.grid, Side.RIGHT)
    assert found is not None
    return Segmentation(right.labels, right.grid, (found,))


@pytest.fixture(scope="module")
def measures(ear: Segmentation) -> EarMeasures:
    return measure_ear(ear.labels, ear.grid, Side.RIGHT)


@pytest.fixture
def view() -> Mock:
    return create_autospec(ElectrodesView, instance=True)


@pytest.fixture
def presenter(session: Session, messages: Mock, view: Mock, ear: Segmentation, measures: EarMeasures) -> object:
    made = ElectrodesPresenter(session, electrode_arrays, messages, view)
    session.open_volume(Volume(np.zeros(ear.grid.shape_zyx, np.int16), ear.grid))
    session.accept_segmentation(ear)
    session.enter(WorkStep.MEASURE)
    session.accept_measurements({Side.RIGHT: measurement_of(measures)}, {}, {Side.RIGHT: measures})
    return made


def shown(view: Mock) -> ElectrodesDisplay:
    display = view.show_electrodes.call_args.args[0]
    assert isinstance(display, ElectrodesDisplay)
    return display


def test_every_array_is_compared_and_none_is_chosen(presenter: ElectrodesPresenter, view: Mock) -> None:
    assert [row.name for row in shown(view).rows] == list(ARRAYS)
    assert shown(view).chosen == ""


def test_a_row_says_what_full_insertion_gives(
    presenter: ElectrodesPresenter, view: Mock, measures: EarMeasures
) -> None:
    assert measures.cochlea is not None
    found = insert_array(ARRAYS[FLEX28], measures.cochlea)
    row = next(row for row in shown(view).rows if row.name == FLEX28)
    assert (row.angle, row.coverage) == (f"{found.array_angle_deg:.0f}", f"{100 * found.coverage:.0f}")
    assert row.apical_hz == f"{found.contacts[0].greenwood_hz:.0f}"


def test_the_chosen_array_goes_in_fully_and_its_depth_can_be_changed(
    presenter: ElectrodesPresenter, session: Session, view: Mock
) -> None:
    presenter.choose(FLEX28)
    full = shown(view)
    assert (full.chosen, full.depth_mm) == (FLEX28, 28.0)
    presenter.insert(20.0)
    less = shown(view)
    assert less.depth_mm == 20.0
    assert int(less.contacts[0].angle) < int(full.contacts[0].angle)
    assert less.contacts[-1].angle == ""  # outside the cochlea
    presenter.insert(99.0)
    assert shown(view).depth_mm == 28.0
    presenter.choose("")
    assert session.state.display.electrode is None and shown(view).contacts == ()


def test_what_is_drawn_are_the_contacts_that_lie_in_the_cochlea(
    presenter: ElectrodesPresenter, session: Session, view: Mock
) -> None:
    presenter.choose(FLEX28)
    presenter.insert(20.0)
    inside = [row.number for row in shown(view).contacts if row.angle]
    marks = array_marks(inserted_array(session.state))
    assert [mark.name for mark in marks.points] == [f"contact {number}" for number in inside]
    assert not any(mark.movable for mark in marks.points)


def test_nothing_is_drawn_outside_the_step(presenter: ElectrodesPresenter, session: Session) -> None:
    presenter.choose(FLEX28)
    assert inserted_array(session.state) is not None
    session.enter(WorkStep.EXPORT)
    assert inserted_array(session.state) is None


def test_angles_are_read_in_turns_where_the_user_wants_it(
    presenter: ElectrodesPresenter, session: Session, view: Mock
) -> None:
    presenter.choose(FLEX28)
    before = shown(view)
    session.read_in(Units(AngleUnit.TURNS))
    after = shown(view)
    assert (before.angle_symbol, after.angle_symbol) == ("°", "turns")
    turns = [float(row.angle) / 360.0 for row in before.rows]
    assert [float(row.angle) for row in after.rows] == pytest.approx(turns, abs=0.007)
    assert " turns, " in after.summary and "°" not in after.summary
