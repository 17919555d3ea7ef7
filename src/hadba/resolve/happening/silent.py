"""Happenings that a report mentions without bearing a claim of them, in the form of claims, so that they can be linked.

They serve the annotation of events across reports only. They never enter a ledger: nothing is in an incident that no claim
bears.
"""

from __future__ import annotations

from collections import Counter, defaultdict

from hadba.model.attribution import Speaker
from hadba.model.claim import UNDATED, Claim, Family, Realis, Trigger, claim_id
from hadba.model.reading import EventMention, Reading
from hadba.model.span import Span
from hadba.model.when import When
from hadba.model.where import PlacePrecision, Where
from hadba.resolve.happening.grouping import vagueness


def silent_claims(reading: Reading) -> tuple[Claim, ...]:
    """One stand-in for each happening key of ``reading.events`` that no claim has, in text order."""
    borne = {c.happening for c in reading.claims}
    mentions: dict[str, list[EventMention]] = defaultdict(list)
    for event in reading.events:
        if event.incident and event.incident not in borne:
            mentions[event.incident].append(event)
    return tuple(_stand_in(reading, key, held) for key, held in mentions.items())


def _stand_in(reading: Reading, key: str, held: list[EventMention]) -> Claim:
    times = {t.span: t for t in reading.times}
    places = {p.span: p.where for p in reading.places}
    dated = next((t for e in held if e.when and (t := times.get(e.when)) is not None and t.start is not None), None)
    when = When(dated.start, dated.end, dated.precision, dated.text, dated.span, dated.basis) if dated else UNDATED
    where = next((found for e in held if (found := tuple(w for s in e.where if (w := places.get(s)) is not None))), ())
    where = where or _about(reading)
    type_ = min((e.type for e in held), key=vagueness)
    spans = tuple(dict.fromkeys(_passage(reading.report.text, e.span) for e in held))
    return Claim(
        claim_id=claim_id(reading.report.id, Family.EVENT, type_, spans, ()),
        report_id=reading.report.id,
        family=Family.EVENT,
        type=type_,
        realis=Realis.ACTUAL,
        spans=spans,
        trigger=Trigger(held[0].text, *held[0].span),
        attribution=(Speaker(reading.report.outlet),),
        when=when,
        where=where,
        happening=key,
    )


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
