"""Words that several verbs take."""

from __future__ import annotations

import argparse
from pathlib import Path

from earseg_app.domain.gaps import Gaps


def source_options(parser: argparse.ArgumentParser) -> None:
    """The scan."""
    parser.add_argument("path", type=Path, metavar="PATH", help="folder, DICOMDIR, zip, DICOM file, NIfTI or NRRD")


def series_option(parser: argparse.ArgumentParser) -> None:
    """Which of its series, and what becomes of slices it lacks."""
    parser.add_argument(
        "--series", metavar="UID", help="which series; by default the one that suits the inner ear best"
    )
    parser.add_argument(
        "--gaps",
        choices=[choice.value for choice in Gaps],
        default=Gaps.BRIDGE_SHORT.value,
        help="where slices are missing: refuse; fill short gaps and refuse wide ones (short, the default); "
        "leave them empty; or interpolate",
    )


def model_options(parser: argparse.ArgumentParser) -> None:
    """What segments, and where it runs."""
    parser.add_argument("--model", type=Path, metavar="FILE", help="ear model to use instead of the shipped one")
    parser.add_argument(
        "--device", choices=("auto", "cpu", "gpu"), default="auto", help="auto takes a GPU when there is one"
    )


def quiet_option(parser: argparse.ArgumentParser) -> None:
    """No progress, for scripts."""
    parser.add_argument("--quiet", action="store_true", help="show no progress")
