"""What `earseg report` reports: a scan with its labels, or a case file as it was saved."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from earseg_app import paths
from earseg_app.cli.console import open_scan, run_segmenter, say
from earseg_app.domain.errors import ExportError, UnreadableInput
from earseg_app.domain.progress import Reporter

if TYPE_CHECKING:
    from earseg_app.domain.volume import Volume
    from earseg_app.presenters.ports import ReportContent
    from earseg_app.session.case_file import StoredCase
    from earseg_app.session.state import Case

NO_SCAN = "Name the disc, folder or file of the scan with --scan."


def read_content(options: argparse.Namespace, reporter: Reporter) -> ReportContent:
    """The case and what is measured in it; what a case file says was moved by hand stays as it stands there."""
    from earseg_app.presenters.measuring import known_in, measure_ears
    from earseg_app.presenters.ports import ReportContent
    from earseg_app.session.case_file import SUFFIX

    is_case = options.path.suffix == SUFFIX
    case = _saved(options, reporter.part(0.0, 0.5)) if is_case else _scanned(options, reporter.part(0.0, 0.8))
    if case.segmentation is None:
        return ReportContent(case, {})
    found = measure_ears(case.segmentation, known_in(case), reporter.part(0.8, 1.0))
    measurements = {side: ear.measurement for side, ear in found.ears.items()}
    case = replace(case, measurements=MappingProxyType(measurements), unmeasured=MappingProxyType(dict(found.refused)))
    return ReportContent(case, {side: ear.measures for side, ear in found.ears.items()})


def _scanned(options: argparse.Namespace, reporter: Reporter) -> Case:
    from earseg_app.dicom.images import read_labels
    from earseg_app.session.state import Case

    if options.scan:
        raise ExportError("--scan belongs to a case file.", f"Leave it out: the scan is {options.path.name}.")
    volume = open_scan(options, reporter.part(0.0, 0.3))
    labels = read_labels(options.labels) if options.labels else run_segmenter(options, volume, reporter.part(0.3, 1.0))
    return Case(volume, labels)


def _saved(options: argparse.Namespace, reporter: Reporter) -> Case:
    from earseg_app.session.case_file import read_case
    from earseg_app.session.case_record import snapshot_of

    if options.labels:
        raise ExportError("A case file holds its own labels.", "Leave --labels out, or name the scan in its place.")
    stored = read_case(options.path, reporter.part(0.0, 0.5))
    volume = stored.volume or _scan_of(stored, options, reporter.part(0.5, 1.0))
    snapshot, left_out = snapshot_of(stored.record, volume, stored.labels, stored.uncertainty, shares=stored.shares)
    for sentence in left_out:
        say(sentence)
    case = snapshot.case
    if case.segmentation is None and not case.hand_measures:
        raise ExportError(
            f"In {options.path.name} nothing is segmented and nothing was measured by hand.",
            "Open it in the window and segment the ears.",
        )
    return case


def _scan_of(stored: StoredCase, options: argparse.Namespace, reporter: Reporter) -> Volume:
    from earseg_app.adapters.library import Library
    from earseg_app.presenters.find_scan import ANOTHER, find_scan, likely_place
    from earseg_app.session.case_file import Fingerprints

    place: Path = options.scan or likely_place(stored.record.scan, options.path)
    try:
        return find_scan(stored.record.scan, place, Library(paths.Places.of_user().demo), Fingerprints(), reporter)
    except UnreadableInput as error:
        raise UnreadableInput(error.message, NO_SCAN if error.hint == ANOTHER else error.hint, error.details) from error
