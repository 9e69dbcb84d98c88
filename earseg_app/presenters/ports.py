"""What presenters need from the outside, as Protocols: the only things that tests of presenters fake."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from earseg_app.domain.anatomy import Side
from earseg_app.domain.editing.block import Box
from earseg_app.domain.exchange.deidentification import CopyRequest, CopyResult
from earseg_app.domain.exchange.library import KnownStudy
from earseg_app.domain.exchange.pacs import FoundSeries, FoundStudy, PacsNode, PacsQuery
from earseg_app.domain.geometry import Grid
from earseg_app.domain.progress import Reporter, Step
from earseg_app.domain.reading import DEFAULT, ReadOptions
from earseg_app.domain.segmentation import EarFinding, Segmentation
from earseg_app.domain.study import Catalog, Series
from earseg_app.domain.volume import Volume
from earseg_app.session.session import Case

if TYPE_CHECKING:  # loads an optimiser, which the start of the window does without
    from earseg_app.domain.measuring.measure import EarMeasures

T = TypeVar("T")


class TaskPort(Protocol):
    """Runs long work beside the window, one task at a time; callbacks arrive in the window's thread."""

    def start(
        self,
        work: Callable[[Reporter], T],
        *,
        on_done: Callable[[T], None],
        on_step: Callable[[Step], None],
        on_failed: Callable[[Exception], None],
        on_cancelled: Callable[[], None],
    ) -> bool:
        """Start `work`; False, and nothing happens, when other work is still running."""

    def cancel(self) -> None:
        """Ask the running work to stop at its next step."""

    def post(self, call: Callable[[], None]) -> None:
        """From within the work: have `call` made in the window's thread, unless the work has ended by then."""

    @property
    def busy(self) -> bool:
        """Whether work is running."""


class SegmenterPort(Protocol):
    """Finds and segments both ears of a volume."""

    def segment(self, volume: Volume, reporter: Reporter) -> Segmentation:
        """Labels on the grid of the volume; empty when there is no ear."""

    def segment_near(self, volume: Volume, box: Box, known: tuple[EarFinding, ...], reporter: Reporter) -> Segmentation:
        """The same of the one ear that a box of voxels lies in; `known`: the ears that have a name already."""


class ModelPort(SegmenterPort, Protocol):
    """A segmenter that can say what model it uses without loading it."""

    def describe(self) -> str:
        """Name and version of the model; raises `ModelError` if it is missing or damaged."""


@dataclass(frozen=True)
class ModelChoice:
    """A model one can choose; `key` "" is the shipped one.

    `about`: what it was trained on. `trouble`: why it is no use, or empty.
    """

    key: str
    title: str
    about: str = ""
    trouble: str = ""


class ModelShelfPort(Protocol):
    """The models one can choose from."""

    def models(self) -> tuple[ModelChoice, ...]:
        """The shipped model first, then the added ones; quick."""

    def add(self, path: Path, reporter: Reporter) -> str:
        """Check a model file and keep a copy; returns its key, or raises `ModelError` or `ExportError`."""


class MessagePort(Protocol):
    """Says something to the user."""

    def error(self, error: Exception) -> None:
        """What went wrong, as a dialog with the hint and copyable details."""

    def notice(self, sentence: str) -> None:
        """A short sentence in the status bar."""


class LibraryPort(Protocol):
    """Finds and reads scans; each call may take long and belongs in a task."""

    def look(self, place: Path, reporter: Reporter, on_found: Callable[[Catalog], None]) -> Catalog | Volume:
        """What lies at a folder, DICOMDIR, zip or DICOM file; a NIfTI or NRRD file is the volume itself.

        `on_found` gets growing catalogs while a slow disc is still read.
        """

    def read(self, series: Series, reporter: Reporter, options: ReadOptions = DEFAULT) -> Volume:
        """The volume of one series; raises `MissingSlices` or `TooLarge` where the user has to choose."""

    def thumbnail(self, series: Series) -> NDArray[np.uint8]:
        """The middle slice as grey values [row, column], small."""

    def demo(self, reporter: Reporter) -> Path:
        """The folder of the demo CD, written on first use."""


class StudyLibraryPort(Protocol):
    """The studies opened so far; each call belongs in a task."""

    def mend(self, reporter: Reporter) -> str:
        """Check the library, and mend it when it is damaged; says what was done, "" when nothing was."""

    def studies(self, wanted: str) -> tuple[KnownStudy, ...]:
        """The studies in which every word of `wanted` occurs, the last opened first."""

    def thumbnail(self, number: int) -> NDArray[np.uint8] | None:
        """The picture of a study, grey values [row, column], or None."""

    def enter(self, catalog: Catalog, series_uid: str) -> KnownStudy:
        """Note that the study of a series was opened."""

    def copy(self, catalog: Catalog, series_uid: str, reporter: Reporter) -> KnownStudy:
        """Copy the study of a series, whole or not at all."""

    def remove(self, number: int) -> None:
        """Take a study and its copy out; the disc it came from is not touched."""


class LabelsPort(Protocol):
    """Reads and writes label maps; each call may take long and belongs in a task."""

    def read(self, path: Path, grid: Grid, reporter: Reporter) -> tuple[Segmentation, tuple[str, ...]]:
        """The label map of a file on a grid, and sentences on what this changed."""

    def write(
        self, path: Path, segmentation: Segmentation, place: Path | None, series_uid: str, reporter: Reporter
    ) -> None:
        """Write labels in the format of the suffix; a DICOM segmentation refers to the series at `place`."""


REPORT_FORMATS = ("pdf", "json", "csv")
PatientWords = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class ReportRequest:
    """What to write where; `formats` of `REPORT_FORMATS`. `name_patient`: say name, id and date of the scan."""

    folder: Path
    formats: frozenset[str]
    name_patient: bool = False


@dataclass(frozen=True, eq=False)
class ReportContent:
    """What a report is made of: the case and what follows from its measurements at the moment of the wish."""

    case: Case
    measures: Mapping[Side, EarMeasures]
    patient: PatientWords = ()


class ReportPort(Protocol):
    """Makes and writes reports."""

    def surfaces(self, case: Case) -> object:
        """The 3D pictures; draws with OpenGL, so it is called in the window's thread."""

    def write(
        self, content: ReportContent, surfaces: object, request: ReportRequest, reporter: Reporter
    ) -> tuple[Path, ...]:
        """Write every file of the request, or none; returns them. Belongs in a task."""


class PacsPort(Protocol):
    """The picture archives of a hospital; each call may take long and belongs in a task; raises `PacsError`."""

    def test(self, node: PacsNode, reporter: Reporter) -> None:
        """Whether the PACS is there and talks to this computer."""

    def find_studies(self, node: PacsNode, query: PacsQuery, reporter: Reporter) -> tuple[FoundStudy, ...]:
        """Examinations that match, the newest first."""

    def find_series(self, node: PacsNode, study_uid: str, reporter: Reporter) -> tuple[FoundSeries, ...]:
        """The series of one examination."""

    def retrieve(self, node: PacsNode, series: Sequence[FoundSeries], below: Path | None, reporter: Reporter) -> Path:
        """Fetch whole series; returns the folder that holds them: a new one `below` that, or the program's own."""

    def send(self, node: PacsNode, series: Sequence[Series], reporter: Reporter) -> int:
        """Send series as they are; returns how many images."""


class PrivacyPort(Protocol):
    """Writes copies without the patient."""

    def suggest_code(self) -> str:
        """A code for a patient that says nothing."""

    def copy(self, series: Sequence[Series], request: CopyRequest, reporter: Reporter) -> CopyResult:
        """Write the copy, whole or not at all."""
