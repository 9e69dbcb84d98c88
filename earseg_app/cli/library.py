"""`earseg library`: the studies opened so far, and the copies for which no disc is needed."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from earseg_app import paths
from earseg_app.cli.console import progress, say
from earseg_app.cli.options import quiet_option, source_options
from earseg_app.domain.errors import UnreadableInput

if TYPE_CHECKING:
    from earseg_app.dicom.library.shelf import StudyLibrary
    from earseg_app.domain.exchange.library import KnownStudy

SUMMARY = "List, fill, clear or repair the library of studies."


def add_options(parser: argparse.ArgumentParser) -> None:
    """The words of this verb."""
    deeds = parser.add_subparsers(required=True, metavar="DEED", dest="deed")
    listing = deeds.add_parser("list", help="the studies, the last opened first")
    listing.add_argument(
        "words", nargs="*", metavar="WORD", help="parts of the name, the id, the date, the description"
    )
    listing.add_argument("--json", action="store_true", help="print JSON instead of a table")
    adding = deeds.add_parser("add", help="copy every study of a place into the library")
    source_options(adding)
    adding.add_argument("--list-only", action="store_true", help="list the studies without copying them")
    quiet_option(adding)
    removing = deeds.add_parser("remove", help="remove a study: its entry and its copy, never the disc it came from")
    removing.add_argument("number", type=int, metavar="NUMBER", help="the number that `list` shows")
    removing.add_argument("--yes", action="store_true", help="the copy may be deleted")
    quiet_option(deeds.add_parser("repair", help="make a damaged index again from the copied studies"))
    for deed in deeds.choices.values():
        deed.add_argument(
            "--library", type=Path, metavar="DIR", help="where the library lies, if not in its usual place"
        )


def run(options: argparse.Namespace) -> None:
    """Do one deed."""
    from earseg_app.dicom.library.shelf import StudyLibrary

    library = StudyLibrary(options.library or paths.user_library())
    {"list": _list, "add": _add, "remove": _remove, "repair": _repair}[options.deed](library, options)


def _list(library: StudyLibrary, options: argparse.Namespace) -> None:
    found = library.studies(" ".join(options.words))
    if options.json:
        say(json.dumps([asdict(known) for known in found], indent=2, default=str, ensure_ascii=False))
        return
    for known in found:
        say(_line(known))


def _add(library: StudyLibrary, options: argparse.Namespace) -> None:
    from earseg_app.dicom.catalog import read_catalog

    reporter = progress(options.quiet)
    catalog = read_catalog(options.path, reporter.part(0.0, 0.2))
    studies = [study for patient in catalog.patients for study in patient.studies]
    if not studies:
        raise UnreadableInput(f"No DICOM images were found in {options.path.name}.", "Choose the folder of a scan.")
    for index, study in enumerate(studies):
        uid = study.series[0].uid
        part = reporter.part(0.2 + 0.8 * index / len(studies), 0.2 + 0.8 * (index + 1) / len(studies))
        known = library.enter(catalog, uid) if options.list_only else library.copy(catalog, uid, part)
        say(_line(known))


def _remove(library: StudyLibrary, options: argparse.Namespace) -> None:
    known = next((known for known in library.studies() if known.number == options.number), None)
    if known is not None and known.copy is not None and not options.yes:
        raise UnreadableInput(
            f"Study {options.number} has a copy of {known.images} images, which would be deleted.",
            "Say --yes if the disc is still at hand or the study no longer needed; nothing was removed.",
        )
    library.remove(options.number)
    say(f"Study {options.number} was removed from the library.")


def _repair(library: StudyLibrary, options: argparse.Namespace) -> None:
    say(library.repair(progress(options.quiet)).sentence() or "The library is in order.")


def _line(known: KnownStudy) -> str:
    where = "copied" if known.copy else str(known.source)
    return f"{known.number:5d}  {known.date:8s}  {known.patient_name}  {known.patient_id}  {known.description}  {where}"
