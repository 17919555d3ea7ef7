"""News agencies and the places where their signature stands in a report (``agencies.yaml``)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from hadba.errors import LexiconError
from hadba.lexicon import read_yaml
from hadba.model.span import Span

HEAD, TAIL = 300, 200  # characters in which a dateline and a signature stand


@dataclass(frozen=True, slots=True)
class Signature:
    """An agency's signature: its name in the lexicon and where it stands."""

    agency: str
    span: Span


@lru_cache(maxsize=8192)
def signature(text: str) -> Signature | None:
    """The agency that signs ``text``: in a dateline ("MOSUL, Iraq (Reuters) -"), alone on a line, or at the end."""
    head, tail = _patterns()
    hits = [m for m in (head.search(text[:HEAD]),) if m] or list(tail.finditer(text, max(0, len(text) - TAIL)))
    if not hits:
        return None
    found = hits[-1]
    return Signature(_names()[found["agency"].casefold()], Span(*found.span("agency")))


@cache
def _names() -> dict[str, str]:
    """Folded spelling -> agency."""
    found: dict[str, str] = {}
    for agency, spellings in read_yaml("agencies")["agencies"].items():
        for spelling in spellings:
            if found.setdefault(spelling.casefold(), agency) != agency:
                raise LexiconError(f"agencies.yaml gives {spelling!r} to two agencies.")
    return found


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    spellings = [s for group in read_yaml("agencies")["agencies"].values() for s in group]
    name = "(?P<agency>" + "|".join(sorted(map(re.escape, spellings), key=lambda s: (-len(s), s))) + ")"
    bracketed = rf"[(\[/]{name}[)\]/]"
    alone = rf"(?m:^\s*(?:by |source: ?)?{name}\s*$)"
    dateline = rf"(?m:^[A-Z][^\n.]{{0,60}}(?:,|\s[-–—])\s?{name}\s?[-–—:])"
    head = rf"{bracketed}\s*[-–—:]|{alone}|{dateline}"
    tail = rf"{bracketed}\W*$|(?:[-–—]\s?|(?i:source:)\s?){name}\W*$|{alone}"
    return re.compile(head), re.compile(tail)
