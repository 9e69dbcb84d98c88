"""Which model segments, and where it runs: chosen by the user, kept in the settings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import msgspec

from earseg_app.domain.progress import Step
from earseg_app.presenters.ports import MessagePort, ModelChoice, ModelShelfPort, TaskPort
from earseg_app.presenters.wording import BUSY
from earseg_app.session.session import Session, State, WorkStep
from earseg_app.session.settings import Device, Preferences


@dataclass(frozen=True)
class ModelDisplay:
    """The choices; `chosen`: the key of a model. `about`: what the chosen one was trained on, or why it is no use."""

    models: tuple[ModelChoice, ...] = ()
    chosen: str = ""
    about: str = ""
    device: Device = "auto"
    is_checking: bool = False


class ModelView(Protocol):
    """The rows of the panel."""

    def show_models(self, display: ModelDisplay) -> None:
        """Show this."""


class ModelChoicePresenter:
    """Lists the models when the step is first entered; a choice holds from the next segmentation on."""

    def __init__(
        self,
        session: Session,
        shelf: ModelShelfPort,
        preferences: Preferences,
        tasks: TaskPort,
        messages: MessagePort,
        view: ModelView,
        on_change: Callable[[], None],
    ) -> None:
        self._shelf = shelf
        self._preferences = preferences
        self._tasks = tasks
        self._messages = messages
        self._view = view
        self._on_change = on_change
        self._models: tuple[ModelChoice, ...] = ()
        self._is_checking = False
        session.changed.connect(self._on_step)

    def choose(self, key: str) -> None:
        """Segment with this model from now on."""
        self._change(ear_model=key)

    def look_again(self) -> None:
        """Show the choices as the settings have them now."""
        if self._models:
            self._refresh(self._is_checking)

    def compute_on(self, device: Device) -> None:
        """Run the networks there from now on."""
        self._change(device=device)

    def add(self, path: Path) -> None:
        """Check a model file, keep a copy of it and choose it; a file that cannot be used changes nothing."""
        started = self._tasks.start(
            lambda reporter: self._shelf.add(path, reporter),
            on_done=self._added,
            on_step=self._show_checking,
            on_failed=self._refused,
            on_cancelled=self._stopped,
        )
        if not started:
            self._messages.notice(BUSY)
        self._refresh(is_checking=started)

    def _added(self, key: str) -> None:
        self._models = self._shelf.models()
        self._is_checking = False
        self.choose(key)
        self._messages.notice("The model was added and is used from now on.")

    def _refused(self, error: Exception) -> None:
        self._refresh(is_checking=False)
        self._messages.error(error)

    def _stopped(self) -> None:
        self._refresh(is_checking=False)

    def _show_checking(self, _step: Step) -> None:
        self._refresh(is_checking=True)

    def _on_step(self, _old: State, new: State) -> None:
        if new.step is WorkStep.SEGMENT and not self._models:
            self._models = self._shelf.models()
            self._refresh(is_checking=False)

    def _change(self, **choice: str) -> None:
        self._preferences.change(msgspec.structs.replace(self._preferences.settings, **choice))
        self._refresh(self._is_checking)
        self._on_change()

    def _refresh(self, is_checking: bool) -> None:
        self._is_checking = is_checking
        settings = self._preferences.settings
        self._view.show_models(model_display(self._models, settings.ear_model, settings.device, is_checking))


def model_display(
    models: tuple[ModelChoice, ...], chosen: str, device: Device = "auto", is_checking: bool = False
) -> ModelDisplay:
    """The rows for these models; a chosen one that is gone stays in the list, as gone."""
    found = next((model for model in models if model.key == chosen), None)
    if found is None:
        found = ModelChoice(chosen, f"{chosen} (missing)", trouble="This model is no longer there. Choose another one.")
        models = (*models, found)
    return ModelDisplay(models, chosen, found.trouble or found.about, device, is_checking)
