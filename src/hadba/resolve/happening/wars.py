"""Tolls of a war: "The civil war began in 2011. More than 300,000 people have been killed." """

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from hadba.model.figure import Scope
from hadba.model.parse import Parsed
from hadba.model.reading import Reading
from hadba.model.when import TimeMention
from hadba.model.where import PlacePrecision, Where
from hadba.resolve.happening.words import HARM, LONGEST, Word

_BACK = 2  # sentences
_MANY = 10_000  # dead of whom a report tells in passing are those of a war
_WIDE = (PlacePrecision.COUNTRY, PlacePrecision.PROVINCE)
_HUNDREDS = 100
_SOME = 10  # fewer may be those of one gang or one street
_CALLINGS = frozenset(("staff", "press", "medical", "aid"))


def tolls_of_war(parsed: Parsed, reading: Reading, words: Sequence[Word]) -> frozenset[str]:
    """The ids of claims of bare tolls that are those of the war told of in their sentence or in the two before it: of a
    period, or far too many for one happening, and of no town."""
    told = [parsed.tokens_in(e.span)[0].sentence for e in reading.events if e.type == "war"]
    return frozenset(
        w.claim
        for w in words
        if w.claim is not None and _is_toll(w) and any(0 <= w.token.sentence - sentence <= _BACK for sentence in told)
    )


def tolls_of_periods(parsed: Parsed, reading: Reading, words: Sequence[Word], published: date | None) -> frozenset[str]:
    """The ids of claims of bare tolls of more than a month and of no town ("So far this year, 94 rebels have been killed"):
    those of the conflict that the report tells of. Tolls of one calling ("16 journalists") are not."""
    times = {t.span: t for t in reading.times}
    whens = {c.claim_id: times.get(c.when.span) if c.when.span else None for c in reading.claims}
    bare = [w for w in words if _is_bare(parsed, w)]
    return frozenset(w.claim for w in bare if w.claim is not None and _lasts(w, whens.get(w.claim), published))


def _is_bare(parsed: Parsed, word: Word) -> bool:
    verbs = (word.token, parsed.head(word.token))
    if any({"nsubj", "dobj"} <= {c.dep for c in parsed.children(v)} for v in verbs):
        return False  # "militants killed 700 people of a tribe", "strikes have claimed the lives of 100"
    if word.type != "killing" or not word.figures or not all(_is_wide(p) for p in word.places):
        return False
    harmed = all(f.scope is Scope.CUMULATIVE and f.kind in HARM and not set(f.groups) & _CALLINGS for f in word.figures)
    return harmed and max(f.low or 0 for f in word.figures) >= _SOME


def _lasts(word: Word, time: TimeMention | None, published: date | None) -> bool:
    """Whether its period is longer than a month, or untold of hundreds ("in the crisis"); "since yesterday" is none."""
    if time is None:
        return max(f.low or 0 for f in word.figures) >= _HUNDREDS
    if time.start is None or time.end is None:
        return False
    until = max(published, time.end) if published is not None else time.end
    return (until - time.start).days > LONGEST


def _is_toll(word: Word) -> bool:
    if word.type != "killing" or not word.figures or not all(_is_wide(p) for p in word.places):
        return False
    lowest = max(f.low or 0 for f in word.figures)
    of_period = all(f.scope is Scope.CUMULATIVE for f in word.figures) and lowest >= _HUNDREDS
    return lowest >= _MANY or (of_period and word.days is None)


def _is_wide(place: Where) -> bool:
    return place.precision in _WIDE
