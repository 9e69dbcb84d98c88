"""Case file, autosave, recovery and labels, joined to the window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer

from earseg_app.adapters.labels import LabelFiles
from earseg_app.presenters.autosave import AutosavePresenter
from earseg_app.presenters.case import CasePresenter
from earseg_app.presenters.labels import LabelsPresenter
from earseg_app.presenters.ports import LibraryPort, MessagePort
from earseg_app.session.case_file import Fingerprints
from earseg_app.session.session import Session
from earseg_app.session.settings import Preferences
from earseg_app.ui.case_dialogs import CaseDialogs
from earseg_app.ui.main_window import MainWindow
from earseg_app.ui.task_runner import TaskRunner

# A window that is closed while the case is being saved looks so often whether it may go.
LOOK_AGAIN_MS = 100


class Keeping:
    """Everything that lets work outlive the window; asks nothing and keeps nothing until it has begun."""

    def __init__(
        self,
        session: Session,
        window: MainWindow,
        library: LibraryPort,
        tasks: TaskRunner,
        messages: MessagePort,
        preferences: Preferences,
        recovery: Path,
    ) -> None:
        self._session = session
        self._window = window
        self._runners = saving, keeping = TaskRunner(window), TaskRunner(window)
        self._saving = saving
        dialogs = CaseDialogs(window)
        fingerprints = Fingerprints()
        self.case = CasePresenter(session, library, tasks, saving, messages, preferences, fingerprints, dialogs)
        self.autosave = AutosavePresenter(
            session,
            keeping,
            messages,
            fingerprints,
            recovery,
            dialogs,
            lambda found, restored: self.case.open_stored(found.stored, found.file, restored),
        )
        self.labels = LabelsPresenter(session, LabelFiles(), tasks, messages, dialogs)
        self._timer = QTimer(window)
        self.keep_every(preferences.settings.keep_every_s)
        self._timer.timeout.connect(self.autosave.tick)
        self._has_begun = self._may_close = False

    def begin(self) -> None:
        """Keep unsaved work from now on, ask before it is lost, and offer what a crash left behind."""
        self._has_begun = True
        self._window.may_close = self._ask_before_closing
        self._timer.start()
        self.autosave.offer()

    def keep_every(self, seconds: int) -> None:
        """How often unsaved work is kept."""
        self._timer.setInterval(seconds * 1000)

    def verbs(self) -> dict[str, Callable[[], object]]:
        """The actions of the window that this answers."""
        return {
            "save": self.case.save,
            "save_as": self.case.save_as,
            "save_with_scan": self.case.save_with_scan,
            "open_labels": self.labels.open,
            "save_labels": self.labels.save,
        }

    def when_safe(self, action: Callable[[], None]) -> None:
        """Do what ends the open case, once its unsaved work is saved or given up."""
        if self._has_begun:
            self.case.when_safe(action)
        else:
            action()

    def end(self) -> None:
        """Let the saving that runs come to its end, and tidy up."""
        self._timer.stop()
        for runner in self._runners:
            runner.shut_down()
        self.autosave.end()
        self.case.release()

    def _ask_before_closing(self) -> bool:
        if self._saving.busy:
            QTimer.singleShot(LOOK_AGAIN_MS, self._window.close)
            return False
        if self._may_close or not self._session.state.unsaved:
            return True
        self.case.when_safe(self._close, self.autosave.give_up)
        return False

    def _close(self) -> None:
        self._may_close = True
        self._window.close()
