"""Joins the phantom and the DICOM writer: the disc of an invented patient, for the demo and the tests."""

from __future__ import annotations

from pathlib import Path

from earseg_app.dicom.cd_writer import write_cd
from earseg_app.dicom.ct_writer import SeriesMeta
from earseg_app.domain.progress import Reporter
from earseg_app.phantom.demo import DEMO_SEED, DemoSeries, demo_studies


def write_demo_cd(folder: Path, reporter: Reporter, seed: int = DEMO_SEED) -> None:
    """Write the demo CD (a DICOMDIR, two studies, a localizer among the series) into a new or empty folder.

    Raises:
        ExportError: if the folder is not empty or cannot be written; nothing remains then.
        Cancelled: if the reporter was cancelled; nothing remains then.
    """
    made = reporter.part(0.0, 0.7)
    items = [(_meta(series), series.volume) for series in demo_studies(seed, made)]
    write_cd(folder, items, reporter.part(0.7, 1.0))


def _meta(series: DemoSeries) -> SeriesMeta:
    study = series.study
    return SeriesMeta(
        patient_name=study.patient_name,
        patient_id=study.patient_id,
        birth_date=study.birth_date,
        sex=study.sex,
        study_id=study.study_id,
        study_description=study.description,
        study_date=study.date,
        study_time=study.time,
        series_number=series.number,
        series_description=series.description,
        kernel=series.kernel,
        slice_thickness_mm=series.slice_thickness_mm,
        image_type=series.image_type,
        kvp=series.kvp,
        body_part="HEAD",
    )
