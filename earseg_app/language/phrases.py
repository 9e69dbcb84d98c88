"""The words of another language: finished sentences, and patterns for those with names and numbers."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

Say = Callable[[str], str]

# A sentence may hold words that are translated themselves, and those again.
DEEPEST = 6
# A pattern with fewer letters, such as {0} ({1}), only says how words are joined: sentences are parted before.
LEAST_TELLING = 3
# Sentences with numbers are kept so that the same one need not be taken apart twice; beyond these all are forgotten.
MOST_KEPT = 4000
_GAP = re.compile(r"\{(\d+)([=#]?)\}")
_FIGURE = r"[-+±]?\d[\d.,:]*"
_BEHIND = re.compile(r"\{0\} [A-ZÄÖÜ]")
_BETWEEN_LINES = re.compile(r"(\n| · )")
_BETWEEN_SENTENCES = re.compile(r"((?<=[.!?]) (?=\S))")
_BETWEEN_CLAUSES = re.compile(r"(; )")
_END_OF_CLAUSE = re.compile(r"[;:] ")


class Phrases:
    """The sentences of one language.

    The program makes whole English sentences and knows no language: "Undone: Smooth, cochlea (right)." So a catalogue
    has, beside finished sentences, patterns with gaps: "Undone: {0}." What fills a gap is translated in its turn, or
    left alone where the translation writes the gap as {0=}: names, paths. {0#} takes figures only.
    """

    def __init__(self, messages: Mapping[str, str], whole: Say | None = None) -> None:
        """Take English → translation; `whole`: who else knows the finished sentences, and says "" to what it lacks."""
        self._finished: Say = whole or (lambda text: messages.get(text, ""))
        patterns = _patterns(messages)
        self._telling = [(pattern, text) for letters, pattern, text in patterns if letters >= LEAST_TELLING]
        self._formal = [(pattern, text) for letters, pattern, text in patterns if letters < LEAST_TELLING]
        self._kept: dict[tuple[str, int], str] = {}

    def say(self, text: str) -> str:
        """A sentence, or several, in this language; what is not known stays as it is."""
        return self._made(text, DEEPEST)

    def whole(self, text: str) -> str:
        """A finished sentence, "" where it is none; words may be known without capital, full stop or dots."""
        body, stop = (text[:-1], ".") if text.endswith(".") else (text, "")
        lowered = body[:1].lower() + body[1:]
        for known, end in ((text, ""), (f"{text}…", ""), (f"{text}.", ""), (body, stop), (lowered, stop)):
            if found := self._finished(known):
                made = found if known == text else found.rstrip("….") + end
                return made[:1].upper() + made[1:] if known is lowered else made
        return ""

    def _made(self, text: str, deep: int) -> str:
        kept = self._kept.get((text, deep))
        if kept is None:
            if len(self._kept) >= MOST_KEPT:
                self._kept.clear()
            kept = self._kept[text, deep] = self._by_all_means(text, deep)
        return kept

    def _by_all_means(self, text: str, deep: int) -> str:
        words = text.strip()
        if not any(map(str.isalpha, words)):
            return text
        made = (
            self.whole(words)
            or self._by_parts(_BETWEEN_LINES, words, deep)
            or self._by_pattern(self._telling, words, deep, within_sentences=True)
            or self._by_sentences(words, deep)
            or self._by_parts(_BETWEEN_CLAUSES, words, deep, all_known=True)
            or self._by_pattern(self._telling, words, deep)
            or self._by_subject(words, deep)
            or self._without_stop(words, deep)
            or self._by_pattern(self._formal, words, deep)
            or self._by_parts(_BETWEEN_CLAUSES, words, deep)
            or words
        )
        start = text.index(words)
        return text[:start] + made + text[start + len(words) :]

    def _by_pattern(
        self, patterns: Sequence[tuple[re.Pattern[str], str]], text: str, deep: int, *, within_sentences: bool = False
    ) -> str:
        for pattern, translation in patterns if deep else ():
            match = pattern.fullmatch(text)
            if match is None or (within_sentences and _leaps(match, translation)):
                continue
            if (made := self._filled(translation, match.groupdict(), deep - 1)) != text:
                return made
        return ""

    def _filled(self, translation: str, gaps: Mapping[str, str], deep: int) -> str:
        def fill(gap: re.Match[str]) -> str:
            words = gaps[f"g{gap[1]}"]
            return words if gap[2] else self._made(words, deep)

        return _GAP.sub(fill, translation)

    def _by_sentences(self, text: str, deep: int) -> str:
        """As many sentences together as are known as one, the others each by itself; "" where there is but one."""
        parts = _BETWEEN_SENTENCES.split(text)
        made, start = "", 0
        while start < len(parts) > 1:
            texts = {stop: "".join(parts[start:stop]) for stop in range(len(parts), start + 2, -2)}
            known = ((stop, self.whole(text)) for stop, text in texts.items())
            shaped = ((stop, self._together(text, deep)) for stop, text in texts.items())
            alone = (start + 1, self._made(parts[start], deep))
            stop, words = next((run for run in (*known, *shaped) if run[1]), alone)
            made += words + "".join(parts[stop : stop + 1])
            start = stop + 1
        return "" if made == text else made

    def _together(self, text: str, deep: int) -> str:
        return self.whole(text) or self._by_pattern(self._telling, text, deep, within_sentences=True)

    def _by_subject(self, text: str, deep: int) -> str:
        """A sentence whose predicate is known: `Right cochlea` and `is not watertight: …`."""
        words = text.removesuffix(".").split(" ")
        for first in range(1, len(words)) if text.endswith(".") else ():
            predicate = " ".join(words[first:])
            if predicate[0].islower() and (made := self._together(predicate, deep)) and made[0].islower():
                return f"{self._made(' '.join(words[:first]), deep)} {made}."
        return ""

    def _without_stop(self, text: str, deep: int) -> str:
        body = text.removesuffix(".")
        made = self._made(body, deep) if body != text else body
        return "" if made == body else f"{made}."

    def _by_parts(self, between: re.Pattern[str], text: str, deep: int, *, all_known: bool = False) -> str:
        """Each part by itself; "" where there is but one, or none is known, or not every one if they must be."""
        parts = between.split(text)
        if len(parts) == 1:
            return ""
        made = [part if number % 2 else self._made(part, deep) for number, part in enumerate(parts)]
        if made == parts:
            return ""
        known = all(new != old for new, old in zip(made[::2], parts[::2], strict=True))
        return "".join(made) if known or not all_known else ""


def phrases_of(file: Path) -> Phrases:
    """The language of a .ts file, without what is not finished."""
    return Phrases(messages_of(file))


def messages_of(file: Path) -> dict[str, str]:
    """English → translation, of what is finished in a .ts file."""
    made = {}
    for message in ET.parse(file).getroot().iter("message"):
        translation = message.findtext("translation")
        if translation:
            made[message.findtext("source", "")] = translation
    return made


def _leaps(match: re.Match[str], translation: str) -> bool:
    """Whether what would fill a gap with words begins in one sentence or clause and ends in another.

    A gap at the end may hold several clauses: a reason, an explanation.
    """
    gaps, length = match.groupdict(), len(match.string)
    worded = {f"g{number}" for number, kind in _GAP.findall(translation) if not kind}
    inner = {name for name in worded if match.end(name) < length - 1}
    return any(_BETWEEN_SENTENCES.search(gaps[name]) for name in worded) or any(
        _END_OF_CLAUSE.search(gaps[name]) for name in inner
    )


def _patterns(messages: Mapping[str, str]) -> list[tuple[int, re.Pattern[str], str]]:
    """(letters, pattern, translation) of the sentences with gaps: those that say most first, a colon before a comma."""
    with_gaps = {source.strip(): text.strip() for source, text in messages.items() if _GAP.search(source)}
    # A sentence that stands behind others is also known by itself.
    alone = {
        source[4:]: text[4:] for source, text in with_gaps.items() if _BEHIND.match(source) and _BEHIND.match(text)
    }
    with_gaps = {source: text for source, text in alone.items() if _GAP.search(source)} | with_gaps
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
        text += f"(?P<g{number}>{_FIGURE if number in figures else '.*?'}){re.escape(literal)}"
    return re.compile(text, re.DOTALL)
