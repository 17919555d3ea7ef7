"""Tolls of a war: "The civil war began in 2011. More than 300,000 people have been killed." """

from __future__ import annotations

from collections.abc import Sequence

from hadba.model.figure import Scope
from hadba.model.parse import Parsed
from hadba.model.reading import Reading
from hadba.model.where import PlacePrecision, Where
from hadba.resolve.happening.words import Word

_BACK = 2  # sentences
_MANY = 10_000  # dead of whom a report tells in passing are those of a war
_WIDE = (PlacePrecision.COUNTRY, PlacePrecision.PROVINCE)
_HUNDREDS = 100


def tolls_of_war(parsed: Parsed, reading: Reading, words: Sequence[Word]) -> frozenset[str]:
    """The ids of claims of bare tolls that are those of the war told of in their sentence or in the two before it: of a
    period, or far too many for one happening, and of no town."""
    told = [parsed.tokens_in(e.span)[0].sentence for e in reading.events if e.type == "war"]
    return frozenset(
        w.claim
        for w in words
        if w.claim is not None and _is_toll(w) and any(0 <= w.token.sentence - sentence <= _BACK for sentence in told)
    )


def _is_toll(word: Word) -> bool:
    if word.type != "killing" or not word.figures or not all(_is_wide(p) for p in word.places):
        return False
    lowest = max(f.low or 0 for f in word.figures)
    of_period = all(f.scope is Scope.CUMULATIVE for f in word.figures) and lowest >= _HUNDREDS
    return lowest >= _MANY or (of_period and word.days is None)


def _is_wide(place: Where) -> bool:
    return place.precision in _WIDE
