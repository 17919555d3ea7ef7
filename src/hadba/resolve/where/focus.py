"""The place that a report is mostly about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import dataclass

from hadba.model.parse import Parsed, Token
from hadba.model.span import Span
from hadba.model.where import PlaceMention, PlacePrecision, Where
from hadba.resolve.where.fold import fold
from hadba.resolve.where.standing import coarse, fine, fineness, heads_a_text, sentence_of

LEAD = 3  # sentences that say what a report is about
LEADING = 4  # what one of them counts for, and the title
SHARE = 8  # the part of all that a focus must have: an eighth
HEADING = 400  # characters within which numbers and a dateline may stand before the lead


@dataclass(frozen=True, slots=True)
class Located:
    """A place where something is, with its sentence and the token that it hangs by."""

    mention: PlaceMention
    where: Where
    sentence: int
    token: Token


def lead_of(parsed: Parsed, mentions: Sequence[PlaceMention]) -> int:
    """The sentence in which the lead begins: that of the dateline, where the text has one."""
    heads = (m for m in mentions if m.span.start < HEADING and heads_a_text(parsed, m))
    return max((sentence_of(parsed, m.span) or 0 for m in heads), default=0)


def focus_of(places: Sequence[Located], owned: Container[Span], lead: int, title: str) -> Where | None:
    """What a report is mostly about: the place, finer than a country, that stands most often as a place of something, the
    lead and the title counting fourfold; of two that are level the finer, then the first; before a province the spot in it
    that the lead names. Null where it stands so once, outside the lead. ``owned`` are the spans of places that claims name
    themselves, ``lead`` the sentence in which the lead begins."""
    weights: Counter[tuple[str, str | None]] = Counter()
    best: dict[tuple[str, str | None], Where] = {}
    for place in places:
        where = place.where
        if where.precision is PlacePrecision.COUNTRY or not (fine(place.mention) or coarse(where)):
            continue
        key = (fold(place.mention.text), where.place_id)
        weights[key] += LEADING if place.sentence < lead + LEAD else 1
        best.setdefault(key, where)
    headed = f" {fold(title)} "
    for key in best:
        weights[key] += LEADING if key[1] is not None and f" {key[0]} " in headed else 0
    ranked = sorted(best, key=lambda key: (-weights[key], fineness(best[key]), best[key].span.start))
    if not ranked:
        return None
    if weights[ranked[0]] * SHARE < sum(weights.values()):
        return None  # a list of many places is about none of them
    top = best[ranked[0]]
    if coarse(top):
        inside = (p for p in places if p.sentence < lead + LEAD and fine(p.mention) and p.where.country in (top.country, None))
        spot = next((p.where for p in inside if p.where.admin1 == top.admin1 or top.admin1 is None), None)
        told = any(p.mention.span in owned for p in places if p.where.place_id == top.place_id)
        return spot or (top if weights[ranked[0]] > LEADING or (told and weights[ranked[0]] == LEADING) else None)
    return top if weights[ranked[0]] > 1 else None
