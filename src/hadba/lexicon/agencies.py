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
    """An agency's signature: its name (that of the lexicon where it has one) and where it stands."""

    agency: str
    span: Span


@lru_cache(maxsize=8192)
def signature(text: str) -> Signature | None:
    """The agency that signs ``text``: in a dateline ("MOSUL, Iraq (X) -", whoever X is), alone on a line, or at the end."""
    head, tail = _patterns()
    begins = [m for p in head if (m := p.search(text, 0, HEAD))]
    found = min(begins, key=lambda m: m.start(), default=None)
    if found is None:
        ends = [m for p in tail for m in p.finditer(text, max(0, len(text) - TAIL))]
        found = max(ends, key=lambda m: m.start(), default=None)
    if found is None:
        return None
    written = found["agency"]
    return Signature(_names().get(written.casefold(), written), Span(*found.span("agency")))


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
def _patterns() -> tuple[tuple[re.Pattern[str], ...], tuple[re.Pattern[str], ...]]:
    """What a signature looks like at the head, and at the end."""
    spellings = [s for group in read_yaml("agencies")["agencies"].values() for s in group]
    name = "(?P<agency>" + "|".join(sorted(map(re.escape, spellings), key=lambda s: (-len(s), s))) + ")"
    alone = rf"(?m:^\s*(?:[Bb]y |[Ss]ource: ?)?{name}\s*$)"
    dateline = rf"(?m:^[A-Z][^\n.]{{0,60}}(?:,|\s[-–—])\s?{name}\s?[-–—:])"
    any_name = r"(?m:^[A-Z]{3}[A-Z' .-]*(?:, [A-Z][A-Za-z. ]+)? \((?P<agency>[A-Z][\w .'-]{1,40})\) ?[-–—])"  # BEIRUT (X) -
    head = (any_name, rf"[(\[/]{name}[)\]/]\s*[-–—:]", alone, dateline)
    tail = (rf"[(\[/]{name}[)\]/]\W*$", rf"(?:[-–—]\s?|[Ss]ource:\s?){name}\W*$", alone)
    return tuple(map(re.compile, head)), tuple(map(re.compile, tail))
