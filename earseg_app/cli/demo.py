"""`earseg demo`: the demo CD."""

from __future__ import annotations

import argparse
from pathlib import Path

from earseg_app.cli.console import progress, say
from earseg_app.cli.options import quiet_option

SUMMARY = "Write the demo CD."


def add_options(parser: argparse.ArgumentParser) -> None:
    """The words of this verb."""
    parser.add_argument("folder", type=Path, metavar="DIR", help="where the demo CD is written")
    quiet_option(parser)


def run(options: argparse.Namespace) -> None:
    """Write the demo CD into a folder."""
    from earseg_app.demo_cd import write_demo_cd

    write_demo_cd(options.folder, progress(options.quiet))
    say(f"The demo CD lies in {options.folder}")
