"""Quotation marks: which words stand inside a quotation."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property

from hadba.model.parse import Token
from hadba.model.span import Span

_MARKS = re.compile(r"“|”|\"|``|''|«|»|\n\s*\n|\n")
FEWEST_WORDS = 4  # of a quotation that stands without a comma before it and is more than a term in quotation marks
_OPEN = {"“", "``", "«"}
_CLOSE = {"”", "»"}


@dataclass(frozen=True, slots=True)
class Quotation:
    """Quoted words with their marks. ``goes_on``: the paragraph ended before the marks were closed, so that the next
    quotation, which opens the next paragraph, is the same one. ``spoken``: long enough to be a sentence of somebody."""

    span: Span
    goes_on: bool
    spoken: bool


def quotations(text: str, *, wrapped: bool = False) -> tuple[Quotation, ...]:
    """The quotations of a text in order, none within another; marks that do not pair are forgotten at the paragraph's end,
    or where a mark that can only open stands before they were closed. ``wrapped``: only a blank line ends a paragraph."""
    found: list[Quotation] = []
    start: int | None = None
    for match in _MARKS.finditer(text):
        if match.group()[0] == "\n":
            if wrapped and match.group().count("\n") == 1:
                continue
            if start is not None and _opens_next(text, match.end()) and text[start : match.start()].strip():
                found.append(_quotation(text, start, len(text[: match.start()].rstrip()), goes_on=True))
            start = None
            continue
        opens = _side(text, match)
        if start is None or opens is True:
            start = match.start() if opens is not False else None
        else:
            found.append(_quotation(text, start, match.end(), goes_on=False))
            start = None
    return tuple(found)


def _side(text: str, match: re.Match[str]) -> bool | None:
    """True where a mark can only open, false where it can only close, null where it may do either."""
    mark = match.group()
    if mark in _OPEN or mark in _CLOSE:
        return mark in _OPEN
    free_before = match.start() == 0 or text[match.start() - 1] in " \t\n\xa0([-—–"
    free_after = match.end() == len(text) or text[match.end()] in " \t\n\xa0)].,;:?!-—–"
    return None if free_before == free_after else free_before


def _opens_next(text: str, at: int) -> bool:
    return text[at : at + 3].lstrip()[:1] in ("“", '"', "`", "'")


def _quotation(text: str, start: int, end: int, *, goes_on: bool) -> Quotation:
    words = len(re.findall(r"\w[\w’'-]*", text[start:end]))
    closing = text[start:end].rstrip("\"”'»")[-1:]
    set_off = text[:start].rstrip(" \t\xa0")[-1:] in ("", "\n", ",", ":", ".", "!", "?", "—", "–", "-")
    return Quotation(Span(start, end), goes_on, words >= FEWEST_WORDS or (set_off and closing in (",", ".", "?", "!")))


@dataclass(frozen=True)
class Quoted:
    """The quotations of a text, to ask which one a token stands in."""

    quotations: tuple[Quotation, ...]
    wrapped: bool = False

    def breaks(self, text: str, start: int, end: int) -> bool:
        """Whether a paragraph ends between ``start`` and ``end``."""
        return re.search(r"\n\s*\n" if self.wrapped else r"\n", text[start:end]) is not None

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(q.span.start for q in self.quotations)

    def touching(self, span: Span) -> range:
        """The numbers of the quotations that share a character with ``span``."""
        first = bisect_right(self._starts, span.start) - 1
        if first < 0 or self.quotations[first].span.end <= span.start:
            first += 1
        return range(first, bisect_left(self._starts, span.end))

    def index(self, token: Token) -> int | None:
        """The number of the quotation that holds ``token``."""
        n = bisect_right(self._starts, token.start) - 1
        return n if n >= 0 and token.start < self.quotations[n].span.end else None

    def holds(self, token: Token) -> bool:
        """Whether ``token`` is quoted."""
        return self.index(token) is not None

    def level(self, speaker: Token, verb: Token) -> bool:
        """Whether ``speaker`` may do ``verb``: not quoted, or in the same quotation."""
        held = self.index(speaker)
        return held is None or held == self.index(verb)
