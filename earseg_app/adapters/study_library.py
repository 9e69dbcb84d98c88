"""The `StudyLibraryPort`: the user's library of studies."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from earseg_app.domain.exchange.library import KnownStudy
from earseg_app.domain.progress import Reporter
from earseg_app.domain.study import Catalog

if TYPE_CHECKING:
    from earseg_app.dicom.library.shelf import StudyLibrary


class StudyLibraryFolder:
    """The library in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def mend(self, reporter: Reporter) -> str:
        """Check the index, and make it again when it is damaged; says what was done, "" when nothing was."""
        return "" if self._library.is_sound() else self._library.repair(reporter).sentence()

    def studies(self, wanted: str) -> tuple[KnownStudy, ...]:
        """The studies in which every word of `wanted` occurs, the last opened first."""
        return self._library.studies(wanted)

    def thumbnail(self, number: int) -> NDArray[np.uint8] | None:
        """The picture of a study, grey values [row, column], or None."""
        return self._library.thumbnail(number)

    def enter(self, catalog: Catalog, series_uid: str) -> KnownStudy:
        """Note that the study of a series was opened."""
        return self._library.enter(catalog, series_uid)

    def copy(self, catalog: Catalog, series_uid: str, reporter: Reporter) -> KnownStudy:
        """Copy the study of a series into the library, whole or not at all."""
        return self._library.copy(catalog, series_uid, reporter)

    def remove(self, number: int) -> None:
        """Take a study and its copy out of the library."""
        self._library.remove(number)

    @cached_property
    def _library(self) -> StudyLibrary:
        from earseg_app.dicom.library.shelf import StudyLibrary

        return StudyLibrary(self._folder)
