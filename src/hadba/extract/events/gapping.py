"""Verbs told once for several: "Army forces attacked the north, police forces the market and guards the bridge"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from hadba.extract.statement import Statement
from hadba.model.actor import ActorMention, Role
from hadba.model.parse import Parsed, Sentence
from hadba.model.reading import ActorName
from hadba.model.span import Span, cover
from hadba.model.where import PlaceMention

_REACH = 24  # characters between the party and its place: an article, an adjective


def gapped(
    parsed: Parsed, sentence: Sentence, told: Sequence[Statement], places: Sequence[PlaceMention], actors: Sequence[ActorName]
) -> Iterator[Statement]:
    """A statement for each party that stands, after a comma or "and", directly before a place without a verb of its own;
    its verb is that of the nearest statement before."""
    taken = {a.span for s in told for a in s.actors}
    for actor in actors:
        if not sentence.span.contains(actor.span) or actor.span in taken or not _joined(parsed, actor.span):
            continue
        verbal = [s for s in told if s.trigger.end < actor.span.start and s.actors and not s.figures and s.times is None]
        place = next((p for p in places if 0 <= p.phrase.start - actor.span.end <= _REACH), None)
        if (
            not verbal
            or place is None
            or not sentence.span.contains(place.phrase)
            or _verb_between(parsed, actor.span, place.phrase)
        ):
            continue
        yield replace(
            verbal[-1],
            span=cover([actor.span, place.phrase]),
            actors=(ActorMention(Role.PERPETRATOR, actor.text, actor.span, actor.actor_id),),
            places=(place,),
            weapons=(),
            objects=(),
        )


def cut_short(told: Statement, elided: Sequence[Statement]) -> Statement:
    """The statement whose verb others share, without the words that are theirs."""
    theirs = [e.span.start for e in elided if e.trigger == told.trigger and told.span.start < e.span.start < told.span.end]
    return replace(told, span=Span(told.span.start, max(min(theirs), told.trigger.end))) if theirs else told


def _joined(parsed: Parsed, span: Span) -> bool:
    first = parsed.tokens_in(span)[0]
    before = [t.lower for t in parsed.tokens[max(0, first.i - 2) : first.i] if t.pos not in ("DET", "SPACE")]
    return bool(before) and before[-1] in (",", ";", "and")


def _verb_between(parsed: Parsed, a: Span, b: Span) -> bool:
    return any(t.pos in ("VERB", "AUX") for t in parsed.tokens_in(Span(a.start, max(b.start, a.end))))
