"""Which reports may bear a claim: asked before anything is parsed, and again of the claims that were read.

A report that tells of conflict is read whole, so that nothing in it is read without its neighbours; of one that only
mentions it (a film, a campaign, a memory) nothing is claimed, and so nothing need be parsed. Everything here follows from
the lexicons that the extractors read, so that a new word for a happening passes without a line changed here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from hadba.extract.relevance import Relevance, Weighed, in_capitals, needed_for_its_length
from hadba.extract.signs import bears_a_claim
from hadba.lexicon.relevance import relevance_words
from hadba.model.span import Span
from hadba.text.wrapping import unwrap

_END = re.compile(r"(?<=[.!?])[\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z0-9])|\n+")
_ABBREVIATION = re.compile(r"(?:\b[A-Z][a-z]{0,3}|\b[A-Z])\.$")  # "Gen. Townsend", "U.S. Army"; "Iraq. The" goes along


def bears_claims(text: str) -> bool:
    """Whether a report with that text can bear a claim at all; what cannot need not be parsed."""
    return admitted(text) is not None


@lru_cache(maxsize=64)  # a batch: what was asked before the parse is asked again of its claims
def admitted(text: str) -> Relevance | None:
    """The relevance of a text that may bear claims; null where it tells of no conflict or only mentions it."""
    held = Weighed(text)
    if len(text) > relevance_words().passing.free and _only_mentions(held) and not in_capitals(text):
        return None
    return held.relevance if held.relevance.best >= relevance_words().needed_hard else None


def _only_mentions(held: Weighed) -> bool:
    """Whether too little of a text that is not short tells of conflict, or too weakly for its length."""
    text, passing = held.text, relevance_words().passing
    needed, weakly = needed_for_its_length(text), passing.weakly
    enough = held.reaches(needed)
    barely = len(text) > weakly.over and not held.reaches(needed + weakly.margin)
    share = weakly.share if barely else passing.share
    if not enough and sum(map(text.count, ".!?\n")) < passing.throughout:
        return True
    if held.relevance.score < relevance_words().needed_hard:
        return True
    told = 0
    for n, span in enumerate(_telling(unwrap(text), held.relevance), 1):
        told += span.end - span.start
        if (enough and told >= share * len(text)) or n >= passing.throughout:
            return False
    return True


def _telling(text: str, relevance: Relevance) -> Iterator[Span]:
    """The sentences that may bear a claim."""
    return (span for span in _sentences(text) if bears_a_claim(span.of(text), relevance))


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
