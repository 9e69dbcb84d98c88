"""Unsaved work, kept every few seconds, and offered after a crash."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Protocol

from earseg_app.domain.progress import Reporter
from earseg_app.files.lock import InUse
from earseg_app.files.refusal import in_words
from earseg_app.presenters.ports import MessagePort, TaskPort
from earseg_app.session.autosave import NOT_KEPT, Recovered, RecoveryStore, left_behind, recover
from earseg_app.session.case_file import Fingerprints
from earseg_app.session.case_record import Snapshot
from earseg_app.session.session import Case, Session


class Choice(Enum):
    """What to do with a case that a crash left behind."""

    RECOVER = "recover"
    DISCARD = "discard"
    LATER = "later"


@dataclass(frozen=True)
class LeftBehind:
    """What is offered: the scan, when it was kept last (UTC, ISO 8601), the name of its case file or ""."""

    scan: str
    kept_at: str
    file: str


class RecoveryView(Protocol):
    """The question after a crash."""

    def ask_recovery(self, found: LeftBehind, answer: Callable[[Choice], None]) -> None:
        """Whether to recover; `answer` is called later, once."""


class AutosavePresenter:
    """Keeps the unsaved case of this run in `place`, in a folder of its own."""

    def __init__(
        self,
        session: Session,
        keeping: TaskPort,
        messages: MessagePort,
        fingerprints: Fingerprints,
        place: Path,
        view: RecoveryView,
        open_stored: Callable[[Recovered, Callable[[], None]], None],
    ) -> None:
        self._session = session
        self._keeping = keeping
        self._messages = messages
        self._fingerprints = fingerprints
        self._place = place
        self._view = view
        self._open_stored = open_stored
        self._store: RecoveryStore | None = None
        self._pending: RecoveryStore | None = None
        self._given_up = False
        self._kept: Case | None = None
        self._said = ""

    def offer(self) -> None:
        """Look for work that a crash left behind, and offer the newest."""

        def work(_reporter: Reporter) -> tuple[Path, Recovered] | None:
            found = left_behind(self._place)
            return (found[0], recover(found[0])) if found else None

        self._keeping.start(
            work,
            on_done=lambda found: self._ask(*found) if found else None,
            on_step=lambda _step: None,
            on_failed=self._messages.error,
            on_cancelled=lambda: None,
        )

    def tick(self) -> None:
        """Keep what has changed since the last time; called every few seconds."""
        state = self._session.state
        if not state.unsaved or state.case is None:
            self.forget()
            return
        if state.case is self._kept or self._keeping.busy:
            return
        snapshot = Snapshot(state.case, state.display, state.step, self._session.history)
        file = state.file

        def work(_reporter: Reporter) -> None:
            self._own_store().keep(snapshot, self._fingerprints.of(snapshot.case.volume), file)

        def done(_result: None) -> None:
            self._kept, self._said = snapshot.case, ""

        self._keeping.start(
            work,
            on_done=done,
            on_step=lambda _step: None,
            on_failed=self._failed,
            on_cancelled=lambda: None,
        )

    def forget(self) -> None:
        """What was kept is saved or not wanted any more."""
        if self._store is not None and not self._keeping.busy:
            self._store.clear()
            self._kept = None

    def give_up(self) -> None:
        """The user does not want the unsaved work."""
        self._given_up = True

    def end(self) -> None:
        """The program ends: unsaved work that nobody gave up is offered at the next start."""
        if self._store is not None:
            self._store.close(keep=self._session.state.unsaved and not self._given_up)
        if self._pending is not None:
            self._pending.close(keep=True)
        self._store = self._pending = None

    def _own_store(self) -> RecoveryStore:
        if self._store is None:
            with in_words(NOT_KEPT):
                self._store = RecoveryStore(self._place / uuid.uuid4().hex)
        return self._store

    def _ask(self, folder: Path, found: Recovered) -> None:
        record = found.stored.record
        offer = LeftBehind(record.scan.title or "Scan", record.saved_at, found.file.name if found.file else "")
        self._view.ask_recovery(offer, lambda choice: self._answered(choice, folder, found))

    def _answered(self, choice: Choice, folder: Path, found: Recovered) -> None:
        if choice is Choice.LATER:
            return
        try:
            with in_words(NOT_KEPT):
                store = RecoveryStore(folder)
        except InUse:
            return  # another window has taken it meanwhile
        if choice is Choice.DISCARD:
            store.close()
            return
        self._pending = store
        self._open_stored(found, self._adopt)

    def _adopt(self) -> None:
        """The recovered case is open: go on keeping it where it was kept."""
        if self._store is not None:
            self._store.close()
        self._store, self._pending, self._kept = self._pending, None, None

    def _failed(self, error: Exception) -> None:
        """Say it once, not every few seconds."""
        if str(error) != self._said:
            self._said = str(error)
            self._messages.error(error)
