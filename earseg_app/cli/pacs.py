"""`earseg pacs echo|find|get|send`: talk to the picture archive of a hospital."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from earseg_app import paths
from earseg_app.cli.console import progress, say
from earseg_app.cli.options import quiet_option, series_option, source_options
from earseg_app.domain.errors import UnreadableInput
from earseg_app.domain.exchange.pacs import DICOM_PORT, FoundSeries, PacsError, PacsNode, PacsQuery, Retrieval, checked
from earseg_app.session.settings import SettingsFile

SUMMARY = "Query a PACS, retrieve from it, send to it."
_ADDRESS = re.compile(r"(?P<title>[^@\s]{1,16})@(?P<host>[^\s:]+):(?P<port>\d{1,5})")


def add_options(parser: argparse.ArgumentParser) -> None:
    """The words of this verb."""
    verbs = parser.add_subparsers(required=True, metavar="echo|find|get|send")
    echo = _verb(verbs, "echo", "Test the connection.", _echo)
    find = _verb(verbs, "find", "List examinations, or the series of one.", _find)
    get = _verb(verbs, "get", "Retrieve series into a folder.", _get)
    send = _verb(verbs, "send", "Send series as they are, names and all.", _send)
    for words, name in (("patient's name; * and ? are wildcards", "name"), ("patient's number", "id")):
        find.add_argument(f"--{name}", default="", help=words)
    for name in ("from", "to"):
        find.add_argument(f"--{name}", default="", metavar="YYYYMMDD", help=f"examined {name} this day")
    find.add_argument("--modality", default="CT", help="CT unless told otherwise; empty for all")
    find.add_argument("--study", metavar="UID", help="list the series of this examination instead")
    get.add_argument("--study", metavar="UID", required=True, help="the examination")
    get.add_argument("-o", "--out", type=Path, required=True, metavar="DIR", help="a new or empty folder")
    get.add_argument("--how", choices=[how.value for how in Retrieval], default="auto", help="C-GET or C-MOVE")
    source_options(send)
    for sub in (get, send):
        series_option(sub)
    for sub in (echo, find, get, send):
        quiet_option(sub)


def run(options: argparse.Namespace) -> None:
    """Do what the second word says."""
    options.talk(options)


def node_of(address: str, own: str) -> PacsNode:
    """The PACS of the settings with that name, or of an address `TITLE@host:port`; `own` is `TITLE` or `TITLE:port`.

    Raises:
        PacsError: if there is neither.
    """
    for node in SettingsFile(paths.user_data() / "settings.json").load().pacs_nodes:
        if node.name == address:
            return node
    match = _ADDRESS.fullmatch(address)
    if match is None:
        raise PacsError(f"No PACS is known as {address}.", "Give its address as TITLE@host:port.")
    title, _, port = own.partition(":")
    own_port = int(port) if port.isdigit() else DICOM_PORT
    return PacsNode(address, match["title"], match["host"], int(match["port"]), title, own_port)


def _verb(verbs: argparse._SubParsersAction, name: str, words: str, talk: object) -> argparse.ArgumentParser:  # type: ignore[type-arg]
    sub: argparse.ArgumentParser = verbs.add_parser(name, help=words, description=words)
    sub.set_defaults(talk=talk)
    sub.add_argument("pacs", metavar="PACS", help="its name in the settings, or TITLE@host:port")
    sub.add_argument("--own", default="EARSEG", metavar="TITLE[:PORT]", help="how the PACS knows this computer")
    return sub


def _echo(options: argparse.Namespace) -> None:
    from earseg_app.dicom.pacs_query import echo

    echo(node_of(options.pacs, options.own), progress(options.quiet))
    say(f"{options.pacs} answers.")


def _find(options: argparse.Namespace) -> None:
    from earseg_app.dicom.pacs_query import find_series, find_studies

    node, reporter = node_of(options.pacs, options.own), progress(options.quiet)
    if options.study:
        for one in find_series(node, options.study, reporter):
            count = "?" if one.image_count is None else one.image_count
            say(f"{one.number or '':>4}  {one.modality}  {count:>5} images  {one.description}  {one.uid}")
        return
    query = PacsQuery(
        options.name, options.id, date_from=getattr(options, "from"), date_to=options.to, modality=options.modality
    )
    for study in find_studies(node, checked(query), reporter):
        who = f"{study.patient_name}  {study.patient_id}"
        say(f"{who}  {study.date}  {study.modalities}  {study.description}  {study.uid}")


def _get(options: argparse.Namespace) -> None:
    from dataclasses import replace

    from earseg_app.dicom.pacs_query import find_series
    from earseg_app.dicom.pacs_receive import retrieve

    node = replace(node_of(options.pacs, options.own), retrieval=Retrieval(options.how))
    reporter = progress(options.quiet)
    series = _named(find_series(node, options.study, reporter.part(0.0, 0.1)), options.series)
    say(f"Received in {retrieve(node, series, options.out, reporter.part(0.1, 1.0))}")


def _named(found: tuple[FoundSeries, ...], uid: str | None) -> list[FoundSeries]:
    series = [one for one in found if one.uid == uid or (uid is None and one.modality == "CT")]
    if not series:
        raise UnreadableInput("The PACS holds no such series.", "`earseg pacs find PACS --study UID` lists them.")
    return series


def _send(options: argparse.Namespace) -> None:
    from earseg_app.dicom.catalog import read_catalog
    from earseg_app.dicom.open_path import choose
    from earseg_app.dicom.pacs_send import send

    reporter = progress(options.quiet)
    catalog = read_catalog(options.path, reporter.part(0.0, 0.2))
    count = send(node_of(options.pacs, options.own), [choose(catalog, options.series)], reporter.part(0.2, 1.0))
    say(f"{count} images sent to {options.pacs}.")
