"""Texts with hard-wrapped lines: what the line breaks mean."""

from __future__ import annotations

import re
from dataclasses import replace

from hadba.model.parse import Parsed, Sentence
from hadba.model.span import Span

_SINGLE = re.compile(r"(?<!\n)[ \t]*\n[ \t]*(?=([^\s]))")
_BLANK = re.compile(r"\n\s*\n")
FEWEST = 3  # line breaks before a lower-case word that make a text hard-wrapped
SHARE = 0.3  # of all its single line breaks


def is_wrapped(text: str) -> bool:
    """Whether single line breaks stand inside sentences, so that only a blank line ends a paragraph."""
    after: list[str] = [m.group(1) for m in _SINGLE.finditer(text)]
    inside = sum(c.islower() for c in after)
    return inside >= FEWEST and inside >= SHARE * len(after)


def unwrapped(parsed: Parsed) -> Parsed:
    """``parsed`` with sentences joined over line breaks that are no paragraph ends; offsets and tokens stay."""
    kept: list[Sentence] = []
    for sentence in parsed.sentences:
        if kept and _runs_on(parsed.text, kept[-1], sentence):
            last = kept.pop()
            sentence = replace(last, last=sentence.last, span=Span(last.span.start, sentence.span.end))
        kept.append(replace(sentence, i=len(kept)))
    number = [s.i for s in kept for _ in range(s.first, s.last)]
    tokens = tuple(t if t.sentence == n else t._replace(sentence=n) for t, n in zip(parsed.tokens, number, strict=True))
    return replace(parsed, tokens=tokens, sentences=tuple(kept))


def _runs_on(text: str, before: Sentence, after: Sentence) -> bool:
    gap = text[before.span.end : after.span.start]
    if "\n" not in gap or _BLANK.search(gap):
        return False
    return re.search(r"[.!?][\"'”’)]*$", text[before.span.start : before.span.end]) is None
