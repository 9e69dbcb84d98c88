"""Words that several verbs take."""

from __future__ import annotations

import argparse
from pathlib import Path

from earseg_app.domain.gaps import Gaps
from earseg_app.domain.reading import MAX_COARSER, ReadOptions


def source_options(parser: argparse.ArgumentParser) -> None:
    """The scan."""
    parser.add_argument("path", type=Path, metavar="PATH", help="folder, DICOMDIR, zip, DICOM file, NIfTI or NRRD")


def series_option(parser: argparse.ArgumentParser) -> None:
    """Which of its series, and how to read it."""
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
    parser.add_argument(
        "--coarser",
        type=int,
        choices=range(1, MAX_COARSER + 1),
        default=1,
        help="how many voxels along each axis become one, for scans beyond the memory",
    )


def read_options(options: argparse.Namespace) -> ReadOptions:
    """What `series_option` was told of how to read."""
    return ReadOptions(Gaps(options.gaps), options.coarser)


def model_options(parser: argparse.ArgumentParser) -> None:
    """What segments, and where it runs."""
    parser.add_argument("--model", type=Path, metavar="FILE", help="ear model to use instead of the shipped one")
    parser.add_argument(
        "--device", choices=("auto", "cpu", "gpu"), default="auto", help="auto takes a GPU when there is one"
    )


def quiet_option(parser: argparse.ArgumentParser) -> None:
    """No progress, for scripts."""
    parser.add_argument("--quiet", action="store_true", help="show no progress")
