"""The ± of the window come by themselves, hold for what is measured now, and never for anything else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from unittest.mock import patch

import numpy as np
import pytest

from earseg_app.domain.anatomy import Side
from earseg_app.domain.editing.block import LabelBlock
from earseg_app.domain.errors import MeasurementError
from earseg_app.domain.measuring.measure import EarMeasures, measure_ear
from earseg_app.domain.measuring.uncertainty import Uncertainty
from earseg_app.domain.progress import Reporter
from earseg_app.domain.segmentation import Segmentation, describe_ear
from earseg_app.domain.volume import Volume
from earseg_app.presenters.measure import measure_display
from earseg_app.presenters.uncertainty import UncertaintyPresenter
from earseg_app.session.measurement import EarMeasurement
from earseg_app.session.session import Session, WorkStep
from tests.domain.ears import phantom_ear

WHERE = "earseg_app.domain.measuring.uncertainty.uncertainty_of"


@pytest.fixture(scope="module")
def ear() -> Segmentation:
    found = phantom_ear(0, Side.RIGHT, 0.4)
    finding = describe_ear(found.labels, found.grid, Side.RIGHT)
    assert finding is not None
    return Segmentation(found.labels, found.grid, (finding,))


@pytest.fixture(scope="module")
def measures(ear: Segmentation) -> EarMeasures:
    return measure_ear(ear.labels, ear.grid, Side.RIGHT)


@pytest.fixture
def found() -> Iterator[list[EarMeasures]]:
    """The measures whose ± were asked for; A is found to ± 0.25 mm."""
    asked: list[EarMeasures] = []

    def answer(measures: EarMeasures, *_: Any, reporter: Reporter) -> Uncertainty:
        reporter.step(0.5)
        asked.append(measures)
        return Uncertainty({"A": 0.25}, {"A": 0.1}, 0.1, 0.0, 16)

    with patch(WHERE, side_effect=answer):
        yield asked


@pytest.fixture
def presenter(session: Session, tasks: Any, ear: Segmentation, measures: EarMeasures) -> UncertaintyPresenter:
    made = UncertaintyPresenter(session, tasks)
    session.open_volume(Volume(np.zeros(ear.grid.shape_zyx, np.int16), ear.grid))
    session.accept_segmentation(ear)
    accept(session, measures)
    session.enter(WorkStep.MEASURE)
    return made


def accept(session: Session, measures: EarMeasures) -> None:
    measurement = EarMeasurement(measures.landmarks, measures.handles, measures.handles)
    session.accept_measurements({Side.RIGHT: measurement}, {}, {Side.RIGHT: measures})


def shown(session: Session, name: str) -> float | None:
    cochlea = measure_display(session.state).sections[0]
    return next(figure.uncertainty for figure in cochlea.figures if figure.name == name)


def test_it_is_shown_beside_the_number_once_it_is_known(
    presenter: UncertaintyPresenter, session: Session, tasks: Any, found: list[EarMeasures]
) -> None:
    assert shown(session, "A") is None
    assert measure_display(session.state).sections[0].uncertain, "its place is kept from the start"
    tasks.finish()
    assert shown(session, "A") == 0.25
    assert not tasks.busy


def test_a_diameter_set_by_hand_keeps_the_others_and_asks_for_nothing_anew(
    presenter: UncertaintyPresenter, session: Session, tasks: Any, ear: Segmentation, found: list[EarMeasures]
) -> None:
    tasks.finish()
    case = session.state.case
    assert case is not None
    moved = case.measurements[Side.RIGHT].moved("a", 1, (0.0, 0.0, 0.0))
    again = measure_ear(ear.labels, ear.grid, Side.RIGHT, moved.landmarks, moved.handles)
    session.measure(Side.RIGHT, moved, again)
    assert not tasks.busy
    assert shown(session, "A") is None, "what a hand set has no ±"
    assert session.state.uncertainty(Side.RIGHT) == {"A": 0.25}


@pytest.mark.parametrize("while_it_runs", [False, True])
def test_a_structure_painted_beside_the_ear_asks_for_nothing_anew(
    presenter: UncertaintyPresenter, session: Session, tasks: Any, found: list[EarMeasures], while_it_runs: bool
) -> None:
    if not while_it_runs:
        tasks.finish()
    session.add_structure("Facial nerve", Side.RIGHT)
    session.edit("Brush, facial nerve (right)", LabelBlock((0, 0, 0), np.full((1, 1, 3), 21, np.uint8)))
    if while_it_runs:
        tasks.finish()
    assert not tasks.busy
    assert shown(session, "A") == 0.25
    assert len(found) == 1


def test_a_moved_landmark_takes_the_old_one_away_and_brings_a_new_one(
    presenter: UncertaintyPresenter, session: Session, tasks: Any, ear: Segmentation, found: list[EarMeasures]
) -> None:
    tasks.finish()
    move_landmark(session, ear)
    assert shown(session, "A") is None
    tasks.finish()
    assert shown(session, "A") == 0.25
    assert [each.landmarks.by_hand for each in found] == [frozenset(), {"apex"}]


def test_what_is_out_of_date_is_stopped_and_begun_anew(
    presenter: UncertaintyPresenter, session: Session, tasks: Any, ear: Segmentation, found: list[EarMeasures]
) -> None:
    move_landmark(session, ear)
    tasks.finish()
    assert found == [], "the first was stopped"
    tasks.finish()
    assert [each.landmarks.by_hand for each in found] == [{"apex"}]


def test_an_ear_that_cannot_be_measured_again_has_none_and_is_left_alone(
    presenter: UncertaintyPresenter, session: Session, tasks: Any, measures: EarMeasures
) -> None:
    with patch(WHERE, side_effect=MeasurementError("It can't be.", "Check it.")):
        tasks.finish()
    assert not tasks.busy
    session.enter(WorkStep.EXPORT)
    session.enter(WorkStep.MEASURE)
    assert not tasks.busy
    assert shown(session, "A") is None


def test_leaving_the_step_stops_it(
    presenter: UncertaintyPresenter, session: Session, tasks: Any, found: list[EarMeasures]
) -> None:
    session.enter(WorkStep.EXPORT)
    tasks.finish()
    assert found == []
    assert not tasks.busy


def move_landmark(session: Session, ear: Segmentation) -> None:
    case = session.state.case
    assert case is not None
    x, y, z = case.measurements[Side.RIGHT].landmarks.apex
    landmarks = case.measurements[Side.RIGHT].landmarks.moved("apex", (x, y, z + 0.1))
    again = measure_ear(ear.labels, ear.grid, Side.RIGHT, landmarks)
    session.measure(Side.RIGHT, EarMeasurement(again.landmarks, again.handles, again.handles), again)
