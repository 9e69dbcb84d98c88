"""The landmarks stand over every plane while the user measures, and only then."""

from __future__ import annotations

from unittest.mock import Mock, create_autospec

import pytest

from earseg_app.domain.anatomy import Side
from earseg_app.domain.cochlea.landmarks import POINT_NAMES
from earseg_app.domain.slicing import Plane
from earseg_app.presenters.plane_marks import MarkedPlanes, PlaneMarksPresenter
from earseg_app.render.slice_display import Annotations
from earseg_app.session.session import Session, WorkStep
from tests.session.sample_case import sample_measurement, sample_volume


@pytest.fixture
def views() -> Mock:
    return create_autospec(MarkedPlanes, instance=True)


@pytest.fixture
def presenter(session: Session, views: Mock) -> PlaneMarksPresenter:
    session.open_volume(sample_volume())
    session.accept_measurements({Side.RIGHT: sample_measurement()})
    return PlaneMarksPresenter(session, views)


def test_landmarks_come_with_the_step_and_go_with_it(
    presenter: PlaneMarksPresenter, session: Session, views: Mock
) -> None:
    views.show_annotations.assert_not_called()
    session.enter(WorkStep.MEASURE)
    shown = {call.args[0]: call.args[1] for call in views.show_annotations.call_args_list}
    assert set(shown) == set(Plane)
    for marks in shown.values():
        assert {mark.name: mark.point_lps_mm for mark in marks.points} == sample_measurement().landmarks.points()
        assert all(mark.movable for mark in marks.points)
    session.enter(WorkStep.EXPORT)
    views.show_annotations.assert_called_with(Plane.SAGITTAL, Annotations())


def test_landmarks_of_the_shown_ear_only(presenter: PlaneMarksPresenter, session: Session, views: Mock) -> None:
    session.enter(WorkStep.MEASURE)
    assert len(views.show_annotations.call_args.args[1].points) == len(POINT_NAMES)
    session.choose_ear(Side.LEFT)
    assert views.show_annotations.call_args.args[1] == Annotations()
