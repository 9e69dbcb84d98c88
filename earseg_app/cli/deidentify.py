"""`earseg deidentify`: a copy without the patient."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from earseg_app.cli.console import progress, say
from earseg_app.cli.options import quiet_option, series_option, source_options
from earseg_app.domain.exchange.deidentification import CopyRequest, Retain

SUMMARY = "Write a de-identified copy of a series (DICOM PS3.15 basic profile)."
HELP = {
    Retain.DEVICE: "keep the identity of the scanner",
    Retain.DESCRIPTORS: "keep known words of anatomy and technique in descriptions",
    Retain.DATES: "keep dates, all put earlier by the same number of days",
    Retain.CHARACTERISTICS: "keep sex, age (90 at most), size and weight",
}


def add_options(parser: argparse.ArgumentParser) -> None:
    """The words of this verb."""
    source_options(parser)
    series_option(parser)
    parser.add_argument("-o", "--out", type=Path, required=True, metavar="DIR", help="a new or empty folder")
    parser.add_argument("--code", required=True, help="what stands for the patient, such as EAR-07")
    parser.add_argument("--all", action="store_true", help="every series with images, not one")
    for option, words in HELP.items():
        parser.add_argument(f"--keep-{option.value}", action="store_true", help=words)
    parser.add_argument(
        "--captures", action="store_true", help="take screenshots and captures along: look at them first"
    )
    quiet_option(parser)


def run(options: argparse.Namespace) -> None:
    """Write the copy and say what has to be known of it."""
    from earseg_app.dicom.catalog import read_catalog
    from earseg_app.dicom.open_path import choose
    from earseg_app.dicom.privacy import deidentify

    reporter = progress(options.quiet)
    catalog = read_catalog(options.path, reporter.part(0.0, 0.2))
    series = catalog.all_series() if options.all else (choose(catalog, options.series),)
    retain = frozenset(option for option in Retain if getattr(options, f"keep_{option.value}"))
    request = CopyRequest(options.code, options.out, retain, options.captures)
    result = deidentify(series, request, reporter.part(0.2, 1.0))
    say(f"{result.image_count} images without the patient lie in {result.folder}")
    if result.left_out:
        say(f"{result.left_out} images were left out: they may show words in their pixels.")
    for warning in result.warnings:
        say(warning, sys.stderr)
