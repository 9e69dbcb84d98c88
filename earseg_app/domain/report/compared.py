"""Right beside left: each figure of one ear with the same figure of the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from earseg_app.domain.measuring.compare_ears import DEFINITION, Difference, plus_minus_of_both
from earseg_app.domain.report.content import Figure, Section

BEYOND = "The ears differ by more than the measures can tell."


@dataclass(frozen=True)
class ComparedFigure:
    """The same figure of both ears, in its own unit."""

    right: Figure
    left: Figure

    @property
    def difference(self) -> Difference | None:
        """Right less left; None where an ear lacks it."""
        right, left = self.right, self.left
        if right.value is None or left.value is None:
            return None
        plus_minus = plus_minus_of_both(right.uncertainty, left.uncertainty)
        return Difference(right.name, right.value, left.value, plus_minus)


@dataclass(frozen=True)
class ComparedSection:
    """Figures that belong together, of both ears."""

    title: str
    figures: tuple[ComparedFigure, ...]


def compared_sections(right: Sequence[Section], left: Sequence[Section]) -> tuple[ComparedSection, ...]:
    """What both ears have, in the order of the right one."""
    others = {section.title: section for section in left}
    both = (
        ComparedSection(section.title, tuple(_pairs(section, others[section.title])))
        for section in right
        if section.title in others
    )
    return tuple(section for section in both if section.figures)


def difference_section(compared: Sequence[ComparedSection]) -> Section:
    """Right less left as one section of a report; a name that stands in several sections says which."""
    names = [pair.right.name for section in compared for pair in section.figures]
    figures = tuple(
        _figure(difference, pair.right, section.title if names.count(pair.right.name) > 1 else "")
        for section in compared
        for pair in section.figures
        if (difference := pair.difference) is not None
    )
    return Section("Right less left", figures, (DEFINITION.capitalize() + ".",))


def _pairs(right: Section, left: Section) -> Iterator[ComparedFigure]:
    others = {figure.name: figure for figure in left.figures}
    for figure in right.figures:
        if figure.name in others:
            yield ComparedFigure(figure, others[figure.name])


def _figure(found: Difference, right: Figure, section: str) -> Figure:
    digits = right.digits
    return Figure(
        f"{right.name}, {section[0].lower()}{section[1:]}" if section else right.name,
        found.difference,
        right.unit,
        DEFINITION,
        "this program",
        uncertainty=found.plus_minus,
        usual=f"right {found.right:.{digits}f}, left {found.left:.{digits}f}",
        remark=BEYOND if found.is_beyond_uncertainty else "",
        digits=digits,
    )
