"""Which series of the catalog an action is about."""

from __future__ import annotations

from earseg_app.domain.errors import UnreadableInput
from earseg_app.domain.study import Series
from earseg_app.session.session import State


def chosen_series(state: State, uid: str) -> Series:
    """The series chosen in the browser, else the one of the open scan.

    Raises:
        UnreadableInput: if neither is a DICOM series.
    """
    every = state.catalog.all_series() if state.catalog else ()
    opened = state.case.volume.series_uid if state.case else ""
    for wanted in (uid, opened):
        for series in every:
            if wanted and series.files and series.uid == wanted:
                return series
    raise UnreadableInput("No DICOM series is chosen.", "Open a disc or folder and choose a series of the list.")


def study_of(state: State, chosen: Series) -> tuple[Series, ...]:
    """The series of the examination of a series that have images, itself among them."""
    patients = state.catalog.patients if state.catalog else ()
    studies = (study.series for patient in patients for study in patient.studies)
    return next((tuple(one for one in series if one.files) for series in studies if chosen in series), (chosen,))


def series_words(series: Series) -> str:
    """`Temporal bone thin, 312 images`."""
    name = series.description or f"Series {series.number if series.number is not None else ''}".strip()
    return f"{name}, {len(series.files)} images" if len(series.files) != 1 else f"{name}, 1 file"
