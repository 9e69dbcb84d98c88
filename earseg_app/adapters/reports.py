"""The `ReportPort`: reports of the open case."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from earseg_app.domain.progress import Reporter
from earseg_app.language.phrases import Say
from earseg_app.presenters.ports import REPORT_FORMATS, ReportContent, ReportRequest
from earseg_app.session.session import Case
from earseg_app.version import __version__

if TYPE_CHECKING:
    from earseg_app.domain.anatomy import Side
    from earseg_app.domain.report.content import Report
    from earseg_app.domain.segmentation import Segmentation
    from earseg_app.render.report.pictures import Picture


class Reports:
    """The `ReportPort` over `domain/report*` and `render/report/`; `say`: the language of the pages."""

    def __init__(self, say: Say = str) -> None:
        self._say = say

    def surfaces(self, case: Case) -> object:
        """The surfaces of each ear as they stand in the report."""
        from earseg_app.render.report.ears import surface_pictures

        return surface_pictures(case.volume, case.segmentation) if case.segmentation else {}

    def write(
        self, content: ReportContent, surfaces: object, request: ReportRequest, reporter: Reporter
    ) -> tuple[Path, ...]:
        """Write them all, or none; no name of a patient is in the names of the files."""
        from earseg_app.files.together import write_together
        from earseg_app.render.report.table import report_csv, report_json

        now = time.localtime()
        report = case_report(content, now, reporter.part(0.0, 0.7))
        reporter.step(0.7, "Drawing the pages")
        makers: dict[str, Callable[[], bytes]] = {
            "pdf": lambda: case_pdf(content, surfaces, report, self._say),
            "json": lambda: report_json(report),
            "csv": lambda: report_csv(report),
        }
        stem = time.strftime("inner-ear-report-%Y%m%d-%H%M%S", now)
        files = {request.folder / f"{stem}.{end}": makers[end]() for end in REPORT_FORMATS if end in request.formats}
        writers = {path: _writer(made) for path, made in files.items()}
        return write_together(writers, reporter=reporter.part(0.9, 1.0))


def case_report(content: ReportContent, now: time.struct_time, reporter: Reporter) -> Report:
    """The report of a case, with the ± of its values and what was drawn by hand.

    Raises:
        MeasurementError: if an ear can't be measured again for its ±.
        Cancelled: if the reporter was cancelled.
    """
    from earseg_app.adapters.electrode_library import electrode_arrays
    from earseg_app.domain.report.case import Measured, report_of

    case = content.case
    labels = case.segmentation
    spread = _spread(content, labels, reporter) if labels is not None else {}
    by_hand = {side: measurement.names_by_hand() for side, measurement in case.measurements.items()}
    measured = Measured(content.measures, case.unmeasured, by_hand, spread, case.hand_measures)
    made_on, program = time.strftime("%Y-%m-%d %H:%M", now), f"EarSeg {__version__}"
    return report_of(
        case.volume, labels, measured, electrode_arrays(), made_on=made_on, program=program, patient=content.patient
    )


def _spread(content: ReportContent, labels: Segmentation, reporter: Reporter) -> dict[Side, Mapping[str, float]]:
    """The ± of each ear's values, by their names."""
    from earseg_app.domain.measuring.uncertainty import uncertainty_of

    spread = {}
    for number, (side, measures) in enumerate(content.measures.items()):
        part = reporter.part(number / len(content.measures), (number + 1) / len(content.measures))
        found = uncertainty_of(measures, labels.labels, labels.grid, labels.uncertainty, reporter=part)
        spread[side] = found.plus_minus
    return spread


def case_pdf(content: ReportContent, surfaces: object, report: Report, say: Say = str) -> bytes:
    """The pages of a report of a case; `surfaces`: what `Reports.surfaces` made of it; `say`: their language."""
    from earseg_app.domain.report.by_hand import in_order
    from earseg_app.render.report.ears import ear_pictures
    from earseg_app.render.report.hand_pictures import hand_pictures
    from earseg_app.render.report.pdf import report_pdf

    case = content.case
    found = {side: case.measurements[side] for side in content.measures}
    pictures = (
        ear_pictures(case.volume, case.segmentation, found, cast("dict[Side, Picture]", surfaces))
        if case.segmentation
        else {}
    )
    drawn = tuple(hand_pictures(case.volume, case.segmentation, in_order(case.hand_measures)))
    return report_pdf(report, pictures, drawn, say)


def _writer(made: bytes) -> Callable[[BinaryIO], None]:
    def write(file: BinaryIO) -> None:
        file.write(made)

    return write
