"""Happenings that a report mentions without bearing a claim of them, in the form of claims, so that they can be linked.

They serve the annotation of events across reports only. They never enter a ledger: nothing is in an incident that no claim
bears.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from hadba.model.attribution import Speaker
from hadba.model.claim import UNDATED, Claim, Family, Realis, Trigger, claim_id
from hadba.model.reading import EventMention, Reading
from hadba.model.span import Span
from hadba.model.when import When
from hadba.model.where import PlacePrecision, Where
from hadba.resolve.happening.grouping import VAGUE, vagueness
from hadba.resolve.happening.words import LONGEST


def silent_claims(reading: Reading) -> tuple[Claim, ...]:
    """A stand-in for each happening key and type of ``reading.events``, in text order; keys that claims bear too get theirs
    as well, since the words beside the claims tell more of the happening."""
    mentions: dict[str, list[EventMention]] = defaultdict(list)
    for event in reading.events:
        if event.incident:
            mentions[event.incident].append(event)
    return tuple(claim for key, held in mentions.items() for claim in _stand_ins(reading, key, held))


def _stand_ins(reading: Reading, key: str, held: list[EventMention]) -> Iterator[Claim]:
    """One a type, each with the happening's day and places; the passages are those of the mentions of the type. Words for
    states ("war", "killed") tell the type only where no others do."""
    telling = {e.type for e in held} - set(VAGUE) or {min((e.type for e in held), key=vagueness)}
    when, where = _when(reading, held), _where(reading, held)
    for type_ in sorted(telling):
        own = [e for e in held if e.type == type_ or (e.type not in telling and type_ == min(telling))]
        spans = tuple(dict.fromkeys(_passage(reading.report.text, e.span) for e in own))
        yield Claim(
            claim_id=claim_id(reading.report.id, Family.EVENT, f"{key} {type_}", spans, ()),
            report_id=reading.report.id,
            family=Family.EVENT,
            type=type_,
            realis=Realis.ACTUAL,
            spans=spans,
            trigger=Trigger(own[0].text, *own[0].span),
            attribution=(Speaker(reading.report.outlet),),
            when=when,
            where=where,
            happening=key,
        )


def _when(reading: Reading, held: list[EventMention]) -> When:
    """The first day or so that dates a mention; longer spans date what goes on, not what happened."""
    times = {t.span: t for t in reading.times}
    dated = (times[e.when] for e in held if e.when in times)
    first = next((t for t in dated if t.start and t.end and (t.end - t.start).days <= LONGEST), None)
    return When(first.start, first.end, first.precision, first.text, first.span, first.basis) if first else UNDATED


def _where(reading: Reading, held: list[EventMention]) -> tuple[Where, ...]:
    """The places beside the mentions, and the towns that the report names most: it is likely of one of them."""
    places = {p.span: p.where for p in reading.places}
    own = (w for e in held for s in e.where if (w := places.get(s)) is not None)
    return tuple(dict.fromkeys((*own, *_about(reading))))


def _about(reading: Reading) -> tuple[Where, ...]:
    """The towns that the report names most, two at the most."""
    towns = [p.where for p in reading.places if p.where is not None and p.where.precision is PlacePrecision.TOWN]
    often = Counter(w.place_id for w in towns if w.place_id)
    first = {w.place_id: w for w in reversed(towns)}
    return tuple(first[place_id] for place_id, _ in often.most_common(2))


def _passage(text: str, span: Span) -> Span:
    """The sentence around ``span``, as far as full stops and line breaks tell: names in it help to link."""
    start = max(text.rfind("\n", 0, span.start), text.rfind(". ", 0, span.start) + 1, -1) + 1
    ends = [i for i in (text.find("\n", span.end), text.find(". ", span.end)) if i >= 0]
    return Span(start, min(ends, default=len(text)))
