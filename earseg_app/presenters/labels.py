"""Labels made elsewhere come in, and ours go out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Protocol, TypeVar

from earseg_app.domain.progress import Reporter
from earseg_app.domain.segmentation import Segmentation, Verdict
from earseg_app.domain.structures import structure_of
from earseg_app.domain.volume import Volume
from earseg_app.presenters.ports import LabelsPort, MessagePort, TaskPort
from earseg_app.presenters.wording import BUSY
from earseg_app.session.session import Session, WorkStep

T = TypeVar("T")
NO_SCAN = "No scan is open. Open the one that the labels belong to first."
NO_LABELS = "Nothing is segmented yet, so there are no labels to save."
FOREIGN = "These labels came from a file; nobody has judged them here."


class LabelsView(Protocol):
    """Asks for files."""

    def ask_labels(self) -> Path | None:
        """Which label map to open."""

    def ask_labels_place(self, with_dicom: bool) -> Path | None:
        """Where to save the labels; as a DICOM segmentation only `with_dicom`."""


class LabelsPresenter:
    """Reads label maps onto the open scan and writes those of the open case."""

    def __init__(
        self, session: Session, labels: LabelsPort, tasks: TaskPort, messages: MessagePort, view: LabelsView
    ) -> None:
        self._session = session
        self._labels = labels
        self._tasks = tasks
        self._messages = messages
        self._view = view

    def open(self) -> None:
        """Ask for a label map and bring it onto the open scan."""
        case = self._session.state.case
        if case is None:
            self._messages.notice(NO_SCAN)
            return
        path, volume = self._view.ask_labels(), case.volume
        if path is not None:
            self._start(
                lambda reporter: self._labels.read(path, volume.grid, reporter),
                lambda found: self._take(volume, *found),
            )

    def save(self) -> None:
        """Ask where to save the labels, and save them there."""
        case = self._session.state.case
        made = case.segmentation if case else None
        if case is None or made is None or not (made.ears or any(each.voxels for each in made.structures)):
            self._messages.notice(NO_LABELS)
            return
        path, source = self._view.ask_labels_place(bool(case.volume.series_uid)), case.place
        if path is not None:
            uid = case.volume.series_uid
            self._start(
                lambda reporter: self._labels.write(path, made, source, uid, reporter),
                lambda _nothing: self._messages.notice(_saved_words(path, made)),
            )

    def _take(self, volume: Volume, segmentation: Segmentation, notes: tuple[str, ...]) -> None:
        case = self._session.state.case
        if case is None or case.volume is not volume:
            return
        ears = tuple(
            replace(ear, verdict=Verdict.CHECK, reasons=(FOREIGN, *notes, *ear.reasons)) for ear in segmentation.ears
        )
        self._session.accept_segmentation(replace(segmentation, ears=ears))
        self._session.enter(WorkStep.SEGMENT)
        beside = sum(each.voxels > 0 for each in segmentation.structures)
        words = notes[0] if notes else f"Opened the labels of {len(ears)} ear(s)."
        if beside:
            words += f" Structures beside them: {beside}."
        self._messages.notice(words)

    def _start(self, work: Callable[[Reporter], T], done: Callable[[T], None]) -> None:
        started = self._tasks.start(
            work,
            on_done=done,
            on_step=lambda step: self._messages.notice(step.message),
            on_failed=self._messages.error,
            on_cancelled=lambda: self._messages.notice("Stopped; nothing was changed."),
        )
        if not started:
            self._messages.notice(BUSY)


def _saved_words(path: Path, made: Segmentation) -> str:
    """What was saved, and what the format could not hold."""
    named = any(each.voxels and each.name != structure_of(each.code).name for each in made.structures)
    if named and path.suffix.lower() not in (".nrrd", ".dcm"):
        return (
            f"Saved the labels in {path.name}. It holds codes alone: names that you gave to structures are not in it."
        )
    return f"Saved the labels in {path.name}."
