"""What the dialog shows of a de-identified copy."""

from __future__ import annotations

from pathlib import Path
from unittest.mock import Mock, create_autospec

import pytest

from earseg_app.domain.errors import ExportError
from earseg_app.domain.exchange.deidentification import CopyRequest, CopyResult
from earseg_app.domain.study import Catalog, Patient, Series, Study
from earseg_app.presenters.ports import PrivacyPort
from earseg_app.presenters.privacy import CopyView, PrivacyPresenter
from earseg_app.session.session import Session
from tests.presenters.conftest import StepwiseTasks

SERIES = Series("9", "Thin", "CT", 1, (Path("a"), Path("b")), 2)
REQUEST = CopyRequest("EAR-07", Path("out"))


@pytest.fixture
def port() -> Mock:
    made = create_autospec(PrivacyPort, instance=True)
    made.suggest_code.return_value = "EAR-1"
    made.copy.return_value = CopyResult(Path("out"), 2, 1, ("Look at it.",))
    return made


@pytest.fixture
def view() -> Mock:
    return create_autospec(CopyView, instance=True)


@pytest.fixture
def privacy(session: Session, port: Mock, tasks: StepwiseTasks, messages: Mock, view: Mock) -> PrivacyPresenter:
    session.show_catalog(Catalog(Path(), (Patient("1", "", "", (Study("8", "", "", (SERIES,)),)),)))
    return PrivacyPresenter(session, port, tasks, messages, view)


def test_the_dialog_comes_up_with_a_code_that_says_nothing(privacy: PrivacyPresenter, view: Mock) -> None:
    privacy.open("9")
    display = view.open_copy.call_args.args[0]
    assert (display.series, display.code) == ("Thin, 2 images", "EAR-1")


def test_a_written_copy_is_said_with_what_to_know(
    privacy: PrivacyPresenter, view: Mock, tasks: StepwiseTasks, port: Mock
) -> None:
    privacy.open("9")
    privacy.write(REQUEST)
    tasks.finish()
    assert port.copy.call_args.args[:2] == ([SERIES], REQUEST)
    display = view.show_copy.call_args.args[0]
    assert "2 images copied; 1 image with possible words" in display.result
    assert display.warnings == ("Look at it.",)


def test_a_refusal_stands_in_the_dialog(
    privacy: PrivacyPresenter, view: Mock, tasks: StepwiseTasks, port: Mock
) -> None:
    port.copy.side_effect = ExportError("The folder out is not empty.", "Choose another.")
    privacy.open("9")
    privacy.write(REQUEST)
    tasks.finish()
    assert view.show_copy.call_args.args[0].trouble == "The folder out is not empty. Choose another."


def test_without_a_series_it_says_so(privacy: PrivacyPresenter, view: Mock, messages: Mock) -> None:
    privacy.open("nothing of the list")
    messages.error.assert_called_once()
    view.open_copy.assert_not_called()
