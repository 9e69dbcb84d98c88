"""Labels from a file are taken with their warnings; ours go out in the format asked for."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from unittest.mock import Mock, create_autospec

import numpy as np
import pytest

from earseg_app.domain.anatomy import Side
from earseg_app.domain.segmentation import Segmentation, Verdict
from earseg_app.domain.structures import Structure, structure_of
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


def test_structures_come_in_with_the_labels_and_are_told(
    presenter: LabelsPresenter, session: Session, volume: Volume, segmentation: Segmentation, tasks: StepwiseTasks,
    view: Mock, port: Mock, messages: Mock,
) -> None:  # fmt: skip
    nerve = Structure(41, "Facial nerve", "#EFE340", Side.LEFT, 3)
    port.read.return_value = (replace(segmentation, structures=(nerve,)), ())
    session.open_volume(volume)
    view.ask_labels.return_value = Path("a.seg.nrrd")
    presenter.open()
    tasks.finish()
    assert session.state.segmentation is not None
    assert session.state.segmentation.structures == (nerve,)
    assert messages.notice.call_args.args[0] == "Opened the labels of 2 ear(s). Structures beside them: 1."


@pytest.mark.parametrize("name, file, told", [
    ("Cyst", "a.nii.gz", True), ("Cyst", "a.mha", True), ("Cyst", "a.seg.nrrd", False), ("Cyst", "a.dcm", False),
    ("Facial nerve", "a.nii.gz", False), ("Nerve VII", "a.nii.gz", True),
])  # fmt: skip
def test_names_that_the_format_cannot_hold_are_told(
    presenter: LabelsPresenter, session: Session, volume: Volume, segmentation: Segmentation, tasks: StepwiseTasks,
    view: Mock, messages: Mock, name: str, file: str, told: bool,
) -> None:  # fmt: skip
    labels = segmentation.labels.copy()
    code = 61 if name == "Cyst" else 21
    labels[0, 0, :2] = code
    session.open_volume(volume)
    structures = (Structure(code, name, "#EFE340", voxels=2),)
    session.accept_segmentation(replace(segmentation, labels=labels, structures=structures))
    view.ask_labels_place.return_value = Path(file)
    presenter.save()
    tasks.finish()
    said = messages.notice.call_args.args[0]
    assert said.startswith(f"Saved the labels in {file}.")
    assert ("names that you gave" in said) is told


def test_a_structure_alone_can_be_saved(
    presenter: LabelsPresenter, session: Session, volume: Volume, segmentation: Segmentation, view: Mock
) -> None:
    labels = np.zeros_like(segmentation.labels)
    labels[0, 0, :2] = 21
    session.open_volume(volume)
    session.accept_segmentation(Segmentation(labels, segmentation.grid, structures=(structure_of(21),)))
    view.ask_labels_place.return_value = None
    presenter.save()
    view.ask_labels_place.assert_not_called()  # it is listed, and nothing of it is painted
    painted = (replace(structure_of(21), voxels=2),)
    session.accept_segmentation(Segmentation(labels, segmentation.grid, structures=painted))
    presenter.save()
    view.ask_labels_place.assert_called_once()
