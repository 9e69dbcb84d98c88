"""`earseg report`: the report of both ears as PDF, and its figures as JSON and CSV."""

from __future__ import annotations

import argparse
import time
from pathlib import Path
from typing import TYPE_CHECKING

from earseg_app.cli.console import open_scan, progress, run_segmenter, say, write_json
from earseg_app.cli.options import model_options, quiet_option, series_option, source_options
from earseg_app.domain.errors import MeasurementError
from earseg_app.version import __version__

if TYPE_CHECKING:
    from earseg_app.domain.report.case import Measured
    from earseg_app.domain.report.content import Report
    from earseg_app.domain.segmentation import Segmentation
    from earseg_app.domain.volume import Volume

SUMMARY = "Segment, measure and write a report with pictures; it names no patient."


def add_options(parser: argparse.ArgumentParser) -> None:
    """The words of this verb."""
    source_options(parser)
    series_option(parser)
    model_options(parser)
    quiet_option(parser)
    parser.add_argument("--labels", type=Path, metavar="L.nii.gz", help="report these labels instead of segmenting")
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="OUT.pdf", help="where the report goes")
    parser.add_argument("--json", type=Path, metavar="OUT.json", help="the same figures as JSON")
    parser.add_argument("--csv", type=Path, metavar="OUT.csv", help="the same figures as a table")


def run(options: argparse.Namespace) -> None:
    """Report a scan."""
    from earseg_app.dicom.images import read_labels
    from earseg_app.domain.report.content import as_record
    from earseg_app.render.report.table import report_csv

    reporter = progress(options.quiet)
    volume = open_scan(options, reporter.part(0.0, 0.2))
    labels = read_labels(options.labels) if options.labels else run_segmenter(options, volume, reporter.part(0.2, 0.7))
    report, pdf = _report(volume, labels)
    _write(options.output, pdf)
    if options.json:
        write_json(options.json, as_record(report))
    if options.csv:
        _write(options.csv, report_csv(report))
    say(f"The report lies in {options.output}")


def _report(volume: Volume, labels: Segmentation) -> tuple[Report, bytes]:
    from earseg_app.adapters.electrode_library import electrode_arrays
    from earseg_app.domain.report.case import report_of
    from earseg_app.render.report.ears import as_found, ear_pictures, surface_pictures
    from earseg_app.render.report.pdf import report_pdf

    measured = _measure(labels)
    made_on, program = time.strftime("%Y-%m-%d %H:%M"), f"EarSeg {__version__}"
    report = report_of(volume, labels, measured, electrode_arrays(), made_on=made_on, program=program)
    shown = {side: as_found(measures) for side, measures in measured.ears.items()}
    pictures = ear_pictures(volume, labels, shown, surface_pictures(volume, labels))
    return report, report_pdf(report, pictures)


def _measure(labels: Segmentation) -> Measured:
    from earseg_app.domain.measuring.measure import measure_ear
    from earseg_app.domain.measuring.uncertainty import uncertainty_of
    from earseg_app.domain.report.case import Measured

    measured, refused, spread = {}, {}, {}
    for ear in labels.ears:
        try:
            found = measure_ear(labels.labels, labels.grid, ear.side, said=ear.malformed)
            spread[ear.side] = uncertainty_of(found, labels.labels, labels.grid, labels.uncertainty).plus_minus
            measured[ear.side] = found
        except MeasurementError as error:
            refused[ear.side] = error.sentence()
    return Measured(measured, refused, plus_minus=spread)


def _write(path: Path, content: bytes) -> None:
    from earseg_app.files.whole import writing

    with writing(path) as part:
        part.write_bytes(content)
