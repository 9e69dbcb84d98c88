"""`earseg labels`: a label map in another format, or on the grid of a scan."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from earseg_app.cli.console import progress, say
from earseg_app.cli.options import quiet_option, read_options, series_option
from earseg_app.domain.errors import ExportError

if TYPE_CHECKING:
    from earseg_app.domain.progress import Reporter
    from earseg_app.domain.study import Series
    from earseg_app.domain.volume import Volume

SUMMARY = "Convert a label map, or bring it onto the grid of a scan."
NEEDS_SCAN = "A DICOM segmentation refers to the DICOM series it was made for."


def add_options(parser: argparse.ArgumentParser) -> None:
    """The words of this verb."""
    parser.add_argument("labels", type=Path, metavar="LABELS", help="NIfTI, NRRD, MetaImage or DICOM segmentation")
    parser.add_argument("--scan", type=Path, metavar="PATH", help="the scan on whose grid the labels shall lie")
    series_option(parser)
    quiet_option(parser)
    parser.add_argument(
        "-o", "--output", type=Path, required=True, metavar="OUT", help=".nii.gz, .seg.nrrd, .mha or .dcm (DICOM SEG)"
    )


def run(options: argparse.Namespace) -> None:
    """Read labels, bring them onto the scan's grid where one is given, and write them."""
    from earseg_app.dicom.images import read_label_map, write_labels
    from earseg_app.domain.labels.foreign import adopted

    reporter = progress(options.quiet)
    found = read_label_map(options.labels)
    series, volume = _scan(options, reporter) if options.scan else (None, None)
    segmentation, notes = adopted(found, volume.grid if volume else found.grid, options.labels.name)
    if options.output.suffix.lower() != ".dcm":
        write_labels(options.output, segmentation)
    elif series is None:
        raise ExportError(NEEDS_SCAN, "Name the folder of the series with --scan.")
    else:
        from earseg_app.dicom.seg_writer import write_seg

        write_seg(options.output, segmentation, series, reporter.part(0.6, 1.0))
    for note in notes:
        say(note)


def _scan(options: argparse.Namespace, reporter: Reporter) -> tuple[Series | None, Volume]:
    """The series and the volume at `options.scan`; no series when it is no DICOM."""
    from earseg_app.dicom.catalog import read_catalog
    from earseg_app.dicom.images import image_suffix, read_image
    from earseg_app.dicom.open_path import choose
    from earseg_app.dicom.reader import read_series

    if image_suffix(options.scan):
        return None, read_image(options.scan, reporter.part(0.0, 0.6))
    series = choose(read_catalog(options.scan, reporter.part(0.0, 0.2)), options.series)
    return series, read_series(series, reporter.part(0.2, 0.6), read_options(options))
