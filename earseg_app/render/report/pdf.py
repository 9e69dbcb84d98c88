"""A report as a PDF: first what must be read first, then each ear with its pictures, then every definition."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import KeepTogether, PageBreak, Paragraph, SimpleDocTemplate, Spacer
from reportlab.platypus import Table as Grid

from earseg_app.domain.anatomy import Side
from earseg_app.domain.report.content import NOTICE, EarPages, Figure, Report, Section, Table
from earseg_app.domain.segmentation import Verdict
from earseg_app.language.phrases import Say
from earseg_app.render.report.pictures import Picture
from earseg_app.render.report.sheet import (
    ACCENT,
    BOLD,
    CAUTION,
    ERROR,
    GOOD,
    HEADING,
    LINE,
    MARGIN,
    PAGE,
    SMALL,
    TEXT,
    TITLE,
    WARNING,
    WIDTH,
    PictureBox,
    frame,
    register_fonts,
)

DOCUMENT_TITLE = "EarSeg report"
USUAL = "Usual"
VERDICT_COLORS = {Verdict.GOOD: GOOD, Verdict.CHECK: WARNING, Verdict.POOR: ERROR}
GAP = 4 * mm
_CELLS = [
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("RIGHTPADDING", (0, 0), (-1, -1), 6),
    ("TOPPADDING", (0, 0), (-1, -1), 1.5),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 1.5),
    ("LINEBELOW", (0, 0), (-1, -1), 0.3, LINE),
]


def report_pdf(
    report: Report, pictures: Mapping[Side, tuple[Picture, ...]], drawn: tuple[Picture, ...] = (), say: Say = str
) -> bytes:
    """The bytes of the PDF; `pictures` of each ear stand at the head of its page, three to a row.

    `drawn`: those of what was measured by hand, which have a page of their own. `say`: the language of the pages; names
    of patients and programs go past it.
    """
    register_fonts()
    file = io.BytesIO()
    document = SimpleDocTemplate(
        file,
        pagesize=PAGE,
        leftMargin=MARGIN,
        rightMargin=MARGIN,
        topMargin=14 * mm,
        bottomMargin=17 * mm,
        title=say(DOCUMENT_TITLE),
        author="EarSeg",
    )
    draw_frame = frame(say)
    document.build(_Pages(say).story(report, pictures, drawn), onFirstPage=draw_frame, onLaterPages=draw_frame)
    return file.getvalue()


class _Pages:
    """What stands on the pages, in one language."""

    def __init__(self, say: Say) -> None:
        self._say = say

    def story(
        self, report: Report, pictures: Mapping[Side, tuple[Picture, ...]], drawn: tuple[Picture, ...]
    ) -> list[Any]:
        """Everything, in order."""
        story = self._front(report)
        for ear in report.ears:
            story += [PageBreak(), *self._ear(ear, pictures.get(ear.side, ()))]
        if report.comparison is not None:
            story += [PageBreak(), *self._section(report.comparison, beside="Both ears")]
        if report.by_hand:
            story.append(PageBreak())
            for pages in report.by_hand:
                story += self._section(pages.section)
            story += self._pictures(drawn)
        return [*story, PageBreak(), *self._definitions(report)]

    def _words(self, text: str, style: ParagraphStyle) -> Paragraph:
        return Paragraph(escape(self._say(text)), style)

    def _bold(self, text: str, style: ParagraphStyle) -> Paragraph:
        return Paragraph(f'<font name="{BOLD}">{escape(self._say(text))}</font>', style)

    def _front(self, report: Report) -> list[Any]:
        notice = Paragraph(f"{escape(self._say(NOTICE))} {escape(report.made_on)}", SMALL)
        story = [self._words("Inner-ear report", TITLE), notice, Spacer(1, 6)]
        story += [self._words(caution, CAUTION) for caution in report.cautions]
        if report.patient:
            story += [self._words("Patient", HEADING), self._pairs(report.patient, say=str)]
        for title, lines in (("Scan", report.scan), ("Made with", report.made_with)):
            if lines:
                story += [self._words(title, HEADING), self._pairs(lines, say=self._say)]
        for ear in report.ears:
            story.append(KeepTogether([self._ear_heading(ear), *self._reasons(ear), self._figures(ear.sections[0])]))
        story += [self._words(sentence, CAUTION) for sentence in report.not_measured]
        return story

    def _ear(self, ear: EarPages, pictures: tuple[Picture, ...]) -> list[Any]:
        story: list[Any] = [self._ear_heading(ear), *self._reasons(ear), *self._pictures(pictures)]
        for section in ear.sections:
            story += self._section(section)
        for table in ear.tables:
            story += self._table(table)
        return story

    def _pictures(self, pictures: tuple[Picture, ...]) -> list[Any]:
        """Three to a row."""
        if not pictures:
            return []
        width = (WIDTH - 2 * GAP) / 3
        rows = [pictures[k : k + 3] for k in range(0, len(pictures), 3)]
        cells = [[PictureBox(picture, width, self._say) for picture in row] + [""] * (3 - len(row)) for row in rows]
        plain = [("LEFTPADDING", (0, 0), (-1, -1), 0), ("RIGHTPADDING", (0, 0), (-1, -1), 0)]
        return [Spacer(1, 4), Grid(cells, colWidths=[width + GAP] * 3, hAlign="LEFT", style=plain)]

    def _ear_heading(self, ear: EarPages) -> Paragraph:
        color = VERDICT_COLORS[ear.verdict].hexval()[2:]
        name, verdict = self._say(f"{ear.side.word.capitalize()} ear"), self._say(ear.verdict.value)
        return Paragraph(f'{escape(name)}  <font color="#{color}">{escape(verdict)}</font>', HEADING)

    def _reasons(self, ear: EarPages) -> list[Any]:
        return [self._words(reason, CAUTION) for reason in ear.reasons]

    def _section(self, section: Section, beside: str = USUAL) -> list[Any]:
        notes = [self._words(note, SMALL) for note in section.notes]
        return [KeepTogether([self._words(section.title, HEADING), *notes, self._figures(section, beside)])]

    def _figures(self, section: Section, beside: str = USUAL) -> Grid:
        """`beside`: what stands beside each value, in one word."""
        heads = [self._bold(word, SMALL) for word in ("", "Value", beside, "Remarks")]
        rows = [heads, *([*self._figure_cells(figure)] for figure in section.figures)]
        widths = [WIDTH * share for share in (0.34, 0.19, 0.17, 0.30)]
        return Grid(rows, colWidths=widths, hAlign="LEFT", style=_CELLS, repeatRows=1)

    def _figure_cells(self, figure: Figure) -> tuple[Paragraph, ...]:
        remarks = (self._say("Set by hand" if figure.by_hand else ""), self._say(figure.remark))
        style = CAUTION if figure.remark else TEXT
        return (
            self._words(figure.name, TEXT),
            self._bold(figure.words, style),
            self._words(figure.usual, TEXT),
            Paragraph(escape(". ".join(filter(None, remarks))), style),
        )

    def _table(self, table: Table) -> list[Any]:
        heads = [self._bold(word, SMALL) for word in table.columns]
        rows = [heads, *([self._words(word, SMALL) for word in row] for row in table.rows)]
        first = 0.28 * WIDTH
        widths = [first, *[(WIDTH - first) / (len(table.columns) - 1)] * (len(table.columns) - 1)]
        return [
            self._words(table.title, HEADING),
            Grid(rows, colWidths=widths, hAlign="LEFT", style=_CELLS, repeatRows=1),
            *(self._words(note, SMALL) for note in table.notes),
        ]

    def _pairs(self, lines: tuple[tuple[str, str], ...], say: Say) -> Grid:
        rows = [[self._words(name, SMALL), Paragraph(escape(say(value)), TEXT)] for name, value in lines]
        return Grid(rows, colWidths=[0.22 * WIDTH, 0.78 * WIDTH], hAlign="LEFT", style=_CELLS)

    def _definitions(self, report: Report) -> list[Any]:
        """Each figure's definition and source, once."""
        sections = [section for ear in report.ears for section in ear.sections]
        sections += [pages.section for pages in report.by_hand]
        known: dict[tuple[str, str], Figure] = {}
        for figure in (figure for section in sections for figure in section.figures):
            known.setdefault((figure.name, figure.definition), figure)
        story: list[Any] = [self._words("Definitions and sources", HEADING)]
        for figure in known.values():
            name, definition, source = (escape(self._say(t)) for t in (figure.name, figure.definition, figure.source))
            title = f'<font name="{BOLD}" color="#{ACCENT.hexval()[2:]}">{name}</font>'
            story.append(Paragraph(f"{title}  {definition}" + (f" [{source}]" if source else ""), SMALL))
        return story
