"""Where images arrive that a PACS sends: as they come, byte for byte, into a folder that nobody sees yet."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from pynetdicom.events import Event

from earseg_app.dicom.elements import text
from earseg_app.dicom.tolerant import READ_ERRORS, quietly
from earseg_app.domain.errors import ExportError
from earseg_app.files.refusal import refusal

# Status of a C-STORE response, PS3.4 B.2.3.
_TAKEN = 0x0000
_NO_SPACE = 0xA700
_NOT_ASKED_FOR = 0xA900
_NOT_UNDERSTOOD = 0xC000


class Inbox:
    """Takes images of the series that were asked for, each once, under names that say nothing."""

    def __init__(self, folder: Path, series_uids: frozenset[str], on_arrival: Callable[[int], None]) -> None:
        self._folder = folder
        self._wanted = series_uids
        self._on_arrival = on_arrival
        self._names: dict[str, Path] = {}
        self._lock = threading.Lock()
        self.trouble: ExportError | None = None

    @property
    def count(self) -> int:
        """How many images have arrived."""
        return len(self._names)

    def take(self, event: Event) -> int:
        """Write one image down; returns the status to answer with."""
        try:
            with quietly():
                dataset = event.dataset
                uid, series_uid = text(dataset, "SOPInstanceUID"), text(dataset, "SeriesInstanceUID")
        except READ_ERRORS:
            return _NOT_UNDERSTOOD
        if not uid or series_uid not in self._wanted:
            return _NOT_ASKED_FOR
        with self._lock:
            path = self._names.get(uid) or self._folder / f"IM{len(self._names) + 1:06d}"
            try:
                path.write_bytes(event.encoded_dataset())
            except OSError as error:
                self.trouble = refusal(error, "nothing was received")
                return _NO_SPACE
            self._names[uid] = path
        self._on_arrival(self.count)
        return _TAKEN
