"""`earseg catalog`: what is on a disc."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict

from earseg_app.cli.console import say
from earseg_app.cli.options import source_options
from earseg_app.domain.progress import Reporter

SUMMARY = "List what is on a disc."


def add_options(parser: argparse.ArgumentParser) -> None:
    """The words of this verb."""
    source_options(parser)
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")


def run(options: argparse.Namespace) -> None:
    """Print patients, studies and series of a place."""
    from earseg_app.dicom.catalog import read_catalog

    catalog = read_catalog(options.path, Reporter())
    if options.json:
        say(json.dumps(asdict(catalog), indent=2, default=str, ensure_ascii=False))
        return
    best = catalog.best_series()
    for patient in catalog.patients:
        say(f"{patient.name or 'unnamed'}  {patient.id}")
        for study in patient.studies:
            say(f"  {study.date}  {study.description}")
            for series in study.series:
                mark = "*" if series is best else " "
                say(f"  {mark} {series.slice_count:4d} images  {series.modality}  {series.description}  {series.uid}")
                if series.refusal:
                    say(f"         {series.refusal}")
    for broken in catalog.broken:
        say(f"  unreadable: {broken.path.name}: {broken.reason}")
