"""The case file: open, save, and ask before anything unsaved is lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from enum import Enum
from pathlib import Path
from typing import Protocol, TypeVar

from earseg_app.domain.errors import EarsegError, ExportError, UnreadableInput
from earseg_app.domain.progress import Reporter
from earseg_app.domain.volume import Volume
from earseg_app.files.lock import InUse, Lock, Owner, lock_path
from earseg_app.presenters.find_scan import find_scan, likely_place
from earseg_app.presenters.ports import LibraryPort, MessagePort, TaskPort
from earseg_app.presenters.wording import BUSY
from earseg_app.session.case_file import SUFFIX, Fingerprints, StoredCase, read_case, save_case
from earseg_app.session.case_record import Snapshot, snapshot_of
from earseg_app.session.session import Session
from earseg_app.session.settings import Preferences

T = TypeVar("T")
NO_CASE = "No scan is open, so there is nothing to save."
NOT_OPENED = "The case was not opened: its scan is missing."


class Answer(Enum):
    """What to do with unsaved work."""

    SAVE = "save"
    DISCARD = "discard"
    CANCEL = "cancel"


class CaseView(Protocol):
    """The questions about case files."""

    def ask_save_place(self, suggestion: Path) -> Path | None:
        """Where the case shall be saved; None when the user thinks better of it."""

    def ask_scan_place(self, sentence: str) -> Path | None:
        """Where the scan of a case is, which was not found for the reason of `sentence`."""

    def ask_unsaved(self, name: str, answer: Callable[[Answer], None]) -> None:
        """What to do with the unsaved work on `name`; `answer` is called later, once."""


class CasePresenter:
    """Opens and saves case files, and holds the lock of the one that is open."""

    def __init__(
        self,
        session: Session,
        library: LibraryPort,
        tasks: TaskPort,
        saving: TaskPort,
        messages: MessagePort,
        preferences: Preferences,
        fingerprints: Fingerprints,
        view: CaseView,
    ) -> None:
        self._session = session
        self._library = library
        self._tasks = tasks
        self._saving = saving
        self._messages = messages
        self._preferences = preferences
        self._fingerprints = fingerprints
        self._view = view
        self._lock: Lock | None = None
        self._locked: Path | None = None
        self._with_scan = False

    def open(self, path: Path) -> None:
        """Open a case file; its scan is looked for where it lay."""

        def work(reporter: Reporter) -> tuple[StoredCase, Volume | UnreadableInput]:
            stored = read_case(path, reporter.part(0.0, 0.3))
            place = likely_place(stored.record.scan, path)
            stored = replace(stored, record=stored.record.at(place))
            return stored, self._scan(stored, place, reporter.part(0.3, 1.0))

        self._start(work, lambda found: self._found(*found, path))

    def open_stored(self, stored: StoredCase, file: Path | None, restored: Callable[[], None]) -> None:
        """Open a case that was recovered; it counts as unsaved. `restored` is called when it is open."""
        place = likely_place(stored.record.scan, file)
        stored = replace(stored, record=stored.record.at(place))
        self._start(
            lambda reporter: self._scan(stored, place, reporter),
            lambda scan: self._found(stored, scan, file, restored),
        )

    def save(self, then: Callable[[], None] | None = None) -> None:
        """Save the case where it is kept, or ask where; `then` is called when it is saved."""
        file = self._session.state.file
        if file is None:
            self.save_as(then)
        else:
            self._save(file, self._with_scan, then)

    def save_as(self, then: Callable[[], None] | None = None, with_scan: bool = False) -> None:
        """Ask where to save the case, and save it there."""
        state = self._session.state
        if state.case is None:
            self._messages.notice(NO_CASE)
            return
        suggestion = state.file or Path.home() / f"{_file_name(state.case.volume.title)}{SUFFIX}"
        path = self._view.ask_save_place(suggestion)
        if path is not None:
            path = path if path.suffix == SUFFIX else path.with_name(path.name + SUFFIX)
            self._save(path, with_scan, then)

    def save_with_scan(self) -> None:
        """Ask where to save the case together with its scan."""
        self.save_as(with_scan=True)

    def when_safe(self, action: Callable[[], None], discarded: Callable[[], None] | None = None) -> None:
        """Do something that ends the open case, once its unsaved work is saved or given up."""
        state = self._session.state
        if not state.unsaved or state.case is None:
            action()
            return

        def answered(answer: Answer) -> None:
            if answer is Answer.SAVE:
                self.save(then=action)
            elif answer is Answer.DISCARD:
                if discarded is not None:
                    discarded()
                action()

        self._view.ask_unsaved(state.file.name if state.file else state.case.volume.title, answered)

    def release(self) -> None:
        """Give back the lock of the file that is open."""
        if self._lock is not None:
            self._lock.release()
        self._lock = self._locked = None

    def _scan(self, stored: StoredCase, place: Path, reporter: Reporter) -> Volume | UnreadableInput:
        if stored.volume is not None:
            return stored.volume
        try:
            return find_scan(stored.record.scan, place, self._library, self._fingerprints, reporter)
        except EarsegError as error:
            return UnreadableInput(error.message, error.hint)

    def _found(
        self,
        stored: StoredCase,
        scan: Volume | UnreadableInput,
        file: Path | None,
        restored: Callable[[], None] | None = None,
    ) -> None:
        if isinstance(scan, Volume):
            self._take(stored, scan, file, saved=restored is None)
            if restored is not None:
                restored()
            return
        place = self._view.ask_scan_place(scan.sentence())
        if place is None:
            self._messages.notice(NOT_OPENED)
            return
        moved = replace(stored, record=stored.record.at(place))
        self._start(
            lambda reporter: self._scan(moved, place, reporter),
            lambda found: self._found(moved, found, file, restored),
        )

    def _take(self, stored: StoredCase, volume: Volume, file: Path | None, saved: bool) -> None:
        notes: tuple[str, ...] = ()
        try:
            self._hold(file)
        except InUse as error:
            notes = (in_use(file, error.owner) + " It was opened as a copy: save it under another name.",)
            file = None
        snapshot, left_out = snapshot_of(
            stored.record, volume, stored.labels, stored.uncertainty, stored.history, stored.shares
        )
        self._with_scan = stored.record.scan.included
        self._session.restore(snapshot.case, snapshot.display, snapshot.step, file, saved, snapshot.history)
        if file is not None:
            self._remember(file)
        opened = f"Opened {file.name}." if file else "Opened."
        for note in (*notes, *left_out) or (opened,):
            self._messages.notice(note)

    def _save(self, path: Path, with_scan: bool, then: Callable[[], None] | None) -> None:
        state = self._session.state
        if state.case is None:
            self._messages.notice(NO_CASE)
            return
        try:
            self._hold(path)
        except InUse as error:
            self._messages.error(ExportError(in_use(path, error.owner), "Save the case under another name."))
            return
        snapshot = Snapshot(state.case, state.display, state.step, self._session.history)

        def work(reporter: Reporter) -> None:
            sha256 = self._fingerprints.of(snapshot.case.volume)
            save_case(path, snapshot, sha256, include_scan=with_scan, reporter=reporter)

        def done(_result: None) -> None:
            self._with_scan = with_scan
            self._session.note_saved(snapshot.case, path, snapshot.history)
            self._remember(path)
            self._messages.notice(f"Saved in {path.name}.")
            if then is not None:
                then()

        self._start(work, done, self._saving)

    def _start(self, work: Callable[[Reporter], T], done: Callable[[T], None], runner: TaskPort | None = None) -> None:
        started = (runner or self._tasks).start(
            work,
            on_done=done,
            on_step=lambda step: self._messages.notice(step.message),
            on_failed=self._messages.error,
            on_cancelled=lambda: self._messages.notice("Stopped; what was open stays open."),
        )
        if not started:
            self._messages.notice(BUSY)

    def _hold(self, file: Path | None) -> None:
        """Lock a file instead of the one that was locked; a folder that takes no files needs no lock.

        Raises:
            InUse: if another window has it.
        """
        if file == self._locked:
            return
        try:
            lock = Lock.take(lock_path(file)) if file is not None else None
        except OSError:
            lock = None
        self.release()
        self._lock, self._locked = lock, file

    def _remember(self, file: Path) -> None:
        self._preferences.change(self._preferences.settings.with_recent(str(file)))


def in_use(file: Path | None, owner: Owner) -> str:
    """Who else has a case open, in a sentence."""
    name = file.name if file else "The case"
    where = f" on {owner.host}" if owner.host else ""
    since = f" since {owner.since[11:16]} UTC" if owner.since else ""
    return f"{name} is open in another window{where}{since}."


def _file_name(title: str) -> str:
    kept = "".join(letter if letter.isalnum() or letter in " -_." else "_" for letter in title).strip(" .")
    return kept or "case"
