"""`earseg VERB …`: the table of verbs, and what becomes of errors."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from earseg_app.cli import (
    associate,
    catalog,
    deidentify,
    demo,
    labels,
    library,
    measure,
    mesh,
    model,
    pacs,
    report,
    segment,
)
from earseg_app.cli.console import RESEARCH_USE, say
from earseg_app.domain.errors import EarsegError
from earseg_app.version import __version__

INTERRUPTED = 130


class Verb(Protocol):
    """A file of this folder that is a verb."""

    SUMMARY: str

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """The words of this verb."""

    def run(self, options: argparse.Namespace) -> None:
        """Do it."""


VERBS: Mapping[str, Verb] = {
    "catalog": catalog,
    "segment": segment,
    "measure": measure,
    "mesh": mesh,
    "report": report,
    "labels": labels,
    "model": model,
    "library": library,
    "deidentify": deidentify,
    "pacs": pacs,
    "demo": demo,
    "associate": associate,
}


def is_for_terminal(words: Sequence[str]) -> bool:
    """Whether these words of the command line are for this module and not for the window."""
    return bool(words) and (words[0] in VERBS or words[0] in ("--version", "-h", "--help"))


def main(argv: Sequence[str]) -> int:
    """Run one verb; returns 0, or non-zero after one clear sentence on stderr."""
    options = _parser().parse_args(argv)
    try:
        verb: Callable[[argparse.Namespace], None] = options.run
        verb(options)
    except EarsegError as error:
        say(error.sentence(), sys.stderr)
        return 1
    except OSError as error:
        say(f"{error.strerror or error}: {error.filename or ''}. Check the path and its permissions.", sys.stderr)
        return 1
    except KeyboardInterrupt:
        say("Stopped; nothing was written.", sys.stderr)
        return INTERRUPTED
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="earseg",
        description="Segment, measure and export inner ears from temporal-bone CT. Without a verb the window opens.",
        epilog=RESEARCH_USE,
    )
    parser.add_argument("--version", action="version", version=f"EarSeg {__version__}")
    verbs = parser.add_subparsers(required=True, metavar="VERB")
    for name, verb in VERBS.items():
        sub = verbs.add_parser(name, help=verb.SUMMARY, description=verb.SUMMARY)
        sub.set_defaults(run=verb.run)
        verb.add_options(sub)
    return parser
