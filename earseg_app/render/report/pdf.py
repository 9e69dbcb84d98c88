"""A report as a PDF: first what must be read first, then each ear with its pictures, then every definition."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.units import mm
from reportlab.platypus import KeepTogether, PageBreak, Paragraph, SimpleDocTemplate, Spacer
from reportlab.platypus import Table as Grid

from earseg_app.domain.anatomy import Side
from earseg_app.domain.report.content import NOTICE, EarPages, Figure, Report, Section, Table
from earseg_app.domain.segmentation import Verdict
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
    draw_frame,
    register_fonts,
)

DOCUMENT_TITLE = "EarSeg report"
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


def report_pdf(report: Report, pictures: Mapping[Side, tuple[Picture, ...]], drawn: tuple[Picture, ...] = ()) -> bytes:
    """The bytes of the PDF; `pictures` of each ear stand at the head of its page, three to a row.

    `drawn`: those of what was measured by hand, which have a page of their own.
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
        title=DOCUMENT_TITLE,
        author="EarSeg",
    )
    story = _front(report)
    for ear in report.ears:
        story += [PageBreak(), *_ear(ear, pictures.get(ear.side, ()))]
    if report.by_hand:
        story.append(PageBreak())
        for pages in report.by_hand:
            story += _section(pages.section)
        story += _pictures(drawn)
    story += [PageBreak(), *_definitions(report)]
    document.build(story, onFirstPage=draw_frame, onLaterPages=draw_frame)
    return file.getvalue()


def _front(report: Report) -> list[Any]:
    story = [Paragraph("Inner-ear report", TITLE), Paragraph(f"{NOTICE} {escape(report.made_on)}", SMALL), Spacer(1, 6)]
    if report.cautions:
        story += [Paragraph(escape(caution), CAUTION) for caution in report.cautions]
    for title, lines in (("Patient", report.patient), ("Scan", report.scan), ("Made with", report.made_with)):
        if lines:
            story += [Paragraph(title, HEADING), _pairs(lines)]
    for ear in report.ears:
        story.append(KeepTogether([_ear_heading(ear), *_reasons(ear), _figures(ear.sections[0])]))
    story += [Paragraph(escape(sentence), CAUTION) for sentence in report.not_measured]
    if report.comparison is not None:
        story += _section(report.comparison)
    return story


def _ear(ear: EarPages, pictures: tuple[Picture, ...]) -> list[Any]:
    story: list[Any] = [_ear_heading(ear), *_reasons(ear), *_pictures(pictures)]
    for section in ear.sections:
        story += _section(section)
    for table in ear.tables:
        story += _table(table)
    return story


def _pictures(pictures: tuple[Picture, ...]) -> list[Any]:
    """Three to a row."""
    if not pictures:
        return []
    width = (WIDTH - 2 * GAP) / 3
    rows = [pictures[k : k + 3] for k in range(0, len(pictures), 3)]
    cells = [[PictureBox(picture, width) for picture in row] + [""] * (3 - len(row)) for row in rows]
    plain = [("LEFTPADDING", (0, 0), (-1, -1), 0), ("RIGHTPADDING", (0, 0), (-1, -1), 0)]
    return [Spacer(1, 4), Grid(cells, colWidths=[width + GAP] * 3, hAlign="LEFT", style=plain)]


def _ear_heading(ear: EarPages) -> Paragraph:
    color = VERDICT_COLORS[ear.verdict].hexval()[2:]
    words = f'{ear.side.word.capitalize()} ear  <font color="#{color}">{ear.verdict.value}</font>'
    return Paragraph(words, HEADING)


def _reasons(ear: EarPages) -> list[Any]:
    return [Paragraph(escape(reason), CAUTION) for reason in ear.reasons]


def _section(section: Section) -> list[Any]:
    notes = [Paragraph(escape(note), SMALL) for note in section.notes]
    head = [Paragraph(escape(section.title), HEADING), *notes]
    return [KeepTogether([*head, _figures(section)])]


def _figures(section: Section) -> Grid:
    heads = [Paragraph(f'<font name="{BOLD}">{word}</font>', SMALL) for word in ("", "Value", "Usual", "Remarks")]
    rows = [heads, *([*_figure_cells(figure)] for figure in section.figures)]
    widths = [WIDTH * share for share in (0.34, 0.19, 0.17, 0.30)]
    return Grid(rows, colWidths=widths, hAlign="LEFT", style=_CELLS, repeatRows=1)


def _figure_cells(figure: Figure) -> tuple[Paragraph, ...]:
    remark = ". ".join(filter(None, ["Set by hand" if figure.by_hand else "", figure.remark]))
    value = f'<font name="{BOLD}">{escape(figure.words)}</font>'
    return (
        Paragraph(escape(figure.name), TEXT),
        Paragraph(value, CAUTION if figure.remark else TEXT),
        Paragraph(escape(figure.usual), TEXT),
        Paragraph(escape(remark), CAUTION if figure.remark else TEXT),
    )


def _table(table: Table) -> list[Any]:
    heads = [Paragraph(f'<font name="{BOLD}">{escape(word)}</font>', SMALL) for word in table.columns]
    rows = [heads, *([Paragraph(escape(word), SMALL) for word in row] for row in table.rows)]
    first = 0.28 * WIDTH
    widths = [first, *[(WIDTH - first) / (len(table.columns) - 1)] * (len(table.columns) - 1)]
    notes = [Paragraph(escape(note), SMALL) for note in table.notes]
    return [
        Paragraph(escape(table.title), HEADING),
        Grid(rows, colWidths=widths, hAlign="LEFT", style=_CELLS, repeatRows=1),
        *notes,
    ]


def _pairs(lines: tuple[tuple[str, str], ...]) -> Grid:
    rows = [[Paragraph(escape(name), SMALL), Paragraph(escape(value), TEXT)] for name, value in lines]
    return Grid(rows, colWidths=[0.22 * WIDTH, 0.78 * WIDTH], hAlign="LEFT", style=_CELLS)


def _definitions(report: Report) -> list[Any]:
    """Each figure's definition and source, once."""
    sections = [section for ear in report.ears for section in ear.sections]
    sections += [pages.section for pages in report.by_hand]
    figures = [figure for section in sections for figure in section.figures]
    known: dict[tuple[str, str], Figure] = {}
    for figure in figures:
        known.setdefault((figure.name, figure.definition), figure)
    story: list[Any] = [Paragraph("Definitions and sources", HEADING)]
    for figure in known.values():
        name = f'<font name="{BOLD}" color="#{ACCENT.hexval()[2:]}">{escape(figure.name)}</font>'
        words = f"{name}  {escape(figure.definition)}" + (f" <i>{escape(figure.source)}</i>" if figure.source else "")
        story.append(Paragraph(words.replace("<i>", "[").replace("</i>", "]"), SMALL))
    return story
