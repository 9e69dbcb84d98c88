"""The words of another language: whole sentences by Qt's catalogue, those with names and numbers by their pattern."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QTranslator

from earseg_app.ui.words import CONTEXT

# A sentence may hold words that are translated themselves, and those again.
DEEPEST = 3
# A pattern with fewer letters, such as {0} ({1}), only says how words are joined: sentences are parted before.
LEAST_TELLING = 3
# Sentences with numbers are kept so that the same one need not be taken apart twice; beyond these all are forgotten.
MOST_KEPT = 4000
_GAP = re.compile(r"\{(\d+)([=#]?)\}")
_FIGURE = r"([-+±]?\d[\d.,:]*)"
_BETWEEN_LINES = re.compile(r"(\n| · )")
_BETWEEN_SENTENCES = re.compile(r"((?<=[.!?]) (?=\S))")
_BETWEEN_CLAUSES = re.compile(r"(; )")


class Catalogue(QTranslator):
    """The sentences of one language.

    The presenters make whole English sentences and know no language: "Undone: Smooth, cochlea (right)." So a catalogue
    has, beside finished sentences, patterns with gaps: "Undone: {0}." What fills a gap is translated in its turn, or
    left alone where the translation writes the gap as {0=}: names, paths. {0#} takes figures only.
    """

    def __init__(self, file: Path, parent: QObject | None = None) -> None:
        """Take the compiled catalogue, .qm; the patterns are read from the .ts beside it.

        Raises:
            ValueError: if it is none.
        """
        super().__init__(parent)
        if not self.load(str(file)):
            raise ValueError(f"{file.name} is no catalogue of Qt")
        patterns = _patterns(_messages(file.with_suffix(".ts")))
        self._telling = [(pattern, text) for letters, pattern, text in patterns if letters >= LEAST_TELLING]
        self._formal = [(pattern, text) for letters, pattern, text in patterns if letters < LEAST_TELLING]
        self._kept: dict[str, str] = {}

    def translate(self, context: str, source_text: str, _disambiguation: str | None = None, _n: int = -1) -> str | None:
        """Qt: the translation of a text; None where there is none, so that the next translator is asked."""
        if context != CONTEXT:
            return None
        made = self._made(source_text, DEEPEST)
        return None if made == source_text else made

    def _made(self, text: str, deep: int) -> str:
        kept = self._kept.get(text)
        if kept is None:
            if len(self._kept) >= MOST_KEPT:
                self._kept.clear()
            kept = self._kept[text] = self._by_all_means(text, deep)
        return kept

    def _by_all_means(self, text: str, deep: int) -> str:
        words = text.strip()
        if not any(map(str.isalpha, words)):
            return text
        made = (
            self._whole(words)
            or self._by_parts(_BETWEEN_LINES, words, deep)
            or self._by_pattern(self._telling, words, deep)
            or self._by_parts(_BETWEEN_SENTENCES, words, deep)
            or self._by_pattern(self._formal, words, deep)
            or self._by_parts(_BETWEEN_CLAUSES, words, deep)
            or words
        )
        start = text.index(words)
        return text[:start] + made + text[start + len(words) :]

    def _whole(self, text: str) -> str:
        found = super().translate(CONTEXT, text) or ""
        if not found and not text.endswith("…"):
            found = (super().translate(CONTEXT, f"{text}…") or "").rstrip("…")  # lists of keys leave the dots out
        return found

    def _by_pattern(self, patterns: Sequence[tuple[re.Pattern[str], str]], text: str, deep: int) -> str:
        for pattern, translation in patterns if deep else ():
            match = pattern.fullmatch(text)
            if match is not None and (made := self._filled(translation, match.groups(), deep - 1)) != text:
                return made
        return ""

    def _filled(self, translation: str, groups: tuple[str, ...], deep: int) -> str:
        def fill(gap: re.Match[str]) -> str:
            words = groups[int(gap[1])]
            return words if gap[2] else self._made(words, deep)

        return _GAP.sub(fill, translation)

    def _by_parts(self, between: re.Pattern[str], text: str, deep: int) -> str:
        parts = between.split(text)
        if len(parts) == 1:
            return ""
        return "".join(part if number % 2 else self._made(part, deep) for number, part in enumerate(parts))


def _messages(file: Path) -> dict[str, str]:
    """English → translation, of what is finished in a .ts file."""
    made = {}
    for message in ET.parse(file).getroot().iter("message"):
        translation = message.findtext("translation")
        if translation:
            made[message.findtext("source", "")] = translation
    return made


def _patterns(messages: Mapping[str, str]) -> list[tuple[int, re.Pattern[str], str]]:
    """(letters, pattern, translation) of the sentences with gaps: those that say most first, a colon before a comma."""
    with_gaps = {source.strip(): text.strip() for source, text in messages.items() if _GAP.search(source)}
    letters = {source: sum(map(str.isalpha, _GAP.sub("", source))) for source in with_gaps}

    def rank(source: str) -> tuple[int, bool, int, str]:
        telling = letters[source] if letters[source] >= LEAST_TELLING else 0
        return -telling, ": " not in source, -len(_GAP.sub("", source)), source

    ordered = sorted(with_gaps, key=rank)
    return [(letters[source], _pattern(source, with_gaps[source]), with_gaps[source]) for source in ordered]


def _pattern(source: str, translation: str) -> re.Pattern[str]:
    """A pattern whose groups stand in the order of the numbers, as the sentences are made."""
    figures = {number for number, kind in _GAP.findall(translation) if kind == "#"}
    pieces = _GAP.split(source)
    text = re.escape(pieces[0])
    for number, literal in zip(pieces[1::3], pieces[3::3], strict=True):
        text += (_FIGURE if number in figures else "(.*?)") + re.escape(literal)
    return re.compile(text, re.DOTALL)
