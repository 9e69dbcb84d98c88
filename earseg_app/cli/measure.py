"""`earseg measure`: the cochlea of each ear in figures."""

from __future__ import annotations

import argparse
from pathlib import Path

from earseg_app.cli.console import RESEARCH_USE, open_scan, progress, run_segmenter, write_json
from earseg_app.cli.options import model_options, quiet_option, series_option, source_options
from earseg_app.version import __version__

SUMMARY = "Measure the cochlea of each ear."


def add_options(parser: argparse.ArgumentParser) -> None:
    """The words of this verb."""
    source_options(parser)
    series_option(parser)
    model_options(parser)
    quiet_option(parser)
    parser.add_argument("--labels", type=Path, metavar="L.nii.gz", help="measure these labels instead of segmenting")
    parser.add_argument("--json", type=Path, required=True, metavar="OUT.json", help="where the measures go")


def run(options: argparse.Namespace) -> None:
    """Measure the labels given, or those found in the scan, and write JSON."""
    from earseg_app.adapters.electrode_library import electrode_arrays
    from earseg_app.dicom.images import read_labels
    from earseg_app.domain.measuring.record import measure_ears
    from earseg_app.domain.measuring.uncertainty import REPEATS

    reporter = progress(options.quiet)
    if options.labels:
        segmentation = read_labels(options.labels)
    else:
        volume = open_scan(options, reporter.part(0.0, 0.2))
        segmentation = run_segmenter(options, volume, reporter.part(0.2, 0.9))
    report = {"program": f"EarSeg {__version__}", "notice": RESEARCH_USE, "frame": "LPS mm"}
    write_json(options.json, report | measure_ears(segmentation, electrode_arrays(), REPEATS))
