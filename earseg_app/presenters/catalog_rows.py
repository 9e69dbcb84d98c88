"""A catalog as rows of the browser: titles, details, the star, and why a series can't be opened."""

from __future__ import annotations

from dataclasses import dataclass

from earseg_app.domain.progress import Step
from earseg_app.domain.study import Catalog, Patient, Series, Study
from earseg_app.presenters.read_question import ReadQuestion
from earseg_app.presenters.wording import count, date_words, name_words, spacing_words

# What rows are called of which the data say nothing.
NAMELESS = UNNAMED, DATELESS, UNDESCRIBED = (
    "Unnamed patient",
    "Examination without a date",
    "Series without a description",
)


@dataclass(frozen=True)
class SeriesRow:
    """One series in the list; `refusal` says why it can't be opened, `why` why it is or isn't suited.

    `copied`: a copy in the library makes the disc needless.
    """

    uid: str
    title: str
    detail: str
    why: str = ""
    refusal: str = ""
    best: bool = False
    opened: bool = False
    copied: bool = False


@dataclass(frozen=True)
class StudyRow:
    """One examination and its series."""

    title: str
    series: tuple[SeriesRow, ...]


@dataclass(frozen=True)
class PatientRow:
    """One patient and their examinations."""

    title: str
    detail: str
    studies: tuple[StudyRow, ...]


@dataclass(frozen=True)
class BrowseDisplay:
    """What the browser and the empty window show; `broken` are (file name, reason) pairs.

    `question`: what the user has to decide before a series is opened.
    """

    source: str = ""
    patients: tuple[PatientRow, ...] = ()
    broken: tuple[tuple[str, str], ...] = ()
    recent: tuple[str, ...] = ()
    progress: Step | None = None
    question: ReadQuestion | None = None
    has_case: bool = False

    def row(self, uid: str) -> SeriesRow | None:
        """The row of a series."""
        rows = (row for patient in self.patients for study in patient.studies for row in study.series)
        return next((row for row in rows if row.uid == uid), None)


def browse_display(catalog: Catalog | None, opened_uid: str = "") -> BrowseDisplay:
    """The rows of a catalog."""
    if catalog is None:
        return BrowseDisplay()
    best = catalog.best_series()
    best_uid = best.uid if best else ""
    return BrowseDisplay(
        source=catalog.source.name or str(catalog.source),
        patients=tuple(_patient_row(patient, best_uid, opened_uid) for patient in catalog.patients),
        broken=tuple((broken.path.name, broken.reason) for broken in catalog.broken),
    )


def _patient_row(patient: Patient, best_uid: str, opened_uid: str) -> PatientRow:
    details = [patient.id, f"born {date_words(patient.birth_date)}" if patient.birth_date else ""]
    return PatientRow(
        title=name_words(patient.name) or UNNAMED,
        detail=" · ".join(filter(None, details)),
        studies=tuple(_study_row(study, best_uid, opened_uid) for study in patient.studies),
    )


def _study_row(study: Study, best_uid: str, opened_uid: str) -> StudyRow:
    title = " · ".join(filter(None, [date_words(study.date), study.description])) or DATELESS
    return StudyRow(title, tuple(_series_row(series, best_uid, opened_uid) for series in study.series))


def _series_row(series: Series, best_uid: str, opened_uid: str) -> SeriesRow:
    details = [
        count(series.slice_count, "image"),
        spacing_words(series.pixel_spacing_mm, series.slice_spacing_mm or series.slice_thickness_mm),
        series.kernel,
    ]
    if series.modality != "CT":
        details.insert(0, series.modality)
    return SeriesRow(
        uid=series.uid,
        title=series.description or UNDESCRIBED,
        detail=" · ".join(filter(None, details)),
        why="\n".join(reason for _points, reason in series.suitability),
        refusal=series.refusal,
        best=series.uid == best_uid,
        opened=bool(opened_uid) and series.uid == opened_uid,
    )
