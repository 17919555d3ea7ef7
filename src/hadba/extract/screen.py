"""Which reports, and which sentences of them, may bear a claim: asked before anything is parsed.

Everything here follows from the lexicons that the extractors read, so that a new word for a happening passes the screen
without a line changed here. The screen lets pass too much and loses almost nothing: a report that tells of conflict
throughout is read whole; of one that touches it in passing only the sentences that may bear a claim are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from hadba.extract.relevance import relevance_of
from hadba.extract.signs import bears_a_claim
from hadba.lexicon.relevance import relevance_words
from hadba.model.span import Span
from hadba.text.casing import has_capitals
from hadba.text.wrapping import unwrap

WHOLE = 0.4  # share of a report's text in sentences that may bear claims, from which all of it is read
PLAINLY = 1.5  # relevance from which a report is read so
SHORT = 600  # characters; less is read whole
_END = re.compile(r"(?<=[.!?])[\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z0-9])|\n+")
_ABBREVIATION = re.compile(r"(?:\b[A-Z][a-z]{0,3}|\b[A-Z])\.$")  # "Gen. Townsend", "U.S. Army"; "Iraq. The" goes along


def screened(text: str) -> str | None:
    """``text`` with blanks for what need not be read, its offsets unchanged; null where it can bear no claim."""
    relevance = relevance_of(text)
    if relevance.score < relevance_words().needed_hard:
        return None
    chosen = [span for span in _sentences(text) if bears_a_claim(span.of(text), relevance)]
    if not chosen:
        return None
    share = sum(span.end - span.start for span in chosen) / len(text)
    plainly = relevance.score >= PLAINLY and share >= WHOLE
    if plainly or len(text) <= SHORT or has_capitals(text) or unwrap(text) != text:
        return text
    return "".join(_masked(text, chosen))


def _masked(text: str, chosen: list[Span]) -> Iterator[str]:
    """``text`` with everything outside ``chosen`` blank, and a line break for each stretch that is left out."""
    edges = [Span(0, 0), *chosen, Span(len(text), len(text))]
    for before, after in pairwise(edges):
        gap = after.start - before.end
        yield "\n" + " " * (gap - 1) if gap else ""
        yield after.of(text)


def _sentences(text: str) -> Iterator[Span]:
    """The sentences of ``text`` as full stops and line breaks tell them; two may come as one."""
    start = 0
    for end in _END.finditer(text):
        abbreviated = end.end() - end.start() == 1 and text[end.start()] != "\n"
        if abbreviated and _ABBREVIATION.search(text, max(0, end.start() - 6), end.start()):
            continue
        if end.start() > start:
            yield Span(start, end.start())
        start = end.end()
    if start < len(text):
        yield Span(start, len(text))
