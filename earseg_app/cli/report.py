"""`earseg report`: the report of both ears as PDF, and its figures as JSON and CSV."""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from earseg_app import paths
from earseg_app.cli.console import progress, say, write_json
from earseg_app.cli.options import model_options, quiet_option, series_option
from earseg_app.cli.report_input import read_content
from earseg_app.language.languages import ENGLISH, LANGUAGES, say_in

SUMMARY = "Segment, measure and write a report with pictures; it names no patient."


def add_options(parser: argparse.ArgumentParser) -> None:
    """The words of this verb."""
    parser.add_argument(
        "path",
        type=Path,
        metavar="PATH",
        help="a case file (.earseg), with all that was moved and drawn by hand; or folder, DICOMDIR, zip, DICOM file, "
        "NIfTI or NRRD",
    )
    parser.add_argument("--scan", type=Path, metavar="PATH", help="where the scan of the case file lies now")
    series_option(parser)
    model_options(parser)
    quiet_option(parser)
    parser.add_argument("--labels", type=Path, metavar="L.nii.gz", help="report these labels instead of segmenting")
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="OUT.pdf", help="where the report goes")
    parser.add_argument(
        "--language", choices=tuple(LANGUAGES), default=ENGLISH, help="of the pages; JSON and CSV stay English"
    )
    parser.add_argument("--json", type=Path, metavar="OUT.json", help="the same figures as JSON")
    parser.add_argument("--csv", type=Path, metavar="OUT.csv", help="the same figures as a table")


def run(options: argparse.Namespace) -> None:
    """Report a scan, or a case as it was saved."""
    from earseg_app.adapters.reports import Reports, case_pdf, case_report
    from earseg_app.domain.report.content import as_record
    from earseg_app.render.report.table import report_csv

    reporter = progress(options.quiet)
    language = say_in(options.language, paths.resources() / "translations")
    content = read_content(options, reporter.part(0.0, 0.6))
    report = case_report(content, time.localtime(), reporter.part(0.6, 0.9))
    reporter.step(0.9, "Drawing the pages")
    _write(options.output, case_pdf(content, Reports().surfaces(content.case), report, language))
    if options.json:
        write_json(options.json, as_record(report))
    if options.csv:
        _write(options.csv, report_csv(report))
    reporter.step(1.0, "Done")
    say(f"The report lies in {options.output}")


def _write(path: Path, content: bytes) -> None:
    from earseg_app.files.whole import writing

    with writing(path) as part:
        part.write_bytes(content)
