"""What a report says: figures with their definitions, in sections, for each ear; plain data for PDF, JSON and CSV."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from earseg_app.domain.anatomy import Side
from earseg_app.domain.segmentation import Verdict

TITLE_BY_HAND = "Measured by hand"
NOTICE = "Research use only, not a medical device."


@dataclass(frozen=True)
class Figure:
    """One number and everything it takes to read it.

    `value` is None where it was withheld; `remark` then says why. `uncertainty`: half width of the interval named in
    the section's notes, in the same unit. `usual`: the usual range in words. `remark`: what is to be borne in mind.
    """

    name: str
    value: float | None
    unit: str
    definition: str
    source: str
    uncertainty: float | None = None
    usual: str = ""
    remark: str = ""
    by_hand: bool = False
    digits: int = 1

    @property
    def words(self) -> str:
        """Value and uncertainty with the unit: `9.2 ± 0.2 mm`."""
        if self.value is None:
            return "withheld"
        spread = "" if self.uncertainty is None else f" ± {self.uncertainty:.{self.digits}f}"
        rounded = round(self.value, self.digits) + 0.0  # so that no zero is less than nothing
        return f"{rounded:.{self.digits}f}{spread} {self.unit}".rstrip()


@dataclass(frozen=True)
class Section:
    """Figures that belong together; `notes`: sentences that hold for all of them.

    `uncertain`: they can have an uncertainty, which may not be known yet.
    """

    title: str
    figures: tuple[Figure, ...]
    notes: tuple[str, ...] = ()
    uncertain: bool = False


@dataclass(frozen=True)
class Table:
    """A comparison in rows of words, such as that of the electrode arrays; `notes` define its columns."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class EarPages:
    """What the report says of one ear."""

    side: Side
    verdict: Verdict
    reasons: tuple[str, ...]
    sections: tuple[Section, ...]
    tables: tuple[Table, ...] = ()


@dataclass(frozen=True)
class HandPages:
    """What the user drew by hand at one ear, or at neither; `drawn`: each with its points as plain data."""

    side: Side | None
    section: Section
    drawn: tuple[Mapping[str, object], ...]


@dataclass(frozen=True)
class Report:
    """A whole report.

    `patient`: names and values, empty unless the user asked for them. `scan`, `made_with`: the same of the scan and of
    what made the labels. `cautions`: what must be read before anything else. `not_measured`: why an ear has no pages.
    """

    made_on: str
    patient: tuple[tuple[str, str], ...]
    scan: tuple[tuple[str, str], ...]
    made_with: tuple[tuple[str, str], ...]
    cautions: tuple[str, ...]
    ears: tuple[EarPages, ...]
    comparison: Section | None = None
    not_measured: tuple[str, ...] = ()
    by_hand: tuple[HandPages, ...] = ()


def as_record(report: Report) -> dict[str, object]:
    """The report as plain data for JSON; every number keeps its unit, definition and source beside it."""
    record = asdict(report)
    for pages, ear in zip(record["ears"], report.ears, strict=True):
        pages["side"], pages["verdict"] = ear.side.value, ear.verdict.value
    for pages, drawn in zip(record["by_hand"], report.by_hand, strict=True):
        pages["side"] = drawn.side.value if drawn.side else None
    return {"notice": NOTICE, "frame": "LPS mm", **record}


CSV_COLUMNS = (
    "ear",
    "section",
    "name",
    "value",
    "uncertainty",
    "unit",
    "usual",
    "by hand",
    "remark",
    "definition",
    "source",
)


def as_rows(report: Report) -> list[tuple[str, ...]]:
    """The figures of a report as rows of words under `CSV_COLUMNS`, the heading first; a withheld value is empty."""
    rows: list[tuple[str, ...]] = [CSV_COLUMNS]
    for ear in report.ears:
        for section in ear.sections:
            rows += [_row(ear.side.word, section.title, figure) for figure in section.figures]
    for drawn in report.by_hand:
        rows += [_row(drawn.side.word if drawn.side else "", TITLE_BY_HAND, figure) for figure in drawn.section.figures]
    if report.comparison is not None:
        rows += [_row("right - left", report.comparison.title, figure) for figure in report.comparison.figures]
    return rows


def _row(ear: str, section: str, figure: Figure) -> tuple[str, ...]:
    value = "" if figure.value is None else f"{figure.value:.{figure.digits + 1}f}"
    spread = "" if figure.uncertainty is None else f"{figure.uncertainty:.{figure.digits + 1}f}"
    by_hand = "yes" if figure.by_hand else ""
    return (
        ear,
        section,
        figure.name,
        value,
        spread,
        figure.unit,
        figure.usual,
        by_hand,
        figure.remark,
        figure.definition,
        figure.source,
    )
