"""The report of what is measured now; it names the patient only when asked to."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest.mock import Mock, create_autospec

import pytest

from earseg_app.domain.anatomy import Side
from earseg_app.domain.errors import ExportError
from earseg_app.domain.measuring.measure import EarMeasures
from earseg_app.domain.study import Catalog, Patient, Series, Study
from earseg_app.presenters.ports import ReportContent, ReportPort, ReportRequest
from earseg_app.presenters.report import NOTHING_MEASURED, ReportPresenter, ReportView
from earseg_app.session.session import Session
from tests.session.sample_case import (
    sample_hand_measures,
    sample_measurement,
    sample_segmentation,
    sample_volume,
)

SERIES = Series("1.2.3", "Bone", "CT", 2, (Path("a.dcm"),), 10)
CATALOG = Catalog(Path("disc"), (Patient("4711", "Doe, Jane", "", (Study("1.2", "", "2026-03-09", (SERIES,)),)),))
NAMED = (("Name", "Doe, Jane"), ("Patient ID", "4711"), ("Date of the scan", "2026-03-09"))


@pytest.fixture
def port() -> Mock:
    made: Mock = create_autospec(ReportPort, instance=True)
    made.write.return_value = (Path("out/report.pdf"),)
    return made


@pytest.fixture
def view() -> Mock:
    return create_autospec(ReportView, instance=True)


@pytest.fixture
def presenter(session: Session, port: Mock, tasks: Any, messages: Mock, view: Mock) -> ReportPresenter:
    volume = sample_volume()
    session.open_volume(volume)
    session.accept_segmentation(sample_segmentation(volume))
    session.show_catalog(CATALOG)
    return ReportPresenter(session, port, tasks, messages, view)


@pytest.fixture
def measured(presenter: ReportPresenter, session: Session) -> ReportPresenter:
    measures = create_autospec(EarMeasures, instance=True)
    session.accept_measurements({Side.RIGHT: sample_measurement()}, {}, {Side.RIGHT: measures})
    return presenter


def request(**changes: Any) -> ReportRequest:
    return replace(ReportRequest(Path("out"), frozenset({"pdf"})), **changes)


def written(port: Mock) -> ReportContent:
    content = port.write.call_args.args[0]
    assert isinstance(content, ReportContent)
    return content


def test_without_measures_there_is_nothing_to_report(presenter: ReportPresenter, messages: Mock, view: Mock) -> None:
    presenter.open()
    messages.notice.assert_called_once_with(NOTHING_MEASURED)
    view.open_report.assert_not_called()


def test_what_was_drawn_by_hand_is_reported_where_no_ear_can_be_measured(
    presenter: ReportPresenter, session: Session, view: Mock, messages: Mock
) -> None:
    case = session.state.case
    assert case is not None
    session.change_case("Draw", replace(case, hand_measures=sample_hand_measures()))
    presenter.open()
    messages.notice.assert_called_once_with(NOTHING_MEASURED)  # the ears wait to be measured
    session.accept_measurements({}, dict.fromkeys(Side, "The cochlea is cut off."))
    presenter.open()
    view.open_report.assert_called_once()


def test_a_scan_without_labels_can_be_reported_when_something_was_drawn(
    session: Session, port: Mock, tasks: Any, messages: Mock, view: Mock
) -> None:
    session.open_volume(sample_volume())
    presenter = ReportPresenter(session, port, tasks, messages, view)
    presenter.open()
    view.open_report.assert_not_called()
    assert session.state.case is not None
    session.change_case("Draw", replace(session.state.case, hand_measures=sample_hand_measures()))
    presenter.open()
    view.open_report.assert_called_once()


def test_the_patient_is_named_only_when_asked_for(measured: ReportPresenter, port: Mock, tasks: Any) -> None:
    measured.write(request())
    tasks.finish()
    assert written(port).patient == ()
    measured.write(request(name_patient=True))
    tasks.finish()
    assert written(port).patient == NAMED


def test_a_scan_that_the_catalog_does_not_hold_names_nobody(
    measured: ReportPresenter, session: Session, view: Mock
) -> None:
    measured.open()
    assert view.open_report.call_args.args[0].patient == NAMED
    session.show_catalog(None)
    measured.open()
    assert view.open_report.call_args.args[0].patient == ()


def test_the_report_is_of_the_measures_as_they_stand(
    measured: ReportPresenter, session: Session, port: Mock, tasks: Any, view: Mock
) -> None:
    measured.write(request())
    tasks.finish()
    assert written(port).case is session.state.case
    assert written(port).measures == session.state.measures
    assert view.show_report.call_args.args[0].result == "Written: report.pdf"


def test_surfaces_are_drawn_for_pages_only(measured: ReportPresenter, port: Mock, tasks: Any) -> None:
    measured.write(request(formats=frozenset({"csv", "json"})))
    tasks.finish()
    port.surfaces.assert_not_called()
    measured.write(request())
    tasks.finish()
    port.surfaces.assert_called_once()


def test_what_hinders_is_said_in_the_dialog(measured: ReportPresenter, port: Mock, tasks: Any, view: Mock) -> None:
    port.write.side_effect = ExportError("The disk is full, so nothing was written.", "Make room.")
    measured.write(request())
    tasks.finish()
    assert view.show_report.call_args.args[0].trouble == "The disk is full, so nothing was written. Make room."


def test_a_stopped_report_says_so(measured: ReportPresenter, tasks: Any, view: Mock) -> None:
    measured.write(request())
    measured.cancel()
    tasks.finish()
    assert view.show_report.call_args.args[0].trouble == "Stopped; nothing was written."
