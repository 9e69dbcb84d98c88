"""Right beside left: each figure of one ear with the same figure of the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from earseg_app.domain.measuring.compare_ears import DEFINITION
from earseg_app.domain.report.content import Figure, Section

BEYOND = "The ears differ by more than the measures can tell."


@dataclass(frozen=True)
class ComparedFigure:
    """The same figure of both ears, in its own unit."""

    right: Figure
    left: Figure

    @property
    def difference(self) -> float | None:
        """Right less left; None where an ear lacks it."""
        if self.right.value is None or self.left.value is None:
            return None
        return self.right.value - self.left.value

    @property
    def plus_minus(self) -> float | None:
        """Of the difference: the root of the sum of squares; None where that of an ear is not known."""
        if self.right.uncertainty is None or self.left.uncertainty is None:
            return None
        return float(np.hypot(self.right.uncertainty, self.left.uncertainty))

    @property
    def is_beyond_uncertainty(self) -> bool:
        """Whether the ears differ by more than can be explained by the uncertainty of the measures."""
        difference, spread = self.difference, self.plus_minus
        return difference is not None and spread is not None and abs(difference) > spread


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
        _difference(pair, section.title if names.count(pair.right.name) > 1 else "")
        for section in compared
        for pair in section.figures
        if pair.difference is not None
    )
    return Section("Right less left", figures, (DEFINITION.capitalize() + ".",))


def _pairs(right: Section, left: Section) -> Iterator[ComparedFigure]:
    others = {figure.name: figure for figure in left.figures}
    for figure in right.figures:
        if figure.name in others:
            yield ComparedFigure(figure, others[figure.name])


def _difference(pair: ComparedFigure, section: str) -> Figure:
    right, left, digits = pair.right, pair.left, pair.right.digits
    return Figure(
        f"{right.name}, {section[0].lower()}{section[1:]}" if section else right.name,
        pair.difference,
        right.unit,
        DEFINITION,
        "this program",
        uncertainty=pair.plus_minus,
        usual=f"right {right.value:.{digits}f}, left {left.value:.{digits}f}",
        remark=BEYOND if pair.is_beyond_uncertainty else "",
        digits=digits,
    )
