"""The paper of a report: fonts, colours, page frame, and a picture as something that flows on a page."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import matplotlib
from PIL import Image
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Flowable

from earseg_app.domain.report.content import NOTICE
from earseg_app.language.phrases import Say
from earseg_app.render.report.pictures import Picture

PAGE = A4
MARGIN = 16 * mm
WIDTH = PAGE[0] - 2 * MARGIN
BODY, BOLD = "DejaVu", "DejaVu-Bold"
INK, QUIET, LINE, ACCENT = HexColor("#1D2126"), HexColor("#5B6570"), HexColor("#D3D8DD"), HexColor("#1F7F8B")
WARNING, ERROR, GOOD = HexColor("#9A6400"), HexColor("#B3362A"), HexColor("#2E7D4F")
SCALE_BAR_MM = 5.0

TITLE = ParagraphStyle("title", fontName=BOLD, fontSize=16, leading=20, textColor=INK)
HEADING = ParagraphStyle("heading", fontName=BOLD, fontSize=11, leading=14, textColor=INK, spaceBefore=8, spaceAfter=3)
TEXT = ParagraphStyle("text", fontName=BODY, fontSize=8, leading=11, textColor=INK)
SMALL = ParagraphStyle("small", parent=TEXT, fontSize=6.5, leading=8.6, textColor=QUIET)
CAUTION = ParagraphStyle("caution", parent=TEXT, textColor=WARNING)


def register_fonts() -> None:
    """Make the report's fonts known; they hold the signs of formulas and most alphabets of Europe."""
    folder = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
    for name, file in ((BODY, "DejaVuSans.ttf"), (BOLD, "DejaVuSans-Bold.ttf")):
        if name not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(name, str(folder / file)))


def frame(say: Say) -> Callable[[Any, Any], None]:
    """Draws the foot of a page in a language: what this is, that it is for research, which page."""

    def draw(canvas: Any, document: Any) -> None:
        canvas.saveState()
        canvas.setFont(BODY, 7)
        canvas.setFillColor(QUIET)
        canvas.drawString(MARGIN, 9 * mm, f"{document.title}. {say(NOTICE)}")
        canvas.drawRightString(PAGE[0] - MARGIN, 9 * mm, say(f"Page {canvas.getPageNumber()}"))
        canvas.setStrokeColor(LINE)
        canvas.line(MARGIN, 12.5 * mm, PAGE[0] - MARGIN, 12.5 * mm)
        canvas.restoreState()

    return draw


class PictureBox(Flowable):  # type: ignore[misc]  # reportlab has no types
    """A picture of a given width in points, its title below, with strokes, letters and a scale bar over it."""

    def __init__(self, picture: Picture, width: float, say: Say = str) -> None:
        super().__init__()
        self._say = say
        rows, columns, _ = picture.pixels.shape
        self._picture = picture
        self.width = width
        self._picture_height = width * rows / columns
        self.height = self._picture_height + 11

    def draw(self) -> None:
        """Put it on the page."""
        canvas, picture = self.canv, self._picture
        canvas.saveState()
        canvas.translate(0, self.height - self._picture_height)
        canvas.drawImage(_image(picture), 0, 0, self.width, self._picture_height)
        clip = canvas.beginPath()
        clip.rect(0, 0, self.width, self._picture_height)
        canvas.clipPath(clip, stroke=0, fill=0)
        if picture.width_mm > 0.0:
            self._draw_strokes()
            self._draw_scale_bar()
        self._draw_letters()
        canvas.restoreState()
        canvas.setFont(BODY, 7)
        canvas.setFillColor(QUIET)
        canvas.drawString(0, 1, self._caption())

    def _caption(self) -> str:
        """Title and place; where both are too long for the picture the title gives way."""
        title, place = self._say(self._picture.title), self._say(self._picture.place)

        def words(shown: str) -> str:
            return ", ".join(filter(None, (shown, place)))

        shown = title
        while len(shown) > 2 and pdfmetrics.stringWidth(words(shown), BODY, 7) > self.width:
            shown = f"{shown.rstrip('…')[:-1].rstrip(' ,')}…"
        return words(shown)

    def _place(self, u_mm: float, v_mm: float) -> tuple[float, float]:
        scale = self.width / self._picture.width_mm
        return u_mm * scale, self._picture_height - v_mm * scale

    def _draw_strokes(self) -> None:
        canvas = self.canv
        for stroke in self._picture.strokes:
            places = [self._place(*point) for point in stroke.points_uv_mm]
            path = canvas.beginPath()
            path.moveTo(*places[0])
            for place in places[1:]:
                path.lineTo(*place)
            canvas.setStrokeColor(HexColor(stroke.color))
            canvas.setLineWidth(1.2 if stroke.label else 0.6)
            canvas.drawPath(path)
            if stroke.label:
                self._label(self._say(stroke.label), places[0], places[-1], stroke.color)

    def _label(self, words: str, start: tuple[float, float], end: tuple[float, float], color: str) -> None:
        """Words beyond the end of a line, so that they hide none of it."""
        wide = pdfmetrics.stringWidth(words, BOLD, 7)
        along = abs(end[0] - start[0]) > abs(end[1] - start[1])
        if along:
            x = end[0] + 2.0 if end[0] > start[0] else end[0] - wide - 6.0
            self._write(words, (x, end[1] - 4.0), color)
        else:
            self._write(words, (end[0] - wide / 2.0 - 2.0, end[1] + (3.0 if end[1] > start[1] else -11.0)), color)

    def _draw_letters(self) -> None:
        if not self._picture.letters:
            return
        left, right, up, down = self._picture.letters
        middle = self._picture_height / 2
        for letters, place in (
            (left, (7.0, middle)),
            (right, (self.width - 9.0, middle)),
            (up, (self.width / 2, self._picture_height - 10.0)),
            (down, (self.width / 2, 5.0)),
        ):
            self._write(letters, place, "#E6E9EC")

    def _draw_scale_bar(self) -> None:
        length = SCALE_BAR_MM * self.width / self._picture.width_mm
        x = self.width - 8.0 - length
        self.canv.setStrokeColor(HexColor("#E6E9EC"))
        self.canv.setLineWidth(1.4)
        self.canv.line(x, 8.0, x + length, 8.0)
        self._write(f"{SCALE_BAR_MM:g} mm", (x, 11.0), "#E6E9EC")

    def _write(self, words: str, place: tuple[float, float], color: str) -> None:
        """Words on a dark shadow, moved inwards where they would leave the picture."""
        canvas = self.canv
        wide = pdfmetrics.stringWidth(words, BOLD, 7)
        x = min(max(place[0] + 2.0, 2.0), self.width - wide - 2.0)
        y = min(max(place[1] + 2.0, 3.0), self._picture_height - 8.0)
        canvas.setFont(BOLD, 7)
        for dx, dy, ink in ((0.5, -0.5, HexColor("#101214")), (0.0, 0.0, HexColor(color))):
            canvas.setFillColor(ink)
            canvas.drawString(x + dx, y + dy, words)


def _image(picture: Picture) -> ImageReader:
    file = io.BytesIO()
    Image.fromarray(picture.pixels).save(file, "PNG")
    file.seek(0)
    return ImageReader(file)
