"""Labels from a file are taken with their warnings; ours go out in the format asked for."""

from __future__ import annotations

from pathlib import Path
from unittest.mock import Mock, create_autospec

import pytest

from earseg_app.domain.segmentation import Segmentation, Verdict
from earseg_app.domain.volume import Volume
from earseg_app.presenters.labels import FOREIGN, NO_LABELS, NO_SCAN, LabelsPresenter, LabelsView
from earseg_app.presenters.ports import LabelsPort
from earseg_app.session.session import Session, WorkStep
from tests.presenters.conftest import StepwiseTasks

NOTE = "The labels lay on another grid."


@pytest.fixture
def view() -> Mock:
    return create_autospec(LabelsView, instance=True)


@pytest.fixture
def port(segmentation: Segmentation) -> Mock:
    port = create_autospec(LabelsPort, instance=True)
    port.read.return_value = (segmentation, (NOTE,))
    return port


@pytest.fixture
def presenter(session: Session, port: Mock, tasks: StepwiseTasks, messages: Mock, view: Mock) -> LabelsPresenter:
    return LabelsPresenter(session, port, tasks, messages, view)


def test_without_a_scan_labels_have_no_place(presenter: LabelsPresenter, messages: Mock, view: Mock) -> None:
    presenter.open()
    messages.notice.assert_called_once_with(NO_SCAN)
    view.ask_labels.assert_not_called()


def test_opened_labels_become_the_segmentation_and_want_a_look(
    presenter: LabelsPresenter, session: Session, volume: Volume, tasks: StepwiseTasks, view: Mock
) -> None:
    session.open_volume(volume)
    view.ask_labels.return_value = Path("a.nii.gz")
    presenter.open()
    tasks.finish()
    assert session.state.case is not None
    made = session.state.case.segmentation
    assert made is not None
    assert all(ear.verdict is Verdict.CHECK for ear in made.ears)
    assert all(ear.reasons[:2] == (FOREIGN, NOTE) for ear in made.ears)
    assert session.state.step is WorkStep.SEGMENT


def test_labels_read_for_a_scan_that_was_closed_meanwhile_are_dropped(
    presenter: LabelsPresenter, session: Session, volume: Volume, tasks: StepwiseTasks, view: Mock
) -> None:
    session.open_volume(volume)
    view.ask_labels.return_value = Path("a.nii.gz")
    presenter.open()
    session.open_volume(Volume(volume.hu, volume.grid))
    tasks.finish()
    assert session.state.case is not None
    assert session.state.case.segmentation is None


def test_only_the_labels_of_a_dicom_series_can_go_to_dicom(
    presenter: LabelsPresenter, session: Session, volume: Volume, segmentation: Segmentation, view: Mock,
    tasks: StepwiseTasks, port: Mock,
) -> None:  # fmt: skip
    session.open_volume(volume, Path("disc"))
    session.accept_segmentation(segmentation)
    view.ask_labels_place.return_value = Path("out.dcm")
    presenter.save()
    view.ask_labels_place.assert_called_once_with(True)
    tasks.finish()
    assert port.write.call_args.args[:4] == (Path("out.dcm"), segmentation, Path("disc"), volume.series_uid)
    session.open_volume(Volume(volume.hu, volume.grid))
    session.accept_segmentation(segmentation)
    presenter.save()
    view.ask_labels_place.assert_called_with(False)


def test_nothing_segmented_is_nothing_to_save(
    presenter: LabelsPresenter, session: Session, volume: Volume, messages: Mock
) -> None:
    session.open_volume(volume)
    presenter.save()
    messages.notice.assert_called_once_with(NO_LABELS)
