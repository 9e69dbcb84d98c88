"""The model and the device are chosen by the user and kept; what is gone or no use is said."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from unittest.mock import Mock, create_autospec

import pytest

from earseg_app.domain.errors import ModelError
from earseg_app.presenters.model_choice import ModelChoicePresenter, ModelDisplay, ModelView, model_display
from earseg_app.presenters.ports import ModelChoice, ModelShelfPort
from earseg_app.presenters.wording import BUSY
from earseg_app.session.session import Session, WorkStep
from earseg_app.session.settings import Preferences

SHIPPED = ModelChoice("", "EarSeg ear 1.1", "Trained on 15 real ears.")
ANNA = ModelChoice("anna.safetensors", "St. Anna 2", "Trained on 40 ears.")


@pytest.fixture
def shelf() -> Mock:
    shelf: Mock = create_autospec(ModelShelfPort, instance=True)
    shelf.models.return_value = (SHIPPED,)
    return shelf


@pytest.fixture
def view() -> Mock:
    return create_autospec(ModelView, instance=True)


@pytest.fixture
def changed() -> Mock:
    return Mock()


@pytest.fixture
def presenter(
    session: Session, shelf: Mock, preferences: Preferences, tasks: Any, messages: Mock, view: Mock, changed: Mock
) -> ModelChoicePresenter:
    made = ModelChoicePresenter(session, shelf, preferences, tasks, messages, view, changed)
    session.enter(WorkStep.SEGMENT)
    return made


def shown(view: Mock) -> ModelDisplay:
    display: ModelDisplay = view.show_models.call_args.args[0]
    return display


def test_the_shipped_model_is_chosen_at_first(presenter: ModelChoicePresenter, view: Mock) -> None:
    assert shown(view) == ModelDisplay((SHIPPED,), "", "Trained on 15 real ears.", "auto")


def test_models_are_not_looked_for_before_the_step_is_entered(
    session: Session, shelf: Mock, preferences: Preferences, tasks: Any, messages: Mock, view: Mock, changed: Mock
) -> None:
    kept = ModelChoicePresenter(session, shelf, preferences, tasks, messages, view, changed)
    session.enter(WorkStep.MEASURE)
    shelf.models.assert_not_called()
    assert kept is not None


def test_a_loaded_model_is_checked_chosen_and_kept(
    presenter: ModelChoicePresenter, shelf: Mock, tasks: Any, view: Mock, preferences: Preferences, changed: Mock
) -> None:
    shelf.add.return_value = ANNA.key
    presenter.add(Path("somewhere/m.safetensors"))
    assert shown(view).is_checking
    shelf.models.return_value = (SHIPPED, ANNA)
    tasks.finish()
    assert shown(view) == ModelDisplay((SHIPPED, ANNA), ANNA.key, ANNA.about, "auto")
    assert preferences.settings.ear_model == ANNA.key
    changed.assert_called_once()


def test_a_refused_model_changes_nothing_and_the_reason_is_shown(
    presenter: ModelChoicePresenter, shelf: Mock, tasks: Any, view: Mock, preferences: Preferences, messages: Mock
) -> None:
    shelf.add.side_effect = ModelError("The model file is damaged.")
    presenter.add(Path("m.safetensors"))
    tasks.finish()
    messages.error.assert_called_once_with(shelf.add.side_effect)
    assert preferences.settings.ear_model == "" and not shown(view).is_checking


def test_while_other_work_runs_no_model_is_loaded(presenter: ModelChoicePresenter, tasks: Any, messages: Mock) -> None:
    tasks.start(lambda _reporter: None)
    presenter.add(Path("m.safetensors"))
    messages.notice.assert_called_once_with(BUSY)


def test_the_device_is_kept(presenter: ModelChoicePresenter, view: Mock, preferences: Preferences) -> None:
    presenter.compute_on("cpu")
    assert preferences.settings.device == "cpu"
    assert shown(view).device == "cpu"


def test_a_chosen_model_that_is_gone_stays_chosen_and_is_said() -> None:
    display = model_display((SHIPPED,), "gone.safetensors")
    assert display.models[-1].title == "gone.safetensors (missing)"
    assert display.chosen == "gone.safetensors" and "no longer there" in display.about
