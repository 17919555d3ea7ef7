"""Totals that are the sum of what is told of several towns: "Five were killed in three cities. Two died in Taiz, three in Ibb".

`extract` finds that counts add up to a total told before and takes them for its parts. Where they are told of towns apart,
it is the other way round: each is the count of its own happening, and the total covers several.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise

from hadba.model.claim import Claim
from hadba.model.figure import Figure, FigureKind, Scope
from hadba.model.span import Span
from hadba.model.where import PlacePrecision, Where
from hadba.resolve.happening.words import FINE, Word
from hadba.resolve.where.distance import km

_TOWNS_AND_PROVINCES = {*FINE, PlacePrecision.PROVINCE}
_APART = 12.0  # km between two towns; nearer ones may have been struck at once
_AND = re.compile(r",?\s(?:and|as well as)(?: in| on| at| of)?(?: the)?(?: (?:city|town|village|province) of)?\s")
_BETWEEN = re.compile(r"\b(?:between|from)(?: the \w+ of)?\s$")
_OPENING = 2  # sentences in which a report sums up what it tells
_LARGE = 20  # from here on counts hardly add up to it by chance

Key = tuple[str, FigureKind, int]  # claim id, kind, where the figure starts


@dataclass(frozen=True, slots=True)
class _Told:
    """A figure, its claim and the places told of it."""

    claim: str
    figure: Figure
    places: tuple[Where, ...]
    sentence: int

    @property
    def key(self) -> Key:
        return self.claim, self.figure.kind, self.figure.span.start


def told_apart(text: str, claims: Sequence[Claim], words: Sequence[Word]) -> dict[str, tuple[Figure, ...]]:
    """Claim id -> its figures, for claims of which a figure turns out to be no part or to cover several; ``text`` is the
    report's."""
    held = [_Told(w.claim, f, w.places, w.token.sentence) for w in words if w.claim for f in w.figures if f.low]
    scopes = {t.key: Scope.COVERS_SEVERAL for t in held if t.figure.scope is Scope.INCIDENT and _spread(text, t.places)}
    for kind in {t.figure.kind for t in held}:
        same = [t for t in held if t.figure.kind is kind]
        for total, parts in (*_summed(same), *_summed_up(same)):
            if any(_apart(a, b) for a, b in combinations(parts, 2)):
                scopes |= {p.key: Scope.INCIDENT for p in parts}
                scopes |= {t.key: Scope.COVERS_SEVERAL for t in same if t.figure.low == total.figure.low and t not in parts}
    return {c.claim_id: _with(c, scopes) for c in claims if any(key[0] == c.claim_id for key in scopes)}


def _summed(told: Sequence[_Told]) -> Iterator[tuple[_Told, list[_Told]]]:
    """Totals with the parts that `extract` found to add up to them."""
    for total in told:
        parts = [t for t in told if t.figure.part_of == total.figure.span and t.figure.scope is Scope.PART]
        if _add_up(total, parts):
            yield total, parts


def _summed_up(told: Sequence[_Told]) -> Iterator[tuple[_Told, list[_Told]]]:
    """Totals of the opening to which all other counts of the report add up."""
    for total in told:
        if total.sentence >= _OPENING or total.figure.scope is not Scope.INCIDENT:
            continue
        others = [t for t in told if t.figure.low != total.figure.low and not t.figure.groups]
        others = [t for t in others if t.figure.scope in (Scope.INCIDENT, Scope.PART)]
        once = {(t.figure.low, tuple(p.place_id for p in t.places)): t for t in reversed(others)}
        if _add_up(total, list(once.values())) and (total.figure.low or 0) >= min(_LARGE, 2 * len(once)):
            yield total, others


def _add_up(total: _Told, parts: Sequence[_Told]) -> bool:
    return len(parts) > 1 and sum(p.figure.low or 0 for p in parts) == total.figure.low


def _apart(one: _Told, other: _Told) -> bool:
    """Whether every place of the one is apart from every place of the other, and both are placed."""
    pairs = [(a, b) for a in _settled(one) for b in _settled(other)]
    return bool(pairs) and all(_far(a, b) for a, b in pairs)


def _settled(told: _Told) -> list[Where]:
    """The towns and finer places, else the provinces, that the gazetteer knows."""
    known = [p for p in told.places if p.place_id and p.lat is not None]
    return [p for p in known if p.precision in FINE] or [p for p in known if p.precision is PlacePrecision.PROVINCE]


def _far(a: Where, b: Where) -> bool:
    if a.place_id == b.place_id or a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return False
    if PlacePrecision.PROVINCE in (a.precision, b.precision) and {a.name, a.admin1} & {b.name, b.admin1} - {None}:
        return False
    return km(a.lat, a.lon, b.lat, b.lon) > _APART


def _spread(text: str, places: Sequence[Where]) -> bool:
    """Whether two of the places are towns apart and named in a row: "killed in Taiz, Ibb and Dhamar"."""
    ordered = sorted(
        (p for p in places if p.span is not None and p.precision in _TOWNS_AND_PROVINCES), key=lambda p: p.span or Span(0, 0)
    )
    for a, b in pairwise(ordered):
        if a.span is None or b.span is None or not _AND.fullmatch(text[a.span.end : b.span.start]):
            continue
        if not _BETWEEN.search(text[: a.span.start]) and _far(a, b) and not _holds(a, b) and not _holds(b, a):
            return True
    return False


def _holds(inner: Where, outer: Where) -> bool:
    """Whether the one is named after what the other lies in ("al-Bab and Aleppo")."""
    return bool({outer.name, outer.text} & {inner.admin1, inner.admin2, inner.within} - {None})


def _with(claim: Claim, scopes: Mapping[Key, Scope]) -> tuple[Figure, ...]:
    def scoped(figure: Figure) -> Figure:
        scope = scopes.get((claim.claim_id, figure.kind, figure.span.start), figure.scope)
        part_of = figure.part_of if scope is Scope.PART else None
        return figure if scope is figure.scope else replace(figure, scope=scope, part_of=part_of)

    return tuple(scoped(f) for f in claim.figures)
